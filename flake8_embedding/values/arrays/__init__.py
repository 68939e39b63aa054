"""Arrays and frames: their sides, cells, columns and rows, and the memory that they share."""

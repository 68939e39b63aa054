"""Lists, dicts, arrays and frames: how they are written, read, cut and changed."""

"""Objects of the file's own classes: how they are made, and what their attributes and protocols are."""

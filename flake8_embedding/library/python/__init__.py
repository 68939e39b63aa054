"""Python's own functions and classes, and the modules of its standard library."""

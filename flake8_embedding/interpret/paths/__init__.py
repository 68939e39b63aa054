"""Ways through the program: branches, exceptions, context managers, and what is so where ways join."""

"""Loops and comprehensions: what a round does, and what is so after any number of them."""

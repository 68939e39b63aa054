"""Calls: who is called, with which arguments, and what a call of the file's own functions and of libraries does."""

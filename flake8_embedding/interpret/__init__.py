"""The libcst visitor that evaluates a module, statement by statement, and notes tables and the ids that are looked up
in them.

This is the only room that evaluates syntax. It names no library: what a library's function does is in its entry.
"""

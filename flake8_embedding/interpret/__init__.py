"""The libcst visitor that evaluates a module to values, statement by statement, and notes tables and ids.

The only room that knows syntax. It names no library: what a function does, it reads from rows.
"""

"""What can be known of a value: integers with symbolic bounds, ids, vocabularies, containers, and how paths join.

Knows no syntax and no library.
"""

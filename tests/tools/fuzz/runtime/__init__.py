"""Small stand-ins for the frameworks, so that a generated program runs in a fraction of a millisecond.

They compute with ids as the real libraries do, and write down which table is asked for which id.
"""

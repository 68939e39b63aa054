"""Collections in which there is something, if there is something in the data that they are made of.

A text that is joined of the lines of a file has a character, and the set of its characters has one, too. Of what a test
has chosen nothing may be left. ``coverage`` makes the assumption that the data are there.
"""

from __future__ import annotations

from flake8_embedding.values.containers.contents import length_of
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.numbers.linear import Linear
from flake8_embedding.values.provenance import LengthOf
from flake8_embedding.values.settled import counts_all_of_data, is_data
from flake8_embedding.values.value import Number, TextValue, Unknown, Value


def has_something(collection: Value, store: Store) -> bool:
    """Whether there is an element in it, or a character, if the data are there."""
    match store.content(collection):
        case TextValue(of_data=of_data):
            return of_data
        case Unknown(key=key):
            return is_data(key)
    length = length_of(collection, store)
    return length is not None and is_one_at_least(length)


def is_one_at_least(length: Number) -> bool:
    """Whether a length is at least 1, if the data are there."""
    if not isinstance(length.low, Linear):
        return False
    least = length.low.constant
    for symbol, factor in length.low.terms:
        is_there = counts_all_of_data(symbol) or (isinstance(symbol.key, LengthOf) and is_data(symbol.key.of))
        low = 1 if is_there else symbol.least
        if factor < 0 or low is None:
            return False
        least += factor * low
    return least >= 1

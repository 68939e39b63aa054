"""Lengths of which only the least is known: a list of some known elements and others that are not seen."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from flake8_embedding.values.numbers.bounds import lowest
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Number


def least_length(length: Number | None) -> int:
    """How many elements there are at least."""
    low = lowest(length.low) if length is not None and length.low is not None else None
    return max(low or 0, 0)


def length_of_at_least(least: int, key: Hashable, text: str = "some length", most: Number | None = None) -> Number:
    """A length of which nothing is known but the least, and perhaps the most.

    One place may make lists of several least lengths, in several rounds of a loop: these are several numbers."""
    return unknown_length(Key(key, "at least", least) if least else key, text, most, least)


def length_of_all(parts: Iterable[Number | None], key: Hashable, text: str = "some length") -> Number:
    """The length of lists that are put together. A part may be None: nothing is known of its length."""
    return length_of_at_least(sum(map(least_length, parts)), key, text)

"""Ids of which it is known where they come from, ids of which nothing is known, and what is counted."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.values.arrays.missing import are_rows_left_out
from flake8_embedding.values.containers.selections import AsText, First, Present
from flake8_embedding.values.numbers.bounds import lowest, symbols_of
from flake8_embedding.values.numbers.linear import Symbol
from flake8_embedding.values.provenance import (
    AnswerOf,
    ContentOf,
    DistinctOf,
    Learned,
    LengthOf,
    LengthOfData,
    NumberOf,
    SoFar,
)
from flake8_embedding.values.relations import is_read
from flake8_embedding.values.text_changes import STRIPPING, stripped
from flake8_embedding.values.texts import ChangedText, changes_to
from flake8_embedding.values.value import Number


def is_settled(ids: Number) -> bool:
    """Whether it is known what makes the ids, and so how high they go. An unknown array may hold any."""
    return ids.high is not None and not any(is_opaque(symbol) for symbol in symbols_of(ids.high))


def is_opaque(symbol: Symbol) -> bool:
    """Whether it is some number out of unknown data."""
    return isinstance(symbol.key, NumberOf | SoFar)


def is_count(symbol: Symbol) -> bool:
    """Whether it is the number of entries of something."""
    return isinstance(symbol.key, LengthOf | Learned | DistinctOf)


def counts_all_of_data(symbol: Symbol) -> bool:
    """Whether it is the number of different values of a text, of a column, or of what is made of all of them: not of
    some that a test has chosen."""
    key = symbol.key
    return isinstance(key, LengthOfData) or (isinstance(key, DistinctOf) and is_data(key.of))


def is_data(key: Hashable) -> bool:
    """Whether a thing is data as they are there: a text, a column, or the first elements of these."""
    match key:
        case First(of=whole, count=Number(low=low)) if low is not None and (lowest(low) or 0) >= 1:
            return is_data(whole)
        case Present(of=column) | AsText(of=column):
            return is_data(column)
        case ContentOf():
            return True
        case AnswerOf():
            own = (stripped(key.at(3)),) if key.at(2) in STRIPPING else ()
            return all(change.keeps_something for change in (*changes_to(key.at(1)), *own))
        case ChangedText(changes=changes):
            return all(change.keeps_something for change in changes)
    return is_read(key) and not are_rows_left_out(key)

"""Ids of which it is known where they come from, ids of which nothing is known, and what is counted."""

from __future__ import annotations

from flake8_embedding.values.bounds import symbols_of
from flake8_embedding.values.linear import Symbol
from flake8_embedding.values.missing import are_rows_left_out
from flake8_embedding.values.provenance import AnswerOf, ContentOf, DistinctOf, Learned, LengthOf, NumberOf, SoFar
from flake8_embedding.values.relations import is_read
from flake8_embedding.values.selections import Present
from flake8_embedding.values.texts import ChangedText
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
    """Whether it is the number of different values of a text, or of a column: of all of them, not of some that were
    chosen."""
    if not isinstance(symbol.key, DistinctOf):
        return False
    data = symbol.key.of.of if isinstance(symbol.key.of, Present) else symbol.key.of
    return isinstance(data, ContentOf | AnswerOf | ChangedText) or (is_read(data) and not are_rows_left_out(data))

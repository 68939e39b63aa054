"""Containers of which one may be from another round of a loop: their length has a name for that."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.provenance import FormerRound, LengthOf
from flake8_embedding.values.value import Value


def is_of_former_round(value: Value) -> bool:
    """Whether one round of a loop has made it and another one found it, on some path."""
    return any(_counts_from_there(option.value) for option in alternatives_of(value))


def _counts_from_there(value: Value) -> bool:
    exact = value.length.exact if isinstance(value, SequenceValue | DictValue) else None
    return exact is not None and any(_is_length_of_former(symbol.key) for symbol in symbols_of(exact))


def _is_length_of_former(key: Hashable) -> bool:
    return isinstance(key, LengthOf) and isinstance(key.of, FormerRound)

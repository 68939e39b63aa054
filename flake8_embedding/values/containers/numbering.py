"""Columns in which every number stands: what numbering the different values of a column gives.

``LabelEncoder().fit_transform(column)`` has each of 0 to n - 1, n being the number of different values. So its largest
number is n - 1, and it has n different ones.
"""

from __future__ import annotations

from flake8_embedding.record import replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import IdKind
from flake8_embedding.values.numbers.bounds import Expr, add, lowest, subtract
from flake8_embedding.values.numbers.compare import at_least
from flake8_embedding.values.numbers.linear import Linear
from flake8_embedding.values.numbers.unknown_numbers import distinct_count, unknown_length
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Number, Unknown, Value


def with_each_number(array: SequenceValue) -> SequenceValue:
    """The array, of which it is known that every number of its range stands in it. This is forgotten as soon as it is
    of another length or has other numbers, as a part of it has."""
    return replace(array, each_number=(array.length, array.element))


def has_each_number(array: SequenceValue) -> bool:
    """Whether every number of its range stands in it: so it was made, or it has as many different numbers as the range
    has, as the values of ``{word: i for i, word in enumerate(sorted(set(words)), 1)}``."""
    if array.each_number is not None:
        return array.each_number == (array.length, array.element)
    return array.distinct and array.length.exact is not None and array.length.exact == _span(array.element)


def has_each_number_as_key(mapping: DictValue) -> bool:
    """Whether every number of the range of its keys is a key, where no entry is known by itself: there are as many
    keys as the range has numbers, as in ``{i: word for word, i in vocab.items()}``."""
    length = mapping.length.exact
    return not mapping.entries and length is not None and mapping.key is not None and length == _span(mapping.key)


def numbers_each(ids: Value, data: Value) -> bool:
    """Whether the ids number the different values of the data one by one: as many ids as there are values."""
    count = _span(ids)
    origin = ids.origin if isinstance(ids, Number) else None
    if count is None or origin is None or origin.id_kind is not IdKind.PRODUCED or origin.counted != count:
        return False
    match data:
        case Unknown():
            return count == distinct_count(data, "").exact
        case SequenceValue():
            return has_each_number(data) and count == _span(data.element)
    return False


def number_of_values(array: Value, key: Key, text: str) -> Number | None:
    """How many different numbers the array has; None where that is not known. The -1 that stands for a missing value is
    one more, if a value is missing."""
    if not isinstance(array, SequenceValue) or not has_each_number(array) or not isinstance(array.element, Number):
        return None
    count, missing = _span(array.element), array.element.id_facts.missing
    if not isinstance(count, Linear):
        return None
    if missing is None or missing.seen:
        return Number.exactly(count)
    return unknown_length(key, text, most=Number.exactly(count + 1), above=(count,))


def _span(ids: Value) -> Expr | None:
    if not isinstance(ids, Number) or ids.low is None or ids.high is None or not ids.attained:
        return None
    return add(subtract(ids.high, ids.low), 1)


def is_each_place(places: SequenceValue, count: Number | None = None) -> bool:
    """Whether the numbers are all from 0 to below the ``count``, each once: they are different ones, and as many.
    Without a count it is their own number."""
    numbers, many = places.element, count or places.length
    if not places.distinct or not isinstance(numbers, Number) or numbers.low is None or numbers.high is None:
        return False
    if places.dtype == "bool" or many.exact is None or places.length.exact != many.exact:
        return False
    least = lowest(numbers.low)
    return least is not None and least >= 0 and at_least(many.exact, add(numbers.high, 1)) is True

"""How long the sides of an array are that is made of several others, element by element: ``x[:, None] + offsets``.

A side of 1 is repeated as often as the other array asks. So a side is known only if that of each array is known, or if
one of them is longer than 1: then the others are as long, or 1.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from functools import reduce

from flake8_embedding.record import record, replace
from flake8_embedding.values.containers.nests import grid_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.numbers.lengths import least_length, length_of_at_least
from flake8_embedding.values.predicates.predicate import Compare, Op, is_truth, operands_of
from flake8_embedding.values.provenance import FractionAt, Key
from flake8_embedding.values.value import Const, FloatNumber, Number, Unknown, Value


@record(frozen=True)
class Sides:
    """The first side, and all of them if it is known how many there are."""

    length: Number
    shape: tuple[Value, ...] | None


_A_NUMBER = Const, FloatNumber, Number


def broadcast_sides(values: Iterable[Value], store: Store, key: Hashable) -> Sides | None:
    """The sides of what is made of these, element by element; None where none of them is an array."""
    arrays, others = list[Sides](), list[Value]()
    for value in _operands(values, store):
        known, content = _sides_of(value, store), store.content(value)
        if known is not None:
            arrays.append(known)
        elif not isinstance(content, _A_NUMBER) and not _is_fraction(content):
            others.append(content)
    if not arrays:
        return None
    made = reduce(lambda one, other: _of_both(one, other, key), arrays)
    # What is not known may be one number, as it is nearly always.
    repeats = bool(others) and any(isinstance(one, Number) and one.constant == 1 for one in made.shape or ())
    return _unknown_sides([made], key) if repeats or any(map(_is_mask, others)) else made


def in_sides(array: SequenceValue, sides: Sides) -> SequenceValue:
    """An array of which the elements are not known one by one, with these sides."""
    return replace(array, length=sides.length, shape=sides.shape)


def _operands(values: Iterable[Value], store: Store) -> Iterator[Value]:
    """These, and in place of a test what it compares element by element."""
    for value in values:
        content = store.content(value)
        if isinstance(content, Unknown) and isinstance(content.key, Compare) and content.key.op is not Op.IS:
            yield from (one.value for one in operands_of(content.key))
        else:
            yield value


def _is_fraction(content: Value) -> bool:
    return isinstance(content, Unknown) and type(content.key) is FractionAt


def _is_mask(content: Value) -> bool:
    return isinstance(content, Unknown) and is_truth(content.key)


def _sides_of(value: Value, store: Store) -> Sides | None:
    content = store.content(value)
    if not isinstance(content, SequenceValue):
        return None
    if content.shape is not None:
        return Sides(content.length, content.shape)
    grid = grid_of(value, store)
    if grid is not None and grid.shape:
        return Sides(content.length, tuple(map(Number.exactly, grid.shape)))
    row = store.content(content.element)
    if isinstance(row, SequenceValue) and row.items is not None and row.kind == "array":
        flat = not any(isinstance(store.content(one), SequenceValue | Unknown) for one in row.items)
        return Sides(content.length, (content.length, row.length) if flat else None)
    return Sides(content.length, None)


def _of_both(one: Sides, other: Sides, key: Hashable) -> Sides:
    if one.shape is None or other.shape is None:
        is_same = _is_same(one.length, other.length)
        return Sides(one.length, None) if is_same else _unknown_sides([one, other], key)
    more, fewer = sorted((one.shape, other.shape), key=len, reverse=True)
    ahead = len(more) - len(fewer)
    behind = (
        _side(left, right, Key(key, "side", ahead + place))
        for place, (left, right) in enumerate(zip(more[ahead:], fewer, strict=True))
    )
    shape = (*more[:ahead], *behind)
    first = shape[0] if shape else one.length
    return Sides(first if isinstance(first, Number) else _any_length([one, other], key), shape)


def _side(one: Value, other: Value, key: Hashable) -> Value:
    if _is_same(one, other):
        return one
    lengths = [side for side in (one, other) if isinstance(side, Number)]
    if len(lengths) == 2:
        if lengths[0].constant == 1:
            return other
        if lengths[1].constant == 1:
            return one
    longer = next((side for side in lengths if least_length(side) > 1), None)
    least = min(map(least_length, lengths)) if len(lengths) == 2 else 0
    return longer or length_of_at_least(least, key)


def _is_same(one: Value, other: Value) -> bool:
    if isinstance(one, Number) and isinstance(other, Number):
        return one.exact is not None and one.exact == other.exact
    return isinstance(one, Unknown) and one == other


def _unknown_sides(arrays: list[Sides], key: Hashable) -> Sides:
    return Sides(_any_length(arrays, key), None)


def _any_length(arrays: list[Sides], key: Hashable) -> Number:
    return length_of_at_least(min(1, *(least_length(array.length) for array in arrays)), Key(key, "length"))

"""Nests of lists and arrays, element by element: their cells, and copies of them."""

from __future__ import annotations

from math import prod

from flake8_embedding.limits import ITEMS
from flake8_embedding.record import replace
from flake8_embedding.values.contents import _DEPTH, length_of
from flake8_embedding.values.grids import Grid, grid_in
from flake8_embedding.values.objects import SequenceValue
from flake8_embedding.values.plain import integer_of
from flake8_embedding.values.store import Store
from flake8_embedding.values.value import Const, Number, ObjectRef, TextValue, Value

_NESTED = frozenset({ObjectRef, SequenceValue})


def snapshot(value: Value, store: Store, depth: int = _DEPTH) -> Value:
    """The value with every object in it replaced by its present content: a copy, which later changes do not reach."""
    content = store.content(value)
    if type(content) is not SequenceValue or depth == 0:
        return content
    if _NESTED.isdisjoint(map(type, (content.element, *(content.items or ())))):
        return content
    parts = None if content.items is None else tuple(snapshot(item, store, depth - 1) for item in content.items)
    return replace(content, items=parts, element=snapshot(content.element, store, depth - 1))


def grid_of(value: Value, store: Store) -> Grid[Value] | None:
    """The cells of a list, tuple or array; None where they are not all known, of different depths, or too many."""
    content = store.content(value)
    if type(content) is not SequenceValue or content.kind == "set":
        return grid_in(content)
    return grid_in(snapshot(content, store)) if content.items is not None and len(content.items) <= ITEMS else None


def cells_of(array: SequenceValue) -> int:
    """How many cells of the array are kept one by one."""
    if array.items is None:
        return 0
    sizes = [integer_of(size) for size in array.shape or (array.length,)]
    return prod(size for size in sizes if size is not None)


def leaves(value: Value, store: Store, depth: int = _DEPTH) -> tuple[Value, ...] | None:
    """All numbers in a nest of lists and arrays, in order. None if they are not known one by one, or are too many."""
    content = store.content(value)
    items = content.items if isinstance(content, SequenceValue) else None
    if items is None or depth == 0:
        return None
    found: list[Value] = []
    for item in items:
        inner = store.content(item)
        more = leaves(inner, store, depth - 1) if isinstance(inner, SequenceValue) else (inner,)
        if more is None or len(found) + len(more) > ITEMS:
            return None
        found.extend(more)
    return tuple(found)


def length_of_row(value: Value, store: Store) -> Number | None:
    """The number of all elements, where they stand in one row as far as is known; None for several rows. What is not
    known may be a row."""
    content = store.content(value)
    if isinstance(content, SequenceValue):
        elements = isinstance(store.content(content.element), Const | Number | TextValue)
        if not (elements if content.shape is None else len(content.shape) == 1):
            return None
    return length_of(content, store)

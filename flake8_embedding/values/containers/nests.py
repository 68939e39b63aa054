"""Nests of lists, arrays and dicts, element by element: their cells, and copies of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import field
from itertools import chain
from math import prod

from flake8_embedding.limits import ITEMS, LIST_NESTING, NESTED
from flake8_embedding.record import record, replace
from flake8_embedding.values.arrays.grids import Grid, grid_in
from flake8_embedding.values.containers.contents import length_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.plain import integer_of
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Choice, Const, FloatNumber, LibraryName, Number, TextValue, Unknown, Value

_PLAIN = frozenset({Const, FloatNumber, LibraryName, Number, TextValue, Unknown})
"""Values in which there is no other one."""

_LOOKED_INTO = frozenset({SequenceValue, DictValue, Choice})


def snapshot(value: Value, store: Store) -> Value:
    """The value with every list, array and dict in it replaced by its present content: a copy, which later changes do
    not reach. Other objects in it stay what they are."""
    return _Copying(store, lambda _, content: content).copy(value)


def handed_over(value: Value, store: Store, place: Hashable) -> Value:
    """A snapshot for another process, to which the call at the ``place`` hands the value over. It has no object of this
    process in it: what is no list, array or dict, or lies too deep, is not known there."""

    def lost(one: Value, content: Value) -> Value:
        if type(content) in _PLAIN:
            return content
        return Unknown("an object that was handed to another process is not followed", Key("handed over", place, one))

    return _Copying(store, lost).copy(value)


@record(frozen=True)
class _Copying:
    """How a copy is made; ``other`` makes what stands for a value, and its content, that is not looked into."""

    store: Store
    other: Callable[[Value, Value], Value]
    depth: int = LIST_NESTING
    made: dict[tuple[int, int], tuple[Value, Value]] = field(default_factory=dict)
    """By what was copied, and at which depth, this and its copy: in ``[x, x]`` both are one. Otherwise lists of lists
    inside each other are copied twice as often at each level."""

    def copy(self, value: Value) -> Value:
        content = self.store.content(value)
        if self.depth == 0 or type(content) not in _LOOKED_INTO:
            return self.other(value, content)
        name = (id(value), self.depth)
        if name not in self.made:
            self.made[name] = value, replace(self, depth=self.depth - 1).inside(content)
        return self.made[name][1]

    def inside(self, content: Value) -> Value:
        match content:
            case SequenceValue():
                return self.sequence(content)
            case DictValue():
                return self.mapping(content)
            case Choice(options=options):
                return Choice(tuple(replace(one, value=self.copy(one.value)) for one in options))
        return content

    def sequence(self, content: SequenceValue) -> SequenceValue:
        rows = (content.items or (), content.begins, content.members or ())
        if _PLAIN.issuperset(type(one) for one in (content.element, *chain(*rows))):
            return content
        return replace(
            content,
            element=self.copy(content.element),
            items=None if content.items is None else tuple(map(self.copy, content.items)),
            begins=tuple(map(self.copy, content.begins)),
            members=None if content.members is None else tuple(map(self.copy, content.members)),
        )

    def mapping(self, content: DictValue) -> DictValue:
        return replace(
            content,
            entries=tuple((key, self.copy(held)) for key, held in content.entries),
            value=None if content.value is None else self.copy(content.value),
            factory=None if content.factory is None else self.copy(content.factory),
        )


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


def leaves(value: Value, store: Store, depth: int = LIST_NESTING) -> tuple[Value, ...] | None:
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


def is_vast(nest: SequenceValue) -> bool:
    """Whether so much lies in a tuple of tuples, or in an array of arrays, that nobody should go over all of it."""
    todo, seen = list[Value](nest.items or ()), 0
    while todo and seen <= NESTED:
        part = todo.pop()
        seen += 1
        if type(part) is SequenceValue:
            todo += part.items or (part.element,)
    return seen > NESTED


def length_of_row(value: Value, store: Store) -> Number | None:
    """The number of all elements, where they stand in one row as far as is known; None for several rows. What is not
    known may be a row."""
    content = store.content(value)
    if isinstance(content, SequenceValue):
        elements = isinstance(store.content(content.element), Const | Number | TextValue)
        if not (elements if content.shape is None else len(content.shape) == 1):
            return None
    return length_of(content, store)

"""Values that are known as Python objects: which are equal as dict keys, and how they sort."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flake8_embedding.values.value import Const, Number, Symbolic, Value

_DEPTH = 3
"""Tuples inside each other that are a key: people use pairs of pairs. ``x = (x, x)``, 60 times, has 2**60 parts."""

_PARTS = 64
"""Parts of a tuple that is a key."""


def as_key(value: Value, depth: int = _DEPTH) -> tuple[Any] | None:
    """A literal as a dict key or set element, in a tuple; None if it is not known, or a tuple of too many parts. Two
    keys are equal exactly if Python takes them for one: ``1``, ``1.0`` and ``True`` are."""
    match value:
        case Number():
            constant = value.constant
            return None if constant is None else (constant,)
        case Const(value=constant) if constant == constant:
            return (constant,)
        case Symbolic():
            # A tensor of a graph is equal to itself alone: ``{ids: batch, labels: y}``.
            return (value,)
    return _as_tuple(value, depth) if depth > 0 else None


def _as_tuple(value: Value, depth: int) -> tuple[Any] | None:
    items = getattr(value, "items", None)
    if getattr(value, "kind", "") != "tuple" or items is None or len(items) > _PARTS:
        return None
    parts = [as_key(item, depth - 1) for item in items]
    return None if None in parts else (tuple(part[0] for part in parts if part is not None),)


def are_one_key(one: Value, other: Value) -> bool:
    """Whether both are known, and are the same key."""
    if type(one) is Const and type(one.value) is str:
        # Most keys are texts, which are equal to texts only.
        return type(other) is Const and one.value == other.value
    if one == other:
        return True
    key = as_key(one)
    return key is not None and key == as_key(other)


def distinct(values: Iterable[Value]) -> tuple[Value, ...] | None:
    """Each of the values once, in the order of their first places; None where not all are literals."""
    found: dict[tuple[Any], Value] = {}
    for value in values:
        key = as_key(value)
        if key is None:
            return None
        found.setdefault(key, value)
    return tuple(found.values())


def in_order(
    values: tuple[Value, ...], keys: Iterable[Value] | None = None, *, descending: bool = False
) -> tuple[Value, ...] | None:
    """The values as ``sorted`` gives them, by the ``keys`` where there are some; None where that is not known."""
    wanted = [as_key(value) for value in (values if keys is None else keys)]
    if None in wanted:
        return None
    order = _sorted(range(len(values)), lambda place: wanted[place], descending=descending)
    return None if order is None else tuple(values[place] for place in order)


def _sorted(places: range, key: Callable[[int], Any], *, descending: bool) -> list[int] | None:
    try:
        return sorted(places, key=key, reverse=descending)
    except TypeError:
        # A text and a number have no order: Python raises TypeError, too.
        return None

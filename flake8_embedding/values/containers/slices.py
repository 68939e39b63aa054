"""Slices of sequences and arrays, ``x[lower:upper:step]``, as parts of an index."""

from __future__ import annotations

from dataclasses import field

from flake8_embedding.record import record
from flake8_embedding.values.value import NONE, Const, Number, Value


@record(frozen=True)
class Slice(Value):
    """``lower:upper:step`` with None for what is absent.

    ``span`` is how far the upper end is written to be from the lower one: ``k`` of ``x[i : i + k]``.
    """

    lower: Value | None
    upper: Value | None
    step: Value | None
    span: Value | None = field(default=None, compare=False)


def constant_slice(place: Value) -> slice | int | None:
    """A place or slice whose ends are all known."""
    if type(place) is not Slice:
        return place.constant if type(place) is Number else None
    ends = [constant_end(end) for end in (place.lower, place.upper, place.step)]
    if any(end is False for end in ends) or ends[2] == 0:
        return None
    return slice(*ends)


def is_whole(part: Value) -> bool:
    """``:``, or ``...``: all there is along an axis."""
    if type(part) is Slice:
        return part.lower is None and part.upper is None and constant_end(part.step) in (None, 1)
    return type(part) is Const and part.value is ...


def constant_end(end: Value | None) -> int | bool | None:
    """An integer or None; False where the end of the slice is not known."""
    if end is None or end == NONE:
        return None
    if type(end) is Number and end.constant is not None:
        return end.constant
    return False

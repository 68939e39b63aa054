"""Parts of arrays of vectors: ``scores[:, -1, :]`` are the scores at the last place of each row, as many as before."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.values.arrays.vectors import VectorsOf, vectors
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.slices import Slice, is_whole
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.value import Const, Number, Unknown, Value


def vectors_at(known: VectorsOf, index: tuple[Value, ...], place: Hashable) -> Unknown | None:
    """The part at an index that leaves the vectors whole; None where they may be cut, or the index is not followed."""
    behind = index
    spread = [number for number, one in enumerate(index) if _is_spread(one)]
    lists = [one for one in index if isinstance(one, SequenceValue)]
    if len(spread) > 1 or not all(map(_is_followed, index)):
        return None
    if lists and (len(lists) > 1 or any(isinstance(one, Number) for one in index)):
        # Where the dimension of several lists comes to stand depends on what is between them.
        return None
    if spread:
        behind = index[spread[0] + 1 :]
    consumed = [one for one in index if isinstance(one, Number | Slice | SequenceValue)]
    is_short = known.dimensions is not None and len(consumed) < known.dimensions
    reaches_end = bool(behind) and (bool(spread) or not is_short)
    if not (is_whole(behind[-1]) if reaches_end else is_short):
        return None
    gone = sum(isinstance(one, Number) for one in index) - sum(map(is_none, index))
    left, most = (None if count is None else count - gone for count in (known.dimensions, known.most))
    return vectors(place, known.width, left, most=most, ones=frozenset() if spread else _ones_at(known, index))


def _is_followed(one: Value) -> bool:
    """A number, a slice, ``None``, ``...``, or a list of numbers: ``scores[:, [-1], :]``."""
    if isinstance(one, SequenceValue):
        return one.kind == "list" and bool(one.items) and all(isinstance(item, Number) for item in one.items or ())
    return isinstance(one, Number | Slice) or is_none(one) or _is_spread(one)


def _is_spread(one: Value) -> bool:
    return isinstance(one, Const) and one.value is ...


def _ones_at(known: VectorsOf, index: tuple[Value, ...]) -> frozenset[int]:
    """Which dimensions of the part have a length of 1."""
    ones: set[int] = set()
    axis = left = 0
    for one in index:
        is_one = isinstance(one, SequenceValue) and one.length.constant == 1
        if is_one or is_none(one) or (axis in known.ones and is_whole(one)):
            ones.add(left)
        axis += not is_none(one)
        left += not isinstance(one, Number)
    return frozenset(ones | {one - axis + left for one in known.ones if one >= axis})

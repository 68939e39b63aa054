"""Parts of arrays of vectors: ``scores[:, -1, :]`` are the scores at the last place of each row, as many as before."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.values.objects import is_none
from flake8_embedding.values.slices import Slice
from flake8_embedding.values.value import Const, Number, Unknown, Value
from flake8_embedding.values.vectors import VectorsOf, vectors


def vectors_at(known: VectorsOf, index: tuple[Value, ...], place: Hashable) -> Unknown | None:
    """The part at an index that leaves the vectors whole; None where they may be cut, or the index is not followed."""
    behind = index
    spread = [number for number, one in enumerate(index) if _is_spread(one)]
    if len(spread) > 1 or not all(isinstance(one, Number | Slice) or is_none(one) or _is_spread(one) for one in index):
        return None
    if spread:
        behind = index[spread[0] + 1 :]
    consumed = [one for one in index if isinstance(one, Number | Slice)]
    is_short = known.dimensions is not None and len(consumed) < known.dimensions
    reaches_end = bool(behind) and (bool(spread) or not is_short)
    if not (_is_whole(behind[-1]) if reaches_end else is_short):
        return None
    gone = sum(isinstance(one, Number) for one in index) - sum(map(is_none, index))
    left, most = (None if count is None else count - gone for count in (known.dimensions, known.most))
    return vectors(place, known.width, left, most=most)


def _is_spread(one: Value) -> bool:
    return isinstance(one, Const) and one.value is ...


def _is_whole(one: Value) -> bool:
    return isinstance(one, Slice) and one.lower is one.upper is one.step is None

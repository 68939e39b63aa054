"""Arrays that lie in the memory of others: what is written to one of them is seen through the other.

``x.reshape(-1)``, ``x.T``, ``x[1:]``, ``torch.from_numpy(x)``, ``t.numpy()``. Which of them are views and which are
copies is said in https://numpy.org/doc/stable/user/basics.copies.html and
https://docs.pytorch.org/docs/stable/tensor_view.html.
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.record import record, replace
from flake8_embedding.values.arrays.grids import Grid, array_of, grid_in
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.arithmetic import as_number
from flake8_embedding.values.numbers.ranges import hull
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Number, ObjectRef, Unknown, Value


@record(frozen=True, slots=True)
class ArrayView(Value):
    """What the store holds for a view of the array ``base``.

    ``own`` is what the view held when ``base`` held ``then``. ``places`` say where its elements lie in the base, in
    order, if both are known one by one. ``whole``: the base has no other elements. ``sure`` is False if it may be a
    copy. ``backwards``: its elements lie in the base from the last to the first, ``x[::-1]``.
    """

    base: ObjectRef
    own: SequenceValue
    then: Value
    places: Grid[int] | None = None
    whole: bool = False
    sure: bool = True
    backwards: bool = False


@record(frozen=True, slots=True)
class ChangedCopies(Value):
    """``x.at`` and ``x.at[index]`` of JAX: a method of it gives a copy of the array ``of`` that is changed there."""

    of: Value
    index: tuple[Value, ...] | None = None


def is_same_view(one: ArrayView, other: ArrayView) -> bool:
    """Whether both are one view, looked at when its base held different numbers."""
    alike = one.own.length == other.own.length and one.own.shape == other.own.shape
    return alike and one == replace(other, own=one.own, then=one.then)


def seen_through(view: ArrayView, base: Value) -> Value:
    """What the view holds, now that its base holds this."""
    if base is view.then or (base == view.then and grid_in(base) is not None):
        return view.own
    if not isinstance(base, SequenceValue):
        return (
            base.part("[view]")
            if isinstance(base, Unknown)
            else Unknown("the array is another one now", Key(view.base, "view"))
        )
    cells = grid_in(base) if view.sure and view.places is not None else None
    if cells is not None and view.places is not None and max(view.places.cells, default=-1) < len(cells.cells):
        return array_of(cells.gathered(view.places), Key(view.base, "view"), view.own.dtype)
    now = numbers_of(base)
    if now is None:
        return Unknown("the array was written to", Key(view.base, "view"))
    if view.sure and view.whole:
        return _of_any(view.own, now)
    before = numbers_of(view.own)
    return _of_any(view.own, _perhaps([now] if view.sure or before is None else [before, now]))


def written_through(view: ArrayView, content: Value, base: Value, key: Hashable) -> Value:
    """What the base holds after ``content`` was written to the view."""
    if not isinstance(content, SequenceValue) or not isinstance(base, SequenceValue):
        return (
            content.part("[base]")
            if isinstance(content, Unknown)
            else Unknown("a part of it was changed", Key(key, "base"))
        )
    new, cells = grid_in(content), grid_in(base)
    if view.sure and view.places is not None and new is not None and cells is not None:
        written = cells.scattered(view.places, new)
        if written is not None:
            return array_of(written, Key(key, "base"), base.dtype)
    before, after = numbers_of(base), numbers_of(content)
    if before is None or after is None:
        return Unknown("a part of it was changed", Key(key, "base"))
    if view.sure and view.whole:
        return _of_any(base, after)
    joined = hull([_perhaps([before]), after]) if view.sure else _perhaps([before, after])
    return _of_any(base, joined)


def numbers_of(value: Value) -> Number | None:
    """The range of the numbers in an array whose rows are no objects; None if something else is in it."""
    if type(value) is not SequenceValue:
        return as_number(value)
    if value.items is None:
        return numbers_of(value.element)
    found = [numbers_of(item) for item in value.items]
    known = [one for one in found if one is not None]
    return hull(known) if known and len(known) == len(found) else None


def _perhaps(numbers: list[Number]) -> Number:
    return hull(numbers).weakened()


def _of_any(like: SequenceValue, numbers: Number) -> SequenceValue:
    return SequenceValue("array", numbers, like.length, shape=like.shape, dtype=like.dtype)

"""Parts of arrays: read by an index, as a view or a copy, and written to."""

from __future__ import annotations

from typing import TypeGuard

import libcst as cst

from flake8_embedding.interpret.containers.masks import Sight, sight_of
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.ruled_out import note_ruled_out
from flake8_embedding.interpret.tainted import note_tainted
from flake8_embedding.limits import LOOKS_AT_A_CELL
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.grids import Grid, Index, array_of, picked
from flake8_embedding.values.arrays.shared_memory import lies_in
from flake8_embedding.values.arrays.views import ArrayView
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.nests import grid_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.slices import Slice, constant_end, constant_slice, is_whole
from flake8_embedding.values.numbers.bounds import add
from flake8_embedding.values.numbers.casts import MASKS_AT_TIMES, cast, truth_in
from flake8_embedding.values.numbers.compare import at_least
from flake8_embedding.values.numbers.ranges import hull, in_some_places, some_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Choice, Const, Number, ObjectRef, Unknown, Value


def known_part(
    machine: Machine, owner: Value, array: SequenceValue, index: tuple[Value, ...], node: cst.CSTNode
) -> Value | None:
    """``array[index]``, if all its elements are known one by one; None otherwise."""
    places = _places(machine, array, index)
    grid = grid_of(array, machine.store) if places is not None else None
    if grid is None or places is None:
        return None
    made = array_of(grid.gathered(places), machine.key(node), array.dtype)
    if not isinstance(made, SequenceValue):
        return made
    if isinstance(owner, ObjectRef) and _is_basic(index):
        whole = len(places.cells) == len(grid.cells)
        return machine.allocate_view(
            node, ArrayView(owner, made, array, places, whole=whole, backwards=_is_backwards(index))
        )
    return machine.allocate(node, made)


def as_view(machine: Machine, owner: Value, array: SequenceValue, part: Value, index: tuple[Value, ...]) -> Value:
    """The part of an array that a slice gives, as a view: what is written to it is written to the array."""
    made = machine.store.content(part)
    if not isinstance(part, ObjectRef) or not isinstance(owner, ObjectRef) or not isinstance(made, SequenceValue):
        return part
    if _is_basic(index) and not lies_in(owner, part.alloc, machine.store):
        whole = all(map(is_whole, index))
        machine.store.set(part.alloc, ArrayView(owner, made, array, whole=whole, backwards=_is_backwards(index)))
        machine.store.sees_through = True
    return part


def _is_backwards(index: tuple[Value, ...]) -> bool:
    """``x[::-1]``, of an array with one dimension or several."""
    return len(index) == 1 and isinstance(index[0], Slice) and (constant_end(index[0].step) or 0) < 0


def _is_basic(index: tuple[Value, ...]) -> bool:
    return all(isinstance(one, Number | Slice) or _is_spread(one) or is_none(one) for one in index)


def _is_spread(one: Value) -> bool:
    return isinstance(one, Const) and one.value is ...


def _places(machine: Machine, array: SequenceValue, index: tuple[Value, ...]) -> Grid[int] | None:
    grid = grid_of(array, machine.store)
    parts: list[Index] = []
    for one in index:
        if _is_spread(one):
            missing = len(grid.shape if grid is not None else ()) - sum(not is_none(other) for other in index) + 1
            parts.extend([slice(None)] * missing)
            continue
        part = _part(machine, one)
        if part is _UNKNOWN:
            return None
        parts.append(part)
    return picked(grid.shape, parts) if grid is not None else None


_UNKNOWN: list[int] = []
"""Stands for a part of an index that is not known."""


def _part(machine: Machine, one: Value) -> Index:
    if is_none(one):
        return None
    known = constant_slice(one)
    if known is not None:
        return known
    content = machine.store.content(one)
    grid = grid_of(content, machine.store) if isinstance(content, SequenceValue) else None
    if grid is None or not grid.cells:
        return _UNKNOWN
    truths = [truth for truth in map(truth_in, grid.cells) if truth is not None]
    is_mask = isinstance(content, SequenceValue) and content.dtype == "bool"
    if is_mask or all(isinstance(cell, Const) for cell in grid.cells):
        return truths if len(truths) == len(grid.cells) else _UNKNOWN
    if isinstance(content, SequenceValue) and content.dtype in MASKS_AT_TIMES:
        return _UNKNOWN
    numbers = [cell.constant for cell in grid.cells if isinstance(cell, Number) and cell.constant is not None]
    return numbers if len(numbers) == len(grid.cells) and len(grid.shape) == 1 else _UNKNOWN


# -- writing ------------------------------------------------------------------------------------------------------


def array_after_write(
    machine: Machine, array: SequenceValue, index: tuple[Value, ...], value: Value, node: cst.CSTNode
) -> SequenceValue:
    """The array after ``array[index] = value``."""
    return _exactly_written(machine, array, index, value, node) or _written(machine, array, index, value, node)


def copy_after_write(
    machine: Machine, array: Value, index: tuple[Value, ...], value: Value, node: cst.CSTNode
) -> SequenceValue | None:
    """What a copy of the array holds after ``copy[index] = value``; None if that is not known."""
    content = machine.store.content(array)
    if isinstance(content, Unknown):
        numbers = numbers_in(content, machine.store)
        if numbers is None or Sight.LOOKS in (sight_of(machine, index, part) for part in (content, value)):
            return None
        content = SequenceValue("array", numbers, unknown_length(machine.key(node)))
    if not isinstance(content, SequenceValue):
        return None
    return array_after_write(machine, replace(content, kind="array"), index, value, node)


def _exactly_written(
    machine: Machine, array: SequenceValue, index: tuple[Value, ...], value: Value, node: cst.CSTNode
) -> SequenceValue | None:
    places = _places(machine, array, index)
    before, new = grid_of(array, machine.store), grid_of(value, machine.store)
    if places is None or before is None or new is None:
        return None
    if not all(isinstance(cell, Number | Const) for cell in new.cells):
        return None
    cells = tuple(machine.loops.over_all_rounds(cell) if isinstance(cell, Number) else cell for cell in new.cells)
    written = before.scattered(places, Grid(new.shape, tuple(cast(cell, array.dtype) for cell in cells)))
    machine.budget.spend(LOOKS_AT_A_CELL * len(before.cells))
    made = None if written is None else array_of(written, machine.key(node), array.dtype)
    return made if isinstance(made, SequenceValue) else None


def _written(
    machine: Machine, array: SequenceValue, index: tuple[Value, ...], value: Value, node: cst.CSTNode
) -> SequenceValue:
    before, after = numbers_in(array, machine.store), numbers_in(value, machine.store)
    unknown = Unknown("the array was written to", Key(machine.key(node), "written"))
    element: Value = note_tainted(machine, unknown, (array,))
    if before is not None and after is not None:
        sight, of_new = (Sight.BLIND if _is_basic(index) else sight_of(machine, index, one) for one in (array, value))
        new = cast(machine.loops.over_all_rounds(after), array.dtype)
        differs = _differs_by_round(machine, index, node)
        kept = None if all(map(is_whole, index)) else _kept(before, index, sight, differs=differs)
        if kept is not None and len(index) == 1 and _may_be_everywhere(machine, array, index[0]):
            kept = kept.weakened()
        if kept is not None and array.each_once:
            # ``ids[-1] = 0``: the highest may have stood there, and nowhere else.
            kept = kept.without_highest()
        if isinstance(new, Number):
            # ``x[x > n] = 0``: there may be no such element.
            new = new.weakened() if Sight.LOOKS in (sight, of_new) else new
            element = new if kept is None else _patched(kept, new, index)
    return SequenceValue("array", element, array.length, shape=array.shape, dtype=array.dtype)


def _may_be_everywhere(machine: Machine, array: SequenceValue, places: Value) -> bool:
    """``x[np.arange(len(x))]``: whether there are as many places as the array has elements, as far as is known."""
    content = machine.store.content(places)
    if not isinstance(content, SequenceValue) or not isinstance(content.element, Number) or content.dtype == "bool":
        return False
    length, count = array.length.low, content.length.high
    return length is None or count is None or at_least(length, add(count, 1)) is not True


def _patched(kept: Number, new: Number, index: tuple[Value, ...]) -> Number:
    """What stands in the array beside what was written to some of its places."""
    both = hull([kept, new])
    is_larger = both.high != kept.high and _is_at_fixed_places(index)
    if not is_larger and not _is_one_place(index):
        return both
    return in_some_places(both)


def _is_one_place(index: tuple[Value, ...]) -> bool:
    """``x[0]``, ``x[0, 3]``, ``x[:, 0]``: what is read there later is what was written, and no id that was there
    before."""
    return any(isinstance(constant_slice(one), int) for one in index)


def _is_at_fixed_places(index: tuple[Value, ...]) -> bool:
    """``x[:, 3:]``, ``x[:, 0]``: not another place in each round of a loop, such as ``x[i, :len(row)]``."""
    return any(constant_slice(one) is not None and not is_whole(one) for one in index)


def _differs_by_round(machine: Machine, index: tuple[Value, ...], node: cst.CSTNode) -> bool:
    """Whether each round of a loop may write to another place. In a round that is only looked at ahead, ``i`` is what
    it was before the loop. Where the place is not known, ``x[order(word)]``, all may be written to."""
    if not machine.loops.repeats:
        return False
    if any(isinstance(one, Unknown) or _is_tuple_of_unknown(one) for one in index):
        return True
    places = node.slice if machine.loops.looks_ahead and isinstance(node, cst.Subscript) else ()
    named = [isinstance(one.slice, cst.Index) and isinstance(one.slice.value, cst.Name) for one in places]
    return any(is_named and type(one) is Number for is_named, one in zip(named, index, strict=False))


def _is_tuple_of_unknown(index: Value) -> bool:
    """``x[place]``, of ``for place in np.ndindex(x.shape)``"""
    return isinstance(index, SequenceValue) and index.kind == "tuple" and index.items is None


def _kept(before: Number, index: tuple[Value, ...], sight: Sight, *, differs: bool) -> Number:
    """What is left of the old content of the array.

    - If the index looked at the ids (``x[x > n] = 0``), the highest may be gone.
    - If a loop writes one element after the other (``for i in range(len(x)): x[i] -= 1``), all may be others.
    - ``batch[i, : len(row)] = row`` leaves something behind each row.
    """
    one_by_one = differs or any(isinstance(one, Number) and one.constant is None for one in index)
    leaves_ends = any(isinstance(one, Slice) and not is_whole(one) and constant_slice(one) is None for one in index)
    # If all elements are one number, any element that is left is that number.
    may_be_gone = sight is Sight.LOOKS or (sight is Sight.OTHER and before.constant is None)
    if (one_by_one and not leaves_ends) or may_be_gone:
        return some_of(before).weakened()
    return some_of(before)


def changed_in_place(machine: Machine, owner: ObjectRef, after: Value, node: cst.CSTNode) -> Value:
    """``x -= 1``: an array of NumPy or PyTorch changes, and everybody who holds it sees that. In other libraries only
    the name gets another array. So this name holds the result, and other names of the array may hold it."""
    before, content = machine.store.content(owner), machine.store.content(after)
    numbers = [numbers_in(one, machine.store) for one in (before, content)]
    known = [one for one in numbers if one is not None]
    if not isinstance(before, SequenceValue) or not isinstance(content, SequenceValue) or len(known) < len(numbers):
        machine.forget(owner, "it is changed in place", node)
        return after
    loose = SequenceValue("array", hull(known).weakened(), before.length, shape=before.shape, dtype=before.dtype)
    note_ruled_out(machine, owner)
    machine.change(owner, loose, node)
    return machine.allocate_view(node, ArrayView(owner, content, machine.store.content(owner), whole=True, sure=False))


def is_array_by_itself(machine: Machine, value: Value) -> bool:
    """Whether it is a row or an element of an array, in which it is changed in place."""
    if _is_array(value) or (isinstance(value, Number) and value.may_be_row):
        return True
    libraries = machine.registry.conventions.elements_in_place
    return isinstance(value, Number) and value.is_cell and any(map(machine.makers.has, libraries))


def write_to_rows(machine: Machine, value: Value | None = None) -> None:
    """``row[0] = 5``, where the row is no object of its own. It is not known which array it is a part of, so any array
    may hold the ``value`` from now on, None for one that is not known."""
    new = numbers_in(value, machine.store) if value is not None else None

    def written(array: SequenceValue) -> SequenceValue:
        before = numbers_in(array, machine.store)
        if before is None or (before.low is None and before.high is None):
            return array
        # Of an array with many known elements each may be the one: what is left is one range for all of them.
        either = hull([before, new]) if new is not None else Number(None, None)
        return SequenceValue("array", either.weakened(), array.length, shape=array.shape, dtype=array.dtype)

    for key, held in machine.store.everything():
        match held:
            case ArrayView(own=SequenceValue() as own):
                machine.store.set(key, replace(held, own=written(own)))
            case SequenceValue(kind="array"):
                machine.store.set(key, written(held))
            case Choice(options=options) if any(_is_array(one.value) for one in options):
                each = (replace(one, value=written(one.value)) if _is_array(one.value) else one for one in options)
                machine.store.set(key, Choice(tuple(each)))


def write_to_part(machine: Machine, owner: Value, index: tuple[Value, ...], value: Value, node: cst.CSTNode) -> None:
    """``owner[index] = value``, where the owner is no object of its own: a row, or an array that is known only by the
    range of its elements, such as ``x = (ids - 5) % 5`` of ids that are not known."""
    write_to_rows(machine, value)
    if not isinstance(owner, Number):
        return
    array = SequenceValue("array", owner, unknown_length(machine.key(node)))
    numbers = numbers_in(array_after_write(machine, array, index, value, node), machine.store)
    changed = numbers or machine.unknown("it was changed in a way that is not followed", node)
    # A number that is equal may be another array, or a size of which no element was written.
    perhaps = changed.weakened() if isinstance(changed, Number) else changed
    is_one_number = owner.exact is not None
    for key, held in machine.store.everything():
        if held is owner:
            machine.store.set(key, perhaps if is_one_number else changed)
        elif held == owner and not is_one_number:
            machine.store.set(key, perhaps)


def _is_array(value: Value) -> TypeGuard[SequenceValue]:
    return isinstance(value, SequenceValue) and value.kind == "array"

"""Names that hold another array after each round: ``ids = sample(table(ids))``.

Two such arrays are compared by their numbers. A shape or a length is kept only if every round leaves the same one.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import reduce

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.views import ArrayView, numbers_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import alternatives_of, any_of
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.numbers.unknown_numbers import ANY_LENGTH
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.value import NONE, AllocationSite, Choice, Number, ObjectRef, Value


def shape_kept(before: Value, after: Value) -> tuple[Value, ...] | None:
    """The shape of an array, if a round leaves another one of as many dimensions: ``ids = torch.tensor([[best]])``."""
    match before, after:
        case SequenceValue(shape=tuple() as shape), SequenceValue(shape=tuple() as others) if len(shape) == len(others):
            return tuple(_same_side(one, other) for one, other in zip(shape, others, strict=True))
    return None


def length_kept(before: Value, after: Value) -> Number:
    """How long the array is, if a round leaves one as long, of other dimensions: ``ids = torch.tensor([[0]])`` before
    the loop, and ``ids = best.unsqueeze(0)`` in it."""
    match before, after:
        case SequenceValue(kind="array"), SequenceValue(kind="array"):
            one, other = _first_side(before), _first_side(after)
            return one if one == other and one.constant is not None else ANY_LENGTH
    return ANY_LENGTH


def _first_side(array: SequenceValue) -> Number:
    first = array.shape[0] if array.shape else array.length
    return first if isinstance(first, Number) else ANY_LENGTH


def _same_side(one: Value, other: Value) -> Value:
    return one if one == other and isinstance(one, Number) and one.constant is not None else ANY_LENGTH


def keeps_shape(begun: SequenceValue, after: Value) -> bool:
    """Whether what a round leaves has the shape that was assumed, if one was."""
    left = [one.value for one in alternatives_of(after)]
    if begun.shape is None:
        is_told = begun.kind == "array" and begun.length.constant is not None
        return not is_told or all(one == begun or length_kept(begun, one) == begun.length for one in left)
    return all(one == begun or begun.shape in (shape_kept(begun, one), _shape_in(one)) for one in left)


def _shape_in(value: Value) -> tuple[Value, ...] | None:
    return value.shape if isinstance(value, SequenceValue) else None


def in_shape(array: SequenceValue, shape: tuple[Value, ...] | None, otherwise: Number = ANY_LENGTH) -> SequenceValue:
    """The array in this shape, or with the length that it has ``otherwise``."""
    length = shape[0] if shape else otherwise
    return replace(array, length=length if isinstance(length, Number) else ANY_LENGTH, shape=shape)


def with_arrays(
    machine: Machine, before: dict[Hashable, Value], after: Delta, local: RoundLocal
) -> tuple[dict[Hashable, Value], Delta]:
    """Both states, with the arrays themselves in place of references to them. ``ids = sample(table(ids))`` gives the
    name another array in each round. These arrays may have one range of numbers, even if their shapes differ. If
    another name has the same array, and each round writes to what that name has, the next round writes to this one."""
    old, new = dict(before), dict(after)
    changed = {name: (held, after[name]) for name, held in before.items() if after.get(name, held) != held}
    written = {name for name, ends in changed.items() if _is_written(machine, *ends, after, local)}
    shared = {one for name in written for one in _arrays_under(machine, changed[name][1], after)}
    for name, (held, left) in changed.items():
        was = _array_begun(machine, held, left)
        is_apart = name not in written and shared.isdisjoint(_arrays_under(machine, left, after))
        is_followed = was is not None and is_apart
        now = _array_left(machine, held, left, after) if is_followed else None
        if was is not None and now is not None:
            alike = type(held) is not Number and (not isinstance(held, ObjectRef) or _stand_alike(was, now))
            if alike and Choice not in (type(left), type(held)):
                old[name], new[name] = was, now
            else:
                old[name], new[name] = (in_shape(_flat(one), one.shape) for one in (was, now))
    return old, new


def _is_written(machine: Machine, held: Value, left: Value, changed: Delta, local: RoundLocal) -> bool:
    """Whether a round writes to an array from before the loop that a name holds when the round begins or ends:
    ``first[0] = n``, ``ids = first``. That it puts back what was there says nothing of what is read in between."""
    options = (one.value for value in (held, left) for one in alternatives_of(value))
    return any(type(one) is ObjectRef and _is_shared(machine, one, changed, local) for one in options)


def _arrays_under(machine: Machine, value: Value, changed: Delta) -> set[AllocationSite]:
    """The arrays that a value may be, or may be views of."""
    found = set()
    for option in alternatives_of(value):
        one = option.value
        while type(one) is ObjectRef:
            found.add(one.alloc)
            content = changed.get(one.alloc, machine.store.held(one.alloc))
            one = content.base if type(content) is ArrayView else NONE
    return found


def _is_shared(machine: Machine, array: ObjectRef, changed: Delta, local: RoundLocal) -> bool:
    """Whether a round writes to an array that was there before the loop, or to what the array is a view of."""
    if array.alloc in changed and not local.makes(array.alloc):
        return True
    content = changed.get(array.alloc, machine.store.held(array.alloc))
    base = content.base if type(content) is ArrayView else None
    return type(base) is ObjectRef and _is_shared(machine, base, changed, local)


def _array_begun(machine: Machine, held: Value, left: Value) -> SequenceValue | None:
    """The array that a name has before the loop. A single number counts as one if each round leaves an array in its
    place: ``ids = text[-1]`` before the loop, and ``ids = torch.tensor([best])`` in it."""
    if type(held) is Number and all(type(one.value) is ObjectRef for one in alternatives_of(left)):
        return SequenceValue("array", held, ANY_LENGTH)
    return _array_of_each(machine, held, {})


def _array_left(machine: Machine, held: Value, left: Value, changed: Delta) -> SequenceValue | None:
    """The array that a name has after a round, which may be another one on each path:
    ``ids = target[:, t] if forced else scores.argmax(1)``. Where neither
    is an object or a choice, the value itself is the array."""
    has_arrays = any(
        isinstance(one, ObjectRef | Choice) for one in (held, *(one.value for one in alternatives_of(left)))
    )
    return _array_of_each(machine, left, changed) if has_arrays else _array_in(machine, left, changed)


def _array_of_each(machine: Machine, value: Value, changed: Delta) -> SequenceValue | None:
    """The array of numbers that a name holds. If that is another one on each path, an array with the numbers of all."""
    if type(value) is not Choice:
        return _array_in(machine, value, changed)
    ways = [_array_in(machine, option.value, changed) for option in value.options]
    arrays = [one for one in ways if one is not None]
    if len(arrays) < len(ways):
        return None
    element = any_of([_flat(one).element for one in arrays], None)
    return reduce(_in_common_shape, (replace(_flat(one), element=element, shape=one.shape) for one in arrays))


def _in_common_shape(one: SequenceValue, other: SequenceValue) -> SequenceValue:
    """The array, where only so much of its shape is known as both have in common."""
    return replace(one, shape=shape_kept(one, other))


def _array_in(machine: Machine, value: Value, changed: Delta) -> SequenceValue | None:
    """The array of numbers that a name holds, which may have no dimension; None for anything else."""
    content = changed.get(value.alloc) if type(value) is ObjectRef else value
    content = machine.store.content(value) if content is None else content
    if type(content) is ArrayView and _array_in(machine, content.base, changed) == content.then:
        # The base of a view may be a view: ``ids.squeeze().detach()``.
        content = content.own
    if type(content) is Number and changed:
        return SequenceValue("array", content, ANY_LENGTH)
    flat = type(content) is SequenceValue and content.kind == "array" and numbers_of(content) is not None
    return content if flat and type(content) is SequenceValue else None


def _stand_alike(before: SequenceValue, after: SequenceValue) -> bool:
    """Whether both arrays are made of rows, or both of numbers. Numbers may come to stand in other columns:
    ``ids = torch.cat([ids[:, 1:], best], 1)``."""
    first, second = (
        [part for part in one.items or (one.element,) if isinstance(part, SequenceValue)] for one in (before, after)
    )
    return bool(first) == bool(second) and (first == second or not any(row.items for row in second))


def _flat(array: SequenceValue) -> SequenceValue:
    """The numbers of an array, in no known shape."""
    return SequenceValue("array", numbers_of(array) or array.element, ANY_LENGTH)

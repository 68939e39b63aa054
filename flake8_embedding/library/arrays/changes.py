"""What changes an array itself: ``x.fill(3)``, ``x.clamp_(0, 4)``, ``np.copyto(x, y)``, ``rng.shuffle(x)``.

https://docs.pytorch.org/docs/stable/tensors.html: a method whose name ends with an underscore changes its tensor.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flake8_embedding.library.arrays.arithmetic import CLIP_NAMES, arithmetic, clipped
from flake8_embedding.library.arrays.random_ids import refilled
from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled, handled
from flake8_embedding.record import replace
from flake8_embedding.values.containers.parts import each_number
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.sets import in_any_order
from flake8_embedding.values.numbers.casts import cast
from flake8_embedding.values.value import EVERYTHING, NONE, Number, Value


def _in_place(by: Callable[[Call], Value], call: Call) -> Value:
    """``x.sub_(1)``: the tensor holds what ``x.sub(1)`` gives."""
    owner = call.arguments[0]
    before, after = call.store.content(owner), call.store.content(by(call))
    call.note_ruled_out(owner)
    if isinstance(before, SequenceValue) and isinstance(after, SequenceValue):
        call.set(owner, in_type(after, before.dtype, call))
    else:
        call.set(owner, call.unknown_numbers("it was changed in place"))
    return owner


def in_type(array: SequenceValue, dtype: str, call: Call) -> Value:
    """The array with its elements put into a narrow type."""
    changed = each_number(array, call.store, partial(_cast, dtype)) if dtype else array
    return replace(changed, dtype=dtype) if isinstance(changed, SequenceValue) else changed


def _cast(dtype: str, number: Number) -> Number:
    found = cast(number, dtype)
    return found if isinstance(found, Number) else number


def _filled(call: Call) -> Value:
    """``x.fill(3)``, ``x.fill_(3)``"""
    value = call.argument("value")
    call.write(call.arguments[0], (EVERYTHING,), value or call.unknown("with what it is filled is not seen"))
    return call.arguments[0]


def _zeroed(call: Call) -> Value:
    call.write(call.arguments[0], (EVERYTHING,), Number.exactly(0))
    return call.arguments[0]


def _masked(call: Call) -> Value:
    """``x.masked_fill_(mask, 3)``"""
    mask, value = call.argument("mask"), call.argument("value")
    if mask is None or value is None:
        call.set(call.arguments[0], call.unknown_numbers("it was changed in place"))
    else:
        call.write(call.arguments[0], (mask,), value)
    return call.arguments[0]


def copied_into(call: Call) -> Value:
    """``np.copyto(x, y)``, ``x.copy_(y)``"""
    target, source = call.argument("self"), call.argument("source")
    if target is None:
        return NONE
    if source is None or call.argument("where") is not None:
        call.note_ruled_out(target)
        call.set(target, call.unknown_numbers("it was changed in place"))
    else:
        call.write(target, (EVERYTHING,), source)
    return target


def put_at(call: Call) -> Value:
    """``np.putmask(x, mask, values)``, ``np.place(x, mask, values)``"""
    target, mask, value = (call.argument(name) for name in ("self", "mask", "values"))
    before = call.store.content(target) if target is not None else None
    if target is not None and mask is not None and value is not None:
        call.write(target, (mask,), value)
        after = call.store.content(target)
        if after is not before and isinstance(after, SequenceValue) and after.items is None:
            # How many of the values are put in depends on the mask.
            call.set(target, each_number(after, call.store, Number.weakened))
    return NONE


def changed(call: Call) -> Value:
    """``np.put(x, ...)``: the array is not what it was."""
    target = call.argument("self")
    if target is not None:
        call.note_ruled_out(target)
        call.set(target, call.unknown_numbers("it was changed in place"))
    return call.unknown("nothing is returned")


def _filled_from_outside(call: Call) -> Value:
    """``file.readinto(x)``, ``socket.recv_into(x)``: the array is filled with what is read."""
    target = call.argument("buffer")
    if target is not None:
        call.note_ruled_out(target)
        call.set(target, call.unknown_numbers("it was filled with what was read"))
    return call.unknown_numbers("how much was read")


def shuffled(call: Call) -> Value:
    """``np.random.shuffle(x)``: the same rows, in an order that is not known."""
    target = call.argument("x")
    content = call.store.content(target) if target is not None else None
    if target is not None and isinstance(content, SequenceValue):
        call.set(target, replace(in_any_order(content), shape=content.shape, dtype=content.dtype))
    return NONE


AT_PLACES = ("add.at", "subtract.at", "multiply.at", "maximum.at", "minimum.at", "bitwise_or.at", "logical_or.at")
"""NumPy's ``np.add.at(x, places, values)`` and its like."""

OF_FILES: tuple[Entry, ...] = (
    handled(
        *("readinto", "readinto1", "recv_into", "recvfrom_into"), by=_filled_from_outside, takes=("self", "buffer")
    ),
)
"""The methods of files and sockets that fill an array which they are given."""

METHODS: tuple[Entry, ...] = (
    *(handled(name, by=_filled, takes=("self", "value")) for name in ("fill", "fill_")),
    handled("zero_", by=_zeroed),
    Entry(("random_",), ("self", "low", "to"), Handled(refilled), renamed={"from": "low"}),
    handled("copy_", by=copied_into, takes=("self", "source")),
    handled("masked_fill_", by=_masked, takes=("self", "mask", "value")),
    *(
        Entry((name,), ("self", "a_min", "a_max"), Handled(partial(_in_place, clipped)), renamed=CLIP_NAMES)
        for name in ("clamp_", "clip_")
    ),
    *(
        handled(f"{name}_", by=partial(_in_place, partial(arithmetic, sign)), takes=("x1", "x2"))
        for name, sign in (("add", "+"), ("sub", "-"), ("mul", "*"), ("remainder", "%"), ("floor_divide", "//"))
    ),
)
"""The methods that change an array or tensor."""

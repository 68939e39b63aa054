"""Parts of arrays that lie in the array's own memory: ``x.narrow(0, 0, 2)``, ``x.select(1, 0)``, ``x.mT``.

https://docs.pytorch.org/docs/stable/tensor_view.html, https://numpy.org/doc/stable/user/basics.copies.html
"""

from __future__ import annotations

from flake8_embedding.library.arrays.shapes import Move, Places, moved, swapped
from flake8_embedding.library.call import Call
from flake8_embedding.library.effects.passing import Memory, PassesOn
from flake8_embedding.library.spec import Entry, Handled
from flake8_embedding.values.arrays.grids import Grid, Index, picked
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.ranges import some_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.plain import integer_of
from flake8_embedding.values.value import ObjectRef, Value


def _narrowed(call: Call, places: Places) -> Places | None:
    """``x.narrow(dim, start, length)``"""
    dim, start, length = (integer_of(call.argument(name)) for name in ("dim", "start", "length"))
    if dim is None or start is None or length is None or start < 0:
        return None
    return _at(places, dim, slice(start, start + length))


def _selected(call: Call, places: Places) -> Places | None:
    """``x.select(dim, index)``"""
    dim, index = (integer_of(call.argument(name)) for name in ("dim", "index"))
    return None if dim is None or index is None else _at(places, dim, index)


def _at(places: Places, axis: int, part: int | slice) -> Places | None:
    count = len(places.shape)
    if not -count <= axis < count:
        return None
    index: list[Index] = [slice(None)] * count
    index[axis] = part
    chosen = picked(places.shape, index)
    return None if chosen is None else Grid(chosen.shape, tuple(places.cells[place] for place in chosen.cells))


def _part(*names: str, takes: tuple[str, ...], by: Move | None = None) -> Entry:
    """A function or method that gives some of the elements."""
    shared = PassesOn(takes[:1], keeps_all=False, keeps_shape=False, moves=by, memory=Memory.SHARED)
    return Entry(names, takes, shared)


def _whole(*names: str, takes: tuple[str, ...] = ("self",), by: Move | None = None) -> Entry:
    """A function or method that gives all elements, in other dimensions."""
    return moved(*names, by=by, takes=takes, memory=Memory.SHARED)


def _of_torch(array: str) -> tuple[Entry, ...]:
    return (
        _part("narrow", takes=(array, "dim", "start", "length"), by=_narrowed),
        _part("select", takes=(array, "dim", "index"), by=_selected),
        _part("diagonal", takes=(array, "offset", "dim1", "dim2")),
        _part("as_strided", takes=(array, "size", "stride", "storage_offset")),
        _part("unfold", takes=(array, "dimension", "size", "step")),
        _whole("swapdims", by=swapped, takes=(array, "dim0", "dim1")),
        _whole("movedim", "moveaxis", takes=(array, "source", "destination")),
        _whole("broadcast_to", takes=(array, "size")),
        _whole("unflatten", takes=(array, "dim", "sizes")),
        _whole("adjoint", "real", "view_as_real", "resolve_conj", "resolve_neg", takes=(array,)),
    )


def exposed(call: Call) -> Value:
    """``memoryview(x)``, ``np.frombuffer(x)``: what is written to the result is written to the array, and it is not
    followed to where."""
    given = call.argument("self")
    for array in () if given is None else (given, *(items_of(given, call.store) or ())):
        content = call.store.content(array)
        if isinstance(array, ObjectRef) and isinstance(content, SequenceValue) and content.kind == "array":
            call.set(array, call.unknown_numbers("its memory may be written to in another way"))
    return call.unknown("what lies in another array's memory is not followed")


def _gone_over(call: Call) -> Value:
    """``np.nditer(x, op_flags=["readwrite"])``: the elements may be written to; without flags they are only read."""
    given = call.argument("self")
    if call.argument("op_flags") is not None or given is None or not call.complete:
        return exposed(call)
    numbers = numbers_in(given, call.store)
    if numbers is None or not isinstance(call.store.content(given), SequenceValue):
        return call.unknown("what is gone over is not known")
    return SequenceValue("array", some_of(numbers), unknown_length(call.key))


METHODS: tuple[Entry, ...] = (
    *_of_torch("self"),
    _whole("view_as", takes=("self", "other")),
    moved("reshape_as", takes=("self", "other"), memory=Memory.IF_IN_ORDER),
)
"""The methods of tensors and arrays."""

ATTRIBUTES: tuple[Entry, ...] = (_whole("mT", "mH", "H", "real"),)

OF_TORCH: tuple[Entry, ...] = (
    *_of_torch("input"),
    _whole("atleast_1d", "atleast_2d", "atleast_3d", takes=("input",)),
    _whole("from_dlpack", "utils.dlpack.from_dlpack", takes=("ext_tensor",)),
    Entry(("frombuffer",), ("self", "*", "dtype"), Handled(exposed), renamed={"buffer": "self"}),
)
OF_NUMPY: tuple[Entry, ...] = (
    _part("diagonal", takes=("a", "offset", "axis1", "axis2")),
    _part("trim_zeros", takes=("filt", "trim")),
    _part("lib.stride_tricks.as_strided", takes=("x", "shape", "strides")),
    _part("lib.stride_tricks.sliding_window_view", takes=("x", "window_shape", "axis")),
    _whole("moveaxis", takes=("a", "source", "destination")),
    _whole("rollaxis", takes=("a", "axis", "start")),
    _whole("rot90", takes=("m", "k", "axes")),
    _whole("atleast_1d", "atleast_2d", "atleast_3d", takes=("a",)),
    _whole("broadcast_to", takes=("array", "shape")),
    _whole("matrix_transpose", takes=("x",)),
    _whole("real", takes=("val",)),
    _whole("from_dlpack", takes=("x",)),
    Entry(("frombuffer",), ("self", "dtype"), Handled(exposed), renamed={"buffer": "self"}),
    Entry(("ndarray",), ("shape", "dtype", "self"), Handled(exposed), renamed={"buffer": "self"}),
    Entry(("nditer",), ("self", "flags", "op_flags"), Handled(_gone_over), renamed={"op": "self"}),
    moved("require", takes=("a", "dtype", "requirements"), memory=Memory.PERHAPS, keeps_shape=True),
)

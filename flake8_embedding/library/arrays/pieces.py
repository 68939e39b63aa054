"""Arrays that are cut into pieces: ``x.chunk(2)``, ``np.split(x, 3)``, ``tf.unstack(x)``.

The pieces of NumPy and PyTorch are views: https://docs.pytorch.org/docs/stable/tensor_view.html.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled
from flake8_embedding.limits import ITEMS
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.grids import Grid, Index, array_of, picked, places_of
from flake8_embedding.values.arrays.views import ArrayView
from flake8_embedding.values.containers.contained_numbers import mixed_numbers_in, numbers_in
from flake8_embedding.values.containers.contents import as_cell, element_of, is_each_once, items_of
from flake8_embedding.values.containers.nests import grid_of
from flake8_embedding.values.containers.parts import cut_off, each_number
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.ranges import some_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.plain import integer_of
from flake8_embedding.values.value import NONE, ObjectRef, Value

Ends = Callable[[Call, int | None], list[int] | None]
"""Where each piece ends along an axis of some length, which is None where it is not known."""


def _constants(call: Call, value: Value | None) -> list[int] | None:
    """The numbers of a list, where all are known."""
    items = items_of(value, call.store) if value is not None else None
    found = [number for item in items or () if (number := integer_of(item)) is not None]
    return found if items is not None and len(found) == len(items) else None


def ends_of_chunks(call: Call, length: int | None) -> list[int] | None:
    """``torch.chunk(x, 2)``: as many pieces, or fewer; the last may be smaller."""
    count = integer_of(call.argument("sections"))
    if count is None or length is None or count < 1:
        return None
    size = -(-length // count)
    return [min(start + size, length) for start in range(0, length, size or 1)] or [0]


def ends_of_sizes(call: Call, length: int | None) -> list[int] | None:
    """``torch.split(x, 4)`` has pieces of 4, ``torch.split(x, [2, 6])`` one of 2 and one of 6."""
    sizes = _constants(call, call.argument("sections"))
    if sizes is not None:
        return list(accumulate(sizes))
    size = integer_of(call.argument("sections"))
    if size is None or length is None or size < 1:
        return None
    return [min(start + size, length) for start in range(0, length, size)] or [0]


def ends_of_sections(call: Call, length: int | None) -> list[int] | None:
    """``np.split(x, 3)``, ``np.array_split(x, 3)``: the first pieces are one longer where there is a rest;
    ``np.split(x, [2, 6])`` is cut at these places."""
    places = _constants(call, call.argument("sections"))
    if places is not None:
        return None if length is None else [min(place, length) for place in (*places, length)]
    count = integer_of(call.argument("sections"))
    if count is None or length is None or count < 1:
        return None
    size, rest = divmod(length, count)
    return list(accumulate(size + (place < rest) for place in range(count)))


def ends_in_tensorflow(call: Call, length: int | None) -> list[int] | None:
    """``tf.split(x, 3)`` has three pieces, ``tf.split(x, [2, 6])`` one of 2 and one of 6."""
    sizes = _constants(call, call.argument("sections"))
    return list(accumulate(sizes)) if sizes is not None else ends_of_sections(call, length)


def pieces(ends: Ends, counts: bool, views: bool, along: int | None, call: Call) -> Value:
    """The pieces ``along`` an axis, or along the one that is given; ``counts``: a number says how many there are,
    ``views``: they share the memory."""
    given, axis = call.argument("self"), call.argument("axis")
    content = call.store.content(given) if given is not None else None
    if along is None:
        along = 0 if axis is None else integer_of(axis)
    if given is None or along is None or not isinstance(content, SequenceValue) or not call.complete:
        return call.unknown_numbers("what is cut into pieces is not known")
    grid = grid_of(content, call.store)
    if grid is not None and -len(grid.shape) <= along < len(grid.shape):
        stops = ends(call, grid.shape[along])
        if stops is not None and len(stops) <= ITEMS and stops[-1] <= grid.shape[along]:
            each = _cut(call, given, content, grid, along, stops, views=views)
            return SequenceValue.of("tuple", each, each[0])
    element = each_number(element_of(content, call.store, call.key), call.store, some_of)
    mixed = mixed_numbers_in(content, call.store)
    if along != 0 and mixed is not None and (mixed != numbers_in(content, call.store) or mixed.id_facts.is_patched):
        # Which of the columns are in which piece is not followed.
        element = some_of(mixed)
    piece = SequenceValue("array", element, unknown_length(call.key), dtype=content.dtype)
    count = integer_of(call.argument("sections")) if counts else None
    sizes = items_of(call.argument("sections") or NONE, call.store)
    if sizes is not None:
        count = len(sizes) if ends is not ends_of_sections else len(sizes) + 1
    if count is None or not 0 < count <= ITEMS:
        return SequenceValue("tuple", _piece(call, given, piece, "", views=views), unknown_length(call.key))
    row = call.store.content(content.element)
    if count > 1 and (is_each_once(content, call.store) or is_each_once(row, call.store)):
        # ``most, last = ids.tensor_split([-1])``: each id is in one of the pieces only.
        piece = replace(piece, element=cut_off(element, call.store, "a piece"))
    alike = tuple(_piece(call, given, piece, f"piece {place}", views=views) for place in range(count))
    return SequenceValue.of("tuple", alike, alike[0])


def _piece(call: Call, given: Value, piece: SequenceValue, part: str, *, views: bool) -> Value:
    """A piece of which only the range of its numbers is known."""
    base = call.store.content(given)
    if not views or not isinstance(given, ObjectRef) or not isinstance(base, SequenceValue) or base.kind != "array":
        return call.allocate(piece, part)
    return call.allocate_view(ArrayView(given, piece, base), part)


def _cut(
    call: Call,
    given: Value,
    array: SequenceValue,
    grid: Grid[Value],
    axis: int,
    stops: Sequence[int],
    *,
    views: bool,
) -> tuple[Value, ...]:
    made: list[Value] = []
    start, whole = 0, places_of(grid.shape)
    for place, stop in enumerate(stops):
        index: list[Index] = [slice(None)] * len(grid.shape)
        index[axis] = slice(start, stop)
        places = picked(grid.shape, index) or whole
        part = array_of(grid.gathered(places), (call.key, place), array.dtype)
        if views and isinstance(given, ObjectRef) and isinstance(part, SequenceValue):
            made.append(call.allocate_view(ArrayView(given, part, array, places, whole=False), f"piece {place}"))
        else:
            made.append(call.allocate(part, f"piece {place}"))
        start = stop
    return tuple(made)


def unstacked(call: Call) -> Value:
    """``x.unbind(1)``, ``tf.unstack(x, axis=1)``: one array for each place along the axis."""
    given, axis = call.argument("self"), call.argument("axis")
    content = call.store.content(given) if given is not None else None
    along = 0 if axis is None else integer_of(axis)
    if given is None or not isinstance(content, SequenceValue) or along is None:
        return call.unknown_numbers("what is cut into pieces is not known")
    grid = grid_of(content, call.store)
    if grid is not None and -len(grid.shape) <= along < len(grid.shape):
        each = tuple(_without_axis(call, given, content, grid, along, place) for place in range(grid.shape[along]))
        return SequenceValue.of("tuple", each, each[0]) if each else call.unknown("there are no pieces")
    columns = call.store.content(content.element)
    in_columns = isinstance(columns, SequenceValue) and columns.items is not None and along in (-1, 1)
    if in_columns and isinstance(columns, SequenceValue) and columns.items is not None:
        each = tuple(
            call.allocate(SequenceValue("array", column, content.length, dtype=content.dtype), f"piece {place}")
            for place, column in enumerate(columns.items)
        )
        return SequenceValue.of("tuple", each, each[0])
    element = each_number(element_of(content, call.store, call.key), call.store, some_of)
    piece = call.allocate(SequenceValue("array", element, unknown_length(call.key), dtype=content.dtype))
    return SequenceValue("tuple", piece, unknown_length(call.key))


def _without_axis(call: Call, given: Value, array: SequenceValue, grid: Grid[Value], axis: int, place: int) -> Value:
    index: list[Index] = [slice(None)] * len(grid.shape)
    index[axis] = place
    places = picked(grid.shape, index)
    if places is None:
        return call.unknown("this piece is not known")
    part = array_of(grid.gathered(places), (call.key, place), array.dtype)
    if isinstance(part, SequenceValue) and isinstance(given, ObjectRef) and call.maker_of(given) != "tensorflow":
        return call.allocate_view(ArrayView(given, part, array, places, whole=False), f"piece {place}")
    return call.allocate(part, f"piece {place}") if isinstance(part, SequenceValue) else as_cell(part, array.kind)


def _entry(*names: str, ends: Ends, counts: bool, views: bool = True, along: int | None = None) -> Entry:
    handler = partial(pieces, ends, counts, views, along)
    return Entry(names, ("self", "sections", "axis"), Handled(handler), renamed=PIECE_NAMES)


PIECE_NAMES = {
    "ary": "self",
    "input": "self",
    "tensor": "self",
    "value": "self",
    "x": "self",
    "chunks": "sections",
    "split_size_or_sections": "sections",
    "split_size": "sections",
    "indices_or_sections": "sections",
    "num_or_size_splits": "sections",
    "dim": "axis",
}
"""What the libraries call the arguments of ``split``."""

_ALONG_ONE_AXIS = (
    _entry("vsplit", ends=ends_of_sections, counts=True, along=0),
    _entry("hsplit", ends=ends_of_sections, counts=True, along=1),
    _entry("dsplit", ends=ends_of_sections, counts=True, along=2),
)

METHODS: tuple[Entry, ...] = (
    _entry("chunk", ends=ends_of_chunks, counts=True),
    _entry("split", ends=ends_of_sizes, counts=False),
    _entry("tensor_split", ends=ends_of_sections, counts=True),
    Entry(("unbind",), ("self", "axis"), Handled(unstacked), renamed=PIECE_NAMES),
    *_ALONG_ONE_AXIS,
)
"""The methods of tensors."""

OF_NUMPY: tuple[Entry, ...] = (
    _entry("split", "array_split", ends=ends_of_sections, counts=True),
    *_ALONG_ONE_AXIS,
)
OF_TORCH: tuple[Entry, ...] = METHODS
OF_KERAS: tuple[Entry, ...] = (
    _entry("ops.split", ends=ends_of_sections, counts=True, views=False),
    Entry(("ops.unstack",), ("self", "num", "axis"), Handled(unstacked), renamed=PIECE_NAMES),
)
OF_TENSORFLOW: tuple[Entry, ...] = (
    _entry("split", ends=ends_in_tensorflow, counts=True, views=False),
    Entry(("unstack",), ("self", "num", "axis"), Handled(unstacked), renamed=PIECE_NAMES),
)

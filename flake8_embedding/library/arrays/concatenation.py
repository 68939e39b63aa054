"""Arrays put together: one after the other, side by side, on top of each other."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.library.arrays.columns import are_vectors, as_columns, stacked_behind, with_columns_of_each
from flake8_embedding.library.call import Call
from flake8_embedding.limits import ITEMS, STACKED_ROWS
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.equal_rows import row_in_array
from flake8_embedding.values.arrays.fields import with_zero_in_front
from flake8_embedding.values.arrays.grids import Grid, array_of, in_one
from flake8_embedding.values.arrays.sides import AsLongAs
from flake8_embedding.values.arrays.vectors import VectorsOf, in_one_array, vectors, vectors_in
from flake8_embedding.values.containers.contained_numbers import mixed_numbers_in, numbers_in
from flake8_embedding.values.containers.contents import any_in, element_of, items_of, length_of
from flake8_embedding.values.containers.nests import grid_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.arithmetic import combine
from flake8_embedding.values.numbers.ranges import in_some_places
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Number, Unknown, Value

JOINING_NAMES = {"dim": "axis", "tensors": "arrays", "values": "arrays"}
"""What the libraries call the arguments of ``concatenate`` and ``stack``."""


def joined(call: Call, *, default: int = 0) -> Value:
    """``concatenate([a, b])``: the ids of all parts; along the first axis the lengths add up. ``default`` is the axis
    that the function takes where none is named."""
    parts = call.argument("arrays")
    each = _each(call, parts)
    if parts is None or each is None:
        return call.unknown("what is joined is not known")
    if is_none(call.argument("axis") or Number.exactly(default)):
        # ``axis=None``: all elements in one row.
        return _made(call, parts, None, None)
    of_fields = _from_zero(call, each)
    if of_fields is not None:
        return of_fields
    axis = _axis(call, default)
    of_vectors = _joined_vectors(call, each, axis)
    if of_vectors is not None:
        return of_vectors
    exact = _in_one(call, parts, axis)
    if exact is not None:
        return exact
    beside = _beside(call, parts, each, axis) if axis else None
    if beside is not None:
        return beside
    length = _total(call, parts) if axis == 0 else None
    first = call.store.content(each[0])
    shape = None
    if axis == 0 and isinstance(first, SequenceValue) and first.shape is not None and len(first.shape) > 1:
        # The other sides are alike in all parts.
        shape = (length or unknown_length(call.key), *first.shape[1:])
    return _made(call, parts, length, shape)


def _from_zero(call: Call, parts: tuple[Value, ...]) -> Value | None:
    """``concatenate(([0], np.cumsum(sizes)[:-1]))``: where the ids of each field begin; None for anything else."""
    if len(parts) != 2:
        return None
    return with_zero_in_front(*map(call.store.content, parts))


def _joined_vectors(call: Call, parts: tuple[Value, ...], axis: int | None) -> Value | None:
    """``torch.cat((found, context), 1)``: as many dimensions as each of the parts. None if no part is seen to be one of
    vectors."""
    known = [one for part in parts if (one := vectors_in(call.store.content(part))) is not None]
    if not known or axis is None:
        return None
    surest = min(known, key=lambda one: (one.dimensions is None, one.most is None, one.most or 0))
    ones = frozenset(place for one in known for place in one.ones if place < axis)
    width = _joined_width(known, surest, axis) if len(known) == len(parts) else None
    return vectors(call.key, width, surest.dimensions, most=surest.most, ones=ones)


def _joined_width(known: list[VectorsOf], surest: VectorsOf, axis: int) -> Value | None:
    """How long the vectors are: all of them together if they are joined end to end."""
    is_last = axis == -1 or (surest.dimensions is not None and axis == surest.dimensions - 1)
    if is_last:
        total: Value | None = Number.exactly(0)
        for one in known:
            total = combine("+", total, one.width) if total is not None else None
        return total
    return surest.width if surest.dimensions is not None and axis >= -surest.dimensions else None


def joined_sideways(call: Call) -> Value:
    """``hstack([a, b])``: of matrices the columns, of rows all elements; so the length is not told."""
    parts = call.argument("arrays")
    each = _each(call, parts)
    if parts is None or each is None:
        return call.unknown("what is joined is not known")
    of_fields = _from_zero(call, each)
    if of_fields is not None:
        return of_fields
    grids = _grids(call, parts)
    exact = _in_one(call, parts, 0 if len(grids[0].shape) == 1 else 1) if grids else None
    return exact or _beside(call, parts, each, 1) or _made(call, parts, None, None)


def _beside(call: Call, parts: Value, each: tuple[Value, ...], axis: int) -> Value | None:
    """The parts next to each other: as many rows as each has. None where neither their columns nor their shapes are
    known."""
    columns = with_columns_of_each(call, parts) if axis in (1, -1) else None
    if columns is not None:
        return columns
    contents = [call.store.content(part) for part in each]
    shapes = [one.shape for one in contents if isinstance(one, SequenceValue) and one.shape is not None]
    count = len(shapes[0]) if shapes else 0
    if len(shapes) < len(contents) or count < 2 or any(len(one) != count for one in shapes) or axis % count == 0:
        return None
    rows = next((one[0] for one in shapes if isinstance(one[0], Number) and one[0].exact is not None), None)
    if not isinstance(rows, Number):
        return None
    widths: Value | None = Number.exactly(0)
    for one in shapes if items_of(parts, call.store) is not None and count == 2 else ():
        widths = combine("+", widths, one[1]) if widths is not None else None
    width = widths if count == 2 and isinstance(widths, Number) and widths.constant != 0 else None
    return _made(call, parts, rows, None if width is None else (rows, width))


def side_by_side(call: Call) -> Value:
    """``column_stack([a, b])``: each vector is a column."""
    parts = call.argument("arrays")
    if parts is None or _each(call, parts) is None:
        return call.unknown("what is joined is not known")
    columns = as_columns(call, parts) if are_vectors(call, parts) else None
    return columns or _beside(call, parts, _each(call, parts) or (), 1) or _made(call, parts, None, None)


def stacked(call: Call) -> Value:
    """``stack([a, b])``: an array with one row for each part."""
    parts = call.argument("arrays")
    each = _each(call, parts)
    if parts is None or each is None:
        return call.unknown("what is stacked is not known")
    if _axis(call) != 0:
        return stacked_behind(call, parts, _axis(call)) or _made(call, parts, None, None)
    scores = in_one_array(map(call.store.content, each), call.key)
    if scores is not None:
        return scores
    row = call.store.content(each[0])
    row_like = row.key if isinstance(row, Unknown) else None
    made = _in_one(call, parts, 0, new_axis=True) or _made(call, parts, length_of(parts, call.store), None, row_like)
    return _in_rows(call, made, each)


def _in_rows(call: Call, made: Value, parts: tuple[Value, ...]) -> Value:
    """The stacked array, of which each row is as long as each of the parts."""
    array = call.store.content(made)
    rows = [row_in_array(part, call.store, call.key) or call.store.content(part) for part in parts]
    if not isinstance(array, SequenceValue) or array.shape is not None or not isinstance(array.element, Number):
        return made
    shapes = {row.shape if isinstance(row, SequenceValue) and row.kind == "array" else None for row in rows}
    shape = shapes.pop()
    if shape is not None and not shapes:
        if len(shape) == 1 and items_of(made, call.store) is None and 1 < len(parts) <= STACKED_ROWS:
            # ``torch.stack((users, films))[0]`` are the users.
            known = SequenceValue.of("array", tuple(rows), any_in(rows, call.store, call.key))
            return call.allocate(replace(known, shape=(known.length, *shape)))
        return call.allocate(replace(array, shape=(array.length, *shape)))
    lengths = {row.length if isinstance(row, SequenceValue) and row.kind == "array" else None for row in rows}
    length = lengths.pop()
    if length is None or lengths:
        return made
    return call.allocate(replace(array, element=SequenceValue("array", array.element, length)))


def _grids(call: Call, parts: Value) -> list[Grid[Value]]:
    """The parts with all their elements; empty where these are not known."""
    grids = [grid_of(part, call.store) for part in items_of(parts, call.store) or ()]
    known = [grid for grid in grids if grid is not None and grid.shape]
    return known if len(known) == len(grids) and sum(len(grid.cells) for grid in known) <= ITEMS else []


def _contents(call: Call, parts: Value) -> list[Value]:
    return [call.store.content(part) for part in items_of(parts, call.store) or ()]


def _in_one(call: Call, parts: Value, axis: int | None, *, new_axis: bool = False) -> Value | None:
    """The array of all elements, where they are known one by one."""
    grids = _grids(call, parts)
    if axis is None or not grids:
        return None
    if new_axis:
        grids = [Grid((1, *grid.shape), grid.cells) for grid in grids]
    exact = in_one(grids, axis)
    types = {held.dtype for held in _contents(call, parts) if isinstance(held, SequenceValue)}
    dtype = types.pop() if len(types) == 1 else ""
    made = array_of(exact, call.key, dtype) if exact is not None else None
    return None if made is None else call.allocate(made)


def vertical(call: Call) -> Value:
    """``vstack([a, b])``: a vector is one row."""
    parts = call.argument("arrays")
    grids = _grids(call, parts) if parts is not None else []
    if parts is not None and grids and len(grids[0].shape) == 1:
        return _in_one(call, parts, 0, new_axis=True) or joined(call)
    return joined(call)


def _axis(call: Call, default: int = 0) -> int | None:
    given = call.argument("axis")
    if given is None or is_none(given):
        return default
    return given.constant if isinstance(given, Number) else None


def _each(call: Call, parts: Value | None) -> tuple[Value, ...] | None:
    """The parts, or what is known of each of them; None where one of them is unknown altogether."""
    if parts is None or isinstance(call.store.content(parts), Unknown):
        return None
    return items_of(parts, call.store) or (element_of(parts, call.store, call.key),)


def _total(call: Call, parts: Value) -> Number | None:
    """How many rows there are: a vector is one row of ``vstack``, and as many as its elements otherwise."""
    items = items_of(parts, call.store)
    if items is None or len(items) > 1:
        row = call.store.content(element_of(parts, call.store, call.key))
        flat = isinstance(row, SequenceValue) and row.kind == "array" and row.shape is not None and len(row.shape) == 1
        if flat or items is None:
            return length_of(parts, call.store) if flat else None
    total: Value | None = Number.exactly(0)
    for item in items:
        content = call.store.content(item)
        length = content.length if isinstance(content, SequenceValue) else None
        matrix = isinstance(content, SequenceValue) and content.shape is not None and len(content.shape) > 1
        total = combine("+", total, length) if total is not None and length is not None and matrix else None
    return total if isinstance(total, Number) and total.exact is not None else None


def _made(
    call: Call,
    parts: Value,
    length: Number | None,
    shape: tuple[Value, ...] | None,
    row_like: Hashable = None,
) -> Value:
    """``row_like``: what each row is as long as, if it is not known."""
    numbers = numbers_in(parts, call.store)
    if numbers is not None and numbers != mixed_numbers_in(parts, call.store):
        numbers = in_some_places(numbers)
    each = _each(call, parts) or ()
    if numbers is None or any(isinstance(call.store.content(part), Unknown) for part in each):
        if length is None:
            return call.unknown("what is joined is not known")
        key = Key(call.key, "joined")
        element: Value = Unknown("what is joined is not known", key if row_like is None else AsLongAs(row_like, key))
    else:
        element = numbers
    rows = [call.store.content(part) for part in each]
    # A column of some permutations has one element of each.
    each_once = any(isinstance(row, SequenceValue) and (row.each_once or row.distinct) for row in rows)
    of_any_length = length or unknown_length(call.key)
    return call.allocate(SequenceValue("array", element, of_any_length, shape=shape, each_once=each_once))

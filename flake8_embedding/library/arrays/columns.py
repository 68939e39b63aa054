"""Columns that stay apart: ``pairs[:, 0]`` of ``np.stack([users, films], axis=1)`` are the users.

An array of columns has rows of which each place is known: ``users`` at the first, ``films`` at the second one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flake8_embedding.library.arrays.sides import given_behind
from flake8_embedding.library.call import Call
from flake8_embedding.values.arrays.grids import Grid, places_of
from flake8_embedding.values.arrays.nested_columns import row_of_columns
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import any_in, items_of
from flake8_embedding.values.containers.nests import grid_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.relations import is_read
from flake8_embedding.values.value import Number, Unknown, Value

Move = Callable[[Call, Grid[int]], Grid[int] | None]


def stacked_behind(call: Call, parts: Value, axis: int | None) -> Value | None:
    """``stack([users, films], axis=1)``, ``axis=-1``: each part is one column. None where no columns are known."""
    if axis == 1:
        return as_columns(call, parts) if are_vectors(call, parts) else _rows_of_parts(call, parts)
    counts = {_dimensions(call, part) for part in items_of(parts, call.store) or ()}
    count = counts.pop() if len(counts) == 1 else None
    return as_columns(call, parts, count) if count is not None and axis in (-1, count) else None


def _rows_of_parts(call: Call, parts: Value) -> Value | None:
    """``stack([a, b], axis=1)[:, 0]`` is ``a``, whatever dimensions it has, and ``[..., 0]`` is of both."""
    rows: list[Value] = [
        SequenceValue("array", cell, unknown_length(Key(call.key, "part", place)))
        for place, cell in enumerate(_columns(call, items_of(parts, call.store) or ()))
    ]
    return _in_lines(call, rows)


def as_columns(call: Call, parts: Value, dimensions: int = 1) -> Value | None:
    """Each part is one column, behind as many ``dimensions`` as it has itself."""
    cells = _columns(call, items_of(parts, call.store) or ())
    return _in_lines(call, cells, dimensions, are_flat=are_vectors(call, parts))


def are_vectors(call: Call, parts: Value) -> bool:
    """Whether each part has one dimension."""
    return all(_dimensions(call, part) == 1 for part in items_of(parts, call.store) or ())


def _dimensions(call: Call, part: Value) -> int | None:
    """How many dimensions a part has: a column of data has one. None where that is not known."""
    content = call.store.content(part)
    if isinstance(content, Unknown):
        return 1 if is_read(content.key) else None
    if not isinstance(content, SequenceValue):
        return None
    if content.shape is not None:
        return len(content.shape)
    grid = grid_of(content, call.store)
    return len(grid.shape) if grid is not None else None


def with_columns_of_each(call: Call, parts: Value) -> Value | None:
    """The columns of each part: ``hstack([users.reshape(-1, 1), films.reshape(-1, 1)])``. None where a part may have
    none."""
    cells: list[Value] = []
    each = items_of(parts, call.store) or ()
    for part in each:
        found = _columns_in(call, part)
        if not found:
            return None
        cells += found
    return _in_lines(call, cells, are_flat=all(_dimensions(call, part) == 2 for part in each))


def _columns_in(call: Call, part: Value) -> list[Value]:
    """What stands in each column of a list of rows; empty where that is not known."""
    content = call.store.content(part)
    if not isinstance(content, SequenceValue):
        return []
    rows = [content.element] if content.items is None else list(content.items)
    row = call.store.content(any_in([call.store.content(one) for one in rows], call.store, call.key)) if rows else None
    if isinstance(row, SequenceValue) and row.items is not None:
        return _columns(call, row.items)
    is_column = content.shape is not None and len(content.shape) == 2 and content.shape[1] == Number.exactly(1)
    numbers = numbers_in(content, call.store) if is_column else None
    return [] if numbers is None else [numbers]


def _columns(call: Call, parts: Iterable[Value]) -> list[Value]:
    """The column in each part. Empty if one is not known: then nobody knows which of the others stands where."""
    cells = [_column(call, part) for part in parts]
    known = [cell for cell in cells if cell is not None]
    return known if len(known) == len(cells) else []


def _column(call: Call, part: Value) -> Value | None:
    """The range of the numbers in a part, or the unknown column that it is."""
    content = call.store.content(part)
    return content if isinstance(content, Unknown) else numbers_in(content, call.store)


def _in_lines(call: Call, cells: list[Value], dimensions: int = 1, *, are_flat: bool = False) -> Value | None:
    """``are_flat``: there are two dimensions, rows and columns, and no more."""
    if len(cells) < 2:
        return None
    row = SequenceValue.of("array", tuple(cells), any_in(cells, call.store, call.key))
    made = _behind(call, row, dimensions)
    return call.allocate(_flat(made, len(cells)) if are_flat else made)


def _behind(call: Call, row: SequenceValue, dimensions: int) -> SequenceValue:
    """An array in which the row stands behind so many ``dimensions``."""
    made = row
    for axis in range(dimensions):
        made = SequenceValue("array", made, unknown_length(Key(call.key, axis)))
    return made


def _flat(rows: SequenceValue, width: int) -> SequenceValue:
    return SequenceValue("array", rows.element, rows.length, shape=(rows.length, Number.exactly(width)))


def in_new_shape(call: Call, array: SequenceValue) -> SequenceValue | None:
    """``pairs.reshape(-1, 2)``: the columns stay, if the last dimension does."""
    found = row_of_columns(array)
    sizes = given_behind(call, "shape", "newshape")
    if found is None or len(sizes) < 2 or sizes[-1] != Number.exactly(len(found[0].items or ())):
        return None
    row = found[0]
    if len(sizes) == 2:
        rows = SequenceValue("array", row, unknown_length(call.key))
        return _flat(rows, len(row.items or ()))
    return _behind(call, row, len(sizes) - 1)


def turned_over(call: Call, array: SequenceValue, move: Move) -> SequenceValue | None:
    """``np.array([users, films]).T``: the rows become columns, and the columns rows. ``move`` says where the elements
    of an array of two dimensions come to stand."""
    small = move(call, places_of((2, 3)))
    if small is None or small.shape != (3, 2):
        return None
    if array.items is not None and len(array.items) > 1:
        rows = [call.store.content(row) for row in array.items]
        cells = [_column(call, row) for row in rows if _dimensions(call, row) == 1]
        known = [cell for cell in cells if cell is not None]
        if len(known) < len(rows):
            return None
        line = SequenceValue.of("array", tuple(known), any_in(known, call.store, call.key))
        return _flat(SequenceValue("array", line, unknown_length(call.key)), len(known))
    row = array.element if isinstance(array.element, SequenceValue) and array.shape is not None else None
    if row is None or row.items is None or len(array.shape or ()) != 2:
        return None
    columns = tuple(SequenceValue("array", cell, array.length, shape=(array.length,)) for cell in row.items)
    return SequenceValue.of("array", columns, any_in(list(columns), call.store, call.key))

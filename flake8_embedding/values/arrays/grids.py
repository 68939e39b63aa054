"""Arrays of which every element is known: their cells in row-major order, and what an index, a transposition or a new
shape selects.

The same functions work on places instead of cells. A grid of places tells where each element of a view lies in its
base.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from math import prod
from typing import Any, Generic, TypeVar

from flake8_embedding.limits import DIMENSIONS, ITEMS
from flake8_embedding.record import record
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.value import Choice, Number, ObjectRef, Value

Cell = TypeVar("Cell")

Index = int | slice | None | list[int] | list[bool]
"""One part of an index: a place, a slice, a new axis, several places, or a mask."""


@record(frozen=True)
class Grid(Generic[Cell]):
    """Cells in row-major order, as many as the product of the ``shape``; a single one has the shape ``()``."""

    shape: tuple[int, ...]
    cells: tuple[Cell, ...]

    def gathered(self, places: Grid[int]) -> Grid[Cell]:
        """The cells at these places, in their shape."""
        return Grid(places.shape, tuple(self.cells[place] for place in places.cells))

    def scattered(self, places: Grid[int], new: Grid[Cell]) -> Grid[Cell] | None:
        """The grid with new cells at these places, repeated as NumPy broadcasts them; None if they do not fit."""
        written = broadcast(new, places.shape)
        if written is None:
            return None
        cells = list(self.cells)
        for place, cell in zip(places.cells, written.cells, strict=True):
            cells[place] = cell
        return Grid(self.shape, tuple(cells))


def places_of(shape: tuple[int, ...]) -> Grid[int]:
    """The places 0, 1, 2 ... of an array with this shape."""
    return Grid(shape, tuple(range(prod(shape))))


_NO_CELLS = frozenset({DictValue, ObjectRef, SequenceValue})


def grid_in(content: Value) -> Grid[Value] | None:
    """The cells of an array whose rows are no objects of their own; None where they are not all known, of different
    depths, or too many."""
    if type(content) is not SequenceValue:
        return None if _may_have_cells(content) else Grid((), (content,))
    items = content.items
    if items is None or len(items) > ITEMS:
        return None
    if _NO_CELLS.isdisjoint(map(type, items)):
        return Grid((len(items),), items)
    parts = [grid_in(item) for item in items]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or len({part.shape for part in known}) > 1:
        return None
    shape = (len(items), *(known[0].shape if known else ()))
    cells = tuple(cell for part in known for cell in part.cells)
    return Grid(shape, cells) if len(cells) <= ITEMS and len(shape) <= DIMENSIONS else None


def _may_have_cells(content: Value) -> bool:
    """Whether it is something with elements, or either of several such things."""
    if type(content) is Choice:
        return any(type(option.value) in _NO_CELLS or _may_have_cells(option.value) for option in content.options)
    return isinstance(content, DictValue | ObjectRef)


def array_of(grid: Grid[Value], key: Hashable, dtype: str = "") -> Value:
    """The array with these cells; the cell itself where there is no dimension."""
    if not grid.shape:
        return grid.cells[0]
    shape = tuple(map(Number.exactly, grid.shape))
    if len(shape) > DIMENSIONS:
        return SequenceValue("array", any_of(list(grid.cells), key), shape[0], shape=shape[:DIMENSIONS], dtype=dtype)
    size = prod(grid.shape[1:])
    rows = tuple(
        array_of(Grid(grid.shape[1:], grid.cells[start * size : (start + 1) * size]), (key, start), dtype)
        for start in range(grid.shape[0])
    )
    return SequenceValue("array", any_of(list(rows), key), shape[0], rows, shape=shape, dtype=dtype)


def picked(shape: tuple[int, ...], index: Sequence[Index]) -> Grid[int] | None:
    """The places that ``x[index]`` has; None for one that is past the end or mixes several lists with slices."""
    if any(isinstance(part, list) and part and isinstance(part[0], bool) for part in index):
        return _masked(shape, index)
    if sum(part is not None for part in index) > len(shape):
        return None
    lists = [part for part in index if isinstance(part, list)]
    if len(lists) > 1:
        return _at_each(shape, index, [list(map(int, part)) for part in lists])
    axes: list[list[int]] = []
    result: list[int] = []
    sizes = iter(shape)
    for part in (*index, *[slice(None)] * (len(shape) - sum(part is not None for part in index))):
        if part is None:
            result.append(1)
            continue
        size = next(sizes)
        chosen = _along(size, part)
        if chosen is None:
            return None
        axes.append(chosen)
        if not isinstance(part, int):
            result.append(len(chosen))
    return Grid(tuple(result), tuple(_place(shape, at) for at in itertools.product(*axes)))


def _along(size: int, part: int | slice | list[int] | list[bool]) -> list[int] | None:
    match part:
        case slice():
            return list(range(*part.indices(size)))
        case int():
            return [part % size] if -size <= part < size else None
    return [one % size for one in part] if all(-size <= one < size for one in part) else None


def _place(shape: tuple[int, ...], at: Sequence[int]) -> int:
    place = 0
    for size, one in zip(shape, at, strict=True):
        place = place * size + one
    return place


def _masked(shape: tuple[int, ...], index: Sequence[Index]) -> Grid[int] | None:
    """``x[mask]``, with a truth for each element or for each row."""
    mask = index[0]
    if len(index) != 1 or not isinstance(mask, list):
        return None
    if len(mask) == prod(shape):
        places = tuple(place for place, truth in enumerate(mask) if truth)
        return Grid((len(places),), places)
    if shape and len(mask) == shape[0]:
        return picked(shape, [[place for place, truth in enumerate(mask) if truth]])
    return None


def _at_each(shape: tuple[int, ...], index: Sequence[Index], lists: list[list[int]]) -> Grid[int] | None:
    """``x[[0, 1], [2, 3]]``: one element for each pair, x[0, 2] and x[1, 3]."""
    if len(index) != len(shape) or any(not isinstance(part, int | list) for part in index):
        return None
    count = len(lists[0])
    columns = [part if isinstance(part, list) else [part] * count for part in index if isinstance(part, int | list)]
    inside = [_along(size, list(map(int, column))) for size, column in zip(shape, columns, strict=True)]
    if any(column is None or len(column) != count for column in inside):
        return None
    return Grid((count,), tuple(_place(shape, at) for at in zip(*(column or () for column in inside), strict=True)))


def reshaped(grid: Grid[Cell], shape: Sequence[int]) -> Grid[Cell] | None:
    """The cells in another shape, one length of which may be -1; None where that does not fit."""
    known = prod(size for size in shape if size != -1)
    if list(shape).count(-1) > 1 or (-1 in shape and (known == 0 or len(grid.cells) % known)):
        return None
    wanted = tuple(len(grid.cells) // known if size == -1 else size for size in shape)
    return Grid(wanted, grid.cells) if prod(wanted) == len(grid.cells) and min(wanted, default=0) >= 0 else None


def transposed(grid: Grid[Cell], axes: Sequence[int] | None = None) -> Grid[Cell] | None:
    """The axes in another order, or turned round."""
    count = len(grid.shape)
    order = list(range(count))[::-1] if axes is None else [axis % count if count else 0 for axis in axes]
    if sorted(order) != list(range(count)):
        return None
    return grid.gathered(_in_order(grid.shape, tuple(order)))


@lru_cache(maxsize=64)
def _in_order(shape: tuple[int, ...], order: tuple[int, ...]) -> Grid[int]:
    """The places of an array's cells with its axes in another order."""
    places = [0]
    for axis in order:
        step = prod(shape[axis + 1 :])
        places = [place + step * one for place in places for one in range(shape[axis])]
    return Grid(tuple(shape[axis] for axis in order), tuple(places))


def flipped(grid: Grid[Cell], axes: Sequence[int] | None = None) -> Grid[Cell]:
    """The cells from the last to the first, along all axes or along some."""
    count = len(grid.shape)
    turned = range(count) if axes is None else [axis % count for axis in axes if count]
    index = [slice(None, None, -1) if axis in turned else slice(None) for axis in range(count)]
    places = picked(grid.shape, index)
    return grid if places is None else grid.gathered(places)


def line_by_line(
    grid: Grid[Cell], axis: int, change: Callable[[tuple[Cell, ...]], tuple[Cell, ...] | None]
) -> Grid[Cell] | None:
    """``change`` applied to each line of cells along the axis. The new lines may be longer or shorter, all alike; None
    if ``change`` gives None for one."""
    count = len(grid.shape)
    if not -count <= axis < count:
        return None
    axis %= count
    last = transposed(grid, [*(one for one in range(count) if one != axis), axis])
    if last is None or not grid.cells:
        return None
    size = last.shape[-1]
    lines = [change(last.cells[start : start + size]) for start in range(0, len(last.cells), size)]
    known = [line for line in lines if line is not None]
    if len(known) < len(lines) or len({len(line) for line in known}) > 1:
        return None
    made = Grid((*last.shape[:-1], len(known[0])), tuple(cell for line in known for cell in line))
    order = list(range(count - 1))
    order.insert(axis, count - 1)
    return transposed(made, order)


def broadcast(grid: Grid[Cell], shape: tuple[int, ...]) -> Grid[Cell] | None:
    """The cells, repeated along each axis that has one cell for all; None if the shapes do not fit."""
    spare = len(shape) - len(grid.shape)
    own = (*[1] * spare, *grid.shape)
    if spare < 0 or any(one not in (1, size) for one, size in zip(own, shape, strict=True)):
        return None
    if grid.shape == shape:
        return grid
    cells = tuple(
        grid.cells[_place(own, [0 if one == 1 else place for one, place in zip(own, at, strict=True)])]
        for at in itertools.product(*map(range, shape))
    )
    return Grid(shape, cells)


def together(one: Grid[Cell], other: Grid[Cell], change: Callable[[Cell, Cell], Any | None]) -> Grid[Any] | None:
    """``change`` applied to each pair of cells, after broadcasting; None if the shapes do not fit, or ``change`` gives
    None."""
    count = max(len(one.shape), len(other.shape))
    sizes = [(*[1] * (count - len(grid.shape)), *grid.shape) for grid in (one, other)]
    shape = tuple(second if first == 1 else first for first, second in zip(*sizes, strict=True))
    if prod(shape) > ITEMS:
        return None
    left, right = broadcast(one, shape), broadcast(other, shape)
    if left is None or right is None:
        return None
    cells = [change(first, second) for first, second in zip(left.cells, right.cells, strict=True)]
    return None if any(cell is None for cell in cells) else Grid(shape, tuple(cells))


def in_one(grids: Sequence[Grid[Cell]], axis: int) -> Grid[Cell] | None:
    """The grids one after the other along an axis that they have."""
    first = grids[0].shape
    if not first or not -len(first) <= axis < len(first):
        return None
    axis %= len(first)
    if any(
        len(grid.shape) != len(first)
        or (*grid.shape[:axis], *grid.shape[axis + 1 :]) != (*first[:axis], *first[axis + 1 :])
        for grid in grids
    ):
        return None
    outer = prod(first[:axis])
    cells: list[Cell] = []
    for row in range(outer):
        for grid in grids:
            size = len(grid.cells) // outer if outer else 0
            cells.extend(grid.cells[row * size : (row + 1) * size])
    total = sum(grid.shape[axis] for grid in grids)
    return Grid((*first[:axis], total, *first[axis + 1 :]), tuple(cells))

"""Arrays reduced along an axis, where all their numbers are known: ``np.max(x, axis=0)``, ``np.cumsum(sizes)``."""

from __future__ import annotations

from collections.abc import Callable

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled
from flake8_embedding.values.arrays.fields import running_sums_of
from flake8_embedding.values.arrays.grids import Grid, array_of, line_by_line, reshaped
from flake8_embedding.values.containers.nests import grid_of
from flake8_embedding.values.numbers.arithmetic import combine
from flake8_embedding.values.numbers.casts import RANGES, type_named
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.value import Number, Value

Reduce = Callable[[list[int]], int]


def reduced_along(call: Call, reduce: Reduce) -> Value | None:
    """The array with one number for each line along the axis; None where no axis is named, or not all is known."""
    given, axis = call.argument("self"), call.argument("axis")
    named = {name for name, _ in call.keywords} - {"axis", "dim"}
    # PyTorch gives the places, too.
    if given is None or not isinstance(axis, Number) or named or not call.complete or call.maker_of(given) == "torch":
        return None
    grid, place = grid_of(given, call.store), axis.constant
    if grid is None or place is None or not -len(grid.shape) <= place < len(grid.shape):
        return None
    lines = line_by_line(grid, place, lambda line: _one(line, reduce))
    shape = [side for number, side in enumerate(grid.shape) if number != place % len(grid.shape)]
    made = None if lines is None else reshaped(lines, shape) if shape else Grid((), lines.cells)
    return None if made is None else call.allocate(array_of(made, call.key)) if shape else array_of(made, call.key)


def _one(line: tuple[Value, ...], reduce: Reduce) -> tuple[Value, ...] | None:
    numbers = [cell.constant for cell in line if isinstance(cell, Number) and cell.constant is not None]
    return (Number.exactly(reduce(numbers)),) if len(numbers) == len(line) and numbers else None


def running_sums(call: Call) -> Value:
    """``np.cumsum(sizes)``; without an axis of all numbers in a row."""
    given, axis = call.argument("self"), call.argument("axis")
    grid = grid_of(given, call.store) if given is not None and call.complete else None
    of_fields = running_sums_of(call.store.content(given)) if given is not None else None
    if of_fields is not None and call.complete:
        return of_fields
    if grid is None or not grid.shape or type_named(call.argument("dtype")) in RANGES:
        # A sum in a narrow type may wrap around.
        return call.unknown_numbers("a running sum")
    if axis is None or is_none(axis):
        grid = Grid((len(grid.cells),), grid.cells)
    place = axis.constant if isinstance(axis, Number) else -1
    made = line_by_line(grid, place, _sums) if place is not None else None
    return call.allocate(array_of(made, call.key)) if made is not None else call.unknown_numbers("a running sum")


def _sums(line: tuple[Value, ...]) -> tuple[Value, ...] | None:
    totals: list[Value] = []
    for cell in line:
        total = combine("+", totals[-1], cell) if totals else cell
        if not isinstance(cell, Number) or not isinstance(total, Number):
            return None
        totals.append(total)
    return tuple(totals)


SUM_NAMES = {"a": "self", "x": "self", "input": "self", "dim": "axis"}
"""What the libraries call the arguments of ``cumsum``."""


def running_sums_entry(*names: str) -> Entry:
    """The entry of a library's ``cumsum``."""
    return Entry(names, ("self", "axis", "dtype"), Handled(running_sums), renamed=SUM_NAMES)

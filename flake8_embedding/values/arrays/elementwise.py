"""Arithmetic and comparisons of arrays, element by element."""

from __future__ import annotations

import operator
from collections.abc import Callable, Hashable
from typing import Any

from flake8_embedding.values.arrays.broadcasting import broadcast_sides, in_sides
from flake8_embedding.values.arrays.grids import array_of, together
from flake8_embedding.values.containers.contained_numbers import mixed_numbers_in
from flake8_embedding.values.containers.nests import grid_of, leaves
from flake8_embedding.values.containers.numbering import has_each_number, with_each_number
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.numbers.arithmetic import as_number, combine
from flake8_embedding.values.numbers.bounds import number
from flake8_embedding.values.numbers.casts import RANGES, cast
from flake8_embedding.values.numbers.ranges import in_some_places, some_of
from flake8_embedding.values.numbers.unknown_numbers import opaque_number
from flake8_embedding.values.predicates.predicate import Undecided, is_truth
from flake8_embedding.values.value import Const, FloatNumber, Number, Unknown, Value

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def elementwise(sign: str, one: Value, other: Value, store: Store, key: Hashable) -> Value | None:
    """``one sign other`` where one of them is an array and both hold numbers; None where nothing is known of it."""
    sides = [side for side in (store.content(one), store.content(other)) if isinstance(side, SequenceValue)]
    dtype = _type_of(sides)
    grids = grid_of(one, store), grid_of(other, store)
    wraps = len(sides) == 2
    if grids[0] is not None and grids[1] is not None:
        exact = together(grids[0], grids[1], lambda left, right: _of_cells(sign, left, right, dtype, wraps=wraps))
        if exact is not None and exact.shape:
            return array_of(exact, key, dtype)
    if sign == "*" and len(sides) == 1 and Undecided in (type(one), type(other)):
        return _masked(sides[0], one, other, store, key)
    in_columns = _column_by_column(sign, one, other, store, key) if sign not in _COMPARISONS else None
    if in_columns is not None:
        return in_columns
    numbers = _numbers_of(one, store), _numbers_of(other, store)
    if numbers[0] is None or numbers[1] is None or sign in _COMPARISONS:
        return None
    result = combine(sign, numbers[0], numbers[1])
    if not isinstance(result, Number | FloatNumber) or not (wraps or _fits(result, dtype)):
        return None
    if isinstance(result, Number) and len(sides) == 2:
        result = some_of(result)
    if isinstance(result, Number) and any(isinstance(one, Number) and one.id_facts.is_patched for one in numbers):
        result = in_some_places(result)
    array = max(sides, key=lambda side: len(side.shape or ()))
    each_once = any(side.each_once or side.distinct for side in sides)
    made = _with_sides_of(
        SequenceValue("array", cast(result, dtype), array.length, each_once=each_once, dtype=dtype),
        one,
        other,
        store,
        key,
    )
    by_one = sign in ("+", "-") and any(isinstance(store.content(side), Number) for side in (one, other))
    return with_each_number(made) if by_one and not dtype and _has_each(array) else made


def _column_by_column(sign: str, one: Value, other: Value, store: Store, key: Hashable) -> Value | None:
    """``x + offsets``, where what stands in each column of x is known, and offsets has one number for each column, or
    is a number; None for anything else."""
    sides = [store.content(one), store.content(other)]
    columns = [_columns_of(side, store) for side in sides]
    count = max(len(columns[0] or ()), len(columns[1] or ()))
    if not count:
        return None
    cells = [
        own or _one_for_each(side, value, count, store)
        for own, side, value in zip(columns, sides, (one, other), strict=True)
    ]
    if cells[0] is None or cells[1] is None or len(cells[0]) != len(cells[1]):
        return None
    made = [combine(sign, *map(_numeric, pair)) for pair in zip(cells[0], cells[1], strict=True)]
    numbers = [cell for cell in made if isinstance(cell, Number)]
    if len(numbers) < len(made):
        return None
    row = SequenceValue.of("array", tuple(numbers), any_of(list(numbers), key))
    rows = next(side for side, own in zip(sides, columns, strict=True) if own and isinstance(side, SequenceValue))
    return _with_sides_of(SequenceValue("array", row, rows.length), one, other, store, key)


def _with_sides_of(made: SequenceValue, one: Value, other: Value, store: Store, key: Hashable) -> SequenceValue:
    sides = broadcast_sides((one, other), store, key)
    return made if sides is None else in_sides(made, sides)


def _numeric(cell: Value) -> Value:
    return opaque_number(cell) if isinstance(cell, Unknown) else cell


def _columns_of(array: Value, store: Store) -> tuple[Value, ...] | None:
    """What stands in each column of an array of which the rows are not known one by one."""
    if not isinstance(array, SequenceValue) or array.kind != "array" or array.items is not None or array.dtype:
        return None
    row = store.content(array.element)
    is_row = isinstance(row, SequenceValue) and row.kind == "array" and not row.dtype
    return row.items if is_row and isinstance(row, SequenceValue) else None


def _one_for_each(content: Value, array: Value, count: int, store: Store) -> tuple[Value, ...] | None:
    if isinstance(content, Number):
        return (content,) * count
    grid = grid_of(array, store)
    return grid.cells if grid is not None and grid.shape in ((count,), (1, count)) else None


def _numbers_of(side: Value, store: Store) -> Value | None:
    """The numbers of one side: their range, or a single fraction. Of an array with a fraction in it nothing is known,
    since numbers that are made of ids by it are no range of ids: ``x * np.array([0.5, 2])``."""
    content = store.content(side)
    if isinstance(content, Unknown) and is_truth(content.key):
        return _TRUTHS
    cells = leaves(side, store) or () if isinstance(content, SequenceValue) else (content,)
    if isinstance(content, SequenceValue) and isinstance(store.content(content.element), FloatNumber):
        return FloatNumber()
    if not any(isinstance(cell, Const) and isinstance(cell.value, float) and cell.value % 1 for cell in cells):
        return mixed_numbers_in(side, store)
    return content if isinstance(content, Const) else None


_TRUTHS = Number(number(0), number(1), attained=False)
"""An array of truths that are not known."""


def _masked(array: SequenceValue, one: Value, other: Value, store: Store, key: Hashable) -> Value | None:
    """``ids * (ids < 4)``: each element stays or becomes 0."""
    numbers = mixed_numbers_in(array, store)
    if not isinstance(numbers, Number):
        return None
    element = any_of([numbers.weakened(), Number.exactly(0)], key)
    made = SequenceValue("array", element, array.length, dtype=array.dtype)
    return _with_sides_of(made, one, other, store, key)


def _has_each(array: SequenceValue) -> bool:
    """Whether an array has each number of its range, so that it still has when one number is added to all."""
    numbers = array.element
    return has_each_number(array) and isinstance(numbers, Number) and numbers.id_facts.missing is None


def compared_elements(sign: str, one: Value, other: Value, store: Store, key: Hashable) -> Value | None:
    """The mask that ``one < other`` gives; None where not all of its truths are known."""
    return elementwise(sign, one, other, store, key) if sign in _COMPARISONS else None


def _type_of(sides: list[SequenceValue]) -> str:
    """The narrow type of the result: that of both, or perhaps that of an array beside a number."""
    types = {side.dtype for side in sides}
    return types.pop() if len(types) == 1 else ""


def _fits(result: Value, dtype: str) -> bool:
    """Whether the numbers are the same in the narrow type. Beside a number the type of the result is another one where
    the number is one of NumPy's: ``x - np.int64(1)``."""
    return dtype not in RANGES or dtype == "bool" or cast(result, dtype) == result


def _of_cells(sign: str, left: Value, right: Value, dtype: str, *, wraps: bool) -> Value | None:
    compare = _COMPARISONS.get(sign)
    if compare is None:
        result = combine(sign, left, right)
        if result is not None and not wraps and not _fits(result, dtype):
            return None
        return None if result is None else cast(result, dtype if dtype in RANGES and dtype != "bool" else "")
    one, other = as_number(left), as_number(right)
    if one is None or other is None or one.constant is None or other.constant is None:
        return None
    return Const(compare(one.constant, other.constant))

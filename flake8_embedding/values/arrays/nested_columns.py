"""Columns behind several dimensions: ``pairs[..., 0]`` of ``torch.stack([users, films], dim=-1)``."""

from __future__ import annotations

from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.slices import is_whole
from flake8_embedding.values.plain import integer_of
from flake8_embedding.values.value import Const, Unknown, Value


def row_of_columns(array: Value) -> tuple[SequenceValue, int] | None:
    """The row in which each column is known, and behind how many dimensions it stands; None where there is none."""
    dimensions = 0
    while isinstance(array, SequenceValue) and array.kind == "array" and array.items is None:
        array, dimensions = array.element, dimensions + 1
    if not isinstance(array, SequenceValue) or array.kind != "array" or dimensions == 0:
        return None
    # Parts that are arrays themselves stand in rows, and have dimensions behind these.
    are_parts = any(isinstance(part, SequenceValue) for part in array.items or ())
    return None if are_parts else (array, dimensions)


def nested_column(array: SequenceValue, index: tuple[Value, ...]) -> Value | None:
    """``array[index]``, if that is one column of an array in which these are known."""
    found = row_of_columns(array)
    *before, last = index
    place = integer_of(last)
    if found is None or place is None or not before:
        return None
    row, dimensions = found
    is_behind_all = before == [Const(...)] or (len(before) == dimensions > 1 and all(map(is_whole, before)))
    columns = row.items or ()
    if not is_behind_all or not -len(columns) <= place < len(columns):
        return None
    cell = columns[place]
    return cell if isinstance(cell, Unknown) else _in_each_row(array, cell)


def _in_each_row(array: SequenceValue, cell: Value) -> SequenceValue:
    """The array with this cell in place of each row of columns."""
    inner = array.element
    if isinstance(inner, SequenceValue) and inner.items is None:
        return SequenceValue("array", _in_each_row(inner, cell), array.length)
    return SequenceValue("array", cell, array.length, shape=None if array.shape is None else array.shape[:1])

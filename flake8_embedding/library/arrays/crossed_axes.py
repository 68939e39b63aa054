"""Coordinates of a grid: ``np.meshgrid(x, y)``, ``torch.meshgrid(x, y)``.

https://numpy.org/doc/stable/reference/generated/numpy.meshgrid.html,
https://docs.pytorch.org/docs/stable/generated/torch.meshgrid.html
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import product
from math import prod
from typing import Any

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled
from flake8_embedding.limits import ITEMS
from flake8_embedding.values.arrays.grids import Grid, array_of
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import items_of, length_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.value import Const, Number, Unknown, Value


def _crossed(by_default: str, in_list: bool, call: Call) -> Value:
    """For each axis an array in which each of its numbers stands beside all numbers of the other axes."""
    axes = call.arguments
    if in_list and len(axes) == 1 and _is_list(call, axes[0]):
        axes = list(items_of(axes[0], call.store) or ())
    order = dict(call.keywords).get("indexing") or Const(by_default)
    others = dict(call.keywords).keys() - {"indexing", "copy"}
    if (
        not axes
        or not call.complete
        or others
        or not all(_is_line(call, axis) for axis in axes)
        or order not in (Const("ij"), Const("xy"))
    ):
        return call.unknown("the axes of the grid are not all seen")
    made = [
        call.allocate(one, f"axis {place}")
        for place, one in enumerate(_arrays(call, axes, by_columns=order == Const("xy")))
    ]
    return SequenceValue.of("list", tuple(made), any_of(made, call.key))


def _is_list(call: Call, axis: Value) -> bool:
    content = call.store.content(axis)
    return isinstance(content, SequenceValue) and content.kind != "array"


def _is_line(call: Call, axis: Value) -> bool:
    """Whether it has one dimension, as far as is known: others are flattened."""
    content = call.store.content(axis)
    if not isinstance(content, SequenceValue):
        return True
    return content.shape is None or len(content.shape) == 1


def _arrays(call: Call, axes: list[Value], *, by_columns: bool) -> list[Value]:
    cells = [items_of(axis, call.store) for axis in axes]
    known = [row for row in cells if row and all(isinstance(cell, Number) for cell in row)]
    in_order = _exchanged if by_columns else list[Any]
    lengths = [length_of(axis, call.store) or unknown_length((call.key, place)) for place, axis in enumerate(axes)]
    lengths = in_order(lengths)
    if len(known) < len(axes) or prod(map(len, known)) > ITEMS:
        each = [
            numbers_in(axis, call.store) or Unknown("numbers that are not known", (call.key, "axis", place))
            for place, axis in enumerate(axes)
        ]
        return [SequenceValue("array", one, lengths[0], shape=tuple(lengths)) for one in each]
    rows = in_order(known)
    sides = tuple(map(len, rows))
    columns = in_order(zip(*product(*rows), strict=True))
    return [array_of(Grid(sides, column), (call.key, place)) for place, column in enumerate(columns)]


def _exchanged(axes: Iterable[Any]) -> list[Any]:
    """The first two in the other order: ``xy`` counts columns before rows."""
    ordered = list(axes)
    ordered[:2] = ordered[1::-1]
    return ordered


def crossed_entry(by_default: str, *, in_list: bool = False) -> Entry:
    """The entry of a library's ``meshgrid``, whose first axis goes down (``ij``) or along the rows (``xy``).
    ``in_list``: all axes may be given in one list."""
    return Entry(("meshgrid",), (), Handled(partial(_crossed, by_default, in_list)))

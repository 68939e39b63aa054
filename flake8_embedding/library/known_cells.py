"""Columns of which each cell stands in the program. What is made of them is simply worked out.

https://pandas.pydata.org/docs/reference/api/pandas.Series.html
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from flake8_embedding.library.call import Call
from flake8_embedding.limits import ITEMS
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import any_in, members_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.sets import in_any_order
from flake8_embedding.values.literals import distinct, in_order
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.value import NONE, Const, LibraryName, Number, Value

CATEGORIES = "[categories]"
"""The attribute under which a column of categories keeps these."""

_NOTHING = frozenset({"nan", "NaN", "NAN", "NA", "NaT"})
"""What a missing value is called, such as ``np.nan``."""


def is_missing(cell: Value) -> bool:
    """``None``, ``np.nan``, ``float("nan")``"""
    match cell:
        case Const(value=None):
            return True
        case Const(value=float() as real):
            return math.isnan(real)
        case LibraryName(path=path):
            return path.rpartition(".")[2] in _NOTHING
    return False


def cells_of(column: Value, store: Store) -> tuple[Value, ...] | None:
    """All cells of a column, in whatever order, with those that are missing; None if not all are known."""
    content = store.content(column)
    if not isinstance(content, SequenceValue) or content.kind not in ("array", "list", "tuple"):
        return None
    cells = members_of(content, store)
    known = cells is not None and 0 < len(cells) <= ITEMS and all(is_missing(one) or _is_plain(one) for one in cells)
    return cells if known else None


def _is_plain(cell: Value) -> bool:
    return (isinstance(cell, Const) and isinstance(cell.value, str | bool | float)) or (
        isinstance(cell, Number) and cell.constant is not None
    )


def values_in(cells: Iterable[Value]) -> tuple[Value, ...]:
    """Each value once, without the missing one."""
    return distinct(cell for cell in cells if not is_missing(cell)) or ()


def once_each(call: Call, column: Value) -> Value | None:
    """``column.unique()``, in the order in which the values come, the missing one with them. None where not all cells
    are known."""
    cells = cells_of(column, call.store)
    if cells is None:
        return None
    values = list(dict.fromkeys(NONE if is_missing(cell) else cell for cell in cells))
    if len(distinct(values) or ()) < len(values):
        # 1 and True are one value.
        return None
    made = SequenceValue.of("array", tuple(values), any_in(values, call.store, call.key), distinct=True)
    return call.allocate(replace(_ordered_as(call, column, made), shape=(made.length,)))


def count_of(cells: tuple[Value, ...], *, with_missing: bool) -> Number:
    """How many different values there are."""
    return Number.exactly(len(values_in(cells)) + (with_missing and any(map(is_missing, cells))))


def worked_out(call: Call, column: Value, cells: tuple[Value, ...], part: str = "") -> Value:
    """A column with these cells in the places of those of the other one, whose order may not be known."""
    made = SequenceValue.of("array", cells, any_in(list(cells), call.store, (call.key, part)))
    return call.allocate(_ordered_as(call, column, made), part)


def _ordered_as(call: Call, column: Value, made: SequenceValue) -> SequenceValue:
    """What was made of a column, in no known order if the column has none."""
    content = call.store.content(column)
    has_order = isinstance(content, SequenceValue) and content.items is not None
    return made if has_order else in_any_order(made)


def array_of_values(call: Call, values: tuple[Value, ...], part: str) -> Value:
    """An array of different values that are known."""
    return call.allocate(
        SequenceValue.of("array", values, any_in(list(values), call.store, (call.key, part)), distinct=True), part
    )


def with_categories(call: Call, column: Value) -> Value | None:
    """``column.astype("category")``: its categories are what stands in it now. Rows that are chosen later keep all.
    None where not all cells are known."""
    if call.own_attribute(column, CATEGORIES) is not None:
        return None
    cells = cells_of(column, call.store)
    ordered = None if cells is None else in_order(values_in(cells))
    if cells is None or not ordered:
        return None
    made = worked_out(call, column, cells)
    call.set_attribute(made, CATEGORIES, array_of_values(call, ordered, "categories"))
    return made


def codes_in(call: Call, column: Value) -> Value | None:
    """``column.cat.codes`` of such a column: the place of each value among the categories, -1 for what is missing."""
    cells, categories = cells_of(column, call.store), call.own_attribute(column, CATEGORIES)
    ordered = None if categories is None else members_of(categories, call.store)
    return None if cells is None or ordered is None else placed(call, column, cells, ordered)


def placed(
    call: Call, column: Value, cells: tuple[Value, ...], values: tuple[Value, ...], first: int = 0, part: str = ""
) -> Value | None:
    """The place of each cell among the values, which are counted from ``first`` on. What is missing has -1."""
    entries = tuple((value, Number.exactly(place, birth=call.place)) for place, value in enumerate(values, first))
    by = DictValue(entries, None, None, Number.exactly(len(entries)))
    return looked_up(call, column, cells, by, part, missing=Number.exactly(-1, birth=call.place))


def looked_up(
    call: Call, column: Value, cells: tuple[Value, ...], by: DictValue, part: str = "", missing: Value | None = None
) -> Value | None:
    """What a dict has for each cell. None if it has nothing for one of them."""
    found: list[Value] = []
    for cell in cells:
        held = missing if is_missing(cell) else by.get(cell)
        if held is None:
            return None
        found.append(held)
    return worked_out(call, column, tuple(found), part)


def ranks_in(call: Call, column: Value, *, descending: bool) -> Value | None:
    """``column.rank(method="dense")``. None if a value is missing, since it has no rank."""
    cells = cells_of(column, call.store)
    if cells is None or any(map(is_missing, cells)):
        return None
    ordered = in_order(values_in(cells), descending=descending)
    return None if ordered is None else placed(call, column, cells, ordered, 1)


def as_texts(call: Call, column: Value) -> Value | None:
    """``column.astype(str)`` of texts and whole numbers. None where a value is missing: whether that becomes a text
    depends on the version."""
    cells = cells_of(column, call.store)
    texts = tuple(text for text in map(_text, cells or ()) if text is not None)
    return worked_out(call, column, texts) if texts and len(texts) == len(cells or ()) else None


def _text(cell: Value) -> Const | None:
    match cell:
        case Const(value=str()):
            return cell
        case Number(constant=int(number)):
            return Const(str(number))
    return None


def filled(call: Call, column: Value, value: Value) -> Value | None:
    """``column.fillna(value)``. None where not all cells are known."""
    cells = cells_of(column, call.store)
    if cells is None or not _is_plain(value):
        return None
    return worked_out(call, column, tuple(value if is_missing(cell) else cell for cell in cells))


def present_in(call: Call, column: Value) -> Value | None:
    """``column.dropna()``. None where not all cells are known, or all are missing."""
    cells = cells_of(column, call.store)
    left = tuple(cell for cell in cells or () if not is_missing(cell))
    return worked_out(call, column, left) if left else None

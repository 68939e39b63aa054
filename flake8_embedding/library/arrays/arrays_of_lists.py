"""The array that is made of a list, or of nested lists: ``np.array([[1, 2], [3, 4]])``."""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.limits import LIST_NESTING
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.equal_rows import row_in_array
from flake8_embedding.values.containers.nests import is_vast, snapshot
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.value import Number, Value


def array_of_lists(call: Call, content: SequenceValue) -> SequenceValue:
    """The array of a list, or of nested lists."""
    row = row_in_array(content.element, call.store, call.key) if content.items is None else None
    rows = replace(content, kind="array", element=content.element if row is None else row)
    nest = snapshot(rows, call.store)
    if not isinstance(nest, SequenceValue) or is_vast(nest):
        return replace(rows, items=None, element=call.unknown("too many arrays lie inside each other"))
    made = _of_arrays(nest, {})
    assert isinstance(made, SequenceValue)
    return replace(made, shape=_sides_of(content, call.store) or made.shape)


def _sides_of(rows: SequenceValue, store: Store, depth: int = LIST_NESTING) -> tuple[Value, ...] | None:
    """The sides of the array that is made of a list of numbers, or of one row of them: ``torch.tensor([ids])``."""
    if rows.kind == "array":
        return rows.shape
    if rows.kind not in ("list", "tuple"):
        return None
    if _are_single(rows.element):
        return (rows.length,)
    row = store.content(rows.items[0]) if rows.items is not None and len(rows.items) == 1 and depth else None
    sides = _sides_of(row, store, depth - 1) if isinstance(row, SequenceValue) else None
    return None if sides is None else (rows.length, *sides)


def _are_single(element: Value) -> bool:
    """Whether the elements of a list are numbers one by one. What is only calculated may be an array each:
    ``[row % 5 for row in rows]``."""
    return isinstance(element, Number) and element.origin is not None


def _of_arrays(rows: Value, made: dict[int, Value]) -> Value:
    """The array of nested lists: its rows are arrays, too. ``made`` are the arrays of those that were met before: in
    ``[x, x]`` both rows, and the element that stands for them, are one."""
    if not isinstance(rows, SequenceValue) or rows.kind not in ("list", "tuple", "array"):
        return rows
    if id(rows) not in made:
        items = None if rows.items is None else tuple(_of_arrays(one, made) for one in rows.items)
        element = _of_arrays(rows.element, made)
        made[id(rows)] = replace(rows, kind="array", items=items, element=element, begins=rows.lasting_begin)
    return made[id(rows)]

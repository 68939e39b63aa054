"""Arrays put beside each other as columns that stay apart: ``np.stack([users, films], axis=1)``, ``np.hstack``.

``pairs[:, 0]`` of the result are the users alone.
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.values.contents import any_in, items_of, numbers_in
from flake8_embedding.values.objects import SequenceValue, unknown_length
from flake8_embedding.values.value import Number, Unknown, Value


def as_columns(call: Call, parts: Value) -> Value | None:
    """Each part is one column, whatever dimensions it has itself: ``stack([users, films], axis=1)``."""
    cells = [_numbers(call, part) for part in items_of(parts, call.store) or ()]
    return _in_lines(call, [cell for cell in cells if cell is not None]) if None not in cells else None


def with_columns_of_each(call: Call, parts: Value) -> Value | None:
    """The columns of each part: ``hstack([users.reshape(-1, 1), films.reshape(-1, 1)])``. None where a part may have
    none."""
    cells: list[Value] = []
    for part in items_of(parts, call.store) or ():
        found = _columns_of(call, part)
        if not found:
            return None
        cells += found
    return _in_lines(call, cells)


def _columns_of(call: Call, part: Value) -> list[Value]:
    """What stands in each column of a list of rows; empty where that is not known."""
    content = call.store.content(part)
    if not isinstance(content, SequenceValue):
        return []
    rows = [content.element] if content.items is None else list(content.items)
    row = call.store.content(any_in([call.store.content(one) for one in rows], call.store, call.key)) if rows else None
    if isinstance(row, SequenceValue) and row.items is not None:
        cells = [_numbers(call, cell) for cell in row.items]
        return [cell for cell in cells if isinstance(cell, Number)] if all(cells) else []
    is_column = content.shape is not None and len(content.shape) == 2 and content.shape[1] == Number.exactly(1)
    numbers = numbers_in(content, call.store) if is_column else None
    return [] if numbers is None else [numbers]


def _numbers(call: Call, part: Value) -> Value | None:
    """The range of the numbers in a part, or the unknown column that it is."""
    content = call.store.content(part)
    return content if isinstance(content, Unknown) else numbers_in(content, call.store)


def _in_lines(call: Call, cells: list[Value]) -> Value | None:
    if len(cells) < 2:
        return None
    row = SequenceValue.of("array", tuple(cells), any_in(cells, call.store, call.key))
    return call.allocate(SequenceValue("array", row, unknown_length(call.key)))

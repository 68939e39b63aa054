"""Arrays of which each row has the same columns: users beside films."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.values.containers.contents import any_in
from flake8_embedding.values.containers.selections import RowsOf
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.numbers.ranges import some_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.value import Number, Unknown, Value


def some_lines(
    rows: Value, store: Store, selection: Hashable, length: Hashable, *, looked: bool = False
) -> SequenceValue | None:
    """Some of the rows, in which the columns stay apart; None for anything else. ``looked``: they were chosen by what
    stands in them, so the highest ids may be left out."""
    if not isinstance(rows, SequenceValue) or rows.items is not None:
        return None
    row = store.content(rows.element)
    if not isinstance(row, SequenceValue) or row.items is None:
        return None

    def some(cell: Value) -> Value:
        match store.content(cell):
            case Unknown() as column:
                return column.derived(RowsOf(column.key, selection))
            case Number() as number:
                return some_of(number).weakened() if looked else some_of(number)
        return cell

    cells = tuple(map(some, row.items))
    if not all(isinstance(cell, Unknown | Number) for cell in cells):
        return None
    count = unknown_length(length)
    line = SequenceValue.of("array", cells, any_in(list(cells), store, length))
    return SequenceValue("array", line, count, shape=(count, Number.exactly(len(cells))))

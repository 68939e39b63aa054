"""Rows of data in columns: what a choice of them holds, and rows in groups."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.limits import LOOKS_AT_A_COLUMN
from flake8_embedding.record import record, replace
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import element_of, items_of, members_of
from flake8_embedding.values.containers.selections import ChosenByTest, CutByPosition, RowsOf
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import NO_ID_FACTS
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.numbers.ranges import some_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import Key, Part
from flake8_embedding.values.value import Unknown, Value


def lines_of(frame: DataFrame, store: Store, most: int) -> list[dict[str, Value]] | None:
    """Each row, by the names of the columns; None if not all cells are known one by one, or if there are more than
    ``most`` rows."""
    columns = dict(frame.columns)
    if frame.order is None or not all(name in columns for name in frame.order):
        return None
    cells = [items_of(columns[name], store) for name in frame.order]
    known = [column for column in cells if column is not None]
    counts = {len(column) for column in known}
    if len(known) < len(cells) or len(counts) != 1 or counts.pop() > most:
        return None
    return [dict(zip(frame.order, row, strict=True)) for row in zip(*known, strict=True)]


class CountedRows(Key):
    """Data that a program has put together from columns, whose rows are numbered from 0."""

    __slots__ = ()

    def __init__(self, place: Hashable) -> None:
        super().__init__("frame", place)


class DataOf(Key):
    """The data of which an object is one row. The store holds them."""

    __slots__ = ()

    def __init__(self, row: Hashable) -> None:
        super().__init__("data of", row)


@record(frozen=True, slots=True)
class GroupedData(Value):
    """The rows of data in groups, by the column ``by``. ``column`` is the one of which something was made."""

    frame: DataFrame
    by: str
    column: str = ""

    def name_of_group(self, store: Store, key: Hashable) -> Value:
        """What the rows of one group have in common: a value of the column by which they are grouped."""
        return element_of(self.frame.column(self.by), store, key)

    def rows_of_group(self, store: Store, key: Hashable) -> DataFrame:
        """The rows of one group."""
        chosen = ChosenByTest(frozenset((Part(self.frame.key, self.by),)), key)
        return some_rows(self.frame, store, chosen, by_value=True)


class GroupedRows(Key):
    """What the store holds of groups under their name."""

    __slots__ = ()

    def __init__(self, groups: Hashable) -> None:
        super().__init__("grouped", groups)


def grouped_data(groups: Hashable, store: Store) -> GroupedData | None:
    """The data of which these are the groups, by name; None for other things."""
    found = store.get(GroupedRows(groups))
    return found if isinstance(found, GroupedData) else None


def frame_in(value: Value, store: Store) -> DataFrame | None:
    """The data in columns that this is, None where it is none."""
    content = store.content(value)
    return content if isinstance(content, DataFrame) else None


@record(frozen=True, slots=True)
class FrameLocator(Value):
    """``df.iloc`` and ``df.loc``: rows and columns of the data ``owner`` are had from it by a subscript."""

    owner: Value


def some_rows(frame: DataFrame, store: Store, key: Hashable, *, by_value: bool = False) -> DataFrame:
    """A choice of rows. ``by_value``: it looked at what stands in them, so the highest ids may be left out."""
    columns = []
    store.spend(LOOKS_AT_A_COLUMN * len(frame.columns))
    for name, value in frame.columns:
        numbers = numbers_in(value, store)
        content = store.content(value)
        kept: Value = Unknown("a part of a column", RowsOf(key, name))
        if isinstance(content, Unknown):
            kept = content.derived(RowsOf(content.key, key))
        elif numbers is not None:
            some = some_of(numbers)
            if by_value:
                some = some.weakened() if _has_a_say(frame, name, key) else replace(some, id_facts=NO_ID_FACTS)
            kept = SequenceValue("array", some, unknown_length((key, name)))
        elif members_of(content, store) is not None:
            # The cells stand in the program, and some of them are left: the last one need not be.
            kept = Unknown("some cells of a column", CutByPosition(Key(frame.key, name), key))
        columns.append((name, kept))
    return DataFrame(RowsOf(frame.key, key), tuple(columns), frame.order, is_sorted=frame.is_sorted)


def known_rows(frame: DataFrame, chosen: list[bool], store: Store) -> dict[str, tuple[Value, ...]] | None:
    """The cells in the rows that are chosen, by the names of the columns; None if not all cells are known."""
    cells = {name: items_of(column, store) for name, column in frame.columns}
    known = {name: column for name, column in cells.items() if column is not None and len(column) == len(chosen)}
    if not known or len(known) < len(cells):
        return None
    return {
        name: tuple(cell for cell, is_left in zip(column, chosen, strict=True) if is_left)
        for name, column in known.items()
    }


def _has_a_say(frame: DataFrame, name: str, choice: Hashable) -> bool:
    """Whether the rows were chosen by what stands in this column, as far as is seen."""
    return isinstance(choice, ChosenByTest) and (not choice.columns or Part(frame.key, name) in choice.columns)

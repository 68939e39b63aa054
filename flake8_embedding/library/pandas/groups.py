"""Groups of the rows of a data frame: ``frame.groupby("user")["item"].apply(list)`` is a column of lists of items.

https://pandas.pydata.org/docs/reference/groupby.html
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.library.call import Call
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.arrays.frames import GroupedData, GroupedRows, grouped_data, some_rows
from flake8_embedding.values.containers.contents import element_of, members_of
from flake8_embedding.values.containers.selections import Blindly, ChosenByTest, CutByPosition, RowsOf
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import GroupsOf, Key, Part
from flake8_embedding.values.value import Const, FunctionValue, LibraryName, Unknown, Value

_TO_LISTS = frozenset({"builtins.list", "builtins.tuple", "numpy.array", "numpy.asarray"})
"""Functions that give the values of a group in a row."""

_TO_SETS = frozenset({"builtins.set", "builtins.frozenset"})


def grouped(call: Call) -> Value:
    """``frame.groupby("user")``: by one column, or else unknown groups."""
    frame, by = call.store.content(call.arguments[0]), call.argument("by")
    names = names_in(call, by)
    if not isinstance(frame, DataFrame) or len(names) != 1:
        return call.unknown("by what is grouped is not followed")
    column = call.store.content(frame.column(names[0]))
    of = column.key if isinstance(column, Unknown) else Key(call.key, "groups", names[0])
    if members_of(column, call.store) is not None:
        # The cells stand in the program. What is made of the groups need not have the last one.
        of = CutByPosition(of, "groups")
    groups = Unknown("groups are not followed", GroupsOf(of))
    call.store.set(GroupedRows(groups.key), GroupedData(frame, names[0]))
    return groups


def names_in(call: Call, by: Value | None) -> tuple[str, ...]:
    """The names of columns that are given, one alone or in a list; none where they are not all known."""
    if isinstance(by, Const):
        return (by.value,) if isinstance(by.value, str) else ()
    content = call.store.content(by) if by is not None else None
    items = content.items if isinstance(content, SequenceValue) else None
    names = tuple(one.value for one in items or () if isinstance(one, Const) and isinstance(one.value, str))
    return names if items is not None and len(names) == len(items) else ()


def listed(call: Call) -> Value | None:
    """``groups["item"].apply(list)``: for each group the values of the column. None for anything else."""
    owner, by = call.store.content(call.arguments[0]), call.argument("by")
    match owner:
        case Unknown(key=Part(of=GroupsOf() as groups, name=str() as name)):
            data = grouped_data(groups, call.store)
        case _:
            return None
    if data is None or by is None:
        return None
    values = _of_one_group(call, data, name, by)
    if values is None:
        return None
    keys = data.name_of_group(call.store, Key(call.key, "key"))
    count = unknown_length(Key(call.key, "groups"))
    made = call.allocate(SequenceValue("array", values, count, index=keys))
    call.store.set(GroupedRows(made), replace(data, column=name))
    return made


def _of_one_group(call: Call, data: GroupedData, name: str, by: Value) -> Value | None:
    """What a function makes of the values that one group has in a column."""
    value = element_of(data.frame.column(name), call.store, Key(call.key, "value"))
    length = unknown_length(Key(call.key, "group"))
    match by:
        case LibraryName(path=path) if path in _TO_LISTS:
            return call.allocate(SequenceValue("list", value, length), "group")
        case LibraryName(path=path) if path in _TO_SETS:
            once = unknown_length(Key(call.key, "different"), most=length)
            return call.allocate(SequenceValue("set", value, once, distinct=True), "group")
        case FunctionValue():
            given = call.allocate(SequenceValue("array", value, length), "group")
            made = call.apply(by, [given])
            return None if isinstance(call.store.content(made), Unknown) else made
    return None


def rows_of_groups(call: Call) -> Value:
    """``frame.groupby("user").tail(1)``, ``groups.sample(1)``: some rows of each group."""
    owner = call.store.content(call.arguments[0])
    match owner:
        case Unknown(key=GroupsOf() as groups) if (data := grouped_data(groups, call.store)) is not None:
            return call.allocate(_some_of_each(call, data))
    made = Unknown(f"what {call.path} gives is not followed", call.key)
    if call.arguments and members_of(call.arguments[0], call.store) is not None:
        made = made.derived(CutByPosition(call.key, "some cells"))
    return call.tainted(made)


def _some_of_each(call: Call, data: GroupedData) -> DataFrame:
    chosen = call.key if data.frame.is_sorted else Blindly(call.key)
    return some_rows(data.frame, call.store, chosen, by_value=data.frame.is_sorted)


def rows_made(call: Call) -> Value | None:
    """``frame.groupby("user").apply(lambda rows: rows.sample(1))``: the rows that a function chooses of each group.
    None for anything else."""
    owner, by = call.store.content(call.arguments[0]), call.argument("by")
    match owner, by:
        case Unknown(key=GroupsOf() as groups), FunctionValue():
            data = grouped_data(groups, call.store)
        case _:
            return None
    if data is None:
        return None
    group = data.rows_of_group(call.store, Key(call.key, "group"))
    made = call.store.content(call.apply(by, [call.allocate(group, "group")]))
    if not isinstance(made, DataFrame) or made.key == group.key or not _is_part(made.key, group.key):
        return None
    # What the function looks at when it chooses is not seen.
    names = {name for name, _ in data.frame.columns}
    own = tuple(one for one in made.columns if one[0] not in names)
    chosen = some_rows(data.frame, call.store, ChosenByTest(frozenset(), call.key), by_value=True)
    return None if own else call.allocate(chosen)


def _is_part(part: Hashable, whole: Hashable) -> bool:
    while isinstance(part, RowsOf):
        part = part.of
        if part == whole:
            return True
    return False


def in_lists(call: Call) -> Value:
    """``groups["item"].agg(list)``"""
    lists = listed(call)
    return lists if lists is not None else call.tainted(Unknown("what is made of the groups is not followed", call.key))


def as_columns(call: Call, given: Value) -> Value | None:
    """``groups["item"].apply(list).reset_index()``: data with the names of the groups beside what was made of them.
    None for anything else."""
    content, data = call.store.content(given), grouped_data(given, call.store)
    if data is None or not isinstance(content, SequenceValue) or content.index is None or not data.column:
        return None
    keys = call.allocate(SequenceValue("array", content.index, content.length, distinct=True), "groups")
    columns = ((data.by, keys), (data.column, given))
    return call.allocate(DataFrame(Key("groups", call.key), columns, (data.by, data.column)))

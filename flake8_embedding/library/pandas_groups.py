"""Groups of the rows of a data frame: ``frame.groupby("user")["item"].apply(list)`` is a column of lists of items.

https://pandas.pydata.org/docs/reference/groupby.html
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.values.contents import element_of
from flake8_embedding.values.frames import DataFrame
from flake8_embedding.values.objects import SequenceValue, unknown_length
from flake8_embedding.values.provenance import GroupsOf, Key, Part
from flake8_embedding.values.value import Const, LibraryName, Unknown, Value

_TO_LISTS = frozenset({"builtins.list", "builtins.tuple", "numpy.array", "numpy.asarray"})
"""Functions that give the values of a group in a row."""


def grouped(call: Call) -> Value:
    """``frame.groupby("user")``: by one column that stands in the file, or else unknown groups."""
    frame, by = call.store.content(call.arguments[0]), call.argument("by")
    column = None
    if isinstance(frame, DataFrame) and isinstance(by, Const) and isinstance(by.value, str):
        column = frame.column(by.value)
    if not isinstance(frame, DataFrame) or not isinstance(column, Unknown):
        return call.unknown("by what is grouped is not followed")
    groups = Unknown("groups are not followed", GroupsOf(column.key))
    call.store.set(Key("grouped", groups.key), frame)
    return groups


def listed(call: Call) -> Value | None:
    """``groups["item"].apply(list)``: for each group the values of the column. None for anything else."""
    owner, by = call.store.content(call.arguments[0]), call.argument("by")
    match owner, by:
        case Unknown(key=Part(of=GroupsOf() as groups, name=str() as name)), LibraryName(path=path) if (
            path in _TO_LISTS and isinstance(frame := call.store.get(Key("grouped", groups)), DataFrame)
        ):
            values = element_of(frame.column(name), call.store, Key(call.key, "value"))
            rows = call.allocate(SequenceValue("list", values, unknown_length(Key(call.key, "group"))), "group")
            return call.allocate(SequenceValue("array", rows, unknown_length(call.key)))
    return None


def in_lists(call: Call) -> Value:
    """``groups["item"].agg(list)``"""
    lists = listed(call)
    return lists if lists is not None else call.tainted(Unknown("what is made of the groups is not followed", call.key))

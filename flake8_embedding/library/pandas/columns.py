"""pandas: data with other columns, or the same ones under other names.

https://pandas.pydata.org/docs/reference/api/pandas.DataFrame.rename.html and its neighbours.
"""

from __future__ import annotations

from typing import Final

from flake8_embedding.library.call import Call
from flake8_embedding.library.pandas.groups import names_in
from flake8_embedding.library.spec import handled
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.arrays.frames import frame_in, some_rows
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.selections import ChosenByTest
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import FALSE, NONE, Const, FunctionValue, LibraryName, Number, Unknown, Value

_WIDE: Final = frozenset(
    (
        *("builtins.int", "builtins.float", "numpy.int64", "numpy.int32", "numpy.float64", "numpy.float32"),
        *("int", "int64", "int32", "Int64", "Int32", "float", "float64", "float32"),
    )
)
"""Types of columns that hold the same ids as before."""


def _changed(call: Call, after: DataFrame | None) -> Value:
    """The data after the call, as a copy or in place; None where it is not known what they are."""
    frame = call.arguments[0]
    if call.argument("inplace") in (None, FALSE):
        return call.allocate(after) if after is not None else call.unknown("the columns are others now")
    call.set(frame, after or DataFrame(Key("changed", call.key)))
    return NONE


def _renamed(call: Call) -> Value:
    """``frame.rename(columns={"userId": "user"})``"""
    frame, given = frame_in(call.arguments[0], call.store), call.argument("columns")
    names = call.store.content(given) if given is not None else None
    if frame is None or not isinstance(names, DictValue) or names.key is not None or not call.complete:
        return _changed(call, None)
    new: dict[str, str] = {}
    for old, name in names.entries:
        if not isinstance(old, Const) or not isinstance(name, Const) or not isinstance(old.value, str):
            return _changed(call, None)
        new[old.value] = str(name.value)
    kept = tuple(one for one in frame.columns if one[0] not in new)
    columns = (*kept, *((name, frame.column(old)) for old, name in new.items()))
    order = None if frame.order is None else tuple(new.get(name, name) for name in frame.order)
    return _changed(call, replace(frame, columns=columns, order=order))


def _dropped(call: Call) -> Value:
    """``frame.drop(columns=["stars"])``, ``frame.drop("stars", axis=1)``; without an axis rows are dropped."""
    frame = frame_in(call.arguments[0], call.store)
    labels, columns, axis = call.argument("labels"), call.argument("columns"), call.argument("axis")
    if frame is None or not call.complete:
        return _changed(call, None)
    if columns is None and axis in (None, Number.exactly(0), Const("index")):
        # Which rows these are may depend on what stands in any column.
        chosen = ChosenByTest(frozenset(), call.key)
        return _changed(call, some_rows(frame, call.store, chosen, by_value=True))
    gone = names_in(call, columns if columns is not None else labels)
    if not gone:
        return _changed(call, None)
    return _changed(call, frame.without_columns(gone))


def _one_column_each(call: Call) -> Value:
    """``pd.get_dummies(frame, columns=["genre"])``: in place of each of these columns stands one for each of its
    values, behind all others."""
    frame = frame_in(call.argument("data") or NONE, call.store)
    gone = names_in(call, call.argument("columns"))
    if frame is None or not gone or not call.complete:
        return call.unknown("the columns are others now")
    return call.allocate(replace(frame.without_columns(gone), order=None))


def _cast(call: Call) -> Value:
    """``frame.astype(int)``, ``frame.astype({"user": int})``: the same ids in a type that holds them."""
    frame, given = frame_in(call.arguments[0], call.store), call.argument("dtype")
    types = call.store.content(given) if given is not None else None
    if frame is None or types is None:
        return _changed(call, None)
    if not isinstance(types, DictValue):
        return _changed(call, frame if _is_wide(types) else None)
    if types.key is not None:
        return _changed(call, None)
    for name, dtype in types.entries:
        if not isinstance(name, Const):
            return _changed(call, None)
        if not _is_wide(call.store.content(dtype)):
            other = Unknown("the column is of another type", Key(call.key, "cast", name.value))
            frame = replace(frame.with_column(str(name.value), other), order=frame.order)
    return _changed(call, frame)


def _is_wide(dtype: Value) -> bool:
    match dtype:
        case LibraryName(path=name) | Const(value=str() as name):
            return name in _WIDE
    return False


def _assigned(call: Call) -> Value:
    """``frame.assign(user=codes)``"""
    frame = frame_in(call.arguments[0], call.store)
    if frame is None or not call.complete or len(call.arguments) > len(call.keywords) + 1:
        return call.unknown("the columns are others now")
    for name, value in call.keywords:
        given = call.apply(value, [call.allocate(frame, name)]) if isinstance(value, FunctionValue) else value
        frame = frame.with_column(name, given)
    return call.allocate(frame)


ENTRIES = (handled("get_dummies", by=_one_column_each, takes=("data", "*", "columns")),)

METHODS = (
    handled("rename", by=_renamed, takes=("self", "mapper", "*", "index", "columns", "axis", "copy", "inplace")),
    handled("drop", by=_dropped, takes=("self", "labels", "axis", "index", "columns", "level", "inplace")),
    handled("astype", by=_cast, takes=("self", "dtype", "copy", "errors")),
    handled("assign", by=_assigned),
)

"""pandas: data and columns that are read, or made of lists and dicts.

https://pandas.pydata.org/docs/reference/api/pandas.DataFrame.html
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.pandas.csv_texts import gaps_in
from flake8_embedding.library.spec import Entry, Handled, handled
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.arrays.frames import CountedRows
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import element_of, items_of, texts_in
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.provenance import Key, Read
from flake8_embedding.values.value import Const, Number, Value


def _read(call: Call) -> Value:
    file = call.arguments[0] if call.arguments else None
    return call.allocate(DataFrame(_raw(call, file)))


def _raw(call: Call, file: Value | None, gaps: frozenset[str] | None = None) -> Read:
    path = text_in(file) or (call.noted_path(file) if file is not None else None)
    return Read(call.key, gaps, path or "", call.place)


def _read_text(call: Call) -> Value:
    """``read_csv("users.csv")``, of a text that may stand in the program. ``names`` are all columns in their order."""
    names = call.argument("names")
    order = texts_in(names, call.store) if names is not None else None
    given = dict(call.keywords)
    if not call.complete or "index_col" in given:
        order = None
    elif order is not None and "usecols" in given:
        order = _used(call, order, given["usecols"])
    file = call.argument("file")
    return call.allocate(DataFrame(_raw(call, file, gaps_in(call, file)), order=order))


def _used(call: Call, names: tuple[str, ...], columns: Value) -> tuple[str, ...] | None:
    """``names=["user", "film"], usecols=[0, 1]``: the names of the columns in their order. They are the names of those
    that are used, or of all in the file. None where it is not known which are used."""
    asked = texts_in(columns, call.store)
    if asked is not None:
        return tuple(name for name in names if name in asked) if set(asked) <= set(names) else None
    places = [one.constant if isinstance(one, Number) else None for one in items_of(columns, call.store) or ()]
    known = sorted({place for place in places if place is not None})
    if not known or len(known) < len(places):
        return None
    if len(known) == len(names):
        return names
    return tuple(names[place] for place in known) if known[-1] < len(names) else None


def _frame(call: Call) -> Value:
    """``DataFrame({"user": [...], "item": [...]})``"""
    data = call.argument("data")
    content = call.store.content(data) if data is not None else None
    match content:
        case DictValue(entries=entries, key=None) if call.argument("columns") is None:
            columns = tuple((key.value, value) for key, value in entries if isinstance(key, Const))
            named = all(isinstance(name, str) for name, _ in columns) and len(columns) == len(entries)
            if named:
                names = tuple(str(name) for name, _ in columns)
                key = CountedRows(call.key) if call.argument("index") is None else Key("frame", call.key)
                held = tuple((name, _as_column(call, name, one)) for name, (_, one) in zip(names, columns, strict=True))
                return call.allocate(DataFrame(key, held, names))
        case DataFrame():
            return call.allocate(content)
        case SequenceValue():
            made = _of_rows(call, content)
            if made is not None:
                return call.allocate(made)
    return call.allocate(DataFrame(Key("frame", call.key)))


def _as_column(call: Call, name: str, given: Value) -> Value:
    """A list as the column of its own that pandas makes of it."""
    content = call.store.content(given)
    if not isinstance(content, SequenceValue) or content.kind not in ("list", "tuple", "range"):
        return given
    return call.allocate(replace(content, kind="array"), f"column {name}")


def _of_rows(call: Call, rows: SequenceValue) -> DataFrame | None:
    """``DataFrame([(3, 1), (4, 2)], columns=["user", "item"])``; None where the columns are not named."""
    given = call.argument("columns")
    names = texts_in(given, call.store) if given is not None else None
    row = call.store.content(rows.element)
    if not names or not isinstance(row, SequenceValue) or row.items is None or len(row.items) != len(names):
        return None
    columns = tuple(
        (name, call.allocate(column, name))
        for name, column in zip(names, _columns_of(call, rows, row.items), strict=True)
    )
    return DataFrame(Key("frame", call.key), columns, names, rows=rows.length)


def _columns_of(call: Call, rows: SequenceValue, any_row: tuple[Value, ...]) -> list[SequenceValue]:
    """The columns with all their cells where each row is known, else with what stands there in any row."""
    known = [items_of(row, call.store) for row in rows.items or ()]
    if rows.items and all(cells is not None and len(cells) == len(any_row) for cells in known):
        by_column = zip(*(cells for cells in known if cells is not None), strict=True)
        return [SequenceValue.of("array", cells, cell) for cells, cell in zip(by_column, any_row, strict=True)]
    return [SequenceValue("array", cell, rows.length) for cell in any_row]


def _series(call: Call) -> Value:
    """``Series(codes)``, ``Series(codes, index=names)``"""
    data, index = call.argument("data"), call.argument("index")
    content = call.store.content(data) if data is not None else None
    if data is None or not isinstance(content, SequenceValue):
        return data or call.unknown("the data are not seen")
    if index is None:
        return data if content.kind == "array" else call.allocate(replace(content, kind="array"))
    called = element_of(index, call.store, (call.key, "index"))
    return call.allocate(replace(content, kind="array", index=called))


def _numbers_of(call: Call) -> Value:
    """``to_numeric(frame["user"])``: the column itself, where it holds numbers. With ``errors`` some may go missing."""
    given = call.argument("arg")
    numbers = numbers_in(given, call.store) if given is not None else None
    if given is None or numbers is None or call.argument("errors") is not None or not call.complete:
        return call.unknown_numbers("which numbers these are is not known")
    return given


_READERS = (
    "read_table",
    "read_excel",
    "read_json",
    "read_parquet",
    "read_pickle",
    "read_feather",
    "read_hdf",
    "read_sql",
)


ENTRIES = (
    handled(*_READERS, by=_read),
    Entry(
        ("read_csv",),
        ("file", "sep", "delimiter", "header", "names"),
        Handled(_read_text),
        renamed={"filepath_or_buffer": "file"},
    ),
    handled("DataFrame", by=_frame, takes=("data", "index", "columns")),
    handled("Series", by=_series, takes=("data", "index")),
    handled("to_numeric", by=_numbers_of, takes=("arg", "errors")),
)

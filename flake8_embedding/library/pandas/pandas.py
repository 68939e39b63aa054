"""pandas: columns that are read, encoded anew, counted and looked up.

https://pandas.pydata.org/docs/reference/
"""

from __future__ import annotations

import re

from flake8_embedding.library.arrays.bins import cut
from flake8_embedding.library.arrays.members import distinct_values
from flake8_embedding.library.call import Call
from flake8_embedding.library.known_cells import cells_of, looked_up
from flake8_embedding.library.pandas import codes as pandas_codes
from flake8_embedding.library.pandas import columns as pandas_columns
from flake8_embedding.library.pandas import dates as pandas_dates
from flake8_embedding.library.pandas import distinct as pandas_distinct
from flake8_embedding.library.pandas import joins as pandas_joins
from flake8_embedding.library.pandas import made as pandas_made
from flake8_embedding.library.pandas import missing as pandas_missing
from flake8_embedding.library.pandas import rows as pandas_rows
from flake8_embedding.library.pandas.groups import in_lists, listed, names_in, rows_made, rows_of_groups
from flake8_embedding.library.spec import Conventions, Entry, Handled, Library, PassesOn, handled
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.arrays.frames import FrameLocator, frame_in, some_rows
from flake8_embedding.values.arrays.grids import Grid, array_of
from flake8_embedding.values.containers.contents import any_in, element_of, items_of, length_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.mappings import is_cut_key
from flake8_embedding.values.containers.numbering import numbers_each, with_each_number
from flake8_embedding.values.containers.parts import cut_off
from flake8_embedding.values.containers.selections import Blindly, ChosenByTest
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.sets import in_any_order
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import Key, Part
from flake8_embedding.values.value import FALSE, Const, FunctionValue, Number, Unknown, Value

# -- rows ---------------------------------------------------------------------------------------------------------


def _own(call: Call) -> DataFrame | None:
    return frame_in(call.arguments[0], call.store)


def _in_place(call: Call) -> bool:
    given = call.argument("inplace")
    return given is not None and not (isinstance(given, Const) and given.value is False)


def _changed(call: Call, after: DataFrame) -> Value:
    if _in_place(call):
        call.set(call.arguments[0], after)
        return Const(None)
    return call.allocate(after)


def _all_rows(call: Call) -> Value:
    frame = _own(call)
    return _changed(call, frame) if frame is not None else call.unknown("the data are not known")


def _reindexed(call: Call) -> Value:
    """``frame.reindex()``: without new names for the rows these are the same."""
    if len(call.arguments) > 1 or call.keywords:
        return call.unknown("which rows have these names is not known")
    return _all_rows(call)


def _sorted(call: Call) -> Value:
    """``frame.sort_values("user")``: all rows; what the first of them are depends on what stands in them."""
    frame = _own(call)
    if frame is None:
        return call.unknown("the data are not known")
    columns = tuple((name, _in_any_order(call, name, column)) for name, column in frame.columns)
    return _changed(call, replace(frame, columns=columns, is_sorted=True))


def _in_any_order(call: Call, name: str, column: Value) -> Value:
    content = call.store.content(column)
    if not isinstance(content, SequenceValue) or content.items is None:
        return column
    return call.allocate(replace(in_any_order(content), kind="array"), f"sorted {name}")


def _once_each(call: Call) -> Value:
    """``frame.drop_duplicates()``; by one column it has one row for each value in it."""
    frame, subset = _own(call), call.argument("subset")
    names = frame.order if frame is not None and subset is None else names_in(call, subset)
    if frame is None or names is None or len(names) != 1 or call.argument("keep") == FALSE:
        return _some_rows(call)
    once = call.store.content(distinct_values(call, frame.column(names[0]), sorts=False))
    after = some_rows(frame, call.store, call.key, by_value=True)
    if isinstance(once, SequenceValue):
        column = call.allocate(once, names[0])
        after = replace(after.with_column(names[0], column), order=after.order, rows=once.length)
    return _changed(call, after)


def _some_rows(call: Call) -> Value:
    """``frame.nlargest(3, "stars")``"""
    frame = _own(call)
    if frame is None:
        return call.unknown("the data are not known")
    return _changed(call, some_rows(frame, call.store, call.key, by_value=True))


def _blind_rows(call: Call) -> Value:
    """``frame.sample(frac=1)``, ``frame.head()``"""
    frame = _own(call)
    if frame is None:
        return call.unknown("the data are not known")
    if call.path != "sample" and frame.is_sorted:
        return _some_rows(call)
    after = some_rows(frame, call.store, Blindly(call.key))
    return _changed(call, replace(after, is_sorted=False))


def _sampled(call: Call) -> Value:
    """``frame.sample(frac=1)`` has all rows, in another order; any other sample some of them."""
    whole = call.argument("frac") in (Number.exactly(1), Const(1.0)) and call.argument("n") is None
    frame = _own(call)
    if frame is None or not whole or call.argument("replace") not in (None, FALSE):
        return _blind_rows(call)
    columns = tuple((name, _in_any_order(call, name, column)) for name, column in frame.columns)
    return call.allocate(replace(frame, columns=columns, is_sorted=False))


def _queried(call: Call) -> Value:
    """``frame.query("stars > 3")``: some rows, chosen by the columns that are named there."""
    frame, text = _own(call), call.argument("expr")
    if frame is None:
        return call.unknown("the data are not known")
    words = re.findall(_WORDS, text.value) if isinstance(text, Const) and isinstance(text.value, str) else []
    contents = [call.store.content(frame.column(word)) for word in words]
    columns = {Part(frame.key, word) for word in words} | {one.key for one in contents if isinstance(one, Unknown)}
    return _changed(call, some_rows(frame, call.store, ChosenByTest(frozenset(columns), call.key), by_value=True))


_WORDS = r"(?<![@\w])[^\W\d]\w*"
"""The names of columns in a query; what follows an ``@`` is a name of the program."""


def _other(call: Call) -> Value:
    """Other columns, or the same under other names."""
    frame = _own(call)
    if frame is not None and _in_place(call):
        call.set(call.arguments[0], DataFrame(Key("changed", call.key)))
    return call.unknown("the columns are others now")


def _changed_columns(call: Call) -> Value:
    """``insert``, ``update``, ``pop``: these never make a copy. What has keys may be a dict, with ``clear``, too."""
    call.set(call.arguments[0], DataFrame(Key("changed", call.key)))
    return call.unknown("the columns are others now")


def _attribute(call: Call) -> Value:
    """``frame.size``: the number of cells, whatever the columns are called."""
    return call.unknown("an attribute of the data")


def _locator(call: Call) -> Value:
    """``frame.iloc``"""
    return FrameLocator(call.arguments[0])


def _shape(call: Call) -> Value:
    """``frame.shape``: the number of rows, and of columns where they are named."""
    frame = _own(call)
    if frame is None:
        return call.unknown("the data are not known")
    width = unknown_length(Key("width", frame.key)) if frame.order is None else Number.exactly(len(frame.order))
    return SequenceValue.of("tuple", (frame.length, width), any_of([frame.length, width], call.key))


def _values(call: Call) -> Value:
    """The columns side by side; they are known where they were named."""
    frame = _own(call)
    if frame is None:
        return call.unknown("the data are not known")
    if frame.order is None:
        why = "the columns are not known in their order"
        return call.unknown(why) if frame.columns else Unknown(why, Part(frame.key, "[values]"))
    columns = tuple(call.store.content(frame.column(name)) for name in frame.order)
    cells = tuple(element_of(column, call.store, (call.key, place)) for place, column in enumerate(columns))
    cells = tuple(column if isinstance(column, Unknown) else cell for column, cell in zip(columns, cells, strict=True))
    lines = [items_of(column, call.store) for column in columns]
    known = [line for line in lines if line is not None and all(isinstance(cell, Number) for cell in line)]
    if known and len(known) == len(lines) and len({len(line) for line in known}) == 1:
        in_rows = tuple(cell for row in zip(*known, strict=True) for cell in row)
        return call.allocate(array_of(Grid((len(known[0]), len(known)), in_rows), call.key))
    row = SequenceValue.of("array", cells, any_of(list(cells), call.key))
    width = Number.exactly(len(cells))
    return call.allocate(SequenceValue("array", row, frame.length, shape=(frame.length, width)))


# -- columns ----------------------------------------------------------------------------------------------------------


def _of_entries(call: Call, by: DictValue, column: Value) -> Value:
    """What any of the entries has. Some cells of a column that stands in the program need not have the last one."""
    value = any_in([held for _, held in by.entries], call.store, call.key)
    return cut_off(value, call.store) if is_cut_key(by, call.store.content(column)) else value


def _mapped(call: Call) -> Value:
    """``column.map(index)``, ``column.map(function)``: what the dict or function gives for each entry."""
    column, by = call.arguments[0], call.argument("by")
    if by is None:
        return call.unknown("by what is mapped is not seen")
    lists = listed(call) or rows_made(call)
    if lists is not None:
        return lists
    content = call.store.content(by)
    length = length_of(column, call.store) or unknown_length(call.key)
    cells = cells_of(column, call.store)
    if cells is not None and isinstance(content, DictValue) and content.key is None and content.factory is None:
        return looked_up(call, column, cells, content) or call.unknown("a value may be missing behind it")
    match content:
        case DictValue(key=None):
            value = _of_entries(call, content, column)
        case DictValue():
            others = [content.others] if content.others is not None else []
            value = any_in([*(held for _, held in content.entries), *others], call.store, call.key)
        case FunctionValue(node=node):
            count = len(node.params.params)
            element = element_of(column, call.store, (call.key, "element"))
            parts = [element]
            if count > 1:
                parts = [Unknown("a part of the element", Key(call.key, place)) for place in range(count)]
            value = call.apply(by, parts)
            made = call.store.content(value)
            if count > 1 or isinstance(made, DictValue) or (isinstance(made, SequenceValue) and made.kind == "tuple"):
                # Not a column but a data set, such as tf.data has.
                return call.allocate(SequenceValue("dataset", value, length))
        case _:
            return call.unknown("by what is mapped is not known")
    if isinstance(value, Unknown):
        return replace(value, key=Key(call.key, "mapped"))
    made = SequenceValue("array", value, length)
    return call.allocate(with_each_number(made) if numbers_each(value, call.store.content(column)) else made)


_MAP = ("map", "apply", "progress_map", "progress_apply", "parallel_map", "parallel_apply")
"""Those of tqdm (https://tqdm.github.io/docs/tqdm/#pandas) and of pandarallel (its README) are pandas' own with a bar
or in several processes."""

_OTHER_COLUMNS = (
    "fillna",
    "replace",
    "set_index",
    "eval",
    "clip",
    "ffill",
    "bfill",
    "mask",
    "where",
    "interpolate",
)


LIBRARY = Library(
    name="pandas",
    roots=("pandas",),
    conventions=Conventions(changes_in_place=("inplace",), column_names=("columns",)),
    array_makers=("sample", "to_numpy", "unique"),
    object_loaders=("read_pickle",),
    entries=(
        *pandas_made.ENTRIES,
        *pandas_columns.ENTRIES,
        *pandas_joins.ENTRIES,
        handled("cut", by=cut, takes=("x", "bins", "right", "labels", "retbins")),
        Entry(("qcut",), ("x", "bins", "labels", "retbins"), Handled(cut), renamed={"q": "bins"}),
        *pandas_codes.ENTRIES,
        *pandas_missing.ENTRIES,
        *pandas_dates.ENTRIES,
        handled("unique", by=lambda call: distinct_values(call, call.arguments[0], sorts=False)),
    ),
    bases=pandas_rows.BASES,
    methods={
        "frame": (
            *(handled(name, by=_all_rows) for name in ("copy", "reset_index")),
            handled("reindex", by=_reindexed, takes=("self",)),
            *(handled(name, by=_sorted) for name in ("sort_values", "sort_index")),
            handled("sample", by=_sampled, takes=("self", "n", "frac", "replace", "weights")),
            *(handled(name, by=_blind_rows) for name in ("head", "tail")),
            handled("drop_duplicates", by=_once_each, takes=("self", "subset", "keep", "inplace", "ignore_index")),
            *(handled(name, by=_some_rows) for name in ("nlargest", "nsmallest")),
            handled("query", by=_queried, takes=("self", "expr", "inplace")),
            *pandas_joins.FRAME_METHODS,
            *pandas_columns.METHODS,
            *(handled(name, by=_other) for name in _OTHER_COLUMNS),
            *(handled(name, by=_changed_columns) for name in ("insert", "update", "pop", "popitem", "clear")),
            handled("to_numpy", by=_values),
            *pandas_codes.FRAME_METHODS,
            *pandas_missing.FRAME_METHODS,
            *pandas_rows.FRAME_METHODS,
        ),
        **{
            kind: (
                handled(*_MAP, by=_mapped, takes=("self", "by")),
                *(handled(name, by=in_lists, takes=("self", "by")) for name in ("agg", "aggregate") if kind == "any"),
                *(handled(name, by=rows_of_groups) for name in ("head", "tail", "sample", "nth") if kind == "any"),
                *pandas_codes.COLUMN_METHODS,
                *(pandas_distinct.ARRAY_METHODS if kind == "array" else pandas_distinct.COLUMN_METHODS),
                *pandas_missing.COLUMN_METHODS,
                *(pandas_missing.ARRAY_METHODS if kind == "array" else ()),
            )
            for kind in ("any", "array")
        },
    },
    attributes={
        "frame": (
            handled("values", by=_values),
            handled("shape", by=_shape),
            handled("iloc", "loc", "iat", "at", by=_locator),
            handled(*pandas_rows.OF_FRAMES, by=_attribute),
        ),
        "array": (*pandas_distinct.ARRAY_ATTRIBUTES, *pandas_codes.NUMBERED_ATTRIBUTES),
        "any": (
            Entry(("iloc", "loc"), ("self",), PassesOn(("self",))),
            *pandas_codes.ATTRIBUTES,
            *pandas_dates.ATTRIBUTES,
        ),
    },
)

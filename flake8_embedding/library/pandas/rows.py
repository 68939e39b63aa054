"""pandas: a data frame row by row.

https://pandas.pydata.org/docs/reference/api/pandas.DataFrame.itertuples.html,
https://pandas.pydata.org/docs/reference/api/pandas.DataFrame.apply.html
"""

from __future__ import annotations

from collections.abc import Callable

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import InheritedBehaviour, handled
from flake8_embedding.limits import UNROLLED
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.arrays.frames import CountedRows, DataOf, frame_in, lines_of
from flake8_embedding.values.containers.contents import any_in, element_of, items_of
from flake8_embedding.values.containers.parts import one_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Const, FunctionValue, LibraryName, Number, ObjectRef, Unknown, Value

_ROW = LibraryName("pandas.Series")
"""What ``iterrows`` gives. The named tuples of ``itertuples`` are read in the same way."""

_OF_SERIES = frozenset(
    ("name", "size", "ndim", "nbytes", "shape", "values", "index", "array", "axes", "dtype", "dtypes", "empty", "T")
)
"""What every Series has, and is no method: ``row.size`` is not the column ``size``, which is ``row["size"]``."""

_NONE: frozenset[str] = frozenset()


def _of_frame(handler: Callable[[Call, DataFrame], Value]) -> Callable[[Call], Value]:
    """The handler of a method of data in columns."""

    def handled_frame(call: Call) -> Value:
        frame = frame_in(call.arguments[0], call.store)
        return handler(call, frame) if frame is not None else call.unknown("the data are not known")

    return handled_frame


OF_FRAMES = (
    *("size", "ndim", "index", "T", "axes", "dtypes", "empty", "attrs", "flags"),
    *("style", "plot", "sparse"),
)
"""What every DataFrame has, and is no method: ``frame.size`` is not the column ``size``."""


def _tuples(call: Call, frame: DataFrame) -> Value:
    """``frame.itertuples()``"""
    return _rows(call, frame, "iterator", _each_row(call, frame, _NONE), lambda: _row_of(call, frame, _NONE))


def _pairs(call: Call, frame: DataFrame) -> Value:
    """``frame.iterrows()``: each row, with its place in the index before it."""
    each = _each_row(call, frame)
    pairs = None if each is None else [_pair(call, frame, place, row) for place, row in enumerate(each)]
    return _rows(call, frame, "iterator", pairs, lambda: _pair(call, frame, None, _row_of(call, frame)))


def _pair(call: Call, frame: DataFrame, place: int | None, row: Value) -> Value:
    entry = _entry_of_index(call, frame, place)
    return SequenceValue.of("tuple", (entry, row), any_of([entry, row], call.key))


def _entry_of_index(call: Call, frame: DataFrame, place: int | None) -> Value:
    """What the index has for a row: its number, if nobody has given another."""
    is_counted = isinstance(frame.key, CountedRows) and "index" not in dict(frame.columns)
    if place is not None and is_counted:
        return Number.exactly(place)
    return Unknown("an entry of the index", Key(call.key, "index", place))


def _dicts(call: Call, frame: DataFrame) -> Value:
    """``frame.to_dict("records")``"""
    if call.argument("orient") != Const("records"):
        return call.unknown("the entries of this dict are not followed")
    return _rows(call, frame, "list", _each_row(call, frame, _NONE), lambda: _row_of(call, frame, _NONE))


def _applied(call: Call, frame: DataFrame) -> Value:
    """``frame.apply(function, axis=1, args=(3,), start=1)``: what the function makes of each row, 3 and ``start``."""
    function, axis, args = call.argument("func"), call.argument("axis"), call.argument("args")
    is_seen = axis in (Number.exactly(1), Const("columns")) and call.complete
    further = () if args is None else items_of(args, call.store)
    if not is_seen or further is None or not isinstance(function, FunctionValue):
        if function is not None:
            call.note_handed_on(function)
        return call.unknown("what is made of the data is not followed")
    keywords = tuple(one for one in call.keywords if one[0] not in _OF_APPLY)
    each = _each_row(call, frame)
    if each is not None:
        results = [call.apply(function, [row, *further], keywords) for row in each]
        return call.allocate(SequenceValue.of("array", tuple(results), any_in(results, call.store, call.key)))
    made = call.apply(function, [_row_of(call, frame), *further], keywords)
    return made if isinstance(call.store.content(made), Unknown) else _rows(call, frame, "array", None, lambda: made)


_OF_APPLY = frozenset(("func", "axis", "raw", "result_type", "args", "by_row", "engine", "engine_kwargs"))
"""The parameters of ``apply`` itself. It hands all other arguments on to the function."""


def _row_of(call: Call, frame: DataFrame, hidden: frozenset[str] = _OF_SERIES) -> Value:
    """Any row: its columns hold one value each. A value of which nothing is known goes by the name of its column. Of
    numbers that are written in the file, those of the rows that a test of another column lets pass may be any."""
    cells: dict[str, Value] = {}
    for name, column in frame.columns:
        content = call.store.content(column)
        element = content if isinstance(content, Unknown) else element_of(column, call.store, Key(call.key, name))
        cells[name] = one_of(element, call.store)
    return _row(call, frame, cells, hidden, "row")


def _each_row(call: Call, frame: DataFrame, hidden: frozenset[str] = _OF_SERIES) -> list[Value] | None:
    """The rows one by one, where they are few and all that stands in them is known."""
    lines = lines_of(frame, call.store, UNROLLED)
    if lines is None:
        return None
    return [_row(call, frame, line, hidden, f"row {place}") for place, line in enumerate(lines)]


def _row(call: Call, frame: DataFrame, cells: dict[str, Value], hidden: frozenset[str], part: str) -> Value:
    """A ``hidden`` name may be read as something else. Columns that have no cell here are taken from the data."""
    row = call.allocate(Instance(_ROW), part)
    assert isinstance(row, ObjectRef)
    call.store.set(DataOf(row.alloc), frame)
    for name in hidden:
        call.set_attribute(row, name, call.unknown("a column, or an attribute that each row has"))
    for name, cell in cells.items():
        if name not in hidden:
            call.set_attribute(row, name, cell)
    return row


def _rows(call: Call, frame: DataFrame, kind: str, each: list[Value] | None, any_row: Callable[[], Value]) -> Value:
    """The rows one by one, or as one that stands for all of them."""
    if each is None:
        return call.allocate(SequenceValue(kind, any_row(), frame.length))
    return call.allocate(SequenceValue.of(kind, tuple(each), any_in(each, call.store, call.key)))


def _columns(call: Call, frame: DataFrame) -> Value:
    """``frame[["user", "film"]].items()``: the columns with their names, where all are named."""
    if frame.order is None:
        return call.unknown("the columns are not known in their order")
    columns = [frame.column(name) for name in frame.order]
    pairs = tuple(
        SequenceValue.of("tuple", (Const(name), column), column)
        for name, column in zip(frame.order, columns, strict=True)
    )
    return call.allocate(SequenceValue.of("list", pairs, any_of(list(pairs), call.key)))


FRAME_METHODS = (
    handled("items", "iteritems", by=_of_frame(_columns)),
    handled("itertuples", by=_of_frame(_tuples), takes=("self", "index", "name")),
    handled("iterrows", by=_of_frame(_pairs)),
    handled("to_dict", by=_of_frame(_dicts), takes=("self", "orient", "into", "index")),
    handled(
        *("apply", "progress_apply", "parallel_apply"),
        by=_of_frame(_applied),
        takes=("self", "func", "axis", "raw", "result_type", "args"),
    ),
)

BASES = {"Series": InheritedBehaviour(items_are_attributes=True)}

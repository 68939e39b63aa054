"""pandas: a data frame row by row.

https://pandas.pydata.org/docs/reference/api/pandas.DataFrame.itertuples.html,
https://pandas.pydata.org/docs/reference/api/pandas.DataFrame.apply.html
"""

from __future__ import annotations

from collections.abc import Callable

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import InheritedBehaviour, handled
from flake8_embedding.values.contents import element_of, items_of
from flake8_embedding.values.frames import DataFrame, DataOf, frame_in
from flake8_embedding.values.join import any_of
from flake8_embedding.values.objects import Instance, SequenceValue
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


def _tuples(call: Call, frame: DataFrame) -> Value:
    """``frame.itertuples()``"""
    return _rows(call, frame, "iterator", _row_of(call, frame, _NONE))


def _pairs(call: Call, frame: DataFrame) -> Value:
    """``frame.iterrows()``: each row, with its place in the index before it."""
    row = _row_of(call, frame)
    pair = (Unknown("an entry of the index", Key(call.key, "index")), row)
    return _rows(call, frame, "iterator", SequenceValue.of("tuple", pair, any_of(list(pair), call.key)))


def _dicts(call: Call, frame: DataFrame) -> Value:
    """``frame.to_dict("records")``"""
    if call.argument("orient") != Const("records"):
        return call.unknown("the entries of this dict are not followed")
    return _rows(call, frame, "list", _row_of(call, frame, _NONE))


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
    made = call.apply(function, [_row_of(call, frame), *further], keywords)
    return made if isinstance(call.store.content(made), Unknown) else _rows(call, frame, "array", made)


_OF_APPLY = frozenset(("func", "axis", "raw", "result_type", "args", "by_row", "engine", "engine_kwargs"))
"""The parameters of ``apply`` itself. It hands all other arguments on to the function."""


def _row_of(call: Call, frame: DataFrame, hidden: frozenset[str] = _OF_SERIES) -> Value:
    """One row: its columns hold one value each. A value of which nothing is known goes by the name of its column.
    A ``hidden`` name may be read as something else. The columns that the program has not set are had from the data."""
    row = call.allocate(Instance(_ROW), "row")
    assert isinstance(row, ObjectRef)
    call.store.set(DataOf(row.alloc), frame)
    for name in hidden:
        call.set_attribute(row, name, call.unknown("the column, or what each row has under this name"))
    for name, column in frame.columns:
        if name in hidden:
            continue
        content = call.store.content(column)
        cell = content if isinstance(content, Unknown) else element_of(column, call.store, Key(call.key, name))
        call.set_attribute(row, name, cell)
    return row


def _rows(call: Call, frame: DataFrame, kind: str, row: Value) -> Value:
    return call.allocate(SequenceValue(kind, row, frame.length))


FRAME_METHODS = (
    handled("itertuples", by=_of_frame(_tuples), takes=("self", "index", "name")),
    handled("iterrows", by=_of_frame(_pairs)),
    handled("to_dict", by=_of_frame(_dicts), takes=("self", "orient", "into", "index")),
    handled("apply", by=_of_frame(_applied), takes=("self", "func", "axis", "raw", "result_type", "args")),
)

BASES = {"Series": InheritedBehaviour(items_are_attributes=True)}

"""pandas: a column with each of its values once.

https://pandas.pydata.org/docs/reference/api/pandas.Series.drop_duplicates.html
"""

from __future__ import annotations

from flake8_embedding.library.arrays.members import distinct_values
from flake8_embedding.library.call import Call
from flake8_embedding.library.pandas.groups import as_columns
from flake8_embedding.library.spec import handled
from flake8_embedding.record import replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import Origin
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.bounds import add, number
from flake8_embedding.values.provenance import Key, Part
from flake8_embedding.values.value import FALSE, NONE, TRUE, Number, Unknown, Value


def _once_each(call: Call) -> Value:
    """``column.drop_duplicates()``: the same values as ``column.unique()``, as many and in the same order."""
    column = call.arguments[0]
    content = call.store.content(column)
    is_column = isinstance(content, SequenceValue) or (isinstance(content, Unknown) and isinstance(content.key, Part))
    if is_column and not call.keywords and len(call.arguments) == 1:
        return distinct_values(call, column, sorts=False)
    if call.argument("inplace") is not None:
        call.set(column, call.unknown("values that occurred twice are left out of it"))
        return NONE
    return call.unknown("which values are left is not known")


def _numbered_anew(call: Call) -> Value:
    """``column.reset_index(drop=True)``: the same values in the same order, called 0, 1, 2 and so on."""
    given = call.arguments[0]
    content = call.store.content(given)
    in_place, drop = call.argument("inplace"), call.argument("drop")
    if not isinstance(content, SequenceValue) or in_place not in (None, FALSE):
        return call.unknown("the index becomes a column")
    if drop == TRUE:
        return call.allocate(replace(content, index=_places(content, call)))
    columns = as_columns(call, given) if drop in (None, FALSE) else None
    return columns or call.unknown("the index becomes a column")


def _places(content: SequenceValue, call: Call) -> Value:
    last = content.length.exact
    origin = Origin("places in the column", call.place, counted=last)
    return Number(number(0), None if last is None else add(last, -1), origin=origin)


def _pairs(call: Call) -> Value:
    """``column.items()``: what each row is called, and what it has."""
    content = call.store.content(call.arguments[0])
    if not isinstance(content, SequenceValue):
        return call.unknown("the column is not known")
    name = content.index if content.index is not None else Unknown("what a row is called", Key(call.key, "index"))
    pair = SequenceValue.of("tuple", (name, content.element), any_of([name, content.element], call.key))
    return call.allocate(SequenceValue("iterator", pair, content.length))


def _as_dict(call: Call) -> Value:
    """``column.to_dict()``: the rows by what they are called."""
    content = call.store.content(call.arguments[0])
    if not isinstance(content, SequenceValue) or content.index is None or len(call.arguments) > 1 or call.keywords:
        return call.unknown("what the rows are called is not known")
    made = call.allocate(DictValue((), content.index, content.element, content.length))
    call.note_vocabulary(made)
    return made


def _names(call: Call) -> Value:
    """``column.index``: what the rows are called."""
    content = call.store.content(call.arguments[0])
    if not isinstance(content, SequenceValue) or content.index is None:
        return call.unknown("what the rows are called is not known")
    return call.allocate(SequenceValue("array", content.index, content.length))


ARRAY_METHODS = (
    handled("drop_duplicates", by=_once_each, takes=("self", "keep", "inplace", "ignore_index")),
    handled("reset_index", by=_numbered_anew, takes=("self", "level", "drop", "name", "inplace")),
    *(handled(name, by=_pairs) for name in ("items", "iteritems")),
    handled("to_dict", by=_as_dict, takes=("self", "into")),
)
COLUMN_METHODS = ARRAY_METHODS[:1]
ARRAY_ATTRIBUTES = (handled("index", by=_names),)

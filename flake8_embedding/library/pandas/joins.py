"""pandas: data that are put together, side by side or one below the other.

https://pandas.pydata.org/docs/user_guide/merging.html
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import handled
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.arrays.frames import frame_in, some_rows
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import any_in, element_of, items_of
from flake8_embedding.values.containers.selections import Joined, Stacked
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import Key, Part
from flake8_embedding.values.value import Const, Number, Unknown, Value


def _merged(call: Call) -> Value:
    """``merge(a, b)``: an inner join has no value in any column that the data with this column have not."""
    return _joined(call, "inner")


def _joined_to_left(call: Call) -> Value:
    """``a.join(b)``: all rows of the first data."""
    return _joined(call, "left")


def _joined(call: Call, usual: str) -> Value:
    how = call.argument("how") or Const(usual)
    sides = {"inner": ("left", "right"), "left": ("left",), "right": ("right",)}
    kept = sides.get(how.value, ()) if isinstance(how, Const) else ()
    frames = [frame for side in kept if (frame := _frame(call, side)) is not None]
    # With these a column of the right data may have the name that one of the left data had.
    renames = {"suffixes", "lsuffix"} & {name for name, _ in call.keywords}
    if not frames or renames or not call.complete:
        return call.allocate(DataFrame(Key("combined", call.key)))
    joined = some_rows(frames[0], call.store, Joined(call.key), by_value=how == Const("inner"))
    names = {name for name, _ in joined.columns}
    for other in (_frame(call, "left"), _frame(call, "right")):
        if other is not None and other is not frames[0]:
            more = some_rows(other, call.store, Joined(call.key), by_value=True).columns
            added = tuple(one for one in more if one[0] not in names)
            joined = replace(joined, columns=(*joined.columns, *added))
    return call.allocate(replace(joined, order=None))


def _frame(call: Call, side: str) -> DataFrame | None:
    """The data of one side, where any column can be read of data that are not known."""
    given = call.argument(side)
    content = call.store.content(given) if given is not None else None
    if isinstance(content, Unknown):
        return DataFrame(content.key, text=content.text)
    return None if given is None else frame_in(given, call.store)


def _stacked(call: Call) -> Value:
    """``concat([a, b])``: data, or columns, one below the other."""
    given = call.argument("objs")
    parts = items_of(given, call.store) if given is not None else None
    return _one_below_the_other(call, parts or ())


def _appended(call: Call) -> Value:
    """``a.append(b)``"""
    more = call.argument("other")
    return _one_below_the_other(call, call.arguments[:1] if more is None else (call.arguments[0], more))


def _one_below_the_other(call: Call, parts: Sequence[Value]) -> Value:
    contents = [call.store.content(part) for part in parts]
    frames = [one for one in contents if isinstance(one, DataFrame)]
    below = call.argument("axis") in (None, Number.exactly(0), Const("index"))
    if frames and len(frames) == len(contents) and below:
        return call.allocate(_all_rows(call, frames))
    columns = [one for one in contents if isinstance(one, Unknown | SequenceValue)]
    if columns and len(columns) == len(contents) and below:
        made = _all_values(call, columns, "column")
        if made is not None:
            return made
    if frames:
        return call.allocate(DataFrame(Key("combined", call.key)))
    return call.unknown("whether frames or columns are put together is not known")


def _all_rows(call: Call, frames: Sequence[DataFrame]) -> DataFrame:
    """The rows of all data. What the program has set of some is put together column by column."""
    names = dict.fromkeys(name for frame in frames for name, _ in frame.columns)
    columns = []
    for name in names:
        made = _all_values(call, [call.store.content(frame.column(name)) for frame in frames], name)
        columns.append((name, made or Unknown("columns that are put together", Key(call.key, "column", name))))
    orders = {frame.order for frame in frames}
    order = orders.pop() if len(orders) == 1 else None
    return DataFrame(Stacked(*(frame.key for frame in frames)), tuple(columns), order)


def _all_values(call: Call, columns: Sequence[Value], part: str) -> Value | None:
    """The values of all columns; None where nothing is known of them."""
    unknown = [one.key for one in columns if isinstance(one, Unknown)]
    if len(unknown) == len(columns):
        return Unknown("columns that are put together", _stack(unknown))
    if unknown or any(numbers_in(one, call.store) is None for one in columns):
        return None
    key = Key(call.key, "rows", part)
    values = [element_of(one, call.store, (key, place)) for place, one in enumerate(columns)]
    return call.allocate(SequenceValue("array", any_in(values, call.store, key), unknown_length(key)), part)


def _stack(keys: Sequence[Hashable]) -> Hashable:
    """The name of columns that are put together. Of one column of several data it is the column of all of them."""
    owners, names = [], set()
    for key in keys:
        if not isinstance(key, Part):
            return Stacked(*keys)
        owners.append(key.of)
        names.add(key.name)
    return Part(Stacked(*owners), names.pop()) if len(names) == 1 else Stacked(*keys)


ENTRIES = (
    handled("merge", by=_merged, takes=("left", "right", "how")),
    handled("concat", by=_stacked, takes=("objs", "*", "axis", "join", "ignore_index")),
)
FRAME_METHODS = (
    handled("merge", by=_merged, takes=("left", "right", "how")),
    handled("join", by=_joined_to_left, takes=("left", "right", "on", "how")),
    handled("append", by=_appended, takes=("self", "other", "ignore_index")),
)

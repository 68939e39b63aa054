"""pandas: parts of dates, whose ranges the calendar gives.

https://pandas.pydata.org/docs/reference/api/pandas.Series.dt.month.html
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Final

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled, handled
from flake8_embedding.values.bounds import number
from flake8_embedding.values.contents import length_of
from flake8_embedding.values.ids import Origin
from flake8_embedding.values.provenance import Dates, DaysFrom, Part
from flake8_embedding.values.relations import is_read
from flake8_embedding.values.sequences import SequenceValue
from flake8_embedding.values.unknown_numbers import unknown_length
from flake8_embedding.values.value import Const, Number, Unknown, Value

_FIELDS: Final = {
    "month": (1, 12),
    "day": (1, 31),
    "quarter": (1, 4),
    "hour": (0, 23),
    "minute": (0, 59),
    "second": (0, 59),
    "dayofweek": (0, 6),
    "day_of_week": (0, 6),
    "weekday": (0, 6),
    "dayofyear": (1, 366),
    "day_of_year": (1, 366),
}
"""The parts of a date, each with its least and its greatest number, both inclusive; Monday is 0."""


def _field(name: str, call: Call) -> Value:
    """``frame["when"].dt.month``, ``date_range("2023-01-15", periods=365).month``"""
    content = call.store.content(call.arguments[0])
    match content:
        case Unknown(key=Part(of=column, name="dt")) if is_read(column):
            return _in_range(call, content.derived(column), name)
        case Unknown(key=Dates() as dates) | Unknown(key=Part(of=Dates() as dates, name="dt")):
            if is_read(dates.of) and _is_written(name, dates.form):
                return _in_range(call, content.derived(dates.of), name)
            return call.unknown("these parts of the dates need not be in the data")
        case Unknown(key=DaysFrom() as days):
            return _of_days(call, days, name)
        case Unknown():
            text = f"{content.text}.{name}" if content.text else None
            return content.derived(Part(content.key, name), text)
    return call.unknown("these are no dates that are followed")


def _is_written(name: str, form: str | None) -> bool:
    """Whether a date that is written in this form says this part of it: ``format="%Y"`` makes January of each year."""
    return form is None or all(any(sign in form for sign in signs) for signs in _SIGNS[name])


_MONTH: Final = ("%m", "%b", "%B", "%j")
_DAY: Final = ("%d", "%j")
_SIGNS: Final = {
    "month": (_MONTH,),
    "quarter": (_MONTH,),
    "day": (_DAY,),
    "hour": (("%H",),),
    "minute": (("%M",),),
    "second": (("%S",),),
} | dict.fromkeys(("dayofweek", "day_of_week", "weekday", "dayofyear", "day_of_year"), (_MONTH, _DAY))
"""The signs of a format by which each part of a date is read: one of each group must be there."""


def _in_range(call: Call, column: Unknown, name: str) -> Value:
    least, greatest = _FIELDS[name]
    origin = Origin(f"numbers of {name}", call.place)
    found = Number(number(least), number(greatest), origin=origin)
    length = length_of(column, call.store) or unknown_length(call.key)
    return call.allocate(SequenceValue("array", found, length))


def _of_days(call: Call, days: DaysFrom, name: str) -> Value:
    """Each day after the other: what the calendar says of these very days."""
    each = [days.first + timedelta(days=one) for one in range(days.count)]
    read = _OF_DAYS.get(name)
    if read is None:
        return call.unknown("this part of days is not followed")
    numbers = {read(one) for one in each}
    origin = Origin(f"numbers of {name}", call.place)
    found = Number(number(min(numbers)), number(max(numbers)), origin=origin)
    return call.allocate(SequenceValue("array", found, Number.exactly(days.count)))


_OF_DAYS: Final[dict[str, Callable[[date], int]]] = {
    "month": lambda day: day.month,
    "day": lambda day: day.day,
    "quarter": lambda day: (day.month + 2) // 3,
    "dayofweek": lambda day: day.weekday(),
    "day_of_week": lambda day: day.weekday(),
    "weekday": lambda day: day.weekday(),
    "dayofyear": lambda day: day.timetuple().tm_yday,
    "day_of_year": lambda day: day.timetuple().tm_yday,
}


def _date_range(call: Call) -> Value:
    """``date_range("2023-01-15", periods=365)``: so many days, beginning with a day that stands in the file."""
    start, periods, step = (call.argument(name) for name in ("start", "periods", "freq"))
    daily = step is None or step == Const("D")
    if call.complete and daily and call.argument("end") is None and isinstance(start, Const):
        count = periods.constant if isinstance(periods, Number) else None
        first = _day(start.value)
        if first is not None and count is not None and 0 < count <= _MOST_DAYS:
            return Unknown("dates are no ids", DaysFrom(first, count))
    return call.unknown("which dates these are is not known")


_MOST_DAYS: Final = 20_000


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _to_dates(call: Call) -> Value:
    """``to_datetime(frame["when"])``: the same column, as dates."""
    given = call.argument("arg")
    content = call.store.content(given) if given is not None else None
    if isinstance(content, Unknown) and isinstance(content.key, Dates):
        return content
    form = dict(call.keywords).get("format")
    told = form.value if isinstance(form, Const) and isinstance(form.value, str) else None
    is_said = form is None or told is not None
    if isinstance(content, Unknown) and is_said and call.complete and "unit" not in dict(call.keywords):
        return content.derived(Dates(content.key, told))
    return call.unknown("which dates these are is not known")


ENTRIES = (
    handled("date_range", by=_date_range, takes=("start", "end", "periods", "freq")),
    handled("to_datetime", by=_to_dates, takes=("arg",)),
)

ATTRIBUTES = tuple(Entry((name,), ("self",), Handled(partial(_field, name))) for name in _FIELDS)

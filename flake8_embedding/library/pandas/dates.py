"""pandas: parts of dates, whose ranges the calendar gives.

https://pandas.pydata.org/docs/reference/api/pandas.Series.dt.month.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import count, islice
from typing import Final

from flake8_embedding.library.call import Call
from flake8_embedding.library.known_cells import cells_of
from flake8_embedding.library.spec import Entry, Handled, handled
from flake8_embedding.limits import ITEMS
from flake8_embedding.values.containers.contents import length_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import IdKind, Origin
from flake8_embedding.values.numbers.bounds import number
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.provenance import Dates, DatesSeen, Part
from flake8_embedding.values.relations import is_read
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
        case Unknown(key=DatesSeen() as seen) | Unknown(key=Part(of=DatesSeen() as seen, name="dt")):
            return _of_dates(call, seen, name)
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


def _of_dates(call: Call, seen: DatesSeen, name: str) -> Value:
    """What the calendar says of these very dates."""
    numbers = [_READ[name](one) for one in seen.dates]
    origin = Origin(f"numbers of {name}", call.place, id_kind=IdKind.WRITTEN)
    found = Number(number(min(numbers)), number(max(numbers)), origin=origin)
    each = tuple(Number.exactly(one, birth=call.place, origin=origin) for one in numbers)
    items = each if len(each) <= ITEMS else None
    return call.allocate(SequenceValue("array", found, Number.exactly(len(numbers)), items))


_READ: Final[dict[str, Callable[[datetime], int]]] = {
    "month": lambda day: day.month,
    "day": lambda day: day.day,
    "quarter": lambda day: (day.month + 2) // 3,
    "hour": lambda day: day.hour,
    "minute": lambda day: day.minute,
    "second": lambda day: day.second,
    "dayofweek": lambda day: day.weekday(),
    "day_of_week": lambda day: day.weekday(),
    "weekday": lambda day: day.weekday(),
    "dayofyear": lambda day: day.timetuple().tm_yday,
    "day_of_year": lambda day: day.timetuple().tm_yday,
}


def _date_range(call: Call) -> Value:
    """``date_range("2023-01-15", periods=365)``: so many days, beginning with a day that stands in the file. With
    ``freq="MS"`` the first days of so many months."""
    start, end, periods, step = (call.argument(name) for name in ("start", "end", "periods", "freq"))
    steps = _STEPS.get(step.value if isinstance(step, Const) else "D" if step is None else "")
    others = dict(call.keywords).keys() - {"start", "periods", "freq", "name"}
    is_plain = call.complete and (end is None or is_none(end)) and not others and len(call.arguments) <= 4
    if is_plain and steps is not None and isinstance(start, Const):
        many = periods.constant if isinstance(periods, Number) else None
        first = _date(start.value)
        if first is not None and many is not None and 0 < many <= _MOST_DATES:
            dates = tuple(islice(steps(first), many))
            return Unknown("dates are no ids", DatesSeen(dates))
    return call.unknown("which dates these are is not known")


_MOST_DATES: Final = 20_000


def _every(step: timedelta) -> Callable[[datetime], Iterator[datetime]]:
    return lambda first: (first + step * one for one in count())


def _first_days(start: datetime) -> Iterator[datetime]:
    """The first days of the months from a date on."""
    month = start.year * 12 + start.month - 1 + (start.day > 1)
    return (start.replace(year=one // 12, month=one % 12 + 1, day=1) for one in count(month))


_STEPS: Final[dict[object, Callable[[datetime], Iterator[datetime]]]] = {
    "D": _every(timedelta(days=1)),
    "h": _every(timedelta(hours=1)),
    "H": _every(timedelta(hours=1)),
    "MS": _first_days,
}
"""What comes after a date, by the name of the frequency."""


def _date(text: object) -> datetime | None:
    """A date in the form of ISO 8601, without a time zone."""
    try:
        found = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is None and found.year < _LAST_YEAR else None


_LAST_YEAR: Final = 2200


def _to_dates(call: Call) -> Value:
    """``to_datetime(frame["when"])``: the same column, as dates."""
    given = call.argument("arg")
    content = call.store.content(given) if given is not None else None
    if isinstance(content, Unknown) and isinstance(content.key, Dates):
        return content
    cells = cells_of(given, call.store) if given is not None else None
    if cells is not None and isinstance(content, SequenceValue) and len(call.arguments) == 1 and not call.keywords:
        dates = [_date(cell.value) if isinstance(cell, Const) else None for cell in cells]
        known = tuple(one for one in dates if one is not None)
        if len(known) == len(cells) and content.items is not None:
            return Unknown("dates are no ids", DatesSeen(known))
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

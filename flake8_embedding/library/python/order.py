"""The order of a list: ``sorted``, ``reversed`` and what is known of the places afterwards."""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.python.builtins import per_option
from flake8_embedding.library.python.containers import like
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.limits import UNROLLED_TEXTS
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.fields import of_other_fields
from flake8_embedding.values.containers.own_last import in_another_order
from flake8_embedding.values.containers.selections import LastWord
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.sets import by_value
from flake8_embedding.values.literals import in_order
from flake8_embedding.values.numbers.bounds import constant_of, number
from flake8_embedding.values.numbers.ranges import hull, least, most
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.value import FALSE, NONE, TRUE, Number, Value


def _sorted(call: Call) -> Value:
    """``sorted(x)``, ``sorted(x, key=..., reverse=True)``"""
    return per_option(call, call.argument("self") or NONE, lambda value: _in_order(call, value))


def _in_order(call: Call, given: Value) -> Value:
    listed = call.store.content(like(call, "list", None if is_none(given) else given))
    if not isinstance(listed, SequenceValue):
        return of_other_fields(listed, call.key)
    return call.allocate(sorted_row(call, listed))


def sorted_row(call: Call, row: SequenceValue) -> SequenceValue:
    """The row with its elements in order. Where the order depends on what is not known, they stand in any order."""
    items = row.items if row.items is not None else row.members
    ordered = in_order_of(call, items) if items is not None else None
    if ordered is None:
        between = _ranges_in_order(call, items) if items is not None else None
        if between is not None:
            return replace(row, items=between, members=None, begins=())
        # The highest number is in one part of the sorted row, and another part may lack it.
        return replace(by_value(row, call.store), turned=row.turned or bool(call.keywords))
    if len(ordered) > 1 and row.items is None and call.argument("key") is not None:
        # Elements with equal keys keep the order in which they came, which is not known.
        return row
    return replace(row, items=ordered, members=None, begins=())


def _ranges_in_order(call: Call, items: tuple[Value, ...]) -> tuple[Value, ...] | None:
    """Between which numbers each lies in ``sorted([randint(0, 5), n, 2])``: the first is none above 2, and the last one
    is the largest. None for a sorting of another kind, or of anything but numbers."""
    given = dict(call.keywords)
    descending = _is_descending(given.pop("reverse", FALSE))
    numbers = [one for one in items if isinstance(one, Number)]
    if not numbers or len(numbers) < len(items) or given or descending is None or not call.complete:
        return None
    ends = [(constant_of(one.low), constant_of(one.high)) for one in numbers]
    known = [(low, high) for low, high in ends if low is not None and high is not None]
    if len(known) == len(numbers):
        lows, highs = sorted(low for low, _ in known), sorted(high for _, high in known)
        between = [Number(number(low), number(high), attained=False) for low, high in zip(lows, highs, strict=True)]
    else:
        between = [hull(numbers).weakened()] * len(numbers)
    between[0], between[-1] = least(numbers), most(numbers)
    return tuple(reversed(between) if descending else between)


def _is_descending(reverse: Value) -> bool | None:
    """What ``reverse=`` says, None where that is not known."""
    if reverse in (TRUE, Number.exactly(1)):
        return True
    return False if reverse in (FALSE, Number.exactly(0)) else None


def in_order_of(call: Call, items: tuple[Value, ...]) -> tuple[Value, ...] | None:
    """The items as ``sorted(items, key=..., reverse=...)`` has them; None where that is not known."""
    given = dict(call.keywords)
    function, reverse = given.pop("key", NONE), given.pop("reverse", FALSE)
    descending = _is_descending(reverse)
    if given or descending is None or not call.complete:
        return None
    keys = None
    if not is_none(function):
        if len(items) > UNROLLED_TEXTS:
            return None
        keys = [call.apply(function, [item]) for item in items]
    return in_order(items, keys, descending=descending)


def backwards(row: SequenceValue) -> SequenceValue:
    """The elements from the last to the first."""
    items, element = row.items, in_another_order(row.element, LastWord.UNKNOWN)
    items = None if items is None else items[::-1]
    return replace(row, items=items, element=element, begins=(), of_set=False, turned=True)


def _reversed(call: Call) -> Value:
    """``reversed(x)``"""
    return per_option(call, call.argument("self") or NONE, lambda value: _from_last_to_first(call, value))


def _from_last_to_first(call: Call, given: Value) -> Value:
    listed = call.store.content(like(call, "list", given))
    if not isinstance(listed, SequenceValue):
        return of_other_fields(listed, call.key)
    return replace(backwards(listed), kind="iterator")


LIBRARY = Library(
    name="order",
    roots=("builtins",),
    entries=(
        handled("sorted", by=_sorted, takes=("self", "*", "key", "reverse"), keeps_name=True, iterates=True),
        handled("reversed", by=_reversed, keeps_name=True, lazy=True, iterates=True),
    ),
)

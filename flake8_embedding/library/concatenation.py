"""Arrays put together: one after the other, side by side, on top of each other."""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.values.arithmetic import combine
from flake8_embedding.values.contents import element_of, items_of, length_of, mixed_numbers_in
from flake8_embedding.values.identity import Key
from flake8_embedding.values.objects import SequenceValue, is_none, unknown_length
from flake8_embedding.values.value import Number, Unknown, Value

JOINING_NAMES = {"dim": "axis", "tensors": "arrays", "values": "arrays"}
"""What the libraries call the arguments of ``concatenate`` and ``stack``."""


def joined(call: Call) -> Value:
    """``concatenate([a, b])``: the ids of all parts; along the first axis the lengths add up."""
    parts = call.argument("arrays")
    each = _each(call, parts)
    if parts is None or each is None:
        return call.unknown("what is joined is not known")
    length = _total(call, parts) if _axis(call) == 0 else None
    columns = call.store.content(each[0])
    shape = None
    if (
        length is not None
        and isinstance(columns, SequenceValue)
        and columns.shape is not None
        and len(columns.shape) > 1
    ):
        shape = (length, *columns.shape[1:])
    return _made(call, parts, length, shape)


def joined_sideways(call: Call) -> Value:
    """``hstack([a, b])``: of matrices the columns, of rows all elements; so the length is not told."""
    parts = call.argument("arrays")
    if parts is None or _each(call, parts) is None:
        return call.unknown("what is joined is not known")
    return _made(call, parts, None, None)


def stacked(call: Call) -> Value:
    """``stack([a, b])``: an array with one row for each part."""
    parts = call.argument("arrays")
    each = _each(call, parts)
    if parts is None or each is None:
        return call.unknown("what is stacked is not known")
    return _made(call, parts, length_of(parts, call.store) if _axis(call) == 0 else None, None)


def _axis(call: Call) -> int | None:
    given = call.argument("axis")
    if given is None or is_none(given):
        return 0
    return given.constant if isinstance(given, Number) else None


def _each(call: Call, parts: Value | None) -> tuple[Value, ...] | None:
    """The parts, or what is known of each of them; None where one of them is unknown altogether."""
    if parts is None or isinstance(call.store.content(parts), Unknown):
        return None
    return items_of(parts, call.store) or (element_of(parts, call.store, call.key),)


def _total(call: Call, parts: Value) -> Number | None:
    """How many rows there are: a vector is one row of ``vstack``, and as many as its elements otherwise."""
    items = items_of(parts, call.store)
    if items is None or len(items) > 1:
        row = call.store.content(element_of(parts, call.store, call.key))
        flat = isinstance(row, SequenceValue) and row.kind == "array" and row.shape is not None and len(row.shape) == 1
        if flat or items is None:
            return length_of(parts, call.store) if flat else None
    total: Value | None = Number.exactly(0)
    for item in items:
        content = call.store.content(item)
        length = content.length if isinstance(content, SequenceValue) else None
        matrix = isinstance(content, SequenceValue) and content.shape is not None and len(content.shape) > 1
        total = combine("+", total, length) if total is not None and length is not None and matrix else None
    return total if isinstance(total, Number) and total.exact is not None else None


def _made(call: Call, parts: Value, length: Number | None, shape: tuple[Value, ...] | None) -> Value:
    numbers = mixed_numbers_in(parts, call.store)
    each = _each(call, parts) or ()
    if numbers is None or any(isinstance(call.store.content(part), Unknown) for part in each):
        if length is None:
            return call.unknown("what is joined is not known")
        element: Value = Unknown("what is joined is not known", Key(call.key, "joined"))
    else:
        element = numbers
    return call.allocate(SequenceValue("array", element, length or unknown_length(call.key), shape=shape))

"""Slices of sequences: ``x[:n]``, ``x[k:]``, ``x[i : i + k]``, and how long they are."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.limits import ITEMS
from flake8_embedding.values.arrays.sides import longest
from flake8_embedding.values.containers.contents import any_in
from flake8_embedding.values.containers.own_last import has_own_last, in_another_order
from flake8_embedding.values.containers.parts import cut_off, each_number, one_of
from flake8_embedding.values.containers.selections import LastWord, Passing
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.slices import Slice, constant_end, constant_slice
from flake8_embedding.values.numbers.arithmetic import combine
from flake8_embedding.values.numbers.bounds import constant_of, lowest, symbols_of
from flake8_embedding.values.numbers.compare import at_least
from flake8_embedding.values.numbers.ranges import least
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import NumberOf
from flake8_embedding.values.value import Choice, Const, Number, TextValue, Unknown, Value


def sliced(machine: Machine, row: SequenceValue, part: Slice, node: Hashable) -> SequenceValue:
    """``row[lower:upper:step]``"""
    if row.items is not None:
        ends = [constant_end(end) for end in (part.lower, part.upper, part.step)]
        if all(end is not False for end in ends) and len(row.items) <= ITEMS:
            items = row.items[slice(*(None if end is None else end for end in ends))] if ends[2] != 0 else ()
            element = any_in(list(items), machine.store, machine.key(node)) if items else row.element
            count = Number.exactly(len(items))
            return SequenceValue(row.kind, element, count, items, row.distinct, _of_other_length(row.shape, count))
    whole = part.lower is None and part.upper is None and _takes_each(part.step)
    length = row.length if whole else cut_length(machine, row, part, node)
    element = row.element if row.items is None else any_in(list(row.items), machine.store, machine.key(node))
    shape = _of_other_length(row.shape, length)
    if _counts_a_test(part.upper) or _counts_a_test(part.lower):
        # ``ids[: (ids != -1).sum()]``: what is cut off may be just the ids that do not pass.
        element = each_number(element, machine.store, Number.weakened)
    elif not whole and (row.distinct or row.each_once or has_own_last(row.element)):
        element = cut_off(element, machine.store, *map(constant_end, (part.lower, part.upper, part.step)))
    elif isinstance(element, Number | Choice) and not whole:
        element = one_of(element, machine.store)
        if not _takes_each(part.step):
            element = each_number(element, machine.store, Number.without_highest)
    if not whole and (row.items is not None or row.members is not None):
        # Which of them are in the part depends on the order: ``sorted([randint(0, 9), 0], key=rank)[:1]``.
        element = each_number(element, machine.store, _without_highest_of_several)
    if constant_end(part.step) not in (None, 1):
        element = in_another_order(element, LastWord.UNKNOWN)
    element = each_number(element, machine.store, partial(without_fillers, parts=(part,)))
    return SequenceValue(
        row.kind,
        element,
        length,
        None,
        row.distinct,
        shape,
        each_once=row.each_once,
        dtype=row.dtype,
        turned=row.turned or constant_end(part.step) not in (None, 1),
    )


def _of_other_length(shape: tuple[Value, ...] | None, length: Number) -> tuple[Value, ...] | None:
    return None if shape is None else (length, *shape[1:])


def _without_highest_of_several(numbers: Number) -> Number:
    return numbers if numbers.exact is not None else numbers.without_highest()


def part_of_text(text: str, index: tuple[Value, ...]) -> Value:
    """``name[0]``, ``name[-5:]`` of a text that is known."""
    place = constant_slice(index[0]) if len(index) == 1 else None
    try:
        return TextValue() if place is None else Const(text[place])
    except IndexError:
        return TextValue()


def _counts_a_test(end: Value | None) -> bool:
    """Whether the slice ends after as many elements as pass a test: ``ids[: (ids != -1).sum()]``."""
    if isinstance(end, Number) and end.exact is not None:
        keys = [symbol.key for symbol in symbols_of(end.exact)]
        return any(isinstance(key, NumberOf) and isinstance(key.of, Passing) for key in keys)
    return isinstance(end, Unknown) and isinstance(end.key, Passing)


def without_fillers(number: Number, parts: tuple[object, ...]) -> Number:
    """``ids[i, :length]`` of rows that were filled up with -1: what is cut off there may be just that."""
    ends = [end for part in parts if isinstance(part, Slice) for end in (part.lower, part.upper)]
    if all(constant_end(end) is not False for end in ends):
        return number
    low = constant_of(number.low)
    return number.weakened() if number.id_facts.negative is not None or (low is not None and low < 0) else number


def _takes_each(step: Value | None) -> bool:
    """Whether a slice with this step takes every element between its ends."""
    return constant_end(step) in (None, 1, -1)


def cut_length(machine: Machine, row: SequenceValue, part: Slice, node: Hashable) -> Number:
    """The length of a slice: ``x[:n]`` has at most n elements, ``x[k:]`` has len(x) - k if x is long enough."""
    match part:
        case Slice(lower=None, upper=Number() as upper, step=None) if (
            upper.low is not None and upper.constant is None
        ) or (upper.constant is not None and upper.constant >= 0):
            return least([row.length, upper])
        case Slice(lower=None, upper=Number(constant=int(last)), step=None) if last < 0:
            rest = combine("+", row.length, Number.exactly(last))
            if isinstance(rest, Number) and rest.exact is not None:
                return Number.exactly(0) if (rest.constant or 0) < 0 else rest
        case Slice(lower=Number() as lower, upper=None, step=None) if (
            lower.constant is not None and lower.constant >= 0
        ):
            rest = combine("-", row.length, lower)
            if isinstance(rest, Number) and rest.exact is not None:
                return Number.exactly(0) if (rest.constant or 0) < 0 else rest
    inner = _without_ends(row, part)
    if inner is not None:
        return inner
    between = _span(part)
    if between is not None and _lies_inside(row, part):
        return between
    taken = between.exact if between is not None else longest(part)
    most = row.length if taken is None else Number.exactly(taken)
    return unknown_length((machine.key(node), "slice"), most=most)


def _lies_inside(row: SequenceValue, part: Slice) -> bool:
    """Whether the slice ends before the sequence does: ``i`` is at most ``len(x) - k`` there."""
    match part.lower, part.upper, row.length.exact:
        case Number(low=start), Number(high=end), length if start is not None and end is not None:
            least_start = lowest(start)
            return least_start is not None and least_start >= 0 and length is not None and at_least(length, end) is True
    return False


def _span(part: Slice) -> Number | None:
    """How far the ends are from each other; None where that is not known, or is below 0."""
    between = part.span
    if between is None and isinstance(part.lower, Number) and isinstance(part.upper, Number):
        between = combine("-", part.upper, part.lower)
    if part.step is not None or not isinstance(between, Number) or between.exact is None or between.low is None:
        return None
    least_span = lowest(between.low)
    return between if least_span is not None and least_span >= 0 else None


def _without_ends(row: SequenceValue, part: Slice) -> Number | None:
    """The length of ``x[1:-1]``: all but some elements at either end. None for other slices."""
    first, last = constant_end(part.lower), constant_end(part.upper)
    if first is None or last is None or first is False or last is False or part.step is not None:
        return None
    if first < 0 or last >= 0:
        return None
    rest = combine("+", row.length, Number.exactly(last - first))
    if not isinstance(rest, Number) or rest.exact is None:
        return None
    return rest if (rest.constant or 0) >= 0 else Number.exactly(0)

"""Operators on lists, tuples, sets and arrays: ``words + ["<unk>"]``, ``[0] * n``, ``seen | more``, ``ids + 1``."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.differences import cancels_largest
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.tainted import has_ids, note_tainted
from flake8_embedding.limits import ITEMS, REPEATED
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.elementwise import elementwise
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.own_last import with_own
from flake8_embedding.values.containers.picked_by_tests import picked_by
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.sets import set_operation
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.arithmetic import combine
from flake8_embedding.values.numbers.lengths import least_length, length_of_all, length_of_at_least
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.texts import are_apart
from flake8_embedding.values.value import Const, Number, TextValue, Unknown, Value


def of_sequences(machine: Machine, sign: str, one: Value, other: Value, node: cst.CSTNode) -> Value:
    """``one sign other``, where one side is a list, a tuple, a set or an array, or a text that ``%`` fills in."""
    key = machine.key(node)
    match sign, one, other:
        case "%", Const() | TextValue(), _:
            # ``"%s of %s" % (n, m)`` fills in what stands behind it.
            return TextValue(name=key)
        case "+", SequenceValue(kind="list" | "tuple" as kind), SequenceValue(kind="list" | "tuple"):
            joined = concatenated(kind, [one, other], key)
            return machine.allocate(node, joined) if kind == "list" else joined
        case "+", SequenceValue(kind="list" | "tuple"), Unknown():
            # ``words += json.load(file)``: what is added to a list is a list, of any length.
            parts: list[Value] = [one.element] if one.items != () else []
            return _lengthened(machine, one, [*parts, other.part("[element]")], node, is_last=False)
        case "+", Unknown(), SequenceValue(kind="list" | "tuple", items=(*_, Const(value=str()))):
            # ``words + ["<unk>"]``: what texts are added to is no array.
            return _lengthened(machine, other, [one.part("[element]"), other.element], node, is_last=True)
        case "*", SequenceValue(kind="list" | "tuple"), _:
            return _repeated(machine, one, other, node)
        case "*", _, SequenceValue(kind="list" | "tuple"):
            return _repeated(machine, other, one, node)
        case "-" | "|" | "&" | "^", SequenceValue(kind="set" | "keys" | "items"), _:
            return machine.allocate(
                node, set_operation(sign, one, other, machine.store, key, machine.length_text("set"))
            )
    return _elementwise(machine, sign, one, other, node)


def _lengthened(
    machine: Machine, row: SequenceValue, elements: list[Value], node: cst.CSTNode, *, is_last: bool
) -> Value:
    """The row together with something of unknown length, of both of which ``elements`` are the elements; ``is_last``:
    whether the row stands at the end."""
    key = machine.key(node)
    element = with_own(any_of(elements, key), elements, row.items or (), is_last=is_last)
    length = length_of_at_least(least_length(row.length), key, machine.length_text(row.kind))
    longer = SequenceValue(row.kind, element, length)
    return machine.allocate(node, longer) if row.kind == "list" else longer


def concatenated(kind: str, parts: list[Value], key: object) -> SequenceValue:
    """One list with the elements of all of these."""
    rows = [part for part in parts if isinstance(part, SequenceValue)]
    element = any_of([row.element for row in rows if row.items != ()] or [rows[0].element], (key, "element"))
    if all(row.items is not None for row in rows) and sum(len(row.items or ()) for row in rows) <= ITEMS:
        items = tuple(item for row in rows for item in row.items or ())
        return SequenceValue.of(kind, items, element)
    total: Value | None = rows[0].length
    for row in rows[1:]:
        total = combine("+", total, row.length) if total is not None else None
    length = total if isinstance(total, Number) else length_of_all([row.length for row in rows], key)
    each_once = all(row.each_once or row.distinct or row.items is not None for row in rows)
    last = next((row.items or () for row in reversed(rows) if row.items != ()), ())
    own = [item for row in rows for item in row.items or ()]
    element = with_own(element, [row.element for row in rows], own, is_last=bool(last) and isinstance(last[-1], Const))
    return SequenceValue(kind, element, length, each_once=each_once, distinct=are_apart(rows))


def _repeated(machine: Machine, row: SequenceValue, times: Value, node: cst.CSTNode) -> Value:
    count = times.constant if isinstance(times, Number) else None
    repeated = SequenceValue(row.kind, row.element, unknown_length(machine.key(node)))
    if row.items is not None and count is not None and 0 <= count * len(row.items) <= REPEATED:
        repeated = SequenceValue.of(row.kind, row.items * count, row.element)
    elif row.length.constant == 1 and isinstance(times, Number) and times.exact is not None:
        repeated = SequenceValue(row.kind, row.element, times)
    repeated = replace(repeated, element=picked_by(times, repeated.element, machine.store))
    return machine.allocate(node, repeated) if row.kind == "list" else repeated


def _elementwise(machine: Machine, sign: str, one: Value, other: Value, node: cst.CSTNode) -> Value:
    """An operation on each element of an array, or on each pair of elements of two."""
    result = elementwise(sign, one, other, machine.store, machine.key(node))
    if result is not None and sign == "-" and cancels_largest(machine, one, other, result):
        result = None
    numbers = numbers_in(result, machine.store) if result is not None else None
    lost = numbers is not None and numbers.high is None and any(has_ids(machine, side) for side in (one, other))
    if result is None or lost:
        return note_tainted(machine, machine.unknown("arithmetic on these arrays is not followed", node), (one, other))
    return machine.allocate(node, result)

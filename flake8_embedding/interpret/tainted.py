"""Which values are ids, and which of these are tainted: made by something that is not followed, or compared."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.numbers.linear import Linear
from flake8_embedding.values.provenance import NumberOf
from flake8_embedding.values.value import Choice, Number, ObjectRef, Unknown, Value

_OF_NUMBERS = frozenset({Number, SequenceValue, DictValue})
"""Values that hold numbers of which something is known."""


def note_tainted(machine: Machine, made: Unknown, values: Iterable[Value]) -> Unknown:
    """``made`` was made of the values by a function that is not followed. If these are ids, it is tainted."""
    for value in values:
        if has_ids(machine, value):
            machine.taint.add(made.key)
            break
    return made


def forget_ids(machine: Machine, value: Value, reason: str, node: Hashable) -> None:
    """Forget what the object holds: code that is not followed may have changed it, and the ids in it."""
    had_ids = has_ids(machine, value)
    machine.forget(value, reason, node)
    now = machine.store.content(value)
    if had_ids and isinstance(now, Unknown):
        machine.taint.add(now.key)


def note_moved(machine: Machine, array: SequenceValue, before: Value) -> None:
    """``while x.max() >= n: x = x - 1``: an array of ids holds other numbers in each round, and any at the end."""
    keys = _unknowns(machine, array)
    if keys and has_ids(machine, before) and not set(keys) <= set(_unknowns(machine, before)):
        for key in keys:
            machine.taint.add(key)


def is_tainted(machine: Machine, value: Value) -> bool:
    """Whether these are tainted ids."""
    return bool(machine.taint) and any(map(machine.taint.has, _unknowns(machine, value)))


def note_compared(machine: Machine, left: Value, right: Value) -> None:
    """Two things are compared. From here on the program may use only those ids that pass (``x[x < n]``), and the
    highest one may not be among them. A test against 0 or 1 is taken for a test of padding."""
    for value, bound in ((left, right), (right, left)):
        limit = bound.constant if type(bound) is Number else None
        if limit is None or limit > 1:
            for key in _unknowns(machine, value):
                machine.taint.add(key)


def has_ids(machine: Machine, value: Value) -> bool:
    """Whether these are, or may be, ids of a vocabulary, tainted or not."""
    content = machine.store.content(value) if type(value) is ObjectRef else value
    if type(content) is Unknown:
        return machine.taint.has_ids(content.key)
    if type(content) is Choice:
        return any(has_ids(machine, option.value) for option in content.options)
    if type(content) not in _OF_NUMBERS:
        return False
    if type(content) is SequenceValue and content.items is not None and all_constant(content.items):
        return False
    others = content.others if type(content) is DictValue else None
    numbers = numbers_in(value if others is None else others, machine.store)
    if numbers is not None and numbers.origin is not None and numbers.origin.counted is not None:
        return True
    keys = _symbols(numbers) if type(content) is not DictValue else []
    return bool(keys) and any(map(machine.taint.has_ids, keys))


def all_constant(items: tuple[Value, ...]) -> bool:
    """Whether all are numbers that stand in the program, as in ``(0, 2, 1)``: they come from no vocabulary."""
    for one in items:
        if type(one) is not Number or one.origin is not None or type(one.high) is not Linear or one.high.terms:
            return False
    return True


def _unknowns(machine: Machine, value: Value) -> list[Hashable]:
    """The unknown things that the numbers are, by their keys."""
    content = machine.store.content(value)
    match content:
        case Unknown(key=key):
            return [key]
        case Choice(options=options):
            return [key for option in options for key in _unknowns(machine, option.value)]
        case Number() | SequenceValue():
            return _symbols(numbers_in(value, machine.store))
    return []


def _symbols(numbers: Number | None) -> list[Hashable]:
    if numbers is None or numbers.high is None:
        return []
    symbols = symbols_of(numbers.high)
    return [symbol.key.of for symbol in symbols if isinstance(symbol.key, NumberOf)] if symbols else []

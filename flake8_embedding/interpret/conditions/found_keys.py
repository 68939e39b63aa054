"""What is known of a number with which something was found: after ``words[i]`` of a dict, i is one of the keys; after
``words[i]`` of a list, i is below its length; after ``ids.remove(i)``, i was one of the ids."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.conditions.chosen import show_left
from flake8_embedding.interpret.conditions.narrow import narrowed
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.bounds import add, max_of, min_of
from flake8_embedding.values.numbers.ranges import hull
from flake8_embedding.values.predicates.predicate import Operand
from flake8_embedding.values.value import Method, Number, Value

_LISTS = frozenset({"list", "tuple"})


def key_in(machine: Machine, node: cst.Subscript) -> Operand | None:
    """The index, if it is one name: that it was found in the owner tells something of it."""
    match node.slice:
        case [cst.SubscriptElement(slice=cst.Index(value=cst.Name() as name))]:
            return machine.operand(name)
    return None


def note_read(machine: Machine, index: Operand, container: Value) -> None:
    """``words[i]`` of a dict or list has given something, where Python raises an error for any other i. Below zero a
    list counts from its end."""
    content = machine.store.content(container) if _may_be_narrowed(index) else None
    match content:
        case DictValue(factory=None):
            _narrow(machine, index, _range_of_keys(content), "KeyError")
        case SequenceValue(kind=kind, length=Number(high=length)) if kind in _LISTS and length is not None:
            _narrow(machine, index, Number(None, add(length, -1), attained=False), "IndexError")


FIND = frozenset({"index", "pop", "remove"})
"""Methods that raise an error for what is not there."""


def called_to_find(machine: Machine, callee: Value, arguments: Arguments, node: cst.Call) -> Value:
    """Call a method of ``FIND``, ``NEVER`` if it does not return. The number that it has found was there."""
    assert type(callee) is Method
    key, content = _looked_for(machine, node), machine.store.content(callee.owner)
    value = machine.call_or_never(callee, arguments, node)
    if key is not None and _may_be_narrowed(key):
        _note_found(machine, key, content, callee.name)
    return value


def _looked_for(machine: Machine, node: cst.Call) -> Operand | None:
    """What the method is to find, if it is given that alone, and by a name: ``ids.remove(i)``."""
    match node.args:
        case [cst.Arg(value=cst.Name() as name, keyword=None, star="")]:
            return machine.operand(name)
    return None


def _note_found(machine: Machine, key: Operand, content: Value, method: str) -> None:
    """The method has found the number: ``ids.remove(i)``, ``names.pop(i)``."""
    match content:
        case DictValue() | SequenceValue(kind="list") if method == "pop":
            note_read(machine, key, content)
        case SequenceValue():
            numbers = numbers_in(content, machine.store)
            among = Number(None, None) if numbers is None else numbers
            _narrow(machine, key, among.weakened(), "KeyError" if content.kind == "set" else "ValueError")


def _may_be_narrowed(key: Operand) -> bool:
    return key.at is not None and type(key.value) is Number and key.value.exact is None


def _range_of_keys(mapping: DictValue) -> Number | None:
    keys = [key for key, _ in mapping.entries]
    if mapping.key is not None:
        keys.append(mapping.key)
    numbers = [key for key in keys if type(key) is Number]
    return hull(numbers) if numbers and len(numbers) == len(keys) else None


def _narrow(machine: Machine, key: Operand, keys: Number | None, error: str) -> None:
    """The number is one of these, or the error was raised."""
    if keys is None:
        return
    # Without it the key may have been another one: ``except KeyError`` goes on from here.
    machine.store.may_be_interrupted()
    show_left(machine, key, lambda held: _within(held, keys) if type(held) is Number else held)
    machine.store.knows_more(error)


def _within(held: Number, keys: Number) -> Number:
    """What the number can be among the keys. A bound that is inside of theirs already is left as it is, with all that
    is known of it."""
    left: Value | None = held
    if keys.high is not None and (held.high is None or min_of(held.high, keys.high) != held.high):
        left = narrowed(held, "<=", keys)
    if type(left) is Number and keys.low is not None and (left.low is None or max_of(left.low, keys.low) != left.low):
        left = narrowed(left, ">=", keys)
    return left if type(left) is Number else held

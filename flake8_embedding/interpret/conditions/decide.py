"""What a value says as a test, and whether that is known on the present path."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.bounds import lowest
from flake8_embedding.values.join import alternatives_of
from flake8_embedding.values.objects import DictValue, SequenceValue
from flake8_embedding.values.predicate import (
    Compare,
    Decision,
    Not,
    Op,
    Operand,
    Truthy,
    Undecided,
    all_of,
    any_of_these,
    predicates_of,
)
from flake8_embedding.values.value import (
    Choice,
    ClassValue,
    Const,
    FunctionValue,
    Method,
    Number,
    ObjectRef,
    Unknown,
    Value,
)

_ZERO = Operand(Number.exactly(0))


def truth_of(machine: Machine, value: Value, node: Hashable) -> bool | None:
    """Whether the value counts as true on the present path, None where that is not known."""
    return machine.known.decide(decision_of(machine, Operand(value), node))


def decision_of(machine: Machine, tested: Operand, node: Hashable) -> Decision:
    """What it says that the value, tested at the node, counts as true."""
    content = machine.store.content(tested.value)
    if isinstance(content, Choice):
        known = machine.known
        options = [one for one in alternatives_of(content) if not known.refutes(one.guards)]
        return any_of_these(
            all_of((*predicates_of(one.guards), _decision(machine, replace(tested, value=one.value), one.value, node)))
            for one in options
        )
    return _decision(machine, tested, content, node)


def _decision(machine: Machine, tested: Operand, content: Value, node: Hashable) -> Decision:
    match machine.store.content(content):
        case Const(value=constant):
            return bool(constant)
        case Number() as number:
            return _is_not_zero(machine, replace(tested, value=number), number, node)
        case Undecided(predicate=predicate):
            return predicate
        case SequenceValue(kind="array"):
            return Truthy(tested, machine.key(node))
        case SequenceValue(length=length) | DictValue(length=length):
            return _is_not_zero(machine, replace(tested, value=length), length, node)
        case FunctionValue() | ClassValue() | Method():
            return True
        case Unknown() as unknown:
            return Truthy(replace(tested, value=unknown))
    # Two mentions of an object are one thing, unless it was changed; of a text nothing says so.
    return Truthy(tested, None if isinstance(tested.value, ObjectRef) else machine.key(node))


def _is_not_zero(machine: Machine, tested: Operand, number: Number, node: Hashable) -> Decision:
    if number.constant is not None:
        return number.constant != 0
    if number.low is not None and (lowest(number.low) or 0) > 0:
        return True
    return Not(Compare(Op.EQUAL, tested, _ZERO, None if number.exact is not None else machine.key(node)))

"""Tests: is one known, which ways lead on from it, and what holds on each way."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import libcst as cst

from flake8_embedding.facts import Test
from flake8_embedding.interpret.doubt import doubt
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.narrow import assume
from flake8_embedding.record import record
from flake8_embedding.values.identity import Key
from flake8_embedding.values.join import alternatives_of
from flake8_embedding.values.objects import DictValue, SequenceValue
from flake8_embedding.values.value import (
    ClassValue,
    Const,
    FunctionValue,
    Guard,
    Method,
    Number,
    Unknown,
    Value,
)


@record(frozen=True)
class Way:
    """One way on from a test."""

    guards: frozenset[Guard]
    assume: Callable[[], None]


def truth_of(machine: Machine, value: Value) -> bool | None:
    """Whether the value counts as true, None where that is not known."""
    answers = {_truth(machine, option.value) for option in alternatives_of(machine.store.content(value))}
    return answers.pop() if len(answers) == 1 else None


def _truth(machine: Machine, value: Value) -> bool | None:
    match machine.store.content(value):
        case Const(value=constant):
            return bool(constant)
        case Number() as number if number.constant is not None:
            return number.constant != 0
        case SequenceValue(kind="array"):
            return None
        case SequenceValue(length=length) | DictValue(length=length) if length.constant is not None:
            return length.constant != 0
        case FunctionValue() | ClassValue() | Method():
            return True
    return None


def branch_on(machine: Machine, test: cst.BaseExpression, place: cst.CSTNode) -> tuple[bool | None, tuple[Way, Way]]:
    """Evaluate a test: its truth if known, and else the two ways on from it."""
    return fork(machine, machine.evaluate(test), test, place)


def fork(
    machine: Machine, value: Value, test: cst.BaseExpression, place: cst.CSTNode
) -> tuple[bool | None, tuple[Way, Way]]:
    """The same for a test that is evaluated already."""
    truth = truth_of(machine, value)
    return truth, (
        Way(_guards(machine, value, test, place, wanted=True), lambda: _go(machine, test, truth, way=True)),
        Way(_guards(machine, value, test, place, wanted=False), lambda: _go(machine, test, truth, way=False)),
    )


def _go(machine: Machine, test: cst.BaseExpression, truth: bool | None, *, way: bool) -> None:
    if truth is None:
        doubt(machine, test)
    assume(machine, test, truth=way)


def _guards(
    machine: Machine, value: Value, test: cst.BaseExpression, place: cst.CSTNode, *, wanted: bool
) -> frozenset[Guard]:
    """The same unknown tested again has the same outcome; and where just one of the alternatives of a value
    passes the test, the path is the one that this alternative came by, and the test is one of it alone."""
    guards = {_guard(machine, value, test, place, wanted=wanted)}
    fitting = [option for option in alternatives_of(value) if _truth(machine, option.value) in (wanted, None)]
    if len(fitting) == 1:
        only = fitting[0]
        guards |= only.guards
        if only.value is not value:
            guards.add(_guard(machine, only.value, test, place, wanted=wanted))
    return frozenset(guards)


def _guard(machine: Machine, value: Value, test: cst.BaseExpression, place: cst.CSTNode, *, wanted: bool) -> Guard:
    name, flipped = _what_is_tested(machine, value, place)
    if truth_of(machine, value) is None:
        machine.facts.tests.setdefault(name, Test(test, flipped))
    return name, "yes" if wanted is not flipped else "no"


def _what_is_tested(machine: Machine, value: Value, place: cst.CSTNode) -> tuple[Hashable, bool]:
    """What names the test, and whether it is the negation of what is named."""
    match value:
        case Unknown(key=Key(parts=("not", inner))):
            return Key("test", inner), True
        case Unknown(key=key):
            return Key("test", key), False
    return machine.key(place), False

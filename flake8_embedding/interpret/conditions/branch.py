"""Tests at which paths part: evaluate one, and go on along each of its two ways."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst

from flake8_embedding.interpret.conditions.collections import collections_compared
from flake8_embedding.interpret.conditions.decide import answered, decision_of
from flake8_embedding.interpret.conditions.named_tests import note_test
from flake8_embedding.interpret.conditions.refine import refine
from flake8_embedding.interpret.conditions.weaken import weaken_tested
from flake8_embedding.interpret.journal_entries import Asserted
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.record import record
from flake8_embedding.values.memory.store import Delta, Store
from flake8_embedding.values.predicates.conjuncts import conjuncts, guards_of
from flake8_embedding.values.predicates.predicate import Compare, Decision, Operand, is_predicate
from flake8_embedding.values.value import AllocationSite, Guard, ObjectRef, Value


@record(frozen=True)
class Way:
    """One way on from a test: what is known there, and ``begin``, which changes what the store holds accordingly."""

    guards: frozenset[Guard]
    begin: Callable[[], None]


def branch_on(machine: Machine, test: cst.BaseExpression, place: cst.CSTNode) -> tuple[bool | None, tuple[Way, Way]]:
    """Evaluate a test: its truth if known, and else the two ways on from it."""
    return branch_on_value(machine, machine.operand(test), test, place)


def branch_on_value(
    machine: Machine, tested: Operand, test: cst.CSTNode, place: cst.CSTNode
) -> tuple[bool | None, tuple[Way, Way]]:
    """``branch_on``, for a test that is evaluated already."""
    tested = answered(machine, tested, place)
    return branch_on_decision(machine, decision_of(machine, tested, place), tested, test)


def branch_on_decision(
    machine: Machine, decision: Decision, tested: Operand, test: cst.CSTNode
) -> tuple[bool | None, tuple[Way, Way]]:
    """``branch_on``, for what a test says; messages quote it as ``test``."""
    truth = machine.path_condition.decide(decision)
    is_open = truth is None
    holding = _way(machine, decision, tested, test, holds=True, is_open=is_open)
    return truth, (holding, _way(machine, decision, tested, test, holds=False, is_open=is_open))


def _way(
    machine: Machine, decision: Decision, tested: Operand, test: cst.CSTNode, *, holds: bool, is_open: bool
) -> Way:
    if is_open:
        for place, way in conjuncts(decision, holds=holds):
            compared = collections_compared(machine, place) if type(place) is Compare else None
            if compared:
                machine.journal.record(Asserted(compared))
            # A part of the test, or an earlier test, may have told the same before.
            if isinstance(way, bool) and is_predicate(place) and not machine.journal.is_tested(place):
                note_test(machine, place, test, negated=way is not holds)

    def begin() -> None:
        if is_open:
            weaken_tested(machine, decision, tested.read, holds=holds)
        refine(machine, decision, holds=holds)

    return Way(guards_of(decision, holds=holds), begin)


def forget_shown(store: Store, paths: list[tuple[Delta, Delta]], given: Sequence[Value] = ()) -> None:
    """Both ways on from a test have joined again. What the test showed on one way (``i < n``) and on the other (``i >=
    n``) is over. ``paths`` are what each way changed, and which part of that the test did.

    Of an object it still holds if only one of the ways goes on with it: after ``if x.min() > 0: x = x - 1`` a name may
    hold the former array, but then it has not passed the test. ``given`` is what the ways of an expression give.
    """
    both = [
        key for key in paths[0][1] if all(key in shown and changed.get(key) is shown[key] for changed, shown in paths)
    ]
    if not both:
        return
    parted = _parted(store, paths, given) if AllocationSite in map(type, both) else frozenset()
    for key in both:
        if key not in parted:
            for changed, _ in paths:
                del changed[key]


def _parted(store: Store, paths: list[tuple[Delta, Delta]], given: Sequence[Value]) -> frozenset[AllocationSite]:
    """The objects in whose place one way goes on with another one."""
    held: set[Value | None] = set(given) if len(set(given)) > 1 else set()
    for changed, shown in paths:
        for key, value in changed.items():
            if type(key) is tuple and shown.get(key) is not value:
                held |= {value, store.get(key)}
    return frozenset(one.alloc for one in held if type(one) is ObjectRef)

"""Tests at which paths part: evaluate one, and go on along each of its two ways."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from flake8_embedding.facts import Test
from flake8_embedding.interpret.conditions.decide import decision_of
from flake8_embedding.interpret.conditions.refine import refine
from flake8_embedding.interpret.conditions.weaken import weaken_tested
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.record import record
from flake8_embedding.values.predicate import Decision, Operand, conjuncts, guards_of
from flake8_embedding.values.store import Delta
from flake8_embedding.values.value import Guard


@record(frozen=True)
class Way:
    """One way on from a test: what is known there, and ``begin``, which changes what the store holds accordingly."""

    guards: frozenset[Guard]
    begin: Callable[[], None]


def branch_on(machine: Machine, test: cst.BaseExpression, place: cst.CSTNode) -> tuple[bool | None, tuple[Way, Way]]:
    """Evaluate a test: its truth if known, and else the two ways on from it."""
    return fork(machine, machine.operand(test), test, place)


def fork(
    machine: Machine, tested: Operand, test: cst.BaseExpression, place: cst.CSTNode
) -> tuple[bool | None, tuple[Way, Way]]:
    """The same for a test that is evaluated already."""
    decision = decision_of(machine, tested, place)
    truth = machine.known.decide(decision)
    ways = tuple(_way(machine, decision, tested, test, holds=holds, is_open=truth is None) for holds in (True, False))
    return truth, (ways[0], ways[1])


def _way(
    machine: Machine, decision: Decision, tested: Operand, test: cst.BaseExpression, *, holds: bool, is_open: bool
) -> Way:
    if is_open:
        for place, way in conjuncts(decision, holds=holds):
            # What the test says may have been named by a part of it, or by an earlier test.
            if isinstance(way, bool):
                machine.facts.tests.setdefault(place, Test(test, way is not holds))

    def begin() -> None:
        if is_open:
            weaken_tested(machine, decision, tested.read)
        refine(machine, decision, holds=holds)

    return Way(guards_of(decision, holds=holds), begin)


def forget_shown(paths: list[tuple[Delta, Delta]]) -> None:
    """Where both ways on from a test join again, what it has shown on each is over: ``i < n`` here and ``i >= n`` there
    say nothing of i. ``paths`` are what each way changed, and what of that the test did."""
    for key in list(paths[0][1]):
        if all(key in shown and changed.get(key) is shown[key] for changed, shown in paths):
            for changed, _ in paths:
                del changed[key]

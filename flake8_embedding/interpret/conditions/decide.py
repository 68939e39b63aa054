"""What a value says as a test on the present path, and whether it is known there."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values import truth
from flake8_embedding.values.predicate import Decision, Operand
from flake8_embedding.values.value import Value


def truth_of(machine: Machine, value: Value, node: Hashable) -> bool | None:
    """Whether the value counts as true on the present path, None where that is not known."""
    return machine.known.decide(decision_of(machine, Operand(value), node))


def decision_of(machine: Machine, tested: Operand, node: Hashable) -> Decision:
    """What it says that the value, tested at the node, counts as true."""
    return truth.decision_of(tested, machine.store.content, machine.key(node), machine.known)

"""``and``, ``or`` and ``not``: the value of the whole. Each operand is evaluated once, where Python does it."""

from __future__ import annotations

from collections.abc import Hashable

import libcst as cst

from flake8_embedding.interpret.conditions.branch import branch_on_value
from flake8_embedding.interpret.conditions.decide import answered, decision_of
from flake8_embedding.interpret.frame import PathEnds
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.memory.join import join
from flake8_embedding.values.predicates.predicate import Operand, all_of, any_of_these, as_value, negation, undecided
from flake8_embedding.values.value import Choice, Unknown, Value


def negation_of(machine: Machine, node: cst.UnaryOperation) -> Value:
    """``not x``"""
    tested = answered(machine, machine.operand(node.expression), node)
    return as_value(negation(decision_of(machine, tested, node)))


def boolean_operation(machine: Machine, node: cst.BooleanOperation) -> Value:
    """``a and b`` is a if a is false, and b otherwise: the value, not only its truth."""
    left = machine.operand(node.left)
    truth, (true, false) = branch_on_value(machine, left, node.left, node)
    takes_right = isinstance(node.operator, cst.And)
    if truth is not None:
        return machine.evaluate(node.right) if truth is takes_right else left.value
    way, other = (true, false) if takes_right else (false, true)
    with machine.path(way.guards) as delta:
        way.begin()
        shown = machine.store.changed_since(machine.store.depth - 1)
        try:
            right = machine.operand(node.right)
        except PathEnds:
            right = None
        if right is not None and isinstance(right.value, Unknown):
            _ = branch_on_value(machine, right, node.right, node)
    if right is None:
        # ``len(vocab) > n or fail()``
        machine.assume(other.guards)
        other.begin()
        return _without(machine, left.value, node, true=not takes_right)
    for key, value in shown.items():
        if delta.get(key) is value:
            # What the left side shows is undone here: whoever branches on the whole test is told again.
            del delta[key]
    machine.store.join_paths([(delta, way.guards), ({}, other.guards)], machine.key(node))
    if isinstance(left.value, Unknown) and isinstance(right.value, Unknown):
        decisions = (decision_of(machine, left, node), decision_of(machine, right, node))
        both = all_of(decisions) if takes_right else any_of_these(decisions)
        if not isinstance(both, bool):
            return undecided(both)
    left_value = _without(machine, left.value, node, true=not takes_right)
    return join([(left_value, other.guards), (right.value, way.guards)], machine.key(node))


def _without(machine: Machine, value: Value, node: Hashable, *, true: bool) -> Value:
    """The alternatives of a value that count as true, or those that count as false."""
    if not isinstance(value, Choice):
        return value
    left = tuple(
        option for option in value.options if decision_of(machine, Operand(option.value), node) is not (not true)
    )
    return value if not left else left[0].value if len(left) == 1 else Choice(left)

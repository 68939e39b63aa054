"""Operations on values with alternatives: one result for each combination that a run can have."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import partial

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.memory.join import alternatives_of, value_of
from flake8_embedding.values.predicates.guards import compatible
from flake8_embedding.values.value import Choice, Guarded, ObjectRef, Value


def _alternatives_in(machine: Machine, value: Value) -> Value:
    """The alternatives of what an object holds, in place of the object. Either of two objects may hold such, too."""
    if type(value) is ObjectRef:
        held = machine.store.content(value)
        return held if type(held) is Choice else value
    if type(value) is not Choice:
        return value
    inside = [_alternatives_in(machine, option.value) for option in value.options]
    if all(one is option.value for one, option in zip(inside, value.options, strict=True)):
        return value
    apart = [
        Guarded(inner.value, option.guards | inner.guards)
        for one, option in zip(inside, value.options, strict=True)
        for inner in alternatives_of(one)
        if compatible(option.guards, inner.guards)
    ]
    return value_of(apart or value.options)


def lifted(
    machine: Machine, left: Value, right: Value, node: cst.CSTNode, apply: Callable[[Value, Value], Value]
) -> Value:
    """Apply to every combination of alternatives that can stand together on the present path."""
    left, right = _alternatives_in(machine, left), _alternatives_in(machine, right)
    if type(left) is not Choice and type(right) is not Choice:
        return apply(left, right)
    ways = [
        (partial(apply, one.value, other.value), one.guards | other.guards)
        for one, other in itertools.product(alternatives_of(left), alternatives_of(right))
        if compatible(one.guards, other.guards)
    ]
    if not ways:
        return machine.unknown("no path has both operands", node)
    return machine.store.on_each_way(ways, machine.key(node))

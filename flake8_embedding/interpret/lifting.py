"""Operations on values with alternatives: one result for each combination that a run can have."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import partial

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.guards import compatible
from flake8_embedding.values.join import alternatives_of, value_of
from flake8_embedding.values.value import Choice, Guarded, ObjectRef, Value


def _alternatives_in(machine: Machine, value: Value) -> Value:
    """The alternatives of what an object holds, in place of the object. Either of two objects may hold such, too."""
    if type(value) is ObjectRef:
        held = machine.store.content(value)
        return held if type(held) is Choice else value
    if type(value) is not Choice or not any(_holds_several(machine, option.value) for option in value.options):
        return value
    return value_of(
        [
            Guarded(inner.value, option.guards | inner.guards)
            for option in value.options
            for inner in alternatives_of(_alternatives_in(machine, option.value))
            if compatible(option.guards, inner.guards)
        ]
        or value.options
    )


def _holds_several(machine: Machine, value: Value) -> bool:
    return type(value) is ObjectRef and type(machine.store.content(value)) is Choice


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

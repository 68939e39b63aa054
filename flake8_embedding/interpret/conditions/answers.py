"""Classes of the file that answer comparisons themselves: ``__eq__``, ``__lt__``, ``__contains__``."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.conditions.decide import decision_of
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.resolution import from_class
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.predicates.predicate import Operand, as_value, negation
from flake8_embedding.values.value import ObjectRef, Value

_METHODS: dict[type, tuple[str, str]] = {
    cst.LessThan: ("__lt__", "__gt__"),
    cst.GreaterThan: ("__gt__", "__lt__"),
    cst.LessThanEqual: ("__le__", "__ge__"),
    cst.GreaterThanEqual: ("__ge__", "__le__"),
    cst.Equal: ("__eq__", "__eq__"),
    cst.NotEqual: ("__ne__", "__ne__"),
}
"""The method of the left side that a comparison calls, and that of the right side where the left one has none."""


def compared_by_class(machine: Machine, kind: type, left: Value, right: Value, node: cst.CSTNode) -> Value | None:
    """What a class of the file answers to a comparison of this kind; None if neither side has such a class."""
    if kind in (cst.In, cst.NotIn):
        answer = _asked(machine, right, "__contains__", left, node)
        if answer is None:
            return None
        decision = decision_of(machine, Operand(answer), node)
        return as_value(decision if kind is cst.In else negation(decision))
    names = _METHODS.get(kind)
    if names is None:
        return None
    answer = _asked(machine, left, names[0], right, node)
    answer = _asked(machine, right, names[1], left, node) if answer is None else answer
    if answer is None and kind is cst.NotEqual:
        equal = _asked(machine, left, "__eq__", right, node)
        return None if equal is None else as_value(negation(decision_of(machine, Operand(equal), node)))
    return answer


def _asked(machine: Machine, owner: Value, name: str, other: Value, node: cst.CSTNode) -> Value | None:
    content = machine.store.content(owner)
    if type(content) is not Instance or type(owner) is not ObjectRef:
        return None
    method = from_class(machine, content.cls, name, owner, node)
    return None if method is None else machine.call(method, Arguments((other,)), node)

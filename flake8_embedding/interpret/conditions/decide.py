"""What a value says as a test on the present path, and whether it is known there."""

from __future__ import annotations

from collections.abc import Hashable

import libcst as cst

from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.protocols import entries_of, special_method
from flake8_embedding.interpret.resolution import is_seen
from flake8_embedding.values import truth
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.predicate import Decision, Operand
from flake8_embedding.values.value import ObjectRef, Value


def truth_of(machine: Machine, value: Value, node: Hashable) -> bool | None:
    """Whether the value counts as true on the present path, None where that is not known."""
    return machine.known.decide(decision_of(machine, Operand(value), node))


def decision_of(machine: Machine, tested: Operand, node: Hashable) -> Decision:
    """What it says that the value, tested at the node, counts as true."""
    content = machine.store.content(tested.value)
    if isinstance(content, Instance) and isinstance(tested.value, ObjectRef):
        found = _decision_of_instance(machine, tested.value, content.cls, node)
        if found is not None:
            return found
    return truth.decision_of(tested, machine.store.content, machine.key(node), machine.known)


def _decision_of_instance(machine: Machine, owner: ObjectRef, cls: Value, node: Hashable) -> Decision | None:
    """An object of the file counts as its ``__bool__`` says, or else its ``__len__``; without either it counts as true.
    None if a base that is not seen may have one of them."""
    place = node if isinstance(node, cst.CSTNode) else cst.Pass()
    for name in ("__bool__", "__len__"):
        method = special_method(machine, owner, name, place)
        if method is not None:
            # The truth is asked for more than once, but the method runs only once.
            with machine.path():
                answer = machine.call(method, Arguments(), place)
            return decision_of(machine, Operand(answer), node)
    entries = entries_of(machine, owner)
    if entries is not None:
        return decision_of(machine, Operand(entries), node)
    return True if all(is_seen(machine, one) for one in linear(cls)) else None

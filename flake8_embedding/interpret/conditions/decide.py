"""What a value says as a test on the present path, and whether it is known there."""

from __future__ import annotations

import builtins
import collections
from collections.abc import Hashable

import libcst as cst

from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.protocols import entries_of
from flake8_embedding.interpret.objects.resolution import from_class, is_seen
from flake8_embedding.record import replace
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.predicates import truth
from flake8_embedding.values.predicates.predicate import Decision, Operand
from flake8_embedding.values.value import TRUE, LibraryName, ObjectRef, Value


def truth_of(machine: Machine, value: Value, node: cst.CSTNode) -> bool | None:
    """Whether the value counts as true on the present path, None where that is not known."""
    return machine.path_condition.decide(decision_of(machine, answered(machine, Operand(value), node), node))


def decision_of(machine: Machine, tested: Operand, node: Hashable) -> Decision:
    """What it says that the value, tested at the node, counts as true."""
    return truth.decision_of(tested, machine.store.content, machine.key(node), machine.path_condition)


def answered(machine: Machine, tested: Operand, node: cst.CSTNode) -> Operand:
    """What is tested. Of an object of the file that is what its class answers by ``__bool__``, or else by ``__len__``,
    or the entries that it has by its base class. An object without any of them counts as true."""
    owner = tested.value
    content = machine.store.content(owner)
    if type(content) is not Instance or type(owner) is not ObjectRef:
        return tested
    for name in ("__bool__", "__len__"):
        method = from_class(machine, content.cls, name, owner, node)
        if method is not None:
            return replace(tested, value=machine.call(method, Arguments(), node), at=None)
    entries = entries_of(machine, owner)
    if entries is not None:
        return replace(tested, value=entries, at=None)
    return replace(tested, value=TRUE, at=None) if _is_always_true(machine, content.cls) else tested


def _is_always_true(machine: Machine, cls: Value) -> bool:
    """Whether no class that it derives from may say otherwise, as ``str`` does."""
    order = linear(cls)
    return all(is_seen(machine, one) for one in order) and not any(map(_may_be_empty, order))


def _may_be_empty(cls: Value) -> bool:
    if not isinstance(cls, LibraryName):
        return False
    module, _, name = cls.path.rpartition(".")
    kind = getattr({"builtins": builtins, "collections": collections}.get(module, object), name, None)
    return hasattr(kind, "__len__") or hasattr(kind, "__bool__")

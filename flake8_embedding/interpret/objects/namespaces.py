"""The attributes of an object as a dict: ``for name in vars(args)``, ``vars(args).items()``, ``dict(vars(args))``. The
names of a function as a dict: ``locals()``."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.classes import Namespace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.memory.bindings import PartlyBound
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.provenance import Complete
from flake8_embedding.values.value import AllocationSite, Const, LibraryName, Number, ObjectRef, Value


def entries_now(machine: Machine, given: Value) -> DictValue | None:
    """What the namespace holds now; None for anything else, and if not all of its names are known."""
    if type(given) is not Namespace or type(given.owner) is not ObjectRef:
        return None
    alloc, content = given.owner.alloc, machine.store.content(given.owner)
    if type(content) is not Instance or type(content.cls) is not LibraryName:
        return None
    if machine.store.get(Complete(alloc)) is None or machine.store.get((alloc, "*")) is not None:
        return None
    return _names_of(machine, alloc)


def names_of_call(machine: Machine, node: cst.CSTNode) -> Value:
    """``locals()`` in a function: a dict of its own. What is written into it binds no name."""
    frame = machine.frame
    is_nested = frame.function is not None and machine.root_of(frame.function.scope) is not frame.function.scope
    names = _names_of(machine, frame.scope) if not is_nested and not frame.inner_scopes else None
    # A nested function and a comprehension may have names of the functions around them as well.
    return (
        machine.unknown("which names locals() has is not known", node)
        if names is None
        else machine.allocate(node, names)
    )


def _names_of(machine: Machine, scope: AllocationSite) -> DictValue | None:
    """All names of a scope or an object, None where it is not sure that each is bound."""
    held = [(name, machine.store.held((scope, name))) for name, _ in machine.store.names_in(scope)]
    if any(type(value) is PartlyBound for _, value in held):
        return None
    entries = tuple((Const(name), value) for name, value in held if value is not None)
    return DictValue(entries, None, None, Number.exactly(len(entries)))

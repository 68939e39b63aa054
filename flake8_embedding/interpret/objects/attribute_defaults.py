"""``getattr(config, "rows", 10)``: the default, on the paths on which neither the object nor its class has the
attribute."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.resolution import from_class, is_seen, library_part
from flake8_embedding.record import replace
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.memory.bindings import PartlyBound
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import ClassValue, ObjectRef, Unknown, Value


def attribute_or(machine: Machine, owner: Value, name: str, default: Value, node: cst.CSTNode) -> Value:
    """``getattr(owner, name, default)``"""
    content = machine.store.content(owner)
    cls = content.cls if isinstance(content, Instance) else content
    if isinstance(cls, ClassValue) and _has_gap_in_class(machine, cls, name) and _is_seen_whole(machine, owner, cls):
        return _own_or(machine, owner, name, _of_class_or(machine, owner, cls, name, default, node))
    found = machine.attribute(owner, name, node)
    held = machine.store.held((owner.alloc, name)) if isinstance(owner, ObjectRef) else None
    if not isinstance(owner, ObjectRef) or not isinstance(held, PartlyBound) or not held.bound:
        return found
    return found if _is_found_elsewhere(machine, owner, name, held, node) else _own_or(machine, owner, name, default)


def _own_or(machine: Machine, owner: Value, name: str, otherwise: Value) -> Value:
    """The object's own attribute, or something else on the paths that have not set it."""
    if not isinstance(owner, ObjectRef):
        return otherwise
    return machine.store.look_up((owner.alloc, name), lambda: otherwise) or otherwise


def _of_class_or(
    machine: Machine, owner: Value, cls: ClassValue, name: str, default: Value, node: cst.CSTNode
) -> Value:
    instance = None if isinstance(owner, ClassValue) else owner
    return from_class(machine, cls, name, instance, node, otherwise=default) or default


def _has_gap_in_class(machine: Machine, cls: ClassValue, name: str) -> bool:
    """Whether some paths alone have set the attribute of a class: ``if small: rows = 10`` in its body."""
    classes = (one for one in linear(cls) if isinstance(one, ClassValue))
    return any(isinstance(machine.store.held((one.scope, name)), PartlyBound) for one in classes)


def _is_seen_whole(machine: Machine, owner: Value, cls: ClassValue) -> bool:
    """Whether nothing that is not seen, and no ``__getattr__``, may give the object the attribute."""
    asks = machine.classes.defines("__getattr__") or machine.classes.defines("__getattribute__")
    return not asks and library_part(machine, owner) is None and all(is_seen(machine, one) for one in linear(cls))


def _is_found_elsewhere(machine: Machine, owner: ObjectRef, name: str, held: PartlyBound, node: cst.CSTNode) -> bool:
    """Whether reading the attribute finds something on the paths that have not set it: the value of a class."""
    place = machine.key(node)
    mark = Unknown("set by a path", Key(place, "set by a path"))
    with machine.store.path():
        machine.store.set((owner.alloc, name), replace(held, bound=(replace(held.bound[0], value=mark),)))
        return machine.attribute(owner, name, node) != mark

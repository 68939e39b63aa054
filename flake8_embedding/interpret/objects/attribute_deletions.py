"""Deleting attributes: ``del owner.name``, ``delattr(owner, name)``"""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.resolution import bound_to, find_member, from_class
from flake8_embedding.interpret.objects.setting import set_unknown_attribute
from flake8_embedding.interpret.objects.shared_namespaces import set_entry, shares
from flake8_embedding.values.classes import Property
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.objects import Instance, ModelObject
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import (
    NONE,
    AllocationSite,
    ClassValue,
    Const,
    FunctionValue,
    ObjectRef,
    Unknown,
    Value,
)


def delete_attribute(machine: Machine, owner: Value, name: str, node: cst.CSTNode) -> None:
    """``delattr(owner, name)``"""
    content = machine.store.content(owner)
    match owner:
        case ObjectRef(alloc=alloc) if isinstance(content, Instance):
            asks = machine.classes.defines("__delattr__")
            own = from_class(machine, content.cls, "__delattr__", owner, node) if asks else None
            if own is not None:
                machine.call(own, Arguments((Const(name),)), node)
                return
            found = find_member(machine, linear(content.cls), name)
            match found.value if found is not None else None:
                case Property(deleter=FunctionValue() as deleter) if found is not None:
                    machine.call(bound_to(deleter, owner, found.definer), Arguments(), node)
                case Property(deleter=Value()):
                    machine.forget_attributes(owner)
                case _ if shares(machine, owner):
                    set_entry(machine, owner, name, None, node)
                case _:
                    machine.store.delete((alloc, name))
        case ObjectRef(alloc=alloc):
            if isinstance(content, ModelObject) and content.inputs is None:
                machine.store.set(alloc, _without_layer(machine, alloc, content, name, node))
            machine.store.set((alloc, name), Unknown("it was deleted", Key("deleted", alloc, name)))
        case ClassValue(scope=scope):
            machine.store.delete((scope, name))
        case _:
            set_unknown_attribute(machine, owner)


def _without_layer(machine: Machine, alloc: AllocationSite, model: ModelObject, name: str, node: cst.CSTNode) -> Value:
    """The model after ``del model.head``. After ``delattr(model, "0")`` the other layers keep their numbers as names,
    so that a name is no place any more."""
    held = machine.store.get((alloc, name))
    if name.isdigit() or isinstance(held, Unknown) or model.layers.count(held) > 1:
        return model.in_some_order(machine.key(node))
    return ModelObject(tuple(layer for layer in model.layers if layer != held))


def call_delattr(machine: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """``delattr(owner, name)``"""
    match arguments.positional:
        case [owner, Const(value=str() as name)]:
            delete_attribute(machine, owner, name, node)
        case [owner, *_]:
            set_unknown_attribute(machine, owner)
    return NONE

"""Calls of objects and of their methods."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.array_items import write_to_rows
from flake8_embedding.interpret.attributes import kind_of
from flake8_embedding.interpret.derived import make_library_part
from flake8_embedding.interpret.entrycall import carry_out
from flake8_embedding.interpret.escapes import hand_on
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.indexers import indexer_effect
from flake8_embedding.interpret.instances import set_up
from flake8_embedding.interpret.library_calls import call_described
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.members import call_member
from flake8_embedding.interpret.models import call_instance, call_layer, call_model_method, call_table, fill_table
from flake8_embedding.interpret.renumbered import forget_ids
from flake8_embedding.interpret.resolution import from_class, library_part, seen_by_super
from flake8_embedding.interpret.setting import call_namespace
from flake8_embedding.interpret.unseen_calls import call_unknown, changed_by_call, forget_target, renew_column
from flake8_embedding.interpret.weights import call_method_of_weight, note_weights, weighted_table
from flake8_embedding.record import replace
from flake8_embedding.values.classes import Namespace, Super
from flake8_embedding.values.contents import is_symbolic
from flake8_embedding.values.objects import Instance, LibraryObject, ModelObject, TableObject
from flake8_embedding.values.value import NONE, Choice, Method, Number, ObjectRef, Value


def call_method(machine: Machine, method: Method, arguments: Arguments, node: cst.CSTNode) -> Value:
    """``owner.name(*arguments)`` of a method that no code of the file defines."""
    owner = method.owner
    content = machine.store.content(owner)
    names = machine.registry.conventions.weight
    match content:
        case LibraryObject(path=path) if isinstance(owner, ObjectRef):
            row = machine.registry.method_entry(path, method.name)
            if row is not None:
                return call_described(machine, row, method.name, arguments.after(owner), node)
            if indexer_effect(machine, content) is None and method.name in machine.registry.conventions.fed_by:
                return call_layer(machine, content, owner, arguments, node)
            return call_member(machine, owner, content, method.name, arguments, node)
        case Namespace(owner=changed):
            return call_namespace(machine, changed, method.name, arguments, node)
        case Super(owner=this) if method.name == "__init__":
            _, order = seen_by_super(machine, content)
            for base in order:
                make_library_part(machine, this, base, arguments, node)
            return NONE
        case ModelObject():
            return call_model_method(machine, owner, content, method.name, arguments, node)
        case Method(owner=table, name=name) if name in names.names and method.name in names.filled:
            return fill_table(machine, table, arguments, node, broadcasts=True)
        case Method(owner=held) if method.name in ("update", "setdefault", "pop", "popitem", "clear"):
            # ``model._modules.update(...)``
            machine.forget_attributes(held)
            return machine.unknown("the layers were changed in a way that is not followed", node)
        case Method() if weighted_table(machine, content) is not None:
            note_weights(machine, arguments.values, f"by {method.name}")
            return call_method_of_weight(machine, replace(method, owner=content), arguments.values, node)
        case TableObject():
            if method.name in machine.registry.instance_calls:
                return call_table(machine, content, owner, arguments, node)
            if method.name in dict(content.calls):
                rest = replace(arguments, positional=arguments.positional[dict(content.calls)[method.name] :])
                return call_table(machine, content, owner, rest, node)
            if method.name in machine.registry.conventions.fills_table:
                return fill_table(machine, owner, arguments, node)
            row = machine.registry.method_entry("table", method.name)
            if row is not None:
                return carry_out(machine, row, method.name, arguments.after(owner), node)
            return machine.unknown(f"the table's {method.name} is not followed", node)
        case Instance() if isinstance(owner, ObjectRef):
            return call_instance(machine, owner, method.name, arguments, node)
        case Choice():
            return machine.on_each_content(
                owner, content, lambda one: machine.redirect(Method(one, method.name), arguments, node), node
            )
    renew_column(machine, arguments, node)
    kind = kind_of(content)
    row = machine.registry.method_entry(kind, method.name) or machine.registry.method_entry("any", method.name)
    if row is not None and (kind == "array" or not method.name.endswith("_")):
        return call_described(machine, row, method.name, arguments.after(owner), node)
    forget_target(machine, arguments, node)
    if (
        kind in ("list", "dict", "set")
        or method.name.endswith("_")
        or machine.registry.changes_in_place(kind, method.name)
    ):
        forget_ids(machine, owner, f"the method {method.name} may change it", node)
        if isinstance(content, Number):
            write_to_rows(machine)
    hand_on(machine, arguments, f"the method {method.name} may change it", node, may_change=False)
    return changed_by_call(
        machine, f"the method {method.name} of {_article(kind)} is not followed", (owner, *arguments.values), node
    )


def _article(kind: str) -> str:
    return f"an {kind}" if kind.startswith(tuple("aeio")) else f"a {kind}"


def _call_instance(machine: Machine, owner: ObjectRef, cls: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
    """A layer or model of the file that is called; on tensors without data it becomes part of the graph."""
    set_up(machine, cls, owner, node)
    found = (from_class(machine, cls, name, owner, node) for name in machine.registry.instance_calls)
    method = next((one for one in found if one is not None), None)
    if method is None:
        method = library_part(machine, owner)
    if method is None:
        return call_unknown(machine, Instance(cls), arguments, node)
    if not any(is_symbolic(value, machine.store) for value in arguments.values):
        return machine.redirect(method, arguments, node)
    begun = machine.journal.mark()
    machine.redirect(method, arguments, node)
    # What is looked up shows when data go through the graph; without data nothing is known of it.
    machine.journal.revise(begun, lambda feed: feed if feed.unknown is None else None)
    return machine.symbolic(owner, arguments, node)


def call_object(machine: Machine, owner: ObjectRef, content: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
    """``owner(*arguments)`` of an object, which is ``content`` now."""
    patched = (machine.store.get((owner.alloc, name)) for name in machine.registry.instance_calls)
    own = next((one for one in patched if one is not None), None)
    if own is not None:
        # ``model.forward = function``
        return machine.redirect(own, arguments, node)
    match content:
        case TableObject():
            return call_table(machine, content, owner, arguments, node)
        case ModelObject():
            return call_model_method(machine, owner, content, "__call__", arguments, node)
        case LibraryObject():
            if indexer_effect(machine, content) is None:
                return call_layer(machine, content, owner, arguments, node)
            return call_member(machine, owner, content, "__call__", arguments, node)
        case Instance(cls=cls):
            return _call_instance(machine, owner, cls, arguments, node)
        case Choice():
            return machine.on_each_content(owner, content, lambda one: machine.redirect(one, arguments, node), node)
    return call_unknown(machine, content, arguments, node)

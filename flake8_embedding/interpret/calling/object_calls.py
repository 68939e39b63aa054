"""Calls of objects and of their methods."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import libcst as cst

from flake8_embedding.interpret.calling.entrycall import carry_out
from flake8_embedding.interpret.calling.library_calls import call_described
from flake8_embedding.interpret.calling.namespace_calls import call_namespace
from flake8_embedding.interpret.containers.array_items import write_to_rows
from flake8_embedding.interpret.containers.renewal import change_in_place
from flake8_embedding.interpret.escaping.asked_by_texts import ask_for_gaps
from flake8_embedding.interpret.escaping.callbacks import call_back
from flake8_embedding.interpret.escaping.escapes import hand_on
from flake8_embedding.interpret.escaping.unseen_calls import call_unknown, changed_by_call, forget_target, renew_column
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.layer_weights import keeps_places
from flake8_embedding.interpret.networks.layers import call_layer
from flake8_embedding.interpret.networks.models import call_instance, call_model_method, call_table, fill_table
from flake8_embedding.interpret.networks.ruled_out import note_ruled_out
from flake8_embedding.interpret.networks.weights import (
    call_method_of_weight,
    note_weight_touched,
    note_weights,
    weighted_table,
)
from flake8_embedding.interpret.objects.derived import make_library_part
from flake8_embedding.interpret.objects.instances import set_up
from flake8_embedding.interpret.objects.resolution import from_class, library_part, seen_by_super
from flake8_embedding.interpret.objects.setting import set_unknown_attribute
from flake8_embedding.interpret.tainted import forget_ids
from flake8_embedding.interpret.vocabularies.indexers import described_method, indexer_effect
from flake8_embedding.interpret.vocabularies.members import call_member
from flake8_embedding.record import replace
from flake8_embedding.values.classes import Namespace, Super
from flake8_embedding.values.containers.contents import has_symbolic, items_of, members_of
from flake8_embedding.values.containers.selections import CutByPosition
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.kinds import kind_of
from flake8_embedding.values.objects import Instance, LibraryObject, ModelObject, TableObject
from flake8_embedding.values.provenance import PartOfModel
from flake8_embedding.values.value import NONE, Choice, FunctionValue, Method, Number, ObjectRef, Unknown, Value


def call_method(machine: Machine, method: Method, arguments: Arguments, node: cst.CSTNode) -> Value:
    """``owner.name(*arguments)`` of a method that no code of the file defines."""
    content = machine.store.content(method.owner)
    how = _METHODS.get(type(content))
    found = how(machine, method, content, arguments, node) if how is not None else None
    return found if found is not None else _call_other_method(machine, method, content, arguments, node)


def _of_indexer(
    machine: Machine, method: Method, content: LibraryObject, arguments: Arguments, node: cst.CSTNode
) -> Value | None:
    owner = method.owner
    if not isinstance(owner, ObjectRef):
        return None
    entry = machine.registry.method_entry(content.path, method.name)
    entry = entry or described_method(machine, content, method.name)
    if entry is not None:
        return call_described(machine, entry, method.name, arguments.after(owner), node)
    if indexer_effect(machine, content) is None:
        if method.name in machine.registry.conventions.fed_by:
            return call_layer(machine, content, owner, arguments, node)
        entry = machine.registry.method_entry("layer", method.name)
        if entry is not None:
            return call_described(machine, entry, method.name, arguments.after(owner), node)
    if method.name in machine.registry.conventions.weight.replaced:
        note_weight_touched(machine, owner)
    return call_member(machine, owner, content, method.name, arguments, node)


def _of_namespace(
    machine: Machine, method: Method, content: Namespace, arguments: Arguments, node: cst.CSTNode
) -> Value | None:
    return call_namespace(machine, content.owner, method.name, arguments, node)


def _of_super(
    machine: Machine, method: Method, content: Super, arguments: Arguments, node: cst.CSTNode
) -> Value | None:
    """``super().__init__(rows, width)``: the library's class makes its part of the object.

    Assumption: base-classes-keep. What was set before stays: ``self.rows = 10; super().__init__()``.
    """
    if method.name != "__init__":
        return None
    _, order = seen_by_super(machine, content)
    for base in order:
        make_library_part(machine, content.owner, base, arguments, node)
    return NONE


def _of_model(
    machine: Machine, method: Method, content: ModelObject, arguments: Arguments, node: cst.CSTNode
) -> Value | None:
    made = call_model_method(machine, method.owner, content, method.name, arguments, node)
    _call_back(machine, arguments, node)
    _tell_callbacks(machine, method, arguments, node)
    return made


def _of_method(
    machine: Machine, method: Method, content: Method, arguments: Arguments, node: cst.CSTNode
) -> Value | None:
    """``table.weight.copy_(matrix)``, ``model._modules.update(...)``"""
    names = machine.registry.conventions.weight
    if content.name in names.names and method.name in names.filled:
        return fill_table(machine, content.owner, arguments, node, broadcasts=True)
    if method.name in _CHANGE_DICTS:
        machine.forget_attributes(content.owner)
        return machine.unknown("the layers were changed in a way that is not followed", node)
    owner = content.owner
    if isinstance(owner, ObjectRef) and isinstance(machine.store.content(owner), Instance):
        # ``model._modules.values()``
        part = PartOfModel(owner.alloc, machine.key(node))
        return Unknown("this part of the module is not followed", part)
    if weighted_table(machine, content) is None:
        if method.name.endswith("_") and not keeps_places(machine, content, method.name):
            note_ruled_out(machine, content)
        return None
    note_weights(machine, arguments.values, f"by {method.name}", in_copies=False)
    return call_method_of_weight(machine, replace(method, owner=content), arguments.values, node)


def _of_table(
    machine: Machine, method: Method, content: TableObject, arguments: Arguments, node: cst.CSTNode
) -> Value | None:
    owner, name = method.owner, method.name
    if name in machine.registry.instance_calls:
        return call_table(machine, content, owner, arguments, node)
    before = dict(content.calls).get(name)
    if before is not None:
        rest = replace(arguments, positional=arguments.positional[before:])
        return call_table(machine, content, owner, rest, node)
    if name in machine.registry.conventions.lists_weight:
        return method
    if name in machine.registry.conventions.fills_table:
        return fill_table(machine, owner, arguments, node)
    entry = machine.registry.method_entry("table", name)
    if entry is not None:
        return carry_out(machine, entry, name, arguments.after(owner), node)
    return machine.unknown(f"the table's {name} is not followed", node)


def _of_instance(
    machine: Machine, method: Method, content: Instance, arguments: Arguments, node: cst.CSTNode
) -> Value | None:
    if not isinstance(method.owner, ObjectRef):
        return None
    made = call_instance(machine, method.owner, method.name, arguments, node)
    _call_back(machine, arguments, node)
    _tell_callbacks(machine, method, arguments, node)
    return made


def _call_back(machine: Machine, arguments: Arguments, node: cst.CSTNode) -> None:
    """``model.apply(initialize)``: the library calls the function, and it is not known how often."""
    for value in arguments.values:
        if type(value) is FunctionValue:
            call_back(machine, value, node, later=False, is_evaluated=True)


def _tell_callbacks(machine: Machine, method: Method, arguments: Arguments, node: cst.CSTNode) -> None:
    """``model.fit(x, y, callbacks=[ModelCheckpoint("best.keras")])``: those of a library that do something with it."""
    conventions = machine.registry.conventions
    if method.name not in conventions.trains:
        return
    given = arguments.any_of(conventions.callbacks)
    callbacks = None if given is None else items_of(given, machine.store)
    for one in callbacks or ():
        content = machine.store.content(one)
        path = content.path if isinstance(content, LibraryObject) else ""
        for name in conventions.callbacks_are_told:
            entry = machine.registry.method_entry(path, name)
            if entry is not None:
                carry_out(machine, entry, name, Arguments((one, method.owner)), node)


def _of_choice(
    machine: Machine, method: Method, content: Choice, arguments: Arguments, node: cst.CSTNode
) -> Value | None:
    def on_one(one: Value) -> Value:
        return machine.redirect(Method(one, method.name), machine.given_here(arguments), node)

    return machine.on_each_content(method.owner, content, on_one, node)


def _call_other_method(
    machine: Machine, method: Method, content: Value, arguments: Arguments, node: cst.CSTNode
) -> Value:
    """A method of a list, a number or an unknown thing. It is described for that kind of thing, or not followed."""
    owner, name, kind = method.owner, method.name, kind_of(content)
    renew_column(machine, arguments, node)
    if kind == "str":
        ask_for_gaps(machine, arguments.values, node)
    entry = machine.registry.method_entry(kind, name) or machine.registry.method_entry("any", name)
    changes = name.endswith("_")
    if name == "__setattr__" or name in machine.registry.conventions.weight.replaced:
        note_weight_touched(machine, owner)
    if entry is not None and (kind == "array" or not changes or name.endswith("__")):
        made = call_described(machine, entry, name, arguments.after(owner), node)
        if type(made) is Unknown and type(owner) is Unknown and machine.escaped.calls_nothing(owner.key):
            machine.escaped.note_calling_nothing(made.key)
        return made
    forget_target(machine, arguments, node)
    if isinstance(owner, Instance):
        # It is one of several objects: ``rows[k].__setattr__("n", 9)``.
        set_unknown_attribute(machine, owner)
    if isinstance(owner, Unknown):
        # ``torch.Tensor.t_(scores)``
        change_in_place(machine, owner, name, node)
    elif kind in ("list", "dict", "set") or changes or machine.registry.changes_in_place(kind, name):
        forget_ids(machine, owner, f"the method {name} may change it", node)
        if isinstance(owner, Number) or (isinstance(owner, SequenceValue) and owner.kind == "array"):
            write_to_rows(machine)
    hand_on(machine, arguments, f"the method {name} may change it", node, may_change=False)
    made = changed_by_call(machine, f"the method {name} is not followed", (owner, *arguments.values), node)
    if kind == "array" and members_of(content, machine.store) is not None:
        # ``column.nlargest(3)`` of cells that stand in the program: the last one need not be among them.
        return made.derived(CutByPosition(made.key, name))
    return made


def _call_instance(machine: Machine, owner: ObjectRef, cls: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
    """A layer or model of the file is called. Called on tensors without data, it becomes part of the graph."""
    set_up(machine, cls, owner, node)
    found = (from_class(machine, cls, name, owner, node) for name in machine.registry.instance_calls)
    method = next((one for one in found if one is not None), None)
    if method is None:
        method = library_part(machine, owner)
    if method is None:
        return call_unknown(machine, Instance(cls), arguments, node)
    if not has_symbolic(arguments.values, machine.store):
        return machine.redirect(method, arguments, node)
    begun = machine.journal.mark()
    machine.redirect(method, arguments, node)
    # Look-ups count when data go through the graph. Without data nothing is known of their ids.
    machine.journal.revise(begun, lambda lookup: lookup if lookup.unknown is None else None)
    return machine.symbolic(owner, arguments, node)


def call_object(machine: Machine, owner: ObjectRef, content: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
    """``owner(*arguments)`` of an object, which is ``content`` now."""
    for name in machine.registry.instance_calls:
        own = machine.store.get((owner.alloc, name))
        if own is not None:
            # ``model.forward = function``
            return machine.redirect(own, arguments, node)
    match content:
        case TableObject():
            return call_table(machine, content, owner, arguments, node)
        case ModelObject():
            return call_model_method(machine, owner, content, "__call__", arguments, node)
        case LibraryObject():
            entry = machine.registry.method_entry(content.path, "__call__")
            if entry is not None:
                return call_described(machine, entry, "__call__", arguments.after(owner), node)
            if indexer_effect(machine, content) is None:
                return call_layer(machine, content, owner, arguments, node)
            return call_member(machine, owner, content, "__call__", arguments, node)
        case Instance(cls=cls):
            return _call_instance(machine, owner, cls, arguments, node)
        case Choice():
            return machine.on_each_content(
                owner, content, lambda one: machine.redirect(one, machine.given_here(arguments), node), node
            )
    return call_unknown(machine, content, arguments, node)


_CHANGE_DICTS: Final = frozenset({"update", "setdefault", "pop", "popitem", "clear"})
"""Methods by which the dict of a module's layers is changed."""

_METHODS: Final[dict[type, Callable[[Machine, Method, Any, Arguments, cst.CSTNode], Value | None]]] = {
    LibraryObject: _of_indexer,
    Namespace: _of_namespace,
    Super: _of_super,
    ModelObject: _of_model,
    Method: _of_method,
    TableObject: _of_table,
    Instance: _of_instance,
    Choice: _of_choice,
}
"""How a method of such a content is called. None means: as a method of any other thing."""

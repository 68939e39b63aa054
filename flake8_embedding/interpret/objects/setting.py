"""Setting attributes: on instances by Python's own rules, on classes, and on objects of libraries."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from flake8_embedding.interpret.containers.nameless_objects import objects_like, set_on_each
from flake8_embedding.interpret.escaping.members_set import forget_member, forget_members, set_member
from flake8_embedding.interpret.escaping.stored_outside import note_stored
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.journal_entries import TableResized
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.dicts_of_modules import has_attributes, set_attribute_of_dict
from flake8_embedding.interpret.networks.layer_weights import rows_of_layer
from flake8_embedding.interpret.networks.weights import note_any_attribute, note_new_weight
from flake8_embedding.interpret.objects.resolution import bound_to, find_member, from_class
from flake8_embedding.interpret.objects.shared_namespaces import set_entry, share, shares
from flake8_embedding.interpret.programs.project_modules import MODULE_ITSELF
from flake8_embedding.interpret.vocabularies.indexers import set_setting
from flake8_embedding.interpret.vocabularies.own_indexers import part_with
from flake8_embedding.library.spec import LooksUp
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.classes import Property, RecordClass
from flake8_embedding.values.containers.contents import texts_in
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.imported import ModuleValue
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.objects import Instance, LibraryObject, ModelObject, TableObject, is_none
from flake8_embedding.values.provenance import InLibrary, Key, SetMember
from flake8_embedding.values.value import (
    NONE,
    TRUE,
    AllocationSite,
    Choice,
    ClassValue,
    Const,
    FunctionValue,
    Guarded,
    LibraryName,
    Method,
    ObjectRef,
    Unknown,
    Value,
)


def set_attribute(machine: Machine, owner: Value, name: str, value: Value, node: cst.CSTNode) -> None:
    """``owner.name = value``"""
    content = machine.store.content(owner)
    match content:
        case ClassValue(scope=scope):
            if name.startswith("__"):
                machine.classes.note_special_method(name)
            machine.store.set((scope, name), value)
        case ModuleValue(scope=scope):
            machine.modules.evaluate(content)
            machine.store.set((scope, name), value)
        case RecordClass(scope=scope) if scope is not None:
            machine.store.set((scope, name), value)
        case LibraryName(path=path):
            _set_in_library(machine, path, name, value, node)
        case FunctionValue() if name in ("__defaults__", "__kwdefaults__", "__code__"):
            machine.replace_everywhere(owner, machine.unknown(f"its {name} was changed", node))
        case Unknown():
            _set_on_unknown(machine, owner, name, value, node)
        case _ if isinstance(owner, ObjectRef):
            _set_on_object(machine, owner, content, name, value, node)
        case _:
            _set_on_one_of_several(machine, owner, name, value, node)


def _set_on_one_of_several(machine: Machine, owner: Value, name: str, value: Value, node: cst.CSTNode) -> None:
    match owner:
        case Choice():
            _on_each(machine, owner, lambda one: set_attribute(machine, one, name, value, node), node)
        case Instance(cls=cls) if _runs_code(machine, cls, name, node):
            set_unknown_attribute(machine, owner)
        case Instance():
            set_directly(machine, owner, name, value, node)


def _on_each(machine: Machine, owner: Choice, change: Callable[[Value], None], node: cst.CSTNode) -> None:
    """Change each object that ``owner`` may be, on the path on which it is that one."""

    def changed(one: Value) -> Value:
        change(one)
        return NONE

    machine.store.on_each(owner, changed, machine.key(node))


def _runs_code(machine: Machine, cls: Value, name: str, node: cst.CSTNode) -> bool:
    """Whether to set the attribute runs code of the class, or of a descriptor."""
    own = machine.classes.defines("__setattr__") and from_class(machine, cls, "__setattr__", Instance(cls), node)
    found = find_member(machine, linear(cls), name)
    return bool(own) or (found is not None and isinstance(found.value, Property | ObjectRef))


def _set_on_unknown(machine: Machine, owner: Value, name: str, value: Value, node: cst.CSTNode) -> None:
    if name == "cell_contents":
        # ``function.__closure__[0].cell_contents = 10`` binds a name of a call in which the function was made.
        for scope in machine.scopes_closed_over():
            machine.forget_names("it may be set through a closure", node, scope=scope)
    if is_module(machine, value):
        replace_modules(machine, name)
    if isinstance(owner, Unknown):
        set_member(machine, owner, name, value)
        set_on_each(machine, machine.escaped.aliased_by(owner.key), name, node)
    else:
        set_directly(machine, owner, name, value, node)


def _set_in_library(machine: Machine, path: str, name: str, value: Value, node: cst.CSTNode) -> None:
    """``nn.Embedding = Larger``, ``sys.modules[__name__].rows = 10``"""
    if path == MODULE_ITSELF:
        machine.bind_in_module(name, value)
        return
    note_replaced_in_library(machine, path, name)
    # ``sys.stdout = Window()``
    note_stored(machine, LibraryName(path), value, node)
    machine.store.set(InLibrary(f"{path}.{name}"), value)


def note_replaced_in_library(machine: Machine, path: str, name: str) -> None:
    """A library has something else under the name from now on."""
    machine.escaped.note_patched(f"{path}.{name}")
    if name.startswith("__") or name in machine.registry.conventions.instance_calls:
        machine.escaped.note_changed_class(path)
        if machine.registry.inherited_from(path) is not None:
            # ``nn.Module.__call__ = call``: every layer has it.
            machine.escaped.note_hook()
    entry = machine.registry.entry_for(f"{path}.{name}")
    if entry is not None and isinstance(entry.effect, LooksUp):
        # ``F.embedding = safe``: the tables call it.
        machine.escaped.note_hook()


def _set_on_object(
    machine: Machine, owner: ObjectRef, content: Value, name: str, value: Value, node: cst.CSTNode
) -> None:
    match content:
        case TableObject():
            _set_on_table(machine, owner, content, name, value, node)
        case DictValue() if name == "default_factory":
            machine.store.set(owner.alloc, replace(content, factory=None if is_none(value) else value))
        case DictValue() if has_attributes(machine, owner) and is_module(machine, value):
            set_attribute_of_dict(machine, owner, content, name, value)
        case DictValue() if not has_attributes(machine, owner):
            # A plain dict has none: it is an object of a class, which may make entries of them.
            machine.forget(owner, f"{name} is set", node)
            set_directly(machine, owner, name, value, node)
        case ModelObject(inputs=None) if (place := content.numbered(name)) is not None:
            # A list of layers has them by their places as well.
            machine.store.set(owner.alloc, content.with_layer(value, place))
        case LibraryObject() if set_setting(machine, owner, content, name, value):
            return
        case DataFrame():
            machine.store.set(owner.alloc, _frame_after(machine, content, name, value, node))
        case Instance(cls=cls):
            _set_on_instance(machine, owner, cls, name, value, node)
        case SequenceValue(kind="array") if name in machine.registry.conventions.array_content:
            machine.forget(owner, f"its {name} is set", node)
        case _:
            _set_named_layer(machine, owner, content, name, value)
            set_directly(machine, owner, name, value, node)


def _set_named_layer(machine: Machine, owner: ObjectRef, model: Value, name: str, value: Value) -> None:
    """``Sequential(OrderedDict(words=table))``, and then ``model.words = other``, or one more layer."""
    if not isinstance(model, ModelObject) or model.inputs is not None or not has_attributes(machine, owner):
        return
    before, layers = machine.store.get((owner.alloc, name)), model.layers
    if before is not None and before in layers:
        changed = model.with_layer(value, layers.index(before))
        is_clear = layers.count(before) == 1
        machine.store.set(owner.alloc, changed if is_clear else changed.in_some_order((owner.alloc, name)))
    elif is_module(machine, value):
        machine.store.set(owner.alloc, model.with_layer(value))


def _set_on_table(
    machine: Machine, owner: ObjectRef, table: TableObject, name: str, value: Value, node: cst.CSTNode
) -> None:
    if name == table.table.size_name:
        # Keras makes the weight later, with the number of rows that is set now.
        machine.journal.record(TableResized(table.key))
    if name in table.table.matrix_names and rows_of_layer(machine, value) is not None:
        # The weight of a layer is read as the table's, so that ids are noted that are looked up in it.
        value = Method(owner, name)
    set_directly(machine, owner, name, value, node)


def _frame_after(machine: Machine, frame: DataFrame, name: str, value: Value, node: cst.CSTNode) -> DataFrame:
    """``df.user = ...``, ``df.columns = ["user", "film"]``"""
    if name not in machine.registry.conventions.column_names:
        return frame.with_column(name, value)
    return frame.renamed(texts_in(value, machine.store), machine.key(node))


def set_directly(machine: Machine, owner: Value, name: str, value: Value, node: cst.CSTNode) -> None:
    """``object.__setattr__(owner, name, value)``: no code of the class runs."""
    match owner:
        case ObjectRef() if name == "__dict__":
            if not share(machine, owner, value):
                _replace_attributes(machine, owner, machine.store.content(value), node)
        case ObjectRef() if shares(machine, owner):
            set_entry(machine, owner, name, value, node)
        case ObjectRef(alloc=alloc):
            machine.store.set((alloc, name), value)
        case Choice():
            _on_each(machine, owner, lambda one: set_directly(machine, one, name, value, node), node)
        case Instance():
            set_on_each(machine, objects_like(machine, owner), name, node)
        case Unknown(key=key):
            set_on_each(machine, machine.escaped.aliased_by(key), name, node)
        case LibraryName(path=path) if path == MODULE_ITSELF:
            machine.bind_in_module(name, value)


def set_unknown_attribute(machine: Machine, owner: Value) -> None:
    """Some attribute was set or deleted; which one is not known."""
    match owner:
        case ObjectRef():
            machine.forget_attributes(owner)
            note_any_attribute(machine, owner)
        case ClassValue(scope=scope):
            machine.store.set((scope, "*"), TRUE)
        case LibraryName(path=path) if path == MODULE_ITSELF:
            machine.forget_names("which name of the module is set is not known", "*", scope=machine.main_scope)
        case LibraryName(path=path):
            machine.escaped.note_patched(f"{path}.*")
        case Unknown():
            replace_modules(machine, None)
            forget_members(machine, owner.key)
        case ModuleValue(scope=scope):
            machine.modules.evaluate(owner)
            machine.forget_names("which name of the module is set is not known", scope, scope=scope)
        case Instance() | Choice():
            several = objects_like(machine, owner) if isinstance(owner, Instance) else map(_value, owner.options)
            for one in several:
                set_unknown_attribute(machine, one)


def _value(option: Guarded) -> Value:
    return option.value


def replace_modules(machine: Machine, name: str | None) -> None:
    """``module.name = table`` of a module that is not known: any module of the file may have got it. Without a name,
    any attribute may have been set."""
    for key, held in machine.store.everything():
        content = machine.store.content(held) if isinstance(held, ObjectRef) else held
        match key:
            case (AllocationSite(), str() as own) if own in (name or own) and isinstance(
                content, TableObject | ModelObject | Instance
            ):
                machine.store.set(key, Unknown("a module may have been put in its place", Key("replaced", key), own))
            case SetMember() if name in (None, key.name) and isinstance(content, TableObject | ModelObject | Instance):
                forget_member(machine, key)
            case AllocationSite() if isinstance(held, LibraryObject) and _has_tables(machine, held):
                machine.store.set(key, replace(held, settings=()))
            case AllocationSite() if isinstance(content, ModelObject) and (name is None or name.isdigit()):
                machine.store.set(key, Unknown("its layers may have been replaced", Key("replaced", key)))


def _has_tables(machine: Machine, model: LibraryObject) -> bool:
    return any(isinstance(machine.store.content(value), TableObject) for _, value in model.settings)


def _set_on_instance(
    machine: Machine, owner: ObjectRef, cls: Value, name: str, value: Value, node: cst.CSTNode
) -> None:
    """Set by the class's ``__setattr__``, a property or another descriptor; otherwise in the instance itself."""
    if name == "__class__":
        machine.store.set(owner.alloc, Instance(value) if isinstance(value, ClassValue) else value)
        return
    if name == "__dict__":
        set_directly(machine, owner, name, value, node)
        return
    own = from_class(machine, cls, "__setattr__", owner, node) if machine.classes.defines("__setattr__") else None
    if own is not None:
        machine.call(own, Arguments((Const(name), value)), node)
        return
    found = find_member(machine, linear(cls), name)
    match found.value if found is not None else None:
        case Property(setter=FunctionValue() as setter) if found is not None:
            machine.call(bound_to(setter, owner, found.definer), Arguments((value,)), node)
        case Property(setter=None, cached=False):
            # The property has no setter: Python raises an error.
            return
        case Property(setter=Value()):
            machine.forget_attributes(owner)
        case ObjectRef() as descriptor if machine.classes.defines("__set__"):
            _set_by_descriptor(machine, owner, descriptor, name, value, node)
        case _:
            part = part_with(machine, owner, name)
            if part is not None:
                set_attribute(machine, part, name, value, node)
            else:
                set_directly(machine, owner, name, value, node)


def _replace_attributes(machine: Machine, owner: ObjectRef, namespace: Value, node: cst.CSTNode) -> None:
    """``owner.__dict__ = {"rows": 10}``"""
    if not isinstance(namespace, DictValue) or namespace.key is not None:
        machine.forget_attributes(owner)
        return
    for name, _ in machine.store.names_in(owner.alloc):
        machine.store.delete((owner.alloc, name))
    for key, value in namespace.entries:
        set_in_namespace(machine, owner, key, value, node)


def _set_by_descriptor(
    machine: Machine, owner: ObjectRef, descriptor: ObjectRef, name: str, value: Value, node: cst.CSTNode
) -> None:
    content = machine.store.content(descriptor)
    setter = from_class(machine, content.cls, "__set__", descriptor, node) if isinstance(content, Instance) else None
    if setter is None:
        set_directly(machine, owner, name, value, node)
    else:
        machine.call(setter, Arguments((owner, value)), node)


def call_setattr(machine: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """``setattr(owner, name, value)``"""
    match arguments.positional:
        case [owner, Const(value=str() as name), value]:
            set_attribute(machine, owner, name, value, node)
        case [ObjectRef() as owner, name, value] if _sets_itself(machine, owner, name, value, node):
            set_unknown_attribute(machine, owner)
        case [Unknown(key=key), _, value] if not is_module(machine, value):
            forget_members(machine, key)
        case [owner, *_]:
            set_unknown_attribute(machine, owner)
    return NONE


def _sets_itself(machine: Machine, owner: ObjectRef, name: Value, value: Value, node: cst.CSTNode) -> bool:
    """Whether the object's class says what setting does: ``__setattr__ = dict.__setitem__``."""
    content = machine.store.content(owner)
    if not machine.classes.defines("__setattr__") or not isinstance(content, Instance):
        return False
    own = from_class(machine, content.cls, "__setattr__", owner, node)
    if own is not None:
        machine.call(own, Arguments((name, value)), node)
    return own is not None


def is_module(machine: Machine, value: Value) -> bool:
    """Whether it is a table, a model, or an object of the file."""
    return isinstance(machine.store.content(value), TableObject | ModelObject | Instance)


def set_in_namespace(machine: Machine, owner: Value, name: Value | None, value: Value, node: cst.CSTNode) -> None:
    """``vars(owner)[name] = value``"""
    if isinstance(name, Const) and isinstance(name.value, str):
        note_new_weight(machine, owner, name.value, value, node)
        set_directly(machine, owner, name.value, value, node)
    else:
        set_unknown_attribute(machine, owner)

"""Attributes: names in libraries, members of library objects, attributes and methods of the file's own objects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import libcst as cst

from flake8_embedding.interpret.calling.entrycall import carry_out
from flake8_embedding.interpret.escaping.members_set import member_set
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.dicts_of_modules import attribute_of_dict
from flake8_embedding.interpret.networks.modes import mode_of
from flake8_embedding.interpret.networks.table_attributes import attribute_of_table
from flake8_embedding.interpret.networks.told_apart import is_class_of_tables
from flake8_embedding.interpret.networks.weights import attribute_of_weight, weighted_table
from flake8_embedding.interpret.objects.instance_attributes import missing_in_class, of_instance, of_object, of_super
from flake8_embedding.interpret.objects.module_attributes import in_module, in_module_itself, of_library
from flake8_embedding.interpret.objects.resolution import from_class
from flake8_embedding.interpret.programs.project_modules import MODULE_ITSELF
from flake8_embedding.interpret.vocabularies.members import member_of
from flake8_embedding.syntax.walk import nodes_in
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.arrays.sparse import SparseMatrix
from flake8_embedding.values.arrays.views import ChangedCopies
from flake8_embedding.values.classes import Namespace, Property, RecordClass, Super
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.imported import ModuleValue
from flake8_embedding.values.kinds import kind_of
from flake8_embedding.values.objects import Instance, LibraryObject, ModelObject, Replacement, Suspended, TableObject
from flake8_embedding.values.predicates.predicate import Undecided
from flake8_embedding.values.provenance import Part
from flake8_embedding.values.value import (
    Choice,
    ClassValue,
    Const,
    FunctionValue,
    LibraryName,
    Method,
    Number,
    ObjectRef,
    Symbolic,
    TextValue,
    Unknown,
    Value,
)


def read_attribute(machine: Machine, owner: Value, name: str, node: cst.CSTNode) -> Value:
    """``owner.name``."""
    content = owner
    if type(owner) is ObjectRef:
        own = of_object(machine, owner, name, node)
        if own is not None:
            return own
        content = machine.store.content(owner)
    if type(owner) in _MAY_BE_SWITCHED and type(content) is not Instance:
        mode = mode_of(machine, owner, name, node)
        if mode is not None:
            return mode
    how = _BY_KIND.get(type(content))
    if how is None:
        return _not_followed(machine, name, node)
    found = how(machine, owner, content, name, node)
    return machine.on_this_path(found) if type(found) is Choice else found


_MAY_BE_SWITCHED = frozenset({ObjectRef, Method})
"""Modules, and their weights: ``layer.training``, ``layer.weight.requires_grad``."""


def _not_followed(machine: Machine, name: str, node: cst.CSTNode) -> Value:
    return machine.unknown(f"the attribute {name} is not followed", node)


def _of_library_name(machine: Machine, owner: Value, content: LibraryName, name: str, node: cst.CSTNode) -> Value:
    if content.path == MODULE_ITSELF:
        return in_module_itself(machine, name, node)
    if name in _NAMES_OF_CLASSES and is_class_of_tables(machine, content.path):
        return Const(content.path.rpartition(".")[2])
    return of_library(machine, content.path, name, node)


_NAMES_OF_CLASSES = frozenset({"__name__", "__qualname__"})


def _of_module(machine: Machine, owner: Value, content: ModuleValue, name: str, node: cst.CSTNode) -> Value:
    return in_module(machine, content, name)


def _of_function(machine: Machine, owner: Value, content: FunctionValue, name: str, node: cst.CSTNode) -> Value:
    if name == "__globals__":
        return in_module_itself(machine, "__dict__", node)
    definition = content.node
    if name == "__name__" and isinstance(definition, cst.FunctionDef):
        module = machine.source.of(definition).module
        if not machine.syntax.ask(_may_rename_functions, module):
            return Const(definition.name.value)
    return _not_followed(machine, name, node)


def _may_rename_functions(module: cst.Module) -> bool:
    """Whether the file may set the name of a function: ``run.__name__ = "call"``, ``update_wrapper(run, call)``."""
    for node in nodes_in(module):
        match node:
            case (
                cst.AssignTarget(target=target)
                | cst.AnnAssign(target=target)
                | cst.AugAssign(target=target)
                | cst.For(target=target)
                | cst.CompFor(target=target)
                | cst.AsName(name=target)
                | cst.Del(target=target)
            ) if _sets_name(target):
                return True
            case cst.Name(value="wraps" | "update_wrapper"):
                return True
            case cst.SimpleString() if node.raw_value == "__name__":
                return True
    return False


def _sets_name(target: cst.BaseExpression) -> bool:
    """Whether an assignment to the target sets ``run.__name__``, alone or among others."""
    match target:
        case cst.Attribute(attr=cst.Name(value=name)):
            return name == "__name__"
        case cst.Tuple(elements=elements) | cst.List(elements=elements):
            return any(_sets_name(one.value) for one in elements)
    return False


def _of_unknown(machine: Machine, owner: Value, content: Unknown, name: str, node: cst.CSTNode) -> Value:
    if name == "__globals__":
        return in_module_itself(machine, "__dict__", node)
    own = member_set(machine, content, name) if type(content) is Unknown else None
    return own or _of_content(machine, owner, content, name, node)


def _of_choice(machine: Machine, owner: Value, content: Choice, name: str, node: cst.CSTNode) -> Value:
    return machine.on_each_content(owner, content, lambda one: read_attribute(machine, one, name, node), node)


def _of_class(machine: Machine, owner: Value, content: ClassValue, name: str, node: cst.CSTNode) -> Value:
    if name in _NAMES_OF_CLASSES and content.name:
        return Const(content.name)
    return from_class(machine, content, name, None, node) or missing_in_class(content, name)


def _of_record_class(machine: Machine, owner: Value, content: RecordClass, name: str, node: cst.CSTNode) -> Value:
    """What the program has set of a named tuple's class: ``Tokenizers.source = Tokenizer()``."""
    own = machine.store.get((content.scope, name)) if content.scope is not None else None
    return own if own is not None else _not_followed(machine, name, node)


def _of_method(machine: Machine, owner: Value, content: Method, name: str, node: cst.CSTNode) -> Value:
    if weighted_table(machine, content) is not None:
        return attribute_of_weight(machine, content, name, node)
    return Method(content, name)


def _of_indexer(machine: Machine, owner: Value, content: LibraryObject, name: str, node: cst.CSTNode) -> Value:
    entry = machine.registry.attribute_entry(content.path, name) or machine.registry.attribute_entry(content.path, "*")
    if entry is not None:
        return carry_out(machine, entry, name, Arguments((owner,)), node)
    return member_of(machine, owner, content, name, node)


def _of_tensor(machine: Machine, owner: Value, content: Symbolic, name: str, node: cst.CSTNode) -> Value:
    def run(values: tuple[Value, ...]) -> Value:
        return read_attribute(machine, values[0], name, node)

    return machine.operation((content,), run, node, keeps_ids=True)


def _of_table(machine: Machine, owner: Value, content: TableObject, name: str, node: cst.CSTNode) -> Value:
    return attribute_of_table(machine, owner, content, name, node) or _of_content(machine, owner, content, name, node)


def _of_frame(machine: Machine, owner: Value, content: DataFrame, name: str, node: cst.CSTNode) -> Value:
    """A method of the data, or a column by its name."""
    entry = machine.registry.attribute_entry("frame", name)
    if entry is not None:
        return carry_out(machine, entry, name, Arguments((owner,)), node)
    return Method(owner, name) if machine.registry.method_entry("frame", name) is not None else content.column(name)


def _of_dict(machine: Machine, owner: Value, content: DictValue, name: str, node: cst.CSTNode) -> Value:
    entry = attribute_of_dict(machine, owner, content, name)
    return entry if entry is not None else _of_content(machine, owner, content, name, node)


def _of_iterator(machine: Machine, owner: Value, content: Suspended, name: str, node: cst.CSTNode) -> Value:
    """A method of a generator that has not begun: ``steps().send(None)``."""
    return Method(owner, name)


def _of_content(machine: Machine, owner: Value, content: Value, name: str, node: cst.CSTNode) -> Value:
    kind = kind_of(content)
    entry = machine.registry.attribute_entry(kind, name) or (
        machine.registry.attribute_entry("any", name) if kind in ("number", "vectors") else None
    )
    if entry is not None and not entry.uncalled:
        return carry_out(machine, entry, name, Arguments((owner,)), node)
    if isinstance(content, Unknown) and not _has_method(machine, kind, name):
        return content.derived(Part(content.key, name), f"{content.text}.{name}" if content.text else None)
    return Method(owner, name)


def _has_method(machine: Machine, kind: str, name: str) -> bool:
    """Whether an unknown thing of this kind has a method of this name that is described."""
    return any(machine.registry.method_entry(one, name) is not None for one in (kind, "any"))


def read_uncalled(machine: Machine, found: Value, node: cst.CSTNode) -> Value:
    """What an attribute is that is read and not called: ``x.size`` is a number in NumPy and a method in PyTorch."""
    if type(found) is not Method:
        return found
    entry = machine.registry.attribute_entry(kind_of(machine.store.content(found.owner)), found.name)
    return carry_out(machine, entry, found.name, Arguments((found.owner,)), node) if entry is not None else found


_BY_KIND: Final[dict[type, Callable[[Machine, Value, Any, str, cst.CSTNode], Value]]] = {
    LibraryName: _of_library_name,
    ModuleValue: _of_module,
    FunctionValue: _of_function,
    Choice: _of_choice,
    Instance: of_instance,
    ClassValue: _of_class,
    RecordClass: _of_record_class,
    Method: _of_method,
    Super: of_super,
    LibraryObject: _of_indexer,
    Symbolic: _of_tensor,
    DataFrame: _of_frame,
    TableObject: _of_table,
    Unknown: _of_unknown,
    Undecided: _of_unknown,
    DictValue: _of_dict,
    Suspended: _of_iterator,
    **dict.fromkeys((Number, SequenceValue, ModelObject, Const, TextValue), _of_content),
    **dict.fromkeys((Property, Namespace, SparseMatrix, ChangedCopies, Replacement), _of_content),
}

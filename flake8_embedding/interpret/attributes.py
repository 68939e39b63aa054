"""Attributes: names in libraries, members of library objects, attributes and methods of the file's own objects."""

from __future__ import annotations

from dataclasses import replace

import libcst as cst

from flake8_embedding.facts import Use
from flake8_embedding.interpret.derived import has_constructor, library_base, library_part
from flake8_embedding.interpret.effects import carry_out
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.members import member_of
from flake8_embedding.library.spec import FED_BY
from flake8_embedding.values.bindings import PartlyBound, filled
from flake8_embedding.values.frames import DataFrame
from flake8_embedding.values.identity import Key
from flake8_embedding.values.objects import (
    DictValue,
    Instance,
    LibraryObject,
    ModelObject,
    SequenceValue,
    Super,
    TableObject,
)
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
    if isinstance(owner, ObjectRef):
        if machine.store.get((owner.alloc, "*")) is not None:
            return _missing(machine, owner, name, node)
        if name == "__dict__":
            machine.forget_attributes(owner)
        own = machine.store.look_up((owner.alloc, name), lambda: _behind(machine, owner, name))
        if own is not None:
            machine.trail.note_read((owner.alloc, name), own)
            return machine.on_this_path(own)
    content = machine.store.content(owner)
    if isinstance(content, TableObject) and name in content.table.matrix_names:
        machine.facts.read_whole.add(content.key)
    match content:
        case LibraryName(path=path):
            return _in_library(machine, path, name, node)
        case Choice():
            return machine.on_each_content(owner, content, lambda one: read_attribute(machine, one, name, node), node)
        case Instance(cls=cls):
            member = from_class(machine, cls, name, owner)
            return member or _inherited(machine, owner, cls, name, node)
        case ClassValue():
            return from_class(machine, content, name, None) or machine.unknown(f"the class has no {name}", node)
        case Method(owner=table, name="weight") if isinstance(machine.store.content(table), TableObject):
            # ``table.weight.data`` is the same matrix.
            return content if name in ("data", "weight") else Method(content, name)
        case Super(owner=this, bases=bases):
            found = (from_class(machine, base, name, this) for base in bases)
            member = next((one for one in found if one is not None), None)
            return member or _of_super(machine, content, name, node)
        case LibraryObject():
            return member_of(machine, owner, content, name, node)
        case Symbolic():
            return machine.symbolic(None, Arguments((content,)), node)
        case DataFrame():
            return _of_frame(machine, owner, content, name, node)
        case Number() | SequenceValue() | DictValue() | TableObject() | ModelObject() | Const() | TextValue():
            return _of_content(machine, owner, content, name, node)
        case Unknown():
            return _of_content(machine, owner, content, name, node)
    return machine.unknown(f"the attribute {name} is not followed", node)


def _behind(machine: Machine, owner: ObjectRef, name: str) -> Value | None:
    """What an instance has by its class where it has no such attribute of its own; None where reading it fails."""
    content = machine.store.content(owner)
    if not isinstance(content, Instance):
        return None
    found = from_class(machine, content.cls, name, owner)
    return _missing(machine, owner, name, None) if found is None and _has_unseen_base(machine, content.cls) else found


def _has_unseen_base(machine: Machine, cls: Value) -> bool:
    """Whether a base may have attributes that are not known: one of another file. ``object`` and what libraries have
    for models and layers do not."""
    match cls:
        case ClassValue(bases=bases):
            return any(_has_unseen_base(machine, base) for base in bases)
        case LibraryName(path=path):
            return path != "builtins.object" and machine.registry.inherited_from(path) is None
    return True


def _of_frame(machine: Machine, owner: Value, frame: DataFrame, name: str, node: cst.CSTNode) -> Value:
    """A method of the data, or a column by its name."""
    row = machine.registry.attribute_entry("frame", name)
    if row is not None:
        return carry_out(machine, row, name, Arguments((owner,)), node)
    return Method(owner, name) if machine.registry.method_entry("frame", name) is not None else frame.column(name)


def _in_library(machine: Machine, path: str, name: str, node: cst.CSTNode) -> Value:
    flavour = machine.registry.flavour_of(path)
    if flavour is not None and path == flavour.root and name in flavour.newer_only:
        machine.facts.newest_keras = True
    if flavour is None and machine.registry.is_known_module(f"{path}.{name}"):
        used = machine.registry.flavour_of(f"{path}.{name}")
        if used is not None:
            machine.facts.uses.setdefault(used.name, Use(node, machine.guards))
    return machine.registry.constant_at(f"{path}.{name}") or LibraryName(f"{path}.{name}")


def from_class(machine: Machine, cls: Value, name: str, owner: Value | None) -> Value | None:
    """A member of a class of the file or of its bases; a function becomes a method of ``owner``."""
    if not isinstance(cls, ClassValue):
        return None

    def own(value: Value) -> Value:
        return _bound(machine, value, owner, cls) if isinstance(value, FunctionValue) else value

    def inherited() -> Value | None:
        found = (from_class(machine, base, name, owner) for base in cls.bases)
        return next((one for one in found if one is not None), None)

    held = machine.store.held((cls.scope, name))
    match held:
        case None:
            return inherited()
        case PartlyBound(bound=options):
            bound = tuple(replace(option, value=own(option.value)) for option in options)
            return filled(replace(held, bound=bound), inherited, Key("unbound", cls.scope, name))
        case Choice(options=options):
            return Choice(tuple(replace(option, value=own(option.value)) for option in options))
    return own(held)


def is_property(machine: Machine, cls: Value, name: str) -> bool:
    """Whether reading ``name`` of an instance runs code of the class."""
    if not isinstance(cls, ClassValue):
        return False
    found = machine.store.get((cls.scope, name))
    if found is not None:
        return isinstance(found, FunctionValue) and found.binding == "property"
    return any(is_property(machine, base, name) for base in cls.bases)


def _bound(machine: Machine, function: FunctionValue, owner: Value | None, cls: ClassValue) -> Value:
    match function.binding:
        case "static":
            return replace(function, cls=cls)
        case "class":
            return replace(function, owner=cls, cls=cls)
        case "property" if owner is not None:
            return machine.call(replace(function, owner=owner, cls=cls), Arguments(), function.node)
    return replace(function, owner=owner, cls=cls)


def _inherited(machine: Machine, owner: Value, cls: Value, name: str, node: cst.CSTNode) -> Value:
    """What an instance has from a library's class that its own derives from."""
    base = library_base(machine, cls)
    if base is not None and name in base.itself:
        return owner
    part = library_part(machine, owner)
    if part is not None:
        return read_attribute(machine, part, name, node)
    if base is not None and ((base.fits and name in FED_BY) or name in base.calls or base.method(name) is not None):
        return Method(owner, name)
    return _missing(machine, owner, name, node)


def _of_super(machine: Machine, this: Super, name: str, node: cst.CSTNode) -> Value:
    if name == "__init__" and any(has_constructor(machine, base) for base in this.bases):
        return Method(this, name)
    part = library_part(machine, this.owner)
    if part is not None:
        return read_attribute(machine, part, name, node)
    return machine.unknown("a base class is not seen", node)


def _missing(machine: Machine, owner: Value, name: str, node: cst.CSTNode | None) -> Value:
    """An attribute set by code that is not seen: a base class, or a method that nobody calls here."""
    alloc = owner.alloc if isinstance(owner, ObjectRef) else None
    return Unknown(
        f"the attribute {name} is not set in what is evaluated", Key("attribute", alloc, name), f"self.{name}"
    )


def _of_content(machine: Machine, owner: Value, content: Value, name: str, node: cst.CSTNode) -> Value:
    kind = kind_of(content)
    row = machine.registry.attribute_entry(kind, name) or (
        machine.registry.attribute_entry("any", name) if kind == "number" else None
    )
    if row is not None:
        return carry_out(machine, row, name, Arguments((owner,)), node)
    if isinstance(content, Unknown) and machine.registry.method_entry("any", name) is None:
        return content.derived(Key(content.key, name), f"{content.text}.{name}" if content.text else None)
    if isinstance(content, TableObject) and name in (content.table.size_name, content.table.width_name):
        size = content.table.rows if name == content.table.size_name else content.table.width
        return size if size is not None else machine.unknown(f"the {name} is not seen", node)
    return Method(owner, name)


def kind_of(content: Value) -> str:
    """The word under which library files list methods and attributes of such a thing."""
    match content:
        case SequenceValue(kind=kind):
            return kind
        case DictValue():
            return "dict"
        case Const(value=str()) | TextValue():
            return "str"
        case TableObject():
            return "table"
        case ModelObject():
            return "model"
        case Number():
            return "number"
        case DataFrame():
            return "frame"
        case Unknown():
            return "any"
    return "other"

"""Attributes: names in libraries, members of library objects, attributes and methods of the file's own objects."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.facts import Use
from flake8_embedding.interpret.derived import has_constructor, library_base
from flake8_embedding.interpret.entrycall import carry_out
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.journal import NewestKeras, ReadWhole
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.members import member_of
from flake8_embedding.interpret.project_modules import MODULE_ITSELF
from flake8_embedding.interpret.resolution import (
    find_member,
    from_class,
    from_order,
    is_of_file,
    is_seen,
    library_part,
    seen_by_super,
)
from flake8_embedding.interpret.weights import attribute_of_weight, weighted_table
from flake8_embedding.values.classes import Namespace, Property, Super
from flake8_embedding.values.frames import DataFrame
from flake8_embedding.values.imported import ModuleValue
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.objects import (
    DictValue,
    Instance,
    LibraryObject,
    ModelObject,
    SequenceValue,
    TableObject,
)
from flake8_embedding.values.predicate import Slot
from flake8_embedding.values.provenance import AttributeOf, Key, Part
from flake8_embedding.values.value import (
    Choice,
    ClassValue,
    Const,
    FunctionValue,
    LibraryName,
    Method,
    Number,
    ObjectRef,
    Partial,
    Symbolic,
    TextValue,
    Unknown,
    Value,
)


def read_attribute(machine: Machine, owner: Value, name: str, node: cst.CSTNode) -> Value:
    """``owner.name``."""
    if isinstance(owner, ObjectRef):
        if machine.store.get((owner.alloc, "*")) is not None or _has_own_reading(machine, owner, node):
            return _missing(machine, owner, name, node)
        if name == "__dict__":
            return namespace_of(machine, owner)
        # Assumption: attributes-stay. Nobody who is not given the object has set the attribute under a made-up name.
        own = machine.store.look_up((owner.alloc, name), lambda: _behind(machine, owner, name, node))
        if own is not None:
            machine.trail.note_read((owner.alloc, name), own)
            machine.reading.note(Slot((owner.alloc, name)), own)
            return machine.on_this_path(own)
    content = machine.store.content(owner)
    if isinstance(content, TableObject) and name in content.table.matrix_names:
        machine.journal.record(ReadWhole(content.key))
    match content:
        case LibraryName(path=path) if path == MODULE_ITSELF:
            return _in_module_itself(machine, name, node)
        case LibraryName(path=path):
            return _in_library(machine, path, name, node)
        case FunctionValue() | Unknown() if name == "__globals__":
            return _in_module_itself(machine, "__dict__", node)
        case ModuleValue():
            return _in_module(machine, content, name)
        case Choice():
            return machine.on_each_content(owner, content, lambda one: read_attribute(machine, one, name, node), node)
        case Instance(cls=cls) if name == "__class__":
            return cls
        case Instance(cls=cls):
            member = from_class(machine, cls, name, owner, node)
            return member or _inherited(machine, owner, cls, name, node)
        case ClassValue():
            return from_class(machine, content, name, None, node) or _missing_in_class(content, name)
        case Method() if weighted_table(machine, content) is not None:
            return attribute_of_weight(machine, content, name)
        case Method():
            return Method(content, name)
        case Super():
            return _of_super(machine, content, name, node)
        case LibraryObject():
            return member_of(machine, owner, content, name, node)
        case Symbolic():
            return machine.operation(
                (content,), lambda values: read_attribute(machine, values[0], name, node), node, keeps_ids=True
            )
        case DataFrame():
            return _of_frame(machine, owner, content, name, node)
        case Number() | SequenceValue() | DictValue() | TableObject() | ModelObject() | Const() | TextValue():
            return _of_content(machine, owner, content, name, node)
        case Unknown() | Property() | Namespace():
            return _of_content(machine, owner, content, name, node)
    return machine.unknown(f"the attribute {name} is not followed", node)


def _in_module_itself(machine: Machine, name: str, node: cst.CSTNode) -> Value:
    """``sys.modules[__name__].name``"""
    if name == "__dict__":
        return Namespace(LibraryName(MODULE_ITSELF))
    found = machine.lookup_in_module(name)
    return found if found is not None else machine.unknown(f"the module has no {name}", node)


def namespace_of(machine: Machine, owner: ObjectRef) -> Value:
    """``owner.__dict__``, ``vars(owner)``"""
    if isinstance(machine.store.content(owner), Instance):
        return Namespace(owner)
    machine.forget_attributes(owner)
    return Unknown("the attributes may be set without being named", Key("namespace", owner.alloc))


def _has_own_reading(machine: Machine, owner: ObjectRef, node: cst.CSTNode) -> bool:
    """Whether the class decides by ``__getattribute__`` what each attribute is."""
    if not machine.classes.defines("__getattribute__"):
        return False
    content = machine.store.content(owner)
    return isinstance(content, Instance) and find_member(machine, linear(content.cls), "__getattribute__") is not None


def _behind(machine: Machine, owner: ObjectRef, name: str, node: cst.CSTNode) -> Value | None:
    """What an instance has by its class where it has no such attribute of its own; None where reading it fails."""
    content = machine.store.content(owner)
    if not isinstance(content, Instance):
        return None
    found = from_class(machine, content.cls, name, owner, node)
    if found is None and library_part(machine, owner) is not None:
        # The rest of the look-up finds it.
        return None
    return _missing(machine, owner, name, None) if found is None and _has_unseen_base(machine, content.cls) else found


def _has_unseen_base(machine: Machine, cls: Value) -> bool:
    """Whether a base may have attributes that are not known: one of another file. ``object`` and what libraries have
    for models and layers do not."""
    paths = [one.path if isinstance(one, LibraryName) else None for one in linear(cls) if not is_of_file(one)]
    return any(path is None or machine.registry.inherited_from(path) is None for path in paths)


def _of_frame(machine: Machine, owner: Value, frame: DataFrame, name: str, node: cst.CSTNode) -> Value:
    """A method of the data, or a column by its name."""
    row = machine.registry.attribute_entry("frame", name)
    if row is not None:
        return carry_out(machine, row, name, Arguments((owner,)), node)
    return Method(owner, name) if machine.registry.method_entry("frame", name) is not None else frame.column(name)


def _in_module(machine: Machine, module: ModuleValue, name: str) -> Value:
    """A name of another module of the project."""
    held = machine.modules.member(module, name)
    machine.trail.note_read((module.scope, name), held)
    machine.reading.note(Slot((module.scope, name)), held)
    return machine.on_this_path(held)


def _in_library(machine: Machine, path: str, name: str, node: cst.CSTNode) -> Value:
    if not machine.is_elsewhere:
        _note_use(machine, path, name, node)
    return in_library(machine, f"{path}.{name}")


def _note_use(machine: Machine, path: str, name: str, node: cst.CSTNode) -> None:
    """Which of several libraries with almost the same name the file uses."""
    flavour = machine.registry.flavour_of(path)
    if flavour is not None and path == flavour.root and name in flavour.newer_only:
        machine.journal.record(NewestKeras())
    if flavour is None and machine.registry.is_known_module(f"{path}.{name}"):
        used = machine.registry.flavour_of(f"{path}.{name}")
        if used is not None:
            machine.environment.note_use(used.name, Use(node, machine.guards))


def in_library(machine: Machine, path: str) -> Value:
    """What a name in a library holds: what the file has set it to, or what the library has.

    Assumption: libraries-stay. No other file has replaced it.
    """
    if machine.escaped.is_patched(f"{path.rpartition('.')[0]}.*"):
        return Unknown("the file may have set it", Key("library", path), path)
    own = machine.registry.constant_at(path) or LibraryName(path)
    return machine.store.look_up(Key("library", path), lambda: own) or own if machine.escaped.is_patched(path) else own


def _inherited(machine: Machine, owner: Value, cls: Value, name: str, node: cst.CSTNode) -> Value:
    """What an instance has from a library's class that its own derives from."""
    base = library_base(machine, cls)
    if base is not None and name in base.itself:
        return owner
    if base is not None and base.record is not None and base.method(name) is not None:
        return Method(owner, name)
    if base is not None and name in base.namespaces:
        return Method(owner, name)
    part = library_part(machine, owner)
    if part is not None:
        return read_attribute(machine, part, name, node)
    fed = base is not None and base.fits and name in machine.registry.conventions.fed_by
    if base is not None and (fed or name in base.calls or base.method(name) is not None):
        return Method(owner, name)
    asked = from_class(machine, cls, "__getattr__", owner, node) if machine.classes.defines("__getattr__") else None
    if asked is not None:
        return machine.call(asked, Arguments((Const(name),)), node)
    return _missing(machine, owner, name, node)


def _missing(machine: Machine, owner: Value, name: str, node: cst.CSTNode | None) -> Value:
    """An attribute set by code that is not seen: a base class, or a method that nobody calls here."""
    alloc = owner.alloc if isinstance(owner, ObjectRef) else None
    return Unknown(f"the attribute {name} is not set in what is evaluated", AttributeOf(alloc, name), f"self.{name}")


def _missing_in_class(cls: ClassValue, name: str) -> Value:
    """A class's attribute that a base, or code outside, sets."""
    return Unknown(f"the class has no {name}", AttributeOf(cls.scope, name), f"{cls.name}.{name}")


def _of_super(machine: Machine, seen: Super, name: str, node: cst.CSTNode) -> Value:
    """``super().name``: the next class in the order of the owner's own class has it, whatever the bases of the class
    are in which that stands."""
    cls, order = seen_by_super(machine, seen)
    found = from_order(machine, order, name, seen.owner, cls, node)
    if found is not None:
        return found
    if name == "__init__" and any(has_constructor(machine, base) for base in order):
        return Method(seen, name)
    part = library_part(machine, seen.owner)
    if part is not None:
        return read_attribute(machine, part, name, node)
    of_object = f"builtins.object.{name}"
    if machine.registry.entry_for(of_object) is not None and all(is_seen(machine, one) for one in order):
        return LibraryName(of_object) if name == "__new__" else Partial(LibraryName(of_object), (seen.owner,))
    return machine.unknown("a base class is not seen", node)


def _of_content(machine: Machine, owner: Value, content: Value, name: str, node: cst.CSTNode) -> Value:
    kind = kind_of(content)
    row = machine.registry.attribute_entry(kind, name) or (
        machine.registry.attribute_entry("any", name) if kind == "number" else None
    )
    if row is not None and not row.uncalled:
        return carry_out(machine, row, name, Arguments((owner,)), node)
    if isinstance(content, Unknown) and machine.registry.method_entry("any", name) is None:
        return content.derived(Part(content.key, name), f"{content.text}.{name}" if content.text else None)
    if isinstance(content, TableObject) and name in (content.table.size_name, content.table.width_name):
        size = content.table.rows if name == content.table.size_name else content.table.width
        return size if size is not None else machine.unknown(f"the {name} is not seen", node)
    return Method(owner, name)


def read_uncalled(machine: Machine, found: Value, node: cst.CSTNode) -> Value:
    """What an attribute is that is read and not called: ``x.size`` is a number in NumPy, a method in PyTorch."""
    if not isinstance(found, Method):
        return found
    row = machine.registry.attribute_entry(kind_of(machine.store.content(found.owner)), found.name)
    return carry_out(machine, row, found.name, Arguments((found.owner,)), node) if row is not None else found


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
        case Property():
            return "property"
        case Unknown():
            return "any"
    return "other"

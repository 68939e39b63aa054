"""Attributes: names in libraries, members of library objects, attributes and methods of the file's own objects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import libcst as cst

from flake8_embedding.interpret.derived import has_constructor, library_base
from flake8_embedding.interpret.dicts_of_modules import attribute_of_dict
from flake8_embedding.interpret.entrycall import carry_out
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.instances import set_up
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.members import member_of
from flake8_embedding.interpret.members_set import member_set
from flake8_embedding.interpret.module_attributes import in_module, in_module_itself, of_library
from flake8_embedding.interpret.nameless_objects import objects_like
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
from flake8_embedding.interpret.several_objects import of_several
from flake8_embedding.interpret.table_attributes import attribute_of_table
from flake8_embedding.interpret.told_apart import is_class_of_tables
from flake8_embedding.interpret.weights import attribute_of_weight, weighted_table
from flake8_embedding.values.classes import Namespace, Property, RecordClass, Super
from flake8_embedding.values.columns import DataFrame
from flake8_embedding.values.contents import element_of
from flake8_embedding.values.frames import DataOf
from flake8_embedding.values.imported import ModuleValue
from flake8_embedding.values.kinds import kind_of
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.objects import DictValue, Instance, LibraryObject, ModelObject, SequenceValue, TableObject
from flake8_embedding.values.predicate import Slot, Undecided
from flake8_embedding.values.provenance import AttributeOf, Key, Part
from flake8_embedding.values.sparse import SparseMatrix
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
from flake8_embedding.values.views import ChangedCopies


def read_attribute(machine: Machine, owner: Value, name: str, node: cst.CSTNode) -> Value:
    """``owner.name``."""
    content = owner
    if type(owner) is ObjectRef:
        own = _of_object(machine, owner, name, node)
        if own is not None:
            return own
        content = machine.store.content(owner)
    how = _BY_KIND.get(type(content))
    if how is None:
        return _not_followed(machine, name, node)
    found = how(machine, owner, content, name, node)
    return machine.on_this_path(found) if type(found) is Choice else found


def _not_followed(machine: Machine, name: str, node: cst.CSTNode) -> Value:
    return machine.unknown(f"the attribute {name} is not followed", node)


def _of_object(machine: Machine, owner: ObjectRef, name: str, node: cst.CSTNode) -> Value | None:
    """What an object has itself, or by its class; None where another rule finds it."""
    if machine.store.get((owner.alloc, "*")) is not None or _has_own_reading(machine, owner, node):
        return _missing(machine, owner, name, node)
    if name == "__dict__":
        return namespace_of(machine, owner)
    # Assumption: attributes-stay. Nobody who is not given the object has set the attribute under a made-up name.
    own = machine.store.look_up((owner.alloc, name), lambda: _behind(machine, owner, name, node))
    if own is None:
        return None
    machine.trail.note_read((owner.alloc, name), own)
    machine.reading.note(Slot((owner.alloc, name)), own)
    return machine.on_this_path(own)


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
    return _not_followed(machine, name, node)


def _of_unknown(machine: Machine, owner: Value, content: Unknown, name: str, node: cst.CSTNode) -> Value:
    if name == "__globals__":
        return in_module_itself(machine, "__dict__", node)
    own = member_set(machine, content, name) if type(content) is Unknown else None
    return own or _of_content(machine, owner, content, name, node)


def _of_choice(machine: Machine, owner: Value, content: Choice, name: str, node: cst.CSTNode) -> Value:
    return machine.on_each_content(owner, content, lambda one: read_attribute(machine, one, name, node), node)


def _of_instance(machine: Machine, owner: Value, content: Instance, name: str, node: cst.CSTNode) -> Value:
    if name == "__class__":
        return content.cls
    if name == "__dict__" and owner is content:
        return Namespace(content)
    member = from_class(machine, content.cls, name, owner, node)
    if not isinstance(owner, ObjectRef) and isinstance(content.cls, ClassValue):
        own = of_several(machine, content.cls, name, member, node)
        if own is not None:
            return own
    found = member or _inherited(machine, owner, content.cls, name, node)
    if owner is content and type(found) is Unknown:
        # ``rows[k].__setattr__("n", 9)``
        machine.escaped.note_alias(found.key, objects_like(machine, content))
    return found


def _of_class(machine: Machine, owner: Value, content: ClassValue, name: str, node: cst.CSTNode) -> Value:
    if name in _NAMES_OF_CLASSES and content.name:
        return Const(content.name)
    return from_class(machine, content, name, None, node) or _missing_in_class(content, name)


def _of_record_class(machine: Machine, owner: Value, content: RecordClass, name: str, node: cst.CSTNode) -> Value:
    """What the program has set of a named tuple's class: ``Tokenizers.source = Tokenizer()``."""
    own = machine.store.get((content.scope, name)) if content.scope is not None else None
    return own if own is not None else _not_followed(machine, name, node)


def _of_method(machine: Machine, owner: Value, content: Method, name: str, node: cst.CSTNode) -> Value:
    if weighted_table(machine, content) is not None:
        return attribute_of_weight(machine, content, name)
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
    """What an instance has by its class, if it has no such attribute itself; None if reading it fails."""
    content = machine.store.content(owner)
    if type(content) is not Instance:
        return None
    found = from_class(machine, content.cls, name, owner, node)
    if found is None and library_part(machine, owner) is not None:
        # The library part has it, which is asked later.
        return None
    if found is None and library_base(machine, content.cls) is None:
        found = _by_getattr(machine, owner, content.cls, name, node)
    return _missing(machine, owner, name, None) if found is None and _has_unseen_base(machine, content.cls) else found


def _has_unseen_base(machine: Machine, cls: Value) -> bool:
    """Whether a base class of another file may have attributes that are not known. ``object`` has none, and what
    libraries' models and layers have is described."""
    paths = [one.path if isinstance(one, LibraryName) else None for one in linear(cls) if not is_of_file(one)]
    return any(path is None or machine.registry.inherited_from(path) is None for path in paths)


def _of_frame(machine: Machine, owner: Value, content: DataFrame, name: str, node: cst.CSTNode) -> Value:
    """A method of the data, or a column by its name."""
    entry = machine.registry.attribute_entry("frame", name)
    if entry is not None:
        return carry_out(machine, entry, name, Arguments((owner,)), node)
    return Method(owner, name) if machine.registry.method_entry("frame", name) is not None else content.column(name)


def _inherited(machine: Machine, owner: Value, cls: Value, name: str, node: cst.CSTNode) -> Value:
    """What an instance has from the library's class that its own class derives from, or as every object."""
    if name in _SETTERS:
        return Partial(LibraryName(_SETTERS[name]), (owner,))
    base = library_base(machine, cls)
    if base is not None and (name in base.itself or name == "__call__"):
        return owner
    if base is not None and base.record is not None and base.method(name) is not None:
        return Method(owner, name)
    if base is not None and name in base.namespaces:
        return Method(owner, name)
    part = library_part(machine, owner)
    if part is not None:
        return read_attribute(machine, part, name, node)
    of_models = machine.registry.attribute_entry("model", name) if base is not None and base.fits else None
    if of_models is not None:
        return carry_out(machine, of_models, name, Arguments((owner,)), node)
    fed = base is not None and base.fits and name in machine.registry.conventions.fed_by
    if base is not None and (fed or name in base.calls or base.method(name) is not None):
        return Method(owner, name)
    if (
        base is not None
        and base.set_up_when_read
        and isinstance(owner, ObjectRef)
        and set_up(machine, cls, owner, node)
    ):
        return read_attribute(machine, owner, name, node)
    return _by_getattr(machine, owner, cls, name, node) or _missing(machine, owner, name, node)


_SETTERS = {"__setattr__": "builtins.setattr", "__delattr__": "builtins.delattr"}
"""Methods of every object, and the functions that do the same."""


def _by_getattr(machine: Machine, owner: Value, cls: Value, name: str, node: cst.CSTNode) -> Value | None:
    """What the class's ``__getattr__`` gives for an attribute that is found nowhere else; None if it has none."""
    asked = from_class(machine, cls, "__getattr__", owner, node) if machine.classes.defines("__getattr__") else None
    return None if asked is None else machine.call(asked, Arguments((Const(name),)), node)


def _missing(machine: Machine, owner: Value, name: str, node: cst.CSTNode | None) -> Value:
    """An attribute that something not seen may have set: a base class, or a method that nobody in the file calls."""
    alloc = owner.alloc if isinstance(owner, ObjectRef) else None
    data = machine.store.get(DataOf(alloc))
    if isinstance(data, DataFrame) and machine.store.get((alloc, "*")) is None:
        return element_of(data.column(name), machine.store, AttributeOf(alloc, name))
    return Unknown(f"the attribute {name} is not set in what is evaluated", AttributeOf(alloc, name), f"self.{name}")


def _missing_in_class(cls: ClassValue, name: str) -> Value:
    """An attribute of a class that a base, or code of another file, may have set."""
    return Unknown(f"the class has no {name}", AttributeOf(cls.scope, name), f"{cls.name}.{name}")


def _of_super(machine: Machine, owner: Value, content: Super, name: str, node: cst.CSTNode) -> Value:
    """``super().name``: the next class in the method resolution order of the owner's class has it, which need not be a
    base of the class where ``super()`` stands."""
    cls, order = seen_by_super(machine, content)
    found = from_order(machine, order, name, content.owner, cls, node)
    if found is not None:
        return found
    if name == "__init__" and any(has_constructor(machine, base) for base in order):
        return Method(content, name)
    part = library_part(machine, content.owner)
    if part is not None:
        return read_attribute(machine, part, name, node)
    of_object = f"builtins.object.{name}"
    if machine.registry.entry_for(of_object) is not None and all(is_seen(machine, one) for one in order):
        return LibraryName(of_object) if name == "__new__" else Partial(LibraryName(of_object), (content.owner,))
    return machine.unknown("super() leads to a base class that is not seen", node)


def _of_dict(machine: Machine, owner: Value, content: DictValue, name: str, node: cst.CSTNode) -> Value:
    entry = attribute_of_dict(machine, owner, content, name)
    return entry if entry is not None else _of_content(machine, owner, content, name, node)


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
    Instance: _of_instance,
    ClassValue: _of_class,
    RecordClass: _of_record_class,
    Method: _of_method,
    Super: _of_super,
    LibraryObject: _of_indexer,
    Symbolic: _of_tensor,
    DataFrame: _of_frame,
    TableObject: _of_table,
    Unknown: _of_unknown,
    Undecided: _of_unknown,
    DictValue: _of_dict,
    **dict.fromkeys((Number, SequenceValue, ModelObject, Const, TextValue), _of_content),
    **dict.fromkeys((Property, Namespace, SparseMatrix, ChangedCopies), _of_content),
}

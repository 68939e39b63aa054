"""Attributes of instances, by Python's own rules: those that the instance has itself, those of its class and of the
class's bases, and what ``__getattr__`` gives for all others.
"""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict

import libcst as cst

from flake8_embedding.interpret.calling.entrycall import carry_out
from flake8_embedding.interpret.containers.nameless_objects import objects_like
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.modes import mode_of
from flake8_embedding.interpret.objects.derived import has_constructor, library_base
from flake8_embedding.interpret.objects.instances import set_up
from flake8_embedding.interpret.objects.resolution import (
    find_member,
    from_class,
    from_order,
    is_of_file,
    is_seen,
    library_part,
    seen_by_super,
)
from flake8_embedding.interpret.objects.several_objects import of_several
from flake8_embedding.interpret.objects.shared_namespaces import dict_of, entry_for_attribute, shares
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.arrays.frames import DataOf
from flake8_embedding.values.classes import Namespace, Super
from flake8_embedding.values.containers.contents import element_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.predicates.predicate import Slot
from flake8_embedding.values.provenance import AttributeOf, Key
from flake8_embedding.values.value import ClassValue, Const, LibraryName, Method, ObjectRef, Partial, Unknown, Value


def of_object(machine: Machine, owner: ObjectRef, name: str, node: cst.CSTNode) -> Value | None:
    """What an object has itself, or by its class; None where another rule finds it."""
    if machine.store.get((owner.alloc, "*")) is not None or _has_own_reading(machine, owner, node):
        return _missing(machine, owner, name, node)
    if name == "__dict__":
        return namespace_of(machine, owner)
    if shares(machine, owner):
        return entry_for_attribute(machine, owner, name, _missing(machine, owner, name, node))
    # Assumption: attributes-stay. Nobody who is not given the object has set the attribute under a made-up name.
    own = machine.store.look_up((owner.alloc, name), lambda: _behind(machine, owner, name, node))
    if own is None:
        return None
    machine.trail.note_read((owner.alloc, name), own)
    machine.reading.note(Slot((owner.alloc, name)), own)
    return machine.on_this_path(own)


def of_instance(machine: Machine, owner: Value, content: Instance, name: str, node: cst.CSTNode) -> Value:
    """What an instance has by its class, or as every object."""
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


def namespace_of(machine: Machine, owner: ObjectRef) -> Value:
    """``owner.__dict__``, ``vars(owner)``"""
    unknown = Unknown("the attributes may be set without being named", Key("namespace", owner.alloc))
    if shares(machine, owner):
        return dict_of(machine, owner, unknown)
    if isinstance(machine.store.content(owner), Instance):
        return Namespace(owner)
    machine.forget_attributes(owner)
    return unknown


def _has_own_reading(machine: Machine, owner: ObjectRef, node: cst.CSTNode) -> bool:
    """Whether the class decides by ``__getattribute__`` what each attribute is."""
    if not machine.classes.defines("__getattribute__"):
        return False
    content = machine.store.content(owner)
    return isinstance(content, Instance) and find_member(machine, linear(content.cls), "__getattribute__") is not None


def _behind(machine: Machine, owner: ObjectRef, name: str, node: cst.CSTNode) -> Value | None:
    """What an instance has by its class, if it has no such attribute itself; None if reading it fails."""
    mode = mode_of(machine, owner, name, node)
    if mode is not None:
        return mode
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


def _inherited(machine: Machine, owner: Value, cls: Value, name: str, node: cst.CSTNode) -> Value:
    """What an instance has from the library's class that its own class derives from, or as every object."""
    if name in _SETTERS:
        return Partial(LibraryName(_SETTERS[name]), (owner,))
    base = library_base(machine, cls)
    mode = mode_of(machine, owner, name, node) if base is not None else None
    if mode is not None:
        return mode
    if base is not None and (name in base.itself or name == "__call__"):
        return owner
    if base is not None and base.record is not None and base.method(name) is not None:
        return Method(owner, name)
    if base is not None and name in base.namespaces:
        return Namespace(owner)
    part = library_part(machine, owner)
    if part is not None:
        asked = None if name in _OF_CONTAINERS else _by_getattr_of_container(machine, owner, part, cls, name, node)
        return asked if asked is not None else machine.attribute(part, name, node)
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
        return machine.attribute(owner, name, node)
    return _by_getattr(machine, owner, cls, name, node) or _missing(machine, owner, name, node)


_OF_CONTAINERS = frozenset(name for kind in (OrderedDict, Counter, defaultdict, list, tuple) for name in dir(kind))
"""Attributes of Python's containers. ``__getattr__`` of a class that derives from one is asked for all others."""


def _by_getattr_of_container(
    machine: Machine, owner: Value, part: Value, cls: Value, name: str, node: cst.CSTNode
) -> Value | None:
    is_container = isinstance(machine.store.content(part), DictValue | SequenceValue)
    return _by_getattr(machine, owner, cls, name, node) if is_container else None


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


def missing_in_class(cls: ClassValue, name: str) -> Value:
    """An attribute of a class that a base, or code of another file, may have set."""
    return Unknown(f"the class has no {name}", AttributeOf(cls.scope, name), f"{cls.name}.{name}")


def of_super(machine: Machine, owner: Value, content: Super, name: str, node: cst.CSTNode) -> Value:
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
        return machine.attribute(part, name, node)
    base = library_base(machine, cls)
    if base is not None and base.method(name) is not None and any(library_base(machine, one) is base for one in order):
        return Method(content.owner, name)
    of_object = f"builtins.object.{name}"
    if machine.registry.entry_for(of_object) is not None and all(is_seen(machine, one) for one in order):
        return LibraryName(of_object) if name == "__new__" else Partial(LibraryName(of_object), (content.owner,))
    return machine.unknown("super() leads to a base class that is not seen", node)

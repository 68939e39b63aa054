"""Objects whose attributes are the entries of a dict: ``self.__dict__ = self`` of a class that derives from ``dict``,
``self.__dict__ = Borg.shared``. An attribute that is set is an entry from then on, and the other way round; whoever has
the dict sees it.
"""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.resolution import LIBRARY_PART, find_member, library_part
from flake8_embedding.values.classes import SHARED, Property
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.mappings import put, without
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.value import Const, ObjectRef, Unknown, Value


def share(machine: Machine, owner: ObjectRef, given: Value) -> bool:
    """``owner.__dict__ = given``; False if that is no dict that others may have."""
    content = machine.store.content(given)
    of_library = library_part(machine, given) if isinstance(content, Instance) else given
    if not isinstance(of_library, ObjectRef) or not isinstance(machine.store.content(of_library), DictValue):
        return False
    for name, _ in machine.store.names_in(owner.alloc):
        if name != LIBRARY_PART:
            machine.store.delete((owner.alloc, name))
    machine.store.set((owner.alloc, SHARED), of_library)
    return True


def shares(machine: Machine, owner: ObjectRef) -> bool:
    """Whether ``owner.__dict__`` was set."""
    return machine.store.get((owner.alloc, SHARED)) is not None


def entry_for_attribute(machine: Machine, owner: ObjectRef, name: str, missing: Value) -> Value | None:
    """``owner.name``; None where the class is asked, and ``missing`` if neither is known to have it."""
    content = machine.store.content(owner)
    member = find_member(machine, linear(content.cls), name) if isinstance(content, Instance) else None
    if member is not None and isinstance(member.value, Property):
        return None
    held = _shared_entries(machine, machine.store.held((owner.alloc, SHARED)))
    if held is None:
        return missing
    found = held.get(Const(name))
    if found is not None:
        return machine.on_this_path(found)
    return None if held.key is None and held.others is None else missing


def set_entry(machine: Machine, owner: ObjectRef, name: str, value: Value | None, node: cst.CSTNode) -> None:
    """``owner.name = value``; without a value ``del owner.name``."""
    shared = machine.store.held((owner.alloc, SHARED))
    held = _shared_entries(machine, shared)
    if held is None or not isinstance(shared, ObjectRef):
        machine.forget_attributes(owner)
        return
    place = machine.key(node)
    after = put(held, Const(name), value, place) if value is not None else without(held, Const(name), place)
    machine.change(shared, after, node)


def _shared_entries(machine: Machine, shared: Value | None) -> DictValue | None:
    held = machine.store.content(shared) if isinstance(shared, ObjectRef) else None
    return held if isinstance(held, DictValue) else None


def dict_of(machine: Machine, owner: ObjectRef, unknown: Unknown) -> Value:
    """``owner.__dict__``"""
    shared = machine.store.held((owner.alloc, SHARED))
    if isinstance(shared, ObjectRef):
        return shared
    machine.forget_attributes(owner)
    return unknown

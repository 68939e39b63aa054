"""Dicts whose entries are attributes as well, as PyTorch's ``ModuleDict``: ``parts.table`` is ``parts["table"]``."""

from __future__ import annotations

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.mappings import EntriesAreAttributes, put
from flake8_embedding.values.value import Const, ObjectRef, Value


def has_attributes(machine: Machine, owner: Value) -> bool:
    """Whether the entries of this dict are its attributes."""
    return isinstance(owner, ObjectRef) and machine.store.get(EntriesAreAttributes(owner.alloc)) is not None


def attribute_of_dict(machine: Machine, owner: Value, content: DictValue, name: str) -> Value | None:
    """``parts.table``; None where no entry is known to have that name."""
    return content.get(Const(name)) if has_attributes(machine, owner) else None


def set_attribute_of_dict(machine: Machine, owner: ObjectRef, content: DictValue, name: str, value: Value) -> None:
    """``parts.table = value``"""
    machine.store.set(owner.alloc, put(content, Const(name), value, owner.alloc))

"""Members of an Enum of the file, found by their name or by their value."""

from __future__ import annotations

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.resolution import find_member
from flake8_embedding.values.classes import MEMBERS
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.predicates.sameness import is_same
from flake8_embedding.values.value import ClassValue, Value


def member_called(machine: Machine, cls: ClassValue, name: str) -> Value | None:
    """``Kind["WORD"]``; None where the class is no Enum, or has no such member."""
    held = machine.store.get((cls.scope, name))
    return held if held is not None and held in (_members(machine, cls) or ()) else None


def member_with(machine: Machine, cls: ClassValue, value: Value) -> Value | None:
    """``Kind(1)``: the member that has this value; None where it is not known which one has it."""
    for member in _members(machine, cls) or ():
        content = machine.store.content(member)
        own = content.member if isinstance(content, Instance) else content
        same = None if own is None else is_same(own, value, machine.store)
        if same is not False:
            return member if same else None
    return None


def _members(machine: Machine, cls: ClassValue) -> tuple[Value, ...] | None:
    found = find_member(machine, linear(cls), MEMBERS)
    return found.value.items if found is not None and isinstance(found.value, SequenceValue) else None

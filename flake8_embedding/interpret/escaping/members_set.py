"""Attributes that the program sets on things that are not known: ``settings.rows = len(words)``.

Whoever reads ``settings.rows`` afterwards gets what was set, under whichever name the settings are known by then. This
ends when code that is not seen gets the settings, or when one of their own methods is called.

Assumption: attributes-stay. An object that is not seen keeps what was set, and leaves its other attributes as they are.
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.predicates.predicate import Slot
from flake8_embedding.values.provenance import Key, Part, PartOf, SetMember
from flake8_embedding.values.relations import before_changes
from flake8_embedding.values.round_trips import note_escaped
from flake8_embedding.values.value import Unknown, Value


def set_member(machine: Machine, owner: Unknown, name: str, value: Value) -> None:
    """``owner.name = value``. Other unknown things whose attribute of that name was set may be the same object."""
    key = SetMember(owner.key, name)
    for other in machine.escaped.members_named(name):
        if other != key:
            forget_member(machine, other)
    machine.escaped.note_member(key, name)
    machine.store.set(key, value)
    machine.reading.note_binding(key, value)


def member_set(machine: Machine, owner: Unknown, name: str) -> Value | None:
    """What the program has set as ``owner.name``, None if it has set nothing."""
    if not machine.escaped.has_members:
        return None
    key = SetMember(owner.key, name)
    if machine.store.held(key) is None:
        return None
    found = machine.store.look_up(key, lambda: owner.derived(Part(owner.key, name)))
    if found is None:
        return None
    machine.trail.note_read(key, found)
    machine.reading.note(Slot(key), found)
    return machine.on_this_path(found)


def members_of(machine: Machine, owner: Unknown) -> list[tuple[str, Value]]:
    """All that the program has set on the thing."""
    keys = machine.escaped.members if machine.escaped.has_members else ()
    names = [str(key.name) for key in keys if key.of == owner.key]
    held = [(name, member_set(machine, owner, name)) for name in names]
    return [(name, value) for name, value in held if value is not None]


def forget_member(machine: Machine, key: SetMember) -> None:
    """The attribute may have been set by code that is not seen."""
    if machine.store.get(key) is not None:
        machine.store.set(key, Unknown("it may have been set by code that is not seen", Key(key, machine.budget.steps)))


def forget_members(machine: Machine, of: Hashable) -> None:
    """The thing may be changed in a way that is not followed, and what it consists of as well."""
    note_escaped(machine.store, of)
    if machine.escaped.has_members:
        whole = before_changes(of.of if isinstance(of, Part) and of.name == "__dict__" else of)
        for key in machine.escaped.members:
            if _lies_in(before_changes(key.of), whole):
                held = machine.store.get(key)
                if isinstance(held, Unknown):
                    note_escaped(machine.store, held.key)
                forget_member(machine, key)


def _lies_in(part: Hashable, whole: Hashable) -> bool:
    while part != whole:
        if not isinstance(part, PartOf):
            return False
        part = part.of
    return True


def renewed_by(machine: Machine, name: str) -> bool:
    """Whether the attribute stands for the numbers of an array or a frame, as ``data`` and ``values`` do: to set it is
    to change the thing itself."""
    registry = machine.registry
    described = (registry.attribute_entry(kind, name) for kind in ("array", "frame", "any"))
    return name in registry.conventions.weight.data or any(one is not None for one in described)

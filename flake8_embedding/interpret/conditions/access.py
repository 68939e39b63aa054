"""Where a tested value was read: read it there again, or put there what a test has shown of it."""

from __future__ import annotations

from flake8_embedding.interpret.containers.tested_entries import Shown
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.record import replace
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.bindings import PartlyBound, with_bound
from flake8_embedding.values.predicates.predicate import Access, EntryOf, ItemOf, Slot, is_particular, itself
from flake8_embedding.values.provenance import Mark
from flake8_embedding.values.value import AllocationSite, Choice, Number, ObjectRef, Value


def held_at(machine: Machine, access: Access) -> Value | None:
    """What is held there now. Of an entry, that is what it was when it was read last, or what tests have shown of it
    since; None if its dict or list was changed after that. Of a name that only some paths have bound, it is what these
    have bound."""
    match access:
        case Slot(key=key):
            found = machine.store.get(key)
            return None if found is None else machine.on_this_path(found)
        case EntryOf(owner=owner, key=index, default=default):
            shown = shown_entry(machine, owner, index, default)
            return machine.tested.read_last(access, machine.store.get(owner)) if shown is None else shown
        case ItemOf(of=of, index=index):
            pair = held_at(machine, of)
            items = pair.items if isinstance(pair, SequenceValue) else None
            return items[index] if items is not None and index < len(items) else None


def holds_number(machine: Machine, access: Access) -> bool:
    """Whether a name holds a single number now. Which of several values this path leaves is asked only where a number
    is among them: that is dear, and seldom so."""
    if type(access) is not Slot:
        return False
    held = machine.store.get(access.key)
    if type(held) is not Choice:
        return type(held) is Number
    return Number in {type(option.value) for option in held.options} and type(machine.on_this_path(held)) is Number


def holds_just(machine: Machine, access: Access, value: Value) -> bool:
    """Whether this very value is held there now."""
    if type(access) is Slot:
        held = machine.store.get(access.key)
        if type(held) is not Choice or held is value:
            return held is value
        if all(option.value is not value for option in held.options):
            return False
    return held_at(machine, access) is value


def holds_still(machine: Machine, access: Access, value: Value) -> bool:
    """Whether the value is held there that was read there before. Of two numbers of which only the range is known, each
    may be another: ``ok = i < 3``, ``i = randrange(20)``, ``if ok``. An entry that is read again is the same one for as
    long as its dict or list is."""
    held = held_at(machine, access)
    if held is value:
        return True
    if held is None or held != value:
        return False
    if type(value) is not Number or is_particular(value):
        return True
    return type(access) is EntryOf and machine.tested.is_read(access, value, machine.store.get(access.owner))


def put_at(machine: Machine, access: Access, value: Value) -> None:
    """From here on, on this path, the value is held there. Where the name was not bound, it is not bound now."""
    match access:
        case Slot(key=key):
            held = machine.store.held(key)
            machine.store.set(key, with_bound(held, value) if type(held) is PartlyBound else value)
        case EntryOf(owner=owner, key=index, default=default):
            content = machine.store.get(owner)
            if content is not None:
                for given in {default: None, None: None}:
                    machine.store.set(Mark("entry", owner, index, given), Shown(content, value))
                machine.tested.note_tested(owner, index, default)
        case ItemOf(of=of, index=index):
            pair = held_at(machine, of)
            if isinstance(pair, SequenceValue) and pair.items is not None:
                items = tuple(value if place == index else item for place, item in enumerate(pair.items))
                put_at(machine, of, replace(pair, items=items))


def shown_entry(machine: Machine, owner: AllocationSite, key: Value, default: Value | None = None) -> Value | None:
    """What tests on the way here have shown of an entry, None where they say nothing of it as it is now."""
    if not machine.tested.has_owner(owner):
        return None
    found = machine.store.get(Mark("entry", owner, key, default)) or machine.tested.shown_by_choice(owner, key, default)
    if not isinstance(found, Shown) or found.owner is not machine.store.get(owner):
        return None
    return machine.on_this_path(found.value)


def entry_read(machine: Machine, owner: Value, key: Value, value: Value, default: Value | None = None) -> Value:
    """The value of ``owner[key]``, or of ``owner.get(key, default)``, that has just been read, or what tests have
    shown of it."""
    if not isinstance(owner, ObjectRef):
        return value
    entry = EntryOf(owner.alloc, itself(key), default)
    shown = shown_entry(machine, owner.alloc, entry.key, default)
    found = value if shown is None else shown
    machine.tested.note_read(entry, found, machine.store.get(owner.alloc))
    machine.reading.note(entry, found)
    return found

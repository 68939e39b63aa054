"""Where a tested value was read: read it there again, or put there what a test has shown of it."""

from __future__ import annotations

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.tested_entries import Shown
from flake8_embedding.record import replace
from flake8_embedding.values.bindings import PartlyBound, with_bound
from flake8_embedding.values.predicate import Access, EntryOf, ItemOf, Slot
from flake8_embedding.values.provenance import Mark
from flake8_embedding.values.sequences import SequenceValue
from flake8_embedding.values.value import AllocationSite, ObjectRef, Value


def held_at(machine: Machine, access: Access) -> Value | None:
    """What is held there now. Of an entry, that is what it was when it was read last, or what tests have shown of it
    since. Of a name that only some paths have bound, it is what these have bound."""
    match access:
        case Slot(key=key):
            found = machine.store.get(key)
            return None if found is None else machine.on_this_path(found)
        case EntryOf(owner=owner, key=index, default=default):
            shown = shown_entry(machine, owner, index, default)
            return machine.tested.read_last(access) if shown is None else shown
        case ItemOf(of=of, index=index):
            pair = held_at(machine, of)
            items = pair.items if isinstance(pair, SequenceValue) else None
            return items[index] if items is not None and index < len(items) else None


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
    entry = EntryOf(owner.alloc, key, default)
    shown = shown_entry(machine, owner.alloc, key, default)
    found = value if shown is None else shown
    machine.tested.note_read(entry, found)
    machine.reading.note(entry, found)
    return found

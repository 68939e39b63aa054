"""Words that were chosen by a test of their ids. What the test has shown goes with the words.

After ``text = [w for w in text if vocab[w] < n]``, or ``keep = {w for w, i in vocab.items() if i < n}``, whoever takes
one of these words and looks it up in the same dict gets an id below n.
"""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from flake8_embedding.interpret.conditions.access import held_at, put_at, shown_entry
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.tested_entries import Shown
from flake8_embedding.record import replace
from flake8_embedding.values.dicts import DictValue
from flake8_embedding.values.predicate import Access, EntryOf, Operand, Slot, is_particular
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.sequences import SequenceValue
from flake8_embedding.values.value import AllocationSite, Choice, Number, TextValue, Unknown, Value

_COPIES = 4
"""Names for one value after each other that are followed: ``i = vocab[w]``, ``f(i)``."""


def chosen(machine: Machine, value: Value, node: cst.CSTNode) -> Value:
    """The word, marked as one that has passed the tests on the way here. In a tuple each such word is marked. Any other
    value stays as it is."""
    if not machine.tested:
        return value
    match value:
        case SequenceValue(kind="tuple", items=tuple() as items) if any(map(machine.tested.has_key, items)):
            return replace(value, items=tuple(chosen(machine, item, node) for item in items))
        case Unknown() | TextValue() if machine.tested.has_key(value):
            return _chosen_word(machine, value, node)
    return value


def _chosen_word(machine: Machine, word: Unknown | TextValue, node: cst.CSTNode) -> Value:
    known = {
        (owner, default): shown
        for owner, default in machine.tested.under(word)
        if (shown := shown_entry(machine, owner, word, default)) is not None
    }
    if not known:
        return word
    made = replace(word, key=Key("chosen", word.key, machine.key(node)))
    for (owner, default), shown in known.items():
        content = machine.store.get(owner)
        if content is not None:
            machine.tested.note_chosen(owner, made, default, Shown(content, shown))
    return made


def is_one_of(machine: Machine, word: Value, container: Value) -> None:
    """``if w in keep``: what was shown of the words in ``keep`` holds for this word."""
    content = machine.store.content(container)
    kept = content.element if isinstance(content, SequenceValue) else None
    kept = content.key if isinstance(content, DictValue) and not content.entries else kept
    if kept is None or kept == word or not machine.tested.has_key(kept):
        return
    for owner, default in machine.tested.under(kept):
        shown = shown_entry(machine, owner, kept, default)
        if shown is not None:
            entry = EntryOf(owner, word, default)
            show(machine, entry, held_at(machine, entry) or shown, shown)


def link_entry(machine: Machine, name: Slot, owner: AllocationSite, word: Value) -> None:
    """The name holds the value of the entry under this word."""
    value = machine.store.get(name.key)
    if value is not None:
        entry = EntryOf(owner, word)
        machine.reading.note_copy(name, entry, value)
        machine.tested.note_read(entry, value)


def show(machine: Machine, access: Access, before: Value, shown: Value) -> None:
    """A test has shown this of what is held there. So all names for the same value get it, and the place where it was
    read from. ``before`` is what was held."""
    origin = _origin(machine, access, before)
    put_at(machine, origin, shown)
    if access != origin:
        put_at(machine, access, shown)
    for name in machine.reading.names_of(before):
        held = machine.reading.copied_to(name)
        if held is not None and name != access and held[1] == before and _origin(machine, name, before) == origin:
            put_at(machine, name, shown)


def show_left(machine: Machine, side: Operand, change: Callable[[Value], Value | None]) -> None:
    """Put what is left of a value where it was read, if the value is still there."""
    if side.at is None:
        return
    held = held_at(machine, side.at)
    if held is None:
        return
    if not _is_still(held, side) and not (
        isinstance(held, Choice) and any(_is_still(option.value, side) for option in held.options)
    ):
        return
    left = change(held)
    if left is None or left == held:
        return
    show(machine, side.at, held, left)


def _is_still(held: Value, side: Operand) -> bool:
    """Whether the value is the one that was tested. Of two numbers that a name held, of which only the range is known,
    each may be another: ``ok = i < 3``, ``i = randrange(20)``, ``if ok``. An entry is read anew for each test of it."""
    if held is side.value:
        return True
    return held == side.value and (type(held) is not Number or type(side.at) is not Slot or is_particular(held))


def _origin(machine: Machine, access: Access, value: Value) -> Access:
    """Where the value was read from first, following one name after the other for as long as each still holds it."""
    for _ in range(_COPIES):
        found = machine.reading.copied_to(access)
        if found is None or found[1] != value or held_at(machine, access) != value:
            return access
        access = found[0]
    return access

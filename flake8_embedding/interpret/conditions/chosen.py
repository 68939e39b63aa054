"""Words that were chosen by a test of their ids. What the test has shown goes with the words.

After ``text = [w for w in text if vocab[w] < n]``, or ``keep = {w for w, i in vocab.items() if i < n}``, whoever takes
one of these words and looks it up in the same dict gets an id below n.
"""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from flake8_embedding.interpret.conditions.access import held_at, holds_still, put_at, shown_entry
from flake8_embedding.interpret.containers.tested_entries import Shown
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.record import replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.predicates.predicate import Access, EntryOf, Operand, Slot, is_particular
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import AllocationSite, Choice, TextValue, Unknown, Value

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
        machine.tested.note_read(entry, value, machine.store.get(owner))


def show(machine: Machine, access: Access, before: Value, shown: Value) -> None:
    """A test has shown this of what is held there. So all names for the same value get it, and the place where it was
    read from. ``before`` is what was held."""
    origin = _origin(machine, access, before)
    for place in dict.fromkeys((origin, access, *_names_for(machine, origin, before))):
        put_at(machine, place, shown)


def _names_for(machine: Machine, origin: Access, value: Value) -> list[Access]:
    """The names that hold the value that was read there first."""
    names: list[Access] = []
    for name in machine.reading.names_of(value):
        copied = machine.reading.copied_to(name)
        if copied is not None and copied[1] == value and _origin(machine, name, copied[1]) == origin:
            names.append(name)
    return names


Narrowed = dict[Access, tuple[Value, ...]]
"""What was held at a place while the parts of a test were looked at, one after the other: in ``0 <= i < n`` both are
about the number that was read first, and after ``0 <= i`` another value stands for it."""


def show_left(
    machine: Machine, side: Operand, change: Callable[[Value], Value | None], earlier: Narrowed | None = None
) -> None:
    """Put what is left of a value where it was read, if the value is still there, or what ``earlier`` parts of the test
    have left of it."""
    if side.at is None:
        return
    held = held_at(machine, side.at)
    if held is None:
        return
    before = earlier.get(side.at, ()) if earlier is not None else ()
    is_there = holds_still(machine, side.at, side.value) or _is_among(held, side.value)
    if not is_there and not _was_there(held, side.value, before):
        return
    left = change(held)
    if left is None or left == held:
        return
    show(machine, side.at, held, left)
    if earlier is not None:
        earlier[side.at] = (*before, held, left)


def _was_there(held: Value, tested: Value, before: tuple[Value, ...]) -> bool:
    """Whether the value that was tested is what ``held`` is left of. The right side of ``0 <= i and i < n`` has read
    what the left side had shown."""
    return bool(before) and before[-1] is held and any(one is tested or one == tested for one in before)


def _is_among(held: Value, tested: Value) -> bool:
    """Whether the value that was tested is what some of the paths hold that have joined."""
    options = (option.value for option in held.options) if isinstance(held, Choice) else ()
    return any(one is tested or (one == tested and is_particular(one)) for one in options)


def _origin(machine: Machine, access: Access, value: Value) -> Access:
    """Where the value was read from first, following one name after the other for as long as each still holds it."""
    for _ in range(_COPIES):
        found = machine.reading.copied_to(access)
        if found is None or not holds_still(machine, access, value) or not holds_still(machine, found[0], found[1]):
            return access
        access, value = found
    return access

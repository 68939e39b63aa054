"""Paths that may never be taken: ``if word not in vocab`` for one of the words that the vocabulary was made of.

Whether a word is missing there depends on how the vocabulary was filled. Most programs ask only to be safe.
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.facts import Lookup
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.record import replace
from flake8_embedding.values.dicts import DictValue
from flake8_embedding.values.mappings import is_own_word, may_come_for_own_word
from flake8_embedding.values.parts import each_number
from flake8_embedding.values.predicate import Contains
from flake8_embedding.values.sequences import SequenceValue
from flake8_embedding.values.store import Delta
from flake8_embedding.values.value import Guard, Number, ObjectRef, Value


def lacking_vocabulary(machine: Machine, guards: frozenset[Guard]) -> DictValue | None:
    """The vocabulary that makes a path doubtful: the path is taken only if a word is missing in it that it was made of.
    None for any other path."""
    return next((found for place, way in guards if (found := _lacking_own_word(machine, place, way))), None)


def _lacking_own_word(machine: Machine, place: Hashable, way: bool | str) -> DictValue | None:
    match place:
        case Contains(item=item, container=container) if way is False:
            content = machine.store.content(container.value)
            return content if isinstance(content, DictValue) and is_own_word(content, item.value) else None
    return None


def doubted(machine: Machine, value: Value, vocabulary: DictValue) -> Value:
    """A value of such a path: its highest number may never come."""

    def changed(number: Number) -> Number:
        return number if may_come_for_own_word(vocabulary, number) else number.without_highest()

    return each_number(value, machine.store, changed)


def doubt_changes(
    machine: Machine, changed: Delta, guards: frozenset[Guard], vocabulary: DictValue, begun: int
) -> None:
    """Such a path has ended. If it is never taken, what it ``changed`` never holds, and the look-ups noted since
    ``begun`` never happen. There is no doubt if the path fills the vocabulary: it is taken for each new word."""
    fills = any(
        isinstance(place, Contains) and isinstance(ref := place.container.value, ObjectRef) and ref.alloc in changed
        for place, _ in guards
    )
    if fills:
        return
    for key, value in changed.items():
        if isinstance(value, Number | SequenceValue):
            changed[key] = doubted(machine, value, vocabulary)

    def unsure(lookup: Lookup) -> Lookup:
        if lookup.ids is not None and may_come_for_own_word(vocabulary, lookup.ids):
            return lookup
        return replace(lookup, ids=None, unknown="whether a word is missing in the vocabulary is not known")

    machine.journal.revise(begun, unsure)

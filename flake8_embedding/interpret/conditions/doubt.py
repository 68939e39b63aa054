"""Ways that may never be gone: ``if word not in vocab`` of one of the words that the vocabulary was made of.

Whether a word is missing there depends on how the vocabulary was filled. Most programs ask only to be safe.
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.facts import Feed
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.record import replace
from flake8_embedding.values.contents import each_number
from flake8_embedding.values.mappings import is_cut
from flake8_embedding.values.objects import DictValue, SequenceValue
from flake8_embedding.values.predicate import Contains
from flake8_embedding.values.store import Delta
from flake8_embedding.values.value import Guard, Number, ObjectRef, TextValue, Unknown, Value


def is_doubtful(machine: Machine, guards: frozenset[Guard]) -> bool:
    """Whether a way with these guards is gone only if a word of the vocabulary's own words is missing in it."""
    return any(_lacks_own_word(machine, place, way) for place, way in guards)


def _lacks_own_word(machine: Machine, place: Hashable, way: bool | str) -> bool:
    match place:
        case Contains(item=item, container=container) if way is False:
            content = machine.store.content(container.value)
            own = isinstance(content, DictValue) and content.key == item.value and not is_cut(content)
            return own and isinstance(item.value, Unknown | TextValue)
    return False


def doubted(machine: Machine, value: Value) -> Value:
    """What such a way gives: its highest number may never come."""
    return each_number(value, machine.store, Number.without_highest)


def doubt_changes(machine: Machine, changed: Delta, guards: frozenset[Guard], begun: int) -> None:
    """Such a way has ended. What it ``changed`` may never be so, and nothing may be looked up that was noted since
    ``begun``. If it fills the vocabulary, it is gone for each new word."""
    fills = any(
        isinstance(place, Contains) and isinstance(ref := place.container.value, ObjectRef) and ref.alloc in changed
        for place, _ in guards
    )
    if fills:
        return
    for key, value in changed.items():
        if isinstance(value, Number | SequenceValue):
            changed[key] = doubted(machine, value)
    machine.journal.revise(begun, _unsure)


def _unsure(feed: Feed) -> Feed:
    return replace(feed, ids=None, unknown="whether a word is missing in the vocabulary is not known")

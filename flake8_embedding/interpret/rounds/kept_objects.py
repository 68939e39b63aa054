"""Containers that a round makes and puts into something that was there before the loop: ``bought[user] = []``.

A later round may find one of them and add to it. So the body is evaluated with such a container as a former round has
left it. Its length bears a name of its own, by which it is seen whether a round adds to it, or only makes another one.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.record import replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.former import is_of_former_round
from flake8_embedding.values.memory.join import alternatives_of, any_of
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import FormerRound, Key
from flake8_embedding.values.value import AllocationSite, Choice, ObjectRef, Value

_ADDED_TO = frozenset({"list", "set"})
"""The kinds of sequences that are made longer in place."""


def kept_objects(machine: Machine, before: Iterable[Hashable], changed: Delta, place: Hashable) -> Delta:
    """The containers that are new after a round and lie in what it has ``changed`` of what was there ``before``, each
    as a later round may find it."""
    found: Delta = {}
    seen: set[Hashable] = set()
    todo = [changed[name] for name in before]
    while todo:
        value = todo.pop()
        if type(value) is not ObjectRef:
            todo += parts_of(value)
            continue
        alloc, content = value.alloc, changed.get(value.alloc)
        if content is None or alloc in seen or machine.store.held(alloc) is not None:
            continue
        seen.add(alloc)
        todo += parts_of(content)
        container = _any_of(content, Key(place, alloc))
        if container is not None:
            found[alloc] = _as_found(container, Key(place, alloc))
    return found


def parts_of(value: Value) -> list[Value]:
    """What lies in a container, or the alternatives of a value."""
    match value:
        case Choice(options=options):
            return [one.value for one in options]
        case SequenceValue(items=items, element=element, begins=begins):
            return [element, *begins, *(items or ())]
        case DictValue(entries=entries):
            return [held for _, held in entries] + ([] if value.others is None else [value.others])
    return []


def _any_of(content: Value, place: Hashable) -> SequenceValue | DictValue | None:
    """The container as any path leaves it; None if it is none that is added to."""
    left = [one.value for one in alternatives_of(content)]
    first = left[0]
    if isinstance(first, DictValue):
        return first if len(left) == 1 else None
    lists = [one for one in left if isinstance(one, SequenceValue) and one.kind in _ADDED_TO]
    if len(lists) < len(left):
        return None
    filled = [one for one in lists if one.items != ()] or lists[:1]
    return replace(filled[0], element=any_of([one.element for one in filled], place)) if len(filled) > 1 else filled[0]


def _as_found(content: SequenceValue | DictValue, place: Key) -> Value:
    """One that a former round has left. What comes into an empty one is seen when a round adds to it."""
    match content:
        case SequenceValue(items=()) | DictValue(key=None):
            return content
        case SequenceValue():
            return _of_any_length(content, place)
    return replace(content, length=unknown_length(FormerRound(place)))


def _of_any_length(content: SequenceValue, place: Hashable) -> SequenceValue:
    length = unknown_length(FormerRound(place))
    return replace(content, items=None, members=None, length=length, distinct=False, shape=None)


def is_added_to(begun: Value, after: Value) -> bool:
    """Whether a round has changed one that it found, and not only made another one."""
    return any(one.value != begun and _was_found(begun, one.value) for one in alternatives_of(after))


def _was_found(begun: Value, after: Value) -> bool:
    match begun, after:
        case SequenceValue(items=()), SequenceValue(items=items):
            return items != ()
        case DictValue(key=None), DictValue():
            return True
    return is_of_former_round(after)


def begun_with_more(begun: Value, after: Value, place: Hashable) -> Value:
    """What a round begins with instead of an empty list, when the one before has shown what comes in."""
    if isinstance(begun, SequenceValue) and begun.items == ():
        for option in alternatives_of(after):
            if isinstance(option.value, SequenceValue) and option.value.items != ():
                return _of_any_length(option.value, place)
    return begun


def when_done(kept: Delta, carried: Delta, changed: Delta, place: Hashable) -> Delta:
    """What the containers to which rounds have added hold when the loop is done. Any other one is as it was left by the
    round that made it."""
    done: Delta = {}
    for alloc in kept:
        begun = carried[alloc]
        if isinstance(begun, SequenceValue | DictValue) and is_added_to(begun, changed.get(alloc, begun)):
            text = alloc.text if isinstance(alloc, AllocationSite) else ""
            length = unknown_length(Key(place, alloc, "in the end"), f"len({text or 'a list'})")
            done[alloc] = replace(begun, length=length)
    return done

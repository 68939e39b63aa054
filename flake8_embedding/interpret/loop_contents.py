"""What the rounds of a loop put into containers.

In ``ids.append(len(ids))`` the first round puts in 0, every other one the length when it begins. The 0 is such a
length, too: when any round begins, all that is in the list is below its length. Whether that is so, the next evaluation
of the round shows, like everything that is assumed of the beginning of a round. A list that is empty is no exception,
because it holds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial

from flake8_embedding.record import replace
from flake8_embedding.values.bounds import Max, constant_of, max_of
from flake8_embedding.values.join import alternatives_of, any_of, value_of
from flake8_embedding.values.objects import DictValue, SequenceValue
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.ranges import hull
from flake8_embedding.values.value import Choice, Guard, Number, Unknown, Value

InAnyRound = Callable[[Value, frozenset[Guard]], Value]
"""What was made on a path of a round, by what holds when the next round begins."""


def as_in_any_round(before: Value, begun: Value, after: Value, in_any: InAnyRound, place: Hashable) -> Value | None:
    """What to assume of a container that was empty ``before`` the loop. ``begun`` has what the first round has put in,
    ``after`` is what a round leaves that begins so. None for anything else."""
    first = _contents(begun)
    if not isinstance(before, SequenceValue | DictValue) or before.length.constant != 0 or first is None:
        return None
    found: list[Value] = []
    for option in alternatives_of(after):
        if option.value != begun:
            contents = _contents(option.value)
            if contents is None:
                return None
            found.append(in_any(_without(contents, first), option.guards))
    return _holding(begun, any_of(found, Key(place, "any"))) if found else None


def _contents(value: Value) -> Value | None:
    match value:
        case SequenceValue(items=None, element=element):
            return element
        case DictValue(entries=(), numbered=None):
            return value.others
    return None


def _holding(container: Value, contents: Value) -> Value | None:
    match container:
        case SequenceValue():
            return replace(container, element=contents)
        case DictValue():
            return replace(container, value=contents)
    return None


def _without(contents: Value, first: Value) -> Value:
    """The contents without what the first round has put in, as far as it is told apart."""
    match contents, first:
        case Choice(options=options), _:
            others = [option for option in options if option.value != first]
            return value_of([replace(one, value=_without(one.value, first)) for one in others]) if others else contents
        case Number(high=Max(of=parts)), Number(high=known) if constant_of(known) is not None:
            higher = [part for part in parts if part != known]
            return replace(contents, high=max_of(*higher)) if higher else contents
        case SequenceValue(items=None), SequenceValue(items=None):
            return replace(contents, element=_without(contents.element, first.element))
    return contents


def with_what_comes_in(begun: Value, after: Value, place: Hashable, in_any: InAnyRound) -> Value:
    """The container with what a round may have put in, on any path. ``ids.append(len(ids))`` puts in each length that
    it ever has."""
    for option in alternatives_of(after):
        begun = _with_contents_of(begun, option.value, place, partial(_on_path, in_any, option.guards))
    return begun


def _on_path(in_any: InAnyRound, way: frozenset[Guard], value: Value) -> Value:
    return in_any(value, way)


def _with_contents_of(begun: Value, after: Value, place: Hashable, in_any: Callable[[Value], Value]) -> Value:
    match begun, after:
        case Number(), Number() if begun.exact is None and hull([begun, after]) != begun:
            return Number(None, None, attained=False)
        case SequenceValue(items=None), SequenceValue() if after.items != ():
            return replace(begun, element=_joined([begun.element], [after.element], place, in_any))
        case DictValue(), DictValue() if begun.numbered is not None and begun.numbered == after.numbered:
            # A later round may number a key anew.
            return replace(begun, repeats=True) if after.repeats and not begun.repeats else begun
        case DictValue(), DictValue():
            old = [] if begun.others is None else [begun.others]
            new = [value for key, value in after.entries if begun.get(key) != value]
            new += [] if after.others is None else [after.others]
            if not new or new == old:
                return begun
            key = begun.key if begun.key is not None else Unknown("the keys are not known", Key(place, "keys"))
            return replace(begun, key=key, value=_joined(old, new, place, in_any), numbered=None, repeats=False)
    return begun


def _joined(old: list[Value], new: list[Value], place: Hashable, in_any: Callable[[Value], Value]) -> Value:
    if old and all(value == old[0] for value in new):
        return old[0]
    return any_of([*old, *map(in_any, new)], Key(place, "any"))


def of_unknown(container: Value, unknown: Unknown) -> Value:
    """The container with contents that are not known. A numbered dict stays one."""
    match container:
        case SequenceValue():
            return replace(container, element=unknown)
        case DictValue(numbered=None):
            return replace(container, value=unknown)
    return container

"""What the first round puts into an empty container, said as what any round puts in.

In ``ids.append(len(ids))`` the first round puts in 0, every other one the length when it begins. The 0 is such a
length, too: when any round begins, all that is in the list is below its length. Whether that is so, the next evaluation
of the round shows, like everything that is assumed of the beginning of a round. A list that is empty is no exception,
because it holds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from flake8_embedding.record import replace
from flake8_embedding.values.bounds import Max, constant_of, max_of
from flake8_embedding.values.join import alternatives_of, any_of, value_of
from flake8_embedding.values.objects import DictValue, SequenceValue
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Choice, Guard, Number, Value

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

"""Assumptions about a loop that one of its rounds refutes.

``fixpoint`` assumes of each name what holds when any round begins, and evaluates a round. What the round leaves may be
more than was assumed. Then the next evaluation begins with a weaker assumption, which is made here.
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.interpret.rounds.arrays_of_rounds import in_shape, keeps_shape
from flake8_embedding.interpret.rounds.kept_objects import begun_with_more, is_added_to
from flake8_embedding.interpret.rounds.loop_bases import Bases, bases_of
from flake8_embedding.interpret.rounds.loop_contents import (
    InAnyRound,
    as_in_any_round,
    is_surer,
    not_numbered,
    of_unknown,
    perhaps_nothing_new,
    with_running_keys,
    with_what_comes_in,
)
from flake8_embedding.interpret.rounds.loop_counters import by_itself, out_of_step
from flake8_embedding.interpret.rounds.loop_ranges import Rounds, of_any_round
from flake8_embedding.interpret.rounds.running_maxima import is_largest_so_far, met_in_round
from flake8_embedding.record import replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import alternatives_of, with_more
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.memory.widening import changing
from flake8_embedding.values.numbers.unknown_numbers import ANY_LENGTH
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.value import Number, Unknown, Value


def more_in_kept(kept: Delta, carried: Delta, changed: Delta, place: Key, *, last: bool) -> Delta:
    """What the containers that a former round has made hold beside what was assumed."""
    wider: Delta = {}
    for name in kept:
        begun, after = carried[name], changed.get(name, carried[name])
        if not is_added_to(begun, after):
            continue
        found = begun_with_more(begun, after, Key(place, name))
        found = with_what_comes_in(found, after, Key(place, name), lambda value, _: value)
        if found != begun:
            wider[name] = _assumed(found, Key(place, name, "contents"), last=last)
    return wider


def _assumed(container: Value, place: Key, *, last: bool) -> Value:
    """The container as the next evaluation begins with it; before the last one its contents are given up."""
    return of_unknown(container, changing(place)) if last else container


def _is_lost(begun: Value, after: Value) -> bool:
    """Whether a round may leave something unknown in place of a container or a number: ``ids`` of which the first round
    has found the range, and a later one has not."""
    if not isinstance(begun, SequenceValue | DictValue | Number):
        return False
    return any(isinstance(one.value, Unknown) for one in alternatives_of(after))


def refuted(
    before: dict[Hashable, Value],
    carried: Delta,
    changed: Delta,
    rounds: Rounds | None,
    local: RoundLocal,
    place: Key,
    *,
    loop: Hashable,
    last: bool,
) -> Delta:
    """What a round has changed although it was assumed to stay, each with what is assumed of it next."""
    bases = bases_of(carried, changed, local)
    wider: Delta = {}
    for name, begun in carried.items():
        found = with_what_comes_in(begun, changed.get(name, begun), Key(place, name), _over_all_rounds(rounds, bases))
        found = perhaps_nothing_new(before.get(name), found)
        if isinstance(found, SequenceValue) and not keeps_shape(found, changed.get(name, begun)):
            found = in_shape(found, None)
        found = with_more(begun, found) if last else found
        if found != begun:
            # The next evaluation shows whether the highest number really comes.
            is_tried = last and is_surer(found, begun)
            wider[name] = found if is_tried else _assumed(found, Key(place, name, "contents"), last=last)
    for name, begun in carried.items():
        if is_largest_so_far(begun) and not _is_maximum(begun, changed.get(name, begun)):
            wider[name] = Number(None, None, attained=False)
    for name, begun in carried.items():
        if _is_lost(begun, changed.get(name, begun)):
            wider[name] = changing(Key(place, name))
    for name in out_of_step(carried, changed, rounds):
        begun = wider.get(name, carried[name])
        after = changed.get(name, begun)
        alone = None if last else by_itself(begun, before.get(name, begun), after, name, loop)
        if alone is None and local.makes(name):
            alone = _of_any_length(begun, after)
        wider[name] = changing(Key(place, name)) if alone is None else alone
    return wider


def _of_any_length(begun: Value, after: Value) -> SequenceValue | None:
    """A list that is made anew in each round, longer or shorter than before: ``part = words[:i]``. None where more than
    its length and its elements may be others."""
    if not isinstance(begun, SequenceValue):
        return None
    changed = replace(begun, length=ANY_LENGTH, shape=None)
    for option in alternatives_of(after):
        made = option.value
        if (
            not isinstance(made, SequenceValue)
            or replace(made, element=changed.element, length=ANY_LENGTH, shape=None) != changed
        ):
            return None
    return changed


def new_contents(carried: Delta, found: Delta) -> Delta:
    """What is found without what only gives another name to contents that could be anything before."""
    more = {name: with_more(carried[name], value) if name in carried else value for name, value in found.items()}
    return {name: value for name, value in more.items() if value != carried.get(name)}


def without_numbering(before: dict[Hashable, Value], carried: Delta, after: Delta) -> Delta:
    """What to assume of the dicts that do not number their keys, although the first round looked so."""
    found = {name: not_numbered(old, carried[name], after[name]) for name, old in before.items() if name in after}
    return {name: anew for name, anew in found.items() if anew is not None}


def filled_anew(
    before: dict[Hashable, Value],
    carried: Delta,
    after: Delta,
    found: Delta,
    rounds: Rounds | None,
    local: RoundLocal,
    place: Hashable,
) -> Delta:
    """What to assume of the containers that were empty before the loop, among those of which more is ``found``."""
    in_any = _over_all_rounds(rounds, bases_of(carried, after, local))
    filled: Delta = {}
    for name, wider in found.items():
        if isinstance(wider, SequenceValue | DictValue) and name in after:
            begun = carried[name]
            if isinstance(begun, DictValue) and isinstance(wider, DictValue):
                # Its keys may be numbers of which a later round puts in a higher one, too.
                begun = replace(begun, key=wider.key)
            anew = as_in_any_round(before[name], begun, after[name], in_any, Key(place, name))
            first = carried[name]
            if isinstance(anew, DictValue) and isinstance(first, DictValue):
                anew = with_running_keys(anew, first, after[name], in_any)
            if anew is not None:
                filled[name] = anew
    return filled


def _over_all_rounds(rounds: Rounds | None, bases: Bases) -> InAnyRound:
    return lambda value, way: of_any_round(value, rounds, bases, way)


def _is_maximum(begun: Value, after: Value) -> bool:
    """Whether a round that begins with the largest number so far leaves it, or the maximum of it and another number."""
    exact = begun.exact if isinstance(begun, Number) else None
    return after == begun or (exact is not None and met_in_round(exact, after) is not None)

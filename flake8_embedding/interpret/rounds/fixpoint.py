"""The fixpoint of a loop: what holds when any of its rounds begins.

The first round shows what a round changes. What was there before and is changed is *widened*: ``count`` becomes any
number, a list one of unknown length. A quantity that keeps step with a length, or with the number of rounds, keeps that
relation (``loop_counters``). Then the round is evaluated again, until it ends with nothing that it did not begin with.
Each evaluation starts from a checkpoint, so only the last one leaves anything behind.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator
from contextlib import contextmanager
from functools import partial

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.class_defaults import hold_own_defaults, set_to_one_value, with_class_values
from flake8_embedding.interpret.rounds.arrays_of_rounds import in_shape, length_kept, shape_kept, with_arrays
from flake8_embedding.interpret.rounds.checkpoint import Checkpoint
from flake8_embedding.interpret.rounds.first_rounds import note_first_round
from flake8_embedding.interpret.rounds.kept_objects import kept_objects, when_done
from flake8_embedding.interpret.rounds.lists_of_rounds import ListsOfRounds
from flake8_embedding.interpret.rounds.loop_bases import Bases, bases_of, bases_of_first_round
from flake8_embedding.interpret.rounds.loop_contents import perhaps_nothing_new
from flake8_embedding.interpret.rounds.loop_counters import comparisons_of, widened
from flake8_embedding.interpret.rounds.loop_ranges import Rounds, of_any_round, with_contents
from flake8_embedding.interpret.rounds.open_loops import Ahead
from flake8_embedding.interpret.rounds.refutations import (
    filled_anew,
    more_in_kept,
    new_contents,
    refuted,
    without_numbering,
)
from flake8_embedding.interpret.tainted import is_tainted, note_moved
from flake8_embedding.limits import LOOP_ROUNDS
from flake8_embedding.record import record, replace
from flake8_embedding.values.arrays.views import ArrayView, is_same_view
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.bindings import without_gaps
from flake8_embedding.values.memory.join import NO_GUARDS, alternatives_of, any_of
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.memory.widening import changing
from flake8_embedding.values.provenance import Key, Mark
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.value import Choice, Guard, ObjectRef, Unknown, Value

_TOO_MUCH = "a loop changes it, and too much of other modules was evaluated before"


@record(frozen=False)
class FirstRound:
    """What the first round of a loop has shown. It stands even if there is too much work to see what the others do."""

    checkpoint: Checkpoint
    changed: Delta
    could_follow: bool

    def __post_init__(self) -> None:
        self.noted = self.checkpoint.noted()

    @property
    def is_all(self) -> bool:
        """Whether no further round can be evaluated: since the first one, the budget for other modules has run out."""
        return self.could_follow and not self.checkpoint.machine.budget.may_go_elsewhere

    def stands_alone(self, changed: Delta, gaps: frozenset[Hashable], local: RoundLocal, place: Hashable) -> Invariant:
        """Nothing is known of what the rounds change; what the first one has looked up stays."""
        self.checkpoint.put_back(self.noted)
        names = [name for name in {**self.changed, **changed} if not isinstance(name, Mark)]
        unknown: Delta = {name: Unknown(_TOO_MUCH, Key(place, name, "cut short")) for name in names}
        return Invariant(unknown, dict(unknown), dict(unknown), gaps, local)


@record(frozen=True)
class Invariant:
    """``carried`` is what holds at the beginning of each round. ``changed`` is what a round leaves that begins so, and
    ``first`` what the first one leaves. ``gaps`` are names that some path through the round does not bind."""

    carried: Delta
    changed: Delta
    first: Delta
    gaps: frozenset[Hashable]
    local: RoundLocal

    def with_values(self, same: Delta) -> Invariant:
        """The same, where some rounds set these names, each to the value that is given here."""
        carried = {name: value for name, value in self.carried.items() if name not in same}
        return Invariant(carried, self.changed | same, self.first | same, self.gaps | frozenset(same), self.local)

    def ending_with(self, lists: ListsOfRounds) -> Invariant:
        """The same, where each of these names holds the list that the last round has made."""
        followed = [name for name, ref in lists.names.items() if self.carried.get(name) == ref]
        return self.with_values({name: self.changed[name] for name in followed}) if followed else self

    @property
    def bases(self) -> Bases:
        """The lengths that the loop counts by."""
        return bases_of(self.carried, self.changed, self.local)


def fixpoint(
    machine: Machine,
    place: Hashable,
    rounds: Rounds | None,
    local: RoundLocal,
    body: Callable[[], Delta],
    *,
    begins_alike: bool = False,
) -> Invariant:
    """Evaluate ``body``, a round that gives what it has changed, for any number of rounds. ``begins_alike``: the first
    one has nothing that the others lack but what held before the loop."""
    checkpoint, could_follow = Checkpoint(machine), machine.budget.may_go_elsewhere
    ahead, (changed, gaps, first_own) = _looked_ahead(machine, checkpoint, body, local)
    first_round = FirstRound(checkpoint, changed, could_follow)
    before, lists = _changed_by(changed, machine, gaps, local), ListsOfRounds(machine, place, local)
    carried, kept = _assumed_of_all(machine, before, changed, rounds, place, local, lists)
    if machine.loops.looks_ahead:
        # The loop around this one is evaluated again soon, and this one with it.
        if before:
            machine.loops.note_shortened()
        return Invariant(_without(carried, kept), changed, changed, frozenset(gaps), local).ending_with(lists)
    if not before and not ahead.shortened:
        return Invariant(carried, changed, changed, frozenset(gaps), local)
    first, attempt, is_complete, is_numbered = changed, 0, False, True
    while attempt < LOOP_ROUNDS and not first_round.is_all:
        checkpoint.restore()
        with _beginning_with(machine, carried):
            changed, gaps, _ = _of_round(machine, body, local)
        late = {name: old for name, old in _changed_by(changed, machine, gaps, local).items() if name not in carried}
        if late and not is_complete:
            # ``if first: first = False``, ``else: count += 1``: the first round did not show it all.
            before |= late
            first = {**first, **{name: changed[name] for name in late}}
            carried, kept = _assumed_of_all(machine, before, first, rounds, place, local, lists)
            attempt, is_complete = 0, True
            continue
        left, lost = lists.end(carried, changed)
        after = with_arrays(machine, carried, changed, local)[1] | left
        misnumbered = without_numbering(before, carried, after) if is_numbered and attempt == 0 else {}
        is_numbered = not misnumbered
        if misnumbered:
            carried.update(misnumbered)
            continue
        last = attempt + 2 >= LOOP_ROUNDS
        assumed = _without(carried, kept)
        found = refuted(before, assumed, after, rounds, local, Key(place, attempt), loop=place, last=last)
        found |= {name: changing(Key(place, attempt, name)) for name in (*late, *lost)}
        if attempt == 0:
            found |= filled_anew(before, carried, after, found, rounds, local, place)
            found = new_contents(carried, found)
        found |= more_in_kept(kept, carried, changed, Key(place, attempt), last=last)
        if not found:
            break
        carried.update(found)
        _keep_what_is_known(machine, found, before, changed)
        attempt += 1
    if first_round.is_all:
        return first_round.stands_alone(changed, frozenset(gaps), local, place)
    note_first_round(checkpoint, first_round.noted, local, is_as_it_runs=begins_alike and not ahead.shortened)
    left = _without(carried, kept) | when_done(kept, carried, changed, place)
    same = set_to_one_value(first_own, carried, changed)
    return Invariant(left, changed, first, frozenset(gaps), local).with_values(same).ending_with(lists)


_Round = tuple[Delta, set[Hashable], Delta]
"""What a round has changed, the names that some path has not bound, and what attributes hold on the paths that set
them."""


def _looked_ahead(
    machine: Machine, checkpoint: Checkpoint, body: Callable[[], Delta], local: RoundLocal
) -> tuple[Ahead, _Round]:
    """The first round, evaluated to see what changes."""
    with machine.loops.looking_ahead() as ahead, machine.loops.noting_empty() as empty:
        first = _of_round(machine, body, local)
    stay_empty = frozenset(empty.difference(first[0]))
    if not stay_empty or machine.loops.looks_ahead:
        return ahead, first
    # ``if word in seen``, and no round puts anything into ``seen``.
    checkpoint.restore()
    with machine.loops.looking_ahead() as ahead, machine.loops.keeping_empty(stay_empty):
        return ahead, _of_round(machine, body, local)


def _of_round(machine: Machine, body: Callable[[], Delta], local: RoundLocal) -> _Round:
    with machine.store.several.noting_mentions() as mentioned, machine.loops.in_any_round(local.place):
        left = body()
    local.note_shared(mentioned)
    made, own = with_class_values(machine, left, local.place)
    return *without_gaps(made), own


def _without(carried: Delta, kept: Delta) -> Delta:
    return {name: value for name, value in carried.items() if name not in kept} if kept else carried


def _keep_what_is_known(machine: Machine, carried: Delta, before: dict[Hashable, Value], changed: Delta) -> None:
    """Note of each value that is unknown when a round begins whether a round taints it, and which objects it may be.

    If one round taints it, it is tainted after any number of rounds. After ``kept = words`` the name may hold the list
    of words.
    """
    for name, value in carried.items():
        if type(value) is SequenceValue and name in before:
            note_moved(machine, value, before[name])
        elif isinstance(value, Unknown):
            after = changed.get(name, value)
            if is_tainted(machine, after):
                machine.taint.add(value.key)
            held = [option.value for one in (before.get(name, after), after) for option in alternatives_of(one)]
            objects = [one for one in held if type(one) is ObjectRef]
            if objects:
                machine.escaped.note_alias(value.key, objects)


def _assumed_of_all(
    machine: Machine,
    before: dict[Hashable, Value],
    first: Delta,
    rounds: Rounds | None,
    place: Hashable,
    local: RoundLocal,
    lists: ListsOfRounds,
) -> tuple[Delta, Delta]:
    """What the rounds are first assumed to begin with, by what the ``first`` one has changed; then the containers among
    it that a former round has made."""
    first = first | lists.begin(before, first)
    carried = _carried(machine, before, first, rounds, local) | lists.names if before else {}
    kept = kept_objects(machine, before, first, place)
    carried.update(kept)
    machine.store.has_former = machine.store.has_former or bool(kept)
    return carried, kept


def _carried(
    machine: Machine, before: dict[Hashable, Value], changed: Delta, rounds: Rounds | None, local: RoundLocal
) -> Delta:
    """What each changed name or object holds when any round begins, as far as the first round tells."""
    begun, ended = with_arrays(machine, before, changed, local)
    machine.budget.spend(sum(map(comparisons_of, begun.values())))
    carried = widened(begun, ended, rounds, local)
    bases = bases_of_first_round(begun, ended, carried, local)
    if bases.known:
        carried = widened(begun, {name: _put_in(value, bases) for name, value in ended.items()}, rounds, local)
    in_any = partial(of_any_round, rounds=rounds, bases=Bases(local=local))
    carried = {name: perhaps_nothing_new(before[name], with_contents(one, in_any)) for name, one in carried.items()}
    for name, held in before.items():
        widest = carried[name]
        if begun[name] is not held and isinstance(widest, SequenceValue):
            # It is another array in each round, so its length keeps step with nothing.
            shape, length = shape_kept(begun[name], ended[name]), length_kept(begun[name], ended[name])
            carried[name] = in_shape(widest, shape, length)
    _keep_what_is_known(machine, carried, before, changed)
    return carried


def _put_in(value: Value, bases: Bases, way: frozenset[Guard] = NO_GUARDS) -> Value:
    """What the first round has put into a container on a path, by the lengths when the loop is done."""
    match value:
        case Choice(options=options):
            on_each = (replace(one, value=_put_in(one.value, bases, way | one.guards)) for one in options)
            return replace(value, options=tuple(on_each))
        case SequenceValue(items=items) if items is not None:
            put = [of_any_round(item, None, bases, way) for item in items]
            return replace(value, items=tuple(put), element=any_of(put, None)) if put else value
        case SequenceValue(element=element):
            return replace(value, element=of_any_round(element, None, bases, way), begins=value.lasting_begin)
        case DictValue(entries=entries, value=others):
            put_in = tuple((key, of_any_round(held, None, bases, way)) for key, held in entries)
            held = None if others is None else of_any_round(others, None, bases, way)
            return replace(value, entries=put_in, value=held)
    return value


def _changed_by(
    changed: Delta, machine: Machine, gaps: Collection[Hashable], local: RoundLocal
) -> dict[Hashable, Value]:
    """What was there before the loop and is another value after a round, as it was before."""
    hold_own_defaults(machine, [name for name in changed if name not in gaps], local.place)
    differs = {
        name: old
        for name, value in changed.items()
        if (old := machine.store.get(name)) is not None and not _is_same(old, value) and type(name) is not Mark
    }
    return {name: old for name, old in differs.items() if not local.comes_to(name)} if local.has_objects else differs


def _is_same(before: Value, after: Value) -> bool:
    """Whether a round has left it as it was. To look at an object that is one of several, by the path, is no change: it
    is one of these afterwards. A view shows what its base holds now, so that it is enough to widen the base."""
    if before == after:
        return True
    if type(before) is ArrayView:
        options = (one.value for one in alternatives_of(after))
        return all(type(one) is ArrayView and is_same_view(before, one) for one in options)
    if type(before) is not Choice or type(after) is not Choice:
        return False
    return {one.value for one in before.options} == {one.value for one in after.options}


@contextmanager
def _beginning_with(machine: Machine, carried: Delta) -> Iterator[None]:
    with machine.path():
        machine.store.apply(carried)
        yield

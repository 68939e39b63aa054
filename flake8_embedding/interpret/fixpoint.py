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

from flake8_embedding.interpret.arrays_of_rounds import in_shape, keeps_shape, shape_kept, with_arrays
from flake8_embedding.interpret.class_defaults import hold_own_defaults, set_to_one_value, with_class_values
from flake8_embedding.interpret.exceptions import open_ends, take_since
from flake8_embedding.interpret.former_objects import CHANGES, FormerObjects, NextRound
from flake8_embedding.interpret.frame import Exit
from flake8_embedding.interpret.journal_entries import JournalEntry
from flake8_embedding.interpret.kept_objects import begun_with_more, is_added_to, kept_objects, when_done
from flake8_embedding.interpret.loop_bases import Bases, bases_of, bases_of_first_round
from flake8_embedding.interpret.loop_contents import (
    InAnyRound,
    as_in_any_round,
    is_surer,
    not_numbered,
    of_unknown,
    perhaps_nothing_new,
    with_what_comes_in,
)
from flake8_embedding.interpret.loop_counters import by_itself, comparisons_of, name_of, out_of_step, widened
from flake8_embedding.interpret.loop_ranges import Rounds, of_any_round, with_contents
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.running_maxima import is_largest_so_far, met_in_round
from flake8_embedding.interpret.tainted import is_tainted
from flake8_embedding.limits import LOOP_ROUNDS
from flake8_embedding.record import record, replace
from flake8_embedding.values.bindings import without_gaps
from flake8_embedding.values.join import NO_GUARDS, alternatives_of, any_of, with_more
from flake8_embedding.values.objects import ANY_LENGTH, DictValue, SequenceValue, unknown_length
from flake8_embedding.values.provenance import InRound, Key, Mark
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.store import Delta
from flake8_embedding.values.value import Choice, Guard, Number, ObjectRef, Unknown, Value

_TOO_MUCH = "a loop changes it, and too much of other modules was evaluated before"


def yields_so_far(machine: Machine) -> list[tuple[list[Exit], int]]:
    """The values that each open call has handed out by ``yield``, and how many there are."""
    return [(frame.yields, len(frame.yields)) for frame in machine.frames]


@record(frozen=False)
class Checkpoint:
    """What is evaluated from here on can be undone: facts, ways out, and values handed out by ``yield``."""

    machine: Machine

    def __post_init__(self) -> None:
        self._mark = self.machine.journal.mark()
        self._ends = open_ends(self.machine)
        self._yields = yields_so_far(self.machine)

    def restore(self) -> None:
        """Undo what was noted since the checkpoint was made. What the store holds is undone by the path in which it was
        changed."""
        self.machine.journal.rollback(self._mark)
        take_since(self._ends)
        for yields, count in self._yields:
            del yields[count:]

    def noted(self) -> list[JournalEntry]:
        """What was noted since the checkpoint was made."""
        return self.machine.journal.noted_since(self._mark)

    def put_back(self, noted: list[JournalEntry]) -> None:
        """Of what was noted since, let only this stand."""
        self.machine.journal.put_back(self._mark, noted)


@record(frozen=False)
class FirstRound:
    """What the first round of a loop has shown. It stands even if there is too much work to see what the others do."""

    checkpoint: Checkpoint
    changed: Delta
    could_follow: bool

    def __post_init__(self) -> None:
        self._noted = self.checkpoint.noted()

    @property
    def is_all(self) -> bool:
        """Whether no further round can be evaluated: since the first one, the budget for other modules has run out."""
        return self.could_follow and not self.checkpoint.machine.budget.may_go_elsewhere

    def stands_alone(self, changed: Delta, gaps: frozenset[Hashable], local: RoundLocal, place: Hashable) -> Invariant:
        """Nothing is known of what the rounds change; what the first one has looked up stays."""
        self.checkpoint.put_back(self._noted)
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
    anew: frozenset[Hashable] = frozenset()
    """What is as it was only if there is no round: names to which each round may bind another object."""

    def with_values(self, same: Delta) -> Invariant:
        """The same, where some rounds set these names, each to the value that is given here."""
        carried = {name: value for name, value in self.carried.items() if name not in same}
        gaps = self.gaps | frozenset(same)
        return replace(self, carried=carried, changed=self.changed | same, first=self.first | same, gaps=gaps)

    @property
    def bases(self) -> Bases:
        """The lengths that the loop counts by."""
        return bases_of(self.carried, self.changed, self.local)


def fixpoint(
    machine: Machine, place: Hashable, rounds: Rounds | None, local: RoundLocal, body: Callable[[], Delta]
) -> Invariant:
    """Evaluate ``body``, a round that gives what it has changed, for any number of rounds."""
    checkpoint, could_follow = Checkpoint(machine), machine.budget.may_go_elsewhere
    with machine.loops.looking_ahead() as ahead:
        changed, gaps, first_own = _of_round(machine, body, local)
    first_round = FirstRound(checkpoint, changed, could_follow)
    before = _changed_by(changed, machine, gaps, local)
    carried = _carried(machine, before, changed, rounds, place, local) if before else {}
    former = FormerObjects(machine, place, local)
    kept = _found_again(machine, former, before, changed, carried, rounds, gaps, local)
    if machine.loops.looks_ahead:
        # The loop around this one is evaluated again soon, and this one with it.
        if before:
            machine.loops.note_shortened()
        carried, changed = _when_done(former, {}, _without(carried, kept), changed, place)
        return Invariant(carried, changed, changed, frozenset(gaps), local, former.set_by_rounds)
    if not before and not ahead.shortened:
        return Invariant(carried, changed, changed, frozenset(gaps), local)
    first, attempt, is_complete, is_numbered = changed, 0, False, True
    while (attempt < LOOP_ROUNDS or former.were_given_up) and not first_round.is_all:
        checkpoint.restore()
        with _beginning_with(machine, carried):
            changed, gaps, _ = _of_round(machine, body, local)
        late = _late(_changed_by(changed, machine, gaps, local), carried, former)
        if late and not is_complete:
            # ``if first: first = False``, ``else: count += 1``: the first round did not show it all.
            before |= late
            first = {**first, **{name: changed[name] for name in late}}
            carried, attempt, is_complete = _carried(machine, before, first, rounds, place, local), 0, True
            kept = _found_again(machine, former, before, {**changed, **first}, carried, rounds, gaps, local)
            continue
        left = former.all_as_former(changed)
        after = with_arrays(machine, carried, left)[1]
        misnumbered = _misnumbered(before, carried, after) if is_numbered and attempt == 0 else {}
        is_numbered = not misnumbered
        if misnumbered:
            carried.update(misnumbered)
            continue
        last = attempt + 2 >= LOOP_ROUNDS
        assumed = _without(carried, kept | former.begun)
        found = _refuted(before, assumed, after, rounds, local, Key(place, attempt), loop=place, last=last)
        found |= {name: Unknown(CHANGES, Key(place, attempt, name)) for name in late}
        if attempt == 0:
            found = _news(carried, found | _filled_anew(before, carried, after, found, rounds, local, place))
        found |= _added(kept, carried, left, Key(place, attempt), last=last)
        next_round = _in_next_round(rounds, bases_of(assumed, after, local))
        found |= former.note(changed, next_round, opens=last, gives_up=attempt + 1 == LOOP_ROUNDS)
        if not found:
            break
        carried.update(found)
        _keep_what_is_known(machine, found, before, changed)
        attempt += 1
    if first_round.is_all:
        return first_round.stands_alone(changed, frozenset(gaps), local, place)
    same = set_to_one_value(first_own, carried, changed)
    carried, changed = _when_done(former, kept, carried, changed, place)
    return Invariant(carried, changed, first, frozenset(gaps), local, former.set_by_rounds).with_values(same)


def _late(changed: Delta, carried: Delta, former: FormerObjects) -> Delta:
    """What a round has changed of which nothing was assumed."""
    return {name: old for name, old in changed.items() if name not in carried and not former.is_one(name)}


def _when_done(
    former: FormerObjects, kept: Delta, carried: Delta, changed: Delta, place: Hashable
) -> tuple[Delta, Delta]:
    """What holds when any round begins and what the last one has changed, by the names that objects have in the end."""
    done, left = former.when_done(changed)
    carried = {name: value for name, value in carried.items() if name not in former.bound}
    return _without(carried, kept) | done | when_done(kept, carried, left, place), left


def _of_round(machine: Machine, body: Callable[[], Delta], local: RoundLocal) -> tuple[Delta, set[Hashable], Delta]:
    """What a round has changed, the names that some path has not bound, and what attributes hold on the paths that set
    them."""
    with machine.store.several.noting_mentions() as mentioned:
        left = body()
    local.note_shared(mentioned)
    made, own = with_class_values(machine, left, local.place)
    return *without_gaps(made), own


def _found_again(
    machine: Machine,
    former: FormerObjects,
    before: dict[Hashable, Value],
    changed: Delta,
    carried: Delta,
    rounds: Rounds | None,
    gaps: Collection[Hashable],
    local: RoundLocal,
) -> Delta:
    """Note what a round may find of the objects that a former one has made, and give those among them that lie in a
    container from before the loop."""
    lost = [name for name, value in carried.items() if type(value) is Unknown and name not in gaps]
    if lost:
        bases = bases_of_first_round(before, changed, carried, local)
        former.begin(before, changed, lost, _in_next_round(rounds, bases))
    kept = kept_objects(machine, before, former.all_as_former(changed), local.place)
    machine.store.has_former = machine.store.has_former or bool(kept)
    carried.update(former.all_as_former(carried) | kept | former.begun)
    _keep_what_is_known(machine, {name: carried[name] for name in before}, before, changed)
    return kept


def _in_next_round(rounds: Rounds | None, bases: Bases) -> NextRound:
    return lambda value: of_any_round(value, rounds, bases)


def _without(carried: Delta, kept: Delta) -> Delta:
    return {name: value for name, value in carried.items() if name not in kept} if kept else carried


def _added(kept: Delta, carried: Delta, changed: Delta, place: Key, *, last: bool) -> Delta:
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
    return of_unknown(container, Unknown(CHANGES, place)) if last else container


def _keep_what_is_known(machine: Machine, carried: Delta, before: dict[Hashable, Value], changed: Delta) -> None:
    """Note of each value that is unknown when a round begins whether a round taints it, and which objects it may be.

    If one round taints it, it is tainted after any number of rounds. After ``kept = words`` the name may hold the list
    of words.
    """
    for name, value in carried.items():
        if isinstance(value, Unknown):
            after = changed.get(name, value)
            if is_tainted(machine, after):
                machine.taint.add(value.key)
            held = [option.value for one in (before.get(name, after), after) for option in alternatives_of(one)]
            objects = [one for one in held if type(one) is ObjectRef]
            if objects:
                machine.escaped.note_alias(value.key, objects)


def _carried(
    machine: Machine,
    before: dict[Hashable, Value],
    changed: Delta,
    rounds: Rounds | None,
    place: Hashable,
    local: RoundLocal,
) -> Delta:
    """What each changed name or object holds when any round begins, as far as the first round tells."""
    begun, ended = with_arrays(machine, before, changed)
    machine.budget.spend(sum(map(comparisons_of, begun.values())))
    carried = widened(begun, ended, rounds, place)
    bases = bases_of_first_round(begun, ended, carried, local)
    if bases.known:
        carried = widened(begun, {name: _put_in(value, bases) for name, value in ended.items()}, rounds, place)
    in_any = partial(of_any_round, rounds=rounds, bases=Bases(local=local))
    carried = {name: perhaps_nothing_new(before[name], with_contents(one, in_any)) for name, one in carried.items()}
    for name, held in before.items():
        widest = carried[name]
        if begun[name] is not held and isinstance(widest, SequenceValue):
            # It is another array in each round, so its length keeps step with nothing.
            carried[name] = in_shape(widest, shape_kept(begun[name], ended[name]))
    return carried


def _is_lost(begun: Value, after: Value) -> bool:
    """Whether a round may leave something unknown in place of a container or a number: ``ids`` of which the first round
    has found the range, and a later one has not."""
    if not isinstance(begun, SequenceValue | DictValue | Number):
        return False
    return any(isinstance(one.value, Unknown) for one in alternatives_of(after))


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
            return replace(value, element=of_any_round(element, None, bases, way))
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
    is one of these afterwards."""
    if before == after:
        return True
    if type(before) is not Choice or type(after) is not Choice:
        return False
    return {one.value for one in before.options} == {one.value for one in after.options}


@contextmanager
def _beginning_with(machine: Machine, carried: Delta) -> Iterator[None]:
    with machine.path():
        machine.store.apply(carried)
        yield


def _refuted(
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
            wider[name] = Unknown(CHANGES, Key(place, name))
    for name in out_of_step(carried, changed, rounds):
        begun = wider.get(name, carried[name])
        alone = None if last else by_itself(begun, before.get(name, begun), name, loop)
        if alone is None:
            text = f"len({name_of(name) or 'a collection'})"
            length = ANY_LENGTH if local.makes(name) else unknown_length(InRound(Key(loop, "any length"), name), text)
            alone = _of_length(length, begun, changed.get(name, begun))
        wider[name] = Unknown(CHANGES, Key(place, name)) if alone is None else alone
    return wider


def _of_length(length: Number, begun: Value, after: Value) -> SequenceValue | None:
    """A list that is longer or shorter in each round, ``part = words[:i]``, with a length that may be any. None where
    more than its length and its elements may be others."""
    if not isinstance(begun, SequenceValue):
        return None
    changed = replace(begun, length=length, shape=None, begins=())
    for option in alternatives_of(after):
        made = option.value
        if not isinstance(made, SequenceValue):
            return None
        if replace(made, element=changed.element, length=length, shape=None, begins=()) != changed:
            return None
    return changed


def _news(carried: Delta, found: Delta) -> Delta:
    """What is found without what only gives another name to contents that could be anything before."""
    more = {name: with_more(carried[name], value) if name in carried else value for name, value in found.items()}
    return {name: value for name, value in more.items() if value != carried.get(name)}


def _misnumbered(before: dict[Hashable, Value], carried: Delta, after: Delta) -> Delta:
    """What to assume of the dicts that do not number their keys, although the first round looked so."""
    found = {name: not_numbered(old, carried[name], after[name]) for name, old in before.items() if name in after}
    return {name: anew for name, anew in found.items() if anew is not None}


def _filled_anew(
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
            anew = as_in_any_round(before[name], carried[name], after[name], in_any, Key(place, name))
            if anew is not None:
                filled[name] = anew
    return filled


def _over_all_rounds(rounds: Rounds | None, bases: Bases) -> InAnyRound:
    return lambda value, way: of_any_round(value, rounds, bases, way)


def _is_maximum(begun: Value, after: Value) -> bool:
    """Whether a round that begins with the largest number so far leaves it, or the maximum of it and another number."""
    exact = begun.exact if isinstance(begun, Number) else None
    return after == begun or (exact is not None and met_in_round(exact, after) is not None)

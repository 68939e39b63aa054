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

from flake8_embedding.interpret.class_defaults import hold_own_defaults, set_to_one_value, with_class_values
from flake8_embedding.interpret.exceptions import open_ends, take_since
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
from flake8_embedding.interpret.loop_counters import by_itself, comparisons_of, out_of_step, widened
from flake8_embedding.interpret.loop_ranges import Rounds, of_any_round, with_contents
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.open_loops import Ahead
from flake8_embedding.interpret.running_maxima import is_largest_so_far, met_in_round
from flake8_embedding.interpret.tainted import is_tainted
from flake8_embedding.limits import LOOP_ROUNDS
from flake8_embedding.record import record, replace
from flake8_embedding.values.bindings import without_gaps
from flake8_embedding.values.join import NO_GUARDS, alternatives_of, any_of, with_more
from flake8_embedding.values.objects import ANY_LENGTH, DictValue, SequenceValue
from flake8_embedding.values.provenance import Key, Mark
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.store import Delta
from flake8_embedding.values.value import Choice, Guard, Number, ObjectRef, Unknown, Value
from flake8_embedding.values.views import ArrayView, numbers_of

_CHANGES = "it changes from round to round of a loop"
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

    def with_values(self, same: Delta) -> Invariant:
        """The same, where some rounds set these names, each to the value that is given here."""
        carried = {name: value for name, value in self.carried.items() if name not in same}
        return Invariant(carried, self.changed | same, self.first | same, self.gaps | frozenset(same), self.local)

    @property
    def bases(self) -> Bases:
        """The lengths that the loop counts by."""
        return bases_of(self.carried, self.changed, self.local)


def fixpoint(
    machine: Machine, place: Hashable, rounds: Rounds | None, local: RoundLocal, body: Callable[[], Delta]
) -> Invariant:
    """Evaluate ``body``, a round that gives what it has changed, for any number of rounds."""
    checkpoint, could_follow = Checkpoint(machine), machine.budget.may_go_elsewhere
    ahead, (changed, gaps, first_own) = _looked_ahead(machine, checkpoint, body, local)
    first_round = FirstRound(checkpoint, changed, could_follow)
    before = _changed_by(changed, machine, gaps, local)
    carried = _carried(machine, before, changed, rounds, place, local) if before else {}
    kept = kept_objects(machine, before, changed, place)
    carried.update(kept)
    machine.store.has_former = machine.store.has_former or bool(kept)
    if machine.loops.looks_ahead:
        # The loop around this one is evaluated again soon, and this one with it.
        if before:
            machine.loops.note_shortened()
        return Invariant(_without(carried, kept), changed, changed, frozenset(gaps), local)
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
            carried, attempt, is_complete = _carried(machine, before, first, rounds, place, local), 0, True
            kept = kept_objects(machine, before, first, place)
            carried.update(kept)
            machine.store.has_former = machine.store.has_former or bool(kept)
            continue
        after = _with_arrays(machine, carried, changed)[1]
        misnumbered = _misnumbered(before, carried, after) if is_numbered and attempt == 0 else {}
        is_numbered = not misnumbered
        if misnumbered:
            carried.update(misnumbered)
            continue
        last = attempt + 2 >= LOOP_ROUNDS
        assumed = _without(carried, kept)
        found = _refuted(before, assumed, after, rounds, local, Key(place, attempt), loop=place, last=last)
        found |= {name: Unknown(_CHANGES, Key(place, attempt, name)) for name in late}
        if attempt == 0:
            found |= _filled_anew(before, carried, after, found, rounds, local, place)
            found = _news(carried, found)
        found |= _added(kept, carried, changed, Key(place, attempt), last=last)
        if not found:
            break
        carried.update(found)
        _keep_what_is_known(machine, found, before, changed)
        attempt += 1
    if first_round.is_all:
        return first_round.stands_alone(changed, frozenset(gaps), local, place)
    left = _without(carried, kept) | when_done(kept, carried, changed, place)
    same = set_to_one_value(first_own, carried, changed)
    return Invariant(left, changed, first, frozenset(gaps), local).with_values(same)


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
    with machine.store.several.noting_mentions() as mentioned:
        left = body()
    local.note_shared(mentioned)
    made, own = with_class_values(machine, left, local.place)
    return *without_gaps(made), own


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
    return of_unknown(container, Unknown(_CHANGES, place)) if last else container


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
    begun, ended = _with_arrays(machine, before, changed)
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
            shape, length = _shape_kept(begun[name], ended[name]), _length_kept(begun[name], ended[name])
            carried[name] = _in_shape(widest, shape, length)
    _keep_what_is_known(machine, carried, before, changed)
    return carried


def _shape_kept(before: Value, after: Value) -> tuple[Value, ...] | None:
    """The shape of an array, if a round leaves another one of as many dimensions: ``ids = torch.tensor([[best]])``."""
    match before, after:
        case SequenceValue(shape=tuple() as shape), SequenceValue(shape=tuple() as others) if len(shape) == len(others):
            return tuple(_same_side(one, other) for one, other in zip(shape, others, strict=True))
    return None


def _length_kept(before: Value, after: Value) -> Number:
    """How long the array is, if a round leaves one as long, of other dimensions: ``ids = torch.tensor([[0]])`` before
    the loop, and ``ids = best.unsqueeze(0)`` in it."""
    match before, after:
        case SequenceValue(kind="array"), SequenceValue(kind="array"):
            one, other = _first_side(before), _first_side(after)
            return one if one == other and one.constant is not None else ANY_LENGTH
    return ANY_LENGTH


def _first_side(array: SequenceValue) -> Number:
    first = array.shape[0] if array.shape else array.length
    return first if isinstance(first, Number) else ANY_LENGTH


def _same_side(one: Value, other: Value) -> Value:
    return one if one == other and isinstance(one, Number) and one.constant is not None else ANY_LENGTH


def _is_lost(begun: Value, after: Value) -> bool:
    """Whether a round may leave something unknown in place of a container or a number: ``ids`` of which the first round
    has found the range, and a later one has not."""
    if not isinstance(begun, SequenceValue | DictValue | Number):
        return False
    return any(isinstance(one.value, Unknown) for one in alternatives_of(after))


def _keeps_shape(begun: SequenceValue, after: Value) -> bool:
    """Whether what a round leaves has the shape that was assumed, if one was."""
    left = [one.value for one in alternatives_of(after)]
    if begun.shape is None:
        is_told = begun.kind == "array" and begun.length.constant is not None
        return not is_told or all(one == begun or _length_kept(begun, one) == begun.length for one in left)
    return all(one == begun or begun.shape in (_shape_kept(begun, one), _shape_in(one)) for one in left)


def _shape_in(value: Value) -> tuple[Value, ...] | None:
    return value.shape if isinstance(value, SequenceValue) else None


def _in_shape(array: SequenceValue, shape: tuple[Value, ...] | None, otherwise: Number = ANY_LENGTH) -> SequenceValue:
    """The array in this shape, or with the length that it has ``otherwise``."""
    length = shape[0] if shape else otherwise
    return replace(array, length=length if isinstance(length, Number) else ANY_LENGTH, shape=shape)


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


def _with_arrays(machine: Machine, before: dict[Hashable, Value], after: Delta) -> tuple[dict[Hashable, Value], Delta]:
    """Both states, with the arrays themselves in place of references to them. ``ids = sample(table(ids))`` gives the
    name another array in each round. These arrays may have one range of numbers, even if their shapes differ."""
    old, new = dict(before), dict(after)
    for name, held in before.items():
        left = after.get(name, held)
        was = _array_of_each(machine, held, {})
        now = _array_left(machine, held, left, after) if was is not None and left != held else None
        if was is not None and now is not None:
            alike = not isinstance(held, ObjectRef) or _stand_alike(was, now)
            if Choice in (type(left), type(held)):
                old[name], new[name] = _flat(was), _flat(now)
            elif alike:
                old[name], new[name] = was, now
            else:
                old[name], new[name] = (replace(_flat(one), shape=one.shape) for one in (was, now))
    return old, new


def _array_left(machine: Machine, held: Value, left: Value, changed: Delta) -> SequenceValue | None:
    """The array that a name has after a round, which may be another one on each path:
    ``ids = target[:, t] if forced else scores.argmax(1)``."""
    has_arrays = isinstance(held, ObjectRef | Choice)
    return _array_of_each(machine, left, changed) if has_arrays else _array_in(machine, left, changed)


def _array_of_each(machine: Machine, value: Value, changed: Delta) -> SequenceValue | None:
    """The array of numbers that a name holds. If that is another one on each path, an array with the numbers of all."""
    if type(value) is not Choice:
        return _array_in(machine, value, changed)
    ways = [_array_in(machine, option.value, changed) for option in value.options]
    rows = [_flat(one) for one in ways if one is not None]
    return replace(rows[0], element=any_of([row.element for row in rows], None)) if len(rows) == len(ways) else None


def _array_in(machine: Machine, value: Value, changed: Delta) -> SequenceValue | None:
    """The array of numbers that a name holds, which may have no dimension; None for anything else."""
    content = changed.get(value.alloc) if type(value) is ObjectRef else value
    content = machine.store.content(value) if content is None else content
    if type(content) is ArrayView and _array_in(machine, content.base, changed) == content.then:
        # The base of a view may be a view: ``ids.squeeze().detach()``.
        content = content.own
    if type(content) is Number and changed:
        return SequenceValue("array", content, ANY_LENGTH)
    flat = type(content) is SequenceValue and content.kind == "array" and numbers_of(content) is not None
    return content if flat and type(content) is SequenceValue else None


def _stand_alike(before: SequenceValue, after: SequenceValue) -> bool:
    """Whether both arrays are made of rows, or both of numbers. Numbers may come to stand in other columns:
    ``ids = torch.cat([ids[:, 1:], best], 1)``."""
    first, second = (
        [part for part in one.items or (one.element,) if isinstance(part, SequenceValue)] for one in (before, after)
    )
    return bool(first) == bool(second) and (first == second or not any(row.items for row in second))


def _flat(array: SequenceValue) -> SequenceValue:
    """The numbers of an array, in no known shape."""
    return SequenceValue("array", numbers_of(array) or array.element, ANY_LENGTH)


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
        if isinstance(found, SequenceValue) and not _keeps_shape(found, changed.get(name, begun)):
            found = _in_shape(found, None)
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
            wider[name] = Unknown(_CHANGES, Key(place, name))
    for name in out_of_step(carried, changed, rounds):
        begun = wider.get(name, carried[name])
        after = changed.get(name, begun)
        alone = None if last else by_itself(begun, before.get(name, begun), after, name, loop)
        if alone is None and local.makes(name):
            alone = _of_any_length(begun, after)
        wider[name] = Unknown(_CHANGES, Key(place, name)) if alone is None else alone
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

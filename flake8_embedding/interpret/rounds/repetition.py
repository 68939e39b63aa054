"""What any number of rounds leaves: a fixpoint is found, and each name gets what it holds when all rounds are done."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.rounds.checkpoint import yields_so_far
from flake8_embedding.interpret.rounds.fixpoint import Invariant, fixpoint
from flake8_embedding.interpret.rounds.keys_of_rounds import at_most_one_a_round
from flake8_embedding.interpret.rounds.loop_bases import Bases
from flake8_embedding.interpret.rounds.loop_counters import counted_to_the_end, name_of
from flake8_embedding.interpret.rounds.loop_ranges import Rounds, after_last_round, seen_when_done
from flake8_embedding.interpret.rounds.objects_of_rounds import as_one, note_outlasting
from flake8_embedding.interpret.rounds.running_maxima import is_largest_so_far, largest_of_all
from flake8_embedding.interpret.vocabularies.handmade_vocabularies import note_counted_beside, note_vocabulary
from flake8_embedding.record import record, replace
from flake8_embedding.values.arrays.views import ArrayView
from flake8_embedding.values.containers.contents import is_empty
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.round_limits import RoundNumber, is_limited
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.bindings import PartlyBound, join_bindings
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.provenance import Key, Mark
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.value import AllocationSite, Choice, Number, ObjectRef, Value


def repeat(
    machine: Machine,
    node: cst.CSTNode,
    one_round: Callable[[], Delta],
    rounds: Rounds | None = None,
    *,
    local: RoundLocal,
    surely: bool,
    each_once: bool = False,
    begins_alike: bool = False,
) -> Bases:
    """Evaluate any number of rounds; ``one_round`` evaluates one and gives what it has changed. Gives the lengths that
    the loop counts by."""
    key = machine.key(node)
    yields = yields_so_far(machine)
    with machine.loops.repeating():
        found = fixpoint(machine, key, rounds, local, one_round, begins_alike=begins_alike)
    given_out = [one.value for given, count in yields for one in given[count:]]
    note_outlasting(machine, found.changed, given_out, local)
    bases = found.bases
    # What a ``while`` counts is in the range that its test leaves.
    counts = isinstance(node, cst.For) and not machine.loops.repeats
    done = _Done(machine, key, found, rounds, local, bases, counts, each_once)
    for given, count in yields:
        given[count:] = [one._replace(value=seen_when_done(one.value, rounds, bases)) for one in given[count:]]
    left = {**found.changed, **found.carried}
    for name, value in _bases_first(left) if machine.store.sees_through else left.items():
        if type(name) is Mark:
            continue
        if type(value) is ArrayView:
            final: Value = value if name in found.carried else done.view_of_last_round(value)
        else:
            final = after_last_round(value, rounds, carried=name in found.carried, bases=bases)
        if final == value:
            # The same object: a view compares its array by identity, to see whether anything was written to it.
            final = value
        if type(final) in _OF_ALL_ROUNDS:
            final = done.of_all_rounds(name, value, final)
        held = machine.store.held(name)
        if name in found.gaps or held is None or type(held) is PartlyBound:
            # If there is no round, the name is not bound.
            none = [] if surely and name not in found.gaps else [(held, frozenset({(key, "no round")}))]
            machine.store.put(name, join_bindings([(final, frozenset({(key, "a round")})), *none], name, key))
        else:
            machine.store.put(name, final)
        if type(final) is DictValue and type(name) is AllocationSite:
            note_vocabulary(machine, ObjectRef(name), node)
    note_counted_beside(machine, found.carried)
    return bases


def _bases_first(left: Delta) -> list[tuple[Hashable, Value]]:
    """What rounds leave, views behind the arrays that they are views of."""
    return sorted(left.items(), key=lambda item: type(item[1]) is ArrayView)


_OF_ALL_ROUNDS = frozenset({Choice, DictValue, Number, ObjectRef, SequenceValue})
"""Values of which more is known when all rounds are done than when one is."""


def _own_content(array: Value | None) -> SequenceValue | None:
    """What an array holds, or what a view held when it was made; None for anything else."""
    held = array.own if type(array) is ArrayView else array
    return held if type(held) is SequenceValue else None


@record(frozen=True)
class _Done:
    """A loop that is done. ``counts``: numbers that its rounds change are one number from here on; ``each_once``: it
    went once over each of some different things."""

    machine: Machine
    key: Hashable
    found: Invariant
    rounds: Rounds | None
    local: RoundLocal
    bases: Bases
    counts: bool
    each_once: bool

    def view_of_last_round(self, view: ArrayView) -> ArrayView:
        """The view when the loop is done, if nothing was written to its array since the round has made it: the numbers
        of both are those of any round from here on."""
        own = after_last_round(view.own, self.rounds, carried=False, bases=self.bases)
        base = _own_content(self.machine.store.held(view.base.alloc))
        if base is None or type(own) is not SequenceValue or not self._is_as_made(view):
            return view
        return replace(view, own=own, then=base)

    def _is_as_made(self, view: ArrayView) -> bool:
        """Whether the round leaves the array as it was when the view of it was made. It may be a view itself."""
        base = self.found.changed.get(view.base.alloc)
        is_same = base is not None and _own_content(base) is view.then
        return is_same and (type(base) is not ArrayView or self._is_as_made(base))

    def of_all_rounds(self, name: Hashable, value: Value, final: Value) -> Value:
        """What a name holds, of which some rounds made ``value``, and which is ``final`` after the last one."""
        store, found = self.machine.store, self.found
        if name in found.carried and is_largest_so_far(found.carried[name]):
            final = self._largest(name) or Number(None, None, attained=False)
        if self.counts and type(final) is Number:
            final = self._counted(name, value, final)
        if self.each_once and type(final) is SequenceValue and is_empty(store.get(name) or final, store):
            # ``for word in words: ids.append(vocab[word])``
            final = replace(final, each_once=True)
        if type(final) is DictValue:
            final = at_most_one_a_round(final, store.get(name), found, name, self.rounds, self.key)
        if not store.several.made_in and not self.local.has_objects:
            return final
        one = any_of([final], Key(self.key, name)) if self.local.comes_to(name) else final
        return as_one(self.machine, one, self.key)

    def _counted(self, name: Hashable, value: Value, final: Number) -> Value:
        """The number that a loop leaves in a name which its rounds change. From here on it is one number, unless a test
        lets only some rounds change it: ``if i < 2: count += 1``."""
        made, number = (self.found.first.get(name, value), self.found.changed.get(name, value)), RoundNumber(self.local)
        is_free = not any(is_limited(one, name, number) for one in made)
        return counted_to_the_end(final, name, self.key) if is_free else final

    def _largest(self, name: Hashable) -> Number | None:
        """What a loop leaves that has kept the largest number it met."""
        loops = self.machine.loops
        before, begun = self.machine.store.get(name), self.found.carried[name]
        after = self.found.changed.get(name, begun)
        if before is None or (loops.repeats and not is_largest_so_far(before)):
            # Within another loop it is the largest of other numbers each time.
            return None
        begun = before if loops.looks_ahead else begun
        return largest_of_all(before, begun, after, self.bases, name_of(name))

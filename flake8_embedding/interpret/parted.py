"""Ways on from a test on which the program has different vocabularies: they are followed apart where they have joined.

``if small: ids, index = load("a.txt")``, ``else: ids, index = load("b.txt")``: what is made of the ids further on is
made of either, but the ids of one vocabulary never meet the size of the other. So the rest of the block is evaluated
once for each way, as if it stood at the end of each branch.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import libcst as cst

from flake8_embedding.interpret.frame import Flow, Ways
from flake8_embedding.interpret.holding import Holding
from flake8_embedding.limits import PARTED, STEPS_BEFORE_PARTING
from flake8_embedding.values.join import NO_GUARDS
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.store import Delta, Store
from flake8_embedding.values.value import AllocationSite, Choice, Guard, ObjectRef

if TYPE_CHECKING:
    from flake8_embedding.interpret.machine import Machine


class Parted:
    """The ways that have joined last, while nothing else was executed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.ways: Ways = ()
        self._joined_on: Delta = {}
        self.followed = 1
        """How many ways are followed apart at present."""

    def note(self, ways: Ways) -> None:
        """These ways have joined on the present path."""
        self.ways, self._joined_on = ways, self._store.layers[-1]

    def take(self) -> Ways:
        """The ways that have joined on the very path that is followed now. Those inside of a path that has ended since
        are not all the ways that lead here."""
        ways, self.ways = self.ways, ()
        return ways if self._joined_on is self._store.layers[-1] else ()


def with_own_vocabularies(
    paths: Sequence[tuple[Delta, frozenset[Guard]]], vocabularies: Collection[AllocationSite]
) -> Ways:
    """The guards of the paths, if each of them has bound a vocabulary that no other has."""
    bound: list[set[AllocationSite]] = []
    for delta, _ in paths:
        own = {held.alloc for held in delta.values() if type(held) is ObjectRef and held.alloc in vocabularies}
        if not own:
            return ()
        bound.append(own)
    for number, own in enumerate(bound):
        if own <= set().union(*bound[:number], *bound[number + 1 :]):
            return ()
    return tuple(guards for _, guards in paths)


def each_inside(paths: Sequence[tuple[Delta, frozenset[Guard]]], parted: Sequence[Ways]) -> Ways:
    """The ways of all paths, of which some have ``parted`` themselves: ``elif`` is a test on the second way of one."""
    return tuple(
        outer | inner for (_, outer), ways in zip(paths, parted, strict=True) for inner in ways or (NO_GUARDS,)
    )


def follow_apart(machine: Machine, rest: Sequence[cst.CSTNode]) -> Flow:
    """Execute the rest of a block, once for each way if they have different values for it."""
    ways = machine.parted.take()
    if not rest:
        # The block around this one goes on.
        if ways:
            machine.parted.note(ways)
        return Flow.ON
    several = [
        (key, held)
        for key, held in machine.store.everything()
        if type(held) is Choice and any(not one.guards.isdisjoint(way) for one in held.options for way in ways)
    ]
    if not several or not _may_part(machine, ways):
        return machine.execute(rest)
    paths, entered, place = [], machine.guards, Key("parted", machine.key(rest[0]))
    with Holding(machine.parted, "followed", machine.parted.followed * len(ways)):
        for number, guards in enumerate(ways):
            with machine.path(guards) as changed, machine.apart(Key(place, number)):
                for key, held in several:
                    machine.store.put(key, machine.on_this_path(held))
                flow = machine.execute(rest)
                passed = machine.guards - entered
            if flow is Flow.ON:
                paths.append((changed, passed))
    return Flow.ON if machine.go_on(paths, place) else Flow.AWAY


def _may_part(machine: Machine, ways: Ways) -> bool:
    """Whether what follows may be evaluated so often. A loop is evaluated several times as it is."""
    is_little = machine.budget.steps < STEPS_BEFORE_PARTING and machine.parted.followed * len(ways) <= PARTED
    return is_little and all(ways) and not any(frame.loops for frame in machine.frames)

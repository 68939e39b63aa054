"""Trace partitioning: paths on which the program has different vocabularies are followed apart where they have joined.

``if small: ids, index = load("a.txt")``, ``else: ids, index = load("b.txt")``: after a plain join the ids may be of
either vocabulary, and so may the size, although the ids of one never meet the size of the other. So the rest of the
block is evaluated once for each branch, as if it stood at the end of that branch.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import libcst as cst

from flake8_embedding.interpret.frame import Flow, Partitions
from flake8_embedding.interpret.holding import Holding
from flake8_embedding.limits import PARTITIONED_STEPS, PARTITIONS
from flake8_embedding.values.memory.join import NO_GUARDS
from flake8_embedding.values.memory.store import Delta, Store
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import AllocationSite, Choice, Guard, ObjectRef

if TYPE_CHECKING:
    from flake8_embedding.interpret.machine import Machine


class TracePartitions:
    """The partitions that have joined last, while nothing else was executed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.joined: Partitions = ()
        self._joined_on: Delta = {}
        self.followed = 1
        """How many partitions are followed apart at present."""

    def note(self, partitions: Partitions) -> None:
        """These partitions have joined on the present path."""
        self.joined, self._joined_on = partitions, self._store.layers[-1]

    def take(self) -> Partitions:
        """The partitions that have joined on the very path that is followed now, and forget them. If they have joined
        on a path that has ended since, other paths lead here, too, and the answer is none."""
        partitions, self.joined = self.joined, ()
        return partitions if self._joined_on is self._store.layers[-1] else ()


def with_own_vocabularies(
    paths: Sequence[tuple[Delta, frozenset[Guard]]], vocabularies: Collection[AllocationSite]
) -> Partitions:
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


def each_inside(paths: Sequence[tuple[Delta, frozenset[Guard]]], inside: Sequence[Partitions]) -> Partitions:
    """The partitions of all paths together. ``inside`` are those that have joined inside of each path, none for a path
    that is one partition: an ``elif`` is a test inside of the ``else``."""
    return tuple(
        outer | inner
        for (_, outer), partitions in zip(paths, inside, strict=True)
        for inner in partitions or (NO_GUARDS,)
    )


def follow_apart(machine: Machine, rest: Sequence[cst.CSTNode]) -> Flow:
    """Execute the rest of a block, once for each partition if they have different values for it."""
    partitions = machine.partitions.take()
    if not rest:
        # The block around this one goes on.
        if partitions:
            machine.partitions.note(partitions)
        return Flow.ON
    several = [
        (key, held) for key, held in machine.store.everything() if type(held) is Choice and _differs(held, partitions)
    ]
    if not several or not _may_follow(machine, partitions):
        return machine.execute(rest)
    paths, entered, place = [], machine.guards, Key("partition", machine.key(rest[0]))
    with Holding(machine.partitions, "followed", machine.partitions.followed * len(partitions)):
        for number, guards in enumerate(partitions):
            with machine.path(guards) as changed, machine.apart(Key(place, number)):
                for key, held in several:
                    machine.store.put(key, machine.on_this_path(held))
                flow = machine.execute(rest)
                passed = machine.guards - entered
            if flow is Flow.ON:
                paths.append((changed, passed))
    return Flow.ON if machine.go_on(paths, place) else Flow.AWAY


def _differs(held: Choice, partitions: Partitions) -> bool:
    """Whether a test that leads to one of the partitions leads to one of the alternatives, too."""
    return any(not one.guards.isdisjoint(guards) for one in held.options for guards in partitions)


def _may_follow(machine: Machine, partitions: Partitions) -> bool:
    """Whether the rest may be evaluated once for each of them. A loop is evaluated several times as it is."""
    followed = machine.partitions.followed * len(partitions)
    is_little = machine.budget.steps < PARTITIONED_STEPS and followed <= PARTITIONS
    return is_little and all(partitions) and not any(frame.loops for frame in machine.frames)

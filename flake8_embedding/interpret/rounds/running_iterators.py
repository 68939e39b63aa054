"""Loops over code that runs between their rounds: ``for n in numbers(): total += n``, with ``yield total``.

A generator is evaluated when the loop begins, and sees what holds then. If it would give something else at the end of
the loop, it has seen what the rounds change, and it is not known what it gives. What the generator itself changes, the
rounds find as it was at any ``yield``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence

import libcst as cst

from flake8_embedding.interpret.escaping.callbacks import forget_written, outlives
from flake8_embedding.interpret.frame import Flow
from flake8_embedding.interpret.machine import Machine, Resumed
from flake8_embedding.interpret.rounds.checkpoint import Checkpoint
from flake8_embedding.values.arrays.views import ArrayView
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.provenance import Mark
from flake8_embedding.values.value import AllocationSite, ObjectRef, Value


def over_what_runs(
    machine: Machine,
    node: cst.For,
    iterated: Value,
    run: Sequence[Resumed],
    over: Callable[[Value], Flow],
    *,
    stops_early: bool,
) -> Flow:
    """Execute the loop over what the iterators gave that were run for it."""
    checkpoint, entered, depth = Checkpoint(machine), machine.guards, machine.store.depth
    written = _written_between(machine, run, node)
    with machine.path() as changed:
        flow = over(iterated)
        is_seen = any(type(key) is not Mark and machine.store.get_below(key, depth) is not None for key in changed)
        with machine.stopping_early(stops_early=stops_early):
            is_same = not is_seen or _gives_the_same(machine, run)
        passed = machine.guards - entered
    if is_same and written.keys().isdisjoint(changed):
        if flow is Flow.ON:
            for key, value in written.items():
                machine.store.put(key, value)
            machine.go_on([(dict(changed), passed)], machine.key(node))
        return flow
    checkpoint.restore()
    return _over_unknown(machine, node, over, checkpoint, _arrays_in(changed))


def _over_unknown(
    machine: Machine, node: cst.For, over: Callable[[Value], Flow], checkpoint: Checkpoint, changed: Sequence[ObjectRef]
) -> Flow:
    """The loop over what is not known. Arrays that the rounds have ``changed`` where it was known, and do not change
    now, are changed through their rows: ``for i, row in enumerate(ids): row[:] = i``. They are not known either."""
    unknown = machine.unknown(_SEES_CHANGES, node.iter)
    if not changed:
        return over(unknown)
    entered = machine.guards
    with machine.path() as again:
        flow = over(unknown)
        passed = machine.guards - entered
    missed = [array for array in changed if array.alloc not in again]
    if not missed:
        if flow is Flow.ON:
            machine.go_on([(dict(again), passed)], machine.key(node))
        return flow
    checkpoint.restore()
    for array in missed:
        machine.forget(array, _SEES_CHANGES, node)
    flow = over(unknown)
    for array in missed:
        machine.forget(array, _SEES_CHANGES, node.body)
    return flow


_SEES_CHANGES = "its code runs between the rounds, and sees what they change"


def _arrays_in(changed: Mapping[Hashable, Value]) -> list[ObjectRef]:
    return [
        ObjectRef(key)
        for key, value in changed.items()
        if type(key) is AllocationSite and isinstance(value, ArrayView | SequenceValue) and _is_array(value)
    ]


def _is_array(value: ArrayView | SequenceValue) -> bool:
    return isinstance(value, ArrayView) or value.kind == "array"


def _written_between(machine: Machine, run: Sequence[Resumed], node: cst.For) -> dict[Hashable, Value]:
    """What the iterators have changed that lasts, as it is at their end. From here on it is as at any ``yield``."""
    changed = {key: before for one in reversed(run) for key, before in one.changed.items()}
    lasting = {
        key: held
        for key, before in changed.items()
        if (before is not None or _is_of_former_owner(machine, key, changed)) and type(key) is not Mark
        if (held := machine.store.held(key)) is not None
    }
    forget_written(machine, lasting, node, _RUN_BETWEEN)
    return lasting


_RUN_BETWEEN = "code that runs between the rounds of a loop writes it"


def _is_of_former_owner(machine: Machine, key: Hashable, changed: Mapping[Hashable, Value | None]) -> bool:
    """Whether it is an attribute of an object, or a name of a scope, that was there before."""
    return type(key) is tuple and key[0] not in changed and outlives(machine, (key[0], "*"))


def _gives_the_same(machine: Machine, run: Sequence[Resumed]) -> bool:
    """Whether the iterators give now what they gave."""
    with machine.rehearsing(), machine.path():
        for one in run:
            machine.store.set(one.iterator.alloc, one.suspended)
        return all(machine.store.content(machine.resumed(one.iterator)) == one.given for one in run)

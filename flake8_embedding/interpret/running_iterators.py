"""Loops over code that runs between their rounds: ``for n in numbers(): total += n``, with ``yield total``.

A generator is evaluated when the loop begins, and sees what holds then. If it would give something else at the end of
the loop, it has seen what the rounds change, and it is not known what it gives.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst

from flake8_embedding.interpret.fixpoint import Checkpoint
from flake8_embedding.interpret.frame import Flow
from flake8_embedding.interpret.machine import Machine, Resumed
from flake8_embedding.values.provenance import Mark
from flake8_embedding.values.value import Value


def over_what_runs(
    machine: Machine,
    node: cst.For,
    iterated: Value,
    run: Sequence[Resumed],
    over: Callable[[Value], Flow],
    *,
    takes_part: bool,
) -> Flow:
    """Execute the loop over what the iterators gave that were run for it."""
    checkpoint, entered, depth = Checkpoint(machine), machine.guards, machine.store.depth
    with machine.path() as changed:
        flow = over(iterated)
        is_seen = any(type(key) is not Mark and machine.store.get_below(key, depth) is not None for key in changed)
        with machine.taking_part(takes_part=takes_part):
            is_same = not is_seen or _gives_the_same(machine, run)
        passed = machine.guards - entered
    if is_same:
        if flow is Flow.ON:
            machine.go_on([(dict(changed), passed)], machine.key(node))
        return flow
    checkpoint.restore()
    return over(machine.unknown("its code runs between the rounds, and sees what they change", node.iter))


def _gives_the_same(machine: Machine, run: Sequence[Resumed]) -> bool:
    """Whether the iterators give now what they gave."""
    with machine.rehearsing(), machine.path():
        for one, suspended, _ in run:
            machine.store.set(one.alloc, suspended)
        return all(machine.store.content(machine.resumed(one)) == given for one, _, given in run)

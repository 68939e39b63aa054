"""Short loops: their rounds one after the other, as they run."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.assign import assign
from flake8_embedding.interpret.conditions.branch import branch_on
from flake8_embedding.interpret.frame import Flow, Loop
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.rounds.alike_rounds import repeats_round
from flake8_embedding.interpret.rounds.checkpoint import Checkpoint
from flake8_embedding.interpret.rounds.loop_ends import execute_orelse, is_left
from flake8_embedding.interpret.vocabularies.handmade_vocabularies import note_vocabulary
from flake8_embedding.limits import UNROLLED
from flake8_embedding.values.containers.contents import length_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.value import AllocationSite, Guard, Number, ObjectRef, Value

Paths = list[tuple[Delta, frozenset[Guard]]]


def unrolled(machine: Machine, node: cst.For, items: tuple[Value, ...], iterated: Value) -> Flow:
    """A loop over few known elements: its rounds one after the other, as they run. If a round puts elements into the
    list itself, or takes some out, the next round has what stands at its place then."""
    finished, entered = True, machine.guards
    with machine.frame.loop(machine.store.depth, machine.journal.mark()) as loop, machine.path() as changed:
        before: Paths = []
        for number in range(len(items) + UNROLLED):
            now = _items_now(machine, iterated, items)
            if number >= len(now):
                break
            assign(machine, node.target, now[number])
            left = _paths_on(machine, node, loop, number)
            finished = bool(left)
            if not finished:
                break
            if number + 1 < len(now) and repeats_round(machine, node, number, before, left):
                assign(machine, node.target, now[-1])
                break
            before = left
        passed = machine.guards - entered
    paths: Paths = [(one.delta, one.guards - entered) for one in loop.breaks]
    if finished:
        with machine.path(passed) as done:
            machine.store.apply(changed)
            flow = execute_orelse(machine, node.orelse)
            passed = machine.guards - entered
        if flow is Flow.ON:
            paths.append((dict(done), passed))
    if not machine.go_on(paths, machine.key(node)):
        return Flow.AWAY
    _note_vocabularies(machine, changed, node)
    return Flow.ON


def _items_now(machine: Machine, iterated: Value, begun: tuple[Value, ...]) -> tuple[Value, ...]:
    """The elements of a list that a loop goes over, as they are now."""
    content = machine.store.content(iterated) if isinstance(iterated, ObjectRef) else None
    now = content.items if isinstance(content, SequenceValue) and content.kind == "list" else None
    return begun if now is None else now


def _paths_on(machine: Machine, node: cst.For | cst.While, loop: Loop, number: int) -> Paths:
    """Evaluate one known round. Gives the paths on which the next one begins; none if the loop ends."""
    entered = machine.guards
    loop.continues.clear()
    with machine.path() as one_round, machine.apart(number):
        flow = machine.execute([node.body])
        passed = machine.guards - entered
    restarts: Paths = [(one.delta, one.guards - entered) for one in loop.continues]
    if flow is Flow.ON:
        restarts.append((dict(one_round), passed))
    machine.go_on(restarts, machine.key(node))
    return restarts


def _note_vocabularies(machine: Machine, changed: Delta, node: cst.CSTNode) -> None:
    for name in changed:
        if type(name) is AllocationSite:
            note_vocabulary(machine, ObjectRef(name), node)


def ends_soon(machine: Machine, node: cst.While) -> bool:
    """Whether the loop has few rounds, as far as its test shows: ``while len(words) < 7:``, ``while waiting:``."""
    if is_left(machine, node):
        return False
    begun = machine.journal.mark()
    with machine.path():
        match node.test:
            case cst.Comparison(left=left, comparisons=[cst.ComparisonTarget(comparator=right)]):
                sides = [machine.store.content(machine.evaluate_or_never(side)) for side in (left, right)]
                ends = [side.constant for side in sides if isinstance(side, Number) and side.constant is not None]
                few = len(ends) == 2 and abs(ends[0] - ends[1]) <= UNROLLED
            case cst.Name():
                length = length_of(machine.evaluate(node.test), machine.store)
                few = length is not None and length.constant is not None and length.constant <= UNROLLED
            case _:
                few = False
    machine.journal.rollback(begun)
    return few


def as_it_runs(machine: Machine, node: cst.While) -> Flow | None:
    """The rounds one after the other, with each test decided. None if one is not, or if there are too many."""
    checkpoint, entered = Checkpoint(machine), machine.guards
    with machine.frame.loop(machine.store.depth, machine.journal.mark()) as loop, machine.path() as changed:
        for number in range(UNROLLED + 1):
            truth, _ = branch_on(machine, node.test, node)
            if truth is not True:
                break
            if not _paths_on(machine, node, loop, number):
                return Flow.AWAY
        passed = machine.guards - entered
    if truth is not False:
        checkpoint.restore()
        return None
    machine.go_on([(dict(changed), passed)], machine.key(node))
    _note_vocabularies(machine, changed, node)
    return execute_orelse(machine, node.orelse)

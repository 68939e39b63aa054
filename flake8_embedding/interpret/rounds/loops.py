"""Loops: a round is evaluated for any element, and what changes from round to round is widened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import libcst as cst

from flake8_embedding.interpret.assign import assign
from flake8_embedding.interpret.conditions.branch import branch_on
from flake8_embedding.interpret.conditions.doubt import doubted_exit
from flake8_embedding.interpret.frame import Exit, Flow
from flake8_embedding.interpret.machine import Executor, Machine
from flake8_embedding.interpret.networks.batches import handed_out
from flake8_embedding.interpret.objects.protocols import iterated as iterated_by
from flake8_embedding.interpret.paths.past_none import past_none
from flake8_embedding.interpret.rounds.blind_breaks import are_breaks_blind
from flake8_embedding.interpret.rounds.checking_loops import note_loop_checks, question
from flake8_embedding.interpret.rounds.converted_lists import Place, converted
from flake8_embedding.interpret.rounds.first_rounds import is_alone
from flake8_embedding.interpret.rounds.iterators import taken_by_loop
from flake8_embedding.interpret.rounds.known_rounds import is_unrolled
from flake8_embedding.interpret.rounds.left_before import LeftBefore
from flake8_embedding.interpret.rounds.loop_elements import different_part, is_numbered, numbered_element
from flake8_embedding.interpret.rounds.loop_ends import (
    after_loop,
    execute_orelse,
    is_left,
    raises,
    returns,
    tests_before,
)
from flake8_embedding.interpret.rounds.loop_ranges import Rounds
from flake8_embedding.interpret.rounds.numbered_beside import forget_numbered, note_numbered_beside
from flake8_embedding.interpret.rounds.objects_of_rounds import as_one
from flake8_embedding.interpret.rounds.one_after_another import Paths, as_it_runs, ends_soon, unrolled
from flake8_embedding.interpret.rounds.own_keys import note_own_keys
from flake8_embedding.interpret.rounds.repetition import repeat
from flake8_embedding.interpret.rounds.round_local import local_to
from flake8_embedding.interpret.rounds.rounds_left import until_left
from flake8_embedding.interpret.rounds.running_iterators import over_what_runs
from flake8_embedding.interpret.rounds.tested_elements import in_tested_round
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import (
    is_distinct,
    is_each_once,
    is_surely_filled,
    length_of,
    rounds_of,
)
from flake8_embedding.values.containers.parts import one_of
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.numbers.bounds import upper_bounds
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.numbers.renaming import done
from flake8_embedding.values.predicates.predicate import Access
from flake8_embedding.values.provenance import Key, LoopCount, Mark
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.value import NONE, Number, Value


def _for(machine: Machine, node: cst.For) -> Flow:
    left_early, begun = is_left(machine, node), machine.reading.noted
    stops_early = left_early or machine.syntax.ask(returns, node.body)
    if machine.store.watches and not stops_early:
        # A handler around the loop goes on.
        stops_early = machine.syntax.ask(raises, node.body)
    # ``list(numbers())`` has run when the first round begins, and ``numbers()`` runs between the rounds.
    head = iterated_by(machine, past_none(machine, machine.evaluate(node.iter)), node.iter)
    with machine.stopping_early(stops_early=stops_early), machine.noting_resumed() as run:
        iterated = taken_by_loop(machine, head, node.iter, node)
    over = partial(_over, machine, node, machine.reading.since(begun), left_early=left_early)
    return over_what_runs(machine, node, iterated, run, over, stops_early=stops_early) if run else over(iterated)


def _over(machine: Machine, node: cst.For, read: tuple[Access, ...], iterated: Value, *, left_early: bool) -> Flow:
    begun = until_left(machine, node, iterated)
    iterated = iterated if begun is None else begun
    items = rounds_of(iterated, machine.store)
    if items is not None and is_unrolled(machine, items):
        return unrolled(machine, node, items, iterated)
    over = partial(_any_rounds, machine, node, read, iterated, items, left_early=left_early, ends=begun is None)
    flow = converted(machine, node, over)
    return over(None) if flow is None else flow


def _any_rounds(
    machine: Machine,
    node: cst.For,
    read: tuple[Access, ...],
    iterated: Value,
    items: tuple[Value, ...] | None,
    place: Place | None,
    *,
    left_early: bool,
    ends: bool,
) -> Flow:
    """The rounds of a loop, each for any element; ``place`` is that of a list which they convert. One that never
    ``ends`` by itself is left before."""
    key = machine.key(node)
    symbol, rounds = _counted(machine, node, iterated, left_early=left_early)
    element = machine.loops.another(handed_out(machine, iterated, node), key, machine.store.several)
    if left_early:
        # The loop may be left before the highest id comes.
        element = one_of(element, machine.store)
        if isinstance(element, Number) and not machine.syntax.ask(are_breaks_blind, node):
            element = element.without_highest()
    is_sure = rounds is None or not left_early or rounds.left is not None
    element = numbered_element(machine, iterated, element, symbol, is_sure=is_sure)
    element = in_tested_round(machine, element, node, node.target)
    if bool(machine.store.several.made_in) and machine.syntax.ask(returns, node.body):
        # Not all objects are changed where the function is left in between.
        element = as_one(machine, element, key)
    distinct, start = is_distinct(iterated, machine.store), machine.store.depth

    def begin() -> None:
        assign(machine, node.target, element)
        note_own_keys(machine, iterated, element, node.target)
        note_numbered_beside(machine, iterated, node.target, None if rounds is None else symbol)
        if distinct:
            machine.mark_distinct(different_part(machine, iterated, element), start)
        if place is not None:
            place.begin(element)

    end = place.end if place is not None else None
    each_once = is_each_once(iterated, machine.store)
    with machine.loops.counting(rounds), machine.loops.going_over(element):
        surely = is_surely_filled(iterated, machine.store)
        local = local_to(machine, node, element, distinct=distinct)
        _repeat(machine, node, begin, rounds, end=end, local=local, surely=surely, each_once=each_once)
    forget_numbered(machine, node.target, symbol)
    if items is not None and isinstance(element, Number) and element.exact is None:
        _leave_last(machine, element, items[-1])
    if not ends:
        return Flow.ON if left_early else Flow.AWAY
    about = machine.registry.conventions
    checks = machine.syntax.ask(question(*about.shapes, *about.shape_methods), node) if read else None
    if checks is not None:
        note_loop_checks(machine, checks, read)
    return after_loop(machine, node, doubted=read if checks is not None and checks.breaks else ())


def _counted(machine: Machine, node: cst.For, iterated: Value, *, left_early: bool) -> tuple[Symbol, Rounds | None]:
    """The running number of a round, and what is known of the number of all rounds: None for a loop that is left early,
    unless it numbers its rounds itself."""
    total = length_of(iterated, machine.store)
    symbol = Symbol(LoopCount(machine.key(node)), "the number of rounds")
    if not left_early:
        return symbol, Rounds(symbol, total.exact if total is not None else None)
    if not is_numbered(machine, iterated):
        return symbol, None
    symbol = replace(symbol, most=upper_bounds(total.high if total is not None else None))
    tests = machine.syntax.ask(tests_before, node)
    return symbol, Rounds(symbol, Linear.of(done(symbol)), LeftBefore(tests) if tests else None)


def _leave_last(machine: Machine, element: Number, last: Value) -> None:
    """When the loop is done, a name that holds the element of a round holds the last one. Only if that is the highest,
    the highest is known to come: not after ``for i in range(9, -1, -1): j = i``."""
    if isinstance(last, Number) and last.exact == element.high:
        return
    scope = machine.frame.scope
    for name, held in machine.store.names_in(scope):
        if held == element:
            machine.store.set((scope, name), element.weakened())


def _while(machine: Machine, node: cst.While) -> Flow:
    begun = machine.journal.mark()
    with machine.path():
        # Before the first round; each round evaluates it again.
        truth, _ = branch_on(machine, node.test, node)
    if truth is False:
        branch_on(machine, node.test, node)
        return execute_orelse(machine, node.orelse)
    machine.journal.rollback(begun)
    if truth is True and ends_soon(machine, node):
        flow = as_it_runs(machine, node)
        if flow is not None:
            return flow

    def begin() -> None:
        _, (holds, _) = branch_on(machine, node.test, node)
        machine.assume(holds.guards)
        holds.begin()

    _repeat(machine, node, begin, local=local_to(machine, node, None), surely=truth is True)
    if not is_left(machine, node):
        # ``while i >= 5: i = draw()``: it ends when the test is false.
        truth, (_, fails) = branch_on(machine, node.test, node)
        if truth is True:
            # With what holds after any number of rounds the test still does: it never ends.
            return Flow.AWAY
        machine.assume(fails.guards)
        fails.begin()
    return after_loop(machine, node)


def _repeat(
    machine: Machine,
    node: cst.For | cst.While,
    begin: Callable[[], None],
    rounds: Rounds | None = None,
    *,
    end: Callable[[], None] | None = None,
    local: RoundLocal,
    surely: bool,
    each_once: bool = False,
) -> None:
    """Any number of rounds, or at least one if ``surely``. Goes on with what holds after the last one."""
    one_round = partial(_round, machine, node, begin, end, None if rounds is None else rounds.left, local)
    alike = machine.syntax.ask(is_alone, node)
    repeat(machine, node, one_round, rounds, local=local, surely=surely, each_once=each_once, begins_alike=alike)


def _round(
    machine: Machine,
    node: cst.For | cst.While,
    begin: Callable[[], None],
    end: Callable[[], None] | None,
    left: LeftBefore | None,
    local: RoundLocal,
) -> Delta:
    entered = machine.guards
    with machine.frame.loop(machine.store.depth, machine.journal.mark()) as loop, machine.path() as changed:
        machine.store.may_be_interrupted()
        begin()
        if left is None:
            flow = machine.execute([node.body])
        else:
            flow = machine.execute(node.body.body[: left.tests])
            left.note(tuple(one.guards - entered for one in loop.breaks), machine.guards - entered, local)
            flow = machine.execute(node.body.body[left.tests :]) if flow is Flow.ON else flow
        guards = machine.guards - entered
    fallen = doubted_exit(machine, Exit(NONE, dict(changed), guards))
    ends: Paths = [(fallen.delta, guards)] if flow is Flow.ON else []
    ends += [(one.delta, one.guards - entered) for one in (*loop.continues, *loop.breaks)]
    if not ends:
        return {}
    with machine.path() as met:
        machine.store.join_paths(_each_by_itself(machine, ends), Key(machine.key(node), "round"))
        if end is not None:
            end()
    return dict(met)


def _each_by_itself(machine: Machine, ends: Paths) -> Paths:
    """The ways on from a round, each with its own value for all that any of them changes. Otherwise the join would take
    those that leave a name as it was, such as a ``break`` and a ``continue``, for one. Too many are not told apart."""
    if not 2 < len(ends) <= _ENDS:
        return ends
    changed = {key: machine.store.held(key) for delta, _ in ends for key in delta if type(key) is not Mark}
    before = {key: held for key, held in changed.items() if held is not None}
    return [({**before, **delta}, guards) for delta, guards in ends]


_ENDS = 4
"""Ways on from a round that are told apart: its end, a ``break``, and two more."""


EXECUTORS: dict[type, Executor] = {cst.For: _for, cst.While: _while}

"""Branches: ``if``, ``match`` and ``assert``. Each path goes on by itself; where they join, both are known."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import libcst as cst

from flake8_embedding.interpret.comparisons import compared
from flake8_embedding.interpret.conditions.branch import Way, branch_on, branch_on_decision, forget_shown
from flake8_embedding.interpret.conditions.collections import collections_compared
from flake8_embedding.interpret.conditions.decide import decision_of
from flake8_embedding.interpret.conditions.doubt import doubt_way, note_doubt
from flake8_embedding.interpret.frame import Flow, Partitions
from flake8_embedding.interpret.journal_entries import Asserted
from flake8_embedding.interpret.machine import Executor, Machine
from flake8_embedding.limits import CASES
from flake8_embedding.syntax.walk import parts_of
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.predicates.predicate import Decision, Operand, Went, any_of_these
from flake8_embedding.values.predicates.subjects import unknowns_compared
from flake8_embedding.values.value import Guard

Paths = list[tuple[Delta, frozenset[Guard]]]


def _if(machine: Machine, node: cst.If) -> Flow:
    truth, ways = branch_on(machine, node.test, node)
    return _on_ways(
        machine,
        truth,
        ways,
        lambda: machine.execute([node.body]),
        lambda: _else(machine, node.orelse),
        machine.key(node),
    )


def _on_test(
    machine: Machine, test: cst.BaseExpression, then: Callable[[], Flow], otherwise: Callable[[], Flow]
) -> Flow:
    return _on_ways(machine, *branch_on(machine, test, test), then, otherwise, machine.key(test))


def _on_ways(
    machine: Machine,
    truth: bool | None,
    ways: tuple[Way, Way],
    then: Callable[[], Flow],
    otherwise: Callable[[], Flow],
    place: Hashable,
) -> Flow:
    """Go on where a test holds, and where it does not, as far as both are possible; then from where the paths join."""
    if truth is not None:
        return then() if truth else otherwise()
    paths: Paths = []
    shown: list[tuple[Delta, Delta]] = []
    inside: list[Partitions] = []
    entered = machine.guards
    for way, execute in zip(ways, (then, otherwise), strict=True):
        note_doubt(machine, way.guards, place)
        with machine.path(way.guards) as changed:
            way.begin()
            told = machine.store.changed_since(machine.store.depth - 1)
            flow = execute()
            # Inside of the path, a test of which only one outcome leads on adds its guard.
            passed, joined = machine.guards - entered, machine.partitions.take()
        if machine.results.doubtful:
            doubt_way(machine, way.guards, changed)
        if flow is Flow.ON:
            paths.append((changed, passed))
            shown.append((changed, told))
            inside.append(joined)
    if len(paths) > 1:
        forget_shown(machine.store, shown)
    return Flow.ON if machine.go_on(paths, place, inside) else Flow.AWAY


def _else(machine: Machine, orelse: cst.If | cst.Else | None) -> Flow:
    match orelse:
        case cst.If():
            return machine.execute([orelse])
        case cst.Else(body=body):
            return machine.execute([body])
    return Flow.ON


def _assert(machine: Machine, node: cst.Assert) -> Flow:
    """From here on the test is known to hold."""
    truth, (holds, _) = branch_on(machine, node.test, node)
    if truth is False:
        return Flow.AWAY
    machine.assume(holds.guards)
    holds.begin()
    for predicate, _way in holds.guards:
        machine.journal.record(Asserted(frozenset(unknowns_compared(predicate))))
        machine.journal.record(Asserted(collections_compared(machine, predicate)))
    return Flow.ON


# -- match ------------------------------------------------------------------------------------------------------------


def _match(machine: Machine, node: cst.Match) -> Flow:
    subject = machine.operand(node.subject)
    if len(node.cases) > CASES:
        return _any_case(machine, node)
    return _from_case_on(machine, subject, list(node.cases), 0)


def _from_case_on(machine: Machine, subject: Operand, cases: Sequence[cst.MatchCase], number: int) -> Flow:
    """What happens if none of the cases before has matched."""
    if number == len(cases):
        return Flow.ON
    case = cases[number]

    def further() -> Flow:
        return _from_case_on(machine, subject, cases, number + 1)

    def matched() -> Flow:
        _bind_pattern(machine, case.pattern, subject)
        if case.guard is None:
            return machine.execute([case.body])
        return _on_test(machine, case.guard, lambda: machine.execute([case.body]), further)

    decision = _says(machine, subject, case.pattern)
    truth, ways = branch_on_decision(machine, decision, subject, case.pattern)
    return _on_ways(machine, truth, ways, matched, further, machine.key(case))


def _says(machine: Machine, subject: Operand, pattern: cst.MatchPattern) -> Decision:
    """What a matching pattern says of the subject: ``case 3`` says that it equals 3."""
    match pattern:
        case cst.MatchValue(value=value):
            return _equals(machine, cst.Equal, subject, machine.operand(value), pattern)
        case cst.MatchSingleton(value=value):
            return _equals(machine, cst.Is, subject, machine.operand(value), pattern)
        case cst.MatchOr(patterns=patterns):
            return any_of_these(_says(machine, subject, one.pattern) for one in patterns)
        case cst.MatchAs(pattern=None):
            return True
        case cst.MatchAs(pattern=cst.MatchPattern() as inner):
            return _says(machine, subject, inner)
    return Went(machine.key(pattern), "matches")


def _equals(machine: Machine, operator: type, subject: Operand, value: Operand, pattern: cst.MatchPattern) -> Decision:
    return decision_of(machine, Operand(compared(machine, operator, subject, value, pattern)), pattern)


def _any_case(machine: Machine, node: cst.Match) -> Flow:
    """More cases than are followed one by one, as generated code has them. Each is a path of its own, whatever its
    pattern says."""
    paths: Paths = [({}, frozenset({(machine.key(node), "no case")}))]
    for number, case in enumerate(node.cases):
        guards = frozenset({(machine.key(node), f"case {number}")})
        with machine.path(guards) as changed:
            _bind_pattern(machine, case.pattern, None)
            flow = machine.execute([case.body])
        if flow is Flow.ON:
            paths.append((changed, guards))
        if isinstance(case.pattern, cst.MatchAs) and case.pattern.pattern is None and case.guard is None:
            paths = paths[1:]
            break
    if not paths:
        return Flow.AWAY
    machine.store.join_paths(paths, machine.key(node))
    return Flow.ON


def _bind_pattern(machine: Machine, pattern: cst.CSTNode, subject: Operand | None) -> None:
    """Bind the names in a pattern; one that takes the whole subject holds it."""
    if isinstance(pattern, cst.MatchAs | cst.MatchStar) and pattern.name is not None:
        name, whole = pattern.name.value, subject if isinstance(pattern, cst.MatchAs) else None
        unknown = machine.unknown("what a pattern binds is not followed", pattern)
        machine.bind(name, unknown if whole is None else whole.value)
    for child in parts_of(pattern):
        if isinstance(
            child,
            cst.MatchPattern
            | cst.MatchSequenceElement
            | cst.MatchMappingElement
            | cst.MatchKeywordElement
            | cst.MatchStar,
        ):
            _bind_pattern(machine, child, subject if isinstance(pattern, cst.MatchAs) else None)


EXECUTORS: dict[type, Executor] = {cst.If: _if, cst.Match: _match, cst.Assert: _assert}

"""Statements: blocks, branches, loops, ``try``, ``with``, definitions, and the ways out of a block."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import libcst as cst

from flake8_embedding.interpret.assign import EXECUTORS as ASSIGNMENTS
from flake8_embedding.interpret.conditions.branch import Way, branch_on, forget_shown
from flake8_embedding.interpret.definitions import EXECUTORS as DEFINITIONS
from flake8_embedding.interpret.exceptions import EXECUTORS as EXCEPTIONS
from flake8_embedding.interpret.frame import Exit, Flow, add_exit
from flake8_embedding.interpret.imports import EXECUTORS as IMPORTS
from flake8_embedding.interpret.items import delete_item, renew
from flake8_embedding.interpret.loops import EXECUTORS as LOOPS
from flake8_embedding.interpret.machine import Executor, Machine
from flake8_embedding.interpret.managers import EXECUTORS as MANAGERS
from flake8_embedding.syntax.walk import parts_of
from flake8_embedding.values.guards import unknowns_compared
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.store import Delta
from flake8_embedding.values.value import NONE, Choice, ClassValue, Guard, ObjectRef, Unknown

Paths = list[tuple[Delta, frozenset[Guard]]]


def _line(machine: Machine, node: cst.SimpleStatementLine | cst.SimpleStatementSuite | cst.IndentedBlock) -> Flow:
    reads = len(machine.reads)
    with machine.statement() as begun:
        flow = machine.execute(node.body)
        del machine.reads[reads:]
        if not (node.body and type(node.body[-1]) is cst.Return):
            # What the next statement binds is not made of what this one read; what a call returns is.
            del machine.trail.reads[begun:]
    return flow


def _expression(machine: Machine, node: cst.Expr) -> Flow:
    if not isinstance(node.value, cst.SimpleString):
        machine.evaluate(node.value)
    return Flow.ON


# -- branches -------------------------------------------------------------------------------------------------------


def _if(machine: Machine, node: cst.If) -> Flow:
    truth, ways = branch_on(machine, node.test, node)
    if truth is True:
        return machine.execute([node.body])
    if truth is False:
        return _else(machine, node.orelse)
    return _go_both_ways(
        machine, ways, lambda: machine.execute([node.body]), lambda: _else(machine, node.orelse), machine.key(node)
    )


def _go_both_ways(
    machine: Machine, ways: tuple[Way, Way], then: Callable[[], Flow], otherwise: Callable[[], Flow], place: Hashable
) -> Flow:
    """Go on where a test holds, and where it does not; then from where both join."""
    paths: Paths = []
    shown: list[tuple[Delta, Delta]] = []
    entered = machine.guards
    for way, execute in zip(ways, (then, otherwise), strict=True):
        with machine.path(way.guards) as changed:
            way.begin()
            told = machine.store.changed_since(machine.store.depth - 1)
            flow = execute()
            # Tests on the way, of which only one way led on.
            passed = machine.guards - entered
        if flow is Flow.ON:
            paths.append((changed, passed))
            shown.append((changed, told))
    if not paths:
        return Flow.AWAY
    if len(paths) > 1:
        forget_shown(shown)
    machine.store.join_paths(paths, place)
    if len(paths) == 1:
        # The other way left the block: from here on its test is known to have failed.
        machine.guards = machine.guards | paths[0][1]
    return Flow.ON


def _else(machine: Machine, orelse: cst.If | cst.Else | None) -> Flow:
    match orelse:
        case cst.If():
            return machine.execute([orelse])
        case cst.Else(body=body):
            return machine.execute([body])
    return Flow.ON


def _match(machine: Machine, node: cst.Match) -> Flow:
    machine.evaluate(node.subject)
    paths: Paths = [({}, frozenset({(machine.key(node), "no case")}))]
    for number, case in enumerate(node.cases):
        guards = frozenset({(machine.key(node), f"case {number}")})
        with machine.path(guards) as changed:
            _bind_pattern(machine, case.pattern)
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


def _bind_pattern(machine: Machine, pattern: cst.CSTNode) -> None:
    if isinstance(pattern, cst.MatchAs | cst.MatchStar) and pattern.name is not None:
        machine.bind(pattern.name.value, machine.unknown("what a pattern binds is not followed", pattern))
    for child in parts_of(pattern):
        if isinstance(
            child,
            cst.MatchPattern
            | cst.MatchSequenceElement
            | cst.MatchMappingElement
            | cst.MatchKeywordElement
            | cst.MatchStar,
        ):
            _bind_pattern(machine, child)


def _assert(machine: Machine, node: cst.Assert) -> Flow:
    """From here on the test is known to hold."""
    truth, (holds, _) = branch_on(machine, node.test, node)
    if truth is False:
        return Flow.AWAY
    machine.guards = machine.guards | holds.guards
    holds.begin()
    for predicate, _way in holds.guards:
        machine.facts.asserted.update(unknowns_compared(predicate))
    return Flow.ON


# -- ways out -------------------------------------------------------------------------------------------------------


def _return(machine: Machine, node: cst.Return) -> Flow:
    value = NONE if node.value is None else machine.evaluate(node.value)
    frame = machine.frame
    add_exit(frame.exits, Exit(value, machine.store.changed_since(frame.depth), machine.guards))
    return Flow.AWAY


def _break(machine: Machine, node: cst.Break) -> Flow:
    if machine.frame.loops:
        loop = machine.frame.loops[-1]
        add_exit(loop.breaks, Exit(NONE, machine.store.changed_since(loop.depth), machine.guards))
    return Flow.AWAY


def _continue(machine: Machine, node: cst.Continue) -> Flow:
    if machine.frame.loops:
        loop = machine.frame.loops[-1]
        add_exit(loop.continues, Exit(NONE, machine.store.changed_since(loop.depth), machine.guards))
    return Flow.AWAY


# -- declarations -----------------------------------------------------------------------------------


def _global(machine: Machine, node: cst.Global) -> Flow:
    for item in node.names:
        machine.frame.outer_names[item.name.value] = machine.module_scope
    return Flow.ON


def _nonlocal(machine: Machine, node: cst.Nonlocal) -> Flow:
    for item in node.names:
        scope = machine.parents[machine.frame.scope]
        while scope is not None and machine.store.get((scope, item.name.value)) is None:
            scope = machine.parents[scope]
        if scope is not None:
            machine.frame.outer_names[item.name.value] = scope
    return Flow.ON


def _delete(machine: Machine, node: cst.Del) -> Flow:
    targets = [node.target] if not isinstance(node.target, cst.Tuple) else [one.value for one in node.target.elements]
    for target in targets:
        match target:
            case cst.Name(value=name):
                machine.store.delete((machine.frame.outer_names.get(name, machine.frame.scope), name))
            case cst.Attribute(value=owner, attr=attribute):
                _delete_attribute(machine, owner, attribute.value)
            case cst.Subscript():
                delete_item(machine, target)
    return Flow.ON


def _delete_attribute(machine: Machine, owner: cst.BaseExpression, name: str) -> None:
    """``del self.n``: from here on ``self.n`` is what the class has."""
    held = machine.evaluate(owner)
    match held:
        case ObjectRef(alloc=alloc) if isinstance(machine.store.content(held), Instance):
            machine.store.delete((alloc, name))
        case ObjectRef(alloc=alloc):
            machine.store.set((alloc, name), machine.unknown("it was deleted", owner))
        case ClassValue(scope=scope):
            machine.store.delete((scope, name))
        case Choice(options=options):
            for option in options:
                machine.forget_attributes(option.value)
        case Unknown():
            renew(machine, owner)


EXECUTORS: dict[type, Executor] = {
    cst.SimpleStatementLine: _line,
    cst.SimpleStatementSuite: _line,
    cst.IndentedBlock: _line,
    cst.Expr: _expression,
    cst.If: _if,
    cst.Match: _match,
    cst.Assert: _assert,
    cst.Return: _return,
    cst.Break: _break,
    cst.Continue: _continue,
    cst.Global: _global,
    cst.Nonlocal: _nonlocal,
    cst.Del: _delete,
    **ASSIGNMENTS,
    **DEFINITIONS,
    **EXCEPTIONS,
    **MANAGERS,
    **IMPORTS,
    **LOOPS,
}

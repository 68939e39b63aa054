"""Statements: blocks, branches, loops, ``try``, ``with``, definitions, and the ways out of a block."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import libcst as cst

from flake8_embedding.interpret.assign import EXECUTORS as ASSIGNMENTS
from flake8_embedding.interpret.assign import assign
from flake8_embedding.interpret.conditions.branch import Way, branch_on, forget_shown
from flake8_embedding.interpret.definitions import EXECUTORS as DEFINITIONS
from flake8_embedding.interpret.frame import Flow
from flake8_embedding.interpret.imports import EXECUTORS as IMPORTS
from flake8_embedding.interpret.imports import dotted
from flake8_embedding.interpret.items import delete_item, renew
from flake8_embedding.interpret.loops import EXECUTORS as LOOPS
from flake8_embedding.interpret.machine import Executor, Machine
from flake8_embedding.syntax.walk import parts_of
from flake8_embedding.values.guards import unknowns_compared
from flake8_embedding.values.join import NO_GUARDS
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.store import Delta
from flake8_embedding.values.value import NONE, Choice, ClassValue, Guard, ObjectRef, Unknown

Paths = list[tuple[Delta, frozenset[Guard]]]


def _line(machine: Machine, node: cst.SimpleStatementLine | cst.SimpleStatementSuite | cst.IndentedBlock) -> Flow:
    before, machine.read_before = machine.read_before, len(machine.trail.reads)
    begun = len(machine.reads)
    flow = machine.execute(node.body)
    del machine.reads[begun:]
    if not (node.body and type(node.body[-1]) is cst.Return):
        # What the next statement binds is not made of what this one read; what a call returns is.
        del machine.trail.reads[machine.read_before :]
    machine.read_before = before
    return flow


def _expression(machine: Machine, node: cst.Expr) -> Flow:
    if not isinstance(node.value, cst.SimpleString):
        value = machine.evaluate(node.value)
        if isinstance(value, Unknown) and _never_returns(machine, node.value):
            return Flow.AWAY
    return Flow.ON


def _never_returns(machine: Machine, node: cst.BaseExpression) -> bool:
    match node:
        case cst.Call(
            func=cst.Attribute(value=cst.Name(value="sys" | "os"), attr=cst.Name(value="exit" | "_exit" | "abort"))
        ):
            return True
        case cst.Call(func=cst.Name(value="exit" | "quit" as name)):
            return machine.lookup(name) is None
    return False


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


def _try(machine: Machine, node: cst.Try | cst.TryStar) -> Flow:
    """The body may stop anywhere, so a handler begins with what held before or after any part of it."""
    place = machine.key(node)
    paths: Paths = []
    body_guards = frozenset({(place, "no exception")})
    with machine.path(body_guards) as changed:
        looked_up, written = len(machine.facts.feeds), len(machine.facts.writes)
        flow = machine.execute([node.body])
        if any(_catches_index_errors(handler) for handler in node.handlers):
            del machine.facts.feeds[looked_up:], machine.facts.writes[written:]
        if flow is Flow.ON and node.orelse is not None:
            flow = machine.execute([node.orelse.body])
    if flow is Flow.ON:
        paths.append((changed, body_guards))
    handlers: list[cst.ExceptHandler | cst.ExceptStarHandler] = [*node.handlers]
    for number, handler in enumerate(handlers):
        guards = frozenset({(place, f"exception {number}")})
        with machine.path(guards) as handled:
            # Bindings that the body may have made before it failed.
            machine.store.join_paths([({}, NO_GUARDS), (dict(changed), NO_GUARDS)], (place, number))
            if handler.name is not None and isinstance(handler.name.name, cst.Name):
                machine.bind(handler.name.name.value, machine.unknown("an exception", handler))
            flow = machine.execute([handler.body])
        if flow is Flow.ON:
            paths.append((handled, guards))
    if paths:
        machine.store.join_paths(paths, place)
    last = Flow.ON
    if node.finalbody is not None:
        last = machine.execute([node.finalbody.body])
    return last if paths else Flow.AWAY


_WIDE = {
    "BaseException",
    "Exception",
    "IndexError",
    "InvalidArgumentError",
    "LookupError",
    "RuntimeError",
    "ValueError",
}
"""What frameworks raise for an id outside a table, and what catches that too."""


def _catches_index_errors(handler: cst.ExceptHandler | cst.ExceptStarHandler) -> bool:
    """Whether an id without a row is something the program reckons with: a lesson, or a test of its own."""
    caught = handler.type
    elements = [element.value for element in caught.elements] if isinstance(caught, cst.Tuple) else [caught]
    return any(one is None or dotted(one).rpartition(".")[2] in _WIDE for one in elements)


def _with(machine: Machine, node: cst.With) -> Flow:
    for item in node.items:
        value = machine.evaluate(item.item)
        if item.asname is not None:
            entered = value if isinstance(value, Unknown) else machine.unknown("a context manager's value", item)
            assign(machine, item.asname.name, entered)
    noted = machine.facts.noted()
    flow = machine.execute([node.body])
    if any(_expects_error(item.item) for item in node.items):
        # A test that the library refuses what stands here.
        machine.facts.forget_since(noted)
        return Flow.ON
    return flow


def _expects_error(node: cst.BaseExpression) -> bool:
    """``with pytest.raises(...)``, ``with self.assertRaises(...)``, ``with suppress(...)`` and the like."""
    match node:
        case cst.Call(func=cst.Attribute(attr=cst.Name(value=name))) | cst.Call(func=cst.Name(value=name)):
            return name in ("raises", "suppress") or name.startswith("assertRaises")
    return False


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
    frame.exits.append((value, machine.store.changed_since(frame.depth), machine.guards))
    return Flow.AWAY


def _raise(machine: Machine, node: cst.Raise) -> Flow:
    if node.exc is not None:
        machine.evaluate(node.exc)
    return Flow.AWAY


def _break(machine: Machine, node: cst.Break) -> Flow:
    if machine.frame.loops:
        loop = machine.frame.loops[-1]
        loop.breaks.append((machine.store.changed_since(loop.depth), machine.guards))
    return Flow.AWAY


def _continue(machine: Machine, node: cst.Continue) -> Flow:
    if machine.frame.loops:
        loop = machine.frame.loops[-1]
        loop.continues.append((machine.store.changed_since(loop.depth), machine.guards))
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
    cst.Try: _try,
    cst.TryStar: _try,
    cst.With: _with,
    cst.Assert: _assert,
    cst.Return: _return,
    cst.Raise: _raise,
    cst.Break: _break,
    cst.Continue: _continue,
    cst.Global: _global,
    cst.Nonlocal: _nonlocal,
    cst.Del: _delete,
    **ASSIGNMENTS,
    **DEFINITIONS,
    **IMPORTS,
    **LOOPS,
}

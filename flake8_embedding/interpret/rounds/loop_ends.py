"""How a loop ends: by ``break``, or after its last round with its ``else``."""

from __future__ import annotations

from collections.abc import Iterable

import libcst as cst

from flake8_embedding.interpret.frame import Flow
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.rounds.checking_loops import doubt_all
from flake8_embedding.syntax.walk import nodes_in, parts_of
from flake8_embedding.values.predicates.predicate import Access
from flake8_embedding.values.provenance import Key


def is_left(machine: Machine, loop: cst.For | cst.While) -> bool:
    """Whether a ``break`` may leave the loop; looked for once, however often it is executed."""
    return machine.syntax.ask(_leaves, loop.body)


def returns(body: cst.CSTNode) -> bool:
    """Whether a ``return`` in the body may leave the function."""
    return _has(body, cst.Return)


def raises(body: cst.CSTNode) -> bool:
    """Whether a ``raise`` in the body may leave the loop."""
    return _has(body, cst.Raise)


def _has(body: cst.CSTNode, kind: type) -> bool:
    waiting = [body]
    while waiting:
        node = waiting.pop()
        if type(node) is cst.SimpleStatementLine or type(node) is cst.SimpleStatementSuite:
            if any(type(one) is kind for one in node.body):
                return True
        elif type(node) in _BLOCKS:
            waiting.extend(parts_of(node))
    return False


_BLOCKS = frozenset(
    {
        *(cst.IndentedBlock, cst.If, cst.Else, cst.For, cst.While, cst.With, cst.Match, cst.MatchCase),
        *(cst.Try, cst.TryStar, cst.ExceptHandler, cst.ExceptStarHandler, cst.Finally),
    }
)
"""What other statements stand in, of which a ``return`` leaves the function that they stand in."""


def _leaves(node: cst.CSTNode | None) -> bool:
    """Whether a ``break`` of the loop whose body this is stands in it. Looks at statements only: libcst's own
    ``children`` visit every space."""
    match node:
        case cst.SimpleStatementLine(body=body) | cst.SimpleStatementSuite(body=body):
            return any(type(one) is cst.Break for one in body)
        case cst.IndentedBlock(body=body):
            return any(map(_leaves, body))
        case cst.If(body=inner, orelse=orelse):
            return _leaves(inner) or _leaves(orelse)
        case cst.Else(body=inner) | cst.With(body=inner) | cst.Finally(body=inner):
            return _leaves(inner)
        case (
            cst.Try(body=inner, orelse=orelse, finalbody=final)
            | cst.TryStar(body=inner, orelse=orelse, finalbody=final)
        ):
            handlers = any(_leaves(handler.body) for handler in node.handlers)
            return handlers or _leaves(inner) or _leaves(orelse) or _leaves(final)
        case cst.Match(cases=cases):
            return any(_leaves(case.body) for case in cases)
        case cst.For(orelse=orelse) | cst.While(orelse=orelse):
            # A ``break`` in an inner loop's ``else`` is the outer loop's.
            return _leaves(orelse)
    return False


def tests_before(loop: cst.For) -> int:
    """How many statements at the beginning of a round are tests that may leave the loop, and do nothing else. None of
    them where a ``break`` stands elsewhere, or where the running number is not a name of its own."""
    if not isinstance(loop.body, cst.IndentedBlock) or not isinstance(loop.target, cst.Tuple):
        return 0
    count = 0
    statements = loop.body.body
    while count < len(statements) and _only_leaves(statements[count]):
        count += 1
    return 0 if any(map(_leaves, statements[count:])) else count


def _only_leaves(statement: cst.CSTNode) -> bool:
    """``if count < least: break``"""
    match statement:
        case cst.If(
            test=test,
            body=cst.IndentedBlock(body=[cst.SimpleStatementLine(body=[cst.Break()])])
            | cst.SimpleStatementSuite(body=[cst.Break()]),
            orelse=None,
        ):
            return all(map(_changes_nothing, nodes_in(test)))
    return False


def _changes_nothing(node: cst.CSTNode) -> bool:
    if isinstance(node, cst.Call):
        return isinstance(node.func, cst.Name) and node.func.value == "len"
    return not isinstance(node, cst.NamedExpr | cst.Await | cst.Yield | cst.Lambda | cst.BaseComp)


def execute_orelse(machine: Machine, orelse: cst.Else | None) -> Flow:
    """Execute the ``else`` of a loop that no ``break`` has left."""
    return machine.execute([orelse.body]) if orelse is not None else Flow.ON


def after_loop(machine: Machine, node: cst.For | cst.While, doubted: Iterable[Access] = ()) -> Flow:
    """What follows a loop of an unknown number of rounds: its ``else``, unless a ``break`` left it. If none did, what
    is ``doubted`` may have passed a test."""
    if node.orelse is None or not is_left(machine, node):
        return execute_orelse(machine, node.orelse)
    # Whether there was a round is another question: what a round has bound is there after a ``break``.
    place = Key(machine.key(node), "end")
    left, done = frozenset({(place, "break")}), frozenset({(place, "done")})
    with machine.path(done) as changed:
        doubt_all(machine, doubted)
        flow = execute_orelse(machine, node.orelse)
    machine.store.join_paths([({}, left), *([(dict(changed), done)] if flow is Flow.ON else [])], place)
    return Flow.ON

"""Loops that look whether each id has a row: ``for i in ids: if i >= n: raise ValueError``.

Whoever gets past such a loop has ids that passed the tests in it, whether or not these tests are understood. So it is
not known any more that the highest id comes. The same holds behind a test of what the loop has noted: ``ok = False``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

import libcst as cst

from flake8_embedding.interpret.conditions.weaken import weaken
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.rounds.blind_breaks import counters_of
from flake8_embedding.record import record
from flake8_embedding.syntax.walk import nodes_in, parts_of
from flake8_embedding.values.predicates.predicate import Access, Slot
from flake8_embedding.values.value import FunctionValue


@record(frozen=True)
class Checks:
    """What a loop does with the elements it goes over. ``leaves``: a test of them leads out of the function, by
    ``return`` or an error; ``breaks``: one leads to a ``break``; ``notes``: the names that are set after a test;
    ``called``: the functions that are called with an element for what they do alone."""

    leaves: bool
    breaks: bool
    notes: frozenset[str]
    called: frozenset[str]


def checks_of(loop: cst.For, about_form: frozenset[str]) -> Checks | None:
    """The tests that a loop makes of its elements, None if it makes none. Depends on the syntax alone;
    ``about_form`` are attributes and functions that tell nothing of single ids."""
    match loop.iter:
        case cst.Call(func=cst.Name(value="range")):
            return None
    elements = _names_in(loop.target) - counters_of(loop)
    looks_at = partial(_looks_at, elements=elements, about_form=about_form)
    ways: set[type] = set()
    notes: set[str] = set()
    called: set[str] = set()
    for node in _statements(loop.body):
        match node:
            case cst.For(target=target, iter=over) if looks_at(over):
                elements.update(_names_in(target))
            case cst.If(test=test, body=body, orelse=orelse) if looks_at(test):
                inside = [*_statements(body), *_statements(orelse)]
                ways.update(map(_way, inside))
                notes.update(name for one in inside for name in _bound_by(one))
            case cst.Assert(test=test) if looks_at(test):
                ways.add(cst.Raise)
            case cst.Assign(value=value) | cst.AugAssign(value=value) if _is_test(value) and looks_at(value):
                notes.update(_bound_by(node))
            case cst.Expr(value=cst.Call(func=cst.Name(value=name), args=args)):
                if any(_names_in(one.value) & elements for one in args):
                    called.add(name)
    checks = Checks(not ways.isdisjoint(_WAYS_OUT), cst.Break in ways, frozenset(notes), frozenset(called))
    return checks if ways or notes or called else None


def note_loop_checks(machine: Machine, checks: Checks, read: Iterable[Access]) -> None:
    """All rounds of a loop are done, for which was ``read`` what it goes over."""
    if checks.leaves or any(_raises(machine, name) for name in checks.called):
        doubt_all(machine, read)
        machine.frame.has_checks = True
    for name in checks.notes:
        machine.reading.note_checks(Slot((machine.frame.scope_of(name), name)), read)


def doubt_all(machine: Machine, read: Iterable[Access]) -> None:
    """Nothing more is known of the highest id in what was read."""
    for access in read:
        weaken(machine, access)


def _raises(machine: Machine, name: str) -> bool:
    """Whether the function of the file may end with an error that it raises itself."""
    found = machine.store.get((machine.module_scope, name))
    return isinstance(found, FunctionValue) and machine.syntax.ask(_may_raise, found.node)


def _may_raise(function: cst.CSTNode) -> bool:
    return any(isinstance(node, cst.Raise | cst.Assert) for node in nodes_in(function))


_WAYS_OUT = frozenset({cst.Raise, cst.Return})


def _statements(block: cst.CSTNode | None) -> Iterator[cst.CSTNode]:
    """The statements of a block and those inside of them, but not those of functions and classes."""
    waiting = [] if block is None else [block]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, _BLOCKS):
            waiting += reversed([one for one in parts_of(node) if not isinstance(one, cst.BaseExpression)])


_BLOCKS = (
    *(cst.IndentedBlock, cst.SimpleStatementLine, cst.SimpleStatementSuite, cst.If, cst.Else, cst.For, cst.While),
    *(cst.With, cst.Try, cst.TryStar, cst.ExceptHandler, cst.ExceptStarHandler, cst.Finally, cst.Match, cst.MatchCase),
)


def _bound_by(node: cst.CSTNode) -> Iterator[str]:
    """The names that an assignment sets: ``ok = False``, ``bad += 1``."""
    match node:
        case cst.Assign(targets=targets):
            yield from (one.target.value for one in targets if isinstance(one.target, cst.Name))
        case cst.AugAssign(target=cst.Name(value=name)) | cst.AnnAssign(target=cst.Name(value=name)):
            yield name


def _way(node: cst.CSTNode) -> type:
    """What kind of statement it is; ``sys.exit()`` is an error that ends the program."""
    match node:
        case cst.Expr(value=cst.Call(func=cst.Name(value=name) | cst.Attribute(attr=cst.Name(value=name)))):
            return cst.Raise if name in _ENDS else cst.Expr
    return type(node)


_ENDS = frozenset({"exit", "quit", "_exit", "abort"})


def _is_test(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Comparison | cst.BooleanOperation | cst.IfExp)


def _names_in(node: cst.CSTNode) -> set[str]:
    return {one.value for one in nodes_in(node) if isinstance(one, cst.Name)}


def _looks_at(node: cst.CSTNode, elements: set[str], about_form: frozenset[str]) -> bool:
    """Whether the expression depends on what the elements are, and not only on how many there are or of what kind."""
    match node:
        case cst.Name(value=name):
            return name in elements
        case cst.Attribute(value=owner, attr=cst.Name(value=name)):
            return name not in about_form and _looks_at(owner, elements, about_form)
        case cst.Call(func=cst.Name(value=name)) if name in about_form:
            return False
        case cst.Comparison(comparisons=[cst.ComparisonTarget(operator=cst.Is() | cst.IsNot())]):
            return False
    return any(_looks_at(part, elements, about_form) for part in parts_of(node))


_ABOUT_KIND = frozenset({"len", "isinstance", "type", "hasattr"})
"""Functions of Python that tell of what kind something is, or how long."""


@cache
def question(*about_form: str) -> Callable[[cst.For], Checks | None]:
    """``checks_of`` with the attributes and methods that tell what dimensions an array has. It is the same
    function each time, so that its answers can be kept."""
    return partial(checks_of, about_form=_ABOUT_KIND.union(about_form))

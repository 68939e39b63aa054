"""Loops over known numbers that always are left before their end: ``for i in range(10): if i == 4: break``.

What stands in the ``else`` of such a loop, or behind it where it is left by an exception, never runs, and neither do
the rounds that would follow.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import takewhile

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.rounds.loop_ends import returns
from flake8_embedding.library.spec import NeverReturns
from flake8_embedding.limits import ITEMS
from flake8_embedding.syntax.bound_names import bound_by
from flake8_embedding.syntax.walk import nodes_in
from flake8_embedding.values.containers.contents import items_of, rounds_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.bounds import constant_of
from flake8_embedding.values.value import FunctionValue, LibraryName, Number, Value


def until_left(machine: Machine, loop: cst.For, iterated: Value) -> SequenceValue | None:
    """What the loop goes over until a test of the number of the round surely leaves it, the last round included. None
    if no test is seen to do so."""
    tests = machine.syntax.ask(_tests_that_may_leave, loop)
    content = machine.store.content(iterated) if tests else None
    if not isinstance(content, SequenceValue) or content.kind not in _AS_BEGUN:
        return None
    known = [(one, place, limit) for one, place in tests if (limit := _limit(machine, loop, one)) is not None]
    counts = [
        count
        for one, place, limit in known
        if (count := _rounds_until(machine, content, place, one, limit)) is not None and _surely_leaves(machine, one)
    ]
    return _first_rounds(machine, content, min(counts), loop) if counts else None


_AS_BEGUN = frozenset({"range", "tuple", "enumerated", "zipped"})
"""What gives the elements that it had when the loop began. A list may change while a loop goes over it."""

_COMPARED: dict[type, Callable[[int, int], bool]] = {
    cst.Equal: operator.eq,
    cst.GreaterThan: operator.gt,
    cst.GreaterThanEqual: operator.ge,
}

_Place = int | None
"""Which part of the element the loop gives to the name; None for the element itself."""


def _tests_that_may_leave(loop: cst.For) -> list[tuple[cst.If, _Place]]:
    """The tests of the number of the round that every round comes to, unless it has left the loop before, and behind
    which nothing leads on to another round, as far as the syntax shows."""
    places = dict(_names_of_parts(loop.target))
    if not places or not isinstance(loop.body, cst.IndentedBlock):
        return []
    statements = loop.body.body
    found = [(place, test) for place, one in enumerate(statements) if (test := _test_of(one, places)) is not None]
    if not found:
        return []
    # Nothing before the last of them may bind the name, or go on to the next round.
    changed = next((place for place, one in enumerate(statements[: found[-1][0]]) if _changes(one, places)), None)
    return [(test, places[name]) for place, (test, name) in found if changed is None or place <= changed]


def _test_of(statement: cst.CSTNode, places: Mapping[str, _Place]) -> tuple[cst.If, str] | None:
    """The test of the number of the round, if what stands behind it may leave the loop, and the number's name."""
    match statement:
        case cst.If(test=cst.Comparison(left=cst.Name(value=name), comparisons=[one])) if name in places:
            if type(one.operator) in _COMPARED and _last(statement.body) is not None:
                goes_on = any(type(node) is cst.Continue for node in nodes_in(statement.body))
                return None if goes_on else (statement, name)
    return None


def _changes(statement: cst.CSTNode, places: Mapping[str, _Place]) -> bool:
    nodes = nodes_in(statement)
    return any(type(node) is cst.Continue or not places.keys().isdisjoint(bound_by(node)) for node in nodes)


def _names_of_parts(target: cst.BaseExpression) -> Iterator[tuple[str, _Place]]:
    match target:
        case cst.Name(value=name):
            yield name, None
        case cst.Tuple(elements=elements) if all(type(one) is cst.Element for one in elements):
            for place, element in enumerate(elements):
                if isinstance(element.value, cst.Name):
                    yield element.value.value, place


def _limit(machine: Machine, loop: cst.For, test: cst.If) -> int | None:
    """The number that the one of the round is compared with, if it is the same in all rounds."""
    match test.test:
        case cst.Comparison(comparisons=[cst.ComparisonTarget(comparator=cst.Integer() as other)]):
            return other.evaluated_value
        case cst.Comparison(comparisons=[cst.ComparisonTarget(comparator=cst.Name(value=name) as other)]):
            is_bound = any(name in bound_by(node) for node in nodes_in(loop))
            if is_bound or machine.source.any_has("global") or machine.source.any_has("nonlocal"):
                return None
            held = machine.evaluate_or_never(other)
            return held.constant if isinstance(held, Number) else None
    return None


def _rounds_until(machine: Machine, content: SequenceValue, place: _Place, test: cst.If, limit: int) -> int | None:
    """How many rounds there are, the one included in which the test holds; None if that is in no round."""
    numbers = _numbers(machine, content, place)
    match test.test:
        case cst.Comparison(comparisons=[cst.ComparisonTarget(operator=sign)]) if numbers is not None:
            holds = _COMPARED[type(sign)]
            if isinstance(numbers, range):
                first = limit + 1 if isinstance(sign, cst.GreaterThan) else limit
                first = first if isinstance(sign, cst.Equal) else max(first, numbers.start)
                return numbers.index(first) + 1 if first in numbers else None
            before = sum(1 for _ in takewhile(lambda one: one is not None and not holds(one, limit), numbers))
            return before + 1 if before < len(numbers) and numbers[before] is not None else None
    return None


def _numbers(machine: Machine, content: SequenceValue, place: _Place) -> Sequence[int | None] | None:
    """The number of each round, None where it is not known."""
    items = rounds_of(content, machine.store)
    if items is not None:
        parts = items if place is None else [_part(machine, one, place) for one in items]
        return [one.constant if isinstance(one, Number) else None for one in parts]
    match content:
        case SequenceValue(kind="range", element=Number(attained=True, low=low, high=high), length=length):
            first, last = constant_of(low), constant_of(high)
            if place is None and first is not None and last is not None and length.constant == last - first + 1:
                return range(first, last + 1)
    return None


def _part(machine: Machine, element: Value, place: int) -> Value | None:
    parts = items_of(element, machine.store)
    return parts[place] if parts is not None and place < len(parts) else None


def _first_rounds(machine: Machine, content: SequenceValue, count: int, loop: cst.For) -> SequenceValue:
    items = rounds_of(content, machine.store)
    if items is None:
        numbers = _numbers(machine, content, None) or ()
        first = next(iter(numbers), None) or 0
        if count > ITEMS:
            ends = Number.exactly(first), Number.exactly(first + count - 1)
            return SequenceValue("range", Number(ends[0].exact, ends[1].exact), Number.exactly(count), distinct=True)
        items = tuple(map(Number.exactly, range(first, first + count)))
    kept = items[:count]
    return SequenceValue.of(content.kind, kept, any_of(list(kept), machine.key(loop)), distinct=content.distinct)


# -- what leaves ------------------------------------------------------------------------------------------------------


def _last(suite: cst.BaseSuite) -> cst.CSTNode | None:
    """What a block ends with, if that may leave a loop: ``break``, ``return``, ``raise``, or a call."""
    match suite:
        case cst.IndentedBlock(body=[*_, cst.SimpleStatementLine(body=[*_, last])]):
            pass
        case cst.SimpleStatementSuite(body=[*_, last]):
            pass
        case _:
            return None
    is_way_out = isinstance(last, cst.Break | cst.Return | cst.Raise)
    return last if is_way_out or (isinstance(last, cst.Expr) and isinstance(last.value, cst.Call)) else None


def _surely_leaves(machine: Machine, test: cst.If) -> bool:
    last = _last(test.body)
    match last:
        case cst.Expr(value=cst.Call(func=cst.Name() | cst.Attribute() as called)):
            return _never_returns(machine, machine.evaluate_or_never(called))
        case cst.Expr():
            return False
    return last is not None


def _never_returns(machine: Machine, called: Value) -> bool:
    """Whether the function ends with an exception, whatever it is given."""
    match machine.store.content(called):
        case LibraryName(path=path):
            entry = machine.registry.entry_for(path)
            return entry is not None and isinstance(entry.effect, NeverReturns)
        case FunctionValue(node=cst.FunctionDef(asynchronous=None, body=body)):
            nodes = nodes_in(body)
            is_plain = not returns(body) and not any(isinstance(one, cst.Yield | cst.From) for one in nodes)
            return is_plain and isinstance(_last(body), cst.Raise)
    return False

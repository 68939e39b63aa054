"""Tests of which nothing is known: they may let just those ids through that a table has rows for.

``if is_valid(i)``, ``if ids.max() < limit()``, ``if all(i < n for i in ids)``: behind such a test, on either way, it is
not known any more that the highest id comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.contents import each_number
from flake8_embedding.values.objects import DictValue, SequenceValue
from flake8_embedding.values.value import NO_ID_FACTS, Number, ObjectRef

_ABOUT_KINDS = frozenset({"isinstance", "callable", "hasattr", "len", "bool", "type"})
"""Functions whose answer is about a value as a whole, and not about the ids in it."""

_ABOUT_IDS = frozenset({"max", "min", "amax", "amin", "all", "any", "item", "sum", "isin", "count"})
"""Methods whose answer depends on the ids."""


def doubt(machine: Machine, test: cst.BaseExpression) -> None:
    """Forget, of the names whose ids the test is about, that their highest and negative ids are known to come."""
    for name, in_order in _tested(test):
        held = machine.lookup(name)
        match held:
            case Number() if held.exact is not None or not in_order:
                machine.bind(name, _perhaps(held))
            case SequenceValue():
                machine.bind(name, each_number(held, machine.store, _perhaps))
            case ObjectRef():
                content = machine.store.content(held)
                loose = each_number(content, machine.store, _perhaps)
                if loose != content or not isinstance(content, DictValue):
                    machine.store.set(held.alloc, loose)


def _perhaps(number: Number) -> Number:
    return replace(number, attained=False, id_facts=NO_ID_FACTS)


Tested = Iterator[tuple[str, bool]]
"""Names whose ids decide the outcome, and whether by their order alone: what a range of ids is cut to is told by
``narrow``."""


_TELLING = frozenset({cst.UnaryOperation, cst.BinaryOperation, cst.BooleanOperation, cst.Comparison, cst.Call})


def _tested(test: cst.BaseExpression) -> Tested:
    # Most are names and numbers, and libcst's classes are abstract ones, for which ``match`` is slow.
    if type(test) not in _TELLING:
        return
    match test:
        case cst.UnaryOperation(operator=cst.Not(), expression=inner):
            yield from _tested(inner)
        case cst.UnaryOperation(expression=inner):
            yield from _name(inner)
        case cst.BinaryOperation(left=left, right=right):
            yield from (*_name(left), *_name(right))
        case cst.BooleanOperation(left=left, right=right):
            yield from _tested(left)
            yield from _tested(right)
        case cst.Comparison(left=left, comparisons=parts):
            yield from _of_comparison(left, [(part.operator, part.comparator) for part in parts])
        case cst.Call(func=cst.Name(value=function), args=arguments) if function not in _ABOUT_KINDS:
            yield from _of_arguments(list(arguments))
        case cst.Call(func=cst.Attribute(value=owner, attr=cst.Name(value=method)), args=arguments):
            if method in _ABOUT_IDS:
                yield from _of_all(owner)
            yield from _of_arguments(list(arguments))


def _of_comparison(left: cst.BaseExpression, rest: list[tuple[cst.BaseCompOp, cst.BaseExpression]]) -> Tested:
    for side in (left, *(right for _, right in rest)):
        yield from _tested(side)
        match side:
            case cst.Subscript(value=owner):
                yield from _name(owner)
            case cst.Name(value=name) if any(isinstance(operator, _ORDERS) for operator, _ in rest):
                yield name, True
    for operator, right in rest:
        if isinstance(operator, cst.In | cst.NotIn):
            yield from _name(left)
            # ``-1 in ids``; of a dict's keys a word tells nothing of its ids.
            if isinstance(left, cst.Integer | cst.UnaryOperation):
                yield from _name(right)


def _of_arguments(arguments: list[cst.Arg]) -> Tested:
    for argument in arguments:
        value = argument.value
        match value:
            case cst.GeneratorExp(for_in=loop) | cst.ListComp(for_in=loop):
                yield from _name(loop.iter)
            case _:
                yield from _of_all(value)


def _of_all(value: cst.BaseExpression) -> Tested:
    """The names in what is asked for all its elements: ``(ids != -1).all()``."""
    yield from _name(value)
    yield from _tested(value)
    if isinstance(value, cst.Comparison):
        for side in (value.left, *(part.comparator for part in value.comparisons)):
            yield from _name(side)


_ORDERS = (cst.LessThan, cst.LessThanEqual, cst.GreaterThan, cst.GreaterThanEqual)


def _name(node: cst.BaseExpression) -> Tested:
    if isinstance(node, cst.Name):
        yield node.value, False

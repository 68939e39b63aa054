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
from flake8_embedding.values.value import NO_MARKS, Number, Ref

_ABOUT_KINDS = frozenset({"isinstance", "callable", "hasattr", "len", "bool", "type"})
"""Functions whose answer is about a value as a whole, and not about the ids in it."""

_ABOUT_IDS = frozenset({"max", "min", "amax", "amin", "all", "any", "item", "sum", "isin"})
"""Methods whose answer depends on the ids."""


def doubt(machine: Machine, test: cst.BaseExpression) -> None:
    """Forget, of the names whose ids the test is about, that their highest and negative ids are known to come."""
    for name in _tested(test):
        held = machine.lookup(name)
        if isinstance(held, Number) and held.exact is not None:
            machine.bind(name, _perhaps(held))
        elif isinstance(held, Ref):
            content = machine.store.content(held)
            loose = each_number(content, machine.store, _perhaps)
            if loose != content:
                machine.store.set(held.alloc, loose)


def _perhaps(number: Number) -> Number:
    return replace(number, reached=False, marks=NO_MARKS)


def _tested(test: cst.BaseExpression) -> Iterator[str]:
    """The names whose ids decide the outcome."""
    match test:
        case cst.UnaryOperation(expression=inner):
            yield from _tested(inner)
        case cst.BooleanOperation(left=left, right=right):
            yield from _tested(left)
            yield from _tested(right)
        case cst.Comparison(left=left, comparisons=parts):
            for side in (left, *(part.comparator for part in parts)):
                yield from _tested(side)
                if _is_order(test):
                    yield from _name(side)
            if any(isinstance(part.operator, cst.In | cst.NotIn) for part in parts):
                yield from _name(left)
        case cst.Call(func=cst.Name(value=function), args=arguments) if function not in _ABOUT_KINDS:
            yield from _of_arguments(arguments)
        case cst.Call(func=cst.Attribute(value=owner, attr=cst.Name(value=method)), args=arguments):
            if method in _ABOUT_IDS:
                yield from (*_name(owner), *_tested(owner))
            yield from _of_arguments(arguments)


def _of_arguments(arguments: object) -> Iterator[str]:
    assert isinstance(arguments, list | tuple)
    for argument in arguments:
        value = argument.value
        yield from _name(value)
        match value:
            case cst.GeneratorExp(for_in=loop) | cst.ListComp(for_in=loop):
                yield from _name(loop.iter)
            case cst.Comparison() | cst.Call():
                yield from _tested(value)


def _is_order(test: cst.Comparison) -> bool:
    orders = (cst.LessThan, cst.LessThanEqual, cst.GreaterThan, cst.GreaterThanEqual)
    return any(isinstance(part.operator, orders) for part in test.comparisons)


def _name(node: cst.BaseExpression) -> Iterator[str]:
    if isinstance(node, cst.Name):
        yield node.value

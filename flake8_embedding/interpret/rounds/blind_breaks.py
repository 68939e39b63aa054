"""Whether a loop is left for a reason that has nothing to do with what it goes over.

``if place == 0: break``, where ``place -= 1`` counts the rounds: any element may come before. ``if item == 3: break``
looks at the elements: the highest may be one that never comes.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from flake8_embedding.syntax.walk import nodes_in


def are_breaks_blind(loop: cst.For) -> bool:
    """Whether each ``break`` of the loop depends on nothing but on counters and on what the loop does not change."""
    tests = list(_tests_of_breaks(loop.body, ()))
    bound = _bound_in(loop)
    return all(test is not None and _is_blind(test, bound) for path in tests for test in path)


def _tests_of_breaks(
    node: cst.CSTNode | None, path: tuple[cst.BaseExpression | None, ...]
) -> Iterator[tuple[cst.BaseExpression | None, ...]]:
    """For each ``break`` of the loop the tests around it, None for something else that decides whether it is
    executed."""
    match node:
        case cst.SimpleStatementLine(body=body) | cst.SimpleStatementSuite(body=body):
            if any(type(one) is cst.Break for one in body):
                yield path
        case cst.IndentedBlock(body=body):
            for one in body:
                yield from _tests_of_breaks(one, path)
        case cst.If(test=test, body=inner, orelse=orelse):
            yield from _tests_of_breaks(inner, (*path, test))
            yield from _tests_of_breaks(orelse, (*path, test))
        case cst.Else(body=inner) | cst.With(body=inner):
            yield from _tests_of_breaks(inner, path)
        case cst.Try() | cst.TryStar() | cst.Match():
            yield (*path, None)
        case cst.For(orelse=orelse) | cst.While(orelse=orelse):
            yield from _tests_of_breaks(orelse, (*path, None))


def _bound_in(loop: cst.For) -> frozenset[str]:
    """The names that the loop binds to anything but one more or one less, and those whose methods it calls."""
    found: set[str] = set()
    counters = counters_of(loop)
    for node in nodes_in(loop):
        match node:
            case cst.AugAssign(target=cst.Name(), operator=cst.AddAssign() | cst.SubtractAssign(), value=cst.Integer()):
                continue
            case cst.AugAssign(target=target) | cst.AssignTarget(target=target) | cst.AnnAssign(target=target):
                found.update(_names_and_attributes_in(target))
            case cst.For(target=target) | cst.CompFor(target=target) | cst.NamedExpr(target=target):
                found.update(name for name in _names_and_attributes_in(target) if name not in counters)
            case cst.AsName(name=name):
                found.update(_names_and_attributes_in(name))
            case cst.Call(func=cst.Attribute(value=cst.Name(value=owner))):
                found.add(f"{owner}.")
    return frozenset(found)


def counters_of(loop: cst.For) -> frozenset[str]:
    """``place`` of ``for place, word in enumerate(words)``"""
    match loop:
        case cst.For(
            target=cst.Tuple(elements=[cst.Element(value=cst.Name(value=name)), *_]),
            iter=cst.Call(func=cst.Name(value="enumerate")),
        ):
            return frozenset((name,))
    return frozenset()


def _names_and_attributes_in(target: cst.CSTNode) -> Iterator[str]:
    match target:
        case cst.Name(value=name):
            yield name
        case cst.Attribute(value=owner, attr=cst.Name(value=name)):
            yield name
            yield from _names_and_attributes_in(owner)
        case cst.Subscript(value=owner) | cst.StarredElement(value=owner) | cst.Element(value=owner):
            yield from _names_and_attributes_in(owner)
        case cst.Tuple(elements=elements) | cst.List(elements=elements):
            for element in elements:
                yield from _names_and_attributes_in(element)


def _is_blind(test: cst.BaseExpression, bound: frozenset[str]) -> bool:
    match test:
        case cst.Name(value=name):
            return name not in bound
        case cst.Integer() | cst.Float() | cst.SimpleString():
            return True
        case cst.Attribute(value=cst.Name(value=owner), attr=cst.Name(value=name)):
            # A method of the owner may set the attribute to something that it made of an element.
            return bound.isdisjoint((owner, name, f"{owner}."))
        case cst.Call(func=cst.Name(value="len"), args=[cst.Arg(value=cst.Name() | cst.Attribute() as counted)]):
            return bound.isdisjoint(_names_and_attributes_in(counted))
        case cst.UnaryOperation(expression=inner):
            return _is_blind(inner, bound)
        case cst.BinaryOperation(left=left, right=right) | cst.BooleanOperation(left=left, right=right):
            return _is_blind(left, bound) and _is_blind(right, bound)
        case cst.Comparison(left=left, comparisons=comparisons):
            return _is_blind(left, bound) and all(_is_blind(one.comparator, bound) for one in comparisons)
    return False

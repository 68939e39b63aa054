"""Names in a program: what a size was called on its way to a table, and who else uses that name."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from flake8_embedding.fixes.program import Program
from flake8_embedding.record import record
from flake8_embedding.values.value import Place

_TOLD_ONLY = frozenset({"print", "info", "debug", "warning"})
"""Calls that show a number to people."""


@record(frozen=True)
class Definition:
    """``name = value``: the expression, and the name's other uses that a change of it would reach."""

    name: str
    value: cst.BaseExpression
    link: cst.CSTNode
    """Where the name is read, on the way to the table."""


def definitions(program: Program, node: cst.CSTNode, history: tuple[Place, ...] | None) -> Iterator[Definition]:
    """What the expression was defined as, if it is a name that is given a value once, and so on from there.

    ``history`` are the places at which the names on the way got their values, None where that is not known.
    """
    seen: set[str] = set()
    while (name := name_of(node)) is not None and name not in seen:
        seen.add(name)
        targets = _targets(program, name)
        known = targets if history is None else [place for place in history if isinstance(place, cst.CSTNode)]
        places = {id(place): place for place in known if name_of(place) == name}
        values = [value for place in places.values() if (value := value_given_to(program, place)) is not None]
        if len(values) != 1 or len(targets) != 1:
            return
        yield Definition(name, values[0], node)
        node = values[0]


def name_of(node: cst.CSTNode) -> str | None:
    """``x`` or ``.x`` for an attribute of ``self``, None for any other expression."""
    match node:
        case cst.Name(value=name):
            return name
        case cst.Attribute(value=cst.Name("self"), attr=cst.Name(value=name)):
            return f".{name}"
    return None


def value_given_to(program: Program, target: cst.CSTNode) -> cst.BaseExpression | None:
    """What an assignment gives to the target, None where it is none of the target's own."""
    match program.parent(target):
        case cst.AssignTarget() as holder:
            match program.parent(holder):
                case cst.Assign(targets=[_], value=value):
                    return value
        case cst.AnnAssign(target=assigned, value=value) if assigned is target:
            return value
    return None


def bound_to(program: Program, value: cst.CSTNode) -> str | None:
    """The name that an assignment gives to this very value."""
    match program.parent(value):
        case cst.Assign(targets=[cst.AssignTarget(target=target)], value=given) if given is value:
            return program.text(target) if name_of(target) is not None else None
    return None


def _targets(program: Program, name: str) -> list[cst.CSTNode]:
    """Where the name gets a value: by assignment, as a parameter or loop variable, wherever in the file."""
    return [node for node in _uses(program, name) if _is_bound(program, node)]


def _is_bound(program: Program, node: cst.CSTNode) -> bool:
    above = program.parent(node)
    match above:
        case cst.AssignTarget():
            return True
        case cst.Param(name=target) | cst.CompFor(target=target) | cst.For(target=target):
            return target is node
        case cst.NamedExpr(target=target) | cst.AnnAssign(target=target) | cst.AugAssign(target=target):
            return target is node
        case cst.Element():
            return any(isinstance(one, cst.AssignTarget) for one in program.around(node))
    return False


def _uses(program: Program, name: str) -> Iterator[cst.CSTNode]:
    for node in program.nodes():
        if name_of(node) != name:
            continue
        above = program.parent(node)
        is_keyword = isinstance(above, cst.Arg) and above.keyword is node
        is_member = isinstance(above, cst.Attribute) and above.attr is node
        if not is_keyword and not is_member:
            yield node


def used_elsewhere(program: Program, definition: Definition, sized: set[int]) -> int | None:
    """The line of a use of the name that a change of its value would change too, None where there is none.

    Sizes of tables and matrices (``sized``, by address) are meant to change, guards of the ids with them, and what is
    only shown may.
    """
    targets = {id(node) for node in _targets(program, definition.name)}
    name = definition.name.lstrip(".")
    if program.hides(name):
        return program.line(definition.value)
    for node in program.nodes():
        match node:
            case cst.Attribute(value=owner, attr=cst.Name(value=member)) if member == name:
                if definition.name == name or not isinstance(owner, cst.Name) or owner.value != "self":
                    return program.line(node)
            case cst.SimpleString(value=text) if text.strip("\"'") == name:
                return program.line(node)
    for node in _uses(program, definition.name):
        if id(node) in targets or node is definition.link:
            continue
        if id(node) not in sized and not _is_told(program, node) and not _is_guard(program, node):
            return program.line(node)
    return None


def _is_told(program: Program, node: cst.CSTNode) -> bool:
    """``print("words:", n)``"""
    argument = program.parent(node)
    match program.parent(argument) if isinstance(argument, cst.Arg) else None:
        case cst.Call(func=cst.Name(value=name) | cst.Attribute(attr=cst.Name(value=name))):
            return name in _TOLD_ONLY
    return False


def _is_guard(program: Program, node: cst.CSTNode) -> bool:
    """``if i < n: matrix[i] = vector``, ``if i >= n: continue`` in a loop that writes a matrix."""
    inside = list(program.around(node))
    tests = [one for one in inside if isinstance(one, cst.Comparison)]
    guarded = next((one for one in inside if isinstance(one, cst.If)), None)
    if not tests or guarded is None or program.parent(tests[0]) is not guarded:
        return False
    loop = next((one for one in inside if isinstance(one, cst.For)), guarded)
    return any(_writes_an_item(one) for one in program.below(loop)) and not any(
        isinstance(one, cst.Subscript) and not _is_written(program, one) for one in program.below(guarded.body)
    )


def _writes_an_item(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.AssignTarget) and isinstance(node.target, cst.Subscript)


def _is_written(program: Program, node: cst.CSTNode) -> bool:
    return isinstance(program.parent(node), cst.AssignTarget)

"""Rounds of a loop over a few known elements that do again what the round before has done.

``for epoch in range(5): train(model)`` begins its third round with what the second has left. If that is what the first
had left, but for the names of what a round makes, the third round does what the second did, and so do all that follow.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.syntax.walk import nodes_in, parts_of
from flake8_embedding.values.likeness import Likeness
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.provenance import Round
from flake8_embedding.values.value import AllocationSite, Guard

Left = tuple[Delta, frozenset[Guard]]
"""What a path through a round has changed, and the tests on the way."""


def repeats_round(machine: Machine, node: cst.For, number: int, before: list[Left], left: list[Left]) -> bool:
    """Whether all further rounds do what the round of this ``number``, from 0, has done. It has ``left`` this on the
    paths to the next round, and the round ``before`` it that."""
    if len(before) != 1 or len(left) != 1 or not _elements_are_unused(machine, node):
        return False
    (was, met), (now, meets) = (_lasting(machine, one) for one in (before[0], left[0]))
    likeness = Likeness(*((*machine.context, Round(one)) for one in (number - 1, number)))
    return likeness.of_guards(met, meets) and likeness.of_changes(was, now)


def _lasting(machine: Machine, left: Left) -> Left:
    """What a round has left without the names of the calls in it, which have ended. Nobody reads them again, unless a
    function that was made there changes them."""
    changed, guards = left
    if machine.source.any_has("nonlocal"):
        return left
    around, depth = machine.context, len(machine.context)

    def has_ended(key: Hashable) -> bool:
        made_in = key[0].context if type(key) is tuple and type(key[0]) is AllocationSite else None
        if type(made_in) is not tuple or len(made_in) <= depth:
            return False
        return type(made_in[depth]) is Round and made_in[:depth] == around

    return {key: value for key, value in changed.items() if not has_ended(key)}, guards


def _elements_are_unused(machine: Machine, node: cst.For) -> bool:
    """Whether no round depends on the element that it gets, except to print it."""
    if not machine.syntax.ask(_prints_elements_only, node) or machine.lookup("print") is not None:
        return False
    names, frame = machine.syntax.ask(_plain_names_in, node.target), machine.frame
    if not names.isdisjoint(frame.outer_names):
        return False
    around = frame.function.node if frame.function is not None else machine.source.of(node.target).module
    return names.isdisjoint(machine.syntax.ask(_names_in_functions, around))


def _prints_elements_only(loop: cst.For) -> bool:
    """Whether the names that the loop binds stand nowhere in its body but in what is printed."""
    names = _plain_names_in(loop.target)
    return bool(names) and names.isdisjoint(_names_used(loop.body))


def _plain_names_in(target: cst.CSTNode) -> frozenset[str]:
    """The names that are bound; none if an attribute or a subscript is bound, too."""
    nodes = nodes_in(target)
    if not all(type(one) in _TARGETS for one in nodes):
        return frozenset()
    return frozenset(one.value for one in nodes if isinstance(one, cst.Name))


_TARGETS = frozenset({cst.Element, cst.List, cst.Name, cst.Tuple})


def _names_used(body: cst.CSTNode) -> Iterator[str]:
    """All names in a piece of code but those that are printed and used for nothing else."""
    waiting = [(body, False)]
    while waiting:
        node, is_printed = waiting.pop()
        if isinstance(node, cst.Name):
            if not is_printed:
                yield node.value
            continue
        match node:
            case cst.Expr(value=cst.Call(func=cst.Name(value="print"), args=args)):
                waiting.extend((one, True) for one in args)
            case cst.Call(func=cst.Attribute(value=cst.SimpleString(), attr=cst.Name(value="format")), args=args):
                waiting.extend((one, is_printed) for one in args)
            case _:
                is_text = is_printed and type(node) in _TEXTS
                waiting.extend((one, is_text) for one in parts_of(node))


_TEXTS = frozenset(
    {
        *(cst.Arg, cst.BinaryOperation, cst.ConcatenatedString, cst.Element, cst.FormattedString),
        *(cst.FormattedStringExpression, cst.Tuple, cst.UnaryOperation),
    }
)
"""What a text is made with. A call, a subscript or a test does more with a number."""


def _names_in_functions(around: cst.CSTNode) -> frozenset[str]:
    """The names that stand in functions inside of this one or of the module, and are no parameters there."""
    found = set[str]()
    waiting: list[tuple[cst.CSTNode, frozenset[str] | None]] = [(one, None) for one in parts_of(around)]
    while waiting:
        node, parameters = waiting.pop()
        if type(node) is cst.Name:
            if parameters is not None and node.value not in parameters:
                found.add(node.value)
            continue
        if isinstance(node, cst.FunctionDef | cst.Lambda):
            parameters = frozenset(one.name.value for one in nodes_in(node.params) if isinstance(one, cst.Param))
        waiting.extend([(one, parameters) for one in parts_of(node)])
    return frozenset(found)

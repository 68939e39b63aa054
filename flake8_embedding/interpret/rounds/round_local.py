"""What each round of a loop makes anew, by the syntax of the loop."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import partial
from itertools import chain

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.rounds.objects_of_rounds import several_in
from flake8_embedding.syntax.walk import nodes_in
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.value import Number, Unknown, Value


def local_to(machine: Machine, loop: cst.CSTNode, element: Value | None, *, distinct: bool = False) -> RoundLocal:
    """Tells which numbers each round of the loop has for itself; ``element`` is what it goes over, in each round
    another one if ``distinct``."""
    keys = frozenset(_keys_in(machine, element)) if element is not None else frozenset()
    running = element if distinct and isinstance(element, Number) and element.exact is None else None
    # Few loops make numbers of which it matters where they are made.
    made_at = partial(machine.syntax.ask, _evaluated_in_rounds, loop)
    objects = () if element is None else several_in(machine, element)
    added_to = partial(machine.syntax.ask, _added_to, loop)
    return RoundLocal(machine.key(loop), made_at, keys, running, objects, added_to)


def _keys_in(machine: Machine, element: Value) -> list[Hashable]:
    """What names the element of a round, or the parts of a pair."""
    parts = items_of(element, machine.store) or (element,)
    return [part.key for part in parts if isinstance(part, Unknown)]


def _evaluated_in_rounds(loop: cst.CSTNode) -> frozenset[int]:
    """The nodes that are evaluated anew in each round: not what the loop goes over."""
    match loop:
        case cst.For(body=body, target=target):
            parts: list[cst.CSTNode] = [target, body]
        case cst.While(test=test, body=body):
            parts = [test, body]
        case cst.ListComp() | cst.SetComp() | cst.GeneratorExp():
            parts = [loop.elt, *_rounds_of(loop.for_in)]
        case cst.DictComp(for_in=for_in, key=key, value=value):
            parts = [key, value, *_rounds_of(for_in)]
        case _:
            parts = []
    return frozenset(chain.from_iterable(map(id, nodes_in(part)) for part in parts))


def _rounds_of(for_in: cst.CompFor) -> list[cst.CSTNode]:
    inner = [] if for_in.inner_for_in is None else [for_in.inner_for_in]
    return [for_in.target, *for_in.ifs, *inner]


def _added_to(loop: cst.CSTNode) -> frozenset[str]:
    """The names and attributes to which the loop adds, if it sets them in no other way. ``x += max(0, y - x)`` may be a
    maximum."""
    added, others = set[str](), set[str]()
    for node in nodes_in(loop):
        match node:
            case cst.AugAssign(target=target, operator=cst.AddAssign(), value=value):
                names = frozenset(_names_in(target))
                (added if names.isdisjoint(_names_in(value)) else others).update(names)
            case (
                cst.AugAssign(target=target)
                | cst.AssignTarget(target=target)
                | cst.AnnAssign(target=target)
                | cst.For(target=target)
                | cst.NamedExpr(target=target)
            ):
                others.update(_names_in(target))
    return frozenset(added - others)


def _names_in(target: cst.CSTNode) -> Iterator[str]:
    """The names in a target, those of attributes among them."""
    return (node.value for node in nodes_in(target) if type(node) is cst.Name)

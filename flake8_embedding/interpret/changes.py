"""What a function changes, as its text shows: attributes of its first parameter, and names of the module.

A function that nobody in the file calls may have been called before another one, any number of times. What it changes
is not known there. Its text is enough to find that out: nothing is evaluated.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.record import record
from flake8_embedding.syntax.walk import nodes_in
from flake8_embedding.values.value import AllocationSite, ClassValue, FunctionValue, ObjectRef, Value

MUTATORS = frozenset(
    {
        *("append", "extend", "insert", "remove", "pop", "clear", "sort", "reverse"),
        *("update", "setdefault", "popitem", "add", "discard", "appendleft", "subtract"),
        *("difference_update", "intersection_update", "symmetric_difference_update", "move_to_end"),
    }
)
"""Methods of Python's own containers that change them."""


@record(frozen=True)
class Changes:
    """What a function changes of an object or a scope.

    ``bound`` are names that it binds, one entry for each place. ``in_place`` are names whose content it changes.
    ``any_name``: it also binds a name that is not written in its text.
    """

    bound: tuple[str, ...] = ()
    in_place: frozenset[str] = frozenset()
    any_name: bool = False


def attribute_changes(machine: Machine, function: cst.FunctionDef) -> Changes:
    """The attributes that a method changes of its first parameter, ``self``."""
    params = function.params
    first = next((one.name.value for one in (*params.posonly_params, *params.params)), None)
    if first is None:
        return Changes()
    bound: list[str] = []
    in_place: set[str] = set()
    nodes = machine.syntax.ask(nodes_in, function.body)
    aliases = _aliases(nodes, first)
    for place, is_binding in _changed_places(nodes):
        attribute = _attribute_of(place, first, aliases)
        if attribute is None:
            continue
        if is_binding and _is_attribute_of(place, first):
            bound.append(attribute)
        elif not is_binding or not isinstance(place, cst.Name):
            in_place.add(attribute)
    any_name = any(type(node) is cst.Call and _sets_any(node, first) for node in nodes)
    return Changes(tuple(bound), frozenset(in_place), any_name)


def _aliases(nodes: list[cst.CSTNode], owner: str) -> dict[str, str]:
    """Names that are bound to attributes of the owner: ``words = self.words``."""
    found: dict[str, str] = {}
    for node in nodes:
        # libcst's classes are abstract ones, for which ``match`` is slow.
        if type(node) is not cst.Assign:
            continue
        match node:
            case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=alias))], value=value):
                attribute = _attribute_of(value, owner, {})
                if attribute is not None:
                    found[alias] = attribute
    return found


def _sets_any(call: cst.Call, owner: str) -> bool:
    """``setattr(self, name, value)``"""
    match call:
        case cst.Call(func=cst.Name(value="setattr"), args=[cst.Arg(value=cst.Name(value=changed)), *_]):
            return changed == owner
    return False


def sets_attribute(machine: Machine, cls: ClassValue, name: str) -> bool:
    """Whether a method of the class sets the attribute of its object."""
    methods = [part for part in cls.node.body.body if isinstance(part, cst.FunctionDef)]
    return any(name in attribute_changes(machine, one).bound for one in methods)


def outer_changes(machine: Machine, function: cst.FunctionDef | cst.Lambda) -> Changes:
    """The names outside that a function binds (``global``) or changes in place."""
    params = function.params
    local = {one.name.value for one in (*params.posonly_params, *params.params, *params.kwonly_params)}
    declared: set[str] = set()
    bound: list[str] = []
    in_place: set[str] = set()
    nodes = machine.syntax.ask(nodes_in, function.body)
    for node in nodes:
        if type(node) is cst.Global:
            declared.update(item.name.value for item in node.names)
    for place, is_binding in _changed_places(nodes):
        root = _root(place)
        if is_binding and isinstance(place, cst.Name):
            (bound.append if root in declared else local.add)(root)
        elif root:
            in_place.add(root)
    return Changes(tuple(bound), frozenset(in_place) - local)


_CHANGING = frozenset(
    {
        cst.AssignTarget,
        cst.AnnAssign,
        cst.AsName,
        cst.AugAssign,
        cst.Call,
        cst.CompFor,
        cst.Del,
        cst.For,
        cst.NamedExpr,
    }
)
"""What changes the value of an expression that stands in it."""


def _changed_places(nodes: list[cst.CSTNode]) -> Iterator[tuple[cst.CSTNode, bool]]:
    """The expressions whose value the code changes, each with whether it binds them; otherwise it changes what they
    hold."""
    for node in nodes:
        # Most nodes are none of these, and libcst's classes are abstract ones, for which ``match`` is slow.
        kind = type(node)
        if kind not in _CHANGING:
            continue
        if kind is cst.Call:
            owner = _changed_by_method(node)
            if owner is not None:
                yield owner, False
            continue
        match node:
            case cst.AssignTarget(target=target) | cst.AnnAssign(target=target, value=cst.BaseExpression()):
                yield from ((one, True) for one in _targets(target))
            case cst.For(target=target) | cst.CompFor(target=target) | cst.NamedExpr(target=target):
                yield from ((one, True) for one in _targets(target))
            case cst.AugAssign(target=target):
                yield target, True
                yield target, False
            case cst.Del(target=target):
                yield from ((one, False) for one in _targets(target))
            case cst.AsName(name=target):
                yield from ((one, True) for one in _targets(target))


def _changed_by_method(call: Any) -> cst.CSTNode | None:
    """What ``words.append(word)`` changes; None if the call is of no such method."""
    function = call.func
    return function.value if type(function) is cst.Attribute and function.attr.value in MUTATORS else None


_PLACES_IN = frozenset({cst.Subscript, cst.Attribute})
"""``words[0]`` and ``self.words``: expressions for a part of another object."""


def _targets(target: cst.CSTNode) -> Iterator[cst.CSTNode]:
    if type(target) is cst.Tuple or type(target) is cst.List:
        for element in target.elements:
            yield from _targets(element.value)
    else:
        yield target


def _is_attribute_of(place: cst.CSTNode, owner: str) -> bool:
    return type(place) is cst.Attribute and type(place.value) is cst.Name and place.value.value == owner


def _attribute_of(place: cst.CSTNode, owner: str, aliases: dict[str, str]) -> str | None:
    """The attribute of ``owner`` that the expression is a part of: "words" for ``self.words[0]``."""
    while type(place) in _PLACES_IN:
        if _is_attribute_of(place, owner):
            return place.attr.value  # type: ignore[attr-defined, no-any-return]
        place = place.value  # type: ignore[attr-defined]
    return aliases.get(place.value) if type(place) is cst.Name else None


def _root(place: cst.CSTNode) -> str:
    while type(place) in _PLACES_IN:
        place = place.value  # type: ignore[attr-defined]
    return place.value if type(place) is cst.Name else ""


# -- what a call of it may write ------------------------------------------------------------------------------------


def may_write_outside(machine: Machine, function: FunctionValue) -> bool:
    """Whether a call may change more than the function's own names and its object's attributes. Its text, and that of
    the functions that it calls, decide."""
    return _writes_outside(machine, function, set())


def _writes_outside(machine: Machine, function: FunctionValue, seen: set[cst.CSTNode]) -> bool:
    node = function.node
    if node in seen:
        return False
    seen.add(node)
    params = node.params
    local = {one.name.value for one in (*params.posonly_params, *params.params, *params.kwonly_params)}
    nodes = machine.syntax.ask(nodes_in, node.body)
    if any(type(one) is cst.Global or type(one) is cst.Nonlocal for one in nodes):
        return True
    places = [(_root(place), place, is_binding) for place, is_binding in _changed_places(nodes)]
    local |= {root for root, place, is_binding in places if is_binding and isinstance(place, cst.Name)}
    if any(root and root not in local for root, _, _ in places):
        return True
    called = [one.func for one in nodes if type(one) is cst.Call]
    for name, place in ((_root(one), one) for one in called):
        held = _held_outside(machine, function.scope, name) if name and name not in local else None
        if isinstance(held, FunctionValue) and isinstance(place, cst.Name):
            if _writes_outside(machine, held, seen):
                return True
        elif isinstance(held, ClassValue | ObjectRef):
            return True
    return False


def _held_outside(machine: Machine, scope: AllocationSite, name: str) -> Value | None:
    at: AllocationSite | None = scope
    while at is not None:
        held = machine.store.get((at, name))
        if held is not None:
            return held
        at = machine.outer_scope(at)
    return None

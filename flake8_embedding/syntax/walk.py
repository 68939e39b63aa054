"""Walks over libcst's nodes, with or without the spaces between them."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any

import libcst as cst


def visit(node: cst.CSTNode, visitor: cst.CSTVisitor) -> None:
    """Send a visitor over a tree in the order of the text: what ``node.visit(visitor)`` does, which fails on nodes that
    were made without spaces, since it reads these too. Takes no room on the stack for a deep tree."""
    waiting: list[tuple[cst.CSTNode, bool]] = [(node, False)]
    while waiting:
        present, left = waiting.pop()
        if left:
            visitor.on_leave(present)
            continue
        waiting.append((present, True))
        if visitor.on_visit(present):
            waiting.extend((part, False) for part in reversed(parts_of(present)))


def nodes_in(node: cst.CSTNode) -> list[cst.CSTNode]:
    """The node and all that stands in it, in the order of the text."""
    found: list[cst.CSTNode] = []
    waiting = [node]
    while waiting:
        present = waiting.pop()
        found.append(present)
        if _fields(type(present)):
            waiting += reversed(parts_of(present))
    return found


def parts_of(node: cst.CSTNode) -> list[cst.CSTNode]:
    """What stands in a node; libcst's own ``children`` would visit spaces, which are not there."""
    parts: list[cst.CSTNode] = []
    for name in _fields(type(node)):
        held: Any = getattr(node, name, None)
        kind = held.__class__
        if kind is list or kind is tuple:
            parts += [part for part in held if is_syntax(part.__class__)]
        elif is_syntax(kind):
            parts.append(held)
    return parts


@cache
def is_syntax(kind: type) -> bool:
    """Whether it is a class of nodes. libcst's classes are abstract ones, for which ``isinstance`` is slow."""
    return issubclass(kind, cst.CSTNode)


@cache
def _fields(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    """The fields that mean something. ``ImportFrom.relative`` are dots, ``Comma`` and the like are no field here, and
    neither are texts."""
    return tuple(
        field.name for field in fields(kind) if not field.name.startswith(_SPACES) and field.type not in (str, "str")
    )


_SPACES = (
    *("whitespace", "leading_", "lines_after", "header", "footer", "trailing_"),
    *("lpar", "rpar", "lbracket", "rbracket", "lbrace", "rbrace", "comma", "semicolon", "equal", "dot"),
)
"""How fields begin that hold spaces, comments and signs: most nodes are made without."""


def has_effects(node: cst.CSTNode) -> bool:
    """Whether evaluating the expression may change anything."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, cst.Call | cst.NamedExpr | cst.Await | cst.Yield):
            return True
        waiting.extend(parts_of(one))
    return False

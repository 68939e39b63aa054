"""Walks over libcst's nodes, with or without the spaces between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cache

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
            waiting.extend((part, False) for part in reversed(list(parts_of(present))))


def nodes_in(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The node and all that stands in it, in the order of the text."""
    waiting = [node]
    while waiting:
        present = waiting.pop()
        yield present
        waiting.extend(reversed(list(parts_of(present))))


def parts_of(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """What stands in a node; libcst's own ``children`` would visit spaces, which are not there."""
    for name in _fields(type(node)):
        match getattr(node, name, None):
            case cst.CSTNode() as part:
                yield part
            case list() | tuple() as several:
                yield from (part for part in several if isinstance(part, cst.CSTNode))


@cache
def _fields(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    """The fields that mean something. ``ImportFrom.relative`` are dots, ``Comma`` and the like are no field here."""
    return tuple(field.name for field in fields(kind) if not field.name.startswith(("whitespace", "lpar", "rpar")))

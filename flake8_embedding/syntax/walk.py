"""Walks over libcst's nodes, with or without the spaces between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cache
from operator import attrgetter
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


def nodes_in(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The node and all that stands in it, in the order of the text."""
    waiting = [node]
    while waiting:
        present = waiting.pop()
        yield present
        waiting.extend(reversed(parts_of(present)))


def parts_of(node: cst.CSTNode) -> list[cst.CSTNode]:
    """What stands in a node; libcst's own ``children`` would visit spaces, which are not there."""
    parts: list[cst.CSTNode] = []
    names, values = _fields(type(node))
    try:
        held_in: tuple[Any, ...] = values(node)
    except AttributeError:
        # A node that was made without spaces lacks some of them.
        held_in = tuple(getattr(node, name, None) for name in names)
    for held in held_in:
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
def _fields(kind: type[cst.CSTNode]) -> tuple[tuple[str, ...], Callable[[cst.CSTNode], tuple[Any, ...]]]:
    """The fields that mean something, and what reads them all at once. ``ImportFrom.relative`` are dots, ``Comma`` and
    the like are no field here."""
    names = tuple(field.name for field in fields(kind) if not field.name.startswith(("whitespace", "lpar", "rpar")))
    if len(names) < 2:
        return names, lambda node: tuple(getattr(node, name) for name in names)
    return names, attrgetter(*names)

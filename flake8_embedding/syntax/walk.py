"""Walks over libcst's nodes, with or without the spaces between them."""

from __future__ import annotations

from collections.abc import Callable
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
    read, is_one = _reader(type(node))
    try:
        held_by = (read(node),) if is_one else read(node)
    except AttributeError:
        # Of type parameters nothing is made.
        held_by = tuple(getattr(node, name, None) for name in _fields(type(node)))
    parts: list[cst.CSTNode] = []
    for held in held_by:
        kind = held.__class__
        if kind is list or kind is tuple:
            parts += held
        elif is_syntax(kind):
            parts.append(held)
    return parts


@cache
def _reader(kind: type[cst.CSTNode]) -> tuple[Callable[[cst.CSTNode], Any], bool]:
    """What reads all fields of a node at once that mean something, and whether there is one alone."""
    names = _fields(kind)
    return attrgetter(*names) if names else lambda _: (), len(names) == 1


@cache
def is_syntax(kind: type) -> bool:
    """Whether it is a class of nodes. libcst's classes are abstract ones, for which ``isinstance`` is slow."""
    return issubclass(kind, cst.CSTNode)


@cache
def _fields(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    """The fields that mean something. ``ImportFrom.relative`` are dots, ``Comma`` and the like are no field here, and
    neither are texts."""
    names = (field.name for field in fields(kind) if field.type not in _TEXTS)
    # ``*`` is the text of an argument's ``star``; ``star_arg`` is a parameter.
    return tuple(name for name in names if name != "star" and not name.startswith(_SPACES))


_SPACES = (
    *("whitespace", "leading_", "lines_after", "header", "footer", "trailing_"),
    *("lpar", "rpar", "lbracket", "rbracket", "lbrace", "rbrace", "comma", "semicolon", "equal", "dot"),
    *("colon", "first_colon", "second_colon", "separator", "posonly_ind", "indent", "has_trailing_newline", "end"),
)
"""How fields begin that hold spaces, comments and signs: most nodes are made without."""

_TEXTS = (str, "str")


_WITH_EFFECTS = frozenset({cst.Call, cst.NamedExpr, cst.Await, cst.Yield})


def has_effects(node: cst.CSTNode) -> bool:
    """Whether evaluating the expression may change anything."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if type(one) in _WITH_EFFECTS:
            return True
        waiting.extend(parts_of(one))
    return False

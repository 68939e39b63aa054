"""What a module adds to ``sys.path``, as far as it stands in its text: constants, and paths made of ``__file__``.

Works on Python's ast; imports nothing heavy, and looks at no file.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Callable, Iterator

from flake8_embedding.project.last_name import last_name
from flake8_embedding.record import record


@record(frozen=True)
class Added:
    """A folder that is added to ``sys.path``; ``first``: before all others, ``insert(0, ...)``."""

    folder: str
    first: bool


def added_to_path(text: str, tree: ast.Module, filename: str) -> list[Added]:
    """The folders that a module adds, in the order of its text. A path that is not absolute is taken to begin at the
    module's own folder, where most programs are started."""
    if "sys" not in text or ".path" not in text:
        return []
    paths = _Paths(tree, os.path.abspath(filename))
    return [Added(folder, first) for node, first in _additions(tree) if (folder := paths.folder(node)) is not None]


def _additions(tree: ast.Module) -> Iterator[tuple[ast.expr, bool]]:
    """What is added, each with whether it comes first."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=path, attr="append"), args=[folder]) if _is_path(path):
                yield folder, False
            case ast.Call(func=ast.Attribute(value=path, attr="insert"), args=[_, folder]) if _is_path(path):
                yield folder, True
            case ast.Call(func=ast.Attribute(value=path, attr="extend"), args=[several]) if _is_path(path):
                yield from ((folder, False) for folder in _elements(several))
            case ast.AugAssign(target=path, op=ast.Add(), value=several) if _is_path(path):
                yield from ((folder, False) for folder in _elements(several))


def _is_path(node: ast.expr) -> bool:
    match node:
        case ast.Attribute(value=ast.Name(id="sys"), attr="path"):
            return True
    return False


def _elements(node: ast.expr) -> list[ast.expr]:
    return node.elts if isinstance(node, ast.List | ast.Tuple) else []


_KEEPING = frozenset({"abspath", "realpath", "normpath", "normcase", "fspath", "str", "Path", "PurePath"})
"""Functions that give the path that they are given."""
_KEEPING_METHODS = frozenset({"resolve", "absolute", "as_posix"})
_ABSOLUTE = frozenset({"abspath", "realpath", "resolve", "absolute"})
_DEPTH = 20
"""How deep a path is looked into: people write three or four calls inside each other."""


class _Paths:
    """The values of expressions that are paths; None where one is not known."""

    def __init__(self, tree: ast.Module, filename: str) -> None:
        self._filename = filename
        self._bound: dict[str, ast.expr | None] = {}
        for statement in tree.body:
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    # A name that is bound twice may be either.
                    self._bound[name] = value if name not in self._bound else None

    def folder(self, node: ast.expr) -> str | None:
        found = self._value(node, _DEPTH)
        return None if found is None or "\0" in found else self._absolute(found)

    def _absolute(self, path: str) -> str:
        return os.path.normpath(os.path.join(os.path.dirname(self._filename), path))

    def _value(self, node: ast.expr, depth: int) -> str | None:
        if depth == 0:
            return None
        match node:
            case ast.Constant(value=str(text)):
                return text
            case ast.Name(id="__file__"):
                return self._filename
            case ast.Name(id=name):
                bound = self._bound.get(name)
                return None if bound is None else self._value(bound, depth - 1)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self._put_together([left, right], "".join, depth)
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                return self._put_together([left, right], _joined, depth)
            case ast.Attribute() | ast.Subscript():
                return self._part(node, depth)
            case ast.Call(func=called, args=arguments, keywords=[]):
                return self._called(called, arguments, depth - 1)
        return None

    def _part(self, node: ast.Attribute | ast.Subscript, depth: int) -> str | None:
        """``path.parent``, ``path.parents[1]``, ``os.path.split(path)[0]``, ``os.pardir``"""
        match node:
            case ast.Attribute(value=inner, attr="parent"):
                return self._above(inner, 1, depth)
            case ast.Attribute(attr="pardir"):
                return os.pardir
            case ast.Attribute(attr="curdir"):
                return os.curdir
            case ast.Subscript(value=ast.Attribute(value=inner, attr="parents"), slice=ast.Constant(value=int(steps))):
                return self._above(inner, steps + 1, depth)
            case ast.Subscript(value=ast.Call(func=called, args=[inner]), slice=ast.Constant(value=0)):
                return self._above(inner, 1, depth) if last_name(called) == "split" else None
        return None

    def _called(self, called: ast.expr, arguments: list[ast.expr], depth: int) -> str | None:
        name = last_name(called)
        match called, arguments:
            case (ast.Attribute(value=inner), []) | (_, [inner]) if name in _ABSOLUTE:
                found = self._value(inner, depth)
                return None if found is None else self._absolute(found)
            case ast.Attribute(value=inner), [] if name in _KEEPING_METHODS:
                return self._value(inner, depth)
            case _, [] if name in ("getcwd", "cwd"):
                return os.curdir
            case ast.Attribute(value=inner), [*parts] if name == "joinpath":
                return self._put_together([inner, *parts], _joined, depth)
            case _, [inner] if name in _KEEPING:
                return self._value(inner, depth)
            case _, [inner] if name == "dirname":
                return self._above(inner, 1, depth)
            case _, [_, *_] if name in ("join", "Path"):
                return self._put_together(arguments, _joined, depth)
        return None

    def _above(self, node: ast.expr, steps: int, depth: int) -> str | None:
        found = self._value(node, depth - 1)
        if found is None or not 0 < steps <= _DEPTH:
            return None
        for _ in range(steps):
            found = os.path.dirname(found)
        return found

    def _put_together(self, nodes: list[ast.expr], put: Callable[[list[str]], str], depth: int) -> str | None:
        found = [self._value(node, depth - 1) for node in nodes]
        known = [one for one in found if one is not None]
        return put(known) if len(known) == len(found) else None


def _joined(parts: list[str]) -> str:
    return os.path.join(parts[0], *parts[1:])

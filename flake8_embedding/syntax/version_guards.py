"""Which imports of a program stand under a test of the version of Keras or TensorFlow: ``if tf.__version__ >= "2.16"``.

What was made of a version asks for it too: ``is_new = parse(keras.__version__) >= ...``, and then ``if is_new:``. A
program that ends where the version is another one says of all its imports which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import libcst as cst

from flake8_embedding.syntax.dotted import dotted
from flake8_embedding.syntax.walk import nodes_in, parts_of

_LIBRARY = r"\b(?:tf_)?keras\b|\btensorflow\b"
_TOLD = frozenset({"__version__", "version", "VERSION"})
"""Attributes of a library that tell its version: ``tf.version.VERSION``."""

_ASKING = frozenset({"version", "get_distribution"})
"""Functions that tell the version of the library they are given by name."""

_ENDING = frozenset({"exit", "quit", "_exit", "abort"})
_STEPS = 4
"""From a version to the name that is tested: ``found = tf.__version__``, ``major = found[0]``, ``is_old = ...``."""


def under_version_guards(module: cst.Module) -> frozenset[cst.CSTNode]:
    """The imports that stand in a branch of such a test, or all of them where the program ends for other versions."""
    asks = _Asked(module)
    imports = (cst.Import, cst.ImportFrom, cst.ImportAlias)
    found: list[cst.CSTNode] = []
    waiting: list[tuple[cst.CSTNode, bool]] = [(module, any(asks.ends_for(one) for one in _statements(module)))]
    while waiting:
        node, is_guarded = waiting.pop()
        test = node.test if isinstance(node, cst.If) else node.subject if isinstance(node, cst.Match) else None
        is_guarded = is_guarded or (test is not None and asks.in_(test))
        if is_guarded and isinstance(node, imports):
            found.append(node)
        waiting.extend((part, is_guarded) for part in parts_of(node))
    return frozenset(found)


class _Asked:
    """Says of an expression whether it asks for the version of one of the libraries."""

    def __init__(self, module: cst.Module) -> None:
        self._libraries, self._names = _imported(module)
        made = [(name, value) for node in nodes_in(module) for name, value in _made(node)]
        for _ in range(_STEPS):
            self._names |= {name for name, value in made if name not in self._names and self.in_(value)}

    def in_(self, node: cst.CSTNode) -> bool:
        """Whether a version is asked for in the node."""
        return any(self._is_one(one) for one in nodes_in(node))

    def ends_for(self, statement: cst.CSTNode) -> bool:
        """``assert keras.__version__ >= "3"``, ``if is_old: raise ImportError``"""
        match statement:
            case cst.Assert(test=test):
                return self.in_(test)
            case cst.If(test=test, body=body):
                return self.in_(test) and any(map(_is_end, nodes_in(body)))
        return False

    def _is_one(self, node: cst.CSTNode) -> bool:
        match node:
            case cst.Attribute(attr=cst.Name(value=name)) if name in _TOLD:
                return _root(node) in self._libraries
            case cst.Name(value=name):
                return name in self._names
            case cst.Call(func=cst.Name(value=name) | cst.Attribute(attr=cst.Name(value=name)), args=args):
                return name in _ASKING and any(_names_library(one.value) for one in args)
        return False


def _statements(module: cst.Module) -> Iterator[cst.CSTNode]:
    """Those at the margin."""
    for statement in module.body:
        yield from statement.body if isinstance(statement, cst.SimpleStatementLine) else (statement,)


def _imported(module: cst.Module) -> tuple[frozenset[str], frozenset[str]]:
    """The names of the libraries, and those that their versions were imported by."""
    libraries: set[str] = set()
    versions: set[str] = set()
    for node in nodes_in(module):
        match node:
            case cst.Import(names=names):
                paths = [(dotted(one.name), one) for one in names]
                libraries |= {_bound(one, path.partition(".")[0]) for path, one in paths if _is_library(path)}
            case cst.ImportFrom(module=cst.BaseExpression() as owner, names=[*names]) if _is_library(dotted(owner)):
                for one in names:
                    path = dotted(one.name)
                    (versions if path in _TOLD else libraries).add(_bound(one, path))
    return frozenset(libraries), frozenset(versions)


def _made(node: cst.CSTNode) -> Iterator[tuple[str, cst.CSTNode]]:
    """The names that a statement binds, each with what it is bound to."""
    match node:
        case cst.Assign(targets=targets, value=value):
            yield from ((one.target.value, value) for one in targets if isinstance(one.target, cst.Name))
        case cst.AnnAssign(target=cst.Name(value=name), value=cst.BaseExpression() as value):
            yield name, value
        case cst.FunctionDef(name=cst.Name(value=name), body=body):
            yield name, body


def _is_end(node: cst.CSTNode) -> bool:
    match node:
        case cst.Raise():
            return True
        case cst.Call(func=cst.Name(value=name) | cst.Attribute(attr=cst.Name(value=name))):
            return name in _ENDING
    return False


def _names_library(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.SimpleString) and _is_library(node.value)


def _root(node: cst.BaseExpression) -> str:
    while isinstance(node, cst.Attribute):
        node = node.value
    return node.value if isinstance(node, cst.Name) else ""


def _bound(alias: cst.ImportAlias, otherwise: str) -> str:
    name = alias.asname.name if alias.asname is not None else None
    return name.value if isinstance(name, cst.Name) else otherwise


def _is_library(path: str) -> bool:
    """Whether the path, or a text, names a library that comes in several versions."""
    return re.search(_LIBRARY, path) is not None

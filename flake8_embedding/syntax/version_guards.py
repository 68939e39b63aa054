"""Which statements of a program stand under a test of a version: ``if tf.__version__ >= "2.16":``.

What was made of a version asks for it too: ``is_new = parse(keras.__version__) >= ...``, and then ``if is_new:``.
"""

from __future__ import annotations

import libcst as cst

from flake8_embedding.syntax.walk import nodes_in, parts_of

_ASKED = frozenset({"__version__", "version", "get_distribution", "VERSION"})
"""Attributes and functions that tell which version of a library is installed."""

_STEPS = 4
"""From a version to the name that is tested: ``found = tf.__version__``, ``major = found[0]``, ``is_old = ...``."""


def under_version_guards(module: cst.Module) -> frozenset[cst.CSTNode]:
    """The imports that stand in a branch of such a test."""
    names = _names_made_of_versions(module)
    found: list[cst.CSTNode] = []
    waiting: list[tuple[cst.CSTNode, bool]] = [(module, False)]
    while waiting:
        node, is_guarded = waiting.pop()
        test = node.test if isinstance(node, cst.If) else node.subject if isinstance(node, cst.Match) else None
        is_guarded = is_guarded or (test is not None and _asks(test, names))
        if is_guarded and isinstance(node, cst.Import | cst.ImportFrom | cst.ImportAlias):
            found.append(node)
        waiting.extend((part, is_guarded) for part in parts_of(node))
    return frozenset(found)


def _names_made_of_versions(module: cst.Module) -> frozenset[str]:
    """What is assigned from a version, and functions that ask for one, by name."""
    made = [(names, value) for node in nodes_in(module) for names, value in [_made(node)] if value is not None]
    known: frozenset[str] = frozenset()
    for _ in range(_STEPS):
        found = known.union(*(names for names, value in made if not names <= known and _asks(value, known)))
        if found == known:
            break
        known = found
    return known


def _made(node: cst.CSTNode) -> tuple[frozenset[str], cst.CSTNode | None]:
    """The names that a statement binds, and what it binds them to."""
    match node:
        case cst.Assign(targets=targets, value=value):
            return frozenset(_bound(target.target) for target in targets), value
        case cst.AnnAssign(target=target, value=cst.BaseExpression() as value):
            return frozenset((_bound(target),)), value
        case cst.FunctionDef(name=cst.Name(value=name), body=body):
            return frozenset((name,)), body
    return frozenset(), None


def _bound(target: cst.BaseExpression) -> str:
    return target.value if isinstance(target, cst.Name) else ""


def _asks(node: cst.CSTNode, names: frozenset[str]) -> bool:
    return any(_asks_itself(one, names) for one in nodes_in(node))


def _asks_itself(node: cst.CSTNode, names: frozenset[str]) -> bool:
    match node:
        case cst.Attribute(attr=cst.Name(value=name)):
            return name in _ASKED
        case cst.Name(value=name):
            return name in names or name in ("__version__", "version_info")
        case cst.Call(func=cst.Name(value=name)):
            return name in _ASKED
    return False

"""Names that the nodes of a program bind."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from flake8_embedding.syntax.dotted import dotted
from flake8_embedding.syntax.walk import nodes_in


def bound_by(node: cst.CSTNode) -> Iterator[str]:
    """The names that a node binds or deletes, other than by an import. Of ``x.size = 3`` and ``x[i] = 3``, which change
    what a name stands for, all names in the target."""
    match node:
        case (
            cst.FunctionDef(name=cst.Name(value=name))
            | cst.ClassDef(name=cst.Name(value=name))
            | cst.TypeAlias(name=cst.Name(value=name))
            | cst.TypeVar(name=cst.Name(value=name))
            | cst.TypeVarTuple(name=cst.Name(value=name))
            | cst.ParamSpec(name=cst.Name(value=name))
            | cst.MatchAs(name=cst.Name(value=name))
            | cst.MatchStar(name=cst.Name(value=name))
            | cst.MatchMapping(rest=cst.Name(value=name))
        ):
            yield name
        case (
            cst.Param(name=target)
            | cst.WithItem(asname=cst.AsName(name=target))
            | cst.ExceptHandler(name=cst.AsName(name=target))
            | cst.ExceptStarHandler(name=cst.AsName(name=target))
            | cst.AugAssign(target=target)
            | cst.Del(target=target)
        ):
            yield from _names_in(target)
        case _ if (assigned := assigned_in(node)) is not None:
            yield from _names_in(assigned)


def assigned_in(node: cst.CSTNode) -> cst.CSTNode | None:
    """The target of an assignment, of a loop or of a comprehension; None for other nodes."""
    match node:
        case (
            cst.AssignTarget(target=target)
            | cst.AnnAssign(target=target)
            | cst.NamedExpr(target=target)
            | cst.For(target=target)
            | cst.CompFor(target=target)
        ):
            return target
    return None


def names_bound_in(target: cst.CSTNode) -> Iterator[str]:
    """All of ``a, (b, *c) = rows``; none of ``x[i] = 3``, which changes what another one may have."""
    match target:
        case cst.Name(value=name):
            yield name
        case cst.Tuple(elements=elements) | cst.List(elements=elements):
            for one in elements:
                yield from names_bound_in(one.value)


def name_of_alias(alias: cst.ImportAlias) -> str:
    """``torch`` of ``import torch.nn``, ``nn`` of ``import torch.nn as nn``."""
    named = alias.asname.name if alias.asname is not None else alias.name
    return dotted(named).partition(".")[0]


def _names_in(target: cst.CSTNode) -> Iterator[str]:
    return (node.value for node in nodes_in(target) if isinstance(node, cst.Name))

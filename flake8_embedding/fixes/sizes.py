"""Tables that are too small: ``+ 1`` where the size is counted, or what the vocabulary itself says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import partial

import libcst as cst

from flake8_embedding.fixes.growth import CHOSEN, Way, grown, where_given
from flake8_embedding.fixes.matrices import enlarged_matrix
from flake8_embedding.fixes.names import Sized, bound_to
from flake8_embedding.fixes.program import Fix, NoFix, Program
from flake8_embedding.rules.fix_hint import Enlarge, EnlargeMatrix, ToInt

_SPECIALS = 3
"""The most rows that ``+ n`` adds, for padding, OOV and a mask: what is more short than that was not counted wrong."""


def enlarged(program: Program, hint: Enlarge, sized: Sized, *, conditional: bool) -> Iterator[Fix]:
    """The ways to a larger table, the safe ones first; a matrix of weights grows with it, where that is needed."""
    if not isinstance(hint.place, cst.CSTNode):
        raise NoFix("its size is not an argument in this place")
    ways = partial(_ways, program, hint=hint)
    found = where_given(program, hint.place, hint.history, ways, sized, chosen=hint.chosen, conditional=conditional)
    if hint.swapped and any(fix.unsafe == CHOSEN for fix in found):
        # ``Embedding(64, 10000)`` must not become ``Embedding(10000, 10000)``.
        raise NoFix("its width would be large enough as its size, so the two may be swapped")
    if not found:
        raise NoFix(f"{hint.by} rows are missing, too many for a mistake in counting")
    grown_matrix = EnlargeMatrix(hint.matrix, hint.by)
    with_matrix = (
        [] if hint.matrix is None else list(enlarged_matrix(program, grown_matrix, sized, conditional=conditional))
    )
    for fix in found:
        yield fix
        yield from (fix + other for other in with_matrix)


def _ways(program: Program, node: cst.CSTNode, *, hint: Enlarge) -> Iterator[Way]:
    asked = _asked(program, hint)
    if asked is not None and _is_pure(node):
        yield Way(program.replace(node, asked), isinstance(node, cst.Integer))
    if hint.by <= _SPECIALS or isinstance(node, cst.Integer):
        yield from grown(program, node, hint.by, to_int=hint.to_int)


def _asked(program: Program, hint: Enlarge) -> str | None:
    """The size as the vocabulary says it: ``lookup.vocabulary_size()``."""
    if not hint.asked or not isinstance(hint.maker, cst.CSTNode):
        return None
    name = bound_to(program, hint.maker)
    if name is None:
        return None
    text = hint.asked.format(name)
    try:
        ast.parse(text, mode="eval")
    except SyntaxError:
        return None
    return text


def _is_pure(node: cst.CSTNode) -> bool:
    """Whether nothing is lost with an expression but its value: names, attributes and numbers, and what is counted."""
    match node:
        case cst.Name() | cst.Integer():
            return True
        case cst.Attribute(value=owner):
            return _is_pure(owner)
        case cst.BinaryOperation(left=left, right=right):
            return _is_pure(left) and _is_pure(right)
        case cst.Call(func=cst.Name("len" | "min" | "max" | "int"), args=args):
            return all(_is_pure(arg.value) for arg in args)
        case cst.Call(func=cst.Attribute(value=owner, attr=cst.Name(value=name)), args=[]):
            return name in ("vocabulary_size", "get_vocabulary", "get_vocab", "get_vocab_size") and _is_pure(owner)
    return False


def as_int(program: Program, hint: ToInt) -> Iterator[Fix]:
    """``int(...)``"""
    if not program.is_builtin("int"):
        raise NoFix("`int` is something else in this file")
    yield Fix((program.replace(hint.place, f"int({program.text(hint.place)})"),))

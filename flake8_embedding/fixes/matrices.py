"""Matrices of weights that are too small, and tables that take the size of their matrix."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import partial

import libcst as cst

from flake8_embedding.fixes.growth import grown, where_given
from flake8_embedding.fixes.names import Sized
from flake8_embedding.fixes.program import Fix, NoFix, Program
from flake8_embedding.rules.fix_hint import EnlargeMatrix, TakeRows

_OF_A_SHAPE = frozenset(
    {"zeros", "ones", "empty", "full", "rand", "randn", "random", "random_sample", "uniform", "normal"}
    | {"standard_normal", "truncated_normal"}
)
"""Functions of numpy, PyTorch, TensorFlow and JAX that make an array of a shape; others make it of data."""


def enlarged_matrix(program: Program, hint: EnlargeMatrix, sized: Sized, *, conditional: bool) -> Iterator[Fix]:
    """``np.zeros((n + 1, width))``"""
    ways = partial(grown, program, by=hint.by)
    for rows in rows_of(program, hint.made):
        # How a matrix came to its size is not written down: only a name with one value in its scope is followed.
        yield from where_given(program, rows, None, ways, sized, conditional=conditional)


def rows_of(program: Program, made: Hashable) -> Iterator[cst.BaseExpression]:
    """The number of rows where a matrix of a given shape is made: ``np.zeros((n, 8))``, ``torch.randn(n, 8)``."""
    match program.at(made):
        case cst.Call(func=cst.Name(value=name) | cst.Attribute(attr=cst.Name(value=name)), args=[*args]):
            shape = _shape(args) if name in _OF_A_SHAPE and not any(arg.star for arg in args) else None
        case _:
            return
    match shape:
        case cst.Tuple(elements=[first, *_]) | cst.List(elements=[first, *_]):
            yield first.value
        case cst.BaseExpression():
            yield shape


def _shape(args: list[cst.Arg]) -> cst.BaseExpression | None:
    for arg in args:
        if arg.keyword is not None and arg.keyword.value in ("shape", "size"):
            return arg.value
    given = [arg.value for arg in args if arg.keyword is None]
    # The random ones take the ends of their range first.
    return next((value for value in given if isinstance(value, cst.Tuple | cst.List)), next(iter(given), None))


def rows_of_matrix(program: Program, hint: TakeRows) -> Iterator[Fix]:
    """``Embedding(matrix.shape[0], ..., weights=[matrix])``"""
    match hint.matrix:
        case cst.List(elements=[cst.Element(value=given)]):
            matrix: object = given
        case cst.Call(args=[cst.Arg(value=given)]):
            matrix = given
        case given:
            matrix = given
    if not isinstance(matrix, cst.Name):
        raise NoFix("the matrix has no name of its own")
    fewer = "the table would have fewer rows than it was meant to have" if hint.fewer else ""
    yield Fix((program.replace(hint.place, f"{matrix.value}.shape[0]"),), fewer)

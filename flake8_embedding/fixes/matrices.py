"""Matrices of weights that are too small, and tables that take the size of their matrix."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import partial

import libcst as cst

from flake8_embedding.fixes.growth import grown, where_given
from flake8_embedding.fixes.names import Sized
from flake8_embedding.fixes.program import Fix, NoFix, Program
from flake8_embedding.rules.fix_hint import EnlargeMatrix, TakeRows


def enlarged_matrix(program: Program, hint: EnlargeMatrix, sized: Sized, *, conditional: bool) -> Iterator[Fix]:
    """``np.zeros((n + 1, width))``"""
    ways = partial(grown, program, by=hint.by)
    for rows in rows_of(program, hint.made):
        # How a matrix came to its size is not written down: only a name with one value in its scope is followed.
        yield from where_given(program, rows, None, ways, sized, conditional=conditional)


def rows_of(program: Program, made: Hashable) -> Iterator[cst.BaseExpression]:
    """The expressions that may be the number of rows where a matrix is made."""
    call = program.at(made)
    if not isinstance(call, cst.Call):
        return
    for arg in call.args:
        if arg.star or (arg.keyword is not None and arg.keyword.value not in ("shape", "size")):
            continue
        match arg.value:
            case cst.Tuple(elements=[first, *_]) | cst.List(elements=[first, *_]):
                yield first.value
            case rows:
                yield rows


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

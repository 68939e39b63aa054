"""Sizes that are too small: ``+ 1`` where they are counted, or what the vocabulary itself says."""

from __future__ import annotations

import ast
from collections.abc import Callable, Hashable, Iterator
from functools import partial

import libcst as cst

from flake8_embedding.fixes.names import bound_to, definitions, used_elsewhere
from flake8_embedding.fixes.program import Edit, Program, Proposal
from flake8_embedding.record import record
from flake8_embedding.rules.fix_hint import Enlarge, EnlargeMatrix, TakeRows, ToInt
from flake8_embedding.values.value import Place

_CHOSEN = "the number was chosen by hand"
_SPECIALS = 3
"""The most rows that ``+ n`` adds, for padding, OOV and a mask: what is more short than that was not counted wrong."""
_LOOSE = (
    cst.IfExp,
    cst.Lambda,
    cst.BooleanOperation,
    cst.Comparison,
    cst.NamedExpr,
    cst.GeneratorExp,
    cst.Yield,
    cst.StarredElement,
)
_LOOSE_OPERATORS = (cst.BitAnd, cst.BitOr, cst.BitXor, cst.LeftShift, cst.RightShift)


@record(frozen=True)
class _Way:
    """New text for an expression."""

    edit: Edit
    by_hand: bool = False


def enlarged(program: Program, hint: Enlarge, sized: set[int]) -> Iterator[Proposal]:
    """The ways to a larger table, those that change nothing else first."""
    if not isinstance(hint.place, cst.CSTNode):
        return
    ways = partial(_ways, program, hint=hint)
    made = EnlargeMatrix(hint.matrix, hint.by)
    matrix = [] if hint.matrix is None else list(enlarged_matrix(program, made, sized))
    for proposal in _where_it_is_given(program, hint.place, hint.history, ways, sized, chosen=hint.chosen):
        yield proposal
        yield from (proposal + other for other in matrix)


def _where_it_is_given(
    program: Program,
    place: cst.CSTNode,
    history: tuple[Place, ...] | None,
    ways: Callable[[cst.CSTNode], Iterator[_Way]],
    sized: set[int],
    *,
    chosen: bool = False,
) -> list[Proposal]:
    """A size changed where its names get their values, or else where it is used."""
    known = list(definitions(program, place, history))
    found: list[Proposal] = []
    for definition in reversed(known):
        line = used_elsewhere(program, definition, sized)
        shared = "" if line is None else f"`{definition.name.lstrip('.')}` is used for something else on line {line}"
        found += [_proposal(way, _CHOSEN if chosen else shared) for way in ways(definition.value)]
    chosen = chosen or (bool(known) and isinstance(known[-1].value, cst.Integer))
    found += [_proposal(way, _CHOSEN if chosen else "") for way in ways(place)]
    return sorted(found, key=lambda one: one.unsafe != "")


def _proposal(way: _Way, unsafe: str) -> Proposal:
    return Proposal((way.edit,), _CHOSEN if way.by_hand else unsafe)


def _ways(program: Program, node: cst.CSTNode, *, hint: Enlarge) -> Iterator[_Way]:
    asked = _asked(program, hint)
    if asked is not None:
        yield _Way(program.replace(node, asked), isinstance(node, cst.Integer))
    if hint.by <= _SPECIALS or isinstance(node, cst.Integer):
        yield from _grown(program, node, hint.by, numeric_type=hint.numeric_type)


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


def _grown(program: Program, node: cst.CSTNode, by: int, *, numeric_type: bool = False) -> Iterator[_Way]:
    """The expression with a value that is ``by`` more."""
    text = program.text(node)
    match node:
        case cst.NamedExpr():
            # Its name would get the new value too.
            return
        case cst.Integer():
            yield _Way(program.replace(node, str(node.evaluated_value + by)), by_hand=True)
            return
        case cst.Call(func=cst.Name("min"), args=args) if all(arg.keyword is None and not arg.star for arg in args):
            # min(N, len(words)): the limit stands as it is meant, the count is one short.
            for arg in args:
                if not isinstance(arg.value, cst.Integer):
                    yield from _grown(program, arg.value, by)
        case cst.BinaryOperation(left=left, operator=cst.Subtract(), right=cst.Integer() as less) if (
            less.evaluated_value == by
        ):
            yield _Way(program.replace(node, program.text(left)))
    if numeric_type:
        yield _Way(program.replace(node, f"int({text}) + {by}"))
        return
    yield _Way(program.replace(node, f"({text}) + {by}" if _is_loose(node) else f"{text} + {by}"))


def _is_loose(node: cst.CSTNode) -> bool:
    """Whether ``+`` binds more tightly than what the expression is made with."""
    if isinstance(node, cst.BinaryOperation):
        return isinstance(node.operator, _LOOSE_OPERATORS) and not node.lpar
    return isinstance(node, _LOOSE) and not getattr(node, "lpar", ())


def enlarged_matrix(program: Program, hint: EnlargeMatrix, sized: set[int]) -> Iterator[Proposal]:
    """``np.zeros((n + 1, width))``"""
    for rows in rows_of(program, hint.made):
        # How a matrix came to its size is not written down: only a name with one value in the whole file is followed.
        ways = partial(_grown, program, by=hint.by)
        yield from _where_it_is_given(program, rows, None, ways, sized)


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


def rows_of_matrix(program: Program, hint: TakeRows) -> Iterator[Proposal]:
    """``Embedding(matrix.shape[0], ..., weights=[matrix])``"""
    match hint.matrix:
        case cst.List(elements=[cst.Element(value=given)]):
            matrix: object = given
        case cst.Call(args=[cst.Arg(value=given)]):
            matrix = given
        case given:
            matrix = given
    if isinstance(matrix, cst.Name):
        yield Proposal((program.replace(hint.place, f"{matrix.value}.shape[0]"),))


def as_int(program: Program, hint: ToInt) -> Iterator[Proposal]:
    """``int(...)``"""
    yield Proposal((program.replace(hint.place, f"int({program.text(hint.place)})"),))

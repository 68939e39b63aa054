"""A larger value for an expression, written where the expression stands or where its names get their values."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import libcst as cst

from flake8_embedding.fixes.callers import other_values
from flake8_embedding.fixes.names import Definition, Sized, definitions, used_elsewhere
from flake8_embedding.fixes.program import Edit, Fix, Program
from flake8_embedding.record import record
from flake8_embedding.values.ids import Place

CHOSEN = "the number was chosen by hand"
_IN_SOME_RUNS = "it is too small only in some runs, but the edit would enlarge it in all"
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
class Way:
    """New text for an expression. ``by_hand``: a number that somebody chose becomes another one. ``exact``: the value
    changes only where the old one is too small."""

    edit: Edit
    by_hand: bool = False
    exact: bool = False


Ways = Callable[[cst.CSTNode], Iterator[Way]]


def grown(program: Program, node: cst.CSTNode, by: int, *, to_int: bool = False) -> Iterator[Way]:
    """The expression with a value that is ``by`` more, with ``to_int`` as an int of Python's."""
    text = program.text(node)
    match node:
        case cst.NamedExpr():
            # Its name would get the new value too.
            return
        case cst.Integer():
            yield Way(program.replace(node, str(node.evaluated_value + by)), by_hand=True)
            return
        case cst.Call(func=cst.Name("min" | "max" as name), args=[_, _, *_] as args) if all(
            arg.keyword is None and not arg.star for arg in args
        ) and program.is_builtin(name):
            # min(N, len(words)): the limit stands as it is meant, the count is one short. A single argument is no
            # number: max(ids).
            for arg in args:
                if not isinstance(_first_value(program, arg.value), cst.Integer):
                    yield from (Way(way.edit, way.by_hand, exact=True) for way in grown(program, arg.value, by))
        case cst.BinaryOperation(left=left, operator=cst.Subtract(), right=cst.Integer() as less) if (
            less.evaluated_value == by
        ):
            yield Way(program.replace(node, program.text(left)))
    if to_int:
        if not program.is_builtin("int"):
            return
        yield Way(program.replace(node, f"int({text}) + {by}"))
        return
    yield Way(program.replace(node, f"({text}) + {by}" if _is_loose(node) else f"{text} + {by}"))


def where_given(
    program: Program,
    place: cst.CSTNode,
    history: tuple[Place, ...] | None,
    ways: Ways,
    sized: Sized,
    *,
    chosen: bool = False,
    conditional: bool = False,
) -> list[Fix]:
    """The size at ``place`` changed where its names get their values, the first of them first, or where it stands; the
    safe ways before the others. ``conditional``: it is to change in some runs only."""
    known = list(definitions(program, place, history))
    chosen = chosen or isinstance(known[-1].value if known else place, cst.Integer)
    shared = sized.get(id(place), "")
    found = list(_written(program, place, ways, shared, chosen=chosen, conditional=conditional))
    for definition in known:
        if _is_width_too(program, definition, place):
            # ``Embedding(n, n)``
            break
        shared = shared or used_elsewhere(program, definition, sized)
        # Of several values of one name this one is wrong, and the others stay.
        one_of_several = definition.variable is not None and len(definition.variable.bindings) > 1
        here = conditional and not one_of_several
        found = [*_written(program, definition.value, ways, shared, chosen=chosen, conditional=here), *found]
    return sorted(found, key=lambda one: one.unsafe != "")


def _written(
    program: Program, node: cst.CSTNode, ways: Ways, shared: str, *, chosen: bool, conditional: bool
) -> Iterator[Fix]:
    elsewhere = other_values(program, node)
    for way in ways(node):
        in_some_runs = _IN_SOME_RUNS if conditional and not way.exact else ""
        by_hand = CHOSEN if way.by_hand or chosen else ""
        yield Fix((way.edit,), by_hand or shared or in_some_runs or elsewhere)


def _first_value(program: Program, node: cst.BaseExpression) -> cst.BaseExpression:
    """What the names of an expression stand for in the end, as far as each has one value."""
    known = list(definitions(program, node, None))
    return known[-1].value if known else node


def _is_width_too(program: Program, definition: Definition, place: cst.CSTNode) -> bool:
    """Whether another argument of the same call has the name as well."""
    call = next((one for one in program.around(place) if isinstance(one, cst.Call)), None)
    reads = definition.variable.reads if definition.variable is not None else ()
    return any(read is not place and any(one is call for one in program.around(read)) for read in reads)


def _is_loose(node: cst.CSTNode) -> bool:
    """Whether ``+`` binds more tightly than what the expression is made with."""
    if isinstance(node, cst.BinaryOperation):
        return isinstance(node.operator, _LOOSE_OPERATORS) and not node.lpar
    return isinstance(node, _LOOSE) and not getattr(node, "lpar", ())

"""When a comparison of sizes holds, as a formula of linear terms."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.values.numbers.bounds import add, number
from flake8_embedding.values.numbers.compare import Formula, at_least, conjunction, disjunction, negated
from flake8_embedding.values.numbers.unknown_numbers import length_number, opaque_number
from flake8_embedding.values.predicates.predicate import AllOf, AnyOf, Compare, Not, Op, Remembered, Truthy
from flake8_embedding.values.value import Guard, Number, Unknown, Value


def formula_of(predicate: Hashable, *, holds: bool) -> Formula:
    """The formula that says when a comparison of sizes holds, or does not. True for all other predicates: they say
    nothing of sizes."""
    match predicate:
        case Not(of=inner):
            return formula_once(inner, holds=not holds)
        case AllOf(of=parts):
            formulas = [formula_once(part, holds=holds) for part in parts]
            return conjunction(formulas) if holds else disjunction(formulas)
        case AnyOf(of=parts):
            formulas = [formula_once(part, holds=holds) for part in parts]
            return disjunction(formulas) if holds else conjunction(formulas)
        case Truthy(of=of) if isinstance(of.value, Unknown):
            return _counts_as_true(of.value, holds=holds)
        case Compare(op=op, left=left, right=right):
            one, other = _number(left.value), _number(right.value)
            if one is None or other is None or one.exact is None or other.exact is None or op is Op.IS:
                return True
            if op is Op.LESS:
                formula = at_least(other.exact, add(one.exact, 1))
            else:
                formula = conjunction((at_least(one.exact, other.exact), at_least(other.exact, one.exact)))
            return formula if holds else negated(formula)
    return True


def formula_on(path: frozenset[Guard]) -> Formula:
    """What the comparisons of sizes on a path say, as far as they are comparisons of numbers."""
    return conjunction(formula_of(place, holds=way) for place, way in path if isinstance(way, bool))


def _counts_as_true(value: Unknown, *, holds: bool) -> Formula:
    """An unknown list is true if it is not empty. If it is anything else, nobody asks for its length."""
    length = length_number(value).exact
    if length is None:
        return True
    return at_least(length, number(1)) if holds else at_least(number(0), length)


def formula_once(compared: Remembered, *, holds: bool) -> Formula:
    """``formula_of``, kept with the predicate: the same predicate is a guard of many paths."""
    try:
        formulas = compared.formulas
    except AttributeError:
        compared.formulas = formulas = {}
    if holds not in formulas:
        formulas[holds] = formula_of(compared, holds=holds)
    found: Formula = formulas[holds]
    return found


def _number(value: Value) -> Number | None:
    if isinstance(value, Unknown):
        return opaque_number(value)
    return value if type(value) is Number else None

"""Is one symbolic integer at least another? Yes, no, or: exactly when CONDITION.

A formula is True, False, or comparisons of sums with 0, joined by "and" and "or". It is exact: nothing is rounded
towards yes or no. Whether a condition is worth telling anyone is decided elsewhere (``shortage``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import gcd

from flake8_embedding.limits import ALTERNATIVES
from flake8_embedding.record import HashedOnce, record, replace
from flake8_embedding.values.numbers.bounds import Expr, Max, Min
from flake8_embedding.values.numbers.linear import Linear, Symbol


@record(frozen=True, slots=True)
class AtLeastZero(HashedOnce):
    """``sum >= 0``."""

    sum: Linear

    def __str__(self) -> str:
        left = Linear(0, tuple(term for term in self.sum.terms if term[1] > 0))
        right = Linear(0, tuple((symbol, -count) for symbol, count in self.sum.terms if count < 0))
        spare = self.sum.constant
        if not left.terms:
            # 19999 - x >= 0: the usual reading is "x < 20000".
            return f"{right} < {spare + 1}"
        if not right.terms:
            return f"{left} >= {-spare}" if spare < 0 else f"{left + spare} >= 0"
        if spare == -1:
            return f"{left} > {right}"
        return f"{left} >= {right - spare}" if spare <= 0 else f"{right} <= {left + spare}"


@record(frozen=True, slots=True)
class And(HashedOnce):
    """All of the parts hold."""

    of: tuple[Formula, ...]

    def __str__(self) -> str:
        return " and ".join(f"({part})" if isinstance(part, Or) else str(part) for part in self.of)


@record(frozen=True, slots=True)
class Or(HashedOnce):
    """At least one of the parts holds."""

    of: tuple[Formula, ...]

    def __str__(self) -> str:
        return " or ".join(f"({part})" if isinstance(part, And) else str(part) for part in self.of)


Formula = bool | AtLeastZero | And | Or


def at_least(one: Expr, other: Expr) -> Formula:
    """When ``one >= other``."""
    match one, other:
        case Linear(), Linear():
            return _settled(one - other)
        case Min(of=parts), _:
            return conjunction(at_least(part, other) for part in parts)
        case _, Max(of=parts):
            return conjunction(at_least(one, part) for part in parts)
        case Max(of=parts), _:
            return disjunction(at_least(part, other) for part in parts)
        case _, Min(of=parts):
            return disjunction(at_least(one, part) for part in parts)
    raise AssertionError(one)


def negated(formula: Formula) -> Formula:
    """When the formula does not hold."""
    match formula:
        case bool():
            return not formula
        case AtLeastZero(sum=sum_):
            return _settled(sum_ * -1 + -1)
        case And(of=parts):
            return disjunction(negated(part) for part in parts)
        case Or(of=parts):
            return conjunction(negated(part) for part in parts)


def conjunction(parts: Iterable[Formula]) -> Formula:
    """When all of the formulas hold."""
    return _joined(And, parts, neutral=True)


def disjunction(parts: Iterable[Formula]) -> Formula:
    """When at least one of the formulas holds."""
    return _joined(Or, parts, neutral=False)


def is_never(parts: Iterable[Formula]) -> bool:
    """Whether no numbers fulfil all of the formulas, as far as that is seen: they exclude each other, or each part of
    an "or" is excluded by the others. ``x < 3 and (x >= 3 or y < 3) and y >= 3``"""
    formula = conjunction(parts)
    if type(formula) is not And:
        return formula is False
    for part in formula.of:
        if type(part) is Or and len(part.of) <= ALTERNATIVES:
            others = [one for one in formula.of if one is not part]
            if all(conjunction((way, *others)) is False for way in part.of):
                return True
    return False


def atoms(formula: Formula) -> frozenset[Linear]:
    """Every sum that the formula compares with 0."""
    match formula:
        case AtLeastZero(sum=sum_):
            return frozenset((sum_,))
        case And(of=parts) | Or(of=parts):
            return frozenset(sum_ for part in parts for sum_ in atoms(part))
        case _:
            return frozenset()


def with_least(formula: Formula, least: Callable[[Symbol], int | None]) -> Formula:
    """The formula, given that each symbol is at least what ``least`` says of it."""
    match formula:
        case AtLeastZero(sum=sum_):
            raised = tuple((replace(symbol, least=least(symbol)), count) for symbol, count in sum_.terms)
            settled = _settled(Linear(sum_.constant, raised))
            return settled if isinstance(settled, bool) else formula
        case And(of=parts):
            return conjunction(with_least(part, least) for part in parts)
        case Or(of=parts):
            return disjunction(with_least(part, least) for part in parts)
        case _:
            return formula


def usually(formula: Formula) -> Formula:
    """The formula with each symbol at its usual value, where it has one."""
    match formula:
        case AtLeastZero(sum=sum_):
            fixed = sum(symbol.usual * count for symbol, count in sum_.terms if symbol.usual is not None)
            rest = tuple((symbol, count) for symbol, count in sum_.terms if symbol.usual is None)
            return _settled(Linear(sum_.constant + fixed, rest))
        case And(of=parts):
            return conjunction(usually(part) for part in parts)
        case Or(of=parts):
            return disjunction(usually(part) for part in parts)
        case _:
            return formula


def _settled(sum_: Linear) -> Formula:
    sum_ = _reduced(sum_)
    least, most = sum_.lower_bound(), sum_.upper_bound()
    if least is not None and least >= 0:
        return True
    if most is not None and most < 0:
        return False
    return AtLeastZero(sum_)


def _reduced(sum_: Linear) -> Linear:
    """``2 * x - 3 >= 0`` is ``x - 2 >= 0``: symbols are integers."""
    common = gcd(*(count for _, count in sum_.terms))
    if common < 2:
        return sum_
    return Linear(sum_.constant // common, tuple((symbol, count // common) for symbol, count in sum_.terms))


def _joined(kind: type[And] | type[Or], parts: Iterable[Formula], *, neutral: bool) -> Formula:
    different: dict[Formula, None] = {}
    for part in parts:
        if part is True or part is False:
            if part is not neutral:
                return part
        elif type(part) is kind:
            different.update(dict.fromkeys(part.of))
        else:
            different[part] = None
    kept = _strongest(different, wanted=min if kind is And else max)
    if _exclude_each_other(kept, neutral=neutral):
        return not neutral
    return kept[0] if len(kept) == 1 else kind(tuple(kept)) if kept else neutral


def _strongest(parts: Iterable[Formula], wanted: Callable[[int, int], int]) -> list[Formula]:
    """``x >= 3 and x >= 5`` is ``x >= 5``; with "or" it is ``x >= 3``."""
    constants: dict[frozenset[tuple[object, int]], int] = {}
    sums: dict[frozenset[tuple[object, int]], Linear] = {}
    others: list[Formula] = []
    for part in parts:
        if type(part) is AtLeastZero:
            terms = frozenset(part.sum.terms)
            sums.setdefault(terms, part.sum)
            constants[terms] = wanted(constants.get(terms, part.sum.constant), part.sum.constant)
        else:
            others.append(part)
    return [AtLeastZero(Linear(constants[terms], sum_.terms)) for terms, sum_ in sums.items()] + others


def _exclude_each_other(parts: list[Formula], *, neutral: bool) -> bool:
    """``x >= 5 and x < 3`` is never, ``x >= 3 or x < 5`` is always."""
    sums = [part.sum for part in parts if type(part) is AtLeastZero]
    if len(sums) < 2:
        return False
    constants = {frozenset(one.terms): one.constant for one in sums}
    for one in sums:
        opposite = constants.get(frozenset([(symbol, -count) for symbol, count in one.terms]))
        if opposite is not None and (one.constant + opposite < 0 if neutral else one.constant + opposite >= -1):
            return True
    return False

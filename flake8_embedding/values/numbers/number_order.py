"""The order of two numbers of which the ranges are known: every id of ``range(1, n + 1)`` is above 0."""

from __future__ import annotations

from flake8_embedding.values.numbers.bounds import Expr, add
from flake8_embedding.values.numbers.compare import at_least
from flake8_embedding.values.value import Number


def is_below(one: Number, other: Number) -> bool | None:
    """``one < other``; None if that is not known."""
    first, second = one.exact, other.exact
    if first is not None and second is not None:
        formula = at_least(second, add(first, 1))
        return formula if isinstance(formula, bool) else None
    if not _is_within(one) or not _is_within(other):
        return None
    if _is_surely_below(one.high, other.low):
        return True
    return False if _reaches(one.low, other.high) else None


def are_one_number(one: Number, other: Number) -> bool | None:
    """``one == other``; None if that is not known."""
    first, second = one.exact, other.exact
    if first is None or second is None:
        apart = is_below(one, other) is True or is_below(other, one) is True
        return False if apart else None
    above, below = at_least(first, second), at_least(second, first)
    if above is False or below is False:
        return False
    return True if above is True and below is True else None


def _is_within(number: Number) -> bool:
    """Whether it is a number between the ends, and nothing else: not the None of a word that is missing, not the -1 of
    a value that is missing, and not a row of an array, which is compared element by element."""
    facts = number.id_facts
    return facts.instead is None and facts.missing is None and facts.negative is None and not number.may_be_row


def _is_surely_below(high: Expr | None, low: Expr | None) -> bool:
    return high is not None and low is not None and at_least(low, add(high, 1)) is True


def _reaches(low: Expr | None, high: Expr | None) -> bool:
    return low is not None and high is not None and at_least(low, high) is True

"""Arithmetic on numbers and ranges of ids.

A result that is not exact says so (``attained`` is lost where the ends of two ranges need not meet). Whatever
would be expensive or is no integer becomes None: the caller makes it unknown.
"""

from __future__ import annotations

from collections.abc import Callable

from flake8_embedding.limits import LENGTHS
from flake8_embedding.record import replace
from flake8_embedding.values.numbers.bounds import Expr, add, highest, lowest, max_of, min_of, number, subtract, times
from flake8_embedding.values.numbers.folding import folded, is_beyond_budget
from flake8_embedding.values.numbers.linear import Linear
from flake8_embedding.values.numbers.ranges import bounded, fits_any_type, shifted
from flake8_embedding.values.plain import is_float
from flake8_embedding.values.provenance import NumberOf
from flake8_embedding.values.relations import is_hash
from flake8_embedding.values.value import Const, FloatNumber, Number, NumericType, TextValue, Value


def combine(sign: str, left: Value, right: Value) -> Value | None:
    """``left sign right``, or None where nothing is known of it."""
    result = _combine(sign, left, right)
    if type(result) is Number and result.numeric_type is NumericType.NARROW and not fits_any_type(result):
        return None
    return result


def _combine(sign: str, left: Value, right: Value) -> Value | None:
    result = folded(sign, left, right)
    if type(result) is Number:
        if sign == "+":
            return with_lengths(result, left, right)
        return _less_lengths(result, left, right) if sign == "-" else result
    if result is not None or is_beyond_budget(left, right):
        return result
    if sign == "/" and _is_numeric(left) and _is_numeric(right):
        return FloatNumber(quotient=_quotient(left, right))
    if (type(left) is FloatNumber or is_float(left)) and _is_numeric(right):
        return FloatNumber()
    if (type(right) is FloatNumber or is_float(right)) and _is_numeric(left):
        return FloatNumber()
    if sign == "%" and isinstance(left, TextValue | Const) and _is_text(left):
        return TextValue()
    if sign == "+" and _is_text(left) and _is_text(right):
        return TextValue()
    one, other = as_number(left), as_number(right)
    if one is None or other is None:
        return None
    return _combined(sign, one, other)


def with_lengths(result: Number, *operands: Value) -> Number:
    """A number that was computed, with the containers whose lengths went into it."""
    lengths = tuple(length for one in operands if type(one) is Number for length in one.lengths_of)
    return replace(result, lengths_of=lengths[:LENGTHS]) if lengths else result


def _less_lengths(result: Number, left: Value, right: Value) -> Number:
    """A difference. ``len(words) + steps - len(words)`` has nothing to do with the words any more."""
    gone = right.lengths_of if type(right) is Number else ()
    kept = tuple(one for one in left.lengths_of if one not in gone) if type(left) is Number else ()
    return replace(result, lengths_of=kept) if kept else result


def as_number(value: Value) -> Number | None:
    """The value as a number. Bools are 0 and 1, as in Python; None for anything else."""
    match value:
        case Number():
            return value
        case Const(value=bool(truth)):
            return Number.exactly(int(truth))
    return None


def _combined(sign: str, one: Number, other: Number) -> Value | None:
    numeric_type = max(one.numeric_type, other.numeric_type)
    match sign:
        case "+" if other.exact is not None:
            return replace(shifted(one, other.exact), numeric_type=numeric_type)
        case "+" if one.exact is not None:
            return replace(shifted(other, one.exact), numeric_type=numeric_type)
        case "-" if other.exact is not None:
            return replace(shifted(one, times(other.exact, -1)), numeric_type=numeric_type)
        case "+":
            return Number(_both(add, one.low, other.low), _both(add, one.high, other.high), False, numeric_type)
        case "-":
            return Number(
                _both(subtract, one.low, other.high),
                _both(subtract, one.high, other.low),
                one.exact is not None and other.attained,
                numeric_type,
            )
        case "*":
            return _product(one, other, numeric_type)
        case "%" if other.constant is not None and other.constant > 0:
            return _remainder(one, other, numeric_type)
        case "%" if other.exact is not None:
            return _remainder(one, other, numeric_type)
        case "//" if other.constant is not None and other.constant > 0:
            floor = None if one.low is None else lowest(one.low)
            low = None if floor is None else number(floor // other.constant)
            # ``x // n`` is at most x, where x is not negative.
            return Number(low, one.high if floor is not None and floor >= 0 else None, False, numeric_type)
    return None


def _quotient(left: Value, right: Value) -> tuple[Number, int] | None:
    divisor = right.constant if isinstance(right, Number) else None
    return (left, divisor) if isinstance(left, Number) and divisor is not None and divisor > 0 else None


def _product(one: Number, other: Number, numeric_type: NumericType) -> Number | None:
    if one.constant is not None:
        one, other = other, one
    factor = other.constant
    if factor is None:
        return _product_of_ranges(one, other, numeric_type) or _product_of_ranges(other, one, numeric_type)
    low, high = (None if end is None else bounded(times(end, factor)) for end in (one.low, one.high))
    if factor < 0:
        low, high = high, low
    return Number(low, high, one.attained and factor > 0, numeric_type)


def _product_of_ranges(one: Number, other: Number, numeric_type: NumericType) -> Number | None:
    """``n * answers``, where the answers are 0 or 1: one range goes from one constant to another, neither below 0. Then
    the product lies between the ends of the other range times one of these two."""
    least = None if one.low is None else lowest(one.low)
    most = None if one.high is None else highest(one.high)
    if least is None or most is None or least < 0:
        return None
    low = None if other.low is None else bounded(min_of(times(other.low, least), times(other.low, most)))
    high = None if other.high is None else bounded(max_of(times(other.high, least), times(other.high, most)))
    return None if low is None and high is None else Number(low, high, False, numeric_type)


def _remainder(one: Number, other: Number, numeric_type: NumericType) -> Number:
    """``x % n`` is 0..n-1 whatever x is. Whether n - 1 occurs is not known, unless x takes every value up to it."""
    assert other.exact is not None
    top = add(other.exact, -1)
    return Number(number(0), top, _takes_every_value(one) or _is_any_below(one, other), numeric_type, one.origin)


def _is_any_below(one: Number, size: Number) -> bool:
    """Whether ``ids % n`` may be any number below n, since neither is known. If n is written in the file, as in
    ``year % 100``, it may be larger than what comes, so nothing is concluded."""
    high = one.high
    if size.constant is not None or not isinstance(high, Linear) or len(high.terms) != 1:
        return False
    symbol, count = high.terms[0]
    return count == 1 and isinstance(symbol.key, NumberOf) and (one.low is None or one.low == high)


def _takes_every_value(one: Number) -> bool:
    """Whether it is a hash."""
    exact = one.exact
    if not isinstance(exact, Linear) or len(exact.terms) != 1:
        return False
    symbol, count = exact.terms[0]
    return count == 1 and isinstance(symbol.key, NumberOf) and is_hash(symbol.key.of)


def _is_text(value: Value) -> bool:
    return type(value) is TextValue or (type(value) is Const and isinstance(value.value, str))


def _is_numeric(value: Value) -> bool:
    return isinstance(value, Number | FloatNumber) or (
        isinstance(value, Const) and isinstance(value.value, bool | float)
    )


def _both(change: Callable[[Expr, Expr], Expr], one: Expr | None, other: Expr | None) -> Expr | None:
    return None if one is None or other is None else bounded(change(one, other))

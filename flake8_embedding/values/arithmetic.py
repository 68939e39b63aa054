"""Arithmetic on numbers and ranges of ids.

A result that is not exact says so (``attained`` is lost where the ends of two ranges need not meet). Whatever
would be expensive or is no integer becomes None: the caller makes it unknown.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from flake8_embedding.limits import CONSTANT_BITS, CONSTANT_TEXT
from flake8_embedding.record import replace
from flake8_embedding.values.bounds import (
    Expr,
    add,
    constant_of,
    lowest,
    max_of,
    min_of,
    number,
    subtract,
    times,
    too_long,
)
from flake8_embedding.values.value import (
    NO_ID_FACTS,
    Const,
    FloatNumber,
    IdFacts,
    Number,
    NumericType,
    TextValue,
    Value,
)

_CONSTANT_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
    "<<": operator.lshift,
    ">>": operator.rshift,
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
}


def combine(sign: str, left: Value, right: Value) -> Value | None:
    """``left sign right``, or None where nothing is known of it."""
    folded = _folded(sign, left, right)
    if folded is not None or _is_beyond_budget(left, right):
        return folded
    if sign == "/" and _is_numeric(left) and _is_numeric(right):
        return FloatNumber(quotient=_quotient(left, right))
    if (isinstance(left, FloatNumber) or _is_float(left)) and _is_numeric(right):
        return FloatNumber()
    if (isinstance(right, FloatNumber) or _is_float(right)) and _is_numeric(left):
        return FloatNumber()
    if sign == "%" and isinstance(left, TextValue | Const) and _is_text(left):
        return TextValue()
    if sign == "+" and _is_text(left) and _is_text(right):
        return TextValue()
    one, other = as_number(left), as_number(right)
    if one is None or other is None:
        return None
    return _combined(sign, one, other)


def as_number(value: Value) -> Number | None:
    """Bools count as 0 and 1, as Python has it."""
    match value:
        case Number():
            return value
        case Const(value=bool(truth)):
            return Number.exactly(int(truth))
    return None


def negative(value: Number) -> Number:
    """Every number with the other sign."""
    return Number(
        None if value.high is None else times(value.high, -1),
        None if value.low is None else times(value.low, -1),
        value.attained and value.exact is not None,
        value.numeric_type,
    )


def shifted(value: Number, by: Expr | int) -> Number:
    """Every number moved by the same exact amount: the ends stay as certain as they were."""
    step = number(by) if isinstance(by, int) else by
    return Number(
        None if value.low is None else _bounded(add(value.low, step)),
        None if value.high is None else _bounded(add(value.high, step)),
        value.attained,
        value.numeric_type,
        value.origin,
        id_facts=_shifted_marks(value.id_facts, step),
    )


def _shifted_marks(id_facts: IdFacts, step: Expr) -> IdFacts:
    if id_facts is NO_ID_FACTS or step == number(0):
        return id_facts
    if id_facts.padding is None:
        return NO_ID_FACTS
    padding = replace(id_facts.padding, value=add(id_facts.padding.value, step))
    below_zero = (constant_of(padding.value) or 0) < 0
    return IdFacts(negative=padding.place if below_zero else None, padding=padding)


def _drawn_from(values: list[Number]) -> NumericType:
    """The type of one of the values."""
    types = {value.numeric_type for value in values}
    return types.pop() if len(types) == 1 else NumericType.PERHAPS


def least(values: list[Number]) -> Number:
    """What ``min`` returns for one number drawn from each range."""
    highs = [value.high for value in values if value.high is not None]
    lows = [value.low for value in values]
    return Number(
        None if any(low is None for low in lows) else _bounded(min_of(*(low for low in lows if low is not None))),
        _bounded(min_of(*highs)) if highs else None,
        all(value.attained for value in values) and len(highs) == len(values),
        _drawn_from(values),
    )


def most(values: list[Number]) -> Number:
    """What ``max`` returns for one number drawn from each range."""
    lows = [value.low for value in values if value.low is not None]
    highs = [value.high for value in values]
    return Number(
        _bounded(max_of(*lows)) if lows else None,
        None
        if any(high is None for high in highs)
        else _bounded(max_of(*(high for high in highs if high is not None))),
        all(value.attained for value in values),
        _drawn_from(values),
    )


def hull(values: list[Number]) -> Number:
    """Any number of any of the ranges, as the elements of an array are: what is reached in one is reached."""
    lows = [value.low for value in values]
    top = _highest(values)
    return Number(
        None if any(low is None for low in lows) else _bounded(min_of(*(low for low in lows if low is not None))),
        None if top is None else top.high,
        top is not None and top.attained,
        _drawn_from(values),
        top.origin if top is not None else None,
        top.birth if top is not None else None,
        id_facts=_all_marks(values),
    )


def _all_marks(values: list[Number]) -> IdFacts:
    id_facts = NO_ID_FACTS
    for value in values:
        id_facts = id_facts | value.id_facts
        if value.attained and value.birth is not None and (value.constant or 0) < 0:
            id_facts = id_facts | IdFacts(negative=value.birth)
    return id_facts


def _highest(values: list[Number]) -> Number | None:
    """The range with the highest end, its origin with it, or a joined one where neither is known to be higher."""
    top = values[0]
    for value in values[1:]:
        if top.high is None or value.high is None:
            return None
        one, other = constant_of(top.high), constant_of(value.high)
        joined = max_of(top.high, value.high) if one is None or other is None else number(max(one, other))
        if joined == top.high == value.high:
            if (value.attained and not top.attained) or (value.origin is not None and top.origin is None):
                top = replace(top, attained=top.attained or value.attained, origin=top.origin or value.origin)
        elif joined == value.high:
            top = value
        elif joined != top.high:
            top = replace(
                top,
                low=None,
                high=_bounded(joined),
                attained=top.attained and value.attained,
                origin=top.origin or value.origin,
            )
    return top


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
            # What is divided is not below the result, where it is not below 0.
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
        return None
    low, high = (None if end is None else _bounded(times(end, factor)) for end in (one.low, one.high))
    if factor < 0:
        low, high = high, low
    return Number(low, high, one.attained and factor > 0, numeric_type)


def _remainder(one: Number, other: Number, numeric_type: NumericType) -> Number:
    """``x % n`` is 0..n-1 whatever x is; that n - 1 occurs is sure only where x takes every value up to it."""
    assert other.exact is not None
    top = add(other.exact, -1)
    return Number(number(0), top, False, numeric_type, one.origin)


def _folded(sign: str, left: Value, right: Value) -> Value | None:
    one, other = _python(left), _python(right)
    if one is None or other is None or sign not in _CONSTANT_OPERATORS:
        return None
    if not _affordable(sign, one, other):
        return None
    try:
        result = _CONSTANT_OPERATORS[sign](one, other)
    except (ArithmeticError, TypeError, ValueError):
        return None
    if isinstance(result, bool) or not isinstance(result, int):
        return Const(result) if isinstance(result, bool | float | str | bytes) else None
    numeric_type = max(side.numeric_type if isinstance(side, Number) else NumericType.PYTHON for side in (left, right))
    return replace(Number.exactly(result), numeric_type=numeric_type)


def _is_beyond_budget(left: Value, right: Value) -> bool:
    """Whether both are constants, and too large to be worth keeping."""
    constants = [side.constant if isinstance(side, Number) else None for side in (left, right)]
    return None not in constants and sum(number.bit_length() for number in constants if number) > CONSTANT_BITS


def _affordable(sign: str, one: Any, other: Any) -> bool:
    if isinstance(one, float) or isinstance(other, float):
        return True
    match one, other, sign:
        case int(), int(), "**":
            return abs(one) <= 2**64 and 0 <= other <= CONSTANT_BITS and one.bit_length() * other <= CONSTANT_BITS
        case int(), int(), "<<":
            return 0 <= other <= CONSTANT_BITS
        case int(), int(), _:
            return one.bit_length() + other.bit_length() <= CONSTANT_BITS
        case (str() | bytes(), int(), "*") | (int(), str() | bytes(), "*"):
            text, count = (one, other) if isinstance(other, int) else (other, one)
            return len(text) * max(count, 0) <= CONSTANT_TEXT
        case (str() | bytes(), str() | bytes(), "+"):
            return len(one) + len(other) <= CONSTANT_TEXT
        case (str() | bytes(), _, "%"):
            # "%1000000000d" % 1 builds a string of that length.
            return False
    return False


def _python(value: Value) -> Any:
    match value:
        case Number() if value.constant is not None:
            return value.constant
        case Const(value=bool() | float() | str() | bytes() as constant):
            return constant
    return None


def _is_float(value: Value) -> bool:
    return isinstance(value, Const) and isinstance(value.value, float)


def _is_text(value: Value) -> bool:
    return isinstance(value, TextValue) or (isinstance(value, Const) and isinstance(value.value, str))


def _is_numeric(value: Value) -> bool:
    return isinstance(value, Number | FloatNumber) or (
        isinstance(value, Const) and isinstance(value.value, bool | float)
    )


def _both(change: Callable[[Expr, Expr], Expr], one: Expr | None, other: Expr | None) -> Expr | None:
    return None if one is None or other is None else _bounded(change(one, other))


def _bounded(expr: Expr) -> Expr | None:
    return None if too_long(expr) else expr

"""Arithmetic on constants, as far as the result is worth its time and memory."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from flake8_embedding.limits import CONSTANT_BITS, CONSTANT_TEXT
from flake8_embedding.record import replace
from flake8_embedding.values.value import Const, Number, NumericType, Value

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


def folded(sign: str, left: Value, right: Value) -> Value | None:
    """``3 * 4``, ``"a" + "b"``: the result where both are constants, None otherwise."""
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
    numeric_type = max(side.numeric_type if type(side) is Number else NumericType.PYTHON for side in (left, right))
    return replace(Number.exactly(result), numeric_type=numeric_type)


def is_beyond_budget(left: Value, right: Value) -> bool:
    """Whether both are constants, and too large to be worth keeping."""
    constants = [side.constant if type(side) is Number else None for side in (left, right)]
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

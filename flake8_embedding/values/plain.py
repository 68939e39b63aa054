"""Values that are known as constants of Python."""

from __future__ import annotations

from flake8_embedding.values.value import Const, Number, Value


def is_constant(value: Value) -> bool:
    """Whether it is known which text, number or other constant this is."""
    return type(value) is Const or (type(value) is Number and value.constant is not None)


def is_float(value: Value) -> bool:
    """Whether this is a float that is known."""
    return type(value) is Const and isinstance(value.value, float)


def integer_of(value: Value | None) -> int | None:
    """The integer that this is, None where it is none or not known."""
    return value.constant if isinstance(value, Number) else None


def text_in(value: Value | None) -> str | None:
    """The text that this is, None where it is none or not known."""
    return value.value if isinstance(value, Const) and isinstance(value.value, str) else None

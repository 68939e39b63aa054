"""Python's functions of numbers: ``abs``, ``round``, ``divmod``, ``ord``, ``chr``, ``math.sqrt``.

https://docs.python.org/3/library/functions.html
"""

from __future__ import annotations

import sys

from flake8_embedding.library.arrays.parts import absolute
from flake8_embedding.library.call import Call
from flake8_embedding.library.same_answers import same_answer
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.plain import integer_of
from flake8_embedding.values.value import Const, Number, TextValue, Value


def _abs(call: Call) -> Value:
    """``abs(-4)``; of numbers from 0 up these themselves."""
    given = call.argument("self")
    if isinstance(given, Number) and given.constant is not None:
        return Number.exactly(abs(given.constant), birth=call.place)
    return absolute(call)


def _round(call: Call) -> Value:
    """``round(2.5)`` is a whole number, and a half goes to the even one. ``round(n)`` is n."""
    given = call.argument("self")
    match given:
        case Number() if len(call.arguments) == 1:
            return given
        case Const(value=float() as real) if len(call.arguments) == 1 and abs(real) < _MOST:
            return Number.exactly(round(real), birth=call.place)
    return call.unknown_numbers("fractions are rounded")


_MOST = 1e15
"""Up to here each whole number is a float of its own."""


def _divmod(call: Call) -> Value:
    """``divmod(17, 5)`` is ``(17 // 5, 17 % 5)``."""
    one, other = call.argument("x"), call.argument("y")
    if not isinstance(one, Number) or not isinstance(other, Number):
        return call.unknown("what is divided is not known")
    parts = (call.operate("//", one, other), call.operate("%", one, other))
    return SequenceValue.of("tuple", parts, any_of(list(parts), call.key))


def _ord(call: Call) -> Value:
    """``ord("c")``"""
    given = call.argument("self")
    if isinstance(given, Const) and isinstance(given.value, str) and len(given.value) == 1:
        return Number.exactly(ord(given.value), birth=call.place)
    return call.unknown_numbers("the number of a letter")


def _chr(call: Call) -> Value:
    """``chr(99)``; half of a pair of UTF-16 is no letter that could be shown."""
    number = integer_of(call.argument("self"))
    is_letter = number is not None and 0 <= number <= sys.maxunicode and number not in _SURROGATES
    return Const(chr(number)) if number is not None and is_letter else TextValue()


_SURROGATES = range(0xD800, 0xE000)


def _fraction(call: Call) -> Value:
    """``math.sqrt(n)``: one number, with which each element of an array can be multiplied."""
    return call.unknown_fraction("a fraction is not followed")


_FRACTIONS = ("sqrt", "exp", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "tanh")
"""Functions that give one float for one number. https://docs.python.org/3/library/math.html"""


LIBRARY = Library(
    name="Python's numbers",
    roots=("builtins",),
    entries=(
        handled("abs", by=_abs),
        handled("round", by=_round, takes=("self", "ndigits")),
        handled("divmod", by=_divmod, takes=("x", "y")),
        handled("ord", by=_ord),
        handled("chr", by=same_answer(_chr)),
        handled(*_FRACTIONS, by=_fraction, takes=("x", "base"), roots=("math",)),
    ),
)

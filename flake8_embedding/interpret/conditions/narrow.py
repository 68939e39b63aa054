"""What a value can still be where a comparison of it came out in one way. Pure: nothing is read and nothing is set."""

from __future__ import annotations

from flake8_embedding.record import replace
from flake8_embedding.values.ids import DRAWN, NO_ID_FACTS, IdFacts
from flake8_embedding.values.numbers.bounds import Expr, Max, add, constant_of, max_of, min_of, symbols_of
from flake8_embedding.values.numbers.unknown_numbers import opaque_number
from flake8_embedding.values.plain import is_constant
from flake8_embedding.values.predicates.predicate import Op
from flake8_embedding.values.provenance import Drawn, LoopCount
from flake8_embedding.values.value import Choice, Const, Number, Unknown, Value

SIGNS = {
    (Op.LESS, True): "<",
    (Op.LESS, False): ">=",
    (Op.EQUAL, True): "==",
    (Op.EQUAL, False): "!=",
    (Op.IS, True): "is",
    (Op.IS, False): "is not",
}
"""The sign that is known where a comparison holds, or does not: ``not a < b`` is ``a >= b``."""

EXCHANGED = {"<": ">", ">=": "<=", "==": "==", "!=": "!=", "is": "is", "is not": "is not"}
"""The sign after the sides were exchanged: ``a < b`` is ``b > a``."""


def narrowed(value: Value, sign: str, other: Value) -> Value | None:
    """What the value can be where ``value sign other`` holds; None where nothing is left."""
    if type(value) is Choice:
        return _alternatives(value, sign, other)
    if sign in ("is", "is not", "==", "!="):
        return _equal(value, sign, other)
    bound = opaque_number(other) if isinstance(other, Unknown) else other
    if type(value) is not Number or value.exact is not None:
        return _in_some_rounds(value) if sign in ("<", "<=") else value
    if type(bound) is not Number:
        return value.weakened()
    return _cut(value, sign, bound) or value.weakened()


def _alternatives(value: Choice, sign: str, other: Value) -> Value | None:
    left = []
    for option in value.options:
        possible = narrowed(option.value, sign, other)
        if possible is not None:
            left.append(replace(option, value=possible))
    if len(left) < 2:
        return left[0].value if left else None
    return Choice(tuple(left))


def _equal(value: Value, sign: str, other: Value) -> Value | None:
    wanted = sign in ("is", "==")
    if isinstance(value, Number) and value.id_facts.instead == other:
        return other if wanted else without_other(value)
    if is_constant(value) and is_constant(other):
        # Other constants may be equal, too, as 1 and True are.
        same = value == other
        return value if same is wanted or (wanted and type(value) is not type(other)) else None
    if isinstance(value, Unknown) and wanted and (type(other) is Const or _is_exact(other)):
        return other
    if type(value) is not Number or value.exact is not None or sign in ("is", "is not"):
        return _in_some_rounds(value)
    bound = opaque_number(other) if isinstance(other, Unknown) else other
    if type(bound) is not Number:
        return value if type(other) is Const else value.weakened()
    if sign == "!=" and _is_left_to_chance(bound):
        # ``if choice != bought``, with a choice drawn at random: whatever was bought, another one may be drawn.
        return value
    return _cut(value, sign, bound) or value.weakened()


def without_other(value: Number) -> Number:
    """The number, after a test has shown that it is no other value that may stand in its place, such as a default."""
    return replace(value, id_facts=replace(value.id_facts, instead=None))


def _is_left_to_chance(bound: Number) -> bool:
    if bound.exact is not None:
        return False
    return isinstance(bound.birth, Drawn) or (bound.origin is not None and bound.origin.id_kind in DRAWN)


def _in_some_rounds(value: Value) -> Value:
    """``if i < 2: index[word] = i``, with the running number of a loop: the last round need not pass the test."""
    return value.without_highest() if isinstance(value, Number) and counts_rounds(value) else value


def counts_rounds(value: Value) -> bool:
    """Whether it is made of the running number of a loop."""
    exact = value.exact if isinstance(value, Number) else None
    return exact is not None and any(isinstance(symbol.key, LoopCount) for symbol in symbols_of(exact))


def _is_exact(value: Value) -> bool:
    return isinstance(value, Number) and value.exact is not None


def _cut(held: Number, sign: str, bound: Number) -> Number | None:
    match sign:
        case "<" | "<=" if bound.high is not None:
            top: Expr = add(bound.high, -1) if sign == "<" else bound.high
            high = top if held.high is None else min_of(held.high, top)
            attained = held.attained and bound.exact is not None and (high == held.high or _has_no_gaps(held))
            share = held.share if high == held.high else None
            return replace(held, high=high, attained=attained, birth=None, comes=None, share=share)
        case ">" | ">=" if bound.low is not None:
            floor: Expr = add(bound.low, 1) if sign == ">" else bound.low
            raised = floor if held.low is None else max_of(held.low, floor)
            return replace(held, low=raised, birth=None, id_facts=_id_facts_above(held.id_facts, raised))
        case "!=" if held.high is not None and held.high == bound.exact:
            attained = held.attained and _has_no_gaps(held)
            return replace(held, high=add(held.high, -1), attained=attained, birth=None, comes=None, share=None)
        case "!=" if held.low is not None and held.low == bound.exact:
            raised = add(held.low, 1)
            return replace(held, low=raised, birth=None, id_facts=_id_facts_above(held.id_facts, raised))
    return None


def _has_no_gaps(held: Number) -> bool:
    """True if every number of the range occurs in some legal data. Then after ``i < n`` the highest number is n - 1.
    False for numbers that are written in the file, such as 0, 1 and 12: below 3 the highest is 1."""
    if isinstance(held.high, Max):
        return False
    return constant_of(held.high) is None or (held.origin is not None and not held.origin.written)


def _id_facts_above(id_facts: IdFacts, low: Expr) -> IdFacts:
    """What is still known of single ids, after those below ``low`` are gone."""
    least = constant_of(low)
    if id_facts is NO_ID_FACTS or least is None or least < 0:
        return id_facts
    padding = id_facts.padding
    gone = padding is not None and (constant_of(padding.value) or 0) < least
    return IdFacts(id_facts.zero if least == 0 else None, None, None if gone else padding)

"""Ranges of numbers: the least and the greatest of some, and a range that holds them all."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.record import replace
from flake8_embedding.values.containers.shares import Share
from flake8_embedding.values.ids import DRAWN, NO_ID_FACTS, IdFacts, IdKind, NegativeId
from flake8_embedding.values.numbers.bounds import Expr, add, constant_of, max_of, min_of, number, times, too_long
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.provenance import Argument, Drawn, NumberOf
from flake8_embedding.values.value import Number, NumericType


def fits_any_type(value: Number) -> bool:
    """Whether every type of whole numbers holds these, even the narrowest one."""
    low, high = constant_of(value.low), constant_of(value.high)
    return low is not None and high is not None and low >= 0 and high < 2**7


def negative(value: Number) -> Number:
    """Every number with the other sign."""
    return Number(
        None if value.high is None else times(value.high, -1),
        None if value.low is None else times(value.low, -1),
        value.attained and value.exact is not None,
        value.numeric_type,
    )


def shifted(value: Number, by: Expr | int) -> Number:
    """Every number moved by the same exact amount. What is known of the ends stays known."""
    step = number(by) if isinstance(by, int) else by
    return Number(
        None if value.low is None else bounded(add(value.low, step)),
        None if value.high is None else bounded(add(value.high, step)),
        value.attained,
        value.numeric_type,
        value.origin,
        id_facts=_shifted_marks(value.id_facts, step),
        share=None if value.share is None else replace(value.share, places=None),
    )


def _shifted_marks(id_facts: IdFacts, step: Expr) -> IdFacts:
    if id_facts is NO_ID_FACTS or step == number(0):
        return id_facts
    if id_facts.padding is None:
        return NO_ID_FACTS
    padding = replace(id_facts.padding, value=add(id_facts.padding.value, step))
    value = constant_of(padding.value) or 0
    return IdFacts(negative=NegativeId(value, padding.place) if value < 0 else None, padding=padding)


def _drawn_from(values: list[Number]) -> NumericType:
    """The numeric type of a number that is drawn from one of the values."""
    types = {value.numeric_type for value in values}
    return types.pop() if len(types) == 1 else NumericType.PERHAPS


def least(values: list[Number]) -> Number:
    """What ``min`` returns for one number drawn from each range."""
    highs = [value.high for value in values if value.high is not None]
    lows = [value.low for value in values]
    return Number(
        None if any(low is None for low in lows) else bounded(min_of(*(low for low in lows if low is not None))),
        bounded(min_of(*highs)) if highs else None,
        all(value.attained for value in values) and len(highs) == len(values),
        _drawn_from(values),
    )


def most(values: list[Number]) -> Number:
    """What ``max`` returns for one number drawn from each range."""
    lows = [value.low for value in values if value.low is not None]
    highs = [value.high for value in values]
    return Number(
        bounded(max_of(*lows)) if lows else None,
        None if any(high is None for high in highs) else bounded(max_of(*(high for high in highs if high is not None))),
        all(value.attained for value in values),
        _drawn_from(values),
    )


def hull(values: list[Number]) -> Number:
    """One range for the numbers of all ranges, such as the elements of an array. The highest number of the result comes
    if it comes in one of them."""
    constant = _hull_of_constants(values)
    if constant is not None:
        return constant
    top = _highest(values)
    return Number(
        _lowest(values),
        None if top is None else top.high,
        top is not None and top.attained,
        _drawn_from(values),
        top.origin if top is not None else None,
        _birth_of(top, values) if top is not None else None,
        id_facts=_all_marks(values),
        comes=None if top is None or top.attained else _comes_of(values),
    )


def _hull_of_constants(values: list[Number]) -> Number | None:
    """The range of numbers that stand in the program, such as ``(0, 2, 1)``: nearly all ranges are of these. None if
    more is to be known of any of them."""
    least = greatest = values[0]
    for value in values:
        number = value.constant if value.attained else None
        if number is None or number < 0 or value.origin is not None or value.id_facts is not NO_ID_FACTS:
            return None
        if number > greatest.high.constant:  # type: ignore[union-attr]
            greatest = value
        elif number < least.low.constant:  # type: ignore[union-attr]
            least = value
    return Number(least.low, greatest.high, True, _drawn_from(values), birth=_birth_of(greatest, values))


def _comes_of(values: list[Number]) -> Expr | None:
    """The highest number that is known to come, beside constants of which it is not known whether they come."""
    ends = dict.fromkeys(value.high if value.attained else value.comes for value in values if not _is_written(value))
    known = [end for end in ends if end is not None]
    return bounded(max_of(*known)) if known else None


def _is_written(value: Number) -> bool:
    return constant_of(value.high) is not None


def _birth_of(top: Number, values: list[Number]) -> Hashable:
    """What the highest number is. One of several numbers is drawn at random only if each of them is."""
    drawn = isinstance(top.birth, Drawn)
    return None if drawn and any(value.birth != top.birth for value in values) else top.birth


def _lowest(values: list[Number]) -> Expr | None:
    """The lowest end of all; None if one of them is open."""
    lows: list[Expr] = []
    for value in values:
        if value.low is None:
            return None
        if not lows or value.low is not lows[-1]:
            lows.append(value.low)
    return bounded(lows[0] if len(lows) == 1 else min_of(*lows))


def _all_marks(values: list[Number]) -> IdFacts:
    id_facts = NO_ID_FACTS
    for value in values:
        if value.id_facts is not NO_ID_FACTS:
            id_facts = id_facts | value.id_facts
        below = negative_id(value)
        if below is not None and below.place is not None:
            id_facts = id_facts | IdFacts(negative=below)
    return id_facts


def negative_id(value: Number) -> NegativeId | None:
    """The id below 0 that a number is, or is by default."""
    if not value.attained:
        return None
    known = value.constant
    if known is not None:
        return NegativeId(known, value.birth) if known < 0 else None
    match value.exact:
        case Linear(constant=moved, terms=((Symbol(key=NumberOf(of=Argument() as one)) as symbol, 1),)):
            if one.default is not None and moved + one.default < 0:
                return NegativeId(moved + one.default, one.place, symbol.text)
    return None


def _highest(values: list[Number]) -> Number | None:
    """The range with the highest end, with its origin. If it is not known which end is higher, a range up to the
    maximum of both."""
    top = values[0]
    for value in values[1:]:
        high, other = top.high, value.high
        if high is None or other is None:
            return None
        if high is other:
            joined = high
        else:
            one, two = constant_of(high), constant_of(other)
            if one is not None and two is not None and one != two:
                top = value if two > one else top
                continue
            joined = max_of(high, other) if one is None or two is None else high
        if joined == high == other:
            if (value.attained and not top.attained) or (value.origin is not None and top.origin is None):
                top = replace(top, attained=top.attained or value.attained, origin=top.origin or value.origin)
        elif joined == other:
            top = _with_the_zeros(value, top)
        elif joined == high:
            top = _with_the_zeros(top, value)
        else:
            top = replace(
                top,
                low=None,
                high=bounded(joined),
                attained=_comes(top, value) and _comes(value, top),
                origin=top.origin or value.origin,
            )
    return top


def _with_the_zeros(top: Number, other: Number) -> Number:
    """Ids up to ``max(0, n - 1)`` and some up to ``n - 1``, as after a second row is written into an array of zeros.
    If the others come up to their end, this end comes."""
    if top.attained or not other.attained or other.high is None or max_of(number(0), other.high) != top.high:
        return top
    return replace(top, attained=True, origin=top.origin or other.origin)


def _comes(one: Number, other: Number) -> bool:
    """Whether the highest number of the one comes, or is nothing beside the other's: no id is below the 0 of an array
    of zeros."""
    highest = constant_of(one.high)
    return one.attained or (other.attained and highest is not None and highest <= 0)


def bounded(expr: Expr) -> Expr | None:
    """The expression, None where it has grown too long to be worth keeping."""
    return None if too_long(expr) else expr


_HANDED_OUT = frozenset({IdKind.PRODUCED, IdKind.PADDING, IdKind.CLIPPED, *DRAWN})
"""The kinds of ids of which any part may have the highest one."""


def in_some_places(numbers: Number) -> Number:
    """The ids of an array of which some parts do not have the highest one."""
    return replace(numbers, id_facts=replace(numbers.id_facts, is_patched=True))


def some_of(numbers: Number) -> Number:
    """The range of a part of the ids, chosen without looking at them. A part of what a vocabulary hands out can hold
    the highest id. Of ids that are written in the file, such as ``[0, 1, 12]``, each may be left out: the 12, and
    the -1 with which a matrix was filled before its rows were written up to their lengths. So may ids that were written
    to one place of an array, ``x[:, 3] = ids``: the part may be another one."""
    if numbers.share is not None:
        numbers = replace(numbers, share=None)
    if numbers.id_facts.is_patched:
        return numbers.weakened()
    produced = numbers.origin is not None and numbers.origin.id_kind in _HANDED_OUT
    return numbers if produced or numbers.exact is not None else numbers.weakened()


def as_share(part: Number, whole: Number, share: Share) -> Number:
    """Some of the ids of the ``whole``, with a note which part of it they are. There is no note if the highest id of
    the whole need not come in any part, or surely comes in this one. Places have one even then: it goes on to what
    stands at them."""
    if part.exact is not None or part.high is None or part.high != whole.high:
        return part
    if part.attained and share.places is None:
        return part
    if whole.id_facts.is_patched or not (whole.attained or whole.share is not None):
        return part
    return replace(part, share=share)

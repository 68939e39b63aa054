"""Symbolic integers with ``min`` and ``max``: ``min(20000, len(word_index)) + 1`` is one.

An expression is a sum (``Linear``), the ``Min`` of expressions, or the ``Max`` of expressions. Sums distribute over
both, so every expression keeps this form. ``values.compare`` decides between two of them. Nothing here knows of ids or
tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flake8_embedding.limits import EXPRESSION_TERMS
from flake8_embedding.record import record
from flake8_embedding.values.numbers.linear import Linear, Symbol


@record(frozen=True, slots=True)
class Min:
    """``min(...)`` of at least two expressions."""

    of: tuple[Expr, ...]

    def __str__(self) -> str:
        return f"min({', '.join(map(str, self.of))})"


@record(frozen=True, slots=True)
class Max:
    """``max(...)`` of at least two expressions."""

    of: tuple[Expr, ...]

    def __str__(self) -> str:
        return f"max({', '.join(map(str, self.of))})"


Expr = Linear | Min | Max


def number(constant: int) -> Linear:
    """An integer as an expression."""
    return Linear(constant)


def add(one: Expr, other: Expr | int) -> Expr:
    """The sum. Where both have a ``min`` or ``max``, the one of the first expression stays outside."""
    match one, other:
        case Linear(), int() | Linear():
            return one + other
        case _, int():
            return mapped(one, lambda part: part + other)
        case Linear(), Min() | Max():
            return mapped(other, lambda part: part + one)
        case Min(of=parts), _:
            return min_of(*(add(part, other) for part in parts))
        case Max(of=parts), _:
            return max_of(*(add(part, other) for part in parts))
    raise AssertionError(one)


def times(one: Expr, factor: int) -> Expr:
    """The product with an integer."""
    match one:
        case Linear():
            return one * factor
        case Min(of=parts):
            return (min_of if factor >= 0 else max_of)(*(times(part, factor) for part in parts))
        case Max(of=parts):
            return (max_of if factor >= 0 else min_of)(*(times(part, factor) for part in parts))


def subtract(one: Expr, other: Expr) -> Expr:
    """The difference."""
    return add(one, times(other, -1))


def distance(one: Expr, other: Expr) -> int | None:
    """``one - other``, if that is the same number whatever the symbols are; None otherwise."""
    if type(one) is Linear and type(other) is Linear:
        return constant_of(one - other)
    step = constant_of(next(parts_of(one)) - next(parts_of(other)))
    return step if step is not None and add(other, step) == one else None


def min_of(*parts: Expr) -> Expr:
    """The smallest of the parts. Parts that another one is never above are left out."""
    return _pruned(Min, parts, lambda kept, part: _never_above(kept, part))


def max_of(*parts: Expr) -> Expr:
    """The largest of the parts. Parts that another one is never below are left out."""
    return _pruned(Max, parts, lambda kept, part: _never_above(part, kept))


def parts_of(one: Expr) -> Iterator[Linear]:
    """Every sum in the expression."""
    if type(one) is Linear:
        yield one
    else:
        for part in one.of:
            yield from parts_of(part)


_NO_SYMBOLS: frozenset[Symbol] = frozenset()


def symbols_of(one: Expr | None) -> frozenset[Symbol]:
    """Every symbol in the expression; none for an end that is not known."""
    if one is None:
        return _NO_SYMBOLS
    if type(one) is Linear:
        match one.terms:
            case ():
                return _NO_SYMBOLS
            case ((symbol, _),):
                return frozenset((symbol,))
        return frozenset([symbol for symbol, _ in one.terms])
    return _NO_SYMBOLS.union(*map(symbols_of, one.of))


def factor_of(one: Expr, symbol: Symbol) -> int:
    """How often the symbol stands in a sum; 0 for a ``min`` or ``max``."""
    for known, count in one.terms if type(one) is Linear else ():
        if known is symbol or known == symbol:
            return count
    return 0


def constant_of(one: Expr | None) -> int | None:
    """The number, where the expression is one."""
    return one.constant if type(one) is Linear and not one.terms else None


def highest(one: Expr) -> int | None:
    """The highest number the expression can be, or None where nothing bounds it."""
    match one:
        case Linear():
            return one.upper_bound()
        case Min(of=parts):
            return min((top for part in parts if (top := highest(part)) is not None), default=None)
        case Max(of=parts):
            tops = [highest(part) for part in parts]
            return None if None in tops else max(top for top in tops if top is not None)


def lowest(one: Expr) -> int | None:
    """The lowest number it can be, or None."""
    if type(one) is Linear:
        return one.lower_bound()
    bottom = highest(times(one, -1))
    return None if bottom is None else -bottom


def too_long(one: Expr) -> bool:
    """Whether the expression is beyond what is kept, see ``limits``."""
    if type(one) is Linear:
        return len(one.terms) >= EXPRESSION_TERMS
    return sum(1 + len(part.terms) for part in parts_of(one)) > EXPRESSION_TERMS


def mapped(one: Expr, change: Callable[[Linear], Linear]) -> Expr:
    """The expression with each of its sums changed."""
    match one:
        case Linear():
            return change(one)
        case Min(of=parts):
            return Min(tuple(mapped(part, change) for part in parts))
        case Max(of=parts):
            return Max(tuple(mapped(part, change) for part in parts))


def put_in(one: Expr, symbol: Symbol, low: Expr, high: Expr, *, upper: bool) -> Expr:
    """The highest number that it can be (``upper``), or the lowest, if the symbol runs from ``low`` to ``high``."""
    if type(one) is Linear:
        count = factor_of(one, symbol) if one.terms else 0
        end = high if (count > 0) is upper else low
        return one if count == 0 else add(times(end, count), one - Linear.of(symbol) * count)
    return (min_of if isinstance(one, Min) else max_of)(
        *(put_in(part, symbol, low, high, upper=upper) for part in one.of)
    )


def _never_above(one: Expr, other: Expr) -> bool:
    """Whether ``one <= other`` whatever the symbols are; False also where that is not clear."""
    if type(one) is Linear and type(other) is Linear:
        if not one.terms and not other.terms:
            return one.constant <= other.constant
        if _has_no_bound(one, other):
            return False
        spare = (other - one).lower_bound()
        return spare is not None and spare >= 0
    match one, other:
        case Max(of=parts), _:
            return all(_never_above(part, other) for part in parts)
        case _, Min(of=parts):
            return all(_never_above(one, part) for part in parts)
        case Min(of=parts), _:
            return any(_never_above(part, other) for part in parts)
        case _, Max(of=parts):
            return any(_never_above(one, part) for part in parts)
    return False


def _has_no_bound(one: Linear, other: Linear) -> bool:
    """True if a symbol that only the first sum has makes it as large as it likes. A quick look that saves the
    arithmetic for most pairs."""
    for symbol, count in one.terms:
        if count > 0 and not symbol.most:
            for shared, _ in other.terms:
                if shared is symbol or shared == symbol:
                    break
            else:
                return True
    return False


def _constant(one: Expr) -> int:
    return one.constant if type(one) is Linear else 0


def _pruned(kind: type[Min] | type[Max], parts: tuple[Expr, ...], outdone: Callable[[Expr, Expr], bool]) -> Expr:
    flat: list[Expr] = []
    constant = True
    for part in parts:
        if type(part) is kind:
            flat += part.of
            constant = False
        else:
            flat.append(part)
            constant = constant and type(part) is Linear and not part.terms
    if constant:
        return (min if kind is Min else max)(flat, key=_constant)
    kept: list[Expr] = []
    for part in flat:
        if len(kept) > EXPRESSION_TERMS:
            # It is too long to be worth keeping: no pair is compared any more.
            kept.append(part)
            continue
        for other in kept:
            if outdone(other, part):
                break
        else:
            kept = [other for other in kept if not outdone(part, other)]
            kept.append(part)
    return kept[0] if len(kept) == 1 else kind(tuple(kept))


def upper_bounds(high: Expr | None) -> tuple[Linear, ...]:
    """The parts of a ``min``: the number is not above any of them."""
    match high:
        case Linear():
            return (high,)
        case Min(of=parts):
            return tuple(part for part in parts if isinstance(part, Linear))
    return ()

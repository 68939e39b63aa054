"""Sizes where no key occurs twice: ``len({word: i for i, word in enumerate(words)})`` is ``len(words)`` then."""

from __future__ import annotations

from flake8_embedding.values.numbers.bounds import Expr, Max, Min, add, max_of, min_of, symbols_of, times
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.provenance import KeysOf, KeysWithOwn, LengthOf


def without_repeats(size: Expr) -> Expr:
    """The size with each dict as long as the pairs that it is made of."""
    if not any(map(_is_shorter_by_repeats, symbols_of(size))):
        return size
    match size:
        case Linear():
            return _each_key_counted(size)
        case Min(of=parts):
            return min_of(*map(without_repeats, parts))
        case Max(of=parts):
            return max_of(*map(without_repeats, parts))


def _each_key_counted(sum_: Linear) -> Expr:
    counted: Expr = Linear(sum_.constant)
    for symbol, factor in sum_.terms:
        is_shorter = _is_shorter_by_repeats(symbol)
        # There are ``min(n, limit)`` pairs: neither bound alone is their number.
        each: Expr = min_of(*map(without_repeats, symbol.most)) if is_shorter else Linear.of(symbol)
        counted = add(counted, times(each, factor))
    return counted


def counts_own_key(size: Expr) -> bool:
    """Whether a dict is counted that is as long as the program means only if no word of the data is its own key."""
    return any(isinstance(one.key, LengthOf) and isinstance(one.key.of, KeysWithOwn) for one in symbols_of(size))


def _is_shorter_by_repeats(symbol: Symbol) -> bool:
    return isinstance(symbol.key, LengthOf) and isinstance(symbol.key.of, KeysOf) and bool(symbol.most)

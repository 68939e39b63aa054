"""Sizes where no key occurs twice: ``len({word: i for i, word in enumerate(words)})`` is ``len(words)`` then."""

from __future__ import annotations

from flake8_embedding.values.bounds import Expr, mapped, symbols_of
from flake8_embedding.values.linear import Linear, Symbol
from flake8_embedding.values.provenance import KeysOf, KeysWithOwn, LengthOf


def without_repeats(size: Expr) -> Expr:
    """The size with each dict as long as the pairs that it is made of."""
    return mapped(size, _each_key_counted)


def _each_key_counted(sum_: Linear) -> Linear:
    counted = Linear(sum_.constant)
    for symbol, factor in sum_.terms:
        counted += (_each_key_counted(symbol.most[0]) if _is_shorter_by_repeats(symbol) else Linear.of(symbol)) * factor
    return counted


def counts_own_key(size: Expr) -> bool:
    """Whether a dict is counted that is as long as the program means only if no word of the data is its own key."""
    return any(isinstance(one.key, LengthOf) and isinstance(one.key.of, KeysWithOwn) for one in symbols_of(size))


def _is_shorter_by_repeats(symbol: Symbol) -> bool:
    return isinstance(symbol.key, LengthOf) and isinstance(symbol.key.of, KeysOf) and bool(symbol.most)

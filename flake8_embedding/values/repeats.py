"""Sizes where no key occurs twice: ``len({word: i for i, word in enumerate(words)})`` is ``len(words)`` then."""

from __future__ import annotations

from flake8_embedding.values.bounds import Expr, mapped
from flake8_embedding.values.linear import Linear, Symbol
from flake8_embedding.values.provenance import KeysOf, LengthOf


def without_repeats(size: Expr) -> Expr:
    """The size with each dict as long as the pairs that it is made of."""
    return mapped(size, _each_key_counted)


def _each_key_counted(sum_: Linear) -> Linear:
    counted = Linear(sum_.constant)
    for symbol, factor in sum_.terms:
        counted += (symbol.most[0] if _is_shorter_by_repeats(symbol) else Linear.of(symbol)) * factor
    return counted


def _is_shorter_by_repeats(symbol: Symbol) -> bool:
    return isinstance(symbol.key, LengthOf) and isinstance(symbol.key.of, KeysOf) and bool(symbol.most)

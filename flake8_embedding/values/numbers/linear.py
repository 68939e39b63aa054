"""Sums of symbols: ``len(word_index) + 1`` as an exact integer of which only the name is known.

A symbol stands for one number of one run of the program, such as the number of words one particular
tokenizer learned. This module owns symbols and their sums; it knows nothing of what they count.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import field
from typing import final

from flake8_embedding.limits import SYMBOL_DEPTH
from flake8_embedding.record import HashedOnce, record


@record(frozen=True, slots=True)
class Symbol(HashedOnce):
    """An integer that the source names but does not tell, such as ``len(words)``. Two symbols are one number exactly if
    their keys are equal.

    ``least`` is its lowest value, None if nothing bounds it. It is at most each of ``most`` and at least each of
    ``above``. ``counts`` names the data whose different entries it counts. ``usual`` is its value unless the person who
    runs the program chooses another one.
    """

    key: Hashable
    text: str = field(compare=False)
    least: int | None = field(default=0, compare=False)
    most: tuple[Linear, ...] = field(default=(), compare=False)
    above: tuple[Linear, ...] = field(default=(), compare=False)
    counts: frozenset[Hashable] = field(default=frozenset(), compare=False)
    usual: int | None = field(default=None, compare=False)

    @property
    def is_in_words(self) -> bool:
        """Whether it has no name in the source, and is called ``the length of the set`` or ``some number``."""
        return self.text.startswith(("the ", "some "))


@final
@record(frozen=True, slots=True)
class Linear(HashedOnce):
    """``constant`` plus each symbol times its factor; factors are never 0, symbols stand once."""

    constant: int = 0
    terms: tuple[tuple[Symbol, int], ...] = ()

    @staticmethod
    def of(symbol: Symbol) -> Linear:
        return Linear(0, ((symbol, 1),))

    def __add__(self, other: Linear | int) -> Linear:
        if type(other) is not Linear:
            return Linear(self.constant + other, self.terms) if other else self
        if not other.terms:
            return Linear(self.constant + other.constant, self.terms) if other.constant else self
        if not self.terms:
            return Linear(self.constant + other.constant, other.terms) if self.constant else other
        if len(self.terms) == len(other.terms) == 1:
            return self._added(self.terms[0], other.terms[0], self.constant + other.constant)
        counts = dict(self.terms)
        for symbol, count in other.terms:
            counts[symbol] = counts[symbol] + count if symbol in counts else count
        terms = [(symbol, count) for symbol, count in counts.items() if count]
        return Linear(self.constant + other.constant, tuple(terms))

    @staticmethod
    def _added(one: tuple[Symbol, int], other: tuple[Symbol, int], constant: int) -> Linear:
        """The sum of two terms and a number: what most sums are."""
        if one[0] is not other[0] and one[0] != other[0]:
            return Linear(constant, (one, other))
        count = one[1] + other[1]
        return Linear(constant, ((one[0], count),) if count else ())

    def __sub__(self, other: Linear | int) -> Linear:
        if type(other) is not Linear:
            return Linear(self.constant - other, self.terms)
        if not other.terms:
            return Linear(self.constant - other.constant, self.terms)
        return self + other * -1

    def __mul__(self, factor: int) -> Linear:
        if factor == 0:
            return Linear()
        if factor == 1:
            return self
        return Linear(self.constant * factor, tuple([(symbol, count * factor) for symbol, count in self.terms]))

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        return tuple([symbol for symbol, _ in self.terms])

    def lower_bound(self) -> int | None:
        """The lowest number this can be, or None where nothing bounds it."""
        return _extreme(self, SYMBOL_DEPTH, lowest=True)

    def upper_bound(self) -> int | None:
        """The highest number this can be, or None where nothing bounds it."""
        return _extreme(self, SYMBOL_DEPTH, lowest=False)

    def __str__(self) -> str:
        words: list[str] = []
        # Positive terms first: "len(x) - 2 * n" reads better than "-2 * n + len(x)".
        for symbol, count in sorted(self.terms, key=lambda term: term[1] < 0):
            sign = ("- " if count < 0 else "+ ") if words else ("-" if count < 0 else "")
            times = "" if abs(count) == 1 else f"{abs(count)} * "
            words.append(f"{sign}{times}{symbol.text}")
        if not words:
            return str(self.constant)
        if self.constant:
            words.append(f"{'-' if self.constant < 0 else '+'} {abs(self.constant)}")
        return " ".join(words)


def _extreme(sum_: Linear, depth: int, *, lowest: bool) -> int | None:
    """Replace each symbol by its bound, one at a time: ``len(d) - len(words)`` with ``len(d) <= len(words)``
    is at most 0 although neither symbol has a number for its bound."""
    if not sum_.terms:
        return sum_.constant
    if depth == 0:
        return None
    found: int | None = None
    for symbol, count in sum_.terms:
        bounds = symbol.most
        if (count > 0) == lowest:
            bounds = symbol.above if symbol.least is None else (Linear(symbol.least), *symbol.above)
        if not bounds:
            continue
        rest = Linear(sum_.constant, tuple([term for term in sum_.terms if term[0] is not symbol]))
        for bound in bounds:
            if rest.terms or bound.terms:
                attained = _extreme(rest + bound * count, depth - 1, lowest=lowest)
            else:
                attained = rest.constant + bound.constant * count
            if attained is not None and (found is None or (attained > found if lowest else attained < found)):
                found = attained
    return found

"""Running maxima: ``most = max(most, i)``, ``if i > most: most = i`` in a loop.

While a round is evaluated, the number stands for "the largest so far". When the loop is done it is the largest number
that any round has met, which bears the name that the numbers have in a round: ``i``. Of that name it is also known that
the ids in a list of these numbers go up to it.
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.interpret.rounds.loop_bases import Bases
from flake8_embedding.record import replace
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.numbers.bounds import Expr, Max, add, constant_of, lowest, max_of, symbols_of
from flake8_embedding.values.numbers.compare import at_least
from flake8_embedding.values.numbers.formulas import formula_of
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.numbers.renaming import renamed_in
from flake8_embedding.values.provenance import Key, LengthOf, NumberOf, SoFar
from flake8_embedding.values.value import Guarded, Number, Value


def largest_so_far(before: Value, after: Value, place: Hashable, name: Hashable) -> Number | None:
    """What holds the largest number when any round begins, if the first round may have made a maximum of it. None
    where the round has done something else."""
    if type(before) is not Number or before.exact is None or not _may_be_maximum(before.exact, after):
        return None
    symbol = Symbol(SoFar(Key(place, name)), "the largest so far", least=lowest(before.exact))
    return Number.exactly(Linear.of(symbol))


def _may_be_maximum(before: Expr, after: Value) -> bool:
    if met_in_round(before, after) is not None:
        return True
    # ``max(0, len(words))`` is ``len(words)``.
    return isinstance(after, Number) and after.exact is not None and at_least(after.exact, before) is True


def is_largest_so_far(value: Value) -> bool:
    """Whether it stands for the largest number that the rounds of a loop have met."""
    exact = value.exact if type(value) is Number else None
    return exact is not None and any(isinstance(symbol.key, SoFar) for symbol in symbols_of(exact))


def met_in_round(begun: Expr, after: Value) -> Expr | None:
    """The number of which a round leaves the maximum of it and ``begun``; None if it leaves anything else."""
    options = alternatives_of(after)
    if len(options) == 1:
        return _beside(begun, options[0].value)
    kept = [one for one in options if isinstance(one.value, Number) and one.value.exact == begun]
    raised = [one for one in options if one not in kept]
    if len(kept) != 1 or len(raised) != 1 or not isinstance(raised[0].value, Number):
        return None
    met = raised[0].value.exact
    return met if met is not None and _is_raised_when_larger(begun, met, raised[0], kept[0]) else None


def _beside(begun: Expr, after: Value) -> Expr | None:
    exact = after.exact if isinstance(after, Number) else None
    if not isinstance(exact, Max) or begun not in exact.of:
        return None
    return max_of(*(part for part in exact.of if part != begun))


def _is_raised_when_larger(begun: Expr, met: Expr, raised: Guarded, kept: Guarded) -> bool:
    """``if met > begun:`` and ``if met >= begun:``"""
    larger = (at_least(met, add(begun, 1)), at_least(met, begun))
    return any(
        isinstance(way, bool) and (test, not way) in kept.guards and formula_of(test, holds=way) in larger
        for test, way in raised.guards
    )


def largest_of_all(before: Value, begun: Value, after: Value, bases: Bases, called: str) -> Number | None:
    """The number when the loop is done, by the name that the source has for it. None where the rounds do not leave the
    largest of numbers that have a name."""
    if not isinstance(before, Number) or before.exact is None or not isinstance(begun, Number) or begun.exact is None:
        return None
    met = met_in_round(begun.exact, after)
    if met is None or bases.is_open(met):
        return None
    named = all(isinstance(symbol.key, NumberOf | LengthOf) for symbol in symbols_of(met))
    if bases.local is not None:
        local = [symbol for symbol in symbols_of(met) if bases.local.has(symbol)]
        met = renamed_in(met, {symbol: bases.local.largest(symbol) for symbol in local})
    return Number.exactly(_largest(before.exact, met, called)) if named else None


def _largest(before: Expr, met: Expr, called: str) -> Expr:
    least = constant_of(before)
    if least is None or least > 0:
        return max_of(before, met)
    # The 0 stands for "nothing was met". Where all that is met is negative, no number of rows fits.
    if called and isinstance(met, Linear) and len(met.terms) == 1 and met.constant == 0:
        symbol = replace(*met.symbols, text=called)
        return Linear(0, ((symbol, met.terms[0][1]),))
    return met

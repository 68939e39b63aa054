"""One name for another: a number that is not known gets another symbol where it has become another number."""

from __future__ import annotations

from flake8_embedding.record import replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import Origin
from flake8_embedding.values.numbers.bounds import Expr, mapped, symbols_of
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.provenance import InRound, Key, LengthOf, LoopCount
from flake8_embedding.values.value import Choice, Number, Value

Names = dict[Symbol, Symbol]
"""Symbols, and what each is called from here on."""


def done(symbol: Symbol) -> Symbol:
    """What a loop counts, when the loop is done: the name of what it is when a round begins stands for another number
    in each round."""
    match symbol.key:
        case LengthOf(of=InRound() as begun):
            return replace(symbol, key=LengthOf(Key(begun, "done")), most=())
        case LoopCount(of=loop):
            return replace(symbol, key=LoopCount(Key(loop, "done")))
    return symbol


def at_the_end(length: Number) -> Number:
    """A length when a round begins as the one when the loop is done."""
    symbols = symbols_of(length.high)
    return _renamed_number(length, {symbol: done(symbol) for symbol in symbols})


def renamed_in(expr: Expr, names: Names) -> Expr:
    """The expression with other names in it."""
    if symbols_of(expr).isdisjoint(names):
        return expr
    return mapped(expr, lambda part: _renamed(part, names))


def _renamed(part: Linear, names: Names) -> Linear:
    made = Linear(part.constant)
    for symbol, count in part.terms:
        made += Linear.of(names.get(symbol, symbol)) * count
    return made


def renamed(value: Value, names: Names) -> Value:
    """The number or container with other names in it; any other value as it is."""
    if not names:
        return value
    match value:
        case Number():
            return _renamed_number(value, names)
        case SequenceValue(items=items, members=members):
            return replace(
                value,
                element=renamed(value.element, names),
                length=_renamed_number(value.length, names),
                items=None if items is None else tuple(renamed(one, names) for one in items),
                members=None if members is None else tuple(renamed(one, names) for one in members),
                begins=tuple(renamed(one, names) for one in value.begins),
            )
        case DictValue(entries=entries, key=key, value=held, origin=origin):
            return replace(
                value,
                entries=tuple((renamed(name, names), renamed(one, names)) for name, one in entries),
                key=None if key is None else renamed(key, names),
                value=None if held is None else renamed(held, names),
                length=_renamed_number(value.length, names),
                origin=_counted(origin, names),
            )
        case Choice(options=options):
            return Choice(tuple(replace(one, value=renamed(one.value, names)) for one in options))
    return value


def _renamed_number(number: Number, names: Names) -> Number:
    low, high, origin = number.low, number.high, _counted(number.origin, names)
    low = None if low is None else renamed_in(low, names)
    high = low if number.low is number.high else None if high is None else renamed_in(high, names)
    same = low is number.low and high is number.high and origin is number.origin
    if same:
        return number
    comes = None if number.comes is None else renamed_in(number.comes, names)
    return replace(number, low=low, high=high, origin=origin, comes=comes)


def _counted(origin: Origin | None, names: Names) -> Origin | None:
    """Where ids come from, with other names in the number of entries that it tells of."""
    if origin is None or origin.counted is None:
        return origin
    counted = renamed_in(origin.counted, names)
    return origin if counted is origin.counted else replace(origin, counted=counted)

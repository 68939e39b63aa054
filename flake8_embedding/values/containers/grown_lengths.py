"""How long a dict is after a key is put in: one longer, if the key was not there."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.literals import as_key
from flake8_embedding.values.numbers.bounds import Min, add, highest, lowest, symbols_of
from flake8_embedding.values.numbers.linear import Linear
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import Key, KeysWithOwn, LengthOf
from flake8_embedding.values.texts import may_be_spelled
from flake8_embedding.values.value import Choice, FloatNumber, Number, TextValue, Value


def whether_new(mapping: DictValue, key: Value, is_new: bool | None, *, known: bool) -> bool | None:
    """``is_new``; True for a key of the program's own that surely differs from all others."""
    return True if known and is_new is None and not _own_may_be_among_others(key, mapping.key) else is_new


def length_after(mapping: DictValue, key: Value, place: Hashable, is_new: bool | None, *, known: bool) -> Number:
    """The length after ``index[key] = value``. ``known``: the key stands in the program."""
    if is_new is False:
        return mapping.length
    if known and is_new is None and not _has_numbers(mapping.key):
        # ``index["."] = 0``: unless a word of the data is that key, the dict is one longer. Of running numbers, ``2``
        # may well be one: ``dict(enumerate(words))``.
        least = len(mapping.entries) + 1 if mapping.length.attained else 0
        return _longer_by(mapping, KeysWithOwn(Key(place, "grown")), least)
    return longer(mapping, place, sure=is_new is True)


def longer(mapping: DictValue, place: Hashable, *, sure: bool) -> Number:
    """The length with one more entry; unless that is ``sure``, the key may have been there."""
    exact = mapping.length.exact
    if sure and exact is not None:
        return Number.exactly(add(exact, 1))
    return _longer_by(mapping, Key(place, "grown"))


def _longer_by(mapping: DictValue, name: Key, least: int = 0) -> Number:
    """A length of this name, which is that of the dict or one more, and at least so many."""
    exact = mapping.length.exact
    if exact is None or any(symbol.key == LengthOf(name) for symbol in symbols_of(exact)):
        return unknown_length(name)
    if isinstance(exact, Linear):
        return unknown_length(name, most=Number.exactly(exact + 1), least=least, above=(exact,))
    if not isinstance(exact, Min) or not all(isinstance(part, Linear) for part in exact.of):
        return unknown_length(name)
    # ``Counter(words).most_common(limit)``: the most has the form ``min(n, limit)``, which no lower bound can have.
    return unknown_length(name, most=Number.exactly(add(exact, 1)), least=least)


def _own_may_be_among_others(key: Value, others: Value | None) -> bool:
    """Whether a key of the program's own may be one of those that are not known one by one, which are like ``others``:
    a word of the data may be spelled like it, or a number be the same."""
    if others is None:
        return False
    if isinstance(others, Choice):
        return any(_own_may_be_among_others(key, one.value) for one in others.options)
    own, other = as_key(key), as_key(others)
    if own is None or other is not None:
        return own is None or own == other
    match own[0], others:
        case str() as text, _ if not isinstance(others, Number | FloatNumber):
            return may_be_spelled(others, text)
        case int() | float() as number, Number(low=low, high=high):
            # ``True`` and ``1.0`` are the key 1.
            least = None if low is None else lowest(low)
            most = None if high is None else highest(high)
            return (least is None or least <= number) and (most is None or number <= most)
        case (str() | None, Number() | FloatNumber()) | (int() | float() | None, TextValue()):
            return False
    return True


def _has_numbers(keys: Value | None) -> bool:
    """Whether the keys that are not known one by one are numbers, or some of them are."""
    return isinstance(keys, Number) or (
        isinstance(keys, Choice) and any(_has_numbers(one.value) for one in keys.options)
    )

"""How long a dict is after a key is put in: one longer, if the key was not there."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.values.bounds import add, highest, lowest
from flake8_embedding.values.dicts import DictValue
from flake8_embedding.values.linear import Linear
from flake8_embedding.values.provenance import Key, KeysWithOwn, LengthOf
from flake8_embedding.values.texts import may_be_spelled
from flake8_embedding.values.unknown_numbers import unknown_length
from flake8_embedding.values.value import Const, Number, Value


def whether_new(mapping: DictValue, key: Value, is_new: bool | None, *, known: bool) -> bool | None:
    """``is_new``, where a key that stands in the program is none of the others if it cannot be one of them."""
    return True if known and is_new is None and not _may_be_there(mapping, key) else is_new


def length_after(mapping: DictValue, key: Value, place: Hashable, is_new: bool | None, *, known: bool) -> Number:
    """The length after ``index[key] = value``. ``known``: the key stands in the program."""
    if is_new is False:
        return mapping.length
    if known and is_new is None and isinstance(key, Const):
        # ``index["."] = 0``: unless a word of the data is spelled like it, the dict is one longer.
        return _longer_by(mapping, KeysWithOwn(Key(place, "grown")))
    return longer(mapping, place, sure=is_new is True)


def longer(mapping: DictValue, place: Hashable, *, sure: bool) -> Number:
    """The length with one more entry; unless that is ``sure``, the key may have been there."""
    exact = mapping.length.exact
    if sure and exact is not None:
        return Number.exactly(add(exact, 1))
    return _longer_by(mapping, Key(place, "grown"))


def _longer_by(mapping: DictValue, name: Key) -> Number:
    """A length of this name, which is that of the dict or one more."""
    exact = mapping.length.exact
    if not isinstance(exact, Linear) or any(symbol.key == LengthOf(name) for symbol in exact.symbols):
        return unknown_length(name)
    return unknown_length(name, most=Number.exactly(exact + 1), above=(exact,))


def _may_be_there(mapping: DictValue, key: Value) -> bool:
    """Whether a key of the program's own may be one of those that are not known one by one: a word of the data may be
    spelled like it, or a number be the same."""
    match key, mapping.key:
        case Const(value=str() as text), Value() as word:
            return may_be_spelled(word, text)
        case Number(constant=int(number)), Number(low=low, high=high):
            least = None if low is None else lowest(low)
            most = None if high is None else highest(high)
            return (least is None or least <= number) and (most is None or number <= most)
    return False

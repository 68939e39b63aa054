"""A value in a few words, as ``# reveal:`` comments of fixtures and explanations write it."""

from __future__ import annotations

from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.memory.join import alternatives_of, any_of
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.value import Choice, Const, FloatNumber, LibraryName, Number, TextValue, Unknown, Value


def describe(value: Value, store: Store) -> str:
    """``10``, ``len(words) + 1``, ``0..4999`` for ids, ``?`` for what is not known, ``a | b`` for either."""
    content = store.content(value)
    match content:
        case Choice():
            return " | ".join(describe(option.value, store) for option in alternatives_of(content))
        case Const(value=constant):
            return repr(constant)
        case TextValue():
            return "a string"
        case FloatNumber():
            return "a float"
        case LibraryName(path=path):
            return path
        case DictValue(entries=entries, length=length):
            held = [one for _, one in entries] + ([] if content.others is None else [content.others])
            of_all = any_of(held, None)
            return f"{_number(length)} entries, {_number(of_all)}" if isinstance(of_all, Number) else "?"
        case Unknown():
            return "?"
    numbers = numbers_in(value, store)
    return _number(numbers) if numbers is not None else "?"


def _number(number: Number) -> str:
    if number.exact is not None:
        return str(number.exact)
    if number.low is None and number.high is None:
        return "?"
    low = "" if number.low is None else str(number.low)
    high = "" if number.high is None else str(number.high)
    return f"{low}..{high}"

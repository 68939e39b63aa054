"""The identity of texts and numbers of which only the type is known: ``k = input()`` is one text in all its mentions.

A value has a ``name`` if all its mentions are the same text or number. A test of it then comes out the same way
wherever it is asked again. A value without a name stands for any of several: an element of a list of texts.
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.record import replace
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.predicates.predicate import is_particular
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Const, FloatNumber, Number, TextValue, Unknown, Value

_NAMED = frozenset({TextValue, FloatNumber, Number})
_PLAIN = frozenset({Const, *_NAMED, Unknown})


def this_one(value: Value, name: Hashable) -> Value:
    """The text with this name, or with the one that it has. Texts in a tuple are named, too. Numbers are not: a
    fraction may be NaN, and then neither ``x < 0`` nor ``x >= 0`` holds."""
    if isinstance(value, TextValue):
        return replace(value, name=name) if value.name is None else value
    if isinstance(value, SequenceValue) and value.kind == "tuple" and value.items is not None:
        items = tuple(this_one(one, Key(name, place)) for place, one in enumerate(value.items))
        return value if items == value.items else replace(value, items=items)
    return value


def any_one(value: Value) -> Value:
    """The value without a name: it stands for any of several things, such as the elements of a list."""
    kind = type(value)
    if kind in _NAMED and isinstance(value, TextValue | FloatNumber | Number):
        return replace(value, name=None) if value.name is not None else value
    if isinstance(value, SequenceValue) and value.kind == "tuple":
        items = None if value.items is None else tuple(map(any_one, value.items))
        element = any_one(value.element)
        same = items == value.items and element is value.element
        begins = tuple(map(any_one, value.begins))
        return value if same else replace(value, items=items, element=element, begins=begins)
    return value


def result_of(value: Value, sign: str, left: Value, right: Value) -> Value:
    """What an operator gives for ``left`` and ``right``. If both are one thing, so is the result: ``k % 2`` of one
    ``k``."""
    kind = type(value)
    if kind not in _NAMED or is_particular(value) or not isinstance(value, TextValue | FloatNumber | Number):
        return value
    is_one = type(left) in _PLAIN and type(right) in _PLAIN and is_particular(left) and is_particular(right)
    return replace(value, name=Key(sign, left, right)) if is_one else value

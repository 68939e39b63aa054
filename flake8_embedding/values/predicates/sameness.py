"""Comparisons of two values without running the program: equal, less, contained; None if that is not known.

An answer is given only if Python gives it in every run: ``"large" in "bert-large"``, ``(3, 11) < (3, 12)``.
"""

from __future__ import annotations

from typing import Any

from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.containers.contents import members_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.mappings import has_every_word
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.literals import as_key
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.numbers.arithmetic import as_number
from flake8_embedding.values.numbers.number_order import are_one_number, is_below
from flake8_embedding.values.objects import Instance, LibraryObject, ModelObject, TableObject, is_none
from flake8_embedding.values.plain import is_constant
from flake8_embedding.values.predicates.predicate import Undecided
from flake8_embedding.values.value import (
    NONE,
    ClassValue,
    Const,
    FloatNumber,
    FunctionValue,
    LibraryName,
    Number,
    ObjectRef,
    TextValue,
    Value,
)

_OBJECTS = (
    SequenceValue | DictValue | DataFrame | TableObject | ModelObject | LibraryObject | FunctionValue | ClassValue
)
_LISTS = ("list", "tuple")
_SMALL_INTEGERS = range(-5, 257)
"""CPython makes only one object for each of these, so ``is`` is ``==`` for them."""


def is_same(one: Value, other: Value, store: Store, *, identity: bool = False) -> bool | None:
    """``one == other``; with ``identity``, ``one is other``. Both are contents, not references."""
    if is_constant(one) and is_constant(other):
        return _are_one_constant(one, other) if identity else bool(_plain(one) == _plain(other))
    if is_none(one) or is_none(other):
        rest = other if is_none(one) else one
        return False if _is_something(rest, identity=identity) else None
    match one, other:
        case Number(), Number():
            return are_one_number(one, other) if not identity else None
        case (Number() | FloatNumber(), TextValue()) | (TextValue(), Number() | FloatNumber()):
            return False
        case LibraryName(path=path), LibraryName(path=other_path):
            builtin = path.startswith("builtins.") and other_path.startswith("builtins.")
            return True if path == other_path else False if builtin else None
        case ClassValue(), ClassValue():
            return one == other
        case Instance(member=Value() as first), Instance(member=Value() as second) if one.cls == other.cls:
            return first == second
        case (Instance(member=Value() as held, equals_member=True), constant) | (
            constant,
            Instance(member=Value() as held, equals_member=True),
        ) if is_constant(constant) and not identity:
            return is_same(held, constant, store)
        case SequenceValue(), SequenceValue() if not identity:
            return _are_same_lists(one, other, store)
    return None


def _is_something(value: Value, *, identity: bool) -> bool:
    """Whether it is not None. An object may say itself that it is equal to None, but it never is None."""
    if isinstance(value, Instance):
        return identity
    if isinstance(value, Number) and is_none_instead(value):
        return False
    return isinstance(value, Number | FloatNumber | TextValue | ObjectRef | Undecided | _OBJECTS)


def is_none_instead(number: Number) -> bool:
    """Whether None may be there instead of the number."""
    return number.id_facts.instead == NONE


def _are_one_constant(one: Value, other: Value) -> bool | None:
    first, second = _plain(one), _plain(other)
    if type(first) is not type(second) or first != second:
        return False
    if first is None or isinstance(first, bool) or first is Ellipsis:
        return True
    return True if isinstance(first, int) and first in _SMALL_INTEGERS else None


def _are_same_lists(one: SequenceValue, other: SequenceValue, store: Store) -> bool | None:
    if one.kind not in _LISTS or other.kind not in _LISTS or one.items is None or other.items is None:
        return None
    if one.kind != other.kind or len(one.items) != len(other.items):
        return False
    answers = {_are_same_items(first, second, store) for first, second in zip(one.items, other.items, strict=True)}
    return False if False in answers else None if None in answers else True


def _are_same_items(one: Value, other: Value, store: Store) -> bool | None:
    # A list may hold itself.
    is_one = one == other and type(one) is ObjectRef
    return True if is_one else is_same(store.content(one), store.content(other), store)


def is_less(one: Value, other: Value, store: Store) -> bool | None:
    """``one < other``"""
    if is_constant(one) and is_constant(other):
        try:
            return bool(_plain(one) < _plain(other))
        except TypeError:
            return None
    match one, other:
        case SequenceValue(), SequenceValue():
            return _is_list_less(one, other, store)
    first, second = as_number(one), as_number(other)
    return None if first is None or second is None else is_below(first, second)


def _is_list_less(one: SequenceValue, other: SequenceValue, store: Store) -> bool | None:
    """``(3, 11) < (3, 12)``: the first items that differ decide, as far as they are known."""
    if one.kind not in _LISTS or other.kind not in _LISTS:
        return None
    for first, second in zip(one.items or (), other.items or (), strict=False):
        same = is_same(store.content(first), store.content(second), store)
        if same is not True:
            return is_less(store.content(first), store.content(second), store) if same is False else None
    if one.items is None or other.items is None:
        return None
    # All that both have is equal: the longer one is the greater.
    return len(one.items) < len(other.items)


def contains(container: Value, item: Value, store: Store) -> bool | None:
    """``item in container``"""
    if isinstance(container, Const) and isinstance(container.value, str):
        return item.value in container.value if isinstance(item, Const) and isinstance(item.value, str) else None
    if isinstance(container, DictValue) and container.get(item) is not None and as_key(item) is not None:
        return True
    if isinstance(container, DictValue) and has_every_word(container, item):
        return True
    members = members_of(container, store)
    if not members and not isinstance(item, Const | Number):
        # Nothing is in an empty container. But in the first round of a loop it is empty, and in others it is not.
        return None
    content = store.content(item)
    if members is None:
        held = store.content(container)
        begins = held.begins if isinstance(held, SequenceValue) else ()
        if any(is_same(content, store.content(one), store) for one in begins):
            return True
        return False if isinstance(content, Number) and _is_none_of(content, held, store) else None
    answers = [is_same(content, store.content(member), store) for member in members]
    if True in answers:
        return True
    return None if None in answers else False


def _is_none_of(number: Number, held: Value, store: Store) -> bool:
    """Whether a number is beside all that a container holds: 0, where the ids in ``vocab.values()`` begin at 1."""
    match held:
        case SequenceValue(element=element):
            parts = [element]
        case DictValue(entries=entries, key=key):
            parts = [name for name, _ in entries] + ([] if key is None else [key])
        case _:
            return False
    return all(is_same(number, store.content(part), store) is False for part in parts)


def _plain(value: Value) -> Any:
    return value.value if type(value) is Const else value.constant if type(value) is Number else None

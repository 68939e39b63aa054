"""What a part of a container holds: any element of it, a slice, a sample.

A part may lack the highest id of the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeGuard

from flake8_embedding.limits import LIST_NESTING
from flake8_embedding.record import replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.selections import CutByPosition
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.identity import any_one
from flake8_embedding.values.ids import IdKind, Origin
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.numbers.ranges import some_of
from flake8_embedding.values.value import Choice, FunctionValue, Number, ObjectRef, Partial, TextValue, Unknown, Value


def cut_off(value: Value, store: Store, *place: Hashable) -> Value:
    """What a part of a sequence holds whose elements are all different: the highest id may have been in the other part.
    ``place`` tells this part from others: ``words[:-1]`` is not ``words[1:]``."""

    def changed(part: Value) -> Value:
        if type(part) is ObjectRef:
            return store.several.one_of(part, place, is_cut=True)
        match store.content(part):
            case Unknown() as unknown:
                return unknown.derived(CutByPosition(unknown.key, *place))
            case TextValue() as text:
                return replace(text, key=CutByPosition(text.key, *place))
            case Number(origin=Origin(id_kind=IdKind.DRAWN)) as drawn:
                # ``randperm(n)[:10]``: where the highest one stands is left to chance.
                return some_of(drawn)
            case Number() as number:
                return some_of(number).without_highest()
            case SequenceValue(items=items, element=element) as row:
                parts = None if items is None else tuple(map(changed, items))
                return replace(row, items=parts, element=changed(element), begins=tuple(map(changed, row.begins)))
            case Choice(options=options):
                return Choice(tuple(replace(option, value=changed(option.value)) for option in options))
            case FunctionValue() | Partial() as function:
                return _with_held(function, changed)
        return part

    return changed(value)


def one_of(value: Value, store: Store, place: Hashable = None) -> Value:
    """One element, or a few, of a sequence; ``value`` stands for all of them. See ``some_of``. What is found at another
    place may be another element."""
    if store.several.knows(value):
        return store.several.one_of(value, place)
    return each_number(any_one(value), store, some_of)


def each_number(value: Value, store: Store, change: Callable[[Number], Number], depth: int = LIST_NESTING) -> Value:
    """The same nest of containers, with ``change`` applied to every number in it."""
    if depth == 0:
        return value
    if store.several.knows(value):
        # Nothing happens to the objects themselves. Any of them may be in what is left.
        return store.several.one_of(value, None, is_cut=change is not some_of)
    if change is some_of and type(value) is ObjectRef:
        # Each element is this very object.
        return value

    def changed(part: Value) -> Value:
        return each_number(part, store, change, depth - 1)

    match store.content(value):
        case Number() as number:
            return change(number)
        case SequenceValue(items=items, element=element) as rows:
            parts, members = (None if some is None else tuple(map(changed, some)) for some in (items, rows.members))
            begins = tuple(map(changed, rows.begins)) if rows.kind == "tuple" else ()
            return replace(rows, items=parts, element=changed(element), members=members, begins=begins)
        case DictValue(entries=entries, key=None) as mapping:
            return replace(mapping, entries=tuple((key, changed(part)) for key, part in entries))
        case Choice(options=options):
            return Choice(tuple(replace(option, value=changed(option.value)) for option in options))
        case FunctionValue() | Partial() as function:
            return _with_held(function, changed)
    return value


def _with_held(function: FunctionValue | Partial, changed: Callable[[Value], Value]) -> Value:
    """The function with other values that it holds: its defaults, ``lambda i=i: i``, or arguments of a ``partial``."""
    if isinstance(function, FunctionValue):
        return replace(function, defaults=tuple((name, changed(one)) for name, one in function.defaults))
    keywords = tuple((name, changed(one)) for name, one in function.keywords)
    return replace(function, positional=tuple(map(changed, function.positional)), keywords=keywords)


def under_one_key(value: Value, store: Store, place: Hashable = None) -> Value:
    """The value of a key that stands in the program, among those of a dict. In a published vocabulary the word always
    has the same id, and that need not be the highest one. Where the frequent words come first, and the program has a
    limit for these, a word that somebody writes down may be one of them, such as the ``"<start>"`` of each text."""
    found = one_of(value, store, place)
    if has_fixed_ids(found) or (isinstance(found, Number) and found.origin and found.origin.are_frequent_known):
        return found.weakened()
    return found


def has_fixed_ids(value: Value | None) -> TypeGuard[Number]:
    """Whether they are ids of a published vocabulary."""
    return isinstance(value, Number) and value.origin is not None and value.origin.fixed

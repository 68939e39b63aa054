"""Which objects are found by way of some values, once a round of a loop is over."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from flake8_embedding.interpret.kept_objects import parts_of
from flake8_embedding.values.join import NO_GUARDS, alternatives_of
from flake8_embedding.values.objects import ITERATORS, DictValue, SequenceValue
from flake8_embedding.values.store import Delta
from flake8_embedding.values.value import (
    AllocationSite,
    Choice,
    ClassValue,
    Const,
    FloatNumber,
    FunctionValue,
    Guard,
    Guarded,
    LibraryName,
    Method,
    Number,
    ObjectRef,
    Partial,
    TextValue,
    Unknown,
    Value,
)

_HOLDS_NO_OBJECT = frozenset({ClassValue, Const, FloatNumber, LibraryName, Number, TextValue, Unknown})
"""Values in which no object lies that a round has made."""

Ways = dict[AllocationSite, list[frozenset[Guard]]]
"""Objects, each with the guards of every way that leads there."""


def followed_from(value: Value, content_of: Callable[[ObjectRef], Value | None]) -> set[AllocationSite] | None:
    """The objects that are found by way of the value; None where something on the way is not followed. ``content_of``
    gives what lies in an object, or None where nobody need look into it."""
    todo, found = [value], set[AllocationSite]()
    while todo:
        one = todo.pop()
        match one:
            case ObjectRef(alloc=alloc):
                content = None if alloc.whole in found else content_of(one)
                if content is not None:
                    found.add(alloc.whole)
                    if not is_followed(content):
                        return None
                    todo.append(content)
            case Choice() | SequenceValue() | DictValue():
                todo += parts_of(one)
            case _ if type(one) not in _HOLDS_NO_OBJECT:
                return None
    return found


def is_followed(content: Value) -> bool:
    """Whether all that lies in the object is seen: in no instance, and in no iterator, which gives it away."""
    return all(
        isinstance(one.value, DictValue) or (isinstance(one.value, SequenceValue) and one.value.kind not in ITERATORS)
        for one in alternatives_of(content)
    )


def lying_unseen(values: Iterable[Value], changed: Delta, is_new: Callable[[Hashable], bool]) -> set[AllocationSite]:
    """The objects that are found by way of the values through something which is not followed, such as an instance that
    the round has made."""
    attributes = _attributes_in(changed)
    todo, seen, found = [(value, False) for value in values], set[Hashable](), set[AllocationSite]()
    while todo:
        one, is_unseen = todo.pop()
        inner: list[Value] = []
        match one:
            case ObjectRef(alloc=alloc):
                alloc = alloc.whole
                if (alloc, is_unseen) in seen:
                    continue
                seen.add((alloc, is_unseen))
                if is_unseen:
                    found.add(alloc)
                if alloc in changed:
                    inner, is_unseen = [changed[alloc]], is_unseen or not is_followed(changed[alloc])
                if is_new(alloc):
                    todo += [(value, True) for value in attributes.get(alloc, [])]
            case Method(owner=owner):
                inner, is_unseen = [owner], True
            case _:
                inner = parts_of(one)
        todo += [(part, is_unseen) for part in inner]
    return found


def ways_to_objects(names: Delta, contents: Delta, is_new: Callable[[Hashable], bool]) -> Ways:
    """The ways from all ``names`` of before the round to each new object. Two ways lead from a container to what is in
    it: several elements may be."""
    attributes = _attributes_in(contents)
    old = [value for name, value in names.items() if not is_new(name[0] if type(name) is tuple else name)]
    todo, found = [way for value in old for way in alternatives_of(value)], Ways()
    while todo:
        way = todo.pop()
        inner: list[Value] = []
        match way.value:
            case ObjectRef(alloc=alloc):
                alloc = alloc.whole
                if alloc not in found and is_new(alloc):
                    inner = [*attributes.get(alloc, []), *([contents[alloc]] if alloc in contents else [])]
                found.setdefault(alloc, []).append(way.guards)
            case FunctionValue(scope=scope):
                inner = attributes.pop(scope, []) if is_new(scope) else []
            case Method(owner=owner):
                inner = [owner]
            case Partial(function=function, positional=positional, keywords=keywords):
                inner = [function, *positional, *(value for _, value in keywords)]
            case value:
                inner = parts_of(value) * 2
        todo += [Guarded(part, NO_GUARDS) for part in inner]
    return found


def has_numbers(values: Iterable[Value], content_of: Callable[[ObjectRef], Value | None]) -> bool:
    """Whether any number lies in the values, such as an id."""
    todo, seen = list(values), set[AllocationSite]()
    while todo:
        one = todo.pop()
        match one:
            case Number():
                return True
            case ObjectRef(alloc=alloc):
                content = None if alloc in seen else content_of(one)
                seen.add(alloc)
                todo += [] if content is None else [content]
            case SequenceValue(items=()):
                pass
            case _:
                todo += parts_of(one)
    return False


def _attributes_in(contents: Delta) -> dict[AllocationSite, list[Value]]:
    found: dict[AllocationSite, list[Value]] = {}
    for key, value in contents.items():
        if type(key) is tuple and type(key[0]) is AllocationSite:
            found.setdefault(key[0], []).append(value)
    return found

"""Objects that are known by their content alone: ``sorted([a, b])[0].append(9)`` changes one of two lists.

What any of several objects holds is one value for all of them, and no object. So it is not known to which of them a
change comes, and it may come to each that has lain beside others in a list, a dict or a tuple.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.record import replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.objects import Instance, changeable_kind
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import AllocationSite, ObjectRef, Unknown, Value

_CHANGED = "it may be what is changed"


def forget_nameless(machine: Machine, content: Value, node: Hashable) -> None:
    """An object with this content was changed, or may have been. Whatever holds the content may hold another one
    now. Nothing is done for what is an object itself, or cannot be changed."""
    if changeable_kind(content) is None:
        return
    for one in objects_like(machine, content):
        if isinstance(content, Instance):
            machine.forget_attributes(one)
        else:
            machine.forget(one, _CHANGED, node)
    held = machine.store.everything()
    machine.budget.spend(len(held))
    for key, value in held:
        if type(key) is not AllocationSite and _has_content(value, content):
            machine.store.set(key, _unknown_now(machine, node, key))
        elif type(value) is SequenceValue and _may_be(value.element, content):
            machine.store.set(key, replace(value, element=_unknown_now(machine, node, key), begins=()))


def set_on_each(machine: Machine, objects: Iterable[ObjectRef], name: str, node: Hashable) -> None:
    """``objects[k].name = value``: it is not known which of these objects got the value."""
    for one in dict.fromkeys(inner for each in objects for inner in _with_attributes(machine, each, _DEPTH)):
        machine.store.set((one.alloc, name), _unknown_now(machine, node, (one.alloc, name)))


_DEPTH = 3
"""How deep in each other the lists and dicts lie of which it is one: ``rows[k]["user"].name = value``."""


def _with_attributes(machine: Machine, value: Value, depth: int) -> Iterator[ObjectRef]:
    """The object itself, or those in it if it is a list or a dict."""
    content = machine.store.content(value)
    match content:
        case SequenceValue(items=items, members=members, element=element):
            parts = items or members or (element,)
        case DictValue(entries=entries, value=others):
            parts = (*(held for _, held in entries), *(() if others is None else (others,)))
        case _:
            parts = ()
            if isinstance(value, ObjectRef):
                yield value
    for part in parts if depth else ():
        yield from _with_attributes(machine, part, depth - 1)


def objects_like(machine: Machine, content: Value) -> tuple[ObjectRef, ...]:
    """The objects that it may be."""
    several = tuple(machine.store.like(content))
    machine.budget.spend(len(several))
    if not isinstance(content, Instance):
        return several
    return tuple(one for one in several if _are_of_one_class(machine.store.content(one), content))


def _are_of_one_class(one: Value, other: Instance) -> bool:
    if not isinstance(one, Instance):
        return True
    return one.cls in linear(other.cls) or other.cls in linear(one.cls)


def _has_content(value: Value, content: Value) -> bool:
    return type(value) is type(content) and value == content


def _may_be(row: Value, content: Value) -> bool:
    """Whether what is changed may be among rows of which only the contents are known. All that is known of one of them
    may be less than what is known of all: ``rows[2][0] = 50``."""
    is_list = type(row) is SequenceValue and type(content) is SequenceValue
    return changeable_kind(row) == changeable_kind(content) if is_list else _has_content(row, content)


def _unknown_now(machine: Machine, node: Hashable, key: Hashable) -> Unknown:
    return machine.unknown(_CHANGED, Key(node, key))

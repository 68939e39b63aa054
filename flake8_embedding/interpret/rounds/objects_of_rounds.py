"""Objects that each round of a loop makes anew, and that outlast the round: there are several of them in the end.

In ``rows.append([0])`` the list of each round stays in ``rows``. A list that only a name holds, ``row = [0]``, is gone
when the next round makes another one, so there is only ever one of these.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.rounds.kept_objects import parts_of
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.views import ArrayView
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.value import AllocationSite, Choice, ObjectRef, Value

_CHANGE = (SequenceValue, DictValue, Instance, ArrayView)
"""Objects that can change. Two of them that one place has made must be told apart."""

_HOLD_OTHERS = frozenset({Choice, DictValue, SequenceValue})
"""Values that hold other values."""

_MAY_BE_OBJECTS = frozenset({ObjectRef, *_HOLD_OTHERS})
"""Values that are an object, or may hold one."""


def note_several(machine: Machine, held: Iterable[Value], local: RoundLocal) -> None:
    """Of the objects that the rounds have made, those which lie in what is ``held`` are several from here on."""
    todo, seen = list(held), set[AllocationSite]()
    while todo:
        value = todo.pop()
        if not isinstance(value, ObjectRef):
            todo += parts_of(value)
            continue
        alloc = value.alloc
        if alloc in seen or not local.makes(alloc):
            continue
        seen.add(alloc)
        contents = [one.value for one in alternatives_of(machine.store.get(alloc) or value)]
        if all(isinstance(content, _CHANGE) for content in contents):
            machine.store.several.note(alloc, local)
        todo += _parts_of_object(machine, value)


def note_outlasting(machine: Machine, changed: Delta, given: list[Value], local: RoundLocal) -> None:
    """Several are the objects which a round has put into what was there before the loop, ``changed`` by the round, and
    those which it has ``given`` to whoever iterates."""
    kept = [value for value in given if type(value) is ObjectRef or type(value) in _HOLD_OTHERS]
    for name, value in changed.items():
        held = parts_of(value) if type(value) in _HOLD_OTHERS else []
        parts = [part for part in held if type(part) in _MAY_BE_OBJECTS] if held else []
        kept += parts if parts and not _is_of_round(name, local) else []
    if not kept:
        return
    with machine.path():
        machine.store.apply(changed)
        note_several(machine, kept, local)


def _is_of_round(name: Hashable, local: RoundLocal) -> bool:
    return local.makes(name[0] if type(name) is tuple else name)


def several_in(machine: Machine, element: Value) -> list[AllocationSite]:
    """The objects that each round of a loop finds in what it goes over, others than any other round."""
    todo, found = [element] if machine.store.several.made_in else [], dict[AllocationSite, None]()
    while todo:
        value = todo.pop()
        if not isinstance(value, ObjectRef):
            todo += parts_of(value)
        elif machine.store.several.has(value) and value.alloc not in found:
            found[value.alloc] = None
            todo += _parts_of_object(machine, value)
    return list(found)


def _parts_of_object(machine: Machine, ref: ObjectRef) -> list[Value]:
    held = machine.store.get(ref.alloc)
    contents = [] if held is None else [one.value for one in alternatives_of(held)]
    attributes = machine.store.names_in(ref.alloc) if any(isinstance(one, Instance) for one in contents) else []
    return [part for content in contents for part in parts_of(content)] + [value for _, value in attributes]


def as_one(machine: Machine, value: Value, place: Hashable) -> Value:
    """The object of one round, if there are several by now."""
    match value:
        case ObjectRef():
            return machine.store.several.one_of(value, place)
        case SequenceValue(kind="tuple", items=tuple() as items):
            return replace(value, items=tuple(as_one(machine, item, place) for item in items))
        case Choice(options=options):
            return Choice(tuple(replace(one, value=as_one(machine, one.value, place)) for one in options))
    return value

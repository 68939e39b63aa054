"""Whether a library's function makes one object of two: ``call.allocate`` twice without a ``part`` gives one name.

It is no fault to allocate an object, look at its content and allocate another one in its place. It is one if what is
returned holds the name twice: then both are what was allocated last.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import ModuleType
from unittest import mock

import libcst as cst

from flake8_embedding.interpret.calling.entrycall import EntryCall, carry_out
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.library.spec import Entry
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.value import AllocationSite, ObjectRef, Value

_DEPTH = 4


class OneOfTwo(AssertionError):
    """A function has allocated two objects under one name."""


@contextmanager
def watched() -> Iterator[None]:
    """Raise ``OneOfTwo`` where a described function returns one object that was meant to be two."""
    made_before = EntryCall._made
    open_calls: list[Counter[AllocationSite]] = []

    def made(call: EntryCall, found: ObjectRef) -> ObjectRef:
        if open_calls:
            open_calls[-1][found.alloc] += 1
        return made_before(call, found)

    def carried_out(machine: Machine, entry: Entry, path: str, arguments: Arguments, node: cst.CSTNode) -> Value:
        open_calls.append(Counter())
        try:
            result = carry_out(machine, entry, path, arguments, node)
        finally:
            allocated = open_calls.pop()
        twice = {alloc for alloc, times in allocated.items() if times > 1}
        held = _names_in(result, machine.store, _DEPTH) if twice else Counter()
        if any(held[alloc] > 1 for alloc in twice):
            raise OneOfTwo(f"{path} allocates two objects without a part")
        return result

    users = [one for name, one in sys.modules.items() if name.startswith("flake8_embedding.interpret.")]
    with mock.patch.object(EntryCall, "_made", made), _in_all(users, carried_out):
        yield


@contextmanager
def _in_all(users: list[ModuleType], function: Callable[..., Value]) -> Iterator[None]:
    with ExitStack() as stack:
        for user in users:
            if getattr(user, "carry_out", None) is carry_out:
                stack.enter_context(mock.patch.object(user, "carry_out", function))
        yield


def _names_in(value: Value, store: Store, depth: int) -> Counter[AllocationSite]:
    """The names of all objects in a value, each as often as it stands there. Of alternatives only one is there."""
    found: Counter[AllocationSite] = Counter()
    if isinstance(value, ObjectRef):
        found[value.alloc] += 1
        value = store.content(value)
    if depth == 0:
        return found
    either: Counter[AllocationSite] = Counter()
    for option in alternatives_of(value):
        either |= _inside(option.value, store, depth)
    return found + either


def _inside(value: Value, store: Store, depth: int) -> Counter[AllocationSite]:
    match value:
        case SequenceValue(items=items, element=element):
            inner = (element,) if items is None else items
        case DictValue(entries=entries):
            inner = tuple(held for _, held in entries)
        case ObjectRef():
            return _names_in(value, store, depth - 1)
        case _:
            inner = ()
    found: Counter[AllocationSite] = Counter()
    for one in inner:
        found += _names_in(one, store, depth - 1)
    return found

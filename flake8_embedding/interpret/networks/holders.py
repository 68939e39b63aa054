"""What of that which the program still has leads to a table: a name, a list, an attribute of an object."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.record import values_of
from flake8_embedding.values.objects import TableObject
from flake8_embedding.values.provenance import OneOfObjects
from flake8_embedding.values.value import ClassValue, FunctionValue, ObjectRef, Unknown, Value


class Holders:
    """Who holds whom, when the module has ended."""

    def __init__(self, machine: Machine) -> None:
        self._module = machine.module_scope
        self._of: dict[Hashable, list[tuple[Hashable, str]]] = {}
        """By what is held, the objects and scopes that hold it, each with the name that it has there."""
        self._tables: dict[Hashable, list[Hashable]] = {}
        everything = machine.store.everything()
        machine.budget.spend(len(everything))
        for key, value in everything:
            if isinstance(value, TableObject):
                self._tables.setdefault(value.key, []).append(key)
            # An attribute or a name is a pair, what an object contains is held by its place.
            holder, name = key if isinstance(key, tuple) and len(key) == 2 else (key, "")
            for held in _held_in(value):
                self._of.setdefault(held, []).append((holder, name))

    def lead_to(self, table: Hashable, *, but: str) -> bool:
        """Whether a name of the module, but for this one, leads to the table."""
        waiting = list(self._tables.get(table, ()))
        seen = set(waiting)
        while waiting:
            for holder, name in self._of.get(waiting.pop(), ()):
                if holder == self._module:
                    if name != but:
                        return True
                elif holder not in seen:
                    seen.add(holder)
                    waiting.append(holder)
        return False


def _held_in(value: object) -> Iterator[Hashable]:
    """The objects to which a value leads by itself, and the scopes that its functions see."""
    match value:
        case Unknown(key=OneOfObjects(objects=objects)):
            yield from objects
            return
        case Unknown():
            return
        case ObjectRef(alloc=alloc):
            yield alloc
            return
        case FunctionValue() | ClassValue():
            yield value.scope
    parts = value if isinstance(value, tuple) else values_of(value) if isinstance(value, Value) else ()
    for part in parts:
        if isinstance(part, Value | tuple):
            yield from _held_in(part)

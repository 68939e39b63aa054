"""The attributes of an object as a dict: ``for name in vars(args)``, ``vars(args).items()``, ``dict(vars(args))``."""

from __future__ import annotations

from typing import Final

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.bindings import PartlyBound
from flake8_embedding.values.classes import Namespace
from flake8_embedding.values.objects import DictValue, Instance
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Const, LibraryName, Number, ObjectRef, Value

COMPLETE: Final = "complete"
"""Of an object that a library has made: what it has been given is all that it has."""


def entries_now(machine: Machine, given: Value) -> DictValue | None:
    """What the namespace holds now; None for anything else, and if not all of its names are known."""
    if type(given) is not Namespace or type(given.owner) is not ObjectRef:
        return None
    alloc, content = given.owner.alloc, machine.store.content(given.owner)
    if type(content) is not Instance or type(content.cls) is not LibraryName:
        return None
    if machine.store.get(Key(COMPLETE, alloc)) is None or machine.store.get((alloc, "*")) is not None:
        return None
    held = [(name, machine.store.held((alloc, name))) for name, _ in machine.store.names_in(alloc)]
    if any(type(value) is PartlyBound for _, value in held):
        return None
    entries = tuple((Const(name), value) for name, value in held if value is not None)
    return DictValue(entries, None, None, Number.exactly(len(entries)))

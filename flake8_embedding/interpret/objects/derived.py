"""What an object of the file has from a library's class that its own class derives from.

``class Rows(nn.Embedding): pass`` makes tables, ``class Net(nn.Sequential)`` models. Such an instance has a *library
part*: the table or model that the library's constructor makes, at the call of the class or of ``super().__init__``.
"""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.calling.entrycall import carry_out
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.resolution import LIBRARY_PART, from_class
from flake8_embedding.interpret.vocabularies.own_indexers import is_own_indexer
from flake8_embedding.library.spec import Entry, InheritedBehaviour
from flake8_embedding.values.classes import RecordClass
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.objects import LibraryObject, ModelObject, TableObject
from flake8_embedding.values.value import LibraryName, ObjectRef, Value


def library_bases(cls: Value) -> list[str]:
    """The paths of the library's classes that a class of the file derives from, the nearest first."""
    paths = [
        one.path if isinstance(one, LibraryName) else one.base
        for one in linear(cls)
        if isinstance(one, LibraryName | RecordClass)
    ]
    return [path for path in paths if path]


def library_base(machine: Machine, cls: Value) -> InheritedBehaviour | None:
    """What a class of the file has from the library's class that it, or a base of it, derives from."""
    return next(
        (found for path in library_bases(cls) if (found := machine.registry.inherited_from(path)) is not None), None
    )


def make_library_part(machine: Machine, owner: Value, cls: Value, arguments: Arguments, node: cst.CSTNode) -> None:
    """Make the library part of an instance, if the library's class makes tables or models."""
    if not isinstance(owner, ObjectRef) or _answers_itself(machine, cls, owner, node):
        return
    found = _constructor(machine, cls)
    if found is not None:
        path, entry = found
        with machine.apart(LIBRARY_PART):
            made = carry_out(machine, entry, path, arguments, node)
        content, base = machine.store.content(made), machine.registry.inherited_from(path)
        is_read = isinstance(content, LibraryObject) and (
            (base is not None and base.has_attributes) or is_own_indexer(machine, owner, content)
        )
        if is_read or isinstance(content, TableObject | ModelObject | DictValue | SequenceValue):
            machine.store.set((owner.alloc, LIBRARY_PART), made)


def _answers_itself(machine: Machine, cls: Value, owner: ObjectRef, node: cst.CSTNode) -> bool:
    """Whether the class of the file has an own special method that the library's other methods ask."""
    base = library_base(machine, cls)
    asked = base.asks if base is not None else ()
    return any(
        machine.classes.defines(name) and from_class(machine, cls, name, owner, node) is not None for name in asked
    )


def has_constructor(machine: Machine, cls: Value) -> bool:
    """Whether a library's class that it derives from is described."""
    return _constructor(machine, cls) is not None


def _constructor(machine: Machine, cls: Value) -> tuple[str, Entry] | None:
    for path in library_bases(cls):
        entry = machine.registry.entry_for(path)
        if entry is not None:
            return path, entry
    return None

"""Classes of the file that derive from a library's indexer: ``class Words(Tokenizer)``, ``class Source(Field)``."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.resolution import library_part
from flake8_embedding.interpret.vocabularies.indexers import indexer_effect
from flake8_embedding.syntax.walk import nodes_in
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.objects import Instance, LibraryObject
from flake8_embedding.values.value import ClassValue, FunctionValue, ObjectRef


def is_own_indexer(machine: Machine, owner: ObjectRef, made: LibraryObject) -> bool:
    """Whether the instance does what the library's tokenizer does: ``class Words(Tokenizer)``. A class of the file may
    add to it. If it replaces a method of the library's, the others may do something else as well."""
    content = machine.store.content(owner)
    if indexer_effect(machine, made) is None or not isinstance(content, Instance):
        return False
    return not any(_replaces_member(machine, cls, made) for cls in linear(content.cls) if isinstance(cls, ClassValue))


def _replaces_member(machine: Machine, cls: ClassValue, made: LibraryObject) -> bool:
    """Whether a class has a member of the indexer with another meaning. A method that begins with the library's own has
    none: ``def build_vocab(self, *args): super().build_vocab(*args)``."""
    for name, held in machine.store.names_in(cls.scope):
        if _is_member(machine, made, name) and not (isinstance(held, FunctionValue) and _hands_on(held.node, name)):
            return True
    return False


def _is_member(machine: Machine, made: LibraryObject, name: str) -> bool:
    effect = indexer_effect(machine, made)
    return (effect is not None and name in effect.members) or machine.registry.method_entry(made.path, name) is not None


def _hands_on(function: cst.CSTNode, name: str) -> bool:
    """Whether the first statement of a method, after the docstring, calls the method of the base class."""
    body = function.body.body if isinstance(function, cst.FunctionDef) else ()
    calls = [
        one.func.attr.value
        for line in body[:2]
        for one in nodes_in(line)
        if isinstance(one, cst.Call) and isinstance(one.func, cst.Attribute) and _is_super(one.func.value)
    ]
    return calls == [name]


def _is_super(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == "super"


def part_with(machine: Machine, owner: ObjectRef, name: str) -> ObjectRef | None:
    """The library's indexer that an instance is, if the attribute is one of it: ``self.word_index = {}``."""
    part = library_part(machine, owner)
    made = machine.store.content(part) if part is not None else None
    if not isinstance(made, LibraryObject) or not isinstance(part, ObjectRef) or indexer_effect(machine, made) is None:
        return None
    entry = machine.registry.entry_for(made.path)
    return part if _is_member(machine, made, name) or (entry is not None and name in entry.parameters) else None

"""Tests of whole collections: ``set(df.user) == set(range(n))``, ``not set(df.user) <= allowed``."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.predicates.predicate import is_predicate, operands_of
from flake8_embedding.values.provenance import Part
from flake8_embedding.values.value import ObjectRef, Unknown

_MAY_BE_COLLECTIONS = frozenset({ObjectRef, SequenceValue})


def collections_compared(machine: Machine, predicate: Hashable) -> frozenset[Hashable]:
    """The unknown things whose elements are compared with those of another collection, by their keys."""
    if not is_predicate(predicate):
        return frozenset()
    values = [operand.value for operand in operands_of(predicate)]
    if not _MAY_BE_COLLECTIONS.issuperset(map(type, values)):
        return frozenset()
    contents = [machine.store.content(value) for value in values]
    if not all(type(content) is SequenceValue for content in contents):
        return frozenset()
    elements = [content.element for content in contents if type(content) is SequenceValue]
    keys = [element.key for element in elements if isinstance(element, Unknown)]
    return frozenset(key.of for key in keys if isinstance(key, Part) and key.name == "[element]")

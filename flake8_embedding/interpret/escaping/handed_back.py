"""Lists and dicts that Python's own functions give back: ``min(a, b)``, ``list(chain([a]))[0]``, ``deque([a])[0]``."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_embedding.interpret.escaping.stored_outside import parts_handed_on
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.value import ObjectRef, Value

_DEPTH = 3
"""How deep in each other the lists and dicts lie that are given back."""


def handed_back(machine: Machine, path: str, arguments: Arguments) -> list[ObjectRef]:
    """The objects that may be what the function gives back, or a part of it, where that is not followed."""
    inside = [part for value in arguments.values for part in _parts(machine, value)]
    chosen = arguments.values if machine.registry.hands_back(path) else ()
    return [one for value in (*chosen, *inside) for one in _containers(machine, value, _DEPTH)]


def _parts(machine: Machine, value: Value) -> list[Value]:
    content = machine.store.content(value)
    return parts_handed_on(machine, content) if isinstance(content, SequenceValue | DictValue) else []


def _containers(machine: Machine, value: Value, depth: int) -> Iterator[ObjectRef]:
    if isinstance(machine.store.content(value), SequenceValue | DictValue) and depth:
        if isinstance(value, ObjectRef):
            yield value
        for part in _parts(machine, value):
            yield from _containers(machine, part, depth - 1)

"""Tests that the program's own constants decide, even if they are not followed: ``"big".title() == NAME``,
``sorted(SIZES)``.

Such a test comes out the same in every run. So it is no condition that a message could name.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from itertools import islice

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.objects import Instance, LibraryObject, ModelObject, TableObject
from flake8_embedding.values.provenance import Key, Part, PartOf
from flake8_embedding.values.value import (
    Choice,
    ClassValue,
    Const,
    FunctionValue,
    LibraryName,
    Method,
    Number,
    ObjectRef,
    TextValue,
    Unknown,
    Value,
)

_DEPTH = 4
"""Containers inside each other that are looked into."""

_BEGINNING = 32
"""Elements of a container that are looked at."""

_BUILTIN = "builtins."
_OPEN = frozenset(
    _BUILTIN + name
    for name in ("input", "open", "id", "hash", "globals", "locals", "vars", "dir", "exec", "eval", "compile")
)
"""Builtin functions whose answer differs from run to run, or comes from somewhere else."""


def is_closed(machine: Machine, value: Value, depth: int = _DEPTH) -> bool:
    """Whether it is the same in every run of this program."""
    match value if type(value) is not ObjectRef else machine.store.content(value):
        case Const() | ClassValue() | FunctionValue():
            return True
        case Number() as number:
            return number.constant is not None
        case LibraryName(path=path):
            # ``__name__`` and the like are a module's own.
            return path.startswith(_BUILTIN) and not path.startswith(f"{_BUILTIN}__")
        case Unknown(key=key):
            return _is_closed_path(machine, key, depth) or _is_part_of_closed(machine, key)
        case TextValue(key=key):
            return machine.results.is_constant(key)
        case Method(owner=owner):
            # ``nn.GRU(3, 4).bidirectional``: what a library's object has, is as its constructor was called.
            return _is_as_made(machine.store.content(owner)) or (depth > 0 and is_closed(machine, owner, depth - 1))
        case SequenceValue() | DictValue() as container if depth > 0:
            parts = _parts(container)
            return parts is not None and all(is_closed(machine, one, depth - 1) for one in parts)
        case Instance(cls=ClassValue() as cls):
            return all(isinstance(base, ClassValue) for base in cls.ancestors)
        case Choice(options=options):
            # Which alternative it is depends on another test, which is judged by itself.
            return all(is_closed(machine, option.value, depth - 1) for option in options)
    return False


def _is_as_made(content: Value) -> bool:
    """Whether it is an object of a library that has learned nothing from data."""
    match content:
        case LibraryObject(fitted=fitted, learned=learned):
            return not fitted and learned is None
        case ModelObject() | TableObject():
            return True
    return False


def _parts(container: SequenceValue | DictValue) -> tuple[Value, ...] | None:
    """What the container holds, keys included; None where that is not known one by one. Of a long one, only the
    beginning is looked at: a dict that grows entry by entry is asked at each step."""
    if isinstance(container, DictValue):
        begin = islice(container.entries, _BEGINNING)
        return None if container.key is not None else tuple(one for entry in begin for one in entry)
    held = container.items if container.items is not None else container.members
    return held if held is None else held[:_BEGINNING]


def is_asked_of_constants(machine: Machine, callee: Value, arguments: Iterable[Value]) -> bool:
    """Whether the result of a call is the same in every run, though the call may not be followed."""
    given = tuple(arguments)
    match callee:
        case LibraryName(path=path) if path.startswith(_BUILTIN):
            asked = path not in _OPEN
        case LibraryName(path=path):
            # What a function of the project gives for constants is a constant of the project.
            asked = machine.registry.is_pure(path) or (bool(given) and not machine.registry.is_harmless(path))
        case Method(owner=owner):
            asked = is_closed(machine, owner)
        case Unknown(key=Part(name=str() as name)) if name in machine.registry.conventions.asks_files:
            # ``Path("words.txt").exists()``
            asked = False
        case Unknown(key=key):
            asked = _is_part_of_closed(machine, key)
        case _:
            asked = False
    if asked:
        for one in given:
            if not is_closed(machine, one):
                return False
    return asked


def _is_part_of_closed(machine: Machine, key: Hashable) -> bool:
    """``divmod(7, 2)[0]`` is a constant, as ``divmod(7, 2)`` is."""
    while not machine.results.is_constant(key):
        if not machine.results.has_constants or not isinstance(key, PartOf):
            return False
        key = key.of
    return True


def _is_closed_path(machine: Machine, key: Hashable, depth: int) -> bool:
    """``os.path.splitext("net.pt")[1]``"""
    match key:
        case Key(parts=("path", str(), str(), *made_of)) if depth:
            return all(isinstance(one, Value) and is_closed(machine, one, depth - 1) for one in made_of)
    return False

"""Enums: the names of the class body become members, each an instance of the class."""

from __future__ import annotations

from typing import Any

from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.derived import library_base, library_bases
from flake8_embedding.interpret.objects.records import declared_names
from flake8_embedding.interpret.objects.resolution import find_member, from_class
from flake8_embedding.values.classes import MEMBERS, Auto, ClassMethod, Property, StaticMethod
from flake8_embedding.values.containers.contents import any_in
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.literals import as_key
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.plain import is_constant
from flake8_embedding.values.predicates.sameness import is_same
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import ClassValue, Const, FunctionValue, Number, Unknown, Value

_NO_MEMBERS = FunctionValue | ClassValue | ClassMethod | StaticMethod | Property


def make_members(machine: Machine, cls: ClassValue) -> None:
    """``class Kind(Enum): WORD = 1``: ``Kind.WORD`` is a member, whose ``value`` is 1."""
    base = library_base(machine, cls)
    if base is None or base.members is None:
        return
    counts = base.auto_counts and find_member(machine, linear(cls), "_generate_next_value_") is None
    makes_values = find_member(machine, linear(cls), "__new__") is not None
    equal_values = not set(base.equal_values_beside).isdisjoint(library_bases(cls))
    members: list[Value] = []
    values: list[Value] = []
    places: dict[tuple[Any], int] = {}
    last: Value = Number.exactly(0)
    for name, annotation in declared_names(cls.node.body):
        held = machine.store.get((cls.scope, name))
        if held is None or annotation is not None or name.startswith("_") or isinstance(held, _NO_MEMBERS):
            continue
        last = _next(last, name, counts=counts and not equal_values) if isinstance(held, Auto) else held
        if makes_values:
            # The ``__new__`` of the class may choose another value, and sets attributes.
            machine.store.set((cls.scope, name), machine.unknown("a member that __new__ makes", cls.node))
            continue
        alias = _alias(machine, last, values, members, places)
        if alias is not None:
            # Another name for the member that has this value.
            machine.store.set((cls.scope, name), alias)
            continue
        member = last if base.members == "values" else _member(machine, cls, name, last, equals_value=equal_values)
        machine.store.set((cls.scope, name), member)
        members.append(member)
        values.append(last)
        literal = as_key(last)
        if literal is not None:
            places.setdefault(literal, len(values) - 1)
    if members:
        element = any_in(members, machine.store, Key("members", cls.scope))
        machine.store.set((cls.scope, MEMBERS), SequenceValue.of("tuple", tuple(members), element, distinct=True))


def _alias(
    machine: Machine, value: Value, values: list[Value], members: list[Value], places: dict[tuple[Any], int]
) -> Value | None:
    """The member that has this value already. ``places`` says where each literal stands among the values."""
    literal = as_key(value)
    if literal is not None and len(places) == len(values):
        # All are literals, as in most enums, so that thousands of them need not be compared with each other.
        return members[places[literal]] if literal in places else None
    machine.budget.spend(len(values))
    for known, member in zip(values, members, strict=True):
        if known == value or is_same(known, value, machine.store):
            return member
    return None


def _next(last: Value, name: str, *, counts: bool) -> Value:
    """What ``auto()`` gives after the member before. ``StrEnum`` does not count."""
    if counts and isinstance(last, Number) and last.constant is not None:
        return Number.exactly(last.constant + 1)
    return Unknown("the number that auto() gives is not known", Key("auto", name), name)


def _member(machine: Machine, cls: ClassValue, name: str, value: Value, *, equals_value: bool) -> Value:
    constant = value if is_constant(value) else None
    member = machine.allocate(Key(id(cls.node), name), Instance(cls, constant, equals_value))
    machine.store.set((member.alloc, "name"), Const(name))
    machine.store.set((member.alloc, "value"), value)
    init = from_class(machine, cls, "__init__", member, cls.node)
    if init is not None:
        items = value.items if isinstance(value, SequenceValue) else None
        machine.call(init, Arguments(items if items is not None else (value,)), cls.node)
    return member

"""Tests that tell modules apart: ``module is self.words``, ``module in [a, b]``, ``type(module) is nn.Embedding``.

Where modules are walked one after the other, such a test chooses what is looked up in which of them. If it is not
decided, a look-up behind it may never come.
"""

from __future__ import annotations

from flake8_embedding.facts import Lookup, Table
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.library.spec import MakesTable
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import members_of
from flake8_embedding.values.objects import ModelObject, TableObject
from flake8_embedding.values.predicates.predicate import Operand, Slot, is_predicate, operands_of
from flake8_embedding.values.value import LibraryName, Method, ObjectRef, Unknown, Value


def are_one_module(machine: Machine, one: Value, other: Value) -> bool | None:
    """``module is self.words``: a layer is equal to itself alone. None where it is not known which they are."""
    for value in (one, other):
        is_module = isinstance(machine.store.content(value), TableObject | ModelObject)
        if not isinstance(value, ObjectRef) or not is_module or machine.store.several.knows(value):
            return None
    return one == other


def is_among_modules(machine: Machine, one: Value, container: Value) -> bool | None:
    """``module in [self.words, self.tags]``"""
    members = members_of(container, machine.store)
    answers = [are_one_module(machine, one, member) for member in members or ()]
    return True if True in answers else None if None in answers or not answers else False


def are_one_class(machine: Machine, one: Value, other: Value) -> bool | None:
    """``type(module) is nn.Linear``: the class of a table is no class of anything else. A class may have several
    names."""
    if not isinstance(one, LibraryName) or not isinstance(other, LibraryName):
        return None
    makes_table = [is_class_of_tables(machine, name.path) for name in (one, other)]
    return None if makes_table[0] is makes_table[1] else False


def is_class_of_tables(machine: Machine, path: str) -> bool:
    """Whether what a library has under this name is a class of tables."""
    entry = machine.registry.entry_for(path)
    return entry is not None and isinstance(entry.effect, MakesTable) and entry.effect.is_class


def if_told_apart(machine: Machine, lookup: Lookup, table: Table) -> Lookup:
    """The look-up; or one of which nothing is known, if it stands behind a test of the table itself: such a test may
    keep these ids from this very table."""
    tests = [test for test, _ in lookup.guards - table.guards if is_predicate(test)]
    operands = [operand for test in tests for operand in operands_of(test)]
    if not any(_is_about(machine, operand, table) for operand in operands):
        return lookup
    return replace(lookup, ids=None, changed=True, unknown="a test of the table itself decides whether they come")


def _is_about(machine: Machine, tested: Operand, table: Table) -> bool:
    """Whether it is the table, or made of the table: ``input(f"use {module}? ")``, ``module.extra_repr()``"""
    value = tested.value
    if _is_of_weight(value, table):
        return False
    made_of, asked = tested.read, tuple[Value, ...]()
    if isinstance(value, Unknown):
        made_of += machine.results.made_of(value.key)
        asked = machine.results.question(value.key) or ()
    held = [machine.store.get(place.key) for place in made_of if isinstance(place, Slot)]
    # A test has many operands, and is asked for each look-up behind it.
    return any(type(one) in _MODULES and _is_table(machine, one, table) for one in (value, *asked, *held))


_MODULES = frozenset({ObjectRef, Method})


def _is_of_weight(value: Value, table: Table) -> bool:
    """A test of the weight asks what is in the table, and not which table it is."""
    while isinstance(value, Method):
        if value.name in table.matrix_names:
            return True
        value = value.owner
    return False


def _is_table(machine: Machine, value: Value | None, table: Table) -> bool:
    while isinstance(value, Method):
        value = value.owner
    content = machine.store.content(value) if isinstance(value, ObjectRef) else None
    return isinstance(content, TableObject) and content.key == table.key

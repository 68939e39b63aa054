"""Tables and modules that are handed to code that is not seen: it may call them, with ids of its own."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import pairwise

import libcst as cst

from flake8_embedding.facts import Lookup
from flake8_embedding.interpret.escaping.stored_outside import parts_handed_on
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.journal_entries import HandedOn, Untracked
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.lookups import as_evidence
from flake8_embedding.interpret.networks.model_parts import tables_in
from flake8_embedding.interpret.networks.models import feed_model
from flake8_embedding.interpret.networks.moved_ids import are_moved
from flake8_embedding.interpret.objects.derived import library_base
from flake8_embedding.interpret.objects.records import frozen_fields
from flake8_embedding.interpret.objects.resolution import library_part
from flake8_embedding.interpret.vocabularies.indexers import indexer_effect
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.modules import modules_in, with_modules_in
from flake8_embedding.values.objects import Instance, LibraryObject, ModelObject, TableObject
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.settled import is_settled
from flake8_embedding.values.value import NONE, ObjectRef, Unknown, Value


def look_up_elsewhere(machine: Machine, table: TableObject, others: list[Value], node: cst.CSTNode) -> None:
    """Code that is not seen calls the table, if at all, with ids as they come, or with those that are handed on beside
    it."""
    why, moved = "it is handed to code that is not seen", are_moved(machine, table.table, others)
    entered = machine.call_from_here()
    machine.journal.record(
        Lookup(table.key, None, node, unknown=why, guards=machine.guards, changed=moved, entered=entered)
    )


def note_handed_on(machine: Machine, module: Value, others: list[Value]) -> None:
    """A module is called by code that is not seen, and so are the tables in it. What comes to a table behind an indexer
    are the indexer's ids, whatever the module is called on."""
    behind = _behind_indexers(machine, module)
    for table in _tables_of(machine, module):
        if table.key in behind:
            continue
        machine.journal.record(HandedOn(table.key, "the module that has it is handed to code that is not seen"))
        if are_moved(machine, table.table, others):
            machine.journal.record(Untracked(table.key, "ids that were changed are handed on with it"))


def look_through(machine: Machine, model: ModelObject, node: cst.CSTNode) -> None:
    """Data that are not seen go through a model. Only what its layers do to ids on their way to a table counts."""
    begun = machine.journal.mark()
    data = machine.unknown("data that are not seen", (node, "data"))
    machine.taint.add_incoming(data.key)
    with machine.path():
        feed_model(machine, model, data, node)
    machine.journal.revise(begun, as_evidence)


def look_up_by_function(machine: Machine, function: Value, others: list[Value], node: cst.CSTNode) -> None:
    """``run(lambda model, ids: model(ids - 1), model, ids)``: the function may get the module and the ids, and shows
    what becomes of these on the way to a table."""
    known = [numbers for one in others if (numbers := numbers_in(one, machine.store)) is not None]
    as_they_came = {(numbers.high, numbers.attained) for numbers in known}

    def shown(lookup: Lookup) -> Lookup:
        settled = lookup.ids is not None and is_settled(lookup.ids)
        moved = settled and lookup.ids is not None and (lookup.ids.high, lookup.ids.attained) not in as_they_came
        return replace(
            lookup, ids=None, changed=lookup.changed or moved, unknown="code that is not seen may call it so"
        )

    begun = machine.journal.mark()
    with machine.functions.kept(), machine.classes.kept(), machine.path():
        machine.call(function, Arguments(tuple(others), complete=False), node)
    machine.journal.revise(begun, shown)


def _tables_of(machine: Machine, handed: Value) -> list[TableObject]:
    part = machine.store.content(library_part(machine, handed) or NONE)
    return [*tables_in(machine, handed), *([part] if isinstance(part, TableObject) else [])]


def _behind_indexers(machine: Machine, module: Value) -> set[Hashable]:
    """The tables in the module that stand behind an indexer in a list of layers:
    ``Sequential([StringLookup(vocabulary=words), Embedding(len(words) + 1, 8)])``"""
    behind: set[Hashable] = set()
    for one in with_modules_in(module, machine.store):
        content = machine.store.content(one)
        layers = content.layers if isinstance(content, ModelObject) else ()
        for before, table in pairwise(map(machine.store.content, layers)):
            is_indexer = isinstance(before, LibraryObject) and indexer_effect(machine, before) is not None
            if is_indexer and isinstance(table, TableObject):
                behind.add(table.key)
    return behind


def forget_state(machine: Machine, value: Value, node: cst.CSTNode) -> None:
    """Forget the attributes that code which is not seen may set.

    Assumption: tables-stay. What gets a module trains it, moves it or prints it; it puts no table of another size in
    the place of one. Without this assumption nothing is found in a module that was handed to a trainer, a summary or a
    logger.
    """
    content = machine.store.content(value)
    if not isinstance(value, ObjectRef) or not isinstance(content, Instance):
        return
    kept = frozen_fields(machine, content.cls)
    if kept:
        for name, _ in machine.store.names_in(value.alloc):
            if name not in kept:
                machine.store.set((value.alloc, name), Unknown(_MAY_SET, Key(machine.key(node), value.alloc, name)))
        return
    base = library_base(machine, content.cls)
    if base is None or base.items_are_attributes:
        for table in _tables_of(machine, value):
            machine.journal.record(Untracked(table.key, "the object that has it is handed to code that is not seen"))
        machine.forget_attributes(value)
        return
    modules = set(modules_in(value, machine.store))
    for name, held in machine.store.names_in(value.alloc):
        if held not in modules and name.isidentifier() and not _holds_modules(machine, held, modules):
            unknown = Unknown(_MAY_SET, Key(machine.key(node), value.alloc, name), f"self.{name}")
            machine.store.set((value.alloc, name), unknown)


_MAY_SET = "code that is not seen may set it"


def _holds_modules(machine: Machine, held: Value, modules: set[Value]) -> bool:
    content = machine.store.content(held)
    parts = parts_handed_on(machine, content) if isinstance(content, SequenceValue | DictValue) else []
    return any(part in modules for part in parts)

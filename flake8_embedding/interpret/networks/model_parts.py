"""Parts of a model that are not followed, and the tables to which data may come through them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from flake8_embedding.interpret.journal_entries import HandedOn, Untracked
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.moved_ids import are_moved
from flake8_embedding.values.graphs import Tensors
from flake8_embedding.values.modules import with_modules_in
from flake8_embedding.values.objects import ModelObject, TableObject
from flake8_embedding.values.provenance import OneOfObjects, Part, PartOfModel, WeightOfModel
from flake8_embedding.values.relations import with_owners
from flake8_embedding.values.value import AllocationSite, LibraryName, ObjectRef, Unknown, Value


def note_part_used(machine: Machine, value: Value, given: Iterable[Value] = ()) -> None:
    """Data will go through this value, or ids be looked up in it. If it is a part of a model that is not followed, they
    may come to any table of that: ``Model(model.input, model.get_layer(name).output)``, ``F.embedding(ids,
    model.state_dict()[name])``, ``random.choice(tables).weight[ids]``. ``given`` are the data, where they are seen."""
    given = tuple(given)
    for key in _owners(value):
        if isinstance(key, PartOfModel):
            _note_tables(machine, [key.model], "a part of its model is used in a way that is not followed", given)
        elif isinstance(key, OneOfObjects):
            _note_tables(machine, key.objects, "it may be what is used as one of several things", given)


def note_part_called(machine: Machine, callee: Value, given: Iterable[Value]) -> None:
    """A value that is not known is called with what is ``given``. It may be a layer of a model, one of several modules,
    or something that was made of a module: ``list(model.children())[0](ids)``, ``random.choice([table, other])(ids)``,
    ``compiled(table)(ids)``"""
    if isinstance(callee, Unknown) and isinstance(callee.key, Part):
        name = callee.key.name
        if isinstance(name, str) and machine.registry.method_entry("model", name) is not None:
            # ``layer.to(device)``
            return
    if not any(isinstance(key, WeightOfModel) for key in _owners(callee)):
        note_part_used(machine, callee, given)
    made_of = [one for key in _owners(callee) for one in machine.escaped.modules_held_by(key)]
    _note_tables(machine, made_of, "something that was made of it is called", given)


def still_part_of_model(machine: Machine, made: Unknown, callee: Value, arguments: Iterable[Value]) -> Unknown:
    """What Python's own functions and an unknown thing's methods make of a part of a model: it is a part as well.
    ``dict(model.named_parameters())``, ``model.state_dict().items()``, ``copy(model.state_dict())``"""
    given: list[Value] = [callee]
    if isinstance(callee, LibraryName):
        if not machine.registry.hands_out(callee.path):
            return made
        given = list(arguments)
    parts = [key for one in given for key in _owners(one) if isinstance(key, PartOfModel)]
    if not parts or any(isinstance(key, PartOfModel) for key in _owners(made)):
        return made
    return made.derived(type(parts[0])(parts[0].model, made.key))


def _owners(value: Value) -> Iterator[Hashable]:
    """What an unknown thing is a part of, the thing itself first."""
    return with_owners(value.key if isinstance(value, Unknown) else None)


def _note_tables(machine: Machine, modules: Iterable[Hashable], reason: str, given: Iterable[Value]) -> None:
    for module in modules:
        for table in tables_in(machine, ObjectRef(module)) if isinstance(module, AllocationSite) else ():
            machine.journal.record(HandedOn(table.key, reason))
            if are_moved(machine, table.table, given):
                machine.journal.record(Untracked(table.key, "ids that were changed may come to it"))


def tables_in(machine: Machine, module: Value) -> list[TableObject]:
    """The tables in a module or model, at any depth; the module itself if it is one."""
    found: dict[Value, None] = {}
    waiting = [module]
    while waiting:
        whole = waiting.pop()
        for one in with_modules_in(whole, machine.store):
            content = machine.store.content(one)
            if one not in found and isinstance(content, ModelObject) and content.outputs is not None:
                waiting += Tensors(machine.store).layers(content.outputs)
            found[one] = None
    held = map(machine.store.content, found)
    return [one for one in held if isinstance(one, TableObject)]

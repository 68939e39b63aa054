"""Methods of one of several modules, and of its weights: ``for m in self.modules(): m.bias.data.zero_()``.

After many rounds of a loop ``m`` is any of the modules. What fills a weight, draws it anew or switches a mode looks
nothing up, and leaves each module with the attributes that it has. So what is known of all of them stays known.
"""

from __future__ import annotations

from collections.abc import Hashable

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.modes import forget_modes
from flake8_embedding.interpret.networks.ruled_out import note_any_ruled_out
from flake8_embedding.interpret.objects.resolution import find_member
from flake8_embedding.library.spec import ReadsOnly, ReturnsArgument
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.modules import with_modules_in
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.provenance import OneOfObjects, Part, PartOfModel
from flake8_embedding.values.relations import before_changes, with_owners
from flake8_embedding.values.value import AllocationSite, ObjectRef, Unknown, Value


def keeps_modules(machine: Machine, callee: Value, node: cst.CSTNode) -> Value | None:
    """What the call gives, if ``callee`` is such a method; None for any other."""
    if type(callee) is not Unknown or type(callee.key) is not Part or not isinstance(callee.key.name, str):
        return None
    name, owner = callee.key.name, before_changes(callee.key.of)
    if isinstance(owner, Part) and owner.name == "__name__":
        # ``m.__class__.__name__.find("Linear")``: a text, which nothing changes.
        return machine.unknown("a text about the name of a class", node)
    if isinstance(owner, OneOfObjects):
        if name in machine.registry.conventions.switches and not _have_own(machine, owner, name):
            for one in owner.objects:
                if isinstance(one, AllocationSite):
                    forget_modes(machine, ObjectRef(one))
            return callee.derived(owner)
        entry = machine.registry.method_entry("model", name)
        is_kept = entry is not None and isinstance(entry.effect, ReadsOnly | ReturnsArgument)
        return callee.derived(owner) if is_kept and not _have_own(machine, owner, name) else None
    names = machine.registry.conventions.weight
    weight = owner
    while isinstance(weight, Part) and weight.name in names.data:
        weight = weight.of
    if not name.endswith("_") or name in names.replaced or not _is_weight(machine, weight):
        return None
    is_bias = isinstance(weight, Part) and weight.name in names.biases
    if name not in names.drawn and not (is_bias and name in names.evened):
        # ``m.weight.data.fill_(0)``: where all scores are equal, the last place is never that of the largest.
        note_any_ruled_out(machine)
    return callee.derived(owner)


def change_parts(machine: Machine, callee: Value) -> None:
    """``for m in net.modules(): m.reset()``: a method of the program's own runs for each part of the model that has
    one. What it leaves in their attributes is not known."""
    if not isinstance(callee, Unknown) or not isinstance(callee.key, Part) or not isinstance(callee.key.name, str):
        return
    owners = list(with_owners(callee.key.of))
    names = [one.name for one in owners if isinstance(one, Part) and isinstance(one.name, str)]
    for model in (one.model for one in owners if type(one) is PartOfModel):
        if callee.key.name in machine.registry.conventions.switches and isinstance(model, AllocationSite):
            forget_modes(machine, ObjectRef(model))
        for one in _modules_of(machine, model):
            content = machine.store.content(one)
            if isinstance(content, Instance) and find_member(machine, linear(content.cls), callee.key.name) is not None:
                machine.forget_attributes(one)
            for held in (machine.store.get((one.alloc, name)) for name in names):
                if isinstance(held, ObjectRef) and isinstance(machine.store.content(held), SequenceValue):
                    # ``m.ids.zero_()``
                    machine.forget(held, "it may be changed as a part of a model", callee.key)


def _modules_of(machine: Machine, model: Hashable) -> list[ObjectRef]:
    """The model, and the modules in it."""
    if not isinstance(model, AllocationSite):
        return []
    return [one for one in with_modules_in(ObjectRef(model), machine.store) if isinstance(one, ObjectRef)]


def _is_weight(machine: Machine, key: Hashable) -> bool:
    """``m.weight``, ``m.bias`` of one of the modules, none of which has something else under that name."""
    names = machine.registry.conventions.weight
    if not isinstance(key, Part) or key.name not in (*names.names, *names.biases):
        return False
    models = [one.model for one in with_owners(key.of) if isinstance(one, PartOfModel)]
    if models:
        return not any(_holds_numbers(machine, model, str(key.name)) for model in models)
    return isinstance(key.of, OneOfObjects) and not _have_own(machine, key.of, str(key.name))


def _holds_numbers(machine: Machine, model: Hashable, name: str) -> bool:
    """Whether the model, or a module in it, has numbers under this name, which may be ids."""
    held = [machine.store.get((one.alloc, name)) for one in _modules_of(machine, model)]
    return any(one is not None and numbers_in(one, machine.store) is not None for one in held)


def _have_own(machine: Machine, several: OneOfObjects, name: str) -> bool:
    """Whether one of the objects has the attribute by itself, or by its class in the program."""
    for one in several.objects:
        content = machine.store.get(one)
        if isinstance(content, Instance) and (
            machine.store.get((one, name)) is not None or find_member(machine, linear(content.cls), name) is not None
        ):
            return True
    return False

"""Layers that look nothing up, called on data: what is known of the vectors that they give."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.library.spec import MakesLayer, MakesRecurrentLayer
from flake8_embedding.values.contents import is_symbolic, numbers_in
from flake8_embedding.values.objects import LibraryObject, SequenceValue, unknown_length
from flake8_embedding.values.value import Const, ObjectRef, Value
from flake8_embedding.values.vectors import VectorsOf, as_vectors, vectors
from flake8_embedding.values.views import ArrayView


def data_of(machine: Machine, arguments: Arguments) -> Value | None:
    """What a layer or a model is called on."""
    if arguments.positional:
        return arguments.positional[0]
    return arguments.any_of(machine.registry.conventions.data_arguments)


def call_layer(machine: Machine, layer: LibraryObject, owner: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
    """What the layer gives for the data."""
    data = data_of(machine, arguments)
    if data is None:
        return machine.unknown("the layer is called on nothing", node)
    if is_symbolic(data, machine.store):
        return machine.symbolic(owner, arguments, node)
    entry = machine.registry.entry_for(layer.path)
    effect = entry.effect if entry is not None else None
    known = as_vectors(machine.store.content(data), machine.key(node))
    if type(effect) is MakesRecurrentLayer:
        return _step_by_step(machine, effect, layer, known, node)
    if type(effect) is MakesLayer:
        function = layer.setting(effect.applies) if effect.applies is not None else None
        if function is not None:
            return machine.call(function, Arguments((data,)), node)
        if effect.passes_ids:
            return _in_other_shape(machine, data, node) if effect.in_other_shape else data
        if effect.width is not None:
            width = layer.setting(effect.width)
            return vectors(machine.key(node), width, None) if known is None else known.like(machine.key(node), width)
        if effect.keeps_width and known is not None:
            return known.with_other_numbers(machine.key(node), fewer=effect.fewer)
    return machine.unknown("what the layer returns is not followed", node)


def _in_other_shape(machine: Machine, data: Value, node: cst.CSTNode) -> Value:
    """The ids of an array in one whose sides are not known. They may lie in the memory of the array."""
    before = machine.store.content(data)
    numbers = numbers_in(data, machine.store) if isinstance(before, SequenceValue) else None
    if numbers is None:
        return data
    made = SequenceValue("array", numbers, unknown_length(machine.key(node)))
    if not isinstance(data, ObjectRef):
        return machine.allocate(node, made)
    return machine.allocate_view(node, ArrayView(data, made, before, sure=False))


def _step_by_step(
    machine: Machine, effect: MakesRecurrentLayer, layer: LibraryObject, known: VectorsOf | None, node: cst.CSTNode
) -> Value:
    """The vectors of each step or of the last one, perhaps with the states beside them."""
    steps, state = (_is_on(layer, name) for name in (effect.steps, effect.state))
    if steps is None or state is None:
        return machine.unknown("what the layer returns depends on its settings", node)
    width = None if any(layer.setting(name) is not None for name in effect.longer) else layer.setting(effect.width)
    if effect.steps is not None:
        found = vectors(machine.key(node), width, 3 if steps else 2)
    elif known is None or known.dimensions is None:
        ones = known.ones if known is not None else frozenset()
        found = vectors(machine.key(node), width, None, most=_SEQUENCES, ones=ones)
    else:
        found = known.like(machine.key(node), width)
    if not state:
        return found
    states = tuple(machine.unknown("states are not followed", (node, place)) for place in range(effect.states))
    return SequenceValue.of("tuple", (found, *states), found)


_SEQUENCES = 3
"""The dimensions of several sequences of vectors; a single one has two."""


def _is_on(layer: LibraryObject, name: str | None) -> bool | None:
    """Whether an argument that is off by default is on; without a name it always is. None if that is not known."""
    if name is None:
        return True
    given = layer.setting(name)
    if given is None:
        return False
    return given.value if isinstance(given, Const) and isinstance(given.value, bool) else None

"""Layers that look nothing up, called on data: what is known of the vectors that they give."""

from __future__ import annotations

from collections.abc import Hashable

import libcst as cst

from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.library.spec import MakesLayer, MakesRecurrentLayer
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.vectors import VectorsOf, as_vectors, vectors, vectors_in
from flake8_embedding.values.arrays.views import ArrayView
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import is_symbolic
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.arithmetic import combine
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import LibraryObject
from flake8_embedding.values.plain import integer_of
from flake8_embedding.values.value import Const, Number, ObjectRef, Unknown, Value


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
        return _step_by_step(machine, effect, _as_it_is_now(machine, layer, owner, effect.arguments), known, node)
    if type(effect) is not MakesLayer or _gives_something_else(machine, layer, effect, owner):
        return machine.unknown("what the layer returns is not followed", node)
    function = layer.setting(effect.applies) if effect.applies is not None else None
    if function is not None:
        return machine.call(function, Arguments((data,)), node)
    if effect.passes_ids and (known is None or not effect.in_other_shape):
        return _in_other_shape(machine, data, node) if effect.in_other_shape else data
    if effect.keeps is not None:
        kept = _other_data(arguments, *effect.keeps)
        known = None if kept is None else as_vectors(machine.store.content(kept), machine.key(node))
    return _with_width(machine, effect, layer, known, node)


def _as_it_is_now(machine: Machine, layer: LibraryObject, owner: Value, names: frozenset[str]) -> LibraryObject:
    """After ``layer.return_sequences = True`` it depends on the library whether the layer does as it says."""
    if not isinstance(owner, ObjectRef):
        return layer
    changed = {name for name in names if machine.store.get((owner.alloc, name)) is not None}
    if not changed:
        return layer
    unknown = {name: machine.unknown("the layer's setting was changed", (owner.alloc, name)) for name in changed}
    return replace(layer, settings=tuple((dict(layer.settings) | unknown).items()))


def _with_width(
    machine: Machine, effect: MakesLayer, layer: LibraryObject, known: VectorsOf | None, node: cst.CSTNode
) -> Value:
    """The vectors that it gives for ``known`` ones."""
    if effect.width is not None:
        width = layer.setting(effect.width)
        return vectors(machine.key(node), width, None) if known is None else known.like(machine.key(node), width)
    if effect.keeps_width and known is not None:
        found = known.with_other_numbers(machine.key(node), fewer=effect.fewer)
        others = [machine.unknown("what comes beside it", (node, place)) for place in range(effect.others)]
        return SequenceValue.of("tuple", (found, *others), found) if others else found
    return machine.unknown("what the layer returns is not followed", node)


def _gives_something_else(machine: Machine, layer: LibraryObject, effect: MakesLayer, owner: Value) -> bool:
    """``GlobalMaxPooling1D(data_format="channels_first")``, or after ``transformer.decoder = MyDecoder()``"""
    if any(layer.setting(name) is not None for name in effect.unless):
        return True
    if effect.keeps is None or not isinstance(owner, ObjectRef):
        return False
    return any(type(held) is not Const for _, held in machine.store.names_in(owner.alloc))


def _other_data(arguments: Arguments, place: int, name: str) -> Value | None:
    return arguments.positional[place] if place < len(arguments.positional) else arguments.keyword(name)


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
    both_ways = effect.both_ways is not None and _is_on(layer, effect.both_ways)
    width = layer.setting(effect.width)
    if effect.projected is not None and layer.setting(effect.projected) is not None:
        width = None
    found = _of_steps(machine, effect, _doubled(width, both_ways), known, node, steps=steps)
    if not state:
        return found
    shape = vectors_in(found)
    assert shape is not None
    states = tuple(
        _state(layer, effect, width, shape, (machine.key(node), place), both_ways=both_ways)
        for place in range(effect.states)
    )
    beside = (SequenceValue.of("tuple", states, states[0]),) if effect.together else states
    return SequenceValue.of("tuple", (found, *beside), found)


def _of_steps(
    machine: Machine,
    effect: MakesRecurrentLayer,
    width: Value | None,
    known: VectorsOf | None,
    node: cst.CSTNode,
    *,
    steps: bool,
) -> Unknown:
    if effect.steps is not None:
        # A batch of one sequence gives one vector, or the vectors of one sequence.
        kept = (known.ones if known is not None and known.dimensions == _SEQUENCES else frozenset()) & {0, 1}
        return vectors(machine.key(node), width, 3 if steps else 2, ones=kept if steps else kept - {1})
    if known is None or known.dimensions is None:
        ones = known.ones if known is not None else frozenset()
        return vectors(machine.key(node), width, None, most=_SEQUENCES, ones=ones)
    return known.like(machine.key(node), width)


def _state(
    layer: LibraryObject,
    effect: MakesRecurrentLayer,
    width: Value | None,
    found: VectorsOf,
    place: Hashable,
    *,
    both_ways: bool | None,
) -> Unknown:
    """A vector for each sequence, or, where that is how the library lays them out, one for each layer and sequence."""
    if effect.layers is None:
        return vectors(place, width, 2, ones=found.ones & {0})
    layers = layer.setting(effect.layers)
    is_one = both_ways is False and (layers is None or integer_of(layers) == 1)
    return vectors(place, width, found.dimensions, most=found.most, ones=frozenset({0} if is_one else ()))


def _doubled(width: Value | None, both_ways: bool | None) -> Value | None:
    """How long the vectors are that a layer gives which may read in both directions; None if that is not known."""
    if not both_ways:
        return width if both_ways is False else None
    return combine("*", width, Number.exactly(2)) if width is not None else None


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

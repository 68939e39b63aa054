"""The weights and biases of layers that give scores: ``self.head = nn.Linear(64, words)``.

How many scores such a layer gives is what its weight says, whatever it was made for. After ``head.weight =
table.weight`` there is one for each row of the table.
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.library.spec import MakesLayer
from flake8_embedding.record import record, replace
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.bounds import add
from flake8_embedding.values.objects import LibraryObject
from flake8_embedding.values.value import Const, Method, Number, ObjectRef, Value


@record(frozen=True)
class LayerOfWeight:
    """A layer, and the setting that says how many scores it gives. ``name``: which of its weights was meant."""

    ref: ObjectRef
    layer: LibraryObject
    effect: MakesLayer
    setting: str
    name: str

    @property
    def width(self) -> Value | None:
        """How many scores it gives; None where its arguments do not say it."""
        return self.layer.setting(self.setting)


def layer_of_weight(machine: Machine, value: Value) -> LayerOfWeight | None:
    """The layer that the value is a weight of, as it is or as one of its attributes: ``head.bias.data``."""
    name, owner = "", value
    while isinstance(owner, Method):
        name, owner = owner.name, owner.owner
    layer = machine.store.content(owner)
    if not name or not isinstance(owner, ObjectRef) or not isinstance(layer, LibraryObject):
        return None
    entry = machine.registry.entry_for(layer.path)
    effect = entry.effect if entry is not None else None
    if not isinstance(effect, MakesLayer) or effect.width is None:
        return None
    return LayerOfWeight(owner, layer, effect, effect.width, name)


def rows_of_layer(machine: Machine, value: Value) -> tuple[Hashable, Number | None] | None:
    """The layer whose weight the value itself is, and the rows of that weight, None where they are not known."""
    found = layer_of_weight(machine, value)
    if found is None or not found.effect.has_row_for_each or value != Method(found.ref, found.name):
        return None
    if found.name not in machine.registry.conventions.weight.names:
        return None
    number = None if found.width is None else machine.on_this_path(machine.numeric(found.width, None))
    return found.ref.alloc, number if isinstance(number, Number) else None


def put_weight_into_layer(machine: Machine, weight: Value, rows: Value | None, node: Hashable) -> None:
    """Another weight takes the place of this one. The layer gives as many scores as before if that weight has as many
    ``rows``; of any other it is not followed when they were counted."""
    found = layer_of_weight(machine, weight)
    if found is None or found.name not in machine.registry.conventions.weight.names or rows == found.width:
        return
    unknown = machine.unknown("another weight is put into the layer", node)
    kept = tuple(one for one in found.layer.settings if one[0] != found.setting)
    layer = replace(found.layer, settings=(*kept, (found.setting, unknown)))
    machine.store.set(found.ref.alloc, layer)


def keeps_places(machine: Machine, weight: Method, method: str) -> bool:
    """Whether the largest score may still be at any place after this method has changed a weight: it draws numbers, or
    fills a bias with one."""
    names = machine.registry.conventions.weight
    found = layer_of_weight(machine, weight)
    is_bias = found is not None and found.name in names.biases
    return method in names.drawn or (is_bias and method in names.evened)


def is_uneven_bias(machine: Machine, owner: Value, name: str, value: Value) -> bool:
    """Whether ``head.bias = value`` may keep the largest score from some places: it is not one number everywhere.
    ``head.bias.data = value`` says the same."""
    names = machine.registry.conventions.weight
    bias = owner if isinstance(owner, Method) and name in names.data else Method(owner, name)
    if bias.name not in names.biases:
        return False
    match machine.store.content(value):
        case SequenceValue(kind="array", items=None, element=Number(constant=int())):
            return False
        case SequenceValue(kind="array", items=tuple() as items) if len(set(items)) == 1:
            return False
    return layer_of_weight(machine, bias) is not None


def favours_last_place(machine: Machine, weight: Method, index: tuple[Value, ...], value: Value) -> bool:
    """Whether ``head.bias[-1] = 100.0`` may make the last place that of the largest score."""
    found = layer_of_weight(machine, weight)
    if found is None or found.name not in machine.registry.conventions.weight.biases or len(index) != 1:
        return False
    place, width = index[0], found.width
    if not isinstance(place, Number) or not isinstance(width, Number) or place.exact is None or width.exact is None:
        return False
    given = value.value if isinstance(value, Const) else value.constant if isinstance(value, Number) else None
    is_high = isinstance(given, int | float) and given > 0
    return is_high and (place.constant == -1 or add(place.exact, 1) == width.exact)

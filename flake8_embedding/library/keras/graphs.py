"""What a Keras model can be asked for: its inputs, outputs and layers, and the layer with a name.

Parts of a model are often put together to another one, ``Model(model.input, model.get_layer("code").output)``, and data
go through that. The order of a functional model's layers is that of ``map_graph`` in ``keras/src/ops/function.py``.
"""

from __future__ import annotations

import re
from functools import partial

from flake8_embedding.library.call import Call
from flake8_embedding.library.modules import part_of_model
from flake8_embedding.library.spec import handled
from flake8_embedding.limits import GRAPH_NODES
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.graphs import Tensors
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.objects import Instance, LibraryObject, ModelObject, TableObject, is_none
from flake8_embedding.values.plain import integer_of, text_in
from flake8_embedding.values.provenance import Key, PartOfModel, WeightOfModel
from flake8_embedding.values.value import ClassValue, Const, ObjectRef, Operation, Symbolic, Value

_INPUT_LAYER = "keras.layers.InputLayer"


def _model_in(call: Call) -> tuple[ObjectRef, ModelObject] | None:
    owner = call.argument("self")
    content = call.store.content(owner) if owner is not None else None
    return (owner, content) if isinstance(owner, ObjectRef) and isinstance(content, ModelObject) else None


def _ends(call: Call) -> tuple[Value, Value] | None:
    """The symbolic inputs and outputs of the model."""
    model = _model_in(call)
    if model is None:
        return None
    owner, content = model
    if content.inputs is not None and content.outputs is not None:
        return content.inputs, content.outputs
    return _listed(call.store, owner, content) if content.layers else None


def _listed(store: Store, owner: ObjectRef, model: ModelObject) -> tuple[Value, Value]:
    """The ends of a model that is a list of layers. Each layer now knows what goes into it and comes out."""
    store.has_tensors = True
    first, *rest = model.layers
    begins = isinstance(first, Symbolic)
    given: Value = first if begins else Symbolic(Key("input of", owner.alloc))
    tensor = given
    for place, layer in enumerate(rest if begins else model.layers):
        made = Symbolic(Key("output of", owner.alloc, place, layer), layer, (tensor,))
        if isinstance(layer, ObjectRef) and not isinstance(store.content(layer), ModelObject):
            store.set((layer.alloc, "input"), tensor)
            store.set((layer.alloc, "output"), made)
        tensor = made
    return given, tensor


def _end(call: Call, place: int, *, as_list: bool) -> Value:
    """The inputs (``place`` 0) or the outputs of the model. ``model.inputs`` is a list, ``model.input`` one of several
    tensors only."""
    ends = _ends(call)
    if ends is None:
        return part_of_model(call, PartOfModel)
    tensors = ends[place]
    if as_list:
        is_one = isinstance(call.store.content(tensors), Symbolic)
        return call.allocate(SequenceValue.of("list", (tensors,), tensors)) if is_one else tensors
    items = items_of(tensors, call.store)
    return items[0] if items is not None and len(items) == 1 else tensors


def _layers(call: Call) -> Value:
    """``model.layers``"""
    layers = _layers_in_order(call)
    if layers is None:
        return part_of_model(call, PartOfModel)
    return call.allocate(SequenceValue.of("list", layers, any_of(list(layers), Key(call.key, "layer"))))


def _layers_in_order(call: Call) -> tuple[Value, ...] | None:
    model = _model_in(call)
    ends = _ends(call)
    if model is None or ends is None:
        return None
    _, content = model
    if content.layers:
        # A list of layers keeps its input apart.
        return content.layers[1:] if isinstance(content.layers[0], Symbolic) else content.layers
    ordered = _Order(call.store).of(*ends)
    return None if ordered is None else tuple(_as_layer(call, one) for one in ordered)


def _as_layer(call: Call, one: Value) -> Value:
    """A layer, or for an input the layer that Keras makes of it."""
    if not isinstance(one, Symbolic):
        return one
    made = call.allocate(LibraryObject(_INPUT_LAYER, one.place), f"input {one.name}")
    if isinstance(made, ObjectRef):
        call.store.set((made.alloc, "input"), one)
        call.store.set((made.alloc, "output"), one)
        if one.name:
            call.store.set((made.alloc, "name"), Const(one.name))
    return made


def _get_layer(call: Call) -> Value:
    """``model.get_layer("code")``, ``model.get_layer(index=2)``"""
    name, index = text_in(call.argument("name")), call.argument("index")
    if index is not None and not is_none(index):
        layers, place = _layers_in_order(call), integer_of(index)
        if layers is None or place is None or not -len(layers) <= place < len(layers):
            return part_of_model(call, PartOfModel)
        return layers[place]
    named = _with_name(call, name) if name is not None else []
    return _as_layer(call, named[0]) if len(named) == 1 else part_of_model(call, PartOfModel)


def _with_name(call: Call, name: str) -> list[Value]:
    """The layers with this name: the one to which it was given, or those that Keras may call so by their class."""
    model, ends = _model_in(call), _ends(call)
    if model is None or ends is None:
        return []
    layers = list(model[1].layers) or list(Tensors(call.store).layers(ends[1]))
    names = [(_given_name(call.store, one), one) for one in layers]
    given = [one for known, one in names if known == name]
    return given or [one for known, one in names if known is None and _may_be_called(call.store, one, name)]


def _given_name(store: Store, layer: Value) -> str | None:
    if isinstance(layer, Symbolic):
        return layer.name or None
    return text_in(store.get((layer.alloc, "name"))) if isinstance(layer, ObjectRef) else None


def _may_be_called(store: Store, layer: Value, name: str) -> bool:
    """Whether Keras may call the layer so: the first two layers of the class ``LSTM`` are ``lstm`` and ``lstm_1``."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", _class_of(store, layer)).lower()
    return re.fullmatch(rf"{re.escape(words)}(_\d+)?", name) is not None


def _class_of(store: Store, layer: Value) -> str:
    match store.content(layer):
        case Symbolic():
            return "Input"
        case LibraryObject(path=path):
            return path.rpartition(".")[2]
        case TableObject(table=table):
            return str(table.called)
        case Instance(cls=ClassValue(name=name)) if name:
            return name
    return "Model"


class _Order:
    """The order in which a functional model lists its layers: by how far they are from the outputs, the farthest first,
    and then as a walk from the outputs comes by them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._found: dict[Value, int] = {}
        self._finished: dict[Symbolic, None] = {}

    def of(self, inputs: Value, outputs: Value) -> list[Value] | None:
        """The layers, a symbolic input for its layer; None if something between is no layer."""
        tensors = Tensors(self._store)
        if not tensors.are_told(outputs) or not all(self._walk(one) for one in tensors.within(outputs)):
            return None
        depths: dict[Symbolic, int] = {}
        of_layers: dict[Value, int] = {}
        for tensor in reversed(self._finished):
            layer = _layer_of(tensor)
            depth = max(depths.get(tensor, 0), of_layers.get(layer, 0))
            of_layers[layer] = depths[tensor] = depth
            for before in self._before(tensor):
                depths[before] = max(depth + 1, depths.get(before, 0))
        for one in tensors.within(inputs):
            of_layers.setdefault(one, 0)
        return sorted(of_layers, key=lambda layer: (-of_layers[layer], self._found.get(layer, -1)))

    def _walk(self, tensor: Symbolic) -> bool:
        """Come by all that the tensor is made of, each call of a layer finished after what goes into it; False if
        something there is no call of a layer."""
        waiting: list[tuple[Symbolic, bool]] = [(tensor, False)]
        while waiting:
            one, is_done = waiting.pop()
            made = self._call_of(one)
            if made is None or len(self._found) > GRAPH_NODES:
                return False
            if not all(Tensors(self._store).are_told(value) for value in made.inputs):
                return False
            if is_done:
                self._finished[made] = None
            elif made not in self._finished:
                self._found.setdefault(_layer_of(made), len(self._found))
                waiting.append((made, True))
                waiting.extend((before, False) for before in reversed(self._into(made)))
        return True

    def _into(self, tensor: Symbolic) -> list[Symbolic]:
        return [one for value in tensor.inputs for one in Tensors(self._store).within(value)]

    def _before(self, tensor: Symbolic) -> list[Symbolic]:
        return [one for one in map(self._call_of, self._into(tensor)) if one is not None]

    def _call_of(self, tensor: Symbolic) -> Symbolic | None:
        """The call of a layer that gives the tensor, perhaps as one of several; None for what is no call of one."""
        if isinstance(tensor.callee, Operation):
            whole = tensor.inputs[0] if len(tensor.inputs) == 1 else None
            layer = self._store.content(whole.callee) if isinstance(whole, Symbolic) and whole.callee else None
            several = isinstance(layer, LibraryObject) and layer.setting("return_state") == Const(value=True)
            return whole if several and isinstance(whole, Symbolic) else None
        is_input = tensor.callee is None and not tensor.inputs
        return tensor if is_input or isinstance(tensor.callee, ObjectRef) else None


def _layer_of(tensor: Symbolic) -> Value:
    return tensor.callee if tensor.callee is not None else tensor


def _weights(call: Call) -> Value:
    """``model.get_weights()``: the matrices of the tables are among them."""
    return part_of_model(call, WeightOfModel)


ATTRIBUTES = (
    handled("layers", by=_layers),
    handled("input", by=partial(_end, place=0, as_list=False)),
    handled("inputs", by=partial(_end, place=0, as_list=True)),
    handled("output", by=partial(_end, place=1, as_list=False)),
    handled("outputs", by=partial(_end, place=1, as_list=True)),
    handled("weights", "trainable_weights", "variables", "trainable_variables", by=_weights),
)

METHODS = (
    handled("get_layer", by=_get_layer, takes=("self", "name", "index")),
    handled("get_weights", by=_weights),
)

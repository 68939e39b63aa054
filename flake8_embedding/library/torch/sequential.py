"""The layers of a model whose layers follow one another, and that change: ``nn.Sequential``'s methods.

Found by running PyTorch 2.13. https://docs.pytorch.org/docs/stable/generated/torch.nn.Sequential.html
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import handled
from flake8_embedding.limits import ITEMS
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.objects import ModelObject
from flake8_embedding.values.plain import integer_of
from flake8_embedding.values.value import Number, Value


def _layers_of(call: Call) -> tuple[Value, ...] | None:
    """The layers of the model before the call; None for a model from inputs to outputs, which has no such methods."""
    content = call.store.content(call.arguments[0])
    return content.layers if isinstance(content, ModelObject) and content.inputs is None else None


def _set_layers(call: Call, layers: tuple[Value, ...], *, known: bool = True) -> Value:
    """The layers from here on. If it is not ``known`` where each stands, each may be any of them."""
    owner = call.arguments[0]
    model = ModelObject(layers)
    if known and call.complete and len(layers) <= ITEMS:
        call.set(owner, model)
        return owner
    mixed = model.in_some_order(call.key)
    call.note_part_used(mixed)
    call.set(owner, mixed)
    return owner


def _append(call: Call) -> Value:
    """``model.append(layer)``, which gives back the model."""
    layers, added = _layers_of(call), call.argument("module")
    if layers is None or added is None:
        return call.unknown("the layers are not known")
    return _set_layers(call, (*layers, added))


def _insert(call: Call) -> Value:
    """``model.insert(0, layer)``, which gives back the model."""
    layers, added, place = _layers_of(call), call.argument("module"), call.argument("index")
    if layers is None or added is None:
        return call.unknown("the layers are not known")
    position = integer_of(place)
    if position is None or not -len(layers) <= position <= len(layers):
        return _set_layers(call, (*layers, added), known=False)
    changed = list(layers)
    changed.insert(position, added)
    return _set_layers(call, tuple(changed))


def _extend(call: Call) -> Value:
    """``model.extend([layer, layer])``, which gives back the model."""
    layers, added = _layers_of(call), call.argument("sequential")
    if layers is None or added is None:
        return call.unknown("the layers are not known")
    more = items_of(added, call.store)
    return _set_layers(call, (*layers, *(more or (added,))), known=more is not None)


def _pop(call: Call) -> Value:
    """``model.pop(0)`` gives back the layer that it takes out; Keras's ``model.pop()`` takes out the last one."""
    layers, place = _layers_of(call), call.argument("key")
    if layers is None:
        return call.unknown("the layers are not known")
    position = integer_of(place if place is not None else Number.exactly(-1))
    if position is None or not -len(layers) <= position < len(layers):
        _set_layers(call, layers, known=False)
        return ModelObject(layers).in_some_order((call.key, "taken out"))
    left = list(layers)
    taken = left.pop(position)
    _set_layers(call, tuple(left))
    return taken


METHODS = (
    handled("append", by=_append, takes=("self", "module")),
    handled("insert", by=_insert, takes=("self", "index", "module")),
    handled("extend", by=_extend, takes=("self", "sequential")),
    handled("pop", by=_pop, takes=("self", "key")),
)

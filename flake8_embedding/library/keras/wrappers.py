"""Layers of Keras that have another layer inside: ``Bidirectional(LSTM(8))``, ``TimeDistributed(Dense(9))``.

https://keras.io/api/layers/recurrent_layers/time_distributed/: the layer inside gets each step of a sequence.
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import handled
from flake8_embedding.values.objects import LibraryObject, TableObject
from flake8_embedding.values.value import Value

_OF_EACH = frozenset({"Dense", "Activation", "Dropout", "Softmax", "ReLU"})
"""Layers that make something of each vector by itself, in however many dimensions the vectors stand."""


def _in_both_directions(call: Call) -> Value:
    inner = call.argument("layer")
    content = call.store.content(inner) if inner is not None else None
    if not isinstance(content, LibraryObject):
        return call.unknown("the layer inside is not known")
    return call.allocate(LibraryObject(call.path, call.place, content.settings))


def _at_each_step(call: Call) -> Value:
    """A table looks up each id by itself: at each step it does what it does without the wrapper, and so do the layers
    of ``_OF_EACH``. Others get data with one dimension less."""
    inner = call.argument("layer")
    if inner is None:
        return call.unknown("the layer inside is not known")
    content = call.store.content(inner)
    if isinstance(content, TableObject):
        return inner
    if isinstance(content, LibraryObject):
        of_each = content.path.rpartition(".")[2] in _OF_EACH
        return inner if of_each else call.allocate(LibraryObject(call.path, call.place))
    return call.apply(call.unknown("what the layer inside is called on is not followed"), [inner])


ENTRIES = (
    handled("layers.Bidirectional", by=_in_both_directions, takes=("layer",)),
    handled("layers.TimeDistributed", by=_at_each_step, takes=("layer",)),
)

"""Averages of arrays: ``np.mean([a, b], axis=0)`` has as many rows as each of them."""

from __future__ import annotations

from flake8_embedding.library.arrays.vector_reductions import given_vectors, reduced
from flake8_embedding.library.call import Call
from flake8_embedding.values.containers.contents import items_of, length_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Number, Unknown, Value


def averaged(call: Call) -> Value:
    """``np.mean(x, axis=0)``, ``np.average([a, b], axis=0)``: an array of the shape of x without its first side. What
    its elements are is not known."""
    given, axis = call.argument("self"), call.argument("axis")
    scores = given_vectors(call, "self")
    if scores is not None:
        return reduced(call, scores) or call.unknown_numbers("an average")
    shape = _shape_of(call, given) if given is not None else None
    if shape is None or not isinstance(axis, Number) or axis.constant != 0 or len(shape) < 2:
        return call.unknown_numbers("an average")
    rows = shape[1]
    if not isinstance(rows, Number):
        return call.unknown_numbers("an average")
    element = Unknown("an average", Key(call.key, "element"))
    return call.allocate(SequenceValue("array", element, rows, shape=shape[1:]))


def _shape_of(call: Call, given: Value) -> tuple[Value, ...] | None:
    content = call.store.content(given)
    if isinstance(content, SequenceValue) and content.shape is not None:
        return content.shape
    parts = [call.store.content(part) for part in items_of(given, call.store) or ()]
    shapes = [part.shape for part in parts if isinstance(part, SequenceValue) and part.shape is not None]
    length = length_of(given, call.store)
    if not shapes or len(shapes) < len(parts) or length is None:
        return None
    # NumPy takes only parts of one shape: what is known of one holds for all.
    return (length, *shapes[0])

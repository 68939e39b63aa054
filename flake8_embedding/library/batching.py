"""How data sets of every library take arrays apart and put batches together."""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.values.arithmetic import as_number
from flake8_embedding.values.contents import element_of
from flake8_embedding.values.join import any_of
from flake8_embedding.values.objects import Mapping, Sequence, unknown_length
from flake8_embedding.values.value import Const, Number, Unknown, Value


def sliced(call: Call, tensors: Value) -> Value:
    """One element of each array, in the same tuple or dict; an unknown array's elements stay that unknown thing, as
    all of them come in the end."""
    content = call.store.content(tensors)
    match content:
        case Sequence(kind="tuple", items=items) if items is not None:
            parts = tuple(sliced(call, item) for item in items)
            return Sequence.of("tuple", parts, any_of(list(parts), call.key))
        case Mapping(entries=entries, key=None):
            return Mapping(tuple((name, sliced(call, part)) for name, part in entries), None, None, content.length)
        case Sequence(kind="array", shape=shape, element=element) if shape is not None and len(shape) > 1:
            length = as_number(shape[1]) or unknown_length((call.key, "row"))
            return Sequence("array", element, length, shape=shape[1:])
        case Unknown():
            return content
    return element_of(tensors, call.store, (call.key, "slice"))


def batched(call: Call, element: Value) -> Value:
    """Several elements in one array, in the same tuple or dict."""
    content = call.store.content(element)
    match content:
        case Sequence(kind="tuple", items=items) if items is not None:
            parts = tuple(batched(call, item) for item in items)
            return Sequence.of("tuple", parts, any_of(list(parts), call.key))
        case Mapping(entries=entries, key=None):
            return Mapping(tuple((name, batched(call, part)) for name, part in entries), None, None, content.length)
        case Sequence(shape=shape) if shape is not None:
            length = unknown_length((call.key, "batch"))
            return Sequence("array", content.element, length, shape=(length, *shape))
        case Sequence() | Number():
            return Sequence("array", content, unknown_length((call.key, "batch")))
        case Const(value=bool() | float()):
            return Sequence("array", content, unknown_length((call.key, "batch")))
    return content

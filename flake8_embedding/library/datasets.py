"""How data sets of every library take arrays apart and put batches together."""

from __future__ import annotations

from collections.abc import Callable

from flake8_embedding.library.call import Call
from flake8_embedding.values.arrays.equal_rows import row_in_array
from flake8_embedding.values.containers.contents import any_in, element_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.numbers.arithmetic import as_number
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.value import Choice, Const, Number, Unknown, Value


def in_each_part(
    call: Call, content: SequenceValue | DictValue, change: Callable[[Value, int], Value]
) -> SequenceValue | DictValue:
    """The same tuple or dict, of which all parts are known, with another value for each; ``change`` gets a part and its
    place."""
    if isinstance(content, DictValue):
        named = tuple((name, change(part, place)) for place, (name, part) in enumerate(content.entries))
        return DictValue(named, None, None, content.length)
    parts = tuple(change(part, place) for place, part in enumerate(content.items or ()))
    return SequenceValue.of("tuple", parts, any_in(list(parts), call.store, call.key))


def sliced(call: Call, tensors: Value) -> Value:
    """One element of each array, in the same tuple or dict; an unknown array's elements stay that unknown thing, as
    all of them come in the end."""
    content = call.store.content(tensors)
    match content:
        case SequenceValue(kind="tuple", items=tuple()) | DictValue(key=None):
            return in_each_part(call, content, lambda part, _: sliced(call, part))
        case SequenceValue(kind="array", shape=shape, element=element) if shape is not None and len(shape) > 1:
            length = as_number(shape[1]) or unknown_length((call.key, "row"))
            return SequenceValue("array", element, length, shape=shape[1:])
        case Unknown():
            return content
    return element_of(tensors, call.store, (call.key, "slice"))


def batched(call: Call, element: Value) -> Value:
    """Several elements in one array, in the same tuple or dict."""
    content = row_in_array(element, call.store, call.key) or call.store.content(element)
    match content:
        case SequenceValue(kind="tuple", items=tuple()) | DictValue(key=None):
            return in_each_part(call, content, lambda part, _: batched(call, part))
        case SequenceValue(shape=shape) if shape is not None:
            length = unknown_length((call.key, "batch"))
            return SequenceValue("array", content.element, length, shape=(length, *shape))
        case SequenceValue():
            return SequenceValue("array", content, unknown_length((call.key, "batch")))
        case Number() | Choice() if all(isinstance(one.value, Number) for one in alternatives_of(content)):
            length = unknown_length((call.key, "batch"))
            return SequenceValue("array", content, length, shape=(length,))
        case Const(value=bool() | float()):
            return SequenceValue("array", content, unknown_length((call.key, "batch")))
    return content

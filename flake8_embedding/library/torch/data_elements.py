"""What a data set has at an index. A part of one reads it late, when the whole may have been changed.

https://docs.pytorch.org/docs/stable/data.html
"""

from __future__ import annotations

from collections.abc import Sequence

from flake8_embedding.library.call import Call
from flake8_embedding.library.datasets import sliced
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import element_of, items_of
from flake8_embedding.values.containers.data_sets import AS_MADE, AS_SPLIT, WHOLE, held_by
from flake8_embedding.values.containers.parts import each_number, one_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.shares import Held
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.bounds import add
from flake8_embedding.values.objects import Instance, is_none
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import (
    ANY_INDEX,
    Choice,
    FunctionValue,
    Number,
    ObjectRef,
    Unknown,
    Value,
)

TENSORS = "tensors"


def row_of_tensors(call: Call, tensors: Sequence[Value]) -> SequenceValue:
    """A row of a ``TensorDataset``."""
    parts = tuple(sliced(call, tensor) for tensor in tensors)
    return SequenceValue.of("tuple", parts, any_of(list(parts), call.key))


def _row_now(call: Call, dataset: Value) -> Value | None:
    """A row of a ``TensorDataset`` whose tensors have been changed, or exchanged, since it was made. None for any other
    data set."""
    before = call.store.get((dataset.alloc, AS_MADE)) if isinstance(dataset, ObjectRef) else None
    if before is None or not isinstance(dataset, ObjectRef) or state_of(call, dataset) == before:
        return None
    tensors = call.store.get((dataset.alloc, TENSORS))
    items = None if tensors is None else items_of(tensors, call.store)
    return call.unknown("the tensors are not all seen") if items is None else row_of_tensors(call, items)


LABELS, LABEL_CHANGE = "targets", "target_transform"
"""The attributes of a data set of ``torchvision`` with the labels of its pictures, and with what is done to each."""


def _labelled(call: Call, dataset: ObjectRef, labels: Value) -> Value:
    """A pair of a picture and its label."""
    label = element_of(labels, call.store, (call.key, "label"))
    change = call.store.get((dataset.alloc, LABEL_CHANGE))
    if change is not None and not is_none(change):
        label = call.apply(change, [label])
    pair = (call.unknown("pictures are not followed"), label)
    return SequenceValue.of("tuple", pair, any_of(list(pair), call.key))


def element_at(call: Call, dataset: Value, *, in_turn: bool = False) -> Value:
    """What the data set has at an index; one of a class of the file is asked by its own method. ``in_turn``: it
    is asked for each element, by a loader or for the parts of a split."""
    content = call.store.content(dataset)
    several = dataset if isinstance(dataset, Choice) else content
    if isinstance(several, Choice):
        # Made on one path, and loaded on another. The highest id of the one need not come in a table of the other.
        return call.store.on_each(
            several,
            lambda one: each_number(element_at(call, one, in_turn=in_turn), call.store, Number.weakened),
            (call.key, "element"),
        )
    if not isinstance(content, Instance):
        labels = call.store.get((dataset.alloc, LABELS)) if isinstance(dataset, ObjectRef) else None
        if isinstance(dataset, ObjectRef) and labels is not None:
            return _labelled(call, dataset, labels)
        if not _is_as_split(call, dataset):
            return _part_now(call, dataset)
        return _row_now(call, dataset) or element_of(dataset, call.store, (call.key, "element"))
    method = call.attribute(dataset, "__getitem__")
    if isinstance(method, FunctionValue):
        return call.apply(method, [_index_in_turn(call, dataset) if in_turn else ANY_INDEX])
    method = call.attribute(dataset, "__iter__")
    if isinstance(method, FunctionValue):
        return element_of(call.apply(method, []), call.store, (call.key, "iterated"))
    return call.unknown("what the data set hands out is not known")


def _index_in_turn(call: Call, dataset: Value) -> Number:
    """The index of each element in turn: below the length that the data set says it has."""
    length = said_length(call, dataset)
    if length is None or length.exact is None:
        return ANY_INDEX
    return replace(ANY_INDEX, high=add(length.exact, -1))


def said_length(call: Call, dataset: Value) -> Number | None:
    """What the program's own ``__len__`` gives."""
    method = call.attribute(dataset, "__len__")
    length = call.apply(method, []) if isinstance(method, FunctionValue) else None
    return length if isinstance(length, Number) else None


def state_of(call: Call, dataset: ObjectRef) -> Value:
    """What the data set holds now."""
    return Unknown("how the data set was", Key(*map(Held, held_by(call.store, dataset))))


def _is_as_split(call: Call, part: Value) -> bool:
    """Whether the part of a data set has the rows that it got by the split. It reads them late: the data set may have
    been changed, and so may the ``indices`` of the part."""
    before = call.store.get((part.alloc, AS_SPLIT)) if isinstance(part, ObjectRef) else None
    if before is None or not isinstance(part, ObjectRef):
        return True
    data = call.store.get((part.alloc, WHOLE))
    is_chosen_anew = call.store.get((part.alloc, "indices")) is not None
    return not is_chosen_anew and isinstance(data, ObjectRef) and state_of(call, data) == before


def _part_now(call: Call, part: Value) -> Value:
    """An element of a part of a data set that was changed after the split."""
    data = call.store.get((part.alloc, WHOLE)) if isinstance(part, ObjectRef) else None
    if data is None:
        return call.unknown("the data set was changed")
    return one_of(element_at(call, data, in_turn=True), call.store)

"""Parts of data sets: ``Subset(data, indices)``, ``random_split(data, lengths)``."""

from __future__ import annotations

from collections.abc import Sequence

from flake8_embedding.library.call import Call
from flake8_embedding.library.torch.data_elements import element_at, said_length, state_of
from flake8_embedding.values.containers.contents import items_of, length_of
from flake8_embedding.values.containers.data_sets import AS_SPLIT, WHOLE
from flake8_embedding.values.containers.marked_shares import row_with_share
from flake8_embedding.values.containers.numbering import is_each_place
from flake8_embedding.values.containers.parts import one_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.shares import Share
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import (
    Choice,
    Number,
    ObjectRef,
    Value,
)


def subset(call: Call) -> Value:
    """``Subset(data, indices)``"""
    dataset, places = call.argument("dataset"), call.argument("indices")
    if dataset is None:
        return call.unknown("the data set is not seen")
    content = None if places is None else call.store.content(places)
    if isinstance(dataset, Choice):
        return call.store.on_each(dataset, lambda one: _some_of(call, one), (call.key, "parts"))
    count = _length_of_data_set(call, dataset) if isinstance(content, SequenceValue) else None
    if not isinstance(content, SequenceValue) or count is None:
        return _some_of(call, dataset)
    if is_each_place(content, count):
        return _part_of(call, element_at(call, dataset, in_turn=True), dataset)
    share = content.element.share if isinstance(content.element, Number) else None
    is_index = share is not None and share.places == count.exact
    return _parts_of(call, dataset, [share])[0] if share is not None and is_index else _some_of(call, dataset)


def _length_of_data_set(call: Call, dataset: Value) -> Number | None:
    """``len(dataset)``, None where that is not known."""
    content = call.store.content(dataset)
    if not isinstance(content, Instance):
        return length_of(dataset, call.store)
    return said_length(call, dataset)


def _some_of(call: Call, dataset: Value) -> Value:
    """Some rows of a data set, nobody knows which."""
    return _part_of(call, one_of(element_at(call, dataset), call.store), dataset)


def _parts_of(call: Call, dataset: Value, shares: Sequence[Share]) -> list[Value]:
    """Each of these shares of a data set, made of the places below the length that the data set says it has."""
    whole = element_at(call, dataset, in_turn=True)
    element = one_of(whole, call.store)
    parts: list[Value] = []
    for number, share in enumerate(shares):
        own = element
        if isinstance(dataset, ObjectRef):
            own = row_with_share(call.store, whole, element, share, dataset.alloc)
        parts.append(_part_of(call, own, dataset, f"part {number}"))
    return parts


def _part_of(call: Call, element: Value, dataset: Value, name: str = "") -> Value:
    """A part of a data set, which hands out such elements while the data set stays as it is."""
    part = call.allocate(SequenceValue("dataset", element, unknown_length(Key(call.key, name))), name)
    if isinstance(dataset, ObjectRef) and isinstance(part, ObjectRef):
        call.store.set((part.alloc, AS_SPLIT), state_of(call, dataset))
    return with_its_data(call, part, dataset)


def with_its_data(call: Call, made: Value, dataset: Value) -> Value:
    """``loader.dataset`` is what it was made of."""
    call.set_attribute(made, WHOLE, dataset)
    return made


def split(call: Call) -> Value:
    """``random_split(data, lengths)``: parts of one data set, which are together all of it."""
    dataset, lengths = call.argument("dataset"), call.argument("lengths")
    each = None if lengths is None else items_of(lengths, call.store)
    if dataset is None or not each or isinstance(dataset, Choice):
        return SequenceValue("list", subset(call), unknown_length(call.key))
    parts = _parts_of(call, dataset, [Share(call.key, place, len(each)) for place in range(len(each))])
    return SequenceValue.of("list", tuple(parts), any_of(parts, call.key))

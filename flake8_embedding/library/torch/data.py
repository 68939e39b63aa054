"""``torch.utils.data``: what data sets and loaders hand out.

https://docs.pytorch.org/docs/stable/data.html
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from flake8_embedding.library.call import Call
from flake8_embedding.library.datasets import batched, sliced
from flake8_embedding.library.spec import Entry, Handled, InheritedBehaviour, Library, handled
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import any_in, element_of, items_of, length_of
from flake8_embedding.values.containers.data_sets import AS_MADE, AS_SPLIT, WHOLE, held_by
from flake8_embedding.values.containers.marked_shares import row_with_share
from flake8_embedding.values.containers.numbering import is_each_place
from flake8_embedding.values.containers.parts import each_number, one_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.shares import Held, Share
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.bounds import add, lowest
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import Instance, is_none
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import (
    ANY_INDEX,
    FALSE,
    Choice,
    FunctionValue,
    LibraryName,
    Number,
    ObjectRef,
    Unknown,
    Value,
)


def _tensor_data_set(call: Call) -> Value:
    if not call.complete or not call.arguments:
        return call.unknown("the tensors are not all seen")
    row = _row_of_tensors(call, call.arguments)
    # All tensors have as many rows.
    length = next((length for one in call.arguments if (length := _rows_in(call, one)) is not None), None)
    made = call.allocate(SequenceValue("dataset", row, length or unknown_length(call.key)))
    call.set_attribute(made, _TENSORS, SequenceValue.of("tuple", tuple(call.arguments), row))
    if isinstance(made, ObjectRef):
        call.store.set((made.alloc, AS_MADE), _state_of(call, made))
    return made


_TENSORS = "tensors"


def _row_of_tensors(call: Call, tensors: Sequence[Value]) -> SequenceValue:
    parts = tuple(sliced(call, tensor) for tensor in tensors)
    return SequenceValue.of("tuple", parts, any_of(list(parts), call.key))


def _row_now(call: Call, dataset: Value) -> Value | None:
    """A row of a ``TensorDataset`` whose tensors have been changed, or exchanged, since it was made. None for any other
    data set."""
    before = call.store.get((dataset.alloc, AS_MADE)) if isinstance(dataset, ObjectRef) else None
    if before is None or not isinstance(dataset, ObjectRef) or _state_of(call, dataset) == before:
        return None
    tensors = call.store.get((dataset.alloc, _TENSORS))
    items = None if tensors is None else items_of(tensors, call.store)
    return call.unknown("the tensors are not all seen") if items is None else _row_of_tensors(call, items)


def _rows_in(call: Call, tensor: Value) -> Number | None:
    content = call.store.content(tensor)
    return content.length if isinstance(content, SequenceValue) else None


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


def _element(call: Call, dataset: Value, *, in_turn: bool = False) -> Value:
    """What the data set has at an index; one of a class of the file is asked by its own method. ``in_turn``: it
    is asked for each element, by a loader or for the parts of a split."""
    content = call.store.content(dataset)
    several = dataset if isinstance(dataset, Choice) else content
    if isinstance(several, Choice):
        # Made on one path, and loaded on another. The highest id of the one need not come in a table of the other.
        return call.store.on_each(
            several,
            lambda one: each_number(_element(call, one, in_turn=in_turn), call.store, Number.weakened),
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
    length = _said_length(call, dataset)
    if length is None or length.exact is None:
        return ANY_INDEX
    return replace(ANY_INDEX, high=add(length.exact, -1))


def _loader(call: Call) -> Value:
    dataset, collate = call.argument("dataset"), call.argument("collate_fn")
    if dataset is None:
        return call.unknown("the data set is not seen")

    # A sampler may ask for some elements only, and the last ones may make no full batch.
    choosing = [call.argument(name) for name in ("sampler", "batch_sampler")]
    takes_all = call.complete and all(one is None or is_none(one) for one in choosing)
    keeps_last = call.argument("drop_last") in (None, FALSE)

    def batches() -> Value:
        # ``next(iter(loader))`` asks for one batch: the code of the data set runs as often as somebody asks.
        element = call.in_part(partial(_element, call, dataset, in_turn=takes_all))
        if not takes_all or not keeps_last:
            element = one_of(element, call.store)
        if collate is not None and not is_none(collate) and not _is_default(collate):
            batch = _collated(call, collate, element)
        else:
            batch = _batched(call, element)
        return SequenceValue("dataset", batch, unknown_length(call.key))

    made = _with_its_data(call, call.allocate(batches()), dataset)
    call.note_loader(made, dataset, batches)
    return made


def _is_single(call: Call) -> bool:
    """Whether a batch is one element: without ``batch_size`` it is."""
    size = call.argument("batch_size")
    return call.complete and call.argument("batch_sampler") is None and (size is None or size == Number.exactly(1))


def _collated(call: Call, collate: Value, element: Value) -> Value:
    """What ``collate_fn`` makes of the list of elements that it gets."""
    if not _is_single(call):
        given = SequenceValue("list", element, unknown_length((call.key, "batch")))
        return call.apply(collate, [call.allocate(given, "batch")])
    handed = _numbers_in(call, element)

    def is_handed(number: Number) -> bool:
        is_highest = any(number.high == one.high for one in handed)
        return is_highest and number.low is not None and (lowest(number.low) or 0) >= 0

    batch = call.apply(collate, [call.allocate(SequenceValue.of("list", (element,), element), "batch")])
    if all(map(is_handed, _numbers_in(call, batch))):
        return batch
    # One sequence is as long as the longest, and gets no padding.
    return each_number(batch, call.store, lambda one: one if is_handed(one) else one.weakened())


def _numbers_in(call: Call, value: Value) -> list[Number]:
    """All numbers in the nest of containers."""
    found: list[Number] = []

    def noted(number: Number) -> Number:
        found.append(number)
        return number

    each_number(value, call.store, noted)
    return found


def _batched(call: Call, element: Value) -> Value:
    """A batch of such elements: of one data set on one path, and of another one on another path."""
    if isinstance(element, Choice) and any(isinstance(one.value, SequenceValue) for one in element.options):
        return call.store.on_each(element, lambda one: _batched(call, one), (call.key, "batches"))
    return batched(call, _lists_as_tuples(call, element))


def _default_collated(call: Call) -> Value:
    """``default_collate(batch)`` in a function that first leaves out of the list what could not be read."""
    samples = call.argument("batch")
    if samples is None:
        return call.unknown("the samples are not seen")
    return _batched(call, element_of(samples, call.store, (call.key, "sample")))


def _is_default(collate: Value) -> bool:
    return isinstance(collate, LibraryName) and collate.path.rpartition(".")[2] == "default_collate"


def _lists_as_tuples(call: Call, element: Value) -> Value:
    """PyTorch puts the lists of a data set together place by place, as it does with tuples: ``return [ids, label]``."""
    content = call.store.content(element)
    if not isinstance(content, SequenceValue) or content.kind not in ("list", "tuple") or content.items is None:
        return element
    parts = tuple(_lists_as_tuples(call, part) for part in content.items)
    return SequenceValue.of("tuple", parts, any_of(list(parts), call.key))


def _with_its_data(call: Call, made: Value, dataset: Value) -> Value:
    """``loader.dataset`` is what it was made of."""
    call.set_attribute(made, WHOLE, dataset)
    return made


def _part(call: Call) -> Value:
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
        return _part_of(call, _element(call, dataset, in_turn=True), dataset)
    share = content.element.share if isinstance(content.element, Number) else None
    is_index = share is not None and share.places == count.exact
    return _parts_of(call, dataset, [share])[0] if share is not None and is_index else _some_of(call, dataset)


def _length_of_data_set(call: Call, dataset: Value) -> Number | None:
    """``len(dataset)``, None where that is not known."""
    content = call.store.content(dataset)
    if not isinstance(content, Instance):
        return length_of(dataset, call.store)
    return _said_length(call, dataset)


def _said_length(call: Call, dataset: Value) -> Number | None:
    """What the program's own ``__len__`` gives."""
    method = call.attribute(dataset, "__len__")
    length = call.apply(method, []) if isinstance(method, FunctionValue) else None
    return length if isinstance(length, Number) else None


def _some_of(call: Call, dataset: Value) -> Value:
    """Some rows of a data set, nobody knows which."""
    return _part_of(call, one_of(_element(call, dataset), call.store), dataset)


def _parts_of(call: Call, dataset: Value, shares: Sequence[Share]) -> list[Value]:
    """Each of these shares of a data set, made of the places below the length that the data set says it has."""
    whole = _element(call, dataset, in_turn=True)
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
        call.store.set((part.alloc, AS_SPLIT), _state_of(call, dataset))
    return _with_its_data(call, part, dataset)


def _state_of(call: Call, dataset: ObjectRef) -> Value:
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
    return not is_chosen_anew and isinstance(data, ObjectRef) and _state_of(call, data) == before


def _part_now(call: Call, part: Value) -> Value:
    """An element of a part of a data set that was changed after the split."""
    data = call.store.get((part.alloc, WHOLE)) if isinstance(part, ObjectRef) else None
    if data is None:
        return call.unknown("the data set was changed")
    return one_of(_element(call, data, in_turn=True), call.store)


def _split(call: Call) -> Value:
    """``random_split(data, lengths)``: parts of one data set, which are together all of it."""
    dataset, lengths = call.argument("dataset"), call.argument("lengths")
    each = None if lengths is None else items_of(lengths, call.store)
    if dataset is None or not each or isinstance(dataset, Choice):
        return SequenceValue("list", _part(call), unknown_length(call.key))
    parts = _parts_of(call, dataset, [Share(call.key, place, len(each)) for place in range(len(each))])
    return SequenceValue.of("list", tuple(parts), any_of(parts, call.key))


def _one_behind_the_other(call: Call) -> Value:
    """``ConcatDataset([train, test])``: each element of each of them."""
    parts = call.argument("datasets")
    each = None if parts is None else items_of(parts, call.store)
    if not each:
        return call.unknown("the data sets are not all seen")
    rows = [call.store.content(_element(call, one)) for one in each]
    element = _place_by_place(call, rows) or any_in(rows, call.store, call.key)
    return call.allocate(SequenceValue("dataset", element, unknown_length(call.key)))


def _place_by_place(call: Call, rows: list[Value]) -> Value | None:
    """What stands at each place of a row, where all have as many; None for other rows."""
    tuples = [row.items for row in rows if isinstance(row, SequenceValue) and row.kind == "tuple" and row.items]
    if len(tuples) < len(rows) or len({len(one) for one in tuples}) != 1:
        return None
    cells = [
        any_in(list(column), call.store, (call.key, place)) for place, column in enumerate(zip(*tuples, strict=True))
    ]
    return SequenceValue.of("tuple", tuple(cells), any_of(cells, call.key))


_LOADER_PARAMETERS = (
    "dataset",
    "batch_size",
    "shuffle",
    "sampler",
    "batch_sampler",
    "num_workers",
    "collate_fn",
    "pin_memory",
    "drop_last",
)

LIBRARY = Library(
    name="torch.utils.data",
    roots=(
        "torch.utils.data",
        "torch.utils.data.dataset",
        "torch.utils.data.dataloader",
        "torch.utils.data._utils.collate",
    ),
    bases=dict.fromkeys(("Dataset", "IterableDataset", "Sampler"), InheritedBehaviour()),
    entries=(
        handled("TensorDataset", by=_tensor_data_set, takes=()),
        # Only ``collate_fn`` is called, and with what the data set hands out.
        Entry(("DataLoader",), _LOADER_PARAMETERS, Handled(_loader, keeps_arguments=True)),
        handled("default_collate", by=_default_collated, takes=("batch",)),
        handled("ConcatDataset", by=_one_behind_the_other, takes=("datasets",)),
        handled("Subset", by=_part, takes=("dataset", "indices")),
        handled("random_split", by=_split, takes=("dataset", "lengths")),
    ),
)

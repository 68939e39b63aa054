"""``torch.utils.data``: what data sets and loaders hand out.

https://docs.pytorch.org/docs/stable/data.html
"""

from __future__ import annotations

from functools import partial

from flake8_embedding.library.call import Call
from flake8_embedding.library.datasets import batched
from flake8_embedding.library.spec import Entry, Handled, InheritedBehaviour, Library, handled
from flake8_embedding.library.torch.data_elements import TENSORS, element_at, row_of_tensors, state_of
from flake8_embedding.library.torch.data_parts import split, subset, with_its_data
from flake8_embedding.values.containers.contents import any_in, element_of, items_of
from flake8_embedding.values.containers.data_sets import AS_MADE
from flake8_embedding.values.containers.parts import each_number, one_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.bounds import lowest
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.value import (
    FALSE,
    Choice,
    LibraryName,
    Number,
    ObjectRef,
    Value,
)


def _tensor_data_set(call: Call) -> Value:
    if not call.complete or not call.arguments:
        return call.unknown("the tensors are not all seen")
    row = row_of_tensors(call, call.arguments)
    # All tensors have as many rows.
    length = next((length for one in call.arguments if (length := _rows_in(call, one)) is not None), None)
    made = call.allocate(SequenceValue("dataset", row, length or unknown_length(call.key)))
    call.set_attribute(made, TENSORS, SequenceValue.of("tuple", tuple(call.arguments), row))
    if isinstance(made, ObjectRef):
        call.store.set((made.alloc, AS_MADE), state_of(call, made))
    return made


def _rows_in(call: Call, tensor: Value) -> Number | None:
    content = call.store.content(tensor)
    return content.length if isinstance(content, SequenceValue) else None


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
        element = call.in_part(partial(element_at, call, dataset, in_turn=takes_all))
        if not takes_all or not keeps_last:
            element = one_of(element, call.store)
        if collate is not None and not is_none(collate) and not _is_default(collate):
            batch = _collated(call, collate, element)
        else:
            batch = _batched(call, element)
        return SequenceValue("dataset", batch, unknown_length(call.key))

    made = with_its_data(call, call.allocate(batches()), dataset)
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


def _one_behind_the_other(call: Call) -> Value:
    """``ConcatDataset([train, test])``: each element of each of them."""
    parts = call.argument("datasets")
    each = None if parts is None else items_of(parts, call.store)
    if not each:
        return call.unknown("the data sets are not all seen")
    rows = [call.store.content(element_at(call, one)) for one in each]
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
        handled("Subset", by=subset, takes=("dataset", "indices")),
        handled("random_split", by=split, takes=("dataset", "lengths")),
    ),
)

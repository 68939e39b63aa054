"""``tf.data``: what a data set hands out, element by element and in batches.

https://www.tensorflow.org/api_docs/python/tf/data/Dataset
"""

from __future__ import annotations

from flake8_embedding.library.arrays.new_arrays import COUNTING, counted_up
from flake8_embedding.library.call import Call
from flake8_embedding.library.datasets import batched, in_each_part, sliced
from flake8_embedding.library.each_case import in_each_case
from flake8_embedding.library.python.iteration import next_element
from flake8_embedding.library.spec import Entry, Handled, Library, handled
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import any_in, element_of, items_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.parts import one_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import IdFacts, IdKind, Origin, Padding
from flake8_embedding.values.numbers.bounds import constant_of
from flake8_embedding.values.numbers.ranges import hull
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.plain import integer_of
from flake8_embedding.values.value import FALSE, Number, Value


def _made(call: Call, element: Value) -> Value:
    return call.allocate(SequenceValue("dataset", element, unknown_length(call.key)))


def _from_slices(call: Call) -> Value:
    tensors = call.argument("tensors")
    return _made(call, sliced(call, tensors)) if tensors is not None else call.unknown("what is sliced is not seen")


def _from_tensors(call: Call) -> Value:
    tensors = call.argument("tensors")
    return _made(call, tensors) if tensors is not None else call.unknown("the tensors are not seen")


def _range(call: Call) -> Value:
    """``Dataset.range(stop)``, ``Dataset.range(start, stop, step)``"""
    element = element_of(counted_up(call), call.store, call.key)
    if isinstance(element, Number):
        element = replace(element, origin=Origin("ids", call.place, id_kind=IdKind.WRITTEN))
    return _made(call, element)


def _from_generator(call: Call) -> Value:
    generator = call.argument("generator")
    if generator is None:
        return call.unknown("the generator is not seen")
    return _made(call, element_of(call.apply(generator, []), call.store, call.key))


def _zip(call: Call) -> Value:
    """``Dataset.zip((a, b))``, and ``Dataset.zip(a, b)`` of newer versions."""
    given = call.arguments
    parts = items_of(given[0], call.store) if len(given) == 1 else tuple(given)
    if parts is None or not call.complete or any(_element(call, part) is None for part in parts):
        return call.unknown("what is zipped is not known")
    elements = tuple(_element(call, part) or part for part in parts)
    return _made(call, SequenceValue.of("tuple", elements, any_in(list(elements), call.store, call.key)))


def _element(call: Call, dataset: Value) -> Value | None:
    content = call.store.content(dataset)
    return content.element if isinstance(content, SequenceValue) and content.kind == "dataset" else None


def _own_element(call: Call) -> Value:
    return _element(call, call.arguments[0]) or call.unknown("the data set is not known")


def _map(call: Call) -> Value:
    mapped = _mapped(call)
    return _made(call, mapped) if mapped is not None else call.unknown("the function that is mapped is not seen")


def _mapped(call: Call) -> Value | None:
    """What the function gives for an element, None if it is not seen."""
    function = call.argument("map_func")
    if function is None:
        return None
    element = _own_element(call)
    content = call.store.content(element)
    spread = isinstance(content, SequenceValue) and content.kind == "tuple" and content.items is not None
    arguments = list(content.items or ()) if spread and isinstance(content, SequenceValue) else [element]
    return call.apply(function, arguments)


def _flat_map(call: Call) -> Value:
    """``windows.flat_map(lambda window: window.batch(8))``: the elements of all data sets that the function gives."""
    mapped = _mapped(call)
    element = None if mapped is None else _element(call, mapped)
    return _made(call, element) if element is not None else call.unknown("the data set that is made is not known")


def _window(call: Call) -> Value:
    """``dataset.window(9, shift=1)``: data sets of so many elements. Of elements that are tuples or dicts, each part
    has a data set of its own."""
    element = _own_element(call)
    steps = (call.argument("shift"), call.argument("stride"))
    dropped = call.argument("drop_remainder")
    is_dropped = dropped is not None and dropped != FALSE
    numbers = numbers_in(element, call.store)
    # A few numbers that stand in the program may be fewer than a window has.
    is_short = is_dropped and (numbers is None or numbers.high is None or constant_of(numbers.high) is not None)
    if is_short or not call.complete or not all(one is None or is_none(one) or integer_of(one) == 1 for one in steps):
        # What lies between the windows, or behind the last one, is left out.
        element = one_of(element, call.store)
    return _made(call, _windows(call, element, "window"))


def _windows(call: Call, element: Value, part: str) -> Value:
    content = call.store.content(element)
    match content:
        case SequenceValue(kind="tuple", items=tuple()) | DictValue(key=None):
            return in_each_part(call, content, lambda one, place: _windows(call, one, f"{part} {place}"))
    return call.allocate(SequenceValue("dataset", element, unknown_length((call.key, part))), part)


def _batch(call: Call) -> Value:
    return _made(call, batched(call, _own_element(call)))


def _padded_batch(call: Call) -> Value:
    """Short elements are filled with ``padding_values``, 0 by default."""
    given = call.argument("padding_values")
    if given is not None and not is_none(given) and not isinstance(given, Number):
        return call.unknown("the padding values are not followed")
    value = given if isinstance(given, Number) else Number.exactly(0)
    if value.exact is not None:
        value = replace(value, id_facts=IdFacts(padding=Padding(value.exact, call.place)))
    return _made(call, _padded(call, batched(call, _own_element(call)), value))


def _padded(call: Call, element: Value, value: Number) -> Value:
    content = call.store.content(element)
    match content:
        case SequenceValue(kind="tuple", items=tuple()) | DictValue(key=None):
            return in_each_part(call, content, lambda part, _: _padded(call, part, value))
        case SequenceValue(kind="array"):
            numbers = numbers_in(content, call.store)
            if numbers is not None:
                return SequenceValue("array", hull([numbers, value]), content.length)
    return call.unknown("what is padded is not known")


def _same(call: Call) -> Value:
    """Other elements of the same kind, or the same in another order."""
    return _made(call, _own_element(call))


def _some(call: Call) -> Value:
    """``take``, ``skip``: the elements with the highest ids may be left out."""
    return _made(call, one_of(_own_element(call), call.store))


def _filter(call: Call) -> Value:
    """The predicate may leave out just the ids that stand out."""
    return call.unknown("what passes the filter is not known")


def _unbatch(call: Call) -> Value:
    return _made(call, sliced(call, _own_element(call)))


def _concatenate(call: Call) -> Value:
    other = call.argument("dataset")
    element = _element(call, other) if other is not None else None
    if element is None:
        return call.unknown("the other data set is not known")
    return _made(call, any_in([_own_element(call), element], call.store, call.key))


def _enumerate(call: Call) -> Value:
    element = _own_element(call)
    return _made(call, SequenceValue.of("tuple", (Number(Number.exactly(0).low, None), element), element))


def _iterator(call: Call) -> Value:
    return SequenceValue("iterator", _own_element(call), unknown_length(call.key))


LIBRARY = Library(
    name="tf.data",
    roots=("tensorflow.data", "tensorflow.compat.v1.data", "tensorflow.compat.v2.data"),
    entries=(
        handled("Dataset.from_tensor_slices", by=_from_slices, takes=("tensors",)),
        handled("Dataset.from_tensors", by=_from_tensors, takes=("tensors",)),
        handled("Dataset.from_generator", by=_from_generator, takes=("generator",)),
        Entry(("Dataset.range",), COUNTING, Handled(_range)),
        handled("Dataset.zip", by=_zip, takes=("datasets",)),
    ),
    methods={
        "dataset": (
            handled("map", by=_map, takes=("self", "map_func")),
            handled("flat_map", "interleave", by=_flat_map, takes=("self", "map_func")),
            handled("window", by=_window, takes=("self", "size", "shift", "stride", "drop_remainder")),
            *(handled(name, by=_batch) for name in ("batch", "ragged_batch")),
            handled("padded_batch", by=_padded_batch, takes=("self", "batch_size", "padded_shapes", "padding_values")),
            *(
                handled(name, by=_same)
                for name in ("shuffle", "repeat", "prefetch", "cache", "with_options", "rebatch")
            ),
            *(handled(name, by=_some) for name in ("take", "skip", "shard")),
            handled("filter", by=_filter),
            handled("unbatch", by=_unbatch),
            handled("concatenate", by=_concatenate, takes=("self", "dataset")),
            handled("enumerate", by=_enumerate),
            handled("as_numpy_iterator", by=_iterator),
        ),
        "iterator": (handled("next", "get_next", by=in_each_case("self", next_element)),),
    },
)

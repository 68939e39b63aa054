"""``itertools``: parts of a collection, chosen by their places.

https://docs.python.org/3/library/itertools.html
"""

from __future__ import annotations

from itertools import islice, pairwise

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.values.contents import any_in, cut_off, element_of, items_of, length_of, one_of
from flake8_embedding.values.join import any_of
from flake8_embedding.values.objects import SequenceValue, is_none, unknown_length
from flake8_embedding.values.value import Number, Value


def _part(call: Call, given: Value) -> Value:
    """What stands in a part of the collection: one of its elements, and not each of them."""
    return cut_off(one_of(element_of(given, call.store, call.key), call.store), call.store, call.key)


def _islice(call: Call) -> Value:
    """``islice(words, 5)``, ``islice(words, 1, None)``"""
    given, *limits = call.arguments
    items = items_of(given, call.store)
    places = [None if is_none(one) else one.constant if isinstance(one, Number) else False for one in limits]
    if items is not None and limits and all(one is None or (one is not False and one >= 0) for one in places):
        some = tuple(islice(items, *places))
        return SequenceValue.of("iterator", some, any_in(list(some), call.store, call.key))
    return SequenceValue("iterator", _part(call, given), unknown_length(call.key, most=length_of(given, call.store)))


def _pairwise(call: Call) -> Value:
    """``pairwise(words)``: each with the next one."""
    given = call.arguments[0]
    items = items_of(given, call.store)
    if items is not None:
        pairs = tuple(
            SequenceValue.of("tuple", pair, any_in(list(pair), call.store, call.key)) for pair in pairwise(items)
        )
        return SequenceValue.of("zipped", pairs, any_of(list(pairs), call.key))
    part = _part(call, given)
    length = unknown_length(call.key, most=length_of(given, call.store))
    return SequenceValue("zipped", SequenceValue.of("tuple", (part, part), part), length)


LIBRARY = Library(
    name="itertools",
    roots=("itertools",),
    entries=(
        handled("islice", by=_islice, takes=("self", "*"), lazy=True, iterates=True),
        handled("pairwise", by=_pairwise, lazy=True, iterates=True),
    ),
)

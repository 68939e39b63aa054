"""``heapq``: a list that is put into another order; ``bisect.insort`` puts an element where it belongs.

https://docs.python.org/3/library/heapq.html
"""

from __future__ import annotations

import bisect
import heapq
from collections.abc import Callable
from typing import Any

from flake8_embedding.library.call import Call
from flake8_embedding.library.each_case import in_each_case
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.limits import ITEMS
from flake8_embedding.record import record
from flake8_embedding.values.containers.contents import any_in, element_of, items_of, length_of, members_of
from flake8_embedding.values.containers.parts import one_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.sets import in_any_order
from flake8_embedding.values.literals import as_key, in_order
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.value import NONE, Number, Unknown, Value


@record(frozen=False)
class _Element:
    """An element as Python compares it, with its place among those that were given. Equal ones stay equal."""

    key: Any
    place: int

    def __lt__(self, other: _Element) -> bool:
        return bool(self.key < other.key)


_Heap = list[_Element]


def _changed(call: Call, change: Callable[[_Heap], object], added: Value | None = None) -> Value:
    """Call the real function on the literals of the list, the last of which is ``added``. Gives what that function
    returns, one of the elements."""
    owner = call.argument("heap") or NONE
    items = items_of(owner, call.store)
    values = (*(items or ()), *(() if added is None else (added,)))
    keys = [as_key(value) for value in values]
    if items is None or None in keys or len(items) > ITEMS:
        return _of_unknown_order(call, owner, added)
    heap = [_Element(key[0], place) for place, key in enumerate(keys) if key is not None]
    try:
        result = change(heap)
    except (IndexError, TypeError):
        # Python refuses as well.
        return call.unknown("the elements have no order")
    left = [values[one.place] for one in heap]
    call.set(owner, SequenceValue.of("list", tuple(left), any_in(left, call.store, call.key)))
    return values[result.place] if isinstance(result, _Element) else NONE


def _of_unknown_order(call: Call, owner: Value, added: Value | None) -> Value:
    content = call.store.content(owner)
    if not isinstance(content, SequenceValue):
        return call.unknown("the list is not known")
    element = element_of(owner, call.store, (call.key, "element"))
    parts = [element] if length_of(owner, call.store) != Number.exactly(0) else []
    parts += [added] if added is not None else []
    length = unknown_length((call.key, "heap"))
    call.set(owner, SequenceValue("list", any_in(parts, call.store, call.key), length))
    return one_of(element, call.store)


def _heapify(call: Call) -> Value:
    owner = call.argument("heap") or NONE
    content = call.store.content(owner)
    items = members_of(owner, call.store)
    if isinstance(content, SequenceValue) and (items is None or any(as_key(item) is None for item in items)):
        call.set(owner, in_any_order(content))
        return NONE
    _changed(call, heapq.heapify)
    return NONE


def _push(call: Call) -> Value:
    def change(heap: _Heap) -> None:
        heapq.heappush(heap, heap.pop())

    _changed(call, change, call.argument("item"))
    return NONE


def _pop(call: Call) -> Value:
    return _changed(call, heapq.heappop)


def _push_and_pop(call: Call) -> Value:
    return _changed(call, lambda heap: heapq.heappushpop(heap, heap.pop()), call.argument("item"))


def _replace(call: Call) -> Value:
    return _changed(call, lambda heap: heapq.heapreplace(heap, heap.pop()), call.argument("item"))


def inserted(call: Call) -> Value:
    """``bisect.insort(x, item)``"""

    def change(heap: _Heap) -> None:
        bisect.insort(heap, heap.pop())

    if call.keywords or len(call.arguments) != 2:
        _of_unknown_order(call, call.argument("heap") or NONE, call.argument("item"))
        return NONE
    _changed(call, change, call.argument("item"))
    return NONE


def _outermost(call: Call, *, largest: bool) -> Value:
    """``heapq.nlargest(n, x)``, ``heapq.nsmallest(n, x)``"""
    count, given = call.argument("n"), call.argument("iterable")
    if given is None or isinstance(call.store.content(given), Unknown):
        return call.unknown("of what these are the outermost is not known")
    items = members_of(given, call.store)
    known = count.constant if isinstance(count, Number) else None
    ordered = in_order(items, descending=largest) if items is not None and not call.keywords else None
    if ordered is not None and known is not None:
        some = ordered[: max(known, 0)]
        return call.allocate(SequenceValue.of("list", some, any_in(list(some), call.store, call.key)))
    element = one_of(element_of(given, call.store, call.key), call.store)
    return call.allocate(SequenceValue("list", element, unknown_length(call.key)))


LIBRARY = Library(
    name="heaps",
    roots=("heapq",),
    entries=(
        handled("heapify", by=in_each_case("heap", _heapify), takes=("heap",)),
        handled("heappush", by=in_each_case("heap", _push), takes=("heap", "item")),
        handled("heappop", by=in_each_case("heap", _pop), takes=("heap",)),
        handled("heappushpop", by=in_each_case("heap", _push_and_pop), takes=("heap", "item")),
        handled("heapreplace", by=in_each_case("heap", _replace), takes=("heap", "item")),
        handled("nlargest", by=lambda call: _outermost(call, largest=True), takes=("n", "iterable")),
        handled("nsmallest", by=lambda call: _outermost(call, largest=False), takes=("n", "iterable")),
    ),
)

"""The methods of lists and sets: how they grow, and in which order their elements are afterwards."""

from __future__ import annotations

from dataclasses import replace

from flake8_embedding.library.call import Call
from flake8_embedding.library.python import place_in
from flake8_embedding.library.python_containers import in_order, made_list, made_set
from flake8_embedding.library.spec import Entry, Library, ReadsOnly, handled
from flake8_embedding.limits import ITEMS
from flake8_embedding.values.arithmetic import combine
from flake8_embedding.values.contents import any_in, element_of, items_of, length_of
from flake8_embedding.values.objects import SequenceValue, unknown_length
from flake8_embedding.values.value import NONE, Const, Number, Value


def _append(call: Call) -> Value:
    owner, added = call.arguments[0], call.argument("item")
    content = call.store.content(owner)
    if added is None or not isinstance(content, SequenceValue):
        return NONE
    if content.items is not None and len(content.items) < ITEMS:
        items = (*content.items, added)
        call.set(owner, SequenceValue.of(content.kind, items, any_in(list(items), call.store, call.key)))
    else:
        longer = combine("+", content.length, Number.exactly(1))
        length = longer if isinstance(longer, Number) else unknown_length(call.key)
        call.set(owner, SequenceValue(content.kind, any_in([content.element, added], call.store, call.key), length))
    return NONE


def _insert(call: Call) -> Value:
    owner, place, added = call.arguments[0], call.argument("place"), call.argument("item")
    content = call.store.content(owner)
    if (
        added is not None
        and isinstance(content, SequenceValue)
        and content.items is not None
        and isinstance(place, Number)
        and place.constant is not None
    ):
        items = list(content.items)
        items.insert(place.constant, added)
        call.set(owner, SequenceValue.of(content.kind, tuple(items), any_in(items, call.store, call.key)))
        return NONE
    return _append(call)


def _extend(call: Call) -> Value:
    owner, added = call.arguments[0], call.argument("items")
    content = call.store.content(owner)
    if added is None or not isinstance(content, SequenceValue):
        return NONE
    more = items_of(added, call.store)
    if content.items is not None and more is not None and len(content.items) + len(more) <= ITEMS:
        items = (*content.items, *more)
        call.set(owner, SequenceValue.of(content.kind, items, any_in(list(items), call.store, call.key)))
        return NONE
    elements = [element_of(added, call.store, (call.key, "added"))]
    if content.items != ():
        elements.append(element_of(owner, call.store, (call.key, "old")))
    other = length_of(added, call.store)
    longer = combine("+", content.length, other) if other is not None else None
    length = longer if isinstance(longer, Number) else unknown_length(call.key)
    call.set(owner, SequenceValue(content.kind, any_in(elements, call.store, call.key), length))
    return NONE


def _add(call: Call) -> Value:
    owner, added = call.arguments[0], call.argument("item")
    content = call.store.content(owner)
    if isinstance(content, SequenceValue) and added is not None:
        if content.items is not None and all(isinstance(item, Const) for item in (*content.items, added)):
            items = tuple(dict.fromkeys((*content.items, added)))
            call.set(owner, SequenceValue.of("set", items, any_in(list(items), call.store, call.key), distinct=True))
            return NONE
        call.set(
            owner,
            SequenceValue(
                "set",
                any_in([content.element, added], call.store, call.key) if content.items != () else added,
                unknown_length((call.key, "set")),
                distinct=True,
            ),
        )
    return NONE


def _reorder(call: Call) -> Value:
    owner = call.arguments[0]
    content = call.store.content(owner)
    if isinstance(content, SequenceValue) and content.items is not None:
        call.set(owner, replace(content, items=in_order(call, content.items)))
    return NONE


def _reverse(call: Call) -> Value:
    owner = call.arguments[0]
    content = call.store.content(owner)
    if isinstance(content, SequenceValue) and content.items is not None:
        call.set(owner, replace(content, items=content.items[::-1]))
    return NONE


LIBRARY = Library(
    name="lists and sets",
    roots=(),
    entries=(),
    methods={
        "list": (
            handled("append", by=_append, takes=("self", "item")),
            handled("insert", by=_insert, takes=("self", "place", "item")),
            handled("extend", by=_extend, takes=("self", "items")),
            handled("copy", by=made_list),
            handled("sort", by=_reorder),
            handled("reverse", by=_reverse),
            handled("index", by=place_in),
            Entry(("count",), ("self",), ReadsOnly()),
        ),
        "set": (handled("add", by=_add, takes=("self", "item")), handled("copy", by=made_set)),
    },
)

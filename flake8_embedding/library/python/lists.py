"""The methods of lists: how they grow and shrink, and in which order their elements are afterwards."""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.python.containers import made_list
from flake8_embedding.library.python.items import OF_CONTAINERS
from flake8_embedding.library.python.order import backwards, sorted_row
from flake8_embedding.library.python.places import place_in
from flake8_embedding.library.spec import Entry, Library, ReadsOnly, handled
from flake8_embedding.limits import ITEMS
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import any_in, element_of, items_of, length_of
from flake8_embedding.values.containers.own_last import among_own, has_own_last, in_another_order, with_own
from flake8_embedding.values.containers.parts import cut_off, each_number, one_of
from flake8_embedding.values.containers.selections import LastWord
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.sets import in_any_order
from flake8_embedding.values.literals import as_key
from flake8_embedding.values.memory.join import NO_GUARDS, join
from flake8_embedding.values.numbers.arithmetic import combine
from flake8_embedding.values.numbers.lengths import length_of_all
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.texts import are_apart
from flake8_embedding.values.value import NEVER, NONE, Choice, Const, LibraryName, Number, Unknown, Value


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
        own = isinstance(added, Const)
        element = with_own(_joined(call, content.element, added), [content.element, added], [added], is_last=own)
        distinct = own and are_apart([content, SequenceValue.of("list", (added,), added)])
        call.set(
            owner,
            SequenceValue(
                content.kind,
                element,
                length,
                distinct=distinct,
                each_once=content.each_once,
                begins=content.begins,
            ),
        )
    return NONE


def _joined(call: Call, held: Value, added: Value) -> Value:
    """An element of a list with one more. Numbers that differ from path to path stay apart: where a path of a round
    makes a dict longer, the loop knows that its number lies below the length at the end."""
    if isinstance(added, Choice) and all(isinstance(option.value, Number) for option in added.options):
        return join([(held, NO_GUARDS), (added, NO_GUARDS)], call.key)
    return any_in([held, added], call.store, call.key)


def _insert(call: Call) -> Value:
    owner, place, added = call.arguments[0], call.argument("place"), call.argument("item")
    content = call.store.content(owner)
    if (
        added is not None
        and isinstance(content, SequenceValue)
        and content.items is not None
        and len(content.items) < ITEMS
        and isinstance(place, Number)
        and place.constant is not None
    ):
        items = list(content.items)
        items.insert(place.constant, added)
        call.set(owner, SequenceValue.of(content.kind, tuple(items), any_in(items, call.store, call.key)))
        return NONE
    _append(call)
    after = call.store.content(owner)
    if isinstance(after, SequenceValue) and isinstance(content, SequenceValue):
        # What stands behind the place has moved on.
        is_known = place == Number.exactly(0) and not has_own_last(content.element)
        element = in_another_order(after.element, LastWord.OF_DATA if is_known else LastWord.UNKNOWN)
        call.set(owner, replace(after, element=element, begins=()) if after.items is None else in_any_order(after))
    return NONE


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
    length = longer if isinstance(longer, Number) else length_of_all([content.length, other], call.key)
    element = any_in(elements, call.store, call.key)
    some = (*(content.items or ()), *(more or ()))
    element = with_own(element, elements, some, is_last=bool(more) and isinstance((more or some)[-1], Const))
    other_row = call.store.content(added)
    distinct = isinstance(other_row, SequenceValue) and are_apart([content, other_row])
    call.set(owner, SequenceValue(content.kind, element, length, distinct=distinct))
    return NONE


def _sort(call: Call) -> Value:
    """``x.sort()``, ``x.sort(key=..., reverse=True)``"""
    owner = call.arguments[0]
    content = call.store.content(owner)
    if isinstance(content, SequenceValue):
        call.set(owner, sorted_row(call, content))
    return NONE


def _reverse(call: Call) -> Value:
    owner = call.arguments[0]
    content = call.store.content(owner)
    if isinstance(content, SequenceValue):
        call.set(owner, backwards(content))
    return NONE


def _pop(call: Call) -> Value:
    """``x.pop()``, ``x.pop(place)``"""
    owner, place = call.arguments[0], call.argument("place") or Number.exactly(-1)
    content = call.store.content(owner)
    if not isinstance(content, SequenceValue):
        return call.unknown("the list is not known")
    position = place.constant if isinstance(place, Number) else None
    items = content.items
    if items is None or position is None:
        call.set(owner, one_less(call, content))
        if items is None and position == 0:
            # ``while len(words) > 1: words.pop(0)``: the last one, with the highest id, stays.
            return cut_off(content.element, call.store, "taken out")
        return one_of(content.element if items is None else any_in(list(items), call.store, call.key), call.store)
    if not -len(items) <= position < len(items):
        return call.unknown("the place is past the end")
    left = list(items)
    taken = left.pop(position)
    call.set(owner, SequenceValue.of(content.kind, tuple(left), any_in(left, call.store, call.key)))
    return taken


def _remove(call: Call) -> Value:
    """``x.remove(item)``: the first element that is equal."""
    owner, item = call.arguments[0], call.argument("item")
    content = call.store.content(owner)
    if not isinstance(content, SequenceValue) or item is None:
        return NONE
    wanted = as_key(item)
    keys = [as_key(one) for one in content.items or ()]
    if content.items is not None and wanted is not None and None not in keys and wanted not in keys:
        # Python raises a ValueError.
        return NEVER
    if content.items is None or wanted is None or None in keys:
        call.set(owner, one_less(call, content))
        return NONE
    left = list(content.items)
    del left[keys.index(wanted)]
    call.set(owner, SequenceValue.of(content.kind, tuple(left), any_in(left, call.store, call.key)))
    return NONE


def one_less(call: Call, content: SequenceValue) -> SequenceValue:
    """The list without one element; which one is not known."""
    element = content.element if content.items is None else any_in(list(content.items), call.store, call.key)
    if content.distinct or among_own(element) is not None:
        element = cut_off(element, call.store, call.key)
    kept = each_number(element, call.store, Number.without_highest)
    return SequenceValue(content.kind, kept, unknown_length((call.key, "shorter"), most=content.length))


def _clear(call: Call) -> Value:
    empty = Unknown("an empty collection has no element", (call.key, "empty"))
    call.set(call.arguments[0], SequenceValue.of("list", (), empty))
    return NONE


LIBRARY = Library(
    name="lists",
    roots=(),
    entries=(),
    methods={
        "list": (
            handled("__len__", by=lambda call: call.apply(LibraryName("builtins.len"), call.arguments)),
            *OF_CONTAINERS,
            handled("append", by=_append, takes=("self", "item")),
            handled("insert", by=_insert, takes=("self", "place", "item")),
            handled("extend", by=_extend, takes=("self", "items")),
            handled("copy", by=made_list),
            handled("sort", by=_sort),
            handled("reverse", by=_reverse),
            handled("pop", by=_pop, takes=("self", "place")),
            handled("remove", by=_remove, takes=("self", "item")),
            handled("clear", by=_clear),
            handled("index", by=place_in, takes=("self", "item")),
            Entry(("count",), ("self",), ReadsOnly()),
        ),
    },
)

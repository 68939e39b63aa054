"""Python's containers, as far as sizes and ids need them: how they are made, how they grow, what is in them."""

from __future__ import annotations

from dataclasses import replace

from flake8_embedding.library.python import per_option
from flake8_embedding.library.spec import Call, Library, ReadsOnly, Row, handled
from flake8_embedding.limits import ITEMS
from flake8_embedding.values.arithmetic import as_number, combine, least
from flake8_embedding.values.bounds import add
from flake8_embedding.values.contents import element_of, is_distinct, items_of, length_of, some_of
from flake8_embedding.values.identity import Key
from flake8_embedding.values.join import any_of, join
from flake8_embedding.values.mappings import merged, put
from flake8_embedding.values.objects import Mapping, Sequence, is_none, unknown_length
from flake8_embedding.values.value import (
    NONE,
    Arm,
    Const,
    Number,
    TextValue,
    Unknown,
    Value,
)

# -- making them ------------------------------------------------------------------------------------------------------


def _like(call: Call, kind: str, given: Value | None) -> Value:
    """A list or tuple of the same elements."""
    if given is None:
        return _made(call, Sequence.of(kind, (), Unknown("an empty collection has no element", (call.key, "empty"))))
    content = call.store.content(given)
    match content:
        case Sequence(items=items, element=element, length=length, distinct=distinct):
            return _made(call, Sequence(kind, element, length, items, distinct))
        case Mapping():
            return _made(call, _keys_of(call, content, kind))
        case Const(value=str() as text) if len(text) <= ITEMS:
            items = tuple(map(Const, text))
            return _made(call, Sequence.of(kind, items, TextValue()))
        case Const() | TextValue():
            return _made(call, Sequence(kind, TextValue(), unknown_length(call.key)))
        case Unknown():
            # The list of an unknown collection is as unknown, and as long.
            return content
    return call.unknown("what is listed is not known")


def _made(call: Call, content: Sequence) -> Value:
    return content if content.kind == "tuple" else call.allocate(content)


def _list(call: Call) -> Value:
    return per_option(
        call, call.argument("self") or NONE, lambda value: _like(call, "list", None if is_none(value) else value)
    )


def _tuple(call: Call) -> Value:
    return _like(call, "tuple", call.argument("self"))


def _sorted(call: Call) -> Value:
    given = call.argument("self")
    content = call.store.content(given) if given is not None else None
    if not isinstance(content, Sequence | Mapping):
        return _like(call, "list", given)
    listed = call.store.content(_like(call, "list", given))
    if not isinstance(listed, Sequence) or listed.items is None:
        return call.allocate(listed)
    return call.allocate(replace(listed, items=_in_order(call, listed.items)))


def _in_order(call: Call, items: tuple[Value, ...]) -> tuple[Value, ...] | None:
    """The items in ascending order; None where that, or the order wanted, is not known."""
    if call.keywords:
        return None
    numbers = [item.constant for item in items if isinstance(item, Number)]
    if len(numbers) == len(items) and None not in numbers:
        return tuple(sorted(items, key=lambda item: item.constant or 0 if isinstance(item, Number) else 0))
    return None


def _reversed(call: Call) -> Value:
    given = call.argument("self")
    listed = call.store.content(_like(call, "list", given))
    if isinstance(listed, Sequence) and listed.items is not None:
        return replace(listed, kind="iterator", items=listed.items[::-1])
    return replace(listed, kind="iterator") if isinstance(listed, Sequence) else listed


def _set(call: Call) -> Value:
    given = call.argument("self")
    if given is None:
        return call.allocate(
            Sequence.of("set", (), Unknown("an empty set has no element", (call.key, "empty")), distinct=True)
        )
    items = items_of(given, call.store)
    element = element_of(given, call.store, call.key)
    if items is not None and all(
        isinstance(item, Const) or getattr(item, "constant", None) is not None for item in items
    ):
        distinct = tuple(dict.fromkeys(items))
        return call.allocate(Sequence("set", element, Number.exactly(len(distinct)), distinct, distinct=True))
    before = length_of(given, call.store)
    if is_distinct(given, call.store) and before is not None:
        return call.allocate(Sequence("set", element, before, distinct=True))
    key = given.key if isinstance(given, Unknown) else call.key
    length = unknown_length(("set", key), text=call.length_text("set"), most=before)
    return call.allocate(Sequence("set", element, length, distinct=True))


def _dict(call: Call) -> Value:
    given = call.arguments[0] if call.arguments else None
    if given is None:
        return (
            call.allocate(Mapping((), None, None, Number.exactly(0)))
            if call.complete and call.argument("") is None
            else call.unknown("dict(**kwargs)")
        )
    content = call.store.content(given)
    match content:
        case Mapping():
            return call.allocate(content)
        case Sequence(kind=kind, element=Sequence(items=(key, value))) if content.items is None:
            distinct = kind in ("enumerated", "items") or content.distinct
            length = (
                content.length
                if distinct
                else unknown_length((call.key, "keys"), text=call.length_text("dict"), most=content.length)
            )
            made = call.allocate(Mapping((), key, value, length))
            call.note_vocabulary(made)
            return made
        case Sequence(items=items) if items is not None:
            built = Mapping((), None, None, Number.exactly(0))
            for place, pair in enumerate(items):
                parts = items_of(pair, call.store)
                if parts is None or len(parts) != 2:
                    return call.unknown("the entries of the dict are not known")
                built = put(built, parts[0], parts[1], Key(call.key, place))
            return call.allocate(built)
    return call.unknown("the entries of the dict are not known")


def _enumerate(call: Call) -> Value:
    given, start = call.argument("self"), call.argument("start")
    first = Number.exactly(0) if start is None else as_number(start)
    if given is None or first is None or first.exact is None:
        return call.unknown("what is enumerated is not known")
    items = items_of(given, call.store)
    distinct = is_distinct(given, call.store)
    element = element_of(given, call.store, call.key)
    if items is not None and first.constant is not None:
        pairs = tuple(
            Sequence.of("tuple", (Number.exactly(first.constant + place), item), element)
            for place, item in enumerate(items)
        )
        return Sequence.of("enumerated", pairs, any_of(list(pairs), call.key), distinct=distinct)
    length = length_of(given, call.store) or unknown_length(call.key)
    if length.exact is None:
        length = unknown_length(call.key, most=length)
    assert length.exact is not None
    index = Number(first.exact, add(add(first.exact, length.exact), -1))
    return Sequence("enumerated", Sequence.of("tuple", (index, element), element), length, distinct=distinct)


def _zip(call: Call) -> Value:
    columns = [items_of(argument, call.store) for argument in call.arguments]
    elements = tuple(
        element_of(argument, call.store, (call.key, place)) for place, argument in enumerate(call.arguments)
    )
    if not elements or not call.complete:
        return call.unknown("what is zipped is not known")
    if all(column is not None for column in columns):
        rows = tuple(
            Sequence.of("tuple", row, any_of(list(row), call.key))
            for row in zip(*(column or () for column in columns), strict=False)
        )
        if rows:
            return Sequence.of(
                "zipped", rows, any_of(list(rows), call.key), distinct=is_distinct(call.arguments[0], call.store)
            )
    lengths = [length_of(argument, call.store) for argument in call.arguments]
    known = [length for length in lengths if length is not None and length.exact is not None]
    length = least(known) if len(known) == len(lengths) else unknown_length(call.key)
    elements = tuple(
        _handed_out(call, argument, element, length) for argument, element in zip(call.arguments, elements, strict=True)
    )
    row = Sequence.of("tuple", elements, any_of(list(elements), call.key))
    return Sequence("zipped", row, length, distinct=is_distinct(call.arguments[0], call.store))


def _handed_out(call: Call, column: Value, element: Value, length: Number) -> Value:
    """What zip() takes of a column before the shortest one ends."""
    content = call.store.content(column)
    if not isinstance(element, Number) or not isinstance(content, Sequence) or content.length == length:
        return element
    if content.kind == "range" and element.low is not None and length.exact is not None:
        return Number(element.low, add(add(element.low, length.exact), -1))
    return some_of(element)


# -- their methods ----------------------------------------------------------------------------------------------------


def _keys_of(call: Call, content: Mapping, kind: str) -> Sequence:
    keys = tuple(key for key, _ in content.entries)
    if content.key is None:
        return Sequence.of(kind, keys, any_of(list(keys), (call.key, "keys")), distinct=True)
    return Sequence(kind, any_of([*keys, content.key], (call.key, "keys")), content.length, distinct=True)


def _dict_part(call: Call, kind: str) -> Value:
    content = call.store.content(call.arguments[0])
    if not isinstance(content, Mapping):
        return call.unknown("the dict is not known")
    if kind == "keys":
        return _keys_of(call, content, kind)
    values = tuple(value for _, value in content.entries)
    if kind == "values":
        if content.others is None:
            return Sequence.of(kind, values, any_of(list(values), call.key))
        return Sequence(kind, any_of([*values, content.others], call.key), content.length)
    keys = _keys_of(call, content, kind)
    if content.key is None:
        pairs = tuple(Sequence.of("tuple", entry, entry[1]) for entry in content.entries)
        return Sequence.of(kind, pairs, any_of(list(pairs), call.key), distinct=True)
    value = any_of([*values, content.others or NONE], (call.key, "values"))
    return Sequence(kind, Sequence.of("tuple", (keys.element, value), value), content.length, distinct=True)


def _get(call: Call) -> Value:
    content, key, default = (
        call.store.content(call.arguments[0]),
        call.argument("key"),
        call.argument("default") or NONE,
    )
    if not isinstance(content, Mapping) or key is None:
        return call.unknown("the dict is not known")
    known = content.get(key)
    if known is not None:
        return known
    if content.key is None and isinstance(key, Const):
        return default
    found = [value for _, value in content.entries] if not isinstance(key, Const) else []
    found += [content.others] if content.others is not None else []
    return any_of([*found, default], call.key) if not is_none(default) else any_of(found, call.key)


def _update(call: Call) -> Value:
    owner = call.arguments[0]
    content = call.store.content(owner)
    other = call.store.content(call.arguments[1]) if len(call.arguments) == 2 else None
    if isinstance(content, Mapping) and call.complete:
        if other is not None:
            content = merged(content, other, call.key)
        for name, value in call.keywords:
            content = put(content, Const(name), value, Key(call.key, name))
        call.set(owner, content)
        call.note_vocabulary(owner)
    else:
        call.set(owner, call.unknown("it was updated with unknown entries"))
    return NONE


def _set_default(call: Call) -> Value:
    """``d.setdefault(key, value)``: a new entry, or the one that is there."""
    owner, key, value = call.arguments[0], call.argument("key"), call.argument("default") or NONE
    content = call.store.content(owner)
    if not isinstance(content, Mapping) or key is None:
        return call.unknown("the dict is not known")
    grown = put(content, key, value, call.key, is_new=True)
    ways: list[tuple[Value, frozenset[Arm]]] = [
        (content, frozenset({(call.key, "known")})),
        (grown, frozenset({(call.key, "new")})),
    ]
    call.set(owner, join(ways, call.key))
    return any_of([value, *([content.others] if content.others is not None else [])], call.key)


def _append(call: Call) -> Value:
    owner, added = call.arguments[0], call.argument("item")
    content = call.store.content(owner)
    if added is None or not isinstance(content, Sequence):
        return NONE
    if content.items is not None and len(content.items) < ITEMS:
        items = (*content.items, added)
        call.set(owner, Sequence.of(content.kind, items, any_of(list(items), call.key)))
    else:
        longer = combine("+", content.length, Number.exactly(1))
        length = longer if isinstance(longer, Number) else unknown_length(call.key)
        call.set(owner, Sequence(content.kind, any_of([content.element, added], call.key), length))
    return NONE


def _insert(call: Call) -> Value:
    owner, place, added = call.arguments[0], call.argument("place"), call.argument("item")
    content = call.store.content(owner)
    if (
        added is not None
        and isinstance(content, Sequence)
        and content.items is not None
        and isinstance(place, Number)
        and place.constant is not None
    ):
        items = list(content.items)
        items.insert(place.constant, added)
        call.set(owner, Sequence.of(content.kind, tuple(items), any_of(items, call.key)))
        return NONE
    return _append(call)


def _extend(call: Call) -> Value:
    owner, added = call.arguments[0], call.argument("items")
    content = call.store.content(owner)
    if added is None or not isinstance(content, Sequence):
        return NONE
    more = items_of(added, call.store)
    if content.items is not None and more is not None and len(content.items) + len(more) <= ITEMS:
        items = (*content.items, *more)
        call.set(owner, Sequence.of(content.kind, items, any_of(list(items), call.key)))
        return NONE
    elements = [element_of(added, call.store, (call.key, "added"))]
    if content.items != ():
        elements.append(element_of(owner, call.store, (call.key, "old")))
    other = length_of(added, call.store)
    longer = combine("+", content.length, other) if other is not None else None
    length = longer if isinstance(longer, Number) else unknown_length(call.key)
    call.set(owner, Sequence(content.kind, any_of(elements, call.key), length))
    return NONE


def _add(call: Call) -> Value:
    owner, added = call.arguments[0], call.argument("item")
    content = call.store.content(owner)
    if isinstance(content, Sequence) and added is not None:
        call.set(
            owner,
            Sequence(
                "set",
                any_of([content.element, added], call.key) if content.items != () else added,
                unknown_length((call.key, "set")),
                distinct=True,
            ),
        )
    return NONE


def _reorder(call: Call) -> Value:
    owner = call.arguments[0]
    content = call.store.content(owner)
    if isinstance(content, Sequence) and content.items is not None:
        call.set(owner, replace(content, items=_in_order(call, content.items)))
    return NONE


def _reverse(call: Call) -> Value:
    owner = call.arguments[0]
    content = call.store.content(owner)
    if isinstance(content, Sequence) and content.items is not None:
        call.set(owner, replace(content, items=content.items[::-1]))
    return NONE


LIBRARY = Library(
    name="Python's containers",
    roots=("builtins",),
    rows=(
        handled("list", by=_list, keeps_name=True),
        handled("tuple", by=_tuple, keeps_name=True),
        handled("sorted", by=_sorted, keeps_name=True),
        handled("reversed", by=_reversed, keeps_name=True),
        handled("set", "frozenset", by=_set, keeps_name=True),
        handled("dict", by=_dict),
        handled("enumerate", by=_enumerate, takes=("self", "start")),
        handled("zip", by=_zip),
    ),
    methods={
        "dict": (
            handled("keys", by=lambda call: _dict_part(call, "keys")),
            handled("values", by=lambda call: _dict_part(call, "values")),
            handled("items", by=lambda call: _dict_part(call, "items")),
            handled("get", by=_get, takes=("self", "key", "default")),
            handled("setdefault", by=_set_default, takes=("self", "key", "default")),
            handled("update", by=_update, takes=("self", "other")),
            handled("copy", by=_dict),
        ),
        "list": (
            handled("append", by=_append, takes=("self", "item")),
            handled("insert", by=_insert, takes=("self", "place", "item")),
            handled("extend", by=_extend, takes=("self", "items")),
            handled("copy", by=_list),
            handled("sort", by=_reorder),
            handled("reverse", by=_reverse),
            Row(("index",), ("self",), ReadsOnly()),
            Row(("count",), ("self",), ReadsOnly()),
        ),
        "set": (handled("add", by=_add, takes=("self", "item")), handled("copy", by=_set)),
    },
)

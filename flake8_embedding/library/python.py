"""Python's own functions and containers, as far as sizes and ids need them."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from flake8_embedding.library.arrays import largest
from flake8_embedding.library.spec import Call, Handled, Library, ReadsOnly, Row
from flake8_embedding.limits import ITEMS
from flake8_embedding.values.arithmetic import as_number, combine, least, most
from flake8_embedding.values.bounds import add, subtract
from flake8_embedding.values.contents import element_of, is_distinct, items_of, length_of, some_of
from flake8_embedding.values.identity import Key
from flake8_embedding.values.join import any_of, join, options_of
from flake8_embedding.values.linear import Linear, Symbol
from flake8_embedding.values.mappings import merged, put
from flake8_embedding.values.objects import Mapping, Sequence, is_none, opaque_number, unknown_length, upper_bounds
from flake8_embedding.values.value import (
    NONE,
    Arm,
    Const,
    FloatNumber,
    Number,
    Partial,
    TextValue,
    Unknown,
    Value,
)


def _handled(
    *names: str, by: Callable[[Call], Value], takes: tuple[str, ...] = ("self",), keeps_name: bool = False
) -> Row:
    return Row(names, takes, Handled(by), keeps_name)


def per_option(call: Call, value: Value, answer: Callable[[Value], Value]) -> Value:
    """The answer for each of the alternatives of a value, kept apart."""
    content = call.store.content(value)
    return join([(answer(option.value), option.arms) for option in options_of(content)], call.key)


# -- numbers --------------------------------------------------------------------------------------------------------


def _len(call: Call) -> Value:
    given = call.argument("self")
    if given is None:
        return call.unknown("len() of what is not seen")

    def answer(value: Value) -> Value:
        return length_of(value, call.store) or call.unknown("the length is not known")

    return per_option(call, given, answer)


def _numbers(call: Call) -> list[Number] | None:
    """The arguments as numbers; an unknown one is at least some number."""
    found = [opaque_number(value) if isinstance(value, Unknown) else as_number(value) for value in call.arguments]
    known = [number for number in found if number is not None]
    return known if len(known) == len(found) else None


def _extreme(call: Call, of_several: Callable[[list[Number]], Number], of_one: Callable[[Call], Value]) -> Value:
    if not call.complete:
        return call.unknown("the arguments are not all seen")
    if len(call.arguments) == 1:
        if call.argument("key") is not None:
            return element_of(call.arguments[0], call.store, call.key)
        return of_one(call)
    numbers = _numbers(call)
    return of_several(numbers) if numbers else call.unknown("not all of these are numbers")


def _max(call: Call) -> Value:
    return _extreme(call, most, _largest_element)


def _largest_element(call: Call) -> Value:
    """``max(xs)``: where the elements are one number by name, which of them is the largest is still open."""
    content = call.store.content(call.arguments[0])
    match content:
        case Sequence(items=None, element=Number() as element) if (
            element.exact is not None and element.constant is None
        ):
            # One name for all elements: none of them is above the largest.
            text = call.symbol_text() or "the largest"
            symbol = Symbol(Key("largest", call.key), text, least=None, most=upper_bounds(element.exact))
            return replace(Number.exactly(Linear.of(symbol)), largest_of=element)
        case Mapping(key=Number() as key, entries=()):
            return replace(Number.exactly(key.high), largest_of=key) if key.high is not None and key.reached else key
    return largest(call)


def _min(call: Call) -> Value:
    return _extreme(call, least, lambda one: one.unknown("the smallest of these is not known"))


def _int(call: Call) -> Value:
    given = call.argument("self")
    match given:
        case Number():
            return replace(given, library=False)
        case Unknown():
            return opaque_number(given)
        case Const(value=bool() | float() as constant) if constant == constant and abs(constant) < 2**63:
            return Number.exactly(int(constant), birth=given.birth)
        case Const(value=str() as text) if text.strip().isascii() and text.strip().isdigit() and len(text) < 20:
            return Number.exactly(int(text), birth=given.birth)
    return call.unknown("what int() gives is not known")


def _float(call: Call) -> Value:
    return FloatNumber()


def _text(call: Call) -> Value:
    return TextValue()


def _changed_text(method: str, call: Call) -> Value:
    """``text.lower()`` and the like, of a text that is known."""
    match call.arguments:
        case [Const(value=str() as text)]:
            return Const(getattr(text, method)())
    return TextValue()


def _split(call: Call) -> Value:
    """``"to be or not".split()``"""
    words: list[str] | None = None
    match call.arguments:
        case [Const(value=str() as text)]:
            words = text.split()
        case [Const(value=str() as text), Const(value=str() as separator)] if separator:
            words = text.split(separator)
    if words is None or len(words) > ITEMS or call.keywords:
        return call.unknown("the parts of an unknown text")
    return call.allocate(Sequence.of("list", tuple(map(Const, words)), TextValue()))


def _sum(call: Call) -> Value:
    items = items_of(call.arguments[0], call.store) if call.arguments else None
    if items is None or len(call.arguments) > 1:
        return call.unknown("the sum of an unknown number of things")
    total: Value = Number.exactly(0)
    for item in items:
        total = combine("+", total, item) or call.unknown("the sum of things that are no numbers")
    return total


def _range(call: Call) -> Value:
    bounds = _numbers(call)
    if not bounds or not call.complete or any(bound.exact is None for bound in bounds):
        return call.unknown("the range is not known")
    start, stop = (Number.exactly(0), bounds[0]) if len(bounds) == 1 else (bounds[0], bounds[1])
    step = bounds[2].constant if len(bounds) == 3 else 1
    assert start.exact is not None
    assert stop.exact is not None
    ends = (start.constant, stop.constant)
    if ends[0] is not None and ends[1] is not None and step and abs(ends[1] - ends[0]) // abs(step) < ITEMS:
        items = tuple(map(Number.exactly, range(ends[0], ends[1], step)))
        return Sequence.of("range", items, any_of(list(items), call.key), distinct=True)
    if step != 1:
        return Sequence("range", Number(start.low, add(stop.exact, -1), reached=False), unknown_length(call.key))
    length = subtract(stop.exact, start.exact)
    return Sequence("range", Number(start.exact, add(stop.exact, -1)), Number.exactly(length), distinct=True)


# -- containers -----------------------------------------------------------------------------------------------------


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


def _map(call: Call) -> Value:
    if len(call.arguments) != 2:
        return call.unknown("map() over several collections is not followed")
    function, given = call.arguments
    element = element_of(given, call.store, call.key)
    return Sequence(
        "iterator", call.apply(function, [element]), length_of(given, call.store) or unknown_length(call.key)
    )


def _getattr(call: Call) -> Value:
    owner, name = call.argument("self"), call.argument("name")
    match name:
        case Const(value=str() as text) if owner is not None and text.isidentifier():
            return call.attribute(owner, text)
    return call.unknown("getattr() with an unknown name")


def _first(call: Call) -> Value:
    return call.argument("self") or call.unknown("nothing is given")


def _partial(call: Call) -> Value:
    if not call.arguments or not call.complete:
        return call.unknown("partial() of what is not seen")
    return Partial(call.arguments[0], tuple(call.arguments[1:]), call.keywords)


def _next(call: Call) -> Value:
    given = call.argument("self")
    return element_of(given, call.store, call.key) if given is not None else call.unknown("next() of nothing")


# -- methods of containers ------------------------------------------------------------------------------------------


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


def _set_default_environment(call: Call) -> Value:
    call.environment(call.argument("name") or NONE)
    return call.unknown("an environment variable")


_HARMLESS = tuple(
    name
    for name in dir(builtins)
    if not name.startswith("_") and name not in {"exec", "eval", "setattr", "delattr", "vars", "super"}
)

LIBRARY = Library(
    name="Python",
    roots=("builtins",),
    rows=(
        _handled("len", by=_len),
        _handled("max", by=_max),
        _handled("min", by=_min),
        _handled("int", by=_int),
        _handled("float", by=_float),
        _handled("str", "repr", "format", "input", "chr", by=_text),
        _handled("sum", by=_sum),
        _handled("range", by=_range),
        _handled("list", by=_list, keeps_name=True),
        _handled("tuple", by=_tuple, keeps_name=True),
        _handled("sorted", by=_sorted, keeps_name=True),
        _handled("reversed", by=_reversed, keeps_name=True),
        _handled("set", "frozenset", by=_set, keeps_name=True),
        _handled("dict", by=_dict),
        _handled("enumerate", by=_enumerate, takes=("self", "start")),
        _handled("zip", by=_zip),
        _handled("map", by=_map),
        _handled("iter", by=_first),
        _handled("next", by=_next),
        _handled("getattr", by=_getattr, takes=("self", "name")),
        Row(
            tuple(name for name in _HARMLESS if name in {"print", "isinstance", "type", "hash", "id", "all", "any"}),
            (),
            ReadsOnly(),
        ),
    ),
    methods={
        "dict": (
            _handled("keys", by=lambda call: _dict_part(call, "keys")),
            _handled("values", by=lambda call: _dict_part(call, "values")),
            _handled("items", by=lambda call: _dict_part(call, "items")),
            _handled("get", by=_get, takes=("self", "key", "default")),
            _handled("setdefault", by=_set_default, takes=("self", "key", "default")),
            _handled("update", by=_update, takes=("self", "other")),
            _handled("copy", by=_dict),
        ),
        "list": (
            _handled("append", by=_append, takes=("self", "item")),
            _handled("insert", by=_insert, takes=("self", "place", "item")),
            _handled("extend", by=_extend, takes=("self", "items")),
            _handled("copy", by=_list),
            _handled("sort", "reverse", by=_reorder),
            Row(("index",), ("self",), ReadsOnly()),
            Row(("count",), ("self",), ReadsOnly()),
        ),
        "set": (_handled("add", by=_add, takes=("self", "item")), _handled("copy", by=_set)),
        "str": (
            *(_handled(name, by=_text) for name in ("join", "format", "replace")),
            *(_handled(name, by=partial(_changed_text, name)) for name in ("lower", "upper", "strip")),
            _handled("split", by=_split, takes=("self", "separator")),
        ),
    },
)

"""Python's containers, as far as sizes and ids need them: how they are made of each other."""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.python.builtins import per_option
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.limits import ITEMS
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import (
    any_in,
    element_of,
    is_distinct,
    is_turned,
    items_of,
    length_of,
    rounds_of,
)
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.mappings import put
from flake8_embedding.values.containers.own_last import each_key
from flake8_embedding.values.containers.parts import cut_off
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.sets import in_any_order
from flake8_embedding.values.ids import IdFacts
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.arithmetic import as_number
from flake8_embedding.values.numbers.bounds import add
from flake8_embedding.values.numbers.casts import truth_in
from flake8_embedding.values.numbers.ranges import least, some_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import ModelObject, is_none
from flake8_embedding.values.provenance import Key, KeysOf
from flake8_embedding.values.value import (
    NONE,
    Const,
    Number,
    ObjectRef,
    TextValue,
    Unknown,
    Value,
)


def like(call: Call, kind: str, given: Value | None) -> Value:
    """A list or tuple of the same elements."""
    if given is None:
        return _made(
            call, SequenceValue.of(kind, (), Unknown("an empty collection has no element", (call.key, "empty")))
        )
    content = call.store.content(given)
    match content:
        case SequenceValue(items=items, element=element, length=length, distinct=distinct):
            of_set = content.of_set or content.kind == "set"
            members = content.members
            if content.dtype == "bool" and items is not None:
                truths = [truth_in(item) for item in items]
                items = tuple(
                    item if truth is None else Const(truth) for item, truth in zip(items, truths, strict=True)
                )
            made = SequenceValue(kind, element, length, items, distinct, of_set=of_set, members=members)
            return _made(
                call,
                replace(
                    made,
                    keys_of=content.keys_of,
                    each_once=content.each_once,
                    by_first=content.has_keyed_pairs,
                    by_last=content.by_last,
                    turned=content.turned,
                ),
            )
        case DictValue():
            return _made(call, viewed(given, keys_of(call, content, kind)))
        case Const(value=str() as text) if len(text) <= ITEMS:
            items = tuple(map(Const, text))
            return _made(call, SequenceValue.of(kind, items, TextValue()))
        case Const() | TextValue():
            return _made(call, SequenceValue(kind, TextValue(), unknown_length(call.key)))
        case Number():
            # A row of an array, of which the range of its numbers is known.
            return _made(call, SequenceValue(kind, replace(content, birth=None), unknown_length(call.key)))
        case ModelObject(layers=layers, inputs=None):
            # ``list(nn.Sequential(...))``
            return _made(call, SequenceValue.of(kind, layers, any_in(list(layers), call.store, call.key)))
        case Unknown():
            # The list of an unknown collection is as unknown, and as long.
            return content
    return call.unknown("what is listed is not known")


def _made(call: Call, content: SequenceValue) -> Value:
    return content if content.kind == "tuple" else call.allocate(content)


def made_list(call: Call) -> Value:
    """``list(x)``"""
    return per_option(
        call, call.argument("self") or NONE, lambda value: like(call, "list", None if is_none(value) else value)
    )


def _tuple(call: Call) -> Value:
    """``tuple(x)``"""
    return per_option(
        call, call.argument("self") or NONE, lambda value: like(call, "tuple", None if is_none(value) else value)
    )


def made_dict(call: Call) -> Value:
    """``dict(pairs)``, ``dict(other)``, ``dict(rows=5)``, and both together."""
    if not call.complete:
        return call.unknown("the entries of the dict are not all seen")
    made = dict_of_entries(call, call.arguments[0]) if call.arguments else call.allocate(_EMPTY)
    content = call.store.content(made)
    if call.keywords and isinstance(content, DictValue):
        for name, value in call.keywords:
            content = put(content, Const(name), value, Key(call.key, name))
        call.set(made, content)
    return made


_EMPTY = DictValue((), None, None, Number.exactly(0))


def dict_of_entries(call: Call, given: Value) -> Value:
    """A dict with the entries of another one, or of pairs. What makes missing entries is not copied."""
    content = call.store.content(given)
    match content:
        case DictValue():
            return call.allocate(replace(content, factory=None))
        case SequenceValue(kind=kind, element=SequenceValue(items=(key, value))) if content.items is None:
            distinct = kind in ("enumerated", "items") or content.distinct
            # A word is presumed to come once, a number is not.
            shorter = KeysOf(call.key) if not isinstance(key, Number) else Key(call.key, "keys")
            length = (
                content.length
                if distinct
                else unknown_length(shorter, text=call.length_text("dict"), most=content.length)
            )
            made = call.allocate(DictValue((), key, value, length, distinct=content.by_last))
            call.note_vocabulary(made)
            return made
        case SequenceValue(items=items) if items is not None:
            built = _EMPTY
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
    items = rounds_of(given, call.store)
    distinct = is_distinct(given, call.store)
    element = element_of(given, call.store, call.key)
    if items is not None and first.constant is not None:
        pairs = tuple(
            SequenceValue.of("tuple", (Number.exactly(first.constant + place), item), element)
            for place, item in enumerate(items)
        )
        return SequenceValue.of("enumerated", pairs, any_of(list(pairs), call.key), distinct=distinct)
    length = length_of(given, call.store) or unknown_length(call.key)
    if length.exact is None:
        length = unknown_length(call.key, most=length)
    assert length.exact is not None
    index = Number(first.exact, add(add(first.exact, length.exact), -1))
    content = call.store.content(given)
    if first.constant == 0 and isinstance(content, SequenceValue) and (content.of_set or content.kind == "set"):
        index = replace(index, id_facts=IdFacts(zero="the first entry"))
    by_first = isinstance(content, SequenceValue) and content.has_keyed_pairs
    pair = SequenceValue.of("tuple", (index, element), element)
    turned = isinstance(content, SequenceValue) and content.turned
    return SequenceValue("enumerated", pair, length, distinct=distinct, by_first=by_first, turned=turned)


def _turned(call: Call, rows: Value) -> Value:
    """``zip(*rows)``: the columns, where all rows have the same."""
    row = call.store.content(element_of(rows, call.store, (call.key, "row")))
    length = length_of(rows, call.store)
    if not isinstance(row, SequenceValue) or length is None:
        return call.unknown("what is zipped is not known")
    if row.items is None:
        return _turned_tuples(call, row, length)
    # ``words, counts = zip(*counter.items())``: the words are all different.
    pairs, ends = call.store.content(rows), (False,) * len(row.items)
    if isinstance(pairs, SequenceValue) and pairs.has_keyed_pairs and len(row.items) == 2:
        ends = (True, pairs.by_last)
    columns: tuple[Value, ...] = tuple(
        SequenceValue("tuple", cell, length, distinct=apart) for cell, apart in zip(row.items, ends, strict=True)
    )
    return SequenceValue.of("zipped", columns, any_of(list(columns), call.key))


def _turned_tuples(call: Call, row: SequenceValue, length: Number) -> Value:
    """The columns of tuples of which some are longer than others: those that all of them have come first."""
    if not row.begins or row.kind != "tuple":
        return call.unknown("what is zipped is not known")
    columns = tuple(SequenceValue("tuple", cell, length) for cell in row.begins)
    rest = SequenceValue("tuple", row.element, length)
    return SequenceValue("zipped", any_of([*columns, rest], call.key), unknown_length(call.key), begins=columns)


def _zip(call: Call) -> Value:
    if call.starred is not None:
        return _turned(call, call.starred)
    columns = [rounds_of(argument, call.store) for argument in call.arguments]
    elements = tuple(
        element_of(argument, call.store, (call.key, place)) for place, argument in enumerate(call.arguments)
    )
    if not elements or not call.complete:
        return call.unknown("what is zipped is not known")
    if all(column is not None for column in columns):
        rows = tuple(
            SequenceValue.of("tuple", row, any_of(list(row), call.key))
            for row in zip(*(column or () for column in columns), strict=False)
        )
        distinct = is_distinct(call.arguments[0], call.store)
        return SequenceValue.of("zipped", rows, any_of(list(rows), call.key), distinct=distinct)
    if () in columns:
        return SequenceValue.of("zipped", (), any_of([], call.key), distinct=True)
    lengths = [length_of(argument, call.store) for argument in call.arguments]
    known = [length for length in lengths if length is not None and length.exact is not None]
    length = least(known) if len(known) == len(lengths) else unknown_length(call.key)
    elements = tuple(
        _cut_short(call, argument, element, own, lengths) or _handed_out(call, argument, element, length)
        for argument, element, own in zip(call.arguments, elements, lengths, strict=True)
    )
    row = SequenceValue.of("tuple", elements, any_of(list(elements), call.key))
    by_first, by_last = is_distinct(call.arguments[0], call.store), is_distinct(call.arguments[-1], call.store)
    turned = any(is_turned(one, call.store) for one in call.arguments)
    return SequenceValue("zipped", row, length, distinct=by_first, by_last=by_last, turned=turned)


def _cut_short(
    call: Call, column: Value, element: Value, own: Number | None, lengths: list[Number | None]
) -> Value | None:
    """What comes of a loader, of so many batches of its ``own``, before something else ends, ``zip(range(3), loader)``;
    None for all that is no loader, and for loaders beside what is as long."""
    content = call.store.content(column)
    if not isinstance(content, SequenceValue) or content.kind != "dataset":
        return None
    batches = None if own is None else own.exact
    is_longest = batches is not None and all(one is not None and one.exact == batches for one in lengths)
    return None if is_longest else cut_off(element, call.store, "zip")


def _handed_out(call: Call, column: Value, element: Value, length: Number) -> Value:
    """What zip() takes of a column before the shortest one ends."""
    content = call.store.content(column)
    if not isinstance(content, SequenceValue) or content.length == length:
        return element
    if content.distinct or (content.each_once and content.kind != "range"):
        return cut_off(element, call.store, "zip")
    if not isinstance(element, Number):
        return element
    if content.kind == "range" and element.low is not None and length.exact is not None:
        return Number(element.low, add(add(element.low, length.exact), -1))
    return some_of(element)


def viewed(owner: Value, keys: SequenceValue) -> SequenceValue:
    """The keys of a dict, or its pairs, with the dict itself."""
    return replace(keys, keys_of=owner.alloc) if isinstance(owner, ObjectRef) else keys


def keys_of(call: Call, content: DictValue, kind: str) -> SequenceValue:
    """The keys of a dict in order."""
    keys = tuple(key for key, _ in content.entries)
    if content.key is None:
        row = SequenceValue.of(kind, keys, any_of(list(keys), (call.key, "keys")), distinct=True)
        return in_any_order(row) if content.in_any_order else row
    return SequenceValue(kind, each_key(content, (call.key, "keys")), content.length, distinct=True)


LIBRARY = Library(
    name="Python's containers",
    roots=("builtins",),
    classes=("builtins.list", "builtins.dict", "builtins.set", "collections.OrderedDict", "collections.Counter"),
    entries=(
        handled("list", by=made_list, keeps_name=True, iterates=True),
        handled("tuple", by=_tuple, keeps_name=True, iterates=True),
        handled("dict", by=made_dict),
        handled("enumerate", by=_enumerate, takes=("self", "start"), lazy=True, iterates=True),
        handled("zip", by=_zip, lazy=True, iterates=True),
    ),
)

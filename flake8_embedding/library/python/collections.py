"""``collections`` and ``types``: counters, dicts with defaults, named tuples and namespaces.

https://docs.python.org/3/library/collections.html
"""

from __future__ import annotations

from collections import Counter

from flake8_embedding.library.call import Call
from flake8_embedding.library.python.containers import dict_of_entries, made_dict
from flake8_embedding.library.spec import InheritedBehaviour, Library, handled
from flake8_embedding.record import replace
from flake8_embedding.values.classes import Field, Fields, RecordClass
from flake8_embedding.values.containers.contents import any_in, element_of, items_of, length_of, rounds_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.literals import as_key
from flake8_embedding.values.numbers.arithmetic import as_number
from flake8_embedding.values.numbers.bounds import lowest, number
from flake8_embedding.values.numbers.ranges import least
from flake8_embedding.values.numbers.ranges import most as greatest
from flake8_embedding.values.numbers.unknown_numbers import distinct_count, unknown_length
from flake8_embedding.values.objects import Instance, is_none
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Const, LibraryName, Number, Unknown, Value

COUNTER = LibraryName("collections.Counter")


def _default_dict(call: Call) -> Value:
    """``defaultdict(int)``, ``defaultdict(lambda: unknown, vocab)``"""
    if len(call.arguments) > 2 or call.keywords or not call.complete:
        return call.unknown("a defaultdict that begins with entries is not followed")
    factory = call.arguments[0] if call.arguments and not is_none(call.arguments[0]) else None
    if len(call.arguments) < 2:
        return call.allocate(DictValue((), None, None, Number.exactly(0), factory=factory))
    made = dict_of_entries(call, call.arguments[1])
    content = call.store.content(made)
    if not isinstance(content, DictValue):
        return call.unknown("a defaultdict that begins with entries is not followed")
    call.set(made, replace(content, factory=factory))
    return made


def counted(call: Call, given: Value) -> DictValue:
    """How often each element of a collection occurs."""
    items = rounds_of(given, call.store)
    keys = [as_key(item) for item in items or ()]
    if items is not None and None not in keys:
        firsts = dict(zip(reversed(keys), reversed(items), strict=True))
        entries = tuple((firsts[key], Number.exactly(count)) for key, count in Counter(keys).items())
        return DictValue(entries, None, None, Number.exactly(len(entries)), factory=COUNTER)
    content = call.store.content(given)
    text, most = call.length_text("counter"), length_of(given, call.store)
    if isinstance(content, Unknown):
        length = distinct_count(content, text, most)
    else:
        length = unknown_length((call.key, "counted"), text, most)
    element = element_of(given, call.store, (call.key, "element"))
    return DictValue((), element, Number(number(1), None, attained=False), length, factory=COUNTER)


def _counter(call: Call) -> Value:
    if call.keywords or not call.complete:
        return call.unknown("what is counted is not seen")
    if not call.arguments:
        return call.allocate(DictValue((), None, None, Number.exactly(0), factory=COUNTER))
    content = call.store.content(call.arguments[0])
    if isinstance(content, DictValue):
        return call.allocate(replace(content, factory=COUNTER))
    return call.allocate(counted(call, call.arguments[0]))


def _most_common(call: Call) -> Value:
    """Pairs of an element and how often it occurs, the most frequent first; all of them, or ``n`` at most."""
    content, limit = call.store.content(call.arguments[0]), call.argument("n")
    if not isinstance(content, DictValue):
        return call.unknown("the counter is not known")
    pairs = _ranked(content, limit)
    if pairs is not None:
        items = tuple(SequenceValue.of("tuple", pair, pair[1]) for pair in pairs)
        row = SequenceValue.of("items", items, any_in(list(items), call.store, call.key), distinct=True)
        return call.allocate(row)
    element = element_of(call.arguments[0], call.store, (call.key, "element"))
    length = content.length
    if limit is not None and not is_none(limit):
        most = as_number(limit)
        length = least([length, most]) if most is not None else unknown_length(call.key, most=length)
        if length.low is None or (fewest := lowest(length.low)) is None or fewest < 0:
            # ``most_common(limit - 4)`` gives nothing where that is below zero.
            length = greatest([length, Number.exactly(0)])
        # How often the highest number occurs is not known.
        element = element.without_highest() if isinstance(element, Number) else element
    pair = SequenceValue.of("tuple", (element, Number(number(1), None, attained=False)), element)
    return call.allocate(SequenceValue("items", pair, length, distinct=True, of_set=True))


def _ranked(counter: DictValue, limit: Value | None) -> list[tuple[Value, Value]] | None:
    """The entries of a counter, the most frequent first, and of equally frequent ones that which came first; None where
    the counts or the order are not known."""
    stop = None if limit is None or is_none(limit) else as_number(limit)
    counts = [value.constant if isinstance(value, Number) else None for _, value in counter.entries]
    if counter.key is not None or counter.in_any_order or None in counts:
        return None
    if limit is not None and not is_none(limit) and (stop is None or stop.constant is None):
        return None
    order = sorted(range(len(counts)), key=lambda place: counts[place] or 0, reverse=True)
    most = len(order) if stop is None or stop.constant is None else max(stop.constant, 0)
    return [counter.entries[place] for place in order[:most]]


def _namespace(call: Call) -> Value:
    """``SimpleNamespace(rows=10)``"""
    made = call.allocate(Instance(LibraryName("types.SimpleNamespace")))
    if not call.complete or call.arguments:
        return call.unknown("the attributes are not all seen")
    for name, value in call.keywords:
        call.set_attribute(made, name, value)
    return made


def _named_tuple(call: Call) -> Value:
    """``namedtuple("Sizes", "rows width", defaults=(8,))``"""
    given, defaults = call.argument("field_names"), call.argument("defaults")
    names: list[str] | None = None
    match call.store.content(given) if given is not None else None:
        case Const(value=str() as text):
            names = text.replace(",", " ").split()
        case SequenceValue(items=items) if items is not None:
            names = [item.value for item in items if isinstance(item, Const) and isinstance(item.value, str)]
    last = items_of(defaults, call.store) if defaults is not None and not is_none(defaults) else ()
    if names is None or last is None or len(last) > len(names):
        return call.unknown("the fields are not known")
    by_name = dict(zip(names[len(names) - len(last) :], last, strict=True))
    return _tuple_of(call, [Field(name, by_name.get(name)) for name in names])


def _typed_tuple(call: Call) -> Value:
    """``NamedTuple("Sizes", [("rows", int), ("width", int)])``"""
    given = call.argument("fields")
    pairs = [items_of(one, call.store) for one in items_of(given, call.store) or ()] if given is not None else []
    names = [text_in(pair[0]) if pair else None for pair in pairs]
    if not names or None in names:
        return call.unknown("the fields are not known")
    return _tuple_of(call, [Field(name) for name in names if name is not None])


def _tuple_of(call: Call, fields: list[Field]) -> Value:
    return RecordClass(Fields(tuple(fields)), "typing.NamedTuple", Key("named tuple", call.key))


_COLLECTIONS = ("collections",)

LIBRARY = Library(
    name="records and counters",
    roots=("collections", "types", "argparse"),
    hands_back=("collections.defaultdict",),
    entries=(
        handled("defaultdict", by=_default_dict, roots=_COLLECTIONS),
        handled("NamedTuple", by=_typed_tuple, takes=("typename", "fields"), roots=("typing",)),
        handled("OrderedDict", "UserDict", by=made_dict, roots=_COLLECTIONS),
        handled("Counter", by=_counter, roots=_COLLECTIONS),
        handled("SimpleNamespace", by=_namespace, roots=("types",)),
        handled("Namespace", by=_namespace, roots=("argparse",)),
        handled(
            "namedtuple",
            by=_named_tuple,
            takes=("typename", "field_names", "*", "rename", "defaults"),
            roots=_COLLECTIONS,
        ),
    ),
    bases={
        **dict.fromkeys(("Counter", "OrderedDict", "defaultdict"), InheritedBehaviour(container=True)),
        "UserDict": InheritedBehaviour(
            container=True, asks=("__setitem__", "__getitem__", "__delitem__", "__contains__", "__iter__", "__len__")
        ),
    },
    methods={"dict": (handled("most_common", by=_most_common, takes=("self", "n")),)},
)

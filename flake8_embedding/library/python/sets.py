"""Sets: how they are made, what their methods and operators leave in them.

https://docs.python.org/3/library/stdtypes.html#set-types-set-frozenset
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Library, ReadsOnly, handled
from flake8_embedding.values.containers.contents import any_in, element_of, is_distinct, length_of, members_of
from flake8_embedding.values.containers.numbering import number_of_values
from flake8_embedding.values.containers.own_last import in_another_order
from flake8_embedding.values.containers.parts import one_of
from flake8_embedding.values.containers.presence import has_something
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.sets import set_of, set_operation
from flake8_embedding.values.literals import as_key
from flake8_embedding.values.numbers.bounds import add, lowest
from flake8_embedding.values.numbers.linear import Linear
from flake8_embedding.values.numbers.unknown_numbers import distinct_count, unknown_length
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import NONE, Const, Number, Unknown, Value


def made_set(call: Call) -> Value:
    """``set(x)``: each element once."""
    given = call.argument("self")
    members = _members_of(call, given) if given is not None else ()
    exact = set_of(members, call.store, call.key) if members is not None else None
    if exact is not None or given is None:
        return call.allocate(exact or call.unknown("the set is not known"))
    element = in_another_order(element_of(given, call.store, call.key))
    before = length_of(given, call.store)
    if is_distinct(given, call.store) and before is not None:
        return call.allocate(SequenceValue("set", element, before, distinct=True))
    text = call.length_text("set")
    content = call.store.content(given)
    if isinstance(content, Unknown):
        length = distinct_count(content, text, most=before)
    else:
        count = number_of_values(content, Key("set", call.key), text)
        of_data = has_something(given, call.store)
        length = count or unknown_length(("set", call.key), text=text, most=before, of_data=of_data)
    return call.allocate(SequenceValue("set", element, length, distinct=True))


_LETTERS_A_LOOK = 100
"""Letters of a text that are read in the time of one look."""


def _members_of(call: Call, given: Value) -> tuple[Value, ...] | None:
    """What is in a collection, in whatever order; of a text its letters."""
    match call.store.content(given):
        case Const(value=str(text)):
            call.costs(len(text) // _LETTERS_A_LOOK)
            return tuple(map(Const, dict.fromkeys(text)))
    return members_of(given, call.store)


def _operated(sign: str, call: Call) -> Value:
    """``s.union(a, b)``, ``s.difference(a)``: a set of its own."""
    found = _operation(sign, call)
    return call.allocate(found) if found is not None else call.unknown("what is done to the set is not known")


def _operated_in_place(sign: str, call: Call) -> Value:
    """``s.update(a)``, ``s.difference_update(a)``"""
    call.set(call.arguments[0], _operation(sign, call) or call.unknown("what is done to the set is not known"))
    return NONE


def _operation(sign: str, call: Call) -> SequenceValue | None:
    content = call.store.content(call.arguments[0])
    if not isinstance(content, SequenceValue) or not call.complete or call.keywords:
        return None
    result: SequenceValue = content
    for place, other in enumerate(call.arguments[1:]):
        result = set_operation(sign, result, other, call.store, Key(call.key, place), call.length_text("set"))
    return result


def _add(call: Call) -> Value:
    owner, added = call.arguments[0], call.argument("item")
    content = call.store.content(owner)
    if added is None or not isinstance(content, SequenceValue):
        return NONE
    members = members_of(content, call.store)
    grown = set_of((*members, added), call.store, call.key) if members is not None else None
    if grown is None:
        parts = [added] if members == () else [content.element, added]
        length = _with_one_more(content.length, (call.key, "set"))
        inside = (*content.begins, added)
        grown = SequenceValue("set", any_in(parts, call.store, call.key), length, distinct=True, begins=inside)
    call.set(owner, grown)
    return NONE


def _with_one_more(length: Number, key: Hashable) -> Number:
    """The length of a set to which something was added that may be in it."""
    exact = length.exact
    above = (exact,) if isinstance(exact, Linear) and exact.terms else ()
    most = None if exact is None else Number.exactly(add(exact, 1))
    return unknown_length(key, most=most, least=max(lowest(exact) or 0, 1) if exact is not None else 1, above=above)


def _discard(call: Call) -> Value:
    """``s.remove(x)``, ``s.discard(x)``"""
    owner, item = call.arguments[0], call.argument("item")
    content = call.store.content(owner)
    if item is None or not isinstance(content, SequenceValue):
        return NONE
    taken: Value = SequenceValue.of("set", (item,), item)
    if as_key(item) is None:
        taken = SequenceValue("set", item, unknown_length((call.key, "taken")))
    call.set(owner, set_operation("-", content, taken, call.store, call.key))
    return NONE


def _pop(call: Call) -> Value:
    """``s.pop()``: any of the elements."""
    owner = call.arguments[0]
    content = call.store.content(owner)
    if not isinstance(content, SequenceValue):
        return call.unknown("the set is not known")
    unknown = SequenceValue("set", content.element, unknown_length((call.key, "taken")))
    call.set(owner, set_operation("-", content, unknown, call.store, call.key))
    return one_of(content.element, call.store)


def _clear(call: Call) -> Value:
    empty = set_of((), call.store, call.key)
    call.set(call.arguments[0], empty or NONE)
    return NONE


_OPERATIONS = {
    "union": "|",
    "intersection": "&",
    "difference": "-",
    "symmetric_difference": "^",
}
_IN_PLACE = {
    "update": "|",
    "intersection_update": "&",
    "difference_update": "-",
    "symmetric_difference_update": "^",
}

LIBRARY = Library(
    name="sets",
    roots=("builtins",),
    entries=(handled("set", "frozenset", by=made_set, keeps_name=True),),
    methods={
        "set": (
            *(handled(name, by=partial(_operated, sign)) for name, sign in _OPERATIONS.items()),
            *(handled(name, by=partial(_operated_in_place, sign)) for name, sign in _IN_PLACE.items()),
            handled("add", by=_add, takes=("self", "item")),
            *(handled(name, by=_discard, takes=("self", "item")) for name in ("remove", "discard")),
            handled("pop", by=_pop),
            handled("clear", by=_clear),
            handled("copy", by=made_set),
            *(Entry((name,), ("self", "other"), ReadsOnly()) for name in ("issubset", "issuperset", "isdisjoint")),
        ),
    },
)

"""Python's own functions that go over things element by element: ``map``, ``iter``, ``next``."""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.each_case import in_each_case
from flake8_embedding.library.python.builtins import per_option
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.limits import UNROLLED
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import any_in, element_of, is_each_once, items_of, length_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.parts import cut_off, one_of
from flake8_embedding.values.containers.selections import RowsOf
from flake8_embedding.values.containers.sequences import ITERATORS, SequenceValue
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import Instance, Suspended
from flake8_embedding.values.provenance import Item, IteratorOver
from flake8_embedding.values.value import TRUE, Choice, Number, ObjectRef, Unknown, Value


def _map(call: Call) -> Value:
    if len(call.arguments) != 2:
        return call.unknown("map() over several collections is not followed")
    return mapped(call, *call.arguments)


def mapped(call: Call, function: Value, given: Value) -> Value:
    """What a function gives for each element of a collection."""
    items = items_of(given, call.store)
    if items is not None and len(items) <= UNROLLED:
        results = tuple(call.apply(function, [item]) for item in items)
        return SequenceValue.of("iterator", results, any_in(list(results), call.store, call.key))
    element = element_of(given, call.store, call.key)
    if isinstance(element, Unknown) and call.is_tainted(given):
        element = call.tainted(element)
    length = length_of(given, call.store) or unknown_length(call.key)
    each_once = is_each_once(given, call.store)
    made = call.apply(function, [element])
    call.note_several(made)
    return SequenceValue("iterator", made, length, each_once=each_once)


def next_element(call: Call) -> Value:
    """``next(it)``: the element, which is not in the iterator any more."""
    given = call.argument("self")
    if given is None:
        return call.unknown("next() of nothing")
    if isinstance(call.store.content(given), Instance):
        return call.apply(call.attribute(given, "__next__"), [])
    content = call.store.content(given)
    match content:
        case SequenceValue(kind=kind, items=(first_one, *rest)) if kind in ITERATORS:
            left = SequenceValue.of(kind, tuple(rest), any_in(rest, call.store, call.key))
            call.set(given, left)
            return first_one
        case SequenceValue(kind=kind, items=()) if kind in ITERATORS:
            return call.arguments[1] if len(call.arguments) > 1 else call.unknown("the iterator is at its end")
        case SequenceValue(kind=kind) if kind in ITERATORS:
            # The highest may be the one that was taken out.
            element = one_of(content.element, call.store)
            call.set(given, SequenceValue(kind, element, unknown_length((call.key, "left"), most=content.length)))
        case Unknown() if isinstance(given, ObjectRef) and call.store.get(IteratorOver(given.alloc)) is not None:
            # The element that was taken out may have been the only one of its kind.
            whole = content.key.of if isinstance(content.key, RowsOf) else content.key
            call.set(given, content.derived(RowsOf(whole, call.key)))
    taken = one_of(element_of(content, call.store, call.key), call.store)
    if isinstance(content, SequenceValue) and (content.distinct or content.each_once):
        taken = cut_off(taken, call.store, "taken")
    # The element that comes next is one, and need not be the highest.
    if type(taken) is Unknown:
        # Each that is taken is another one.
        return taken.derived(Item(taken.key, call.key))
    return taken.without_highest() if isinstance(taken, Number) and taken.exact is None else taken


def first(call: Call) -> Value:
    """The first argument itself: ``iter(x)``, ``tqdm(x)``."""
    return call.argument("self") or call.unknown("nothing is given")


def _can_be_gone_over_again(given: Value, store: Store) -> bool:
    """Whether each loop over it begins anew, so that an iterator over it is another object."""
    content = store.content(given)
    if isinstance(content, Choice):
        return all(_can_be_gone_over_again(option.value, store) for option in content.options)
    if isinstance(content, SequenceValue):
        return content.kind in ("list", "tuple", "set", "range", "keys", "values", "items")
    return isinstance(content, DictValue)


def _iterator_over(call: Call, given: Value) -> Value:
    content = call.store.content(given)
    match content:
        case DictValue(length=length):
            element = element_of(content, call.store, call.key)
            return SequenceValue("iterator", element, length, items_of(content, call.store))
        case SequenceValue():
            return replace(content, kind="iterator")
    return content


def _iter(call: Call) -> Value:
    """``iter(x)``: an object of its own if each loop over x begins anew. If x is not known, it may be an iterator
    itself, and then this one stands for it until somebody takes elements out."""
    given = call.argument("self")
    is_unknown = type(given) is Unknown
    if given is None or not (is_unknown or _can_be_gone_over_again(given, call.store)):
        return first(call)

    def run() -> Value:
        return per_option(call, given, lambda one: _iterator_over(call, one))

    made = call.allocate(Suspended(run), "iterator")
    if is_unknown and isinstance(made, ObjectRef):
        call.store.set(IteratorOver(made.alloc), TRUE)
    return made


LIBRARY = Library(
    name="iteration",
    roots=("builtins",),
    hands_back=("builtins.next",),
    entries=(
        handled("map", by=_map, lazy=True, iterates=True),
        handled("iter", by=_iter, iterates=True),
        handled("next", by=in_each_case("self", next_element)),
    ),
    methods={"iterator": (handled("__next__", by=in_each_case("self", next_element)),)},
)

"""``itertools``: parts of a collection, chosen by their places.

https://docs.python.org/3/library/itertools.html
"""

from __future__ import annotations

from functools import partial
from itertools import islice, pairwise, zip_longest

from flake8_embedding.library.arrays.reductions import running_sums
from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.limits import UNROLLED
from flake8_embedding.values.containers.contents import any_in, element_of, items_of, length_of, rounds_of
from flake8_embedding.values.containers.parts import cut_off, one_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.predicates.predicate import Operand
from flake8_embedding.values.predicates.truth import decision_of
from flake8_embedding.values.value import NONE, Number, Value


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


def _accumulated(call: Call) -> Value:
    """``accumulate(sizes)``: the sums of the first ones."""
    if len(call.arguments) != 1 or call.keywords or not call.complete:
        return call.unknown_numbers("what is accumulated is not followed")
    return running_sums(call)


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


def _zip_longest(call: Call) -> Value:
    """``zip_longest(*rows, fillvalue=0)``: the columns, where shorter rows are filled up."""
    fill = dict(call.keywords).get("fillvalue", NONE)
    if call.starred is not None:
        row = element_of(call.starred, call.store, (call.key, "row"))
        cell = _filled(call, element_of(row, call.store, (call.key, "cell")), fill)
        column: Value = SequenceValue("tuple", cell, length_of(call.starred, call.store) or unknown_length(call.key))
        return SequenceValue("iterator", column, unknown_length((call.key, "columns")))
    columns = [rounds_of(argument, call.store) for argument in call.arguments]
    if not columns or not call.complete:
        return call.unknown("what is zipped is not known")
    known = [column for column in columns if column is not None]
    if len(known) == len(columns):
        rows = tuple(
            SequenceValue.of("tuple", row, any_in(list(row), call.store, call.key))
            for row in zip_longest(*known, fillvalue=fill)
        )
        return SequenceValue.of("zipped", rows, any_of(list(rows), call.key))
    cells = tuple(
        _filled(call, element_of(argument, call.store, (call.key, place)), fill)
        for place, argument in enumerate(call.arguments)
    )
    row = SequenceValue.of("tuple", cells, any_of(list(cells), call.key))
    return SequenceValue("iterator", row, unknown_length((call.key, "columns")))


def _filled(call: Call, cell: Value, fill: Value) -> Value:
    """A cell, or what stands there where a row is shorter: whether one is, is not known."""
    return any_in([cell, fill.weakened() if isinstance(fill, Number) else fill], call.store, call.key)


def _while(call: Call, *, takes: bool) -> Value:
    """``takewhile(is_small, sizes)``: those before the first that does not pass; ``dropwhile`` those from it on."""
    function, given = call.argument("predicate"), call.argument("self")
    items = None if given is None else items_of(given, call.store)
    if function is None or items is None or len(items) > UNROLLED:
        return _some_of(call, given)
    for place, item in enumerate(items):
        passes = decision_of(Operand(call.apply(function, [item])), call.store.content, (call.key, place))
        if not isinstance(passes, bool):
            return _some_of(call, given)
        if not passes:
            break
    else:
        place = len(items)
    some = items[:place] if takes else items[place:]
    return SequenceValue.of("iterator", tuple(some), any_in(list(some), call.store, call.key))


def _some_of(call: Call, given: Value | None) -> Value:
    """The first elements, or the last, where it is not known how many."""
    length = length_of(given, call.store) if given is not None else None
    if given is None or length is None:
        return call.unknown("how many pass is not known")
    return SequenceValue("iterator", _part(call, given), unknown_length(call.key, most=length))


LIBRARY = Library(
    name="itertools",
    roots=("itertools",),
    hands_back=("itertools.repeat",),
    entries=(
        handled("takewhile", by=partial(_while, takes=True), takes=("predicate", "self"), lazy=True, iterates=True),
        handled("dropwhile", by=partial(_while, takes=False), takes=("predicate", "self"), lazy=True, iterates=True),
        handled("islice", by=_islice, takes=("self", "*"), lazy=True, iterates=True),
        handled("accumulate", by=_accumulated, takes=("self", "func", "*", "initial")),
        handled("pairwise", by=_pairwise, lazy=True, iterates=True),
        handled("zip_longest", by=_zip_longest, takes=(), lazy=True, iterates=True),
    ),
)

"""Python's ``random`` and ``secrets``: ``randint`` is the one whose upper end is drawn too.

https://docs.python.org/3/library/random.html, https://docs.python.org/3/library/secrets.html
"""

from __future__ import annotations

from functools import partial

from flake8_embedding.library.arrays.random_ids import drawn, drawn_by_chances, drawn_of, one_more
from flake8_embedding.library.call import Call
from flake8_embedding.library.each_case import in_each_case
from flake8_embedding.library.spec import Entry, Library, MakesObject, handled
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import element_of
from flake8_embedding.values.containers.parts import each_number
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.sets import in_any_order
from flake8_embedding.values.numbers.unknown_numbers import as_scalar, unknown_length
from flake8_embedding.values.value import NONE, Number, Value


def _drawn(call: Call, low: Number | None, stop: Number | None) -> Number | None:
    """One number that is drawn here: each mention of it is the same."""
    ids = drawn(call, low, stop)
    return None if ids is None else replace(ids, name=call.key)


def _randint(call: Call) -> Value:
    """``randint(a, b)``: a to b, both inclusive."""
    low, high = as_scalar(call.argument("a")), as_scalar(call.argument("b"))
    return _drawn(call, low, one_more(high)) or call.unknown("the range of the random numbers is not known")


def _randrange(call: Call) -> Value:
    """``randrange(stop)``, ``randrange(start, stop)``, as ``range``."""
    start, stop = call.argument("start"), call.argument("stop")
    if call.argument("step") not in (None, Number.exactly(1)):
        return call.unknown("random numbers in steps are not followed")
    if stop is None:
        start, stop = Number.exactly(0), start
    ids = _drawn(call, as_scalar(start), as_scalar(stop))
    return ids or call.unknown("the range of the random numbers is not known")


def _below(call: Call) -> Value:
    """``secrets.randbelow(n)``: 0 to n - 1."""
    ids = _drawn(call, Number.exactly(0), as_scalar(call.argument("n")))
    return ids or call.unknown("the range of the random numbers is not known")


def _choice(call: Call) -> Value:
    given = call.argument("seq")
    if given is None:
        return call.unknown("from what is chosen is not seen")
    return each_number(element_of(given, call.store, call.key), call.store, partial(drawn_of, call, given))


def shuffled(call: Call) -> Value:
    """``random.shuffle(x)``: the same elements, in an order that is not known."""
    owner = call.argument("x")
    content = call.store.content(owner) if owner is not None else None
    if owner is not None and isinstance(content, SequenceValue):
        call.set(owner, in_any_order(content))
    return NONE


def _sample(call: Call) -> Value:
    """``sample(population, k)``, ``choices(population, k=k)``: a list of some of the elements."""
    ids = drawn_by_chances(call, _choice(call), call.argument("weights"))
    return call.allocate(SequenceValue("list", ids, unknown_length(call.key)))


def _functions(*first: str) -> tuple[Entry, ...]:
    """The functions of the module; with "self" as the methods of a generator of one's own."""
    return (
        handled("randint", by=_randint, takes=(*first, "a", "b")),
        handled("randrange", by=_randrange, takes=(*first, "start", "stop", "step")),
        handled("shuffle", by=in_each_case("x", shuffled), takes=(*first, "x")),
        handled("choice", by=_choice, takes=(*first, "seq")),
        handled("sample", by=_sample, takes=(*first, "seq", "k")),
        handled("choices", by=_sample, takes=(*first, "seq", "weights")),
    )


LIBRARY = Library(
    name="Python's random",
    roots=("random",),
    entries=(
        *_functions(),
        Entry(("Random", "SystemRandom"), ("seed",), MakesObject()),
        handled("randbelow", by=_below, takes=("n",), roots=("secrets",)),
        handled("choice", by=_choice, takes=("seq",), roots=("secrets",)),
    ),
    methods={"random.Random": _functions("self"), "random.SystemRandom": _functions("self")},
)

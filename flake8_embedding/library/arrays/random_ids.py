"""Ids that are drawn at random: what the random functions of every library have in common."""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.vectors import as_vectors
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import element_of, items_of
from flake8_embedding.values.containers.parts import each_number
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import IdKind, Origin
from flake8_embedding.values.numbers.arithmetic import as_number
from flake8_embedding.values.numbers.bounds import add, lowest
from flake8_embedding.values.numbers.ranges import some_of
from flake8_embedding.values.numbers.unknown_numbers import as_scalar, unknown_length
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.provenance import Continuous, Drawn, FractionsDrawn, Key
from flake8_embedding.values.value import EVERYTHING, Const, Number, NumericType, Unknown, Value


def drawn(call: Call, low: Number | None, stop: Number | None, limit_name: str = "") -> Number | None:
    """One id from ``low`` to below ``stop``, where both are known by name at least."""
    if low is None or stop is None or low.exact is None or stop.exact is None:
        return None
    origin = Origin("random ids", call.place, limit=stop.exact, limit_name=limit_name, id_kind=IdKind.DRAWN)
    return Number(low.exact, add(stop.exact, -1), origin=origin)


def drawn_of(call: Call, given: Value, numbers: Number) -> Number:
    """Some of the numbers in what is given, drawn at random. Of positions, ``sample(range(n), 5)``, any may come."""
    content = call.store.content(given)
    is_range = isinstance(content, SequenceValue) and content.kind == "range"
    is_counted = is_range or (numbers.origin is not None and numbers.origin.id_kind is IdKind.POSITIONS)
    if not is_counted or numbers.high is None or numbers.exact is not None:
        some = some_of(numbers)
        return some if some.exact is not None else replace(some, birth=Drawn(call.key))
    origin = Origin("random ids", call.place, limit=add(numbers.high, 1), id_kind=IdKind.DRAWN)
    return replace(numbers, origin=origin, share=None)


def normal(call: Call, made: Value) -> Value:
    """The array that ``randn(3, 4)`` made: it holds fractions around 0."""
    content = call.store.content(made)
    if isinstance(content, SequenceValue):
        call.set(made, replace(content, element=Unknown("fractions are no ids", Continuous(Drawn(call.key)))))
    return made


def fractions_between(call: Call, made: Value, low: Number | None, stop: Number | None) -> Value:
    """The array that ``tf.random.uniform((3, 4), 0, 10)`` made: as ids, its fractions are 0 to 9."""
    content, ids = call.store.content(made), drawn(call, low, stop, "maxval")
    if isinstance(content, SequenceValue) and ids is not None and ids.low is not None and (lowest(ids.low) or 0) >= 0:
        call.set(made, replace(content, element=Unknown("numbers of any kind", FractionsDrawn(call.key, ids))))
    return made


def one_more(number: Number | None) -> Number | None:
    """Below what the ids end if they go up to the number itself."""
    return None if number is None or number.exact is None else Number.exactly(add(number.exact, 1))


def in_shape(call: Call, ids: Number, size: Value | None) -> Value:
    """An array of such ids: ``(3, 9)`` is its shape, ``12`` its length; of an unknown length where neither is seen.
    Without a size one number is drawn."""
    if call.complete and (size is None or is_none(size)):
        return replace(ids, numeric_type=NumericType.LIBRARY)
    sides = items_of(size, call.store) if size is not None else None
    if sides is None and isinstance(size, Number) and size.exact is not None:
        sides = (size,)
    if not sides:
        return call.allocate(SequenceValue("array", ids, unknown_length(call.key)))
    return call.allocate(SequenceValue("array", ids, as_number(sides[0]) or unknown_length(call.key), shape=sides))


def random_integers(call: Call) -> Value:
    """``randint(low, high, size)``: ids below ``high``, or below ``low`` where it stands alone."""
    low, high = call.argument("low"), call.argument("high")
    if high is None or is_none(high):
        low, high = Number.exactly(0), low
    ids = drawn(call, as_scalar(low), as_scalar(high), "high")
    if ids is None:
        return call.unknown("the range of the random numbers is not known")
    return in_shape(call, ids, call.argument("size"))


def random_integers_up_to(call: Call) -> Value:
    """``random_integers(low, high)``: ids up to ``high`` itself, or from 1 to ``low`` where it stands alone."""
    low, high = call.argument("low"), call.argument("high")
    if high is None or is_none(high):
        low, high = Number.exactly(1), low
    ids = drawn(call, as_scalar(low), one_more(as_scalar(high)))
    if ids is None:
        return call.unknown("the range of the random numbers is not known")
    return in_shape(call, ids, call.argument("size"))


def integers(call: Call) -> Value:
    """``generator.integers(low, high)``; with ``endpoint`` the highest number is ``high`` itself."""
    endpoint = call.argument("endpoint")
    match endpoint:
        case None | Const(value=False):
            return random_integers(call)
        case Const(value=True):
            low, high = call.argument("low"), call.argument("high")
            if high is None or is_none(high):
                low, high = Number.exactly(0), low
            ids = drawn(call, as_scalar(low), one_more(as_scalar(high)))
            if ids is not None:
                return in_shape(call, ids, call.argument("size"))
    return call.unknown("the range of the random numbers is not known")


def chosen(call: Call) -> Value:
    """``choice(n, size)`` draws from 0 to n - 1, ``choice(x, size)`` from the elements of x."""
    given = call.argument("a")
    if given is None:
        return call.unknown("from what is chosen is not seen")
    held = numbers_in(given, call.store)
    ids = (
        drawn(call, Number.exactly(0), given, "a")
        if isinstance(given, Number)
        else held and drawn_of(call, given, held)
    )
    if ids is None:
        return call.unknown("from what is chosen is not known")
    each = drawn_by_chances(call, ids, call.argument("p"))
    length = unknown_length(Key(call.key, "size"))
    size = call.argument("size")
    return each if size is None or is_none(size) else call.allocate(SequenceValue("array", each, length))


def drawn_by_chances(call: Call, ids: Value, chances: Value | None) -> Value:
    """Ids that are drawn, each by a chance of its own: ``choice(n, p=p)``. One with the chance 0 never comes. What a
    layer gives as scores leaves none out, unless the program rules places out."""
    if chances is None or is_none(chances):
        return ids
    known = as_vectors(call.store.content(chances), call.key)
    if known is not None and not call.is_ruled_out(known):
        return ids
    return each_number(ids, call.store, Number.weakened)


def refilled(call: Call) -> Value:
    """``x.random_(to)``, ``x.random_(low, to)``: the tensor holds whole numbers below ``to`` then."""
    owner, first, second = call.arguments[0], call.argument("low"), call.argument("to")
    low, stop = (Number.exactly(0), first) if second is None else (first, second)
    ids = drawn(call, as_scalar(low), as_scalar(stop))
    if ids is None or not call.complete:
        call.set(owner, call.unknown_numbers("it was filled with random numbers"))
    else:
        call.write(owner, (EVERYTHING,), ids)
    return owner


def shuffled_range(call: Call) -> Value:
    """``randperm(n)``, ``permutation(n)``: 0 to n - 1 in some order; of an array its elements."""
    given = call.argument("x")
    number = as_scalar(given) if isinstance(given, Number) else None
    ids = drawn(call, Number.exactly(0), number)
    if ids is not None and number is not None:
        return call.allocate(SequenceValue("array", ids, number, distinct=True, shape=(number,)))
    content = call.store.content(given) if given is not None else None
    if isinstance(content, SequenceValue):
        element = element_of(content, call.store, call.key)
        return call.allocate(SequenceValue("array", element, content.length, distinct=content.distinct))
    return call.unknown("what is permuted is not known")

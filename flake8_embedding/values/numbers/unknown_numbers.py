"""Numbers of what is not known: a thing that is one particular number, a length, a count of different things.

The same thing always gives the same number, so that it cancels out and can be compared with itself.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from flake8_embedding.record import replace
from flake8_embedding.values.arrays.column_keys import LargestOfColumns
from flake8_embedding.values.arrays.sides import most_along, most_of_side
from flake8_embedding.values.containers.selections import AsText
from flake8_embedding.values.numbers.bounds import add, number, upper_bounds
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.predicates.predicate import is_truth
from flake8_embedding.values.provenance import Argument, CategoriesOf, DistinctOf, Key, LengthOf, LengthOfData, NumberOf
from flake8_embedding.values.relations import parts_of_stack, wholes_of
from flake8_embedding.values.value import Const, KeepsNumber, LibraryName, Number, NumericType, Unknown, Value


def opaque_number(value: Unknown, text: str | None = None) -> Number:
    """An unknown thing as a number: the number that it is, or the largest one in it. A number has only one; of an array
    that is fed to a table only the largest counts."""
    if text is not None and text != value.text:
        return _opaque(value, text)
    keeper: KeepsNumber = value
    try:
        return keeper.as_number
    except AttributeError:
        keeper.as_number = made = _opaque(value, value.text)
        return made


def _opaque(value: Unknown, text: str | None) -> Number:
    if type(value.key) is LargestOfColumns:
        whole = _opaque(Unknown(value.reason, value.key.of), text)
        moved = None if whole.exact is None else add(whole.exact, value.key.more)
        return replace(whole, low=moved, high=moved, numeric_type=NumericType.LIBRARY)
    key = NumberOf(value.key)
    shown = text or value.text or "some number"
    # The largest in some rows is at most the largest in all rows.
    most = tuple(Linear.of(Symbol(NumberOf(whole), shown, least=None)) for whole in wholes_of(value.key))
    most += most_of_side(value.key)
    # The largest in all of the data is at least the largest in each part of them.
    above = tuple(Linear.of(Symbol(NumberOf(part), shown, least=None)) for part in parts_of_stack(value.key))
    usual = value.key.default if isinstance(value.key, Argument) else None
    least = None
    if is_truth(value.key):
        least, most = 0, (Linear(1),)
    return Number.exactly(Linear.of(Symbol(key, shown, least=least, most=most, above=above, usual=usual)), birth=key)


def imported_number(name: LibraryName, text: str | None = None) -> Number:
    """What another module has under a name, used as a number: ``from settings import ROWS``. It is one number wherever
    it is read, until a function of that module is called."""
    return opaque_number(Unknown("it is imported", Key("imported", name.path), name.path.rpartition(".")[2]), text)


def as_scalar(value: Value | None) -> Number | None:
    """A number as it is; an unknown thing as one particular number."""
    match value:
        case Number():
            return value
        case Unknown():
            return opaque_number(value)
        case LibraryName():
            return imported_number(value)
        case Const(value=bool(truth)):
            return Number.exactly(int(truth))
    return None


def length_number(value: Unknown) -> Number:
    """``len()`` of an unknown thing: one particular number, the same one each time."""
    shown = f"len({value.text})" if value.text else "some length"
    key = LengthOf(value.key)
    return Number.exactly(Linear.of(Symbol(key, shown, most=most_along(value.key, 0))), birth=key)


def unknown_length(
    key: Hashable,
    text: str = "some length",
    most: Number | None = None,
    least: int = 0,
    above: tuple[Linear, ...] = (),
    of_data: bool = False,
) -> Number:
    """A length of which only bounds are known; the same key always gives the same number. ``of_data``: there is
    something in the collection, if there is something in the data that it is made of."""
    bounds = upper_bounds(most.high if most else None)
    counted = LengthOfData(key) if of_data else LengthOf(key)
    return Number.exactly(Linear.of(Symbol(counted, text, least, bounds, above)))


ANY_LENGTH = Number(number(0), None, attained=False)
"""A length of which nothing is known, not even that it is the same as another one."""


def called(number: Number, text: Callable[[], str | None]) -> Number:
    """The number as the program writes it, if it had no better name than ``the length of the set``."""
    match number.exact:
        case Linear(constant=0, terms=((symbol, 1),)) if symbol.is_in_words and (written := text()) is not None:
            named = Linear.of(replace(symbol, text=written))
            return replace(number, low=named, high=named)
    return number


def distinct_count(of: Unknown, text: str, most: Number | None = None) -> Number:
    """The number of different entries of an unknown collection, however the program counts them."""
    bounds = upper_bounds(most.high if most else None)
    # The text "nan" stands for the missing values, and there are as many texts as values.
    key = of.key
    while isinstance(key, AsText | CategoriesOf):
        key = key.of
    above = tuple(Linear.of(Symbol(DistinctOf(part), text)) for part in parts_of_stack(key))
    return Number.exactly(Linear.of(Symbol(DistinctOf(key), text, most=bounds, above=above, counts=frozenset({key}))))

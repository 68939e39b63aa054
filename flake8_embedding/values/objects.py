"""What the store holds for a ``ObjectRef``: the present content of lists, dicts, arrays, tokenizers, models, instances.

Contents are immutable records; a change in the program puts a new record in the store. Tuples and iterators,
which nobody changes, are used as values without a ``ObjectRef``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import field
from typing import Any

from flake8_embedding.record import record, replace
from flake8_embedding.values.bounds import Expr, add, number, upper_bounds
from flake8_embedding.values.column_keys import LargestOfColumns
from flake8_embedding.values.ids import Origin, Place
from flake8_embedding.values.linear import Linear, Symbol
from flake8_embedding.values.literals import are_one_key, as_key
from flake8_embedding.values.predicate import is_truth
from flake8_embedding.values.provenance import (
    Argument,
    CategoriesOf,
    DistinctOf,
    Key,
    LengthOf,
    LengthOfData,
    NumberOf,
    OneOfObjects,
)
from flake8_embedding.values.relations import parts_of_stack, wholes_of
from flake8_embedding.values.selections import AsText
from flake8_embedding.values.sides import most_along, most_of_side
from flake8_embedding.values.value import (
    AllocationSite,
    Choice,
    Const,
    KeepsNumber,
    LibraryName,
    Number,
    NumericType,
    ObjectRef,
    Unknown,
    Value,
)


class KeepsNumbers(Value):
    """A sequence that keeps the range of the numbers in it, once that was asked. Sequences with objects in them do not
    keep it: objects change."""

    __slots__ = ("numbers",)
    numbers: Number | None


@record(frozen=True, slots=True)
class SequenceValue(KeepsNumbers):
    """A list, tuple, set, iterator, array or tensor.

    ``items`` are all the elements in order. They are None if only ``element`` is known, which stands for each of them.
    ``distinct``: no element occurs twice. ``shape`` are the lengths of an array's dimensions, None where unknown.
    ``begins`` are the first elements of a list whose ``items`` are not known; of a set some that it surely has.
    ``members`` are all the elements in an unknown order, as of a set.
    """

    kind: str
    element: Value
    length: Number
    items: tuple[Value, ...] | None = None
    distinct: bool = False
    shape: tuple[Value, ...] | None = None
    begins: tuple[Value, ...] = ()
    of_set: bool = False
    """They come from a set or a count, perhaps sorted: the program did not choose which element is the first."""
    members: tuple[Value, ...] | None = None
    each_once: bool = False
    """It has one element for each of some different things: a part of it may lack the highest id."""
    dtype: str = ""
    """The narrow type of an array, such as ``uint8``; "" for one that holds any id."""
    keys_of: AllocationSite | None = field(default=None, compare=False)
    """The dict whose keys, or pairs of keys and values, these are."""
    by_first: bool = False
    """Its elements are pairs that differ in what they begin with, as those of ``sorted(counts.items())``; of an
    enumeration, what is enumerated."""
    each_number: tuple[Number, Value] | None = field(default=None, compare=False)
    """The length and the element with which every number of its range stands in it, see ``numbering``."""
    index: Value | None = field(default=None, compare=False)
    """What the rows of a column are called, where that is known: ``column.items()`` gives it with each element."""

    by_last: bool = False
    """Its elements are pairs that differ in what they end with, as those of ``index.items()`` where no two words have
    one id."""

    @property
    def has_keyed_pairs(self) -> bool:
        """Whether its elements are pairs, each of which begins with something that no other has."""
        return self.kind == "items" or (self.by_first and self.kind != "enumerated")

    @staticmethod
    def of(kind: str, items: tuple[Value, ...], element: Value, *, distinct: bool = False) -> SequenceValue:
        return SequenceValue(kind, element, Number.exactly(len(items)), items, distinct)


ITERATORS = frozenset({"iterator", "zipped", "enumerated"})
"""The kinds of sequences that give each element once, where they are objects: as values, nobody has them twice."""


_FEW = 16
"""Entries of a dict up to which looking at each is as fast as an index."""


class EntryIndex:
    """The places of entries by their keys. It is shared by a dict and what it becomes as entries are added one after
    the other, of which each knows the first ones: filling a dict costs a step for each entry."""

    def __init__(self) -> None:
        self._places: dict[Hashable, int] = {}
        self._count = 0

    def append(self, key: Value, place: int) -> bool:
        """Add the key of the entry at this place; False where another dict has an entry there already."""
        if place != self._count:
            return False
        self._count += 1
        self._places.setdefault(_same_for_one_key(key), place)
        return True

    def place_of(self, key: Value, count: int) -> int | None:
        """The place among the first ``count`` entries."""
        place = self._places.get(_same_for_one_key(key))
        return place if place is not None and place < count else None


def _same_for_one_key(key: Value) -> Hashable:
    """Something that is equal for two keys just where ``are_one_key`` says that they are one."""
    literal = as_key(key)
    return key if literal is None else literal


class KeepsIndex(Value):
    """A dict keeps the index of its entries when it is first asked for one."""

    __slots__ = ("index",)
    index: EntryIndex


@record(frozen=True, slots=True)
class DictValue(KeepsIndex):
    """A dict: the entries known one by one, and what holds of the rest.

    ``entries`` alone make up the dict where ``key`` is None; otherwise there are other entries, with keys like
    ``key`` and values like ``others``. ``length`` counts all. In a ``numbered`` dict each value is the number of
    entries that were there before it, plus ``numbered``; with ``repeats``, a key may have been set again.
    """

    entries: tuple[tuple[Value, Value], ...]
    key: Value | None
    value: Value | None
    length: Number
    numbered: int | None = None
    repeats: bool = False
    factory: Value | None = None
    """What makes the values of keys that are not there (``defaultdict``); the class itself for a ``Counter``."""
    origin: Origin | None = field(default=None, compare=False)
    """Where the numbers of a ``numbered`` dict come from."""
    in_any_order: bool = False
    """Whether the entries came in an order that is not known, as from a set."""
    distinct: bool = False
    """No two entries have one value."""
    first_key: int | None = None
    """If the keys are running numbers, which one they begin with: ``words[len(words)] = word`` gives 0."""

    def get(self, key: Value) -> Value | None:
        """The value of an entry that is known by itself."""
        place = self.place_of(key)
        return None if place is None else self.entries[place][1]

    def place_of(self, key: Value) -> int | None:
        """Which of the entries has the key, None where none is known to have it."""
        if len(self.entries) > _FEW:
            return self._by_key().place_of(key, len(self.entries))
        if type(key) is Const and type(key.value) is str:
            # Most keys are texts, which are equal to texts only.
            for place, (known, _) in enumerate(self.entries):
                if type(known) is Const and known.value == key.value:
                    return place
            return None
        return next((place for place, (known, _) in enumerate(self.entries) if are_one_key(known, key)), None)

    def grown_from(self, before: DictValue) -> DictValue:
        """This dict, which is another one with at most one entry more behind the others: they share their index."""
        if len(before.entries) > _FEW:
            index = before._by_key()
            count = len(self.entries)
            if count == len(before.entries) or index.append(self.entries[-1][0], count - 1):
                keeper: KeepsIndex = self
                keeper.index = index
        return self

    def _by_key(self) -> EntryIndex:
        keeper: KeepsIndex = self
        try:
            return keeper.index
        except AttributeError:
            keeper.index = made = EntryIndex()
            for place, (known, _) in enumerate(self.entries):
                made.append(known, place)
            return made

    @property
    def has_distinct_values(self) -> bool:
        """Whether no two entries have one value."""
        return self.distinct or (self.numbered is not None and not self.repeats)

    @property
    def runs_from(self) -> int | None:
        """With which number the keys begin, if they are running numbers; None where that is not known. An empty dict
        has none."""
        if self.first_key is not None or self.key is not None or not self.entries:
            return self.first_key
        first = _constant(self.entries[0][0])
        if first is None:
            return None
        runs = all(_constant(key) == place for place, (key, _) in enumerate(self.entries, first))
        return first if runs else None

    @property
    def others(self) -> Value | None:
        """What the values of the entries have in common that are not known one by one."""
        if self.key is None:
            return None
        if self.numbered is None or self.length.exact is None:
            return self.value
        last = add(self.length.exact, self.numbered - 1)
        # The entries that came last may be known one by one.
        known = {held.exact for _, held in self.entries if isinstance(held, Number)}
        while last in known:
            last = add(last, -1)
        origin = None if self.origin is None else replace(self.origin, counted=self.length.exact)
        if not self.repeats:
            return Number(number(self.numbered), last, origin=origin)
        # ``d[key] = len(d)`` of a key that is there already: its number rises, and the dict does not grow.
        top = add(self.length.exact, self.numbered)
        return Number(number(self.numbered), top, attained=False, origin=origin, comes=last)


def _constant(key: Value) -> int | None:
    return key.constant if type(key) is Number else None


@record(frozen=True, slots=True)
class LibraryObject(Value):
    """An instance of a library's class: a tokenizer, a lookup layer, a model.

    ``settings`` are the constructor's arguments by name. ``learned`` is the number of entries the object has
    found in data (the words of a tokenizer), None before it has seen any.
    """

    path: str
    place: Place
    settings: tuple[tuple[str, Value], ...] = ()
    learned: Value | None = None
    fitted: bool = False
    base: Expr | None = None
    """How many of the entries were not added by hand, where the library tells these apart."""
    marked: bool = False
    """Whether the entry with the lowest id may be one that the program puts in for padding."""
    added: Place = None
    """Where entries were added to those that it had."""

    def setting(self, name: str) -> Value | None:
        return dict(self.settings).get(name)


@record(frozen=True, slots=True)
class TableObject(Value):
    """An embedding table; ``table`` is the fact about it, opaque here."""

    table: Any = field(compare=False)
    key: Hashable = None
    calls: tuple[tuple[str, int], ...] = field(default=(), compare=False)
    """The methods that look ids up, each with how many arguments come before them."""
    cls: str | None = field(default=None, compare=False)
    """The library's class, where that was called to make it."""
    is_copy: bool = field(default=False, compare=False)
    """Whether it is a copy, which has the table's fact but a weight of its own."""


@record(frozen=True, slots=True)
class ModelObject(Value):
    """A model: layers one after the other, or a graph from symbolic inputs to outputs."""

    layers: tuple[Value, ...] = ()
    inputs: Value | None = None
    outputs: Value | None = None

    def in_some_order(self, key: Hashable) -> Unknown:
        """The model where it is not known which of these layers it has, and in which order."""
        objects = tuple(layer.alloc for layer in self.layers if isinstance(layer, ObjectRef))
        return Unknown("its layers were changed in a way that is not followed", OneOfObjects(key, objects))


@record(frozen=True, slots=True)
class ErrorTrap(Value):
    """A context manager that lets exceptions of these classes pass; None for any."""

    errors: tuple[Value, ...] | None


@record(frozen=True, slots=True)
class Replacement(Value):
    """A context manager in whose block these keys of the store hold other values."""

    values: tuple[tuple[Hashable, Value], ...]


@record(frozen=True, slots=True, eq=False)
class Suspended(Value):
    """An iterator or coroutine whose code has not run yet; ``run`` runs it and gives the result.

    The code of a context manager's function is run by ``around``: what stands in the ``with`` block happens at its
    ``yield``.
    """

    run: Callable[[], Value]
    around: Callable[[Callable[[Value], None]], Value] | None = None


@record(frozen=True, slots=True, eq=False)
class HandsOut(Value):
    """What a loader gives: ``make`` makes it of its ``data`` each time somebody goes over it. ``seen`` is what the
    data had when it was made first, name by name."""

    data: ObjectRef
    make: Callable[[], Value]
    seen: tuple[Value, ...]


@record(frozen=True, slots=True)
class Instance(Value):
    """An instance of a class of the file; its attributes are names in the scope of its own allocation.

    ``member`` is the constant by which a member of an Enum differs from the others of its class; None for all else.
    ``equals_member``: such a member is equal to that constant too, ``class Kind(str, Enum)``."""

    cls: Value
    member: Value | None = None
    equals_member: bool = False


_CHANGEABLE = frozenset({"list", "set"})
"""The kinds of sequences that are changed in place, without arrays, which may be views of each other."""


def changeable_kind(content: Value) -> str | None:
    """What kind of thing it is, if it is one that is changed in place and not an array; None otherwise."""
    match content:
        case SequenceValue(kind=kind):
            return kind if kind in _CHANGEABLE else None
        case DictValue():
            return "dict"
        case Instance():
            return "instance"
        case Choice(options=options):
            kinds = (changeable_kind(one.value) for one in options)
            return next((kind for kind in kinds if kind is not None), None)
    return None


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


def is_no_id(value: Value) -> bool:
    """Whether it is None or a text, with which nothing can be looked up in a table."""
    return isinstance(value, Const) and (value.value is None or isinstance(value.value, str))


def is_none(value: Value) -> bool:
    """Whether the value is known to be None."""
    return type(value) is Const and value.value is None

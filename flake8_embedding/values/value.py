"""The kinds of value that a name can hold, as far as sizes and ids are concerned.

Values are immutable. What Python can change in place (lists, dicts, arrays, tokenizers, tables) is a ``ObjectRef``:
the name of an object whose present content lies in the store. A place is where in the source something
happened: an opaque handle here, which only ``source`` can turn into a line.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import field
from enum import IntEnum
from typing import Any, Final

from flake8_embedding.record import HashedOnce, record, replace
from flake8_embedding.values.containers.shares import Share
from flake8_embedding.values.ids import NO_ID_FACTS, IdFacts, Origin, Place
from flake8_embedding.values.numbers.bounds import Expr
from flake8_embedding.values.numbers.linear import Linear
from flake8_embedding.values.provenance import Part


class Value(HashedOnce):
    """Base of everything a name can hold."""

    __slots__ = ()


class KeepsNumber(Value):
    """An unknown thing keeps the number that it is when it is used as one: this is asked again and again."""

    __slots__ = ("as_number",)
    as_number: Number


@record(frozen=True, slots=True)
class Unknown(KeepsNumber):
    """Nothing is known, and why.

    Two unknowns with equal keys are the same thing in the program: ``x.max()`` twice is one number. ``text``
    is how the source writes it, None if at too great length.
    """

    reason: str = field(compare=False)
    key: Hashable = None
    text: str | None = field(default=None, compare=False)

    def part(self, name: str, *, text: str | None = None) -> Unknown:
        """A part of the unknown thing. The same part is the same thing each time."""
        return self.derived(Part(self.key, name), text)

    def derived(self, key: Hashable, text: str | None = None) -> Unknown:
        """Another unknown thing, made of this one, and unknown for the same reason."""
        return Unknown(self.reason, key, text)


class Never(Value):
    """What a call gives that never returns: it always raises, or ends the program."""

    __slots__ = ()


NEVER = Never()


@record(frozen=True, slots=True)
class Const(Value):
    """None, a string, bytes, a bool, a float or an Ellipsis; integers are ``Number``."""

    value: Any
    birth: Place = field(default=None, compare=False)

    def __eq__(self, other: object) -> bool:
        return type(other) is Const and type(self.value) is type(other.value) and self.value == other.value

    def __hash__(self) -> int:
        return hash((type(self.value), self.value))


NONE = Const(None)
TRUE = Const(True)
FALSE = Const(False)
EVERYTHING = Const(...)
"""The index ``...``: all there is in an array."""


class NumericType(IntEnum):
    """Whose type a number has: Python's own int, or perhaps, or surely, that of numpy or a tensor framework."""

    PYTHON = 0
    PERHAPS = 1
    LIBRARY = 2
    NARROW = 3
    """Of a library, and so narrow that arithmetic may wrap around: ``np.uint8(250) + np.uint8(8)`` is 2."""
    WIDE = 4
    """Surely of a type of a library that is not narrow. What is computed with a narrow one is not narrow either."""


@record(frozen=True, slots=True)
class Number(Value):
    """Integers from ``low`` to ``high``, both inclusive, None where unbounded.

    ``attained``: there are legal data with which ``high`` occurs; otherwise it is only known that nothing is above
    ``high``. ``birth``: the literal or unknown thing that this number is; arithmetic gives another number.
    ``largest_of``: the ids of which this is the largest one. ``id_facts``: what single ids among them are.
    ``lengths_of``: the containers, as they were, whose lengths are in a number that is known. ``comes``: the highest
    that is known to occur, if that is not ``high``: of 3, which may occur or not, and ids up to n, the highest is
    ``max(3, n)``, and n occurs.
    """

    low: Expr | None
    high: Expr | None
    attained: bool = True
    numeric_type: NumericType = field(default=NumericType.PYTHON, compare=False)
    origin: Origin | None = field(default=None, compare=False)
    birth: Place = field(default=None, compare=False)
    largest_of: Number | None = field(default=None, compare=False)
    id_facts: IdFacts = field(default=NO_ID_FACTS, compare=False)
    lengths_of: tuple[Value, ...] = field(default=(), compare=False)
    is_cell: bool = field(default=False, compare=False)
    """It is an element of an array. In some libraries that is an array by itself, and what changes it in place changes
    the array."""
    may_be_row: bool = field(default=False, compare=False)
    """It is what a loop finds in an array of which the dimensions are not known."""
    comes: Expr | None = None
    name: Hashable = None
    """Which number it is, if only its range is known: the one that ``randint(0, 9)`` has drawn. None if it is any."""
    share: Share | None = None
    """The part that they are of some ids of which the highest, ``high``, comes. None if that is not known."""

    @staticmethod
    def exactly(expr: Expr | int, *, birth: Place = None, origin: Origin | None = None) -> Number:
        match expr:
            case int():
                exact: Expr = Linear(expr)
            case _:
                exact = expr
        return Number(exact, exact, birth=birth, origin=origin)

    def weakened(self) -> Number:
        """The same range after a choice that looked at the ids: neither its end nor any single id is known to come."""
        kind, cell = self.numeric_type, self.is_cell
        return Number(self.low, self.high, False, kind, self.origin, self.birth, self.largest_of, is_cell=cell)

    def without_highest(self) -> Number:
        """The same range after its end alone may have gone: ``words[:-1]``. Padding and the like still come."""
        is_known = self.attained or self.comes is not None or self.share is not None
        return replace(self, attained=False, comes=None, share=None) if is_known else self

    @property
    def exact(self) -> Expr | None:
        # The ends of an exact number are usually the same object.
        return self.low if self.low is self.high or self.low == self.high else None

    @property
    def constant(self) -> int | None:
        low = self.low
        if type(low) is Linear and not low.terms and (low is self.high or low == self.high):
            return low.constant
        return None


ANY_INDEX = Number(Linear(0), None, attained=False, birth="any index")
"""The index with which a loader asks for each element in turn."""


def asks_in_turn(index: object) -> bool:
    """Whether it is the index of a loader that asks for each element, with or without an end that is known."""
    return isinstance(index, Number) and index.birth == ANY_INDEX.birth


@record(frozen=True, slots=True)
class FloatNumber(Value):
    """A float of which only the type is known, as a true division gives."""

    text: str | None = field(default=None, compare=False)
    quotient: tuple[Number, int] | None = field(default=None, compare=False)
    """A number and the positive integer that it was divided by."""
    name: Hashable = None
    """Which fraction it is, if an operator made it of one number and another: ``n / 3``. None if it stands for any."""


@record(frozen=True, slots=True)
class TextValue(Value):
    """A string of which only the type is known, and by its ``key`` of which strings it is one.

    ``name`` is which of these it is, wherever it is mentioned; None if it stands for any of them. ``changes`` are what
    was done to it, such as ``lower()``: what these take out is not in it. ``of_data``: it has a character, if there is
    something in the data that it is made of.
    """

    key: Hashable = None
    changes: tuple[Any, ...] = ()
    of_data: bool = False
    name: Hashable = None


@record(frozen=True, slots=True, eq=False)
class AllocationSite:
    """The name of one object or scope: the place that made it, in the calls that were open then.

    There is only ever one for the same place in the same calls (``SiteTable`` sees to it), so it compares as fast as
    an address does. ``among``: it is one of the objects that this place has made in the rounds of a loop, and not known
    which (``several``).
    """

    site: Hashable
    context: Hashable = None
    part: str = ""
    text: str = ""
    among: AllocationSite | None = None

    @property
    def whole(self) -> AllocationSite:
        """All of the several objects that this is one of, or the object itself."""
        return self.among or self


class SiteTable:
    """Hands out allocs, the same one for the same place in the same calls."""

    def __init__(self) -> None:
        self._known: dict[Hashable, AllocationSite] = {}

    def of(self, site: Hashable, context: Hashable = None, part: str = "", text: str = "") -> AllocationSite:
        key = (site, context, part)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = AllocationSite(site, context, part, text)
        return found


@record(frozen=True, slots=True)
class ObjectRef(Value):
    """An object that can change; ``Store`` holds its content."""

    alloc: AllocationSite


Guard = tuple[Hashable, bool | str]
"""What is known on a path: a predicate and whether it holds; or a place where paths part without a test, and the way
taken there."""


@record(frozen=True, slots=True)
class Guarded:
    """One alternative of a value, and the guards that lead to it."""

    value: Value
    guards: frozenset[Guard]


@record(frozen=True, slots=True)
class Choice(Value):
    """One of at least two values, each with the guards of the paths that lead to it."""

    options: tuple[Guarded, ...]


@record(frozen=True, slots=True)
class LibraryName(Value):
    """A name inside a known library: a module, class, function or constant, by its dotted path."""

    path: str


@record(frozen=True, slots=True)
class Method(Value):
    """A method of an object that no code of the file defines."""

    owner: Value
    name: str


@record(frozen=True, slots=True)
class Partial(Value):
    """A function with some of its arguments given already."""

    function: Value
    positional: tuple[Value, ...] = ()
    keywords: tuple[tuple[str, Value], ...] = ()


@record(frozen=True, slots=True)
class FunctionValue(Value):
    """A function or lambda of the file: its syntax and the scope it closes over are opaque here."""

    node: Any
    scope: AllocationSite
    name: str = field(default="", compare=False)
    defaults: tuple[tuple[str, Value], ...] = field(default=(), compare=False)
    owner: Value | None = None
    cls: Value | None = field(default=None, compare=False)
    """The class in whose body it stands."""


@record(frozen=True, slots=True)
class ClassValue(Value):
    """A class of the file; its members are names in its ``scope``."""

    node: Any
    scope: AllocationSite
    ancestors: tuple[Value, ...] = field(default=(), compare=False)
    """All that it inherits from, in Python's order of method resolution; what is no class of the file stands for
    itself."""
    name: str = field(default="", compare=False)


@record(frozen=True, slots=True)
class Operation(Value):
    """What is done to tensors of a functional model once they hold data. ``keeps_ids``: the ids stay the same."""

    run: Callable[[tuple[Value, ...]], Value] = field(compare=False)
    keeps_ids: bool = False


@record(frozen=True, slots=True)
class Symbolic(Value):
    """A tensor of a functional model before any data: an input, or a callee applied to other values."""

    key: Hashable
    callee: Value | None = field(default=None, compare=False)
    inputs: tuple[Value, ...] = field(default=(), compare=False)
    place: Place = field(default=None, compare=False)
    name: str = field(default="", compare=False)
    """What an input is called, by which data can be given to it."""
    loop: Hashable = field(default=None, compare=False)
    """The loop in a round of which it was made, if its rounds are not followed one by one."""
    is_of_rounds: bool = field(default=False, compare=False)
    """Whether it was made there of a tensor that a former round may have made: what that one held is not known."""


ANY_TENSOR: Final = Const("any of these tensors")
"""The callee of a tensor that is one of its inputs."""


def named(value: Value, text: str) -> Value:
    """The value with a name that messages can use, if it has none yet."""
    match value:
        case Unknown(text=None):
            return Unknown(value.reason, value.key, text) if type(value) is Unknown else replace(value, text=text)
    return value

"""Objects that turn tokens into ids (indexers): tokenizers, look-ups, label encoders.

``MakesIndexer`` is the effect of the constructor's entry. It says by name what each member of such an object is: which
ids a method emits, how many entries there are, what teaches it more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from enum import Enum
from typing import TYPE_CHECKING

from flake8_embedding.library.call import Call
from flake8_embedding.library.effects.effect import Effect
from flake8_embedding.library.terms import ZERO, Special, Term
from flake8_embedding.record import record
from flake8_embedding.values.value import Value

if TYPE_CHECKING:
    from flake8_embedding.library.spec import Entry


class Form(Enum):
    """In what a method gives ids back."""

    LISTS = "a list with one list of ids for each text"
    LIST = "one list: the ids of one text"
    ONE = "one id"
    ARRAY = "an array in the shape of the argument"
    EACH = "one id for one entry, a list of ids for several"
    LIKE_TEXTS = "a list for one text, a list of lists for several"


@record(frozen=True)
class Emits:
    """A method that returns ids from ``low`` to below ``stop``; under the name ``__call__``, calling the object does,
    and under ``__getitem__`` a subscript of it.

    ``reserved`` is how many of the ids are no entries of the vocabulary. ``limit`` names the setting that cuts the ids
    off; ``stop`` then says how. ``only_if`` names a setting and its values with which the result is ids at all.
    """

    low: Term
    stop: Term
    what: str
    reserved: Term = ZERO
    limit: str | None = None
    only_if: tuple[str, tuple[object, ...]] | None = None
    comes_as: Form = Form.LISTS
    """In what the ids come: lists, one list, an array."""
    under: tuple[str, ...] = ()
    """The names of the attributes and keys of the result under which the ids are, where they are not the result
    itself."""
    array_if: str = ""
    """The argument of the call with which the ids come as an array."""
    length: str | None = None
    """The setting to which each text's ids are cut or filled."""
    zero: str | None = None
    """What the id 0 stands for, where it is no padding."""
    zero_unless: str | None = None
    """The setting that makes id 0 padding after all."""
    unknown_as: str | None = None
    """The setting with the id of what is not in the vocabulary, None for no such id."""
    through: Term | None = None
    """How many ids the ``limit`` lets through, where that is another number than the setting."""


@record(frozen=True)
class Vocabulary:
    """An attribute (or the result of a method) that maps each entry to its id, from ``low`` to below ``stop``.
    The entries that come most often have the lowest ids, and ``frequent_below`` names the setting that limits these."""

    length: Term
    low: Term
    stop: Term
    inverted: bool = False
    called: bool = False
    frequent_below: str | None = None


@record(frozen=True)
class Tally:
    """An attribute that maps each entry to how often it was met. These numbers are no ids."""

    length: Term


@record(frozen=True)
class ListOfEntries:
    """An attribute or method result: the list of the vocabulary's entries. ``less_if_false`` names an argument
    with which (False) the ``reserved`` entries are left out."""

    length: Term
    called: bool = True
    less_if_false: str | None = None
    reserved: Term = ZERO
    begins: tuple[str | Special, ...] = ()
    """The entries that the list begins with, if it is whole."""
    is_array: bool = False
    """They are in an array, not in a list."""


@record(frozen=True)
class Size:
    """An integer attribute or the integer result of a method."""

    of: Term
    called: bool = False
    if_false: tuple[str, Term] | None = None
    """An argument with which (False) it is another number, and which."""


@record(frozen=True)
class Matrix:
    """An attribute or method result: one vector for each entry."""

    rows: Term
    width: Term | None = None
    """How many columns, None where no argument says it."""
    called: bool = False


@record(frozen=True)
class IdOfOne:
    """The id of one entry, from ``low`` to below ``stop``, or None if there is no such entry: an attribute, or with
    ``called`` what a method returns."""

    low: Term
    stop: Term
    what: str
    called: bool = False


@record(frozen=True)
class Itself:
    """An attribute that is the object itself, as far as its entries are concerned."""


@record(frozen=True)
class Grows:
    """A method that adds the entries it is given; the ``usual`` ones may have been there before."""

    usual: frozenset[str] = frozenset()
    had: Callable[[dict[str, Value]], frozenset[str] | None] | None = field(default=None, compare=False)
    """Which of them were there before, by the object's settings; None where that is not known."""


@record(frozen=True)
class Learns:
    """A method that learns the vocabulary from data; with ``emits`` it returns what that member would.

    ``settings`` are those of its arguments, in order, that count as settings of the object from then on, with "" in the
    place of any other; ``named`` are those that are given by keyword alone. ``counts`` tells how many entries the
    object has learned from texts that stand in the file, given those settings that are constants; None where it cannot
    tell.
    """

    emits: str | None = None
    settings: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    each_value: bool = False
    """Whether every different value of the data is an entry, so that there are as many as the data have values."""
    counts: Callable[[list[str], dict[str, object]], int | None] | None = None


@record(frozen=True)
class Configures:
    """A method whose arguments, in order, are settings of the object from then on."""

    settings: tuple[str, ...]


@record(frozen=True)
class Harmless:
    """A method that changes nothing that concerns ids and returns nothing that is followed."""


@record(frozen=True)
class Texts:
    """A method that returns a list of texts, and changes nothing."""


@record(frozen=True)
class Fractions:
    """A method that returns fractions, which are no ids, ``unless`` a setting of that name is given."""

    unless: str | None = None


@record(frozen=True)
class Described:
    """A method that does what an entry says, which is given the object first."""

    entry: Entry


_Data = Vocabulary | Tally | ListOfEntries | Size | Matrix | IdOfOne
Member = _Data | Fractions | Emits | Texts | Itself | Grows | Learns | Configures | Harmless | Described


def _settings_of(member: Member) -> frozenset[str]:
    """The constructor's arguments that a member depends on."""
    match member:
        case Emits():
            named = {member.limit, member.length, member.zero_unless, member.unknown_as} - {None}
            chosen = {member.only_if[0]} if member.only_if is not None else set[str]()
            terms = [member.low, member.stop, member.reserved, *([member.through] if member.through else [])]
            return frozenset(str(name) for name in named | chosen).union(*(term.arguments for term in terms))
        case IdOfOne():
            return member.low.arguments | member.stop.arguments
        case Vocabulary():
            return member.length.arguments | member.low.arguments | member.stop.arguments
        case Tally():
            return member.length.arguments
        case ListOfEntries():
            return member.length.arguments | member.reserved.arguments
        case Size():
            return member.of.arguments | (member.if_false[1].arguments if member.if_false is not None else frozenset())
        case Fractions(unless=str(unless)):
            return frozenset({unless})
        case Matrix():
            return member.rows.arguments | (member.width.arguments if member.width is not None else frozenset())
        case _:
            return frozenset()


@record(frozen=True)
class MakesIndexer(Effect):
    """The constructor of an object that numbers things: tokenizer, look-up, label encoder.

    ``what`` is its name in messages. ``count`` tells the number of entries from the settings; where it cannot,
    the number is a symbol read as ``counted_as`` with the object's name in place of {}.
    """

    what: str
    counted_as: str
    members: dict[str, Member] = field(hash=False)
    count: Term | None = None
    least: Term = ZERO
    """How many entries there are at least, once it has learned."""
    most: Term | None = None
    """How many there are at most."""
    before: Term | None = None
    """How many there are before it has learned any, where it can be asked then."""
    own_may_be_word: Callable[[dict[str, object], bool], bool] | None = field(default=None, compare=False)
    """Whether a word of the data may be an entry of the program's own, which counts once then. It gets the settings,
    those as they stand that are constants, and whether the data are surely texts."""
    given: str | None = None
    """The argument with a vocabulary that need not be learned."""
    asked: str = ""
    """How a program asks for that number, where this is another text than ``counted_as``."""
    base_as: str = ""
    """How messages name the number of entries without those added by hand, where the library tells these apart."""
    loaded: Callable[[Call, Value], Value] | None = field(default=None, compare=False)
    """For a function that reads such an object from a file or a text: gives the one that was written there if that is
    known, and otherwise the second argument, of which nothing is known."""
    unseen: tuple[str, ...] = ()
    """The settings that come with what is read, and are not known."""

    def __post_init__(self) -> None:
        for name, member in self.members.items():
            if isinstance(member, Emits) and member.limit and member.through is None:
                terms = [member.stop, *([self.count] if self.count is not None else [])]
                if member.limit not in frozenset[str]().union(*(term.arguments for term in terms)):
                    raise ValueError(
                        f"the ids of {self.what}.{name} end at {member.limit}, but their stop does not depend on it"
                    )

    @property
    def arguments(self) -> frozenset[str]:
        # What a method teaches later is none of the constructor's arguments.
        terms = [term for term in (self.count, self.least, self.most, self.before) if term is not None]
        read = frozenset[str]().union(*(term.arguments for term in terms), *map(_settings_of, self.members.values()))
        taught = {
            name
            for member in self.members.values()
            if isinstance(member, Learns | Configures)
            for name in (*member.settings, *(member.named if isinstance(member, Learns) else ()))
        }
        return read - taught - {*self.unseen}

    def apply(self, call: Call) -> Value:
        if not call.complete:
            return call.unknown("the arguments are not all seen")
        made = call.make_indexer(self)
        return made if self.loaded is None else self.loaded(call, made)

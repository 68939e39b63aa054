"""What is known of ids: where they come from, and what single ids stand for (padding, missing values)."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import field
from enum import Enum, auto

from flake8_embedding.record import record
from flake8_embedding.values.numbers.bounds import Expr


class IdKind(Enum):
    """How ids come about."""

    PRODUCED = auto()
    """A library or a dict of the file hands them out."""
    DRAWN = auto()
    """They are drawn at random."""
    DRAWN_IN_ORDER = auto()
    """They were drawn at random, and stand where their values put them."""
    WRITTEN = auto()
    """They stand in the file as numbers."""
    PADDING = auto()
    """They fill what is too short."""
    CLIPPED = auto()
    """They are data of which nothing is known but the limits that the program keeps them in: ``x.clamp(0, 100)``."""
    POSITIONS = auto()
    """They count places in a sequence: 0, 1, 2 and so on."""
    FOUND = auto()
    """They are the places in an array where something holds, perhaps of what stands there: ``np.where(ids < 5)``."""


DRAWN = frozenset({IdKind.DRAWN, IdKind.DRAWN_IN_ORDER})
"""How ids come about that are left to chance, wherever they stand."""


@record(frozen=True, slots=True)
class Origin:
    """Where ids come from: the evidence a message names.

    ``what`` reads on after "the": "ids of the Tokenizer". ``counted`` is the number of entries that the
    vocabulary has without its ``reserved`` extra ones (OOV, mask, padding); ``limit`` is the number of ids that
    a setting such as num_words lets through.
    """

    what: str
    place: Place
    counted: Expr | None = None
    reserved: int = 0
    limit: Expr | None = None
    limit_name: str = ""
    limit_given: Expr | None = None
    """The setting itself, where it lets another number of ids through."""
    id_kind: IdKind = IdKind.PRODUCED
    asked: str = ""
    """How a program asks the vocabulary for its size, with the vocabulary's own name in place of {}."""
    added: Place = None
    """Where the program adds entries to the vocabulary, beyond those that it began with."""
    path: frozenset[tuple[Hashable, bool | str]] = field(default=frozenset(), compare=False)
    """The guards of the path on which the vocabulary is made."""
    fixed: bool = False
    """Whether each word has the same id in every run, as in a published file."""
    by_scores: bool = False
    """Whether they are places of scores: of the largest ones, or drawn by them."""
    are_frequent_known: bool = False
    """Whether the program has said how many of the words are frequent ones, which have the lowest ids, as by the
    ``num_words`` of a Keras tokenizer."""

    @property
    def written(self) -> bool:
        return self.id_kind is IdKind.WRITTEN


@record(frozen=True, slots=True)
class Padding:
    """The id that too short sequences are filled with, and where that is done."""

    value: Expr
    place: Place


@record(frozen=True, slots=True)
class NegativeId:
    """An id below 0, and where it comes in. ``default_of`` is the parameter that has it by default, where callers that
    are not seen may give another."""

    value: int
    place: Place
    default_of: str = ""


@record(frozen=True, slots=True)
class MissingIds:
    """The id -1 that stands for a missing value. ``seen``: the data are in the program, and a value is missing.
    Otherwise it is not known whether any is."""

    place: Place
    seen: bool


@record(frozen=True, slots=True)
class IdFacts:
    """What is known of single ids among others.

    ``zero``: what the id 0 stands for, where that is a real entry of a vocabulary ("the first word"). ``negative``: an
    id below 0 that comes in. Each None where it is not so, or not known.
    """

    zero: str | None = None
    negative: NegativeId | None = None
    padding: Padding | None = None
    missing: MissingIds | None = None
    """What stands for the values that are missing in a column."""
    instead: Hashable | None = None
    """What may be there instead of an id, a constant that is none: what ``index.get(word)`` or ``index.get(word, "")``
    gives for a word that is not in the dict."""
    is_patched: bool = False
    """The largest were written to some places of an array, ``x[:, 3:] = ids``, or smaller ones to one place, such as
    ``x[0] = 2`` or ``x[:, 0] = 2``: a part of the array need not have the largest."""

    def __or__(self, other: IdFacts) -> IdFacts:
        if other is NO_ID_FACTS:
            return self
        return IdFacts(
            self.zero or other.zero,
            self.negative or other.negative,
            self.padding or other.padding,
            self.missing or other.missing,
            self.instead if self.instead is not None else other.instead,
            self.is_patched or other.is_patched,
        )


NO_ID_FACTS = IdFacts()


Place = Hashable

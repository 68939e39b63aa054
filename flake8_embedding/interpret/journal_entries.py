"""What can stand in the journal: one class for each kind of thing that the interpretation finds out."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from flake8_embedding.facts import (
    FormerArgument,
    Import,
    LateSwitch,
    Limit,
    Lookup,
    Masked,
    ModelReader,
    Table,
    Test,
    Use,
    Write,
)
from flake8_embedding.record import record
from flake8_embedding.values.ids import Place
from flake8_embedding.values.memory.join import NO_GUARDS
from flake8_embedding.values.value import Guard, Number, Value


@record(frozen=True)
class TableLeftOut:
    """A table is made here of which nothing can be said, and why."""

    place: Place
    reason: str


@record(frozen=True)
class TableFilled:
    """A table gets the content of a matrix: ``table.set_weights([matrix])``."""

    table: Hashable
    rows: Number | None
    width: Value | None
    place: Place
    made: Hashable


@record(frozen=True)
class TableResized:
    """Another weight is put into a table: ``table.weight = matrix``. ``rows`` are its rows, None where not known.

    ``shares``: it is the weight of that other table or layer, too. ``guards`` is the path."""

    table: Hashable
    rows: Number | None = None
    text: str | None = None
    shares: Hashable = None
    guards: frozenset[Guard] = NO_GUARDS


@record(frozen=True)
class WeightTouched:
    """The weight of this table or layer may have other rows from here on, or another weight may be in its place: its
    numbers are replaced, or code that is not seen gets it. None where it is not known whose weight it is."""

    owner: Hashable


@record(frozen=True)
class GroupForgotten:
    """Another table may be in the place of any of this group."""

    group: str


@record(frozen=True)
class Revised:
    """The look-ups noted from ``begun`` (inclusive) to ``done`` (exclusive) are replaced by what ``revise`` gives; None
    removes one. Matrices ``written`` to there are kept, or removed."""

    begun: int
    done: int
    revise: Callable[[Lookup], Lookup | None]
    written: bool


@record(frozen=True)
class ReadWhole:
    """The matrix of a table is read as it is, without ids."""

    table: Hashable


@record(frozen=True)
class LeftBehind:
    """The tables to which nothing leads any more when the module has ended, and in which nothing was looked up."""

    tables: frozenset[Hashable]


@record(frozen=True)
class InGraph:
    """A table is called on a tensor of a functional model. Its ids may be ``changed`` on the way from the input."""

    table: Hashable
    changed: bool


@record(frozen=True)
class WordsPresumed:
    """A dict has these lengths, by their keys, if no word of the data is a key that the program itself puts in."""

    lengths: frozenset[Hashable]


@record(frozen=True)
class PutIn:
    """On this way on from each of these tests the program puts a key of its own into a vocabulary, which it lacks
    there."""

    guards: frozenset[Guard]


@record(frozen=True)
class Untracked:
    """Not every use of a table is followed."""

    table: Hashable
    reason: str


@record(frozen=True)
class CopyRead:
    """A copy of a table's weight, an array of NumPy, is read in a way that is not followed."""

    table: Hashable


@record(frozen=True)
class HandedOn:
    """Code that is not seen gets a table, and may look more up in it."""

    table: Hashable
    reason: str


@record(frozen=True)
class ModelSaved:
    """The program saves a model that has a table, and another one may load it."""

    table: Hashable
    reader: ModelReader


@record(frozen=True)
class Used:
    """One of several libraries with almost the same name is reached by attribute: ``tf.keras``."""

    flavour: str
    use: Use


@record(frozen=True)
class Tested:
    """A test that guards are named after."""

    guard: Hashable
    test: Test


@record(frozen=True)
class Decided:
    """A test that constants of the program decide, in a way that is not followed: ``if is_small(2)``."""

    guard: Hashable


@record(frozen=True)
class Asserted:
    """An ``assert`` is about these unknown things."""

    things: frozenset[Hashable]


@record(frozen=True)
class EnvironmentSet:
    """The program sets an environment variable, to "" where the value is not known."""

    variable: str
    value: str


@record(frozen=True)
class UnknownLoad:
    """An object is loaded from a file of which the name is not known."""


@record(frozen=True)
class NewestKeras:
    """The file does what only Keras 3 can."""


@record(frozen=True)
class ModuleEnded:
    """The module has been executed. What follows is of functions that nobody in it calls: they may run in any order."""


JournalEntry = (
    Table
    | ModuleEnded
    | TableLeftOut
    | TableFilled
    | TableResized
    | WeightTouched
    | GroupForgotten
    | Lookup
    | Revised
    | Write
    | Limit
    | Masked
    | Import
    | ReadWhole
    | InGraph
    | LeftBehind
    | PutIn
    | Untracked
    | CopyRead
    | WordsPresumed
    | HandedOn
    | ModelSaved
    | UnknownLoad
    | Used
    | Tested
    | Asserted
    | Decided
    | EnvironmentSet
    | NewestKeras
    | FormerArgument
    | LateSwitch
)

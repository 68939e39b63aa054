"""What the interpretation of a file has found out, for the rules to judge.

Facts are frozen. Places (``Place``) are opaque handles that only ``source`` turns into lines. Nothing here knows
syntax, libraries or rules.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import field

from flake8_embedding.record import record
from flake8_embedding.values.ids import Place
from flake8_embedding.values.value import Guard, Number, Value


@record(frozen=True)
class TrailStep:
    """Something that became known at a place, on the way to a size or to ids."""

    place: Place
    text: str


@record(frozen=True)
class Test:
    """A test at which paths part. ``negated``: its guard stands for the opposite of what is written there.

    ``usual`` is its outcome if no environment variable is set; None if it does not depend on any. ``about`` are the
    things that it is about, as they were before the program changed them, ``asks`` the same things as they are now.
    """

    place: Place
    negated: bool
    usual: bool | None = None
    about: frozenset[Hashable] = frozenset()
    asks: frozenset[Hashable] = frozenset()
    made_of: frozenset[Hashable] = frozenset()
    """The things that decide its answer: ``text`` in ``text.startswith("a")``."""
    of_changed: bool = False
    """Whether it is about something unknown that the program itself has changed: not the data alone decide it."""

    def is_related_to(self, other: Test) -> bool:
        """Whether both tests are about the same thing, but it is not known how their outcomes depend on each other:
        the thing was changed in between, or something else is asked of it."""
        return not self.about.isdisjoint(other.about) and self.asks.isdisjoint(other.asks)

    def may_decide(self, other: Test) -> bool:
        """Whether one answer may follow from the other, or exclude it, since something else is asked of the same thing:
        ``text.startswith("ab")`` and ``text.startswith("a")``, ``text.split()`` and ``text``."""
        if self.about == other.about:
            return False
        return not self.made_of.isdisjoint(other.made_of | other.asks) or not self.asks.isdisjoint(other.made_of)


@record(frozen=True)
class Overrun:
    """What happens with an id that is too large, and under which conditions: only in the ``newest`` major version, in
    it only ``before`` some minor version, only if the program sets an ``environment`` variable to a value."""

    text: str
    newest: bool = False
    before: int | None = None
    environment: tuple[str, str] | None = None
    single_row: bool = True
    """Whether it holds for tables of one row, too."""


@record(frozen=True)
class ModelReader:
    """Another program that may load a model which this one saves."""

    path: str
    name: str
    """The path as messages call it."""


@record(frozen=True)
class Table:
    """One construction of an embedding table, in one way of getting there.

    ``rows``, ``width`` and ``length`` are what its size, its width and the length of its input were given as,
    ``size_name`` and ``width_name`` what users call the first two;
    ``rows_place`` is where the size stands, ``place`` the call. ``named`` are the ids of the vocabularies that the
    size itself counts, ``named_by_width`` those that the width counts. ``guards`` is the path on which the table is
    built, ``in_call`` whether a function that is called in the file builds it.
    """

    key: Hashable
    place: Place
    rows: Value
    rows_place: Place
    rows_text: str | None
    width: Value | None
    length: Value | None
    called: str
    size_name: str
    width_name: str
    one_row_is_idiom: bool
    named: tuple[Number, ...] = ()
    named_by_width: tuple[Number, ...] = ()
    guards: frozenset[Guard] = frozenset()
    in_call: bool = False
    unknown: str | None = None
    """Why nothing is known of the size, where that is so."""
    weights: Number | None = None
    """The number of rows of the matrix that is given as the table's content."""
    weights_width: Value | None = None
    weights_place: Place = None
    weights_made: Hashable = None
    """Where that matrix is made, by the address of the call."""
    padding: Value | None = None
    """The id that was declared to be padding."""
    padding_name: str | None = None
    """What users call the argument with that id."""
    padding_place: Place = None
    masks_zero: bool = False
    """Whether id 0 counts as padding, and what is looked up for it is ignored further on."""
    masks_place: Place = None
    negative: str = ""
    """What happens with an id below 0, for messages."""
    refuses_negative: bool = False
    """Whether an id below 0 is an error wherever it runs, even if what is looked up for it is not used."""
    least_rows: int = 0
    """With fewer rows the library does not make the table."""
    flavour: str | None = None
    """Which of several libraries with almost the same name it is made by."""
    overruns: tuple[Overrun, ...] = ()
    """What happens with an id that is too large: the first that fits."""
    matrix_names: tuple[str, ...] = ()
    """The attributes by which its matrix is read."""
    group: str = ""
    """The tables of which one may be put in the place of another."""
    called_at: Place = None
    """The call of a function of the file in which the table is made."""
    entered: Place = None
    """For a table that another module makes: the call in the file that leads to it."""
    loaded: bool = False
    """Whether another program of the project has made it, and this one loads it: ``entered`` is where."""
    calls: tuple[Place, ...] = ()
    """All calls that lead to it, in whichever file, the outermost first."""
    trail: tuple[TrailStep, ...] = ()
    """How its size came about."""
    width_place: Place = None


@record(frozen=True)
class Lookup:
    """Ids looked up in a table. ``ids`` is None where nothing is known of them; ``row_length`` is the length of
    the sequences, the last dimension of the array."""

    table: Hashable
    ids: Number | None
    place: Place
    row_length: Value | None = None
    identity: Hashable = None
    unknown: str | None = None
    """Why nothing is known of the ids, where that is so."""
    guards: frozenset[Guard] = frozenset()
    """The path on which they are looked up."""
    changed: bool = False
    """Whether they were made of a vocabulary's ids in a way that is not followed."""
    entered: Place = None
    """For a look-up in another module: the call in the file that leads to it."""
    tolerated: bool = False
    """Whether the program tolerates the error of an id without a row there."""
    uncalled: bool = False
    """Whether it is in a method that neither the program nor a library calls."""
    perhaps: bool = False
    """Whether it is in a function that nobody here calls: it may never happen."""
    of_callers: bool = False
    """Whether it is in a function that nothing in the file calls: those do that import it."""
    for_shapes: bool = False
    """Whether the ids only show what shape ids will have: ``params = model.init(key, ones((1, 8), int))``."""
    chosen: frozenset[Guard] = frozenset()
    """The tests behind the choice of what is called, or of what it is given: ``if big: table = Embedding(9, 8)``."""
    in_first_round: bool = False
    """Whether these are the ids of the first round of a loop only. There is another one for those of all rounds."""


@record(frozen=True)
class Write:
    """A row of a matrix is set: ``rows`` is how many the matrix has, ``index`` which one is set."""

    rows: Number
    index: Number
    place: Place
    text: str | None
    guards: frozenset[Guard]
    made: Hashable = None
    """Where the matrix is made, by the address of the call."""
    entered: Place = None
    """For one that another module writes: the call in the file that leads to it."""


@record(frozen=True)
class Masked:
    """A mask tells the number ``value``, below 0, from all ids of an array, ``ids != -1``, and something is multiplied
    by it at the place."""

    array: Hashable
    value: int
    place: Place
    guards: frozenset[Guard]


@record(frozen=True)
class Limit:
    """A number of ids that some setting (``num_words``) lets through."""

    value: Number
    place: Place
    name: str


@record(frozen=True)
class Import:
    """An import of one of several libraries that go by almost the same name.

    ``flavour`` is which one; ``module`` and ``names`` are what is imported, ``instead`` where the same is found in
    the library to use instead. ``guards`` is the path on which it is imported.
    ``removed`` are the imported names that the newest major version does not have, each with its replacement.
    """

    place: Place
    flavour: str
    module: str
    names: tuple[str, ...]
    private: bool
    instead: str | None
    guards: frozenset[Guard]
    removed: tuple[tuple[str, str], ...] = ()
    for_a_version: bool = False
    """Whether it stands under a test of a library's version."""


@record(frozen=True)
class Use:
    """The first use, through another module, of one of several libraries with almost the same name."""

    place: Place
    guards: frozenset[Guard]


@record(frozen=True)
class LateSwitch:
    """An environment variable that is set at ``place`` after the library that reads it was loaded at ``loaded``."""

    variable: str
    place: Place
    flavour: str
    loaded: Place


@record(frozen=True)
class FormerArgument:
    """An argument that newer versions of its library do not take; the rest is as in the library's entry."""

    name: str
    place: Place
    flavour: str
    what: str
    before: int | None
    idle: bool


@record(frozen=True)
class Facts:
    """Everything found in one file, in the order of its evaluation. Made once, when the module has ended."""

    tables: Mapping[Hashable, Table] = field(default_factory=dict)
    lookups: tuple[Lookup, ...] = ()
    writes: tuple[Write, ...] = ()
    limits: tuple[Limit, ...] = ()
    masked: tuple[Masked, ...] = ()
    imports: tuple[Import, ...] = ()
    read_whole: frozenset[Hashable] = frozenset()
    """The tables whose matrix is read as it is, without ids."""
    untracked: Mapping[Hashable, str] = field(default_factory=dict)
    """The tables of which not every use is followed, each with the reason. Ids that are not seen may reach them."""
    read_in_copies: frozenset[Hashable] = frozenset()
    """The tables whose weight is read as an array of NumPy, in a way that is not followed. A place that is not there is
    an error in it, but ids that are looked up in it need not be those that the size counts."""
    made_when_run: frozenset[Hashable] = frozenset()
    """The tables that are made when the file runs. The others stand in functions that nothing in the file calls."""
    left_out: Mapping[Place, str] = field(default_factory=dict)
    """The places that make tables which are not among ``tables``, each with the reason."""
    handed_on: Mapping[Hashable, str] = field(default_factory=dict)
    """The tables that are handed to code that is not seen, each with the reason. That code may look up more in them."""
    model_readers: Mapping[Hashable, tuple[ModelReader, ...]] = field(default_factory=dict)
    """The tables of models that the program saves, each with the other programs that may load it."""
    idle: frozenset[Hashable] = frozenset()
    """The tables of models that are built and never used."""
    left_behind: frozenset[Hashable] = frozenset()
    """The tables to which nothing leads any more when the file has run, which has looked nothing up in them."""
    read_as_written: frozenset[Hashable] = frozenset()
    """The tables that are loaded on one path and were saved on another: where the two join, those that were saved stand
    for them."""
    in_graphs: frozenset[Hashable] = frozenset()
    """The tables that are called on tensors of a functional model."""
    changed_in_graphs: frozenset[Hashable] = frozenset()
    """Those that get other ids there than the model may get. Which these are, data tell that are given to the model."""
    uses: Mapping[str, Use] = field(default_factory=dict)
    """The flavours of a library that are reached by attribute, as in ``tf.keras.layers``."""
    tests: Mapping[Hashable, Test] = field(default_factory=dict)
    """The tests of the program, each by the first part of the guards that it makes."""
    asserted: frozenset[Hashable] = frozenset()
    """The unknown things whose values an ``assert`` of the program is about."""
    words_presumed: frozenset[Hashable] = frozenset()
    """The keys of those lengths of dicts that are right only if no word of the data is a key of the program's own."""
    decided: frozenset[Hashable] = frozenset()
    """Tests that constants of the program decide, in a way that is not followed."""
    put_in: Mapping[Hashable, bool | str] = field(default_factory=dict)
    """The outcomes of tests on which the program puts a key of its own into a vocabulary that words of data fill."""
    former_arguments: tuple[FormerArgument, ...] = ()
    late_switches: tuple[LateSwitch, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    """The environment variables that the program sets, with their values where they stand in the file."""
    may_be_called: bool = False
    """Code that is not seen has functions or objects of the file, and may call them whenever it likes."""
    loads_unknown: bool = False
    """Something is loaded from a file of which the name is not known. It may be any model that was saved."""
    newest_keras: bool = False
    """The file does what only Keras 3 can: imports its own names, or chooses its backend."""

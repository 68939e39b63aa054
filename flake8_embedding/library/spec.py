"""The words in which a library is described.

A row names one function or class by its dotted paths, gives its parameters in order, and says in one word what
it does: makes a table, makes ids, counts, passes ids through. The engine knows the words and no library; a library
file knows its rows and no engine. What no word says is a handler: a function from a ``Call`` to a value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from enum import Enum, auto

from flake8_embedding.facts import Overrun
from flake8_embedding.library.call import Call
from flake8_embedding.library.indexer import MakesIndexer
from flake8_embedding.library.terms import Term
from flake8_embedding.record import record
from flake8_embedding.values.grids import Grid
from flake8_embedding.values.value import Value


def _named(*names: str | None) -> frozenset[str]:
    return frozenset(name for name in names if name)


@record(frozen=True)
class MakesTable:
    """The constructor of an embedding table. ``rows`` and ``width`` name arguments.

    ``size_name`` is what users call the argument; ``length`` names the argument with the length of the
    sequences, ``weights`` the one with the content, ``padding`` the one with the id that is padding, ``masks`` the
    one that makes id 0 padding; ``one_row_is_idiom``: users of this library write one row for a learned vector on
    purpose. With ``of_matrix`` the argument ``rows`` is a matrix, whose rows are the table's. ``negative`` says what
    the library does with an id below 0, ``overruns`` with one that is too large.
    """

    rows: str
    width: str
    size_name: str
    called: str = "Embedding"
    length: str | None = None
    weights: str | None = None
    padding: str | None = None
    masks: str | None = None
    one_row_is_idiom: bool = False
    of_matrix: bool = False
    negative: str = ""
    matrix_names: tuple[str, ...] = ()
    """The attributes by which programs read the table's matrix."""
    overruns: tuple[Overrun, ...] = ()
    group: str = ""
    """The tables of which one may be put in the place of another, without that it is seen which."""
    resizes: bool = False
    """Whether it does that: of those of its group made before, none is known to be there still."""

    @property
    def arguments(self) -> frozenset[str]:
        """The arguments that are read, by the names of the parameters."""
        # Of a matrix the width is read, and is none of the arguments.
        width = None if self.of_matrix else self.width
        return _named(self.rows, width, self.weights, self.padding, self.masks)


@record(frozen=True)
class LooksUp:
    """A function that looks ids up in a matrix it is given: ``table`` tells of the matrix as of a table, ``ids`` names
    the argument with the ids."""

    table: MakesTable
    ids: str
    axis: str | None = None
    """The argument that says along which dimension it looks up: only along the first, 0, it looks up rows."""

    @property
    def arguments(self) -> frozenset[str]:
        """The arguments that are read, by the names of the parameters."""
        return _named(self.ids, self.axis) | self.table.arguments


@record(frozen=True)
class MakesIds:
    """A function that returns ids from ``low`` to below ``stop``; ``limit`` names the argument that bounds them."""

    low: Term
    stop: Term
    what: str
    limit: str | None = None

    @property
    def arguments(self) -> frozenset[str]:
        """The arguments that are read, by the names of the parameters."""
        return self.low.arguments | self.stop.arguments | _named(self.limit)


class Memory(Enum):
    """Where the elements of a result lie."""

    COPY = auto()
    SHARED = auto()
    """In the memory of the argument: what is written to one is seen through the other."""
    IF_IN_ORDER = auto()
    """The same, unless the argument is a view that has them in another order; then it is a copy."""
    PERHAPS = auto()
    """In one of them, depending on the type, the device or the library."""


@record(frozen=True)
class PassesOn:
    """A function whose result holds the ids of the arguments named, and no others."""

    of: tuple[str, ...]
    keeps_all: bool = True
    """Whether every element arrives; a sample or a slice may lack the highest one."""
    keeps_shape: bool = True
    """Whether the dimensions stay as they are."""
    moves: Callable[[Call, Grid[int]], Grid[int] | None] | None = field(default=None, compare=False)
    """Where each element of the result stood before, of an argument with these places."""
    memory: Memory = Memory.COPY
    dtype: str | None = None
    """The narrow type that the result has, such as "uint8"; "" for one that holds any id."""
    dtype_of: str = ""
    """The argument that names the type."""

    @property
    def arguments(self) -> frozenset[str]:
        """The arguments that are read, by the names of the parameters."""
        return _named(*self.of, self.dtype_of or None)


@record(frozen=True)
class Pads:
    """``pad_sequences``: the ids of ``of`` and the padding ``value``, cut or filled to ``length`` where the function
    takes one."""

    of: str
    value: str
    length: str | None = None

    @property
    def arguments(self) -> frozenset[str]:
        """The arguments that are read, by the names of the parameters."""
        return _named(self.of, self.value, self.length)


@record(frozen=True)
class MakesInput:
    """A functional model's input; ``name`` is the argument by whose value data can be given to it."""

    name: str = "name"

    @property
    def arguments(self) -> frozenset[str]:
        """The arguments that are read, by the names of the parameters."""
        return _named(self.name)


@record(frozen=True)
class MakesModel:
    """A model: of a list of layers, or from inputs to outputs."""

    layers: str | None = None
    inputs: str | None = None
    outputs: str | None = None

    @property
    def arguments(self) -> frozenset[str]:
        """The arguments that are read, by the names of the parameters."""
        return _named(self.layers, self.inputs, self.outputs)


FED_WITH_ARRAYS = ("__call__", "call", "predict_on_batch", "train_on_batch", "test_on_batch")
FED_WITH_BATCHES = ("fit", "predict", "evaluate", "fit_generator", "predict_generator", "evaluate_generator")
"""The methods of models and layers that data are given to: as whole arrays only, or also as data sets and generators
that hand out batches."""

FED_BY = frozenset((*FED_WITH_ARRAYS, *FED_WITH_BATCHES))


PREPARING_METHODS = (*("setUpClass", "setup_class", "setUp", "asyncSetUp", "setup_method", "setup"),)
"""The methods of a test class that unittest and pytest call before each of its tests, in this order."""


@record(frozen=True)
class MakesLayer:
    """A layer that does no look-up; ``passes_ids``: what comes out are the ids that went in."""

    passes_ids: bool = False

    @property
    def arguments(self) -> frozenset[str]:
        """The arguments that are read, by the names of the parameters."""
        return frozenset()


@record(frozen=True)
class MakesObject:
    """The constructor of an object of which only its methods tell: rows under ``methods`` of its library, by its
    full path."""

    @property
    def arguments(self) -> frozenset[str]:
        """The arguments that are read, by the names of the parameters."""
        return frozenset()


@record(frozen=True)
class ReturnsArgument:
    """A function that gives back its argument ``of``, the same object: ``model.to(device)``, ``compile(model)``."""

    of: str

    @property
    def arguments(self) -> frozenset[str]:
        """The arguments that are read, by the names of the parameters."""
        return frozenset({self.of})


@record(frozen=True)
class MakesRecord:
    """A class decorator that generates a class's constructor from its fields; ``dataclass`` is one.

    The annotated names of the class are its fields. ``annotated_if``: only if this argument is True. ``unannotated``:
    names that hold a ``Field`` are fields without an annotation, too. ``keyword_only`` names the argument that makes
    the constructor take the fields by keyword, ``constructor`` the one that asks for a constructor. ``after`` is the
    method that the constructor calls at its end.
    """

    annotated_if: str | None = None
    unannotated: bool = False
    keyword_only: str | None = None
    constructor: str | None = None
    after: str = ""
    public_arguments: bool = False
    """The field ``_rows`` is the argument ``rows``."""
    for_descendants: bool = False
    """As a base class: all that descend from it are records, not only its direct subclasses."""

    @property
    def arguments(self) -> frozenset[str]:
        """The arguments that are read, by the names of the parameters."""
        return _named(self.annotated_if, self.keyword_only, self.constructor)


@record(frozen=True)
class NeverReturns:
    """A function that raises an exception or ends the program: ``sys.exit()``, ``pytest.skip()``."""

    @property
    def arguments(self) -> frozenset[str]:
        """The arguments that are read, by the names of the parameters."""
        return frozenset()


@record(frozen=True)
class ExpectsErrors:
    """A context manager that lets an exception of its block pass, ``pytest.raises(IndexError)``; with ``function`` in
    place of a block, this is called with the arguments that follow it. The arguments from ``errors`` on are the classes
    of exceptions; all of them with ``several``, as in ``suppress(KeyError, IndexError)``."""

    errors: str
    function: str | None = None
    several: bool = False

    @property
    def arguments(self) -> frozenset[str]:
        """The arguments that are read, by the names of the parameters."""
        return frozenset({self.errors} if self.function is None else {self.errors, self.function})


@record(frozen=True)
class ReadsOnly:
    """A function that leaves its arguments as they are; its result is not followed."""

    @property
    def arguments(self) -> frozenset[str]:
        """The arguments that are read, by the names of the parameters."""
        return frozenset()


@record(frozen=True)
class Handled:
    """A function that needs more than a word."""

    by: Callable[[Call], Value]
    keeps_functions: bool = False
    """Whether the functions that it is given are not called, or the handler calls them as often as it does."""

    @property
    def arguments(self) -> frozenset[str]:
        """The arguments that are read, by the names of the parameters."""
        return frozenset()


Word = (
    MakesTable
    | LooksUp
    | MakesIndexer
    | MakesIds
    | PassesOn
    | Pads
    | MakesInput
    | MakesModel
    | MakesLayer
    | MakesObject
    | ReturnsArgument
    | NeverReturns
    | ExpectsErrors
    | MakesRecord
    | ReadsOnly
    | Handled
)


@record(frozen=True)
class Removed:
    """An argument that newer versions of a library do not take any more, or ignore: ``what`` they do, and what to write
    instead. ``before``: only those of the newest major version below this minor one. ``idle``: it had no effect on what
    the program computes."""

    what: str
    before: int | None = None
    idle: bool = False


@record(frozen=True)
class Entry:
    """What one function or class does.

    ``names`` are its dotted paths below the library's root; ``parameters`` are named in positional order,
    "*" begins those that are keywords only. ``keeps_name``: people call the result what they would call the
    argument, as in ``words = sorted(set(text))``.
    """

    names: tuple[str, ...]
    parameters: tuple[str, ...]
    word: Word
    keeps_name: bool = False
    renamed: dict[str, str] = field(default_factory=dict, hash=False)
    """Former names of parameters, where the library still takes them."""
    removed: dict[str, Removed] = field(default_factory=dict, hash=False)
    """Former arguments by name."""
    lazy: bool = False
    """It gives an iterator: its arguments are read when that is iterated."""
    roots: tuple[str, ...] = ()
    """Those of the library's roots below which it is; all of them where this is empty."""
    decorates: bool = False
    """It is a decorator, and called with settings it gives the same decorator."""

    def __post_init__(self) -> None:
        unknown = sorted(self.word.arguments - {*self.parameters, *self.renamed.values()})
        if unknown:
            raise ValueError(f"the entry {self.names[0]} has no parameter {', '.join(unknown)}")

    @property
    def positional(self) -> tuple[str, ...]:
        if "*" in self.parameters:
            return self.parameters[: self.parameters.index("*")]
        return self.parameters


def handled(
    *names: str,
    by: Callable[[Call], Value],
    takes: tuple[str, ...] = ("self",),
    keeps_name: bool = False,
    lazy: bool = False,
    roots: tuple[str, ...] = (),
) -> Entry:
    """A row that a handler carries out."""
    return Entry(names, takes, Handled(by), keeps_name, lazy=lazy, roots=roots)


@record(frozen=True)
class InheritedBehaviour:
    """What a class of the file has from a library's class that it derives from.

    ``fits``: it can be fitted and the like, which sends the data through its own ``call``. ``calls`` are methods that
    hand their arguments to its own ``__call__``, each with how many of them come before those. ``set_up_by`` is the
    method of the file's class that makes its layers before the first call. ``methods`` are further methods, and
    ``itself`` the attributes that are the object itself.
    """

    fits: bool = False
    calls: dict[str, int] = field(default_factory=dict, hash=False)
    set_up_by: str | None = None
    methods: tuple[Entry, ...] = ()
    itself: tuple[str, ...] = ()
    record: MakesRecord | None = None
    """Deriving from it makes a class a record."""

    def method(self, name: str) -> Entry | None:
        """What the method does; None where nothing is said of it."""
        return next((entry for entry in self.methods if name in entry.names), None)


@record(frozen=True)
class Flavour:
    """One of several libraries with almost the same interface.

    ``name`` is what messages call it. ``private``: not for users. ``newer_only`` are names below the root that
    only the newest major version has. ``moved`` maps former submodules to where their names are today.
    """

    name: str
    root: str
    private: bool = False
    newer_only: frozenset[str] = frozenset()
    newer_environment: frozenset[str] = frozenset()
    reads: frozenset[str] = frozenset()
    """Environment variables that count only if they are set before it is first imported or used."""
    instead: str | None = None
    moved: dict[str, str] = field(default_factory=dict, hash=False)
    removed: dict[str, str] = field(default_factory=dict, hash=False)
    """Names below the root that the newest major version does not have, and what to write instead."""
    names: dict[str, frozenset[str]] = field(default_factory=dict, hash=False)
    """Its public names by module below the root, as far as every version of it has them."""


@record(frozen=True)
class Library:
    """Rows and the dotted names under which they are found.

    ``roots`` are modules from which every row's name goes on: ``keras`` and ``tensorflow.keras`` are two roots of
    one library. ``aliases`` map former submodules to today's. ``flavours`` tell apart the libraries behind the
    roots. ``harmless`` are further top-level modules whose functions change none of their arguments.
    """

    name: str
    roots: tuple[str, ...]
    entries: tuple[Entry, ...]
    aliases: dict[str, str] = field(default_factory=dict, hash=False)
    methods: dict[str, tuple[Entry, ...]] = field(default_factory=dict, hash=False)
    """Methods by the kind of object: "list", "dict", "array", "any" for an object of unknown kind, or the full path
    of its class. The first parameter of such a row is the object."""
    attributes: dict[str, tuple[Entry, ...]] = field(default_factory=dict, hash=False)
    """The same for attributes, which are read without a call."""
    flavours: dict[str, Flavour] = field(default_factory=dict, hash=False)
    harmless: tuple[str, ...] = ()
    pure: tuple[str, ...] = ()
    """Top-level modules whose functions answer by their arguments alone, the same in every run."""
    in_place: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """Methods by the kind of object, as in ``methods``, that change it in a way that is not followed."""
    classes: tuple[str, ...] = ()
    """Full paths of the classes of lists, dicts, sets and arrays: ``list.pop(ids)`` is ``ids.pop()``."""
    constants: dict[str, Value] = field(default_factory=dict, hash=False)
    """The values of names, by full path."""
    decorators: tuple[str, ...] = ()
    """Full paths of decorators that give back the function they get."""
    bases: dict[str, InheritedBehaviour] = field(default_factory=dict, hash=False)
    """Classes that people derive their own from, below the roots."""
    everyday_names: tuple[str, ...] = ()
    """Names of tables that many variables have, too: only in files that name the library are they looked at."""
    array_makers: tuple[str, ...] = ()
    """The last names of functions and methods that give an array of known length: a matrix may come of them."""

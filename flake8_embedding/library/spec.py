"""What a library file is written in: a ``Library`` of entries, each with its effect.

An entry names one function or class by its dotted paths, gives its parameters in order, and says by its effect what it
does: it makes a table, makes ids, counts, passes ids through. The engine knows no library; a library file knows no
engine. What no effect says is ``Handled``: a function from a ``Call`` to a value. All effects are had from here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from functools import cached_property

from flake8_embedding.library.call import Call
from flake8_embedding.library.conventions import Conventions, WeightNames
from flake8_embedding.library.effects.effect import Effect
from flake8_embedding.library.effects.errors import ExpectsErrors, NeverReturns
from flake8_embedding.library.effects.ids import MakesIds
from flake8_embedding.library.effects.indexers import (
    Configures,
    Described,
    Emits,
    Form,
    Fractions,
    Grows,
    Harmless,
    IdOfOne,
    Itself,
    Learns,
    ListOfEntries,
    MakesIndexer,
    Matrix,
    Member,
    Size,
    Tally,
    Texts,
    Vocabulary,
)
from flake8_embedding.library.effects.models import MakesInput, MakesLayer, MakesModel, MakesRecurrentLayer
from flake8_embedding.library.effects.objects import (
    Handled,
    HooksIn,
    MakesObject,
    MakesRecord,
    ReadsOnly,
    ReturnsArgument,
)
from flake8_embedding.library.effects.padding import Pads
from flake8_embedding.library.effects.passing import Memory, PassesOn
from flake8_embedding.library.effects.tables import LooksUp, MakesTable
from flake8_embedding.record import record
from flake8_embedding.values.value import Value

__all__ = [
    "Configures",
    "Conventions",
    "Described",
    "Effect",
    "Emits",
    "Entry",
    "ExpectsErrors",
    "Flavour",
    "Form",
    "Fractions",
    "Grows",
    "Handled",
    "Harmless",
    "HooksIn",
    "IdOfOne",
    "InheritedBehaviour",
    "Itself",
    "Learns",
    "Library",
    "ListOfEntries",
    "LooksUp",
    "MakesIds",
    "MakesIndexer",
    "MakesInput",
    "MakesLayer",
    "MakesModel",
    "MakesObject",
    "MakesRecord",
    "MakesRecurrentLayer",
    "MakesTable",
    "Matrix",
    "Member",
    "Memory",
    "NeverReturns",
    "Pads",
    "PassesOn",
    "ReadsOnly",
    "Removed",
    "ReturnsArgument",
    "Size",
    "Tally",
    "Texts",
    "Vocabulary",
    "WeightNames",
    "handled",
]


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
    effect: Effect
    keeps_name: bool = False
    renamed: dict[str, str] = field(default_factory=dict, hash=False)
    """Former names of parameters, where the library still takes them."""
    removed: dict[str, Removed] = field(default_factory=dict, hash=False)
    """Former arguments by name."""
    lazy: bool = False
    """It gives an iterator: its arguments are read when that is iterated."""
    roots: tuple[str, ...] = ()
    """Those of the library's roots below which it is; all of them where this is empty."""
    iterates: bool = False
    """It goes over its arguments as a loop does."""
    uncalled: bool = False
    """An attribute of one library that is a method of another: where it is not called, it is the attribute."""
    subscripted: bool = False
    """It is called by a subscript, with all that stands in it as one argument: ``np.r_[a, b]``."""
    makes: str = ""
    """The library that makes what it gives, where that is another one: ``x.numpy()``."""
    decorates: bool = False
    """It is a decorator, and called with settings it gives the same decorator."""

    def __post_init__(self) -> None:
        unknown = sorted(self.effect.arguments - {*self.parameters, *self.renamed.values()})
        if unknown:
            raise ValueError(f"the entry {self.names[0]} has no parameter {', '.join(unknown)}")

    @cached_property
    def positional(self) -> tuple[str, ...]:
        """The parameters that take an argument without a keyword."""
        return self.parameters[: self.parameters.index("*")] if "*" in self.parameters else self.parameters


def handled(
    *names: str,
    by: Callable[[Call], Value],
    takes: tuple[str, ...] = ("self",),
    keeps_name: bool = False,
    lazy: bool = False,
    iterates: bool = False,
    roots: tuple[str, ...] = (),
) -> Entry:
    """An entry whose effect is a function of the library file: ``by`` makes the result from the call."""
    return Entry(names, takes, Handled(by), keeps_name, lazy=lazy, iterates=iterates, roots=roots)


@record(frozen=True)
class InheritedBehaviour:
    """What a class of the file has from a library's class that it derives from.

    ``fits``: it can be fitted and the like, which sends the data through its own ``call``. ``steps`` name for such a
    method the method of the file's class that gets the batches instead, if there is one, and behind it the one that
    gets those on which the model is tried. ``calls`` are methods that
    hand their arguments to its own ``__call__``, each with how many of them come before those, and of what is given to
    those ``for_shapes`` only the shape counts. ``set_up_by`` is the
    method of the file's class that makes its layers before the first call. ``methods`` are further methods, and
    ``itself`` the attributes that are the object itself.
    """

    fits: bool = False
    steps: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    calls: dict[str, int] = field(default_factory=dict, hash=False)
    for_shapes: tuple[str, ...] = ()
    set_up_by: str | None = None
    set_up_when_read: bool = False
    """Reading an attribute that is not there yet sets the object up as well: any method of it may be called first."""
    methods: tuple[Entry, ...] = ()
    itself: tuple[str, ...] = ()
    members: str | None = None
    """The names of the class body are its members: "objects" of the class, or "values" as they are."""
    equal_values_beside: tuple[str, ...] = ()
    """With one of these bases beside this one a member equals its value: ``class Kind(str, Enum)``."""
    auto_counts: bool = True
    """``auto()`` gives the number after that of the member before."""
    container: bool = False
    """An instance has entries before its ``__init__`` runs: those of an empty dict or list."""
    asks: tuple[str, ...] = ()
    """Special methods that the library's other methods call: ``update`` and ``get`` of a ``UserDict``. With an own one
    the entries are others than those that the library's class has by itself."""
    items_are_attributes: bool = False
    """``config["rows"]`` is ``config.rows``."""
    namespaces: tuple[str, ...] = ()
    """Attributes that are dicts of other attributes: what is written into them sets these."""
    record: MakesRecord | None = None
    """Deriving from it makes a class a record."""
    has_attributes: bool = False
    """An instance has the attributes of the object that the library's constructor makes."""
    calls_nothing_else: bool = False
    """The library calls no method of the class by itself, but for what is said here: no ``training_step``."""

    decorates: bool = False
    """A function that an instance decorates runs in a block of it: ``@Timer()``."""

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
    """Entries and the dotted names under which they are found.

    ``roots`` are modules from which every entry's name goes on: ``keras`` and ``tensorflow.keras`` are two roots of
    one library. ``aliases`` map former submodules to today's. ``flavours`` tell apart the libraries behind the
    roots.
    """

    name: str
    roots: tuple[str, ...]
    entries: tuple[Entry, ...]
    aliases: dict[str, str] = field(default_factory=dict, hash=False)
    methods: dict[str, tuple[Entry, ...]] = field(default_factory=dict, hash=False)
    """Methods by the kind of object: "list", "dict", "array", "any" for an object of unknown kind, or the full path
    of its class. The first parameter of such an entry is the object."""
    attributes: dict[str, tuple[Entry, ...]] = field(default_factory=dict, hash=False)
    """Attributes by the kind of object, as in ``methods``: they are read without a call. "*" is any other attribute of
    such an object."""
    flavours: dict[str, Flavour] = field(default_factory=dict, hash=False)
    tensors: bool = False
    """Whether its functions take tensors of a functional model, and are then part of the model."""
    harmless: tuple[str, ...] = ()
    """Further top-level modules whose functions change none of their arguments."""
    calls_nothing: tuple[str, ...] = ()
    """Full paths of modules, classes and functions that call no function of the program but those that they are handed
    themselves. So none of them runs what another library was handed before: a route of Flask."""
    pure: tuple[str, ...] = ()
    """Top-level modules whose functions answer by their arguments alone, the same in every run."""
    hands_out: tuple[str, ...] = ()
    """Top-level modules whose functions give the very objects that are in their arguments, in another container or
    one of them: ``list(chain([a]))[0]``."""
    hands_back: tuple[str, ...] = ()
    """Full paths of functions in such modules that give an argument itself, too: ``min(a, b)``."""
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
    model_loaders: tuple[str, ...] = ()
    """What loads models, with the tables in them, as programs write it: ``torch.load``."""
    object_loaders: tuple[str, ...] = ()
    """What loads any objects, which may be models: ``pickle.load``."""
    environments: tuple[str, ...] = ()
    """Full paths of the dicts of environment variables: what is put into them is set."""
    modules: tuple[str, ...] = ()
    """Full paths of the dicts of the modules that are loaded."""
    conventions: Conventions = field(default_factory=Conventions, hash=False)

"""The registry: what is known of a dotted path, whichever of a library's roots it goes through.

A registry is an immutable value. It is made from the configuration, once for each, and handed down: two configurations
in one process do not meet. The library files in this package are in it by being here. This is all that the engine sees
of them.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache

from flake8_embedding import library
from flake8_embedding.library.conventions import together
from flake8_embedding.library.spec import Entry, Flavour, InheritedBehaviour, Library
from flake8_embedding.library.third_party import described_by_packages, table_of_project
from flake8_embedding.record import record
from flake8_embedding.values.value import Value


class Registry:
    """The entries of some libraries, by dotted path. ``missing`` are the descriptions of other packages that could not
    be had, and why."""

    def __init__(self, libraries: Iterable[Library], missing: tuple[str, ...] = ()) -> None:
        self.libraries = tuple(libraries)
        self.missing = missing
        self._declared: frozenset[str] = frozenset()
        self._today: dict[str, str] = {}
        self._roots: dict[str, Library] = {}
        self._entries: dict[str, Entry] = {}
        self._methods: dict[tuple[str, str], Entry] = {}
        self._attributes: dict[tuple[str, str], Entry] = {}
        self._flavours: dict[str, Flavour] = {}
        self._inherited: dict[str, InheritedBehaviour] = {}
        self._constants: dict[str, Value] = {}
        self._names: dict[str, list[str]] = {}
        self._in_place: set[tuple[str, str]] = set()
        self._classes: set[str] = set()
        self._harmless: set[str] = set()
        self._tensors: set[str] = set()
        self._pure: set[str] = set()
        self._decorators: set[str] = set()
        self._environments: set[str] = set()
        self._found: dict[str, Entry | None] = {}
        """The entries that were asked for, by the path that was asked."""
        self._modules: set[str] = set()
        self.conventions = together([described.conventions for described in self.libraries])
        """What names of methods and arguments mean wherever they stand."""
        self.instance_calls = ("__call__", *self.conventions.instance_calls)
        """The methods that run when an instance is called: Python's own, torch's for a Module, Keras's for a Layer."""
        for described in self.libraries:
            self._add(described)

    def _add(self, described: Library) -> None:
        for root in described.roots:
            self._roots.setdefault(root, described)
            self._inherited.update({f"{root}.{name}": found for name, found in described.bases.items()})
            self._note_names(f"{root}.{name}" for name in described.bases)
        for path, entry in paths_of(described):
            self._entries[path] = entry
            self._note_names((path,))
        for kinds, found in ((described.methods, self._methods), (described.attributes, self._attributes)):
            found.update(
                {(kind, name): entry for kind, each in kinds.items() for entry in each for name in entry.names}
            )
        self._flavours.update(described.flavours)
        self._harmless.update(root.partition(".")[0] for root in described.roots)
        self._harmless.update(described.harmless)
        self._tensors.update(root.partition(".")[0] for root in described.roots if described.tensors)
        self._pure.update(described.pure)
        self._environments.update(described.environments)
        self._modules.update(described.modules)
        self._decorators.update(described.decorators)
        self._note_names(described.decorators)
        self._constants.update(described.constants)
        self._classes.update(described.classes)
        self._in_place.update((kind, name) for kind, names in described.in_place.items() for name in names)

    def _note_names(self, paths: Iterable[str]) -> None:
        for path in paths:
            owner, _, last = path.rpartition(".")
            self._names.setdefault(owner, []).append(last)

    def with_tables(self, declared: frozenset[tuple[str, str]]) -> Registry:
        """This registry and the tables of a project: the dotted path of each and the argument with its size. What a
        library file says of a path stands."""
        own = [table_of_project(*one) for one in sorted(declared) if one[0] not in self._entries]
        if not own:
            return self
        made = Registry((*self.libraries, *own), self.missing)
        made._declared = frozenset(path for path, _ in declared)
        return made

    def is_declared(self, path: str) -> bool:
        """Whether the configuration says of the path that it makes tables: how it does so is not looked at."""
        return path in self._declared

    def has_declared_in(self, module: str) -> bool:
        """Whether a table that the configuration names is in the module, or in one below it."""
        return any(path.startswith(f"{module}.") for path in self._declared)

    # -- entries ----------------------------------------------------------------------------------------------

    def entry_for(self, path: str) -> Entry | None:
        """The entry of a function or class, or None where no library file says anything of it."""
        if path not in self._found:
            self._found[path] = self._entries.get(path) or self._entries.get(self._path_today(path))
        return self._found[path]

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Every entry under each of its full dotted paths."""
        yield from self._entries.items()

    def method_entries(self) -> Iterator[tuple[str, Entry]]:
        """Every method's entry by the method's name."""
        yield from ((name, entry) for (_, name), entry in self._methods.items())

    def method_entry(self, kind: str, name: str) -> Entry | None:
        """The entry of a method of a kind of object: ``list``, ``dict``, ``array``, or ``any`` for an unknown one."""
        return self._methods.get((kind, name))

    def attribute_entry(self, kind: str, name: str) -> Entry | None:
        """The entry of an attribute, which is read without a call, of a kind of object."""
        return self._attributes.get((kind, name))

    def inherited_from(self, path: str) -> InheritedBehaviour | None:
        """What classes of the program have that derive from the library's class."""
        return self._inherited.get(path) or self._inherited.get(self._path_today(path))

    def constant_at(self, path: str) -> Value | None:
        """The value of a name in a library, where it is known."""
        return self._constants.get(path)

    def names_in(self, module: str) -> list[str]:
        """The names of which something is described that ``from module import *`` brings."""
        return self._names.get(module) or self._names.get(self._path_today(module)) or []

    def is_class_of_containers(self, path: str) -> bool:
        """Whether this is the class of lists, dicts, sets or arrays."""
        return path in self._classes

    def is_environment(self, path: str) -> bool:
        """Whether this is the dict of environment variables: ``os.environ``."""
        return path in self._environments

    def is_table_of_modules(self, path: str) -> bool:
        """Whether this is the dict of the modules that are loaded: ``sys.modules``."""
        return path in self._modules

    def libraries_known(self) -> frozenset[str]:
        """The first names of all modules that are described here."""
        return frozenset(self._harmless)

    # -- what functions do that have no entry -----------------------------------------------------------------

    def is_pure(self, path: str) -> bool:
        """Whether a function answers by its arguments alone, the same in every run."""
        return path.partition(".")[0] in self._pure

    def is_harmless(self, path: str) -> bool:
        """Whether functions of this library leave the dicts and tokenizers they are given as they are."""
        return path.partition(".")[0] in self._harmless

    def works_on_tensors(self, path: str) -> bool:
        """Whether functions of this library take tensors of a functional model."""
        return path.partition(".")[0] in self._tensors

    def keeps_function(self, path: str) -> bool:
        """Whether a decorator gives back a function that is called like the one it got."""
        return path in self._decorators

    def decorator_made_by(self, path: str) -> str | None:
        """The decorator that a call of this function gives: ``torch.no_grad()`` keeps functions, as does
        ``lru_cache(maxsize=8)`` what ``lru_cache`` does. None where that is not known."""
        entry = self.entry_for(path)
        plain = self.keeps_function(path) or (entry is not None and entry.decorates)
        return path if plain else None

    def changes_in_place(self, kind: str, name: str) -> bool:
        """Whether a method changes the object it belongs to."""
        return (kind, name) in self._in_place

    # -- libraries under almost the same name -----------------------------------------------------------------

    def flavours(self) -> Iterator[Flavour]:
        """Every flavour of a library that comes in several."""
        yield from self._flavours.values()

    def flavour_of(self, path: str) -> Flavour | None:
        """Which of several libraries under almost the same name (the Kerases) a module belongs to."""
        while path:
            if path in self._flavours:
                return self._flavours[path]
            path = path.rpartition(".")[0]
        return None

    def is_known_module(self, path: str) -> bool:
        """Whether the path itself is one of several libraries with almost the same name."""
        return path in self._flavours

    def shows_newest(self, path: str) -> bool:
        """Whether only the newest major version of its library has what the path names."""
        flavour = self.flavour_of(path)
        if flavour is None:
            return False
        first, _, _ = path[len(flavour.root) + 1 :].partition(".")
        return first in flavour.newer_only

    def environment_shows_newest(self, variable: str) -> bool:
        """Whether only the newest major version of some library reads this environment variable."""
        return any(variable in flavour.newer_environment for flavour in self._flavours.values())

    def readers_of(self, variable: str) -> frozenset[str]:
        """The libraries that read this environment variable when they are first imported or used, by flavour."""
        return frozenset(flavour.name for flavour in self._flavours.values() if variable in flavour.reads)

    def twin_of(self, flavour: str) -> Twin | None:
        """What to use instead of the library with this name, None where there is no such one."""
        known = {one.root: one for one in self._flavours.values()}
        former = next((one for one in known.values() if one.name == flavour and one.instead is not None), None)
        present = known.get(former.instead or "") if former is not None else None
        if former is None or present is None:
            return None
        return Twin(former.root, present.root, former.moved, present.names)

    def _path_today(self, path: str) -> str:
        """The path with the library's former submodule replaced by the present one; empty where it has none."""
        known = self._today.get(path)
        if known is None:
            known = self._today[path] = self._replaced(path)
        return known

    def _replaced(self, path: str) -> str:
        root = path
        while root:
            described = self._roots.get(root)
            rest = path[len(root) + 1 :]
            for former, present in described.aliases.items() if described is not None else ():
                if rest == former or rest.startswith(former + "."):
                    return ".".join(filter(None, (root, present, rest[len(former) + 1 :])))
            root = root.rpartition(".")[0]
        return ""


@record(frozen=True)
class Twin:
    """A library that is to be used instead of another: the roots of both, and what it has.

    ``moved`` maps submodules of the other to those of this one. Paths are below the root.
    """

    former: str
    root: str
    moved: dict[str, str]
    names: dict[str, frozenset[str]]

    def is_module(self, path: str) -> bool:
        return path in self.names

    def has(self, path: str) -> bool:
        owner, _, name = path.rpartition(".")
        return path in self.names or name in self.names.get(owner, ())


def paths_of(described: Library) -> Iterator[tuple[str, Entry]]:
    """The full dotted paths of a library's entries: below each root that has them."""
    for entry in described.entries:
        for root in entry.roots or described.roots:
            for name in entry.names:
                yield f"{root}.{name}", entry


def described_here() -> list[Library]:
    """The libraries that this package describes, in the order of their files."""
    modules = (
        importlib.import_module(f"{library.__name__}.{one.name}") for one in pkgutil.iter_modules(library.__path__)
    )
    return [found for module in modules if isinstance(found := getattr(module, "LIBRARY", None), Library)]


@cache
def builtin() -> Registry:
    """The libraries that are described in this package and by other installed packages."""
    theirs, missing = described_by_packages()
    return Registry((*described_here(), *theirs), tuple(missing))


@cache
def registry_with(tables: frozenset[tuple[str, str]]) -> Registry:
    """The built-in registry with the tables that a configuration names; one object for equal configurations."""
    return builtin().with_tables(tables)

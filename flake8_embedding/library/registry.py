"""The registry: what is known of a dotted path, whichever of a library's roots it goes through.

A registry is an immutable value. It is made from the configuration, once for each, and handed down: two configurations
in one process do not meet. The library files of this package are in its ``index``, and are loaded when what they
describe is asked for. This is all that the engine sees of them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property

from flake8_embedding.library.contents import Described, Named, in_file, of_library
from flake8_embedding.library.conventions import Conventions, together
from flake8_embedding.library.index import CONTENTS, CONVENTIONS
from flake8_embedding.library.spec import Entry, Flavour, InheritedBehaviour, Library
from flake8_embedding.library.third_party import described_by_packages, table_of_project
from flake8_embedding.record import record
from flake8_embedding.values.value import Value


class _Entries(dict[str, Entry | None]):
    """Entries by path, each looked for once."""

    def __init__(self, find: Callable[[str], Entry | None]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, path: str) -> Entry | None:
        found = self[path] = self._find(path)
        return found


class Registry:
    """The entries of some libraries, by dotted path. Of two libraries that describe the same, the last one counts.

    ``missing`` are the descriptions of other packages that could not be had, and why.
    """

    def __init__(self, described: Iterable[Described], conventions: Conventions, missing: tuple[str, ...] = ()) -> None:
        self._described = tuple(described)
        self.missing = missing
        self.conventions = conventions
        """What names of methods and arguments mean wherever they stand."""
        self.instance_calls = ("__call__", *conventions.instance_calls)
        """The methods that run when an instance is called: Python's own, torch's for a Module, Keras's for a Layer."""
        self._declared: frozenset[str] = frozenset()
        self._today: dict[str, str] = {}
        self._aliases: dict[str, Named] = {}
        """Former submodules by root."""
        self._names: dict[str, list[_Names]] = {}
        """The names of entries by the root that they are below."""
        self._with_method: dict[tuple[str, str], Described] = {}
        self._with_attribute: dict[tuple[str, str], Described] = {}
        self._with_base: dict[str, tuple[Described, str]] = {}
        self._with_flavour: dict[str, Described] = {}
        self._with_constant: dict[str, Described] = {}
        self._in_place: set[tuple[str, str]] = set()
        self._classes: set[str] = set()
        # Which modules Python has depends on its version: they do not stand in the index, which is the same for all.
        self._harmless: set[str] = set(sys.stdlib_module_names)
        self._tensors: set[str] = set()
        self._calls_nothing: set[str] = set()
        self._pure: set[str] = set()
        self._hands_out: set[str] = set()
        self._hands_back: set[str] = set()
        self._decorators: set[str] = set()
        self._environments: set[str] = set()
        self._modules: set[str] = set()
        self.entry_for: Callable[[str], Entry | None] = _Entries(self._find_entry).__getitem__
        """The entry of a function or class, by its dotted path; None where no library file says anything of it. Each
        call of a program asks for some, so what was found is kept."""
        self._methods: dict[tuple[str, str], Entry] = {}
        self._attributes: dict[tuple[str, str], Entry] = {}
        for one in self._described:
            self._note(one)

    def _note(self, described: Described) -> None:
        """Keep the names that are described there. Nothing is loaded."""
        contents = described.contents
        roots = contents.roots.split()
        for root in roots:
            self._aliases[root] = (*self._aliases.get(root, ()), *contents.aliases)
        for below, text in contents.entries:
            names = _Names(described, text)
            for root in below.split():
                self._names.setdefault(root, []).append(names)
        for kinds, found in (
            (contents.methods, self._with_method),
            (contents.attributes, self._with_attribute),
        ):
            found.update({(kind, name): described for kind, names in kinds for name in names.split()})
        for base in contents.bases.split():
            self._with_base.update({f"{root}.{base}": (described, base) for root in roots})
        self._with_flavour.update(dict.fromkeys(contents.flavours.split(), described))
        self._with_constant.update(dict.fromkeys(contents.constants.split(), described))
        tops = {root.partition(".")[0] for root in roots}
        self._harmless.update(tops, contents.harmless.split())
        self._tensors.update(tops if contents.tensors else ())
        self._calls_nothing.update(contents.calls_nothing.split())
        self._pure.update(contents.pure.split())
        self._hands_out.update(contents.hands_out.split())
        self._hands_back.update(contents.hands_back.split())
        self._environments.update(contents.environments.split())
        self._modules.update(contents.modules.split())
        self._decorators.update(contents.decorators.split())
        self._classes.update(contents.classes.split())
        self._in_place.update((kind, name) for kind, names in contents.in_place for name in names.split())

    @property
    def libraries(self) -> tuple[Library, ...]:
        """All libraries; each is loaded."""
        return tuple(one.library for one in self._described)

    def with_tables(self, declared: frozenset[tuple[str, str]]) -> Registry:
        """This registry and the tables of a project: the dotted path of each and the argument with its size. What a
        library file says of a path stands."""
        own = [table_of_project(*one) for one in sorted(declared) if self._entry_at(one[0]) is None]
        if not own:
            return self
        made = Registry((*self._described, *map(of_library, own)), self.conventions, self.missing)
        made._declared = frozenset(path for path, _ in declared)
        return made

    def is_declared(self, path: str) -> bool:
        """Whether the configuration says of the path that it makes tables: how it does so is not looked at."""
        return path in self._declared

    def has_declared_in(self, module: str) -> bool:
        """Whether a table that the configuration names is in the module, or in one below it."""
        return any(path.startswith(f"{module}.") for path in self._declared)

    # -- entries ----------------------------------------------------------------------------------------------

    def _find_entry(self, path: str) -> Entry | None:
        return self._entry_at(path) or self._entry_at(self._path_today(path))

    def _entry_at(self, path: str) -> Entry | None:
        """The entry with just this path."""
        below = [(names, root, name) for root, name in _splits(path) for names in self._names.get(root, ())]
        having = [(names.described, root, name) for names, root, name in below if name in names.all]
        if not having:
            return None
        last = max((one for one, _, _ in having), key=self._described.index)
        wanted = [(root, name) for one, root, name in having if one is last]
        return next(entry for entry in reversed(last.library.entries) if _is_at(entry, last.library, wanted))

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Every entry under each of its full dotted paths; all libraries are loaded."""
        found = {path: entry for library in self.libraries for path, entry in paths_of(library)}
        yield from found.items()

    def method_entries(self) -> Iterator[tuple[str, Entry]]:
        """Every method's entry by the method's name; all libraries with methods are loaded."""
        for (kind, name), described in self._with_method.items():
            yield name, _last(described.library.methods[kind], name)

    def method_entry(self, kind: str, name: str) -> Entry | None:
        """The entry of a method of a kind of object: ``list``, ``dict``, ``array``, or ``any`` for an unknown one."""
        asked = (kind, name)
        found = self._methods.get(asked)
        if found is None and asked in self._with_method:
            found = self._methods[asked] = _last(self._with_method[asked].library.methods[kind], name)
        return found

    def attribute_entry(self, kind: str, name: str) -> Entry | None:
        """The entry of an attribute, which is read without a call, of a kind of object."""
        asked = (kind, name)
        found = self._attributes.get(asked)
        if found is None and asked in self._with_attribute:
            found = self._attributes[asked] = _last(self._with_attribute[asked].library.attributes[kind], name)
        return found

    def inherited_from(self, path: str) -> InheritedBehaviour | None:
        """What classes of the program have that derive from the library's class."""
        found = self._with_base.get(path) or self._with_base.get(self._path_today(path))
        return None if found is None else found[0].library.bases[found[1]]

    def constant_at(self, path: str) -> Value | None:
        """The value of a name in a library, where it is known."""
        described = self._with_constant.get(path)
        return None if described is None else described.library.constants[path]

    def names_in(self, module: str) -> list[str]:
        """The names of which something is described that ``from module import *`` brings."""
        return self._by_module.get(module) or self._by_module.get(self._path_today(module)) or []

    @cached_property
    def _by_module(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        paths = [f"{root}.{name}" for root, several in self._names.items() for names in several for name in names.all]
        for path in dict.fromkeys((*sorted(paths), *self._with_base, *sorted(self._decorators))):
            owner, _, last = path.rpartition(".")
            found.setdefault(owner, []).append(last)
        return found

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
        return path in self._pure or path.partition(".")[0] in self._pure

    def is_harmless(self, path: str) -> bool:
        """Whether functions of this library leave the dicts and tokenizers they are given as they are."""
        return path.partition(".")[0] in self._harmless

    def calls_nothing(self, path: str) -> bool:
        """Whether it calls no function of the program but those that it is handed itself: ``os.makedirs``."""
        while path and path not in self._calls_nothing:
            path = path.rpartition(".")[0]
        return bool(path)

    def hands_out(self, path: str) -> bool:
        """Whether a function may give the very objects that are in its arguments: ``list(chain([a]))[0]``."""
        return path.partition(".")[0] in self._hands_out

    def hands_back(self, path: str) -> bool:
        """Whether a function may give one of its arguments itself: ``min(a, b)``."""
        return path in self._hands_back

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
        yield from (described.library.flavours[path] for path, described in self._with_flavour.items())

    def flavour_of(self, path: str) -> Flavour | None:
        """Which of several libraries under almost the same name (the Kerases) a module belongs to."""
        while path:
            if path in self._with_flavour:
                return self._with_flavour[path].library.flavours[path]
            path = path.rpartition(".")[0]
        return None

    def is_known_module(self, path: str) -> bool:
        """Whether the path itself is one of several libraries with almost the same name."""
        return path in self._with_flavour

    def shows_newest(self, path: str) -> bool:
        """Whether only the newest major version of its library has what the path names."""
        flavour = self.flavour_of(path)
        if flavour is None:
            return False
        first, _, _ = path[len(flavour.root) + 1 :].partition(".")
        return first in flavour.newer_only

    def environment_shows_newest(self, variable: str) -> bool:
        """Whether only the newest major version of some library reads this environment variable."""
        return any(variable in flavour.newer_environment for flavour in self.flavours())

    def readers_of(self, variable: str) -> frozenset[str]:
        """The libraries that read this environment variable when they are first imported or used, by flavour."""
        return frozenset(flavour.name for flavour in self.flavours() if variable in flavour.reads)

    def twin_of(self, flavour: str) -> Twin | None:
        """What to use instead of the library with this name, None where there is no such one."""
        known = {one.root: one for one in self.flavours()}
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
            rest = path[len(root) + 1 :]
            for former, present in self._aliases.get(root, ()):
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


class _Names:
    """The names of some entries of a library."""

    def __init__(self, described: Described, text: str) -> None:
        self.described = described
        self._text = text

    @cached_property
    def all(self) -> frozenset[str]:
        return frozenset(self._text.split())


def _splits(path: str) -> Iterator[tuple[str, str]]:
    """``a``, ``b.c`` and ``a.b``, ``c`` of ``a.b.c``."""
    place = path.find(".")
    while place != -1:
        yield path[:place], path[place + 1 :]
        place = path.find(".", place + 1)


def _is_at(entry: Entry, library: Library, wanted: list[tuple[str, str]]) -> bool:
    """Whether the entry has one of the names below the root."""
    roots = entry.roots or library.roots
    return any(name in entry.names and root in roots for root, name in wanted)


def _last(entries: tuple[Entry, ...], name: str) -> Entry:
    """The last one with the name."""
    return next(entry for entry in reversed(entries) if name in entry.names)


@cache
def builtin() -> Registry:
    """The libraries that are described in this package and by other installed packages."""
    theirs, missing = described_by_packages()
    conventions = together([CONVENTIONS, *(one.conventions for one in theirs)]) if theirs else CONVENTIONS
    return Registry((*map(in_file, CONTENTS), *map(of_library, theirs)), conventions, tuple(missing))


@cache
def registry_with(tables: frozenset[tuple[str, str]]) -> Registry:
    """The built-in registry with the tables that a configuration names; one object for equal configurations."""
    return builtin().with_tables(tables)

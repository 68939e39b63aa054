"""Find the row for a dotted path, whichever of a library's roots it goes through.

The library files in this package register themselves by being here. This is all that the engine sees of them.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import field
from functools import cache, lru_cache

from flake8_embedding import library
from flake8_embedding.library.spec import Base, Entry, Flavour, Library
from flake8_embedding.library.third_party import described_by_packages, table_of_project
from flake8_embedding.record import record
from flake8_embedding.values.value import Value


@record(frozen=True)
class _Index:
    entries: dict[str, Entry] = field(default_factory=dict)
    """By full dotted path."""
    roots: dict[str, Library] = field(default_factory=dict)
    methods: dict[str, Entry] = field(default_factory=dict)
    attributes: dict[str, Entry] = field(default_factory=dict)
    flavours: dict[str, Flavour] = field(default_factory=dict)
    harmless: set[str] = field(default_factory=set)
    decorators: set[str] = field(default_factory=set)
    constants: dict[str, Value] = field(default_factory=dict)
    bases: dict[str, Base] = field(default_factory=dict)
    in_place: set[tuple[str, str]] = field(default_factory=set)
    modules: dict[str, list[str]] = field(default_factory=dict)
    """The names of each module that has rows: what a star import brings."""
    wrong: list[str] = field(default_factory=list)


@cache
def _index() -> _Index:
    index = _Index()
    for found in pkgutil.iter_modules(library.__path__):
        module = importlib.import_module(f"{library.__name__}.{found.name}")
        described: Library | None = getattr(module, "LIBRARY", None)
        if described is not None:
            _register(index, described)
    outside, wrong = described_by_packages()
    for described in outside:
        _register(index, described)
    index.wrong.extend(wrong)
    return index


def missing_descriptions() -> list[str]:
    """The entry points of other packages that give no rows, and why."""
    return _index().wrong


def declare_tables(declared: frozenset[tuple[str, str]]) -> None:
    """Add the tables that the configuration names: the dotted path of each and the argument with its size."""
    index = _index()
    for path, argument in declared:
        if path not in index.entries:
            _register(index, table_of_project(path, argument))
            entry_for.cache_clear()


def _register(index: _Index, described: Library) -> None:
    for root in described.roots:
        index.roots.setdefault(root, described)
        index.bases.update({f"{root}.{name}": base for name, base in described.bases.items()})
        for row in described.entries:
            for name in row.names:
                path = f"{root}.{name}"
                index.entries[path] = row
                owner, _, last = path.rpartition(".")
                index.modules.setdefault(owner, []).append(last)
    index.methods.update({f"{kind}.{row.names[0]}": row for kind, rows in described.methods.items() for row in rows})
    index.attributes.update(
        {f"{kind}.{row.names[0]}": row for kind, rows in described.attributes.items() for row in rows}
    )
    index.flavours.update(described.flavours)
    index.harmless.update(root.partition(".")[0] for root in described.roots)
    index.harmless.update(described.harmless)
    index.decorators.update(described.decorators)
    index.constants.update(described.constants)
    index.in_place.update({(kind, name) for kind, names in described.in_place.items() for name in names})


@lru_cache(maxsize=4096)
def entry_for(path: str) -> Entry | None:
    """The row of a function or class, or None where no library file says anything of it."""
    index = _index()
    found = index.entries.get(path)
    if found is not None:
        return found
    today = _today(path)
    return index.entries.get(today) if today is not None else None


def base_at(path: str) -> Base | None:
    """What classes have that derive from the library's class."""
    bases = _index().bases
    return bases.get(path) or bases.get(_today(path) or "")


@lru_cache(maxsize=4096)
def method_entry(kind: str, name: str) -> Entry | None:
    """The row for a method of a kind of object: ``list``, ``dict``, ``array``, or ``any`` for an unknown one."""
    return _index().methods.get(f"{kind}.{name}")


@lru_cache(maxsize=4096)
def attribute_entry(kind: str, name: str) -> Entry | None:
    """The same for an attribute, which is read without a call."""
    return _index().attributes.get(f"{kind}.{name}")


def star_names(module: str) -> list[str]:
    """The names with rows that ``from module import *`` brings."""
    names = _index().modules
    return names.get(module) or names.get(_today(module) or "") or []


def is_harmless(path: str) -> bool:
    """Whether functions of this library leave the dicts and tokenizers they are given as they are."""
    return path.partition(".")[0] in _index().harmless


@lru_cache(maxsize=4096)
def flavour_of(path: str) -> Flavour | None:
    """Which of several libraries under almost the same name (the Kerases) a module belongs to."""
    flavours = _index().flavours
    while path:
        if path in flavours:
            return flavours[path]
        path = path.rpartition(".")[0]
    return None


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


def twin_of(flavour: str) -> Twin | None:
    """What to use instead of the library with this name, None where there is no such one."""
    known = {one.root: one for one in _index().flavours.values()}
    former = next((one for one in known.values() if one.name == flavour and one.instead is not None), None)
    present = known.get(former.instead or "") if former is not None else None
    if former is None or present is None:
        return None
    return Twin(former.root, present.root, former.moved, present.names)


def is_known_module(path: str) -> bool:
    """Whether the path itself is one of several libraries with almost the same name."""
    return path in _index().flavours


def shows_newest(path: str) -> bool:
    """Whether only the newest major version of its library has what the path names."""
    flavour = flavour_of(path)
    if flavour is None:
        return False
    first, _, _ = path[len(flavour.root) + 1 :].partition(".")
    return first in flavour.newer_only


def environment_shows_newest(variable: str) -> bool:
    """Whether only the newest major version of some library reads this environment variable."""
    return any(variable in flavour.newer_environment for flavour in _index().flavours.values())


def readers_of(variable: str) -> frozenset[str]:
    """The libraries that read this environment variable when they are first imported or used, by flavour."""
    return frozenset(flavour.name for flavour in _index().flavours.values() if variable in flavour.reads)


def changes_in_place(kind: str, name: str) -> bool:
    """Whether a method changes the object it belongs to."""
    return (kind, name) in _index().in_place


def constant_at(path: str) -> Value | None:
    """The value of a name in a library, where it is known."""
    return _index().constants.get(path)


def keeps_function(path: str) -> bool:
    """Whether a decorator gives back a function that is called like the one it got."""
    return path in _index().decorators


def _today(path: str) -> str | None:
    """The path with the library's former submodule replaced by the present one."""
    index = _index()
    root = path
    while root:
        described = index.roots.get(root)
        if described is not None:
            rest = path[len(root) + 1 :]
            for former, present in described.aliases.items():
                if rest == former or rest.startswith(former + "."):
                    return ".".join(filter(None, (root, present, rest[len(former) + 1 :])))
        root = root.rpartition(".")[0]
    return None

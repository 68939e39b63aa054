"""What a library file describes, by name alone: so it is seen whether the file is needed before it is loaded.

Most programs name one or two libraries. The files of the others, a third of this package, are not loaded for them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_embedding.on_demand import loaded
from flake8_embedding.record import record

if TYPE_CHECKING:
    from flake8_embedding.library.spec import Entry, Library

Named = tuple[tuple[str, str], ...]
"""Names by what they are below: the roots of entries, or the kind of object that has such methods. Several names are
one text with spaces between, which takes less time to load than many."""


@record(frozen=True)
class Contents:
    """The names in one ``Library``, each as there."""

    file: str
    """The module of this package that describes it."""
    roots: str = ""
    entries: Named = ()
    methods: Named = ()
    attributes: Named = ()
    bases: str = ""
    flavours: str = ""
    constants: str = ""
    aliases: Named = ()
    tensors: bool = False
    harmless: str = ""
    calls_nothing: str = ""
    pure: str = ""
    hands_out: str = ""
    hands_back: str = ""
    in_place: Named = ()
    classes: str = ""
    decorators: str = ""
    environments: str = ""
    modules: str = ""


class Described:
    """A library of which the names are known; the rest is loaded when it is asked for."""

    def __init__(self, contents: Contents, load: Callable[[], Library]) -> None:
        self.contents = contents
        self._load = load

    @cached_property
    def library(self) -> Library:
        return self._load()


def in_file(contents: Contents) -> Described:
    """A library that a file of this package describes."""
    return Described(contents, lambda: _loaded(f"{__package__}.{contents.file}"))


def of_library(library: Library) -> Described:
    """A library that is there already."""
    return Described(contents_of(library), lambda: library)


def _loaded(module: str) -> Library:
    found: Library = loaded(module).LIBRARY
    return found


def contents_of(library: Library, file: str = "") -> Contents:
    """The names in a library."""
    entries: dict[str, dict[str, None]] = {}
    for entry in library.entries:
        entries.setdefault(" ".join(entry.roots or library.roots), {}).update(dict.fromkeys(entry.names))
    return Contents(
        file,
        roots=" ".join(library.roots),
        entries=tuple((roots, " ".join(names)) for roots, names in entries.items()),
        methods=_by_kind(library.methods),
        attributes=_by_kind(library.attributes),
        bases=" ".join(library.bases),
        flavours=" ".join(library.flavours),
        constants=" ".join(library.constants),
        aliases=tuple(library.aliases.items()),
        tensors=library.tensors,
        harmless=" ".join(library.harmless),
        calls_nothing=" ".join(library.calls_nothing),
        pure=" ".join(library.pure),
        hands_out=" ".join(library.hands_out),
        hands_back=" ".join(library.hands_back),
        in_place=tuple((kind, " ".join(names)) for kind, names in library.in_place.items()),
        classes=" ".join(library.classes),
        decorators=" ".join(library.decorators),
        environments=" ".join(library.environments),
        modules=" ".join(library.modules),
    )


def _by_kind(entries: dict[str, tuple[Entry, ...]]) -> Named:
    return tuple((kind, " ".join(name for entry in each for name in entry.names)) for kind, each in entries.items())

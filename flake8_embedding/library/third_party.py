"""Entries from outside: those of other packages, by an entry point, and a project's own wrappers, by its configuration.

An entry point loads a ``Library``.
"""

from __future__ import annotations

from importlib.metadata import entry_points

from flake8_embedding.library import GROUP
from flake8_embedding.library.spec import Entry, Library, MakesTable


def described_by_packages() -> tuple[list[Library], list[str]]:
    """The libraries that installed packages describe, and what is wrong with those that cannot be had."""
    found: list[Library] = []
    wrong: list[str] = []
    for point in entry_points(group=GROUP):
        try:
            loaded = point.load()
        except Exception as error:  # the code of another package
            wrong.append(f"{point.name} ({type(error).__name__}: {error})")
            continue
        if isinstance(loaded, Library):
            found.append(loaded)
        else:
            wrong.append(f"{point.name} (it loads no Library but {type(loaded).__name__})")
    return found, wrong


def table_of_project(path: str, argument: str) -> Library:
    """A library of one table: the class or function at the dotted path, sized by the argument, its first one."""
    owner, _, name = path.rpartition(".")
    # Whether it is a class is not said.
    makes = MakesTable(rows=argument, width="", size_name=argument, called=name, one_row_is_idiom=True, is_class=False)
    return Library(name=owner, roots=(owner,), entries=(Entry((name,), (argument,), makes),))

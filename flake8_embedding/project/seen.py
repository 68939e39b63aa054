"""What a glance at a name of a module shows: what it leads to, and what is sought there."""

from __future__ import annotations

from collections.abc import Sequence

from flake8_embedding.project.finder import ModuleFile
from flake8_embedding.record import record

Node = tuple[ModuleFile, str, bool]
"""A name of a module, an empty one for all of its names; and whether the way there goes by names all along. Otherwise,
where modules are handed on or are run by an import alone, reading rows of any array is not taken for a table's."""


@record(frozen=True)
class Seen:
    """What a name leads to, and the modules that are run on the way and may put tables where they are found."""

    after: list[Node]
    registering: Sequence[Node] = ()
    makes_table: bool = False
    saves: bool = False
    loads: bool = False


def makes_table(seen: Seen) -> bool:
    """Whether the name makes a table itself."""
    return seen.makes_table


def saves(seen: Seen) -> bool:
    """Whether it saves objects, such as models."""
    return seen.saves


def loads(seen: Seen) -> bool:
    """Whether it loads models, or objects that may be models."""
    return seen.loads

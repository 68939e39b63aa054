"""Modules of the project as values, and names that were imported from one and not looked at so far."""

from __future__ import annotations

from dataclasses import field

from flake8_embedding.record import record
from flake8_embedding.values.value import AllocationSite, Value


@record(frozen=True, slots=True)
class ModuleValue(Value):
    """A module of the project: its names are those of its ``scope``, as those of a class are."""

    scope: AllocationSite
    name: str = field(default="", compare=False)
    """Its dotted name, as the program imports it."""


@record(frozen=True, slots=True)
class ImportedName(Value):
    """``from module import name``, as long as nobody reads the name. The module is evaluated when somebody does."""

    module: ModuleValue
    name: str

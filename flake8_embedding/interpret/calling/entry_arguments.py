"""The arguments of a call of what an entry describes, by the names of its parameters."""

from __future__ import annotations

from collections.abc import Hashable

import libcst as cst

from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.library.spec import Entry
from flake8_embedding.record import record
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.value import Value


@record(frozen=True)
class EntryArguments:
    """The call, and its arguments by the names of the entry's parameters."""

    machine: Machine
    entry: Entry
    path: str
    given: Arguments
    node: cst.CSTNode

    @property
    def store(self) -> Store:
        return self.machine.store

    @property
    def key(self) -> Hashable:
        return self.machine.key(self.node)

    @property
    def arguments(self) -> list[Value]:
        return list(self.given.positional)

    @property
    def keywords(self) -> tuple[tuple[str, Value], ...]:
        return self.given.keywords

    @property
    def complete(self) -> bool:
        return self.given.complete

    @property
    def starred(self) -> Value | None:
        return self.given.starred

    def argument(self, name: str) -> Value | None:
        given = self.given
        found = given.keyword(name) if given.keywords else None
        if found is not None:
            return found
        for parameter, value in zip(self.entry.positional, given.positional, strict=False):
            if parameter == name:
                return value
        return None

    @property
    def place(self) -> cst.CSTNode:
        return self.node

    def place_of(self, name: str) -> cst.CSTNode:
        """Where the argument stands, or the call where it does not stand alone."""
        found = self.given.node(name)
        if found is None and name in self.entry.positional:
            found = self.given.node(self.entry.positional.index(name))
        return found or self.node

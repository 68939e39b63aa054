"""One call of what a row describes, as the words of rows and the handlers of library files see it."""

from __future__ import annotations

from collections.abc import Hashable

import libcst as cst

from flake8_embedding.interpret.conditions.access import entry_read, shown_entry
from flake8_embedding.interpret.frame import Arguments, parameters_of
from flake8_embedding.interpret.handmade_vocabularies import note_vocabulary
from flake8_embedding.interpret.items import delete_at, write_item
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.operators import operate
from flake8_embedding.interpret.subscripts import item
from flake8_embedding.library.spec import (
    Entry,
)
from flake8_embedding.record import record
from flake8_embedding.values.store import Store
from flake8_embedding.values.value import ObjectRef, Value


@record(frozen=True)
class EntryCall:
    """One call of a function with a row, as handlers see it (``library.spec.Call``)."""

    machine: Machine
    row: Entry
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
        found = self.given.keyword(name)
        if found is not None:
            return found
        positional = self.row.positional
        if name in positional and positional.index(name) < len(self.given.positional):
            return self.given.positional[positional.index(name)]
        return None

    @property
    def place(self) -> cst.CSTNode:
        return self.node

    def place_of(self, name: str) -> cst.CSTNode:
        """Where the argument stands, or the call where it does not stand alone."""
        found = self.given.node(name)
        if found is None and name in self.row.positional:
            found = self.given.node(self.row.positional.index(name))
        return found or self.node

    def unknown(self, reason: str) -> Value:
        return self.machine.unknown(reason, self.node)

    def unknown_numbers(self, reason: str) -> Value:
        made = self.machine.unknown(reason, self.node)
        self.machine.renumbered.add(made.key)
        return made

    def allocate(self, content: Value, part: str = "") -> Value:
        return self.machine.allocate(self.node, content, part)

    def symbol_text(self) -> str | None:
        return self.machine.source.text(self.node)

    def attribute(self, owner: Value, name: str) -> Value:
        return self.machine.attribute(owner, name, self.node)

    def set_attribute(self, owner: Value, name: str, value: Value) -> None:
        if isinstance(owner, ObjectRef):
            self.store.set((owner.alloc, name), value)

    def forget_attributes(self, owner: Value) -> None:
        self.machine.forget_attributes(owner)

    def is_known_key(self, owner: Value, key: Value) -> bool:
        return isinstance(owner, ObjectRef) and self.machine.holds("has", owner.alloc, key)

    def entry_read(self, owner: Value, key: Value, value: Value, default: Value | None) -> Value:
        return entry_read(self.machine, owner, key, value, default)

    def shown_entry(self, owner: Value, key: Value) -> Value | None:
        return shown_entry(self.machine, owner.alloc, key) if isinstance(owner, ObjectRef) else None

    def set(self, owner: Value, content: Value) -> None:
        if isinstance(owner, ObjectRef):
            self.machine.change(owner, content, self.node)

    def operate(self, sign: str, one: Value, other: Value) -> Value:
        return operate(self.machine, sign, one, other, self.node)

    def item(self, owner: Value, index: tuple[Value, ...]) -> Value:
        return item(self.machine, owner, index, self.node)

    def write(self, owner: Value, index: tuple[Value, ...], value: Value) -> None:
        write_item(self.machine, owner, index, value, self.node)

    def delete(self, owner: Value, key: Value) -> None:
        delete_at(self.machine, owner, (key,), self.node)

    def environment(self, name: Value, value: Value) -> None:
        self.machine.note_environment(name, value, self.node)

    def length_text(self, kind: str) -> str:
        return self.machine.length_text(kind)

    def note_vocabulary(self, made: Value) -> None:
        note_vocabulary(self.machine, made, self.node)

    def apply(self, function: Value, arguments: list[Value], keywords: tuple[tuple[str, Value], ...] = ()) -> Value:
        return self.machine.call(function, Arguments(tuple(arguments), keywords), self.node)

    def parameters(self) -> dict[str, Value]:
        frame = self.machine.frame
        if frame.function is None:
            return {}
        names = parameters_of(frame.function)[1 if frame.function.owner is not None else 0 :]
        held = {name: self.store.get((frame.scope, name)) for name in names}
        return {name: value for name, value in held.items() if value is not None}

    def settings(self) -> dict[str, Value]:
        """All arguments by name."""
        named = dict(zip(self.row.positional, self.given.positional, strict=False))
        return {**named, **dict(self.given.keywords)}

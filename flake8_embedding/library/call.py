"""One call as a library's handler sees it: its arguments, the memory, and what the engine does on request."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Protocol

from flake8_embedding.values.store import Store
from flake8_embedding.values.value import Place, Value


class Call(Protocol):
    """One call, as a handler sees it."""

    @property
    def store(self) -> Store: ...

    @property
    def key(self) -> Hashable:
        """Names this call: the same place in the same open calls."""
        ...

    @property
    def place(self) -> Place:
        """Where the call stands, for findings that name its line."""
        ...

    @property
    def arguments(self) -> list[Value]: ...

    @property
    def keywords(self) -> tuple[tuple[str, Value], ...]: ...

    @property
    def complete(self) -> bool:
        """Whether all arguments are seen; ``f(*args)`` with unknown args hides some."""
        ...

    @property
    def starred(self) -> Value | None:
        """What stands behind a ``*`` as the only argument, where its elements are not known one by one."""
        ...

    def argument(self, name: str) -> Value | None:
        """The argument for a parameter of the row, by keyword or position."""
        ...

    def unknown(self, reason: str) -> Value:
        """The result when nothing is known of it."""
        ...

    def unknown_numbers(self, reason: str) -> Value:
        """The same where it is some numbers, which no vocabulary gave."""
        ...

    def allocate(self, content: Value, part: str = "") -> Value:
        """A new object with this content."""
        ...

    def symbol_text(self) -> str | None:
        """How the source writes this call, None if at too great length."""
        ...

    def attribute(self, owner: Value, name: str) -> Value:
        """``owner.name``."""
        ...

    def set_attribute(self, owner: Value, name: str, value: Value) -> None:
        """``owner.name = value``; does nothing for a value that is no object."""
        ...

    def forget_attributes(self, owner: Value) -> None:
        """Some attribute was set, and which one is not known."""
        ...

    def is_known_key(self, owner: Value, key: Value) -> bool:
        """Whether a test on the way here has shown that the dict has the key."""
        ...

    def entry_read(self, owner: Value, key: Value, value: Value, default: Value | None) -> Value:
        """The value of ``owner.get(key, default)`` that has just been read, or what tests have shown of it."""
        ...

    def shown_entry(self, owner: Value, key: Value) -> Value | None:
        """What tests have shown of ``owner[key]``."""
        ...

    def set(self, owner: Value, content: Value) -> None:
        """Change an object's content; does nothing for a value that is no object."""
        ...

    def operate(self, sign: str, one: Value, other: Value) -> Value:
        """``one + other``, or what another sign says."""
        ...

    def item(self, owner: Value, index: tuple[Value, ...]) -> Value:
        """``owner[index]``."""
        ...

    def write(self, owner: Value, index: tuple[Value, ...], value: Value) -> None:
        """``owner[index] = value``."""
        ...

    def delete(self, owner: Value, key: Value) -> None:
        """``del owner[key]``."""
        ...

    def environment(self, name: Value, value: Value) -> None:
        """Note that the program sets this environment variable."""
        ...

    def length_text(self, kind: str) -> str:
        """What messages call the length of the collection that this call makes."""
        ...

    def note_vocabulary(self, made: Value) -> None:
        """Note that a dict from words to ids was made by hand: its length tells of its ids."""
        ...

    def apply(self, function: Value, arguments: list[Value], keywords: tuple[tuple[str, Value], ...] = ()) -> Value:
        """Call a function value, such as the ``key`` of ``sorted``."""
        ...

    def parameters(self) -> dict[str, Value]:
        """What the parameters of the function in which this call stands hold, without the object it belongs to."""
        ...

"""Paths through a program: what one changes, and the states in which it may be interrupted by an exception."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from flake8_embedding.values.memory.bindings import join_bindings
from flake8_embedding.values.memory.join import NO_GUARDS
from flake8_embedding.values.provenance import Key, Mark
from flake8_embedding.values.value import Const, Guard, Number, Value

if TYPE_CHECKING:
    from flake8_embedding.values.memory.store import Store

Delta = dict[Hashable, Value]
"""What one path changed."""


class Path:
    """A path of its own, as a context manager. It is no generator, because each branch and each call needs one."""

    __slots__ = ("_before", "_guards", "_store")

    def __init__(self, store: Store, guards: frozenset[Guard]) -> None:
        self._store, self._guards = store, guards

    def __enter__(self) -> Delta:
        store = self._store
        self._before = store.guards
        if self._guards:
            store.assume(self._guards)
        return store.push()

    def __exit__(self, *_: object) -> None:
        self._store.pop()
        self._store.guards = self._before


class Interruptions:
    """The states in which an exception may interrupt a piece of code. A handler begins with any of them.

    ``n = 10; m = int(text); n = 0`` is interrupted with n 10. The last assignment is in no such state if nothing behind
    it may raise. Neither is what held before, if it was replaced before anything could raise.
    """

    def __init__(self) -> None:
        self._seen: dict[Hashable, dict[Value | None, None]] = {}
        self.changed: set[Hashable] = set()
        """All keys that were set."""
        self.told: dict[Hashable, tuple[Value, frozenset[str]]] = {}
        """What is known of keys since none of the errors of these names was raised."""
        self._pending: set[Hashable] = set()
        self._interrupted = False

    def changes(self, key: Hashable, store: Store) -> None:
        """The key is about to be set."""
        if self._interrupted and key not in self._seen:
            self._seen[key] = {store.held(key): None}
        self._pending.add(key)
        self.changed.add(key)

    def interrupt(self, store: Store) -> None:
        """An exception may be raised now."""
        self._interrupted = True
        for key in self._pending:
            self._seen.setdefault(key, {})[store.held(key)] = None
        self._pending.clear()

    def knows_more(self, store: Store, error: str) -> None:
        """What was set since the last interruption is what was held before, of which more is known now: otherwise the
        error would have been raised."""
        for key in self._pending:
            held = store.held(key)
            if held is not None:
                errors = self.told[key][1] if key in self.told else frozenset()
                self.told[key] = (held, errors | {error})
        self._pending.clear()

    @property
    def was_interrupted(self) -> bool:
        """Whether an exception may have been raised at all."""
        return self._interrupted

    def state(self, place: Hashable) -> Delta:
        """What each key that was changed may hold where a handler begins."""
        return {key: _joined(list(states), key, place) for key, states in self._seen.items()}

    def unless_raised(self, place: Hashable, stops: Callable[[str], bool]) -> Delta:
        """What is otherwise where a handler begins that does not stop each error that numbers have raised: some of the
        numbers have ended the program, and which these are, nobody knows."""
        return {
            key: _joined([_weakened(held) for held in self._seen[key]], key, place)
            for key, (_, errors) in self.told.items()
            if key in self._seen and not all(map(stops, errors))
        }


def _joined(seen: list[Value | None], key: Hashable, place: Hashable) -> Value:
    """What a key holds in one of these states. A mark holds only if it does in all."""
    if isinstance(key, Mark):
        first = seen[0]
        return first if first is not None and all(held == first for held in seen) else Const(False)
    # In which of several states it is interrupted, no test says.
    return join_bindings(list(zip(seen, _states(len(seen), place), strict=True)), key, place)


def _weakened(held: Value | None) -> Value | None:
    """Any of the numbers may come, and none is known to. A single number that the block has set since raises none."""
    return held.weakened() if type(held) is Number and held.exact is None else held


def _states(count: int, place: Hashable) -> list[frozenset[Guard]]:
    """The guards of each state. What holds in two of three states has the guards that these share: one of them says
    that no test alone leads there."""
    if count == 1:
        return [NO_GUARDS]
    shared: Guard = (Key(place, "interrupted"), "some state")
    return [frozenset({shared, (Key(place, "state"), f"state {number}")}) for number in range(count)]

"""The memory of the program under analysis: what every name and every object holds now.

One flat mapping for both: ``(scope, name)`` for names and attributes, an ``AllocationSite`` for an object's content.
Paths that part are layers on top of it; a layer holds only what its path changed, so the cost of a branch is
the number of its assignments, not the size of the program.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial

from flake8_embedding.values.identity import Mark
from flake8_embedding.values.join import NO_GUARDS, alternatives_of, join
from flake8_embedding.values.value import TRUE, Const, Guard, ObjectRef, Value

Delta = dict[Hashable, Value]
"""What one path changed."""


class Store:
    """Layers of memory; the lowest is the module's, each other one a path that is being followed."""

    def __init__(self) -> None:
        self._layers: list[Delta] = [{}]
        self.has_tensors = False
        """Whether a tensor of a functional model was ever made: most programs have none, and it is asked for often."""

    def get(self, key: Hashable) -> Value | None:
        for layer in reversed(self._layers):
            found = layer.get(key)
            if found is not None:
                return found
        return None

    def set(self, key: Hashable, value: Value) -> None:
        self._layers[-1][key] = value

    def names_in(self, scope: Hashable) -> list[tuple[str, Value]]:
        """Every name of a scope, with what it holds now."""
        found: dict[str, Value] = {}
        for layer in self._layers:
            for key, value in layer.items():
                if isinstance(key, tuple) and len(key) == 2 and key[0] is scope and isinstance(key[1], str):
                    found[key[1]] = value
        return list(found.items())

    def everything(self) -> list[tuple[Hashable, Value]]:
        """All there is, as it is now."""
        found: Delta = {}
        for layer in self._layers:
            found.update(layer)
        return list(found.items())

    def content(self, value: Value) -> Value:
        """What the object is now, or the value itself where it is no object."""
        if isinstance(value, ObjectRef):
            return self.get(value.alloc) or value
        return value

    @property
    def depth(self) -> int:
        return len(self._layers)

    def push(self) -> None:
        """Begin a path of its own."""
        self._layers.append({})

    def pop(self) -> Delta:
        """End the path: what it changed no longer holds."""
        return self._layers.pop()

    def apply(self, delta: Delta) -> None:
        self._layers[-1].update(delta)

    def changed_since(self, depth: int) -> Delta:
        """What has changed above the layer ``depth``, in one: the state in which a ``return`` leaves."""
        changed: Delta = {}
        for layer in self._layers[depth:]:
            changed.update(layer)
        return changed

    def join_paths(self, paths: list[tuple[Delta, frozenset[Guard]]], place: Hashable) -> None:
        """Go on from where the paths join. A name that one path lacks is taken to be bound: using it after the
        other path would be an error that has nothing to do with sizes."""
        if len(paths) == 1:
            self.apply(paths[0][0])
            return
        keys = dict.fromkeys(key for delta, _ in paths for key in delta)
        for key in keys:
            before = self.get(key)
            if isinstance(key, Mark):
                self.set(key, Const(all(delta.get(key, before) == TRUE for delta, _ in paths)))
                continue
            ways: list[tuple[Value, frozenset[Guard]]] = []
            for delta, guards in paths:
                value = delta.get(key, before)
                if value is not None:
                    ways.append((value, guards))
            self.set(key, ways[0][0] if len(ways) == 1 else join(ways, (place, key)))

    def on_each(self, value: Value, answer: Callable[[Value], Value], place: Hashable) -> Value:
        """The answer for each alternative of a value. Each is found on a path of its own: what is made or changed for
        one alternative is so on the way only that leads to it."""
        return self.on_each_way([(partial(answer, one.value), one.guards) for one in alternatives_of(value)], place)

    def on_each_way(self, ways: Sequence[tuple[Callable[[], Value], frozenset[Guard]]], place: Hashable) -> Value:
        """The same for answers that depend on several values."""
        if len(ways) == 1:
            return ways[0][0]()
        answers: list[tuple[Value, frozenset[Guard]]] = []
        changes: list[tuple[Delta, frozenset[Guard]]] = []
        for answer, guards in ways:
            self.push()
            try:
                answers.append((answer(), guards))
            finally:
                changes.append((self.pop(), guards))
        self.join_paths(changes, place)
        return join(answers, place)


__all__ = ["NO_GUARDS", "Delta", "Store"]

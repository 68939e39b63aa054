"""The memory of the program under analysis: what every name and every object holds now.

One flat mapping for both: ``(scope, name)`` for names and attributes, an ``AllocationSite`` for an object's content.
Paths that part are layers on top of it; a layer holds only what its path changed, so the cost of a branch is
the number of its assignments, not the size of the program.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from flake8_embedding.limits import PATH_CONDITION
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.shared_memory import SHOWS_OTHER, Seen, Watched
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.bindings import (
    DELETED,
    PartlyBound,
    Way,
    common_guards,
    filled,
    join_bindings,
    join_ended,
)
from flake8_embedding.values.memory.join import NO_GUARDS, alternatives_of, join
from flake8_embedding.values.memory.paths import Delta, Interruptions, Path
from flake8_embedding.values.memory.scope_names import ScopeNames
from flake8_embedding.values.objects import changeable_kind
from flake8_embedding.values.predicates.guards import compatible
from flake8_embedding.values.provenance import Key, Mark
from flake8_embedding.values.round_trips import paths_as_written
from flake8_embedding.values.several import SeveralObjects, is_longer, perhaps, place_among, weakly_written
from flake8_embedding.values.value import NEVER, AllocationSite, Const, Guard, ObjectRef, Unknown, Value

Keys = set[Hashable]

Holders = dict[Value, dict[Hashable, None]]
"""By unknown things the keys that have held them."""

_KEYS_A_LOOK = 16
"""Keys of the store that are passed over in the time of one look."""


class Store:
    """Layers of memory; the lowest is the module's, each other one a path that is being followed."""

    def __init__(self, spend: Callable[[int], object] = int) -> None:
        self.spend = spend
        """Counts what is looked at one by one."""
        self.layers: list[Delta] = [{}]
        """What each path has set, the outermost first. Names are looked up in it, and nobody else writes it."""
        self._names: list[ScopeNames | None] = [ScopeNames(self.layers[0])]
        """The names in each layer, once somebody has asked for some."""
        self.guards: frozenset[Guard] = NO_GUARDS
        """The path condition: the outcomes of the tests passed on the way here."""
        self.watches: list[Interruptions] = []
        """Who is told what changes, and where an exception may be raised: most code has none."""
        self.has_tensors = False
        """Whether a tensor of a functional model was ever made: most programs have none, and it is asked for often."""
        self._seen = Seen()
        self.sees_through = False
        """Whether there was ever an object that shows something else than what is kept of it: an array that lies in the
        memory of another one, or an object that is watched."""
        self.several = SeveralObjects()
        self.stand_ins: dict[Hashable, Collection[ObjectRef]] = {}
        """By an object that stands for one of several lists or dicts, of which it is not known which, these."""
        self.side_by_side: dict[str, dict[ObjectRef, None]] = {}
        """By their kind, objects that lie in one container with others, so that a value may be any of them."""
        self.has_round_trips = False
        """Whether the program has ever read a file that it may have written."""
        self.tables_as_written: frozenset[Hashable] = frozenset()
        """The tables that one path has read and another has written: where the two have joined, the latter stand for
        them."""
        self.chosen: frozenset[Guard] = frozenset()
        """The guards of the alternatives that are looked at one by one just now."""
        self.moments_of_files = 0
        """How often something was read from such a file, or written to it."""
        self.has_former = False
        """Whether a loop has ever put away a container that another round may find."""
        self.made_anew: set[AllocationSite] = set()
        """Lists that each round of a loop makes anew. What one held before is kept as ``Key("found", alloc)``."""
        self.ended: set[Hashable] = set()
        """The scopes of calls that have ended, of which no function that is left reads a name."""
        self._holders: Holders | None = None
        """Who has held unknown things, and may hold other ones since. None until somebody asks: most programs change
        nothing unknown, and names are set again and again."""

    def assume(self, guards: frozenset[Guard]) -> None:
        """From here on these guards hold, too."""
        together = self.guards | guards
        # Too many guards are not noted. To know less of a path is safe: it rules fewer things out.
        if len(together) <= PATH_CONDITION:
            self.guards = together

    def get(self, key: Hashable) -> Value | None:
        """What the key holds, None for nothing; where only some paths have bound it, what it holds on these."""
        for layer in reversed(self.layers):
            if key in layer:
                found = layer[key]
                return found.value if type(found) is PartlyBound else found
        held = self._of_several(key) if self.several.names else None
        return held.value if type(held) is PartlyBound else held

    def held(self, key: Hashable) -> Value | None:
        """What the key holds, as it is kept: a ``PartlyBound`` if only some paths have bound it."""
        for layer in reversed(self.layers):
            if key in layer:
                return layer[key]
        return self._of_several(key) if self.several.names else None

    def _of_several(self, key: Hashable) -> Value | None:
        """What one of several objects holds, as far as it is known of all."""
        place = place_among(key) if self.several.made_in else None
        held = None if place is None else self.held(place.of_all)
        if place is None or held is None:
            return None
        if self.several.is_lost(key, place):
            return Unknown("another object may stand under the name", Key("one was written to", key))
        # What is in an object may be seen through to others.
        is_shown = place.of_all is place.one.among and type(held) in SHOWS_OTHER
        seen = self._seen.now(held, self) if is_shown else held
        return self.several.seen(seen, place.one)

    def get_below(self, key: Hashable, depth: int) -> Value | None:
        """What the key held when the path that began at this depth was entered."""
        for layer in reversed(self.layers[:depth]):
            if key in layer:
                return layer[key]
        return None

    def is_set_since(self, key: Hashable, depth: int) -> bool:
        """Whether the key was set on a path that began at this depth, or on one inside of it."""
        return any(key in layer for layer in self.layers[depth:])

    def look_up(self, key: Hashable, elsewhere: Callable[[], Value | None]) -> Value | None:
        """What a look-up finds that goes on ``elsewhere`` on the paths that have not bound the key."""
        found = self.held(key)
        if found is None:
            return elsewhere()
        return filled(found, elsewhere, key) if type(found) is PartlyBound else found

    def delete(self, key: Hashable) -> None:
        """From here on nothing is bound: a look-up goes on elsewhere."""
        self.set(key, DELETED)

    def set(self, key: Hashable, value: Value) -> None:
        """From here on the key holds the value. If it is one of several objects, another one may have been it."""
        if self.several.names and self.several.made_in:
            self._set_beside(key, value)
            if not self.several.is_kept(key):
                self._set_among_all(key)
                return
        if self.stand_ins and key in self.stand_ins:
            self._forget_all_that_it_may_be(key, value)
        # What ``put`` does: names are set again and again.
        for watch in self.watches:
            watch.changes(key, self)
        self.layers[-1][key] = value
        if self._holders is not None:
            self._note_holders({key: value}, self._holders)

    def _forget_all_that_it_may_be(self, key: Hashable, value: Value) -> None:
        """``rows[k].append(9)`` changes one of the rows, which may lie in any list of rows of its kind. Those that it
        stands for may stand for others, and for itself."""
        kinds = {key: changeable_kind(self.held(key) or value) or ""}
        waiting, stand_ins = [key], self.stand_ins
        while waiting:
            for one in stand_ins.get(waiting.pop(), ()):
                if one.alloc not in kinds:
                    kinds[one.alloc] = changeable_kind(self.content(one)) or ""
                    waiting.append(one.alloc)
        changed, everything, meant = "another name of it may have been changed", self.everything(), {*kinds.values()}
        self.spend(len(kinds) + len(everything))
        self.stand_ins = {}
        for other in kinds:
            if other != key:
                self.set(other, Unknown(changed, Key("stood for", other)))
        self.stand_ins = stand_ins
        for place, held in everything:
            rows = held.element if type(held) is SequenceValue else None
            if type(held) is SequenceValue and type(rows) is SequenceValue and changeable_kind(rows) in meant:
                self.put(place, replace(held, element=Unknown(changed, Key("stood for", place)), begins=()))

    def note_side_by_side(self, values: Iterable[Value]) -> None:
        """A value may be any of these from now on, known by its content alone."""
        for value in values:
            kind = changeable_kind(self.content(value)) if type(value) is ObjectRef else None
            if kind is not None and type(value) is ObjectRef:
                self.side_by_side.setdefault(kind, {})[value] = None

    def like(self, content: Value) -> Collection[ObjectRef]:
        """The objects that something may be of which only the content is known: of its kind, and beside others."""
        return self.side_by_side.get(changeable_kind(content) or "", ())

    def _set_beside(self, key: Hashable, value: Value) -> None:
        """What may be the same object may hold the value as well; all of several objects together surely do."""
        beside = self.several.beside(key)
        grows = bool(beside) and is_longer(self.held(key), value)
        is_one = bool(beside) and place_among(key) is not None
        for other in beside:
            held = self.held(other)
            if held is not None and held != value:
                written = perhaps(value) if is_one and place_among(other) is not None else value
                place = Key("one was written to", other)
                self.put(other, weakly_written(held, written, place, keeps_elements=grows))

    def _set_among_all(self, key: Hashable) -> None:
        """What all objects hold covers what this one holds; an attribute that not all have may be set on any."""
        place = place_among(key)
        if place is not None and self.held(place.of_all) is None:
            self.put(place.of_all, Unknown("it was set on one of several objects", Key("one was written to", key)))

    def put(self, key: Hashable, value: Value) -> None:
        """From here on the key holds the value, and all others hold what they held."""
        for watch in self.watches:
            watch.changes(key, self)
        self.layers[-1][key] = value
        if self._holders is not None:
            self._note_holders({key: value}, self._holders)

    def is_below(self, key: Hashable, value: Value) -> bool:
        """Whether the key has held this value all along, on every path. Then ``set_below`` may replace it
        everywhere."""
        return self.held(key) is value and self.layers[0].get(key) is value

    def set_below(self, key: Hashable, value: Value) -> None:
        """Set the key as if it had been so from the beginning, on every path."""
        self.layers[0][key] = value
        if self._holders is not None:
            self._note_holders({key: value}, self._holders)

    @contextmanager
    def below(self) -> Iterator[None]:
        """Evaluate outside of all paths: what is changed here is changed on each of them."""
        layers, guards, watches, holders = self.layers, self.guards, self.watches, self._holders
        names = self._names
        self.layers, self._names, self.guards, self.watches = layers[:1], names[:1], NO_GUARDS, []
        try:
            yield
        finally:
            self.layers, self._names, self.guards, self.watches = layers, names, guards, watches
            if holders is None:
                # Whoever has asked meanwhile has not seen the paths.
                self._holders = None

    def names_in(self, scope: Hashable) -> list[tuple[str, Value]]:
        """Every name of a scope, with what it holds now."""
        # Nothing is passed over here, but paths that hold much are dear wherever they join.
        self.spend(sum(map(len, self.layers[1:])) // _KEYS_A_LOOK)
        found: dict[str, Value] = {}
        for depth, layer in enumerate(self.layers):
            if not layer:
                continue
            names = self._names[depth]
            if names is None:
                names = self._names[depth] = ScopeNames(layer)
            found.update(names.of(scope))
        bound = ((name, value.value if type(value) is PartlyBound else value) for name, value in found.items())
        return [(name, value) for name, value in bound if value is not None]

    def keys_below(self) -> Iterable[Hashable]:
        """All that is held on every path."""
        return self.layers[0].keys()

    def everything(self) -> list[tuple[Hashable, Value]]:
        """Every key, with what it holds now."""
        found: Delta = {}
        for layer in self.layers:
            found.update(layer)
        return list(found.items())

    def holders_of(self, value: Value) -> list[Hashable]:
        """Every key that holds the value now."""
        if type(value) is not Unknown:
            everything = self.everything()
            self.spend(len(everything) // _KEYS_A_LOOK)
            return [key for key, held in everything if type(held) is type(value) and held == value]
        if self._holders is None:
            self._holders = {}
            for layer in self.layers:
                self._note_holders(layer, self._holders)
        return [key for key in self._holders.get(value, ()) if self.held(key) == value]

    @staticmethod
    def _note_holders(held: Delta, holders: Holders) -> None:
        for key, value in held.items():
            if type(value) is Unknown:
                holders.setdefault(value, {})[key] = None

    def content(self, value: Value) -> Value:
        """What the object is now, or the value itself where it is no object."""
        if type(value) is not ObjectRef:
            return value
        alloc = value.alloc
        # What ``get`` does: this is asked more often than anything else.
        for layer in reversed(self.layers):
            if alloc in layer:
                found = layer[alloc]
                if type(found) is PartlyBound:
                    return found.value or value
                return self._seen.now(found, self) if self.sees_through and type(found) in SHOWS_OTHER else found
        held = self._of_several(alloc) if alloc.among is not None else None
        return value if held is None else held

    def watch(self, owner: ObjectRef, unknown: Unknown) -> None:
        """What the object holds is of no use now. Whoever looks at it sees something unknown, and that is noted."""
        self.sees_through = True
        self._seen.looked_at.discard(unknown.key)
        self.set(owner.alloc, Watched(unknown))

    def is_untouched(self, owner: ObjectRef, unknown: Unknown) -> bool:
        """Whether nobody has looked at the object since it was watched, or changed it."""
        return unknown.key not in self._seen.looked_at and self.get(owner.alloc) == Watched(unknown)

    @property
    def depth(self) -> int:
        return len(self.layers)

    def push(self) -> Delta:
        """Begin a path of its own. The mapping is what it changes, as it goes on."""
        layer: Delta = {}
        self.layers.append(layer)
        self._names.append(None)
        return layer

    def pop(self) -> None:
        """End the path: what it changed no longer holds."""
        self.layers.pop()
        self._names.pop()

    def path(self, guards: frozenset[Guard] = NO_GUARDS) -> Path:
        """Execute on a path of its own; the mapping yielded is filled with what it changed."""
        return Path(self, guards)

    def apply(self, delta: Delta) -> None:
        for watch in self.watches:
            for key in delta:
                watch.changes(key, self)
        self.layers[-1].update(delta)
        if self._holders is not None:
            self._note_holders(delta, self._holders)

    @contextmanager
    def watching(self) -> Iterator[Interruptions]:
        """Note the states in which what is executed may be interrupted by an exception."""
        watch = Interruptions()
        self.watches.append(watch)
        try:
            yield watch
        finally:
            self.watches.remove(watch)

    @contextmanager
    def changes(self) -> Iterator[Keys]:
        """Collect the keys that are set."""
        watch = Interruptions()
        self.watches.append(watch)
        try:
            yield watch.changed
        finally:
            self.watches.remove(watch)

    def may_be_interrupted(self) -> None:
        """An exception may be raised here."""
        for watch in self.watches:
            watch.interrupt(self)

    def knows_more(self, error: str) -> None:
        """All that was set since ``may_be_interrupted`` tells more of what was held then: the error was not raised."""
        for watch in self.watches:
            watch.knows_more(self, error)

    def changed_since(self, depth: int) -> Delta:
        """What has changed above the layer ``depth``, in one: the state in which a ``return`` leaves."""
        changed: Delta = {}
        for layer in self.layers[depth:]:
            changed.update(layer)
        return changed

    def join_paths(self, paths: list[tuple[Delta, frozenset[Guard]]], place: Hashable) -> None:
        """Go on from where the paths join. On a path that has not bound a name, it is what its look-up falls back to
        (``PartlyBound``).

        This costs as much as the paths have changed, however many they are.
        """
        if len(paths) == 1:
            self.apply(paths[0][0])
            return
        if self.has_round_trips:
            paths = paths_as_written(paths, self)
        changed: dict[Hashable, list[int]] = {}
        for number, (delta, _) in enumerate(paths):
            for key in delta:
                if key in changed:
                    changed[key].append(number)
                else:
                    changed[key] = [number]
        common = common_guards([guards for _, guards in paths])
        count = len(paths)
        for key, numbers in changed.items():
            before = self.held(key)
            values = [paths[number][0][key] for number in numbers]
            kept = len(numbers) < count
            if type(key) is Mark:
                same = all(value == values[0] for value in values) and (not kept or before == values[0])
                self.put(key, values[0] if same else Const(False))
                continue
            ways: list[Way] = [(value, paths[number][1]) for value, number in zip(values, numbers, strict=True)]
            if kept:
                # The paths that leave the key as it was are one way, at the place of the first of them.
                first = 0
                while first < len(numbers) and numbers[first] == first:
                    first += 1
                ways.insert(first, (before, common(numbers)))
            has_ended = type(key) is tuple and key[0] in self.ended
            self.put(key, (join_ended if has_ended else join_bindings)(ways, key, place))

    def on_each(self, value: Value, answer: Callable[[Value], Value], place: Hashable) -> Value:
        """The answer for each alternative of a value, each on a path of its own. What one alternative makes or changes
        holds only on the way that leads to it."""
        options = [one for one in alternatives_of(value) if compatible(self.guards, one.guards)]
        ways = [(partial(answer, one.value), one.guards) for one in options or alternatives_of(value)]
        return self.on_each_way(ways, place)

    def on_each_way(self, ways: Sequence[tuple[Callable[[], Value], frozenset[Guard]]], place: Hashable) -> Value:
        """``on_each``, for answers that depend on several values at once."""
        if len(ways) == 1:
            return ways[0][0]()
        answers: list[tuple[Value, frozenset[Guard]]] = []
        changes: list[tuple[Delta, frozenset[Guard]]] = []
        chosen = self.chosen
        for answer, guards in ways:
            self.chosen = chosen | (guards - self.guards)
            with self.path(guards) as changed:
                value = answer()
            self.chosen = chosen
            if value is not NEVER:
                answers.append((value, guards))
                changes.append((changed, guards))
        if not answers:
            return NEVER
        self.join_paths(changes, place)
        if len(answers) == 1:
            # The other ways end here.
            self.assume(answers[0][1])
        return join(answers, place)


__all__ = ["NO_GUARDS", "Delta", "Store"]

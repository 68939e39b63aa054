"""Objects that a round of a loop finds under a name which a former round has bound anew: ``ids = ids + [b]``.

When a round begins, ``ids`` is the list from before the loop, or one that a former round has made. This one has a name
of its own: the round may make another list at the same place, and both may be there together, as in ``old = ids;
ids = [*ids, b]``. All that former rounds have made at a place has one name. What is in it covers what any of them left.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from flake8_embedding.interpret.found_objects import (
    Ways,
    followed_from,
    has_numbers,
    lying_unseen,
    ways_to_objects,
)
from flake8_embedding.interpret.loop_ranges import with_contents
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.suspended import runs_later
from flake8_embedding.interpret.tainted import is_tainted
from flake8_embedding.record import replace
from flake8_embedding.values.covering import covering, without_guards
from flake8_embedding.values.guards import compatible
from flake8_embedding.values.join import alternatives_of, join, value_of
from flake8_embedding.values.objects import ANY_LENGTH, DictValue, SequenceValue, unknown_length
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.several import perhaps
from flake8_embedding.values.store import Delta
from flake8_embedding.values.value import (
    NONE,
    AllocationSite,
    Choice,
    Guard,
    Number,
    ObjectRef,
    Unknown,
    Value,
)

CHANGES = "it changes from round to round of a loop"

NextRound = Callable[[Value], Value]
"""A number that a round has made, by what holds when the next one begins."""


class FormerObjects:
    """The names that rounds bind anew to objects, and the objects of former rounds to which they may be bound."""

    def __init__(self, machine: Machine, place: Hashable, local: RoundLocal) -> None:
        self._machine, self._place, self._local = machine, place, local
        self._names: Delta = {}
        self._contents: Delta = {}
        self._former: dict[AllocationSite, AllocationSite] = {}
        self._ones: set[Hashable] = set()
        self._changed_before = frozenset[Hashable]()
        self.were_given_up = False
        """Whether the last round has shown that nothing is known of them: the next one begins so."""

    @property
    def begun(self) -> Delta:
        """What the names may hold when a round begins, and what lies in the objects of former rounds."""
        return {**self._each_one(self._names), **self._contents}

    @property
    def set_by_rounds(self) -> frozenset[Hashable]:
        """The names, and the objects from before the loop that a name was bound to and a round has changed: if there is
        no round, both are as they were."""
        return self.bound | self._changed_before

    @property
    def bound(self) -> frozenset[Hashable]:
        """The names, as far as it is known what they are bound to."""
        return frozenset(self._known_names())

    def _known_names(self) -> list[Hashable]:
        return [name for name, value in self._names.items() if not isinstance(value, Unknown)]

    def is_one(self, name: Hashable) -> bool:
        """Whether it is the name of one of several objects, to which a name was bound when the round began."""
        return name in self._ones

    # -- what a round leaves --------------------------------------------------------------------------------------

    def begin(
        self, before: dict[Hashable, Value], changed: Delta, lost: Iterable[Hashable], next_round: NextRound
    ) -> None:
        """Find the names to which the first round has bound other objects than were there ``before``; of the ``lost``
        ones nothing else is known."""
        names: list[Hashable] = [name for name in lost if type(name) is tuple]
        bound = [name for name in names if _is_object(before[name], changed[name])]
        reached = {name: self._made_in_round(changed[name], changed) for name in bound}
        followed = {name: objects for name, objects in reached.items() if objects is not None}
        if not followed or self._is_in_generator():
            return
        others = [changed[name] for name in before if name not in followed]
        unseen = lying_unseen(others, changed, self._local.makes)

        def content_of(one: ObjectRef) -> Value:
            return changed.get(one.alloc) or self._machine.store.content(one)

        for name, objects in followed.items():
            if objects.isdisjoint(unseen) and has_numbers([before[name], changed[name]], content_of):
                self._names[name] = without_guards(before[name], Key(self._place, name))
        self.note(changed, next_round)
        for name in self._known_names():
            self._take_in_shorter(before[name], changed[name])

    def note(self, changed: Delta, next_round: NextRound, *, opens: bool = False, gives_up: bool = False) -> Delta:
        """Take in what a round has left, and give all that it did not begin with. If that is not the same by now, a
        number that exceeds what was known may be any (``opens``), or nothing is known (``gives_up``)."""
        self.were_given_up = False
        if not self._names:
            return {}
        begun = self.begun
        for name in self._known_names():
            objects = self._made_in_round(changed.get(name, self._names[name]), changed)
            if objects is None:
                self._names[name] = Unknown(CHANGES, Key(self._place, name, "not followed"))
            else:
                self._former.update({alloc: self._name_of(alloc) for alloc in objects if alloc not in self._former})
        ways = ways_to_objects({**self._names, **changed}, {**self._contents, **changed}, self._is_of_round)
        self._note_several(ways, changed)
        for name in self._known_names():
            self._take_in(self._names, name, changed.get(name), next_round, opens=opens)
        for alloc, former in self._former.items():
            self._take_in(self._contents, former, changed.get(alloc), next_round, opens=opens)
            if former in ways and former in changed:
                # What was written to one that nobody has any more does not matter.
                written = _together_with(changed[former], ways[former])
                self._take_in(self._contents, former, written, next_round, opens=opens)
        more = {name: value for name, value in self.begun.items() if begun.get(name) != value}
        return self._give_up() if more and gives_up else more

    def when_done(self, changed: Delta) -> tuple[Delta, Delta]:
        """What the objects hold when all rounds are done, and all that the last round has ``changed``."""
        if not self._names:
            return {}, changed
        made = self._former.keys() | self._contents.keys() | self._ones
        left = {name: self._as_former(value) for name, value in changed.items() if name not in made}
        done = {name: self._by_its_length(name, value) for name, value in self._contents.items()}
        return done, self._each_one(left)

    def all_as_former(self, state: Delta) -> Delta:
        """The state with the names which all objects have when the round is over."""
        return {name: self._as_former(value) for name, value in state.items()} if self._former else state

    def _give_up(self) -> Delta:
        """Nothing is known of all these from here on: they do not settle."""
        for known in (self._names, self._contents):
            known.update({name: Unknown(CHANGES, Key(self._place, name, "given up")) for name in known})
        self.were_given_up = True
        return self.begun

    # -- which objects there are ----------------------------------------------------------------------------------

    def _is_in_generator(self) -> bool:
        """Whether the loop may hand its objects to somebody who has them while it goes on."""
        function = self._machine.frame.function
        return function is not None and runs_later(self._machine, function.node)

    def _made_in_round(self, value: Value, changed: Delta) -> set[AllocationSite] | None:
        """The objects of the round which are found by way of the value; None where one is not followed."""
        unclear: list[ObjectRef] = []

        def content_of(one: ObjectRef) -> Value | None:
            alloc = one.alloc.whole
            if alloc in self._contents:
                return None
            is_new = self._machine.store.held(alloc) is None
            if is_new != self._local.makes(alloc) or (is_new and self._machine.escaped.is_held(one)):
                unclear.append(one)
            return changed.get(alloc, one) if is_new else None

        found = followed_from(value, content_of)
        return None if unclear else found

    def _is_of_round(self, name: Hashable) -> bool:
        return self._local.makes(name) or name in self._contents

    def _name_of(self, alloc: AllocationSite) -> AllocationSite:
        site = Key("former", self._place, alloc)
        return self._machine.allocs.of(site, alloc.context, alloc.part, alloc.text)

    def _note_several(self, ways: Ways, changed: Delta) -> None:
        """There may be several objects of former rounds that one place has made: if they do not all go when the next
        one is made, or if a loop within the round has made several. An object from before the loop which a round has
        changed counts as several, too: a name that was bound to it need not be when it has changed."""
        several = self._machine.store.several
        for alloc, former in self._former.items():
            are_left = former in ways and len(ways[former]) + len(ways.get(alloc, ())) > 1
            if former not in several.made_in and (are_left or alloc in several.made_in):
                several.note(former, several.made_in.get(alloc, self._local))
        for value in self._names.values():
            for option in alternatives_of(value):
                one = option.value
                if isinstance(one, ObjectRef) and one.alloc in changed and one.alloc not in self._contents:
                    several.note(one.alloc, self._local)
                    self._changed_before |= {one.alloc}

    def _each_one(self, bound: Delta) -> Delta:
        """The names, each bound to one of the objects, if there are several of them. In the next round it may be
        another one."""
        return {name: self._one_of(value, Key(self._place, name)) for name, value in bound.items()}

    def _one_of(self, value: Value, place: Key) -> Value:
        match value:
            case ObjectRef() if self._machine.store.several.has(value):
                one = self._machine.store.several.one_of(value, place, is_cut=True)
                self._ones.add(one.alloc)
                return one
            case Choice(options=options):
                return replace(
                    value, options=tuple(replace(one, value=self._one_of(one.value, place)) for one in options)
                )
        return value

    # -- what they hold -------------------------------------------------------------------------------------------

    def _take_in(self, known: Delta, name: Hashable, left: Value | None, next_round: NextRound, *, opens: bool) -> None:
        if left is None or isinstance(known.get(name), Unknown):
            return
        place, length = Key(self._place, name), self._length_of(name)
        found = without_guards(self._in_next_round(self._as_former(left), next_round, length), place, length)
        known[name] = covering(known[name], found, place, length, opens=opens) if name in known else found

    def _take_in_shorter(self, before: Value, after: Value) -> None:
        """``ids = ids + [b]``: a list that has grown in the first round is assumed to grow in each. The next evaluation
        confirms it."""
        begun = [self._machine.store.content(one.value) for one in alternatives_of(before)]
        for option in alternatives_of(self._as_former(after)):
            former = option.value.alloc if isinstance(option.value, ObjectRef) else None
            content = self._contents.get(former)
            for other in begun:
                if former is not None and _is_of_other_length(other, content):
                    self._take_in(self._contents, former, perhaps(other), lambda number: number, opens=False)

    def _as_former(self, value: Value) -> Value:
        """What the value is called when the round is over that has made it."""
        match value:
            case ObjectRef(alloc=alloc):
                alloc = alloc.whole
                if alloc in self._former:
                    return ObjectRef(self._former[alloc])
                return ObjectRef(alloc) if alloc in self._contents or self.is_one(value.alloc) else value
            case Choice(options=options):
                return join([(self._as_former(one.value), one.guards) for one in options], self._place)
            case SequenceValue() | DictValue():
                renamed = with_contents(value, self._as_former)
                if renamed == value:
                    return value
                return replace(renamed, members=None, begins=()) if isinstance(renamed, SequenceValue) else renamed
        return value

    def _in_next_round(self, value: Value, next_round: NextRound, length: Number) -> Value:
        """What a round has left, as the next one finds it. What each round has for itself is another one then."""
        match value:
            case Number():
                return next_round(value)
            case Unknown(key=key) if self._local.has_own(key):
                former = value.derived(Key(self._place, "former", key))
                if is_tainted(self._machine, value):
                    self._machine.taint.add(former.key)
                return former
            case Choice(options=options):
                own = (replace(one, value=self._in_next_round(one.value, next_round, length)) for one in options)
                return replace(value, options=tuple(own))
            case SequenceValue() | DictValue():
                inner = with_contents(value, lambda one: self._in_next_round(one, next_round, ANY_LENGTH))
                assert isinstance(inner, SequenceValue | DictValue)
                is_as_long = next_round(value.length) == value.length
                return inner if is_as_long else replace(inner, length=length)
        return value

    def _length_of(self, name: Hashable) -> Number:
        return unknown_length(Key(self._place, name, "former")) if type(name) is AllocationSite else ANY_LENGTH

    def _by_its_length(self, name: Hashable, content: Value) -> Value:
        """The object when all rounds are done: from here on it is one, and has one length."""
        if not isinstance(content, SequenceValue | DictValue) or content.length != self._length_of(name):
            return content
        text = name.text if isinstance(name, AllocationSite) else ""
        length = unknown_length(Key(self._place, name, "in the end"), f"len({text or 'a collection'})")
        return replace(content, length=length)


def _is_object(before: Value, after: Value) -> bool:
    """Whether a name holds an object, or nothing, before a round and after it, and an object on some path."""
    values = [option.value for one in (before, after) for option in alternatives_of(one)]
    objects = [one for one in values if type(one) is ObjectRef]
    return bool(objects) and all(one == NONE for one in values if type(one) is not ObjectRef)


def _is_of_other_length(one: Value, other: Value | None) -> bool:
    if not isinstance(one, SequenceValue) or not isinstance(other, SequenceValue):
        return False
    return one.kind == other.kind and one.length != other.length


def _together_with(content: Value, ways: list[frozenset[Guard]]) -> Value:
    """What an object holds on the paths that lead to it."""
    options = [one for one in alternatives_of(content) if any(compatible(one.guards, way) for way in ways)]
    return value_of(options) if options else content

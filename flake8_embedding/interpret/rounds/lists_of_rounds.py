"""Names that hold another list of numbers after each round: ``context = context[1:] + [word]``.

What such a name holds when a round begins is an object of its own: the list that the round before has made, or the one
from before the loop. A round finds it as it was made, unless the round changes it, or what may be the same list; then
it is not followed. When the loop is done, the name holds what the last round has made.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.rounds.loop_counters import name_of
from flake8_embedding.values.arrays.views import numbers_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.numbers.ranges import hull
from flake8_embedding.values.numbers.unknown_numbers import ANY_LENGTH
from flake8_embedding.values.provenance import FormerRound, Key
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.value import AllocationSite, ObjectRef, Value


class ListsOfRounds:
    """The lists of one loop. ``names`` says under which name the store has what each of them holds."""

    def __init__(self, machine: Machine, place: Hashable, local: RoundLocal) -> None:
        self._machine, self._place, self._local = machine, place, local
        self.names: dict[Hashable, Value] = {}
        self._first: Delta = {}

    def begin(self, before: dict[Hashable, Value], first: Delta) -> Delta:
        """Look for such names in what the ``first`` round has changed. Adds to ``before`` what their lists hold; gives
        the same for the end of that round."""
        for name, held in list(before.items()):
            if type(held) is ObjectRef and type(first[name]) is not SequenceValue and name not in self.names:
                was, now = self._before_loop(name, held, first), self._made(first[name], first, {})
                if was is not None and now is not None:
                    alloc = self._alloc(name)
                    before[alloc], self._first[alloc], self.names[name] = was, now, ObjectRef(alloc)
        return self._first

    def end(self, carried: Delta, changed: Delta) -> tuple[Delta, list[Hashable]]:
        """What the lists hold after a round that begins with ``carried``; then the names that may hold another one."""
        left: Delta = {}
        lost: list[Hashable] = []
        for name, ref in self.names.items():
            if type(ref) is ObjectRef and carried[name] == ref:
                begun = carried[ref.alloc]
                now = self._made(changed.get(name, ref), changed, carried)
                if now is None or changed.get(ref.alloc, begun) != begun:
                    lost.append(name)
                else:
                    left[ref.alloc] = now
        return left, lost

    def _alloc(self, name: Hashable) -> AllocationSite:
        return self._machine.allocs.of(FormerRound(Key(self._place, name)), text=name_of(name))

    def _before_loop(self, name: Hashable, held: ObjectRef, first: Delta) -> SequenceValue | None:
        """What the list from before the loop holds. If this loop has run before, its lists from then may be found."""
        content = self._machine.store.content(held)
        if first.get(held.alloc, content) != content:
            return None
        former = self._machine.store.held(self._alloc(name))
        return _any_of([content] if former is None else [content, former])

    def _made(self, left: Value, changed: Delta, begun: Mapping[Hashable, Value]) -> SequenceValue | None:
        """What a list holds that the round has made, on any path."""
        ways = [option.value for option in alternatives_of(left)]
        if not all(type(one) is ObjectRef and self._is_made(one, changed, begun) for one in ways):
            return None
        return _any_of([changed.get(one.alloc, one) for one in ways if type(one) is ObjectRef])

    def _is_made(self, value: ObjectRef, changed: Delta, begun: Mapping[Hashable, Value]) -> bool:
        """Whether it is a list of this round, and the one that the round before has made there is as that has left
        it."""
        if value.alloc.among is not None or not self._local.makes(value.alloc):
            return False
        self._machine.store.made_anew.add(value.alloc)
        found = begun.get(value.alloc, self._machine.store.held(value.alloc)) if begun else None
        return found is None or changed.get(Key("found", value.alloc)) == found


def _any_of(contents: list[Value]) -> SequenceValue | None:
    """A list with any of the numbers in these lists; None if one is no list of numbers."""
    lists = [one for one in contents if type(one) is SequenceValue and one.kind == "list"]
    if len(lists) < len(contents):
        return None
    filled = [one for one in lists if one.length.constant != 0]
    numbers = [found for one in filled if (found := numbers_of(one)) is not None]
    if len(numbers) < len(filled):
        return None
    length = lists[0].length if all(one.length == lists[0].length for one in lists) else ANY_LENGTH
    return SequenceValue("list", hull(numbers) if numbers else lists[0].element, length)

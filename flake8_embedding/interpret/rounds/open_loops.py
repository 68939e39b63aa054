"""The loops that are being executed: whose rounds are counted, and which are evaluated just to see what changes."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol

import libcst as cst

from flake8_embedding.interpret.holding import Holding, Pushed
from flake8_embedding.interpret.rounds.loop_ranges import Rounds, over_all_rounds
from flake8_embedding.record import record
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.several import SeveralObjects
from flake8_embedding.values.value import AllocationSite, Number, Unknown, Value


class ConvertedPlace(Protocol):
    """A place of a list that a round may put something else in."""

    def read(self) -> Value | None: ...

    def put(self, value: Value) -> None: ...


@record(frozen=True)
class Beside:
    """The names of what a loop numbers. ``turned``: the element that has the highest number may come first."""

    names: tuple[Hashable, ...]
    turned: bool


@record(frozen=False)
class Ahead:
    """What is known after looking ahead."""

    shortened: bool = False


class OpenLoops:
    """The loops of the present call, and those around it."""

    def __init__(self) -> None:
        self._counted: list[Rounds] = []
        self._elements: list[Value] = []
        self._ahead = 0
        self._shortened = False
        self._repeating = 0
        self._rehearsals = 0
        self._asked: set[AllocationSite] = set()
        self._empty: frozenset[AllocationSite] = frozenset()
        self._going_on = 0
        self.of_any_round: Hashable = None
        """The innermost loop of which a round is evaluated that stands for any of them, None for no such loop."""
        self.places: dict[cst.CSTNode, ConvertedPlace] = {}
        """Where ``x[i]`` stands for the place of a list that a round has for itself."""
        self.numbered_beside: dict[Hashable, Beside] = {}
        """What a loop numbers, by the name of the number, ``for i, word in enumerate(words)``, and by the symbol that
        counts the rounds."""
        self.not_converting: set[Hashable] = set()
        """Loops, by their keys, that looked as if they convert a list, and do something else with it."""

    def repeating(self) -> AbstractContextManager[int]:
        """Evaluate once what is executed any number of times."""
        return Holding(self, "_repeating", self._repeating + 1)

    @property
    def repeats(self) -> bool:
        """Whether what is evaluated now stands for any number of times: a name may hold another number each time."""
        return self._repeating > 0

    def in_any_round(self, loop: Hashable) -> AbstractContextManager[Hashable]:
        """Evaluate a round of the loop that stands for any of them."""
        return Holding(self, "of_any_round", loop)

    def counting(self, rounds: Rounds | None) -> AbstractContextManager[Rounds | None]:
        """Execute a loop whose rounds are counted; None for a loop whose rounds are not."""
        if rounds is None:
            return nullcontext()
        return Pushed(self._counted, rounds)

    def another(self, element: Value, place: Hashable, several: SeveralObjects) -> Value:
        """What a loop at this place goes over. If a loop around it goes over the same, this is another element."""
        if isinstance(element, Unknown) and element in self._elements:
            return element.derived(Key("another element", element.key, place))
        if several.has(element) and element in self._elements:
            return several.one_of(element, place)
        return element

    def going_over(self, element: Value) -> AbstractContextManager[Value]:
        """Execute the rounds of a loop with this element."""
        return Pushed(self._elements, element)

    def over_all_rounds(self, number: Number) -> Number:
        """A number that was made of a loop's running number, as the range that it has over all rounds."""
        for loop in self._counted:
            number = over_all_rounds(number, loop)
        return number

    @property
    def looks_ahead(self) -> bool:
        """Whether a round is evaluated just to see what changes."""
        return self._ahead > 0

    @property
    def comes_again(self) -> bool:
        """Whether what is evaluated now is evaluated again before anything is made of it: a loop around it is only
        looked at ahead."""
        return self._ahead > 0 and self._rehearsals == 0

    def stays_empty(self, container: AllocationSite | None) -> bool:
        """Whether a container that is empty now is so in all rounds of the open loops. While a round is only looked at
        ahead, it is empty because that is the first one; that it was asked is noted."""
        if self._going_on > 0:
            return False
        if self._ahead == 0 or container is None or container in self._empty:
            return True
        self._asked.add(container)
        return False

    @contextmanager
    def noting_empty(self) -> Iterator[set[AllocationSite]]:
        """The set yielded is filled with the containers of which it is asked meanwhile whether they stay empty."""
        around, self._asked = self._asked, set()
        try:
            yield self._asked
        finally:
            around |= self._asked
            self._asked = around

    def keeping_empty(self, containers: frozenset[AllocationSite]) -> AbstractContextManager[object]:
        """Evaluate knowing that no round puts anything into these containers."""
        return Holding(self, "_empty", self._empty | containers)

    def nothing_stays_empty(self) -> AbstractContextManager[int]:
        """Evaluate code between whose steps other code runs, and may put something in: a generator goes on whenever
        somebody asks for one more element, and a function that calls itself is run inside of itself."""
        return Holding(self, "_going_on", self._going_on + 1)

    def note_shortened(self) -> None:
        """A loop was evaluated once, though it takes more to know what holds in all its rounds."""
        self._shortened = True

    @contextmanager
    def looking_ahead(self) -> Iterator[Ahead]:
        """Execute only to see what changes. Loops inside are evaluated once, so that the time for nested loops adds up
        and does not multiply. ``Ahead.shortened`` tells in the end whether there was any such loop."""
        outer, self._shortened = self._shortened, False
        ahead = Ahead()
        self._ahead += 1
        try:
            yield ahead
        finally:
            self._ahead -= 1
            ahead.shortened = self._shortened
            self._shortened = outer or (self._shortened and self._ahead > 0)

    @contextmanager
    def rehearsing(self) -> Iterator[None]:
        """Execute only to see what changes, and leave it at that."""
        self._rehearsals += 1
        try:
            with self.looking_ahead():
                yield
        finally:
            self._rehearsals -= 1

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Execute the body of another module: no loop is around it."""
        around = self._counted, self._ahead, self._repeating, self._rehearsals
        self._counted, self._ahead, self._repeating, self._rehearsals = [], 0, 0, 0
        try:
            yield
        finally:
            self._counted, self._ahead, self._repeating, self._rehearsals = around

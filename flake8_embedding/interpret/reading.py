"""Where values were read: a test of a value says something of the place that it was read from.

``i = vocab[w]`` and then ``if i < n``: the test is about the name ``i`` and about the entry ``vocab[w]``.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from flake8_embedding.limits import MAKINGS
from flake8_embedding.values.predicates.predicate import Access, EntryOf, Slot
from flake8_embedding.values.value import Choice, Number, Value

Noted = tuple["Noted", Access] | None
"""What was read last, behind what was read before."""

Between = tuple[Noted, Noted]
"""What was read between two marks."""


class Reading:
    """What the present statement has read, and which names hold what was read elsewhere."""

    def __init__(self) -> None:
        self.noted: Noted = None
        """What was read so far. To keep it is to mark a place, at no cost: each expression does so."""
        self.last: Access | None = None
        """Where the value evaluated last was read, None where it was made on the spot."""
        self._copies: dict[Slot, tuple[Access, Value]] = {}
        """For names bound to what is held elsewhere, as ``i`` in ``i = vocab[w]``: where, and the value."""
        self._named: dict[Value, dict[Slot, None]] = {}
        """For each value in ``_copies`` the names that held it, which may hold another one since."""
        self._checked: dict[Access, dict[Access, None]] = {}
        """For names that loops have set by tests of what they went over, ``ok = False``: what that was."""
        self.making: Between | None = None
        """What was read to make the value that is being assigned."""
        self._made: dict[Hashable, dict[int, tuple[Value, Between, dict[Access, None]]]] = {}
        """For names that were assigned to: each value, by its address, and what was read to make it, each once. That
        is found out when somebody asks."""
        self._read_at: dict[int, tuple[Access, Value]] = {}
        """For values that tests can tell something of, by their address: where each was read last."""

    def note(self, access: Access, value: Value) -> None:
        """The value that is being evaluated was read there."""
        self.noted = (self.noted, access)
        self.last = access
        if type(value) is Number or type(value) is Choice:
            self._read_at[id(value)] = (access, value)

    def note_element(self, access: Access, value: Value) -> None:
        """The value is read there by code that is not part of the present statement."""
        self._read_at[id(value)] = (access, value)

    def since(self, mark: Noted) -> tuple[Access, ...]:
        """What was read after the mark, a former ``noted``."""
        return () if self.noted is mark else _between(mark, self.noted)

    def replace_since(self, mark: Noted, reads: Iterable[Access]) -> None:
        """Of what was read after the mark only these count: ``x.shape`` tested is no test of x."""
        self.noted = mark
        for access in reads:
            self.noted = (self.noted, access)

    def note_binding(self, key: Hashable, value: Value) -> None:
        """A name or attribute is bound to the value, which may have been read from somewhere."""
        slot = Slot(key)
        found = self._read_at.get(id(value))
        if found is not None and found[0] != slot:
            self.note_copy(slot, *found)
        else:
            self._copies.pop(slot, None)

    def note_copy(self, name: Slot, access: Access, value: Value) -> None:
        """The name holds the value that was read there."""
        self._copies[name] = (access, value)
        self._named.setdefault(value, {})[name] = None

    def note_made(self, key: Hashable, value: Value, making: Between) -> None:
        """The name was assigned this value: ``name = names.get(k)`` is made of k."""
        if making[0] is making[1] and key not in self._made:
            return
        values = self._made.setdefault(key, {})
        values.pop(id(value), None)
        if len(values) == MAKINGS:
            del values[next(iter(values))]
        values[id(value)] = (value, making, {})

    def is_made(self, access: Access) -> bool:
        """Whether it is a name of which it is kept what its values were made of."""
        return type(access) is Slot and access.key in self._made

    def made_of(self, name: Slot, held: Value) -> dict[Access, None]:
        """What was read to make the value that the name holds now. If paths have joined since, it may be what any of
        them has read."""
        values = self._made.get(name.key, {})
        options = held.options if type(held) is Choice else ()
        among = [values[id(one)] for one in (held, *(option.value for option in options)) if id(one) in values]
        found: dict[Access, None] = {}
        for _, making, reads in among or values.values():
            if not reads:
                reads.update(dict.fromkeys(_between(*making)))
            found.update(reads)
        return found

    def are_made_apart(self, name: Slot, held: Choice) -> bool:
        """Whether it matters which of several values the name holds on a path: they were made of different things."""
        values = self._made.get(name.key, {})
        return len(values) > 1 and any(id(one) in values for one in (held, *(option.value for option in held.options)))

    def note_checks(self, name: Slot, read: Iterable[Access]) -> None:
        """A loop over what was ``read`` has tested it, and set the name by the outcome."""
        self._checked.setdefault(name, {}).update(dict.fromkeys(read))

    def checked_for(self, access: Access) -> Iterable[Access]:
        """What a loop has tested to set the name."""
        return self._checked.get(access, ())

    def names_of(self, value: Value) -> Iterable[Slot]:
        """The names that held the value; each may hold another one since."""
        return self._named.get(value, ())

    def names_under(self, key: Value) -> list[Slot]:
        """The names that hold the value of an entry under this key."""
        return [name for name, (access, _) in self._copies.items() if isinstance(access, EntryOf) and access.key == key]

    def copied_to(self, access: Access) -> tuple[Access, Value] | None:
        """Where the value that the name was bound to had been read, and the value. None if the value was made on the
        spot."""
        return self._copies.get(access) if isinstance(access, Slot) else None


def _between(begun: Noted, noted: Noted) -> tuple[Access, ...]:
    """What was read from the one mark to the other."""
    found: list[Access] = []
    while noted is not None and noted is not begun:
        noted, access = noted
        found.append(access)
    return tuple(reversed(found))

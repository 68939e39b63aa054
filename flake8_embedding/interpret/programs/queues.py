"""What lies in queues: what one process puts in, another one gets.

A process changes only its own copies of objects, but what it puts into a queue comes out in another one, as it was when
it was put in. Which of them is first is not known, so what comes out is any of what is ever put in. That is known only
when the program has been evaluated to its end:

    q.put(0); Process(target=work, args=(q,)).start(); q.put(9)

If more is put in after a call of ``get`` was evaluated, the program is evaluated again, with queues of which nothing is
known.
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import AllocationSite, Value


class Queues:
    """Of each queue what was put in. Where they are not ``followed``, anything may come out of each."""

    def __init__(self, *, followed: bool = True) -> None:
        self._followed = followed
        self._put: dict[AllocationSite, dict[Value, None]] = {}
        self._shared: set[AllocationSite] = set()
        self._taken: dict[AllocationSite, dict[Hashable, int]] = {}
        """How many things each call of ``get`` could choose from. In a loop its last evaluation counts."""

    def note_put(self, queue: AllocationSite, thing: Value) -> None:
        """The thing is put in."""
        self._put.setdefault(queue, {})[thing] = None

    def note_shared(self, queue: AllocationSite) -> None:
        """Code that is not seen has the queue, and may put in anything."""
        self._shared.add(queue)

    def taken_by(self, call: Hashable, queue: AllocationSite) -> Value | None:
        """What may come out, as far as it is in by now. None where nothing is in, where code that is not seen has the
        queue, and where queues are not followed."""
        things = self._put.get(queue)
        if not self._followed or not things or queue in self._shared:
            return None
        self._taken.setdefault(queue, {})[call] = len(things)
        return any_of(list(things), Key("queue", queue))

    @property
    def are_taken_from_too_early(self) -> bool:
        """Whether more came into a queue, or code that is not seen got it, after something was taken out."""
        return any(
            queue in self._shared or any(count < len(self._put[queue]) for count in calls.values())
            for queue, calls in self._taken.items()
        )

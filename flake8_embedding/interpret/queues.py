"""What lies in queues: what one process puts in, another one gets, whichever order they run in.

A process changes only its own copies of objects, but what it puts into a queue comes out in another one, as it was when
it was put in.
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.values.join import any_of
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import AllocationSite, Value


class Queues:
    """Of each queue what was put in, by the call that did."""

    def __init__(self) -> None:
        self._put: dict[AllocationSite, dict[Hashable, Value]] = {}
        self._shared: set[AllocationSite] = set()

    def note_put(self, queue: AllocationSite, call: Hashable, thing: Value) -> None:
        """A call puts the thing in. In a loop it does so in each round: what it puts in last stands for all rounds."""
        self._put.setdefault(queue, {})[call] = thing

    def note_shared(self, queue: AllocationSite) -> None:
        """Code that is not seen has the queue, and may put in anything."""
        self._shared.add(queue)

    def put_in(self, queue: AllocationSite) -> Value | None:
        """What may come out, None where that is not known."""
        things = list(self._put.get(queue, {}).values()) if queue not in self._shared else []
        return any_of(things, Key("queue", queue)) if things else None

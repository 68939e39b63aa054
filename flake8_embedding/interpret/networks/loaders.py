"""What a loader hands out: it asks its data set each time somebody goes over it, and the data may have changed by then.

``loader.dataset.draw()`` at the beginning of each epoch fills the rows that ``__getitem__`` reads.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import is_

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.containers.data_sets import held_by
from flake8_embedding.values.objects import HandsOut
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import ObjectRef, Value


def note_loader(machine: Machine, loader: ObjectRef, data: ObjectRef, make: Callable[[], Value]) -> None:
    """The loader gives what ``make()`` makes of the data."""
    frame, scope = machine.frame, machine.frame.scope

    def made() -> Value:
        with machine.reentered(frame, scope):
            return make()

    machine.has_loaders = True
    machine.store.set(Key("hands out", loader.alloc), HandsOut(data, made, held_by(machine.store, data)))


def batches_now(machine: Machine, loader: Value) -> Value | None:
    """What the loader gives now; None where that is what it gave when it was made, and for all that is no loader."""
    source = machine.store.get(Key("hands out", loader.alloc)) if isinstance(loader, ObjectRef) else None
    if not isinstance(source, HandsOut):
        return None
    held = held_by(machine.store, source.data)
    is_same = len(held) == len(source.seen) and all(map(is_, held, source.seen))
    return None if is_same else source.make()

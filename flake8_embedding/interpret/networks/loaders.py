"""What a loader hands out: it asks its data set each time somebody goes over it, and the data may have changed by then.

``loader.dataset.draw()`` at the beginning of each epoch fills the rows that ``__getitem__`` reads.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import is_

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.containers.sequences import SequenceValue
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
    machine.store.set(Key("hands out", loader.alloc), HandsOut(data, made, _held_by(machine, data)))


def batches_now(machine: Machine, loader: Value) -> Value | None:
    """What the loader gives now; None where that is what it gave when it was made, and for all that is no loader."""
    source = machine.store.get(Key("hands out", loader.alloc)) if isinstance(loader, ObjectRef) else None
    if not isinstance(source, HandsOut):
        return None
    held = _held_by(machine, source.data)
    is_same = len(held) == len(source.seen) and all(map(is_, held, source.seen))
    return None if is_same else source.make()


def _held_by(machine: Machine, data: ObjectRef) -> tuple[Value, ...]:
    """What is in the data set, what its attributes hold, and what is in the objects among it: the tensors of a
    ``TensorDataset``, and those of the data set that a ``Subset`` is a part of."""
    found: list[Value] = []
    waiting = [data]
    for _ in range(_DEPTH):
        owners, waiting = waiting, []
        for owner in owners:
            found.append(machine.store.content(owner))
            for _, value in machine.store.names_in(owner.alloc):
                found.append(value)
                held = value.items if type(value) is SequenceValue and value.items is not None else (value,)
                waiting.extend(one for one in held if type(one) is ObjectRef)
    return (*found, *map(machine.store.content, waiting))


_DEPTH = 3
"""Data sets inside each other whose attributes are looked at: a part of a part of one."""

"""What a data set holds: it reads that late, each time somebody asks for an element."""

from __future__ import annotations

from operator import itemgetter

from flake8_embedding.limits import PARTS_DEPTH
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.value import AllocationSite, ObjectRef, Value


def held_by(store: Store, data: ObjectRef) -> tuple[Value, ...]:
    """What is in the data set now, what its attributes hold, and what is in the objects among it: the tensors of a
    ``TensorDataset``, and those of the one that a ``Subset`` of a ``Subset`` is a part of."""
    found: list[Value] = []
    seen: set[AllocationSite] = set()
    waiting = _whole_of(store, data)
    for _ in range(_DEPTH):
        owners, waiting = waiting, []
        for owner in owners:
            if owner.alloc in seen:
                continue
            seen.add(owner.alloc)
            content = store.content(owner)
            attributes = sorted(store.names_in(owner.alloc), key=itemgetter(0))
            held = [value for name, value in attributes if name not in _NOTED]
            found += (content, *held)
            waiting.extend(one for value in (content, *held) for one in _parts(value) if type(one) is ObjectRef)
    return (*found, *map(store.content, waiting))


def _parts(value: Value) -> tuple[Value, ...]:
    return value.items if type(value) is SequenceValue and value.items is not None else (value,)


def _whole_of(store: Store, data: ObjectRef) -> list[ObjectRef]:
    """The data set, the one that it is a part of, the one that this is a part of, and so on."""
    chain = [data]
    while len(chain) < PARTS_DEPTH:
        whole = store.get((chain[-1].alloc, WHOLE))
        if not isinstance(whole, ObjectRef) or whole in chain:
            break
        chain.append(whole)
    return chain


WHOLE = "dataset"
"""The attribute of a part with the data set that it is a part of, and of a loader with the one that it loads."""

AS_MADE, AS_SPLIT = "the data set as it was made", "the data set as it was split"
_NOTED = frozenset({AS_MADE, AS_SPLIT})
"""What is noted of a data set, and is no attribute of it."""

_DEPTH = 3
"""Objects inside each other whose attributes are looked at, from each of those data sets."""

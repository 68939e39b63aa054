"""What a test picks by its truth: ``(0, i)[i < n]``, ``{True: i, False: 0}[i < n]``, ``[i] * (i < n)``.

Which of them it is may depend on the ids themselves, so that the highest one need not be picked.
"""

from __future__ import annotations

from flake8_embedding.values.containers.parts import each_number
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.predicates.predicate import Undecided
from flake8_embedding.values.value import Number, Value


def picked_by(test: Value, found: Value, store: Store) -> Value:
    """What was found with the index or factor: if that is the truth of a test, it may be none of the highest."""
    return each_number(found, store, Number.weakened) if type(test) is Undecided else found

"""A class or function that a program looks up in a table of its own, by a name that it is given."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.limits import ALTERNATIVES
from flake8_embedding.values.memory.join import join
from flake8_embedding.values.value import ClassValue, FunctionValue, Guard, Value


def one_by_name(several: list[Value], place: Hashable) -> Value | None:
    """``MODELS[args.model]``, ``MODELS.get(args.model)``: one of them is called, and each may be it. None for a single
    one, for too many, and for anything else."""
    if not 1 < len(several) <= ALTERNATIVES or not all(isinstance(one, ClassValue | FunctionValue) for one in several):
        return None
    ways: list[frozenset[Guard]] = [frozenset({(place, f"entry {at}")}) for at in range(len(several))]
    return join(list(zip(several, ways, strict=True)), place)

"""Generators that are left at one of their elements: whoever asks for them decides how far they run."""

from __future__ import annotations

from collections.abc import Sequence

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.dicts import DictValue
from flake8_embedding.values.mappings import perhaps_grown
from flake8_embedding.values.parts import each_number
from flake8_embedding.values.store import Delta
from flake8_embedding.values.value import AllocationSite, Number, Value


def weaken_left(machine: Machine, paths: Sequence[Delta]) -> None:
    """A generator may have been left at any of its elements. What was put into a list or a dict behind the first of
    them may not be there."""
    first = paths[0]
    for key in dict.fromkeys(key for delta in paths for key in delta if type(key) is AllocationSite):
        before = machine.store.held(key)
        if before is not None and any(one.get(key) != first.get(key) for one in paths):
            for delta in paths:
                held = delta.get(key)
                if held is not None and held != before:
                    delta[key] = _perhaps_put_in(machine, held)


def _perhaps_put_in(machine: Machine, held: Value) -> Value:
    weakened = each_number(held, machine.store, Number.weakened)
    return perhaps_grown(weakened) if isinstance(weakened, DictValue) else weakened

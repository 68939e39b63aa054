"""Generators that are left at one of their elements: whoever asks for them decides how far they run."""

from __future__ import annotations

from collections.abc import Sequence

from flake8_embedding.facts import Lookup
from flake8_embedding.interpret.frame import CallFrame
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.record import replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.mappings import perhaps_grown
from flake8_embedding.values.containers.parts import each_number
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.value import AllocationSite, Number, Value


def weaken_left(machine: Machine, paths: Sequence[Delta], scope: AllocationSite) -> None:
    """A generator may have been left at any of its elements. What was put into a list or a dict behind the first of
    them may not be there, and what was set there may not be set. Names in its own ``scope`` are nobody else's."""
    for key in dict.fromkeys(key for delta in paths for key in delta):
        if type(key) is not AllocationSite and (type(key) is not tuple or key[0] is scope):
            continue
        before, held = machine.store.held(key), [delta[key] for delta in paths if key in delta]
        is_same = all(one == held[0] for one in held) and (before is None or len(held) == len(paths))
        for delta in () if is_same else paths:
            if key in delta and delta[key] != before:
                delta[key] = _perhaps_put_in(machine, delta[key])


def _perhaps_put_in(machine: Machine, held: Value) -> Value:
    weakened = each_number(held, machine.store, Number.weakened)
    return perhaps_grown(weakened) if isinstance(weakened, DictValue) else weakened


def weaken_looked_up(machine: Machine, begun: int, frame: CallFrame) -> None:
    """Such a generator has looked up ids since ``begun``. Those behind its first element may never come, nor the last
    ones of a loop that gives elements."""
    first = frame.first_given
    if first is not None and machine.journal.mark() > max(begun, first):
        machine.journal.revise(max(begun, first), _perhaps_looked_up)


def _perhaps_looked_up(lookup: Lookup) -> Lookup:
    return lookup if lookup.ids is None else replace(lookup, ids=lookup.ids.weakened())

"""How far functions run the generators that they are given: ``list`` to the end, ``next`` to one element, ``zip``
perhaps not at all."""

from __future__ import annotations

from flake8_embedding.interpret.frame import Arguments, Demand
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.library.spec import Entry
from flake8_embedding.values.containers.contents import is_surely_filled
from flake8_embedding.values.objects import Suspended
from flake8_embedding.values.value import Number

_BEGINS = frozenset(f"builtins.{name}" for name in ("next", "any", "all", "iter"))
"""Functions of Python that surely ask for the first element, and may stop before the iterator is at its end."""

_STOPS_EARLY = _BEGINS | {"builtins.zip"}
"""Functions of Python that may stop before an iterator is at its end."""

_TAKES_ALL = frozenset(f"builtins.{name}" for name in ("dict", "filter", "frozenset", "set"))
"""Functions of Python that take all elements out of what they are given, beside those whose entries say so."""

TAKE_NONE = {
    f"builtins.{name}"
    for name in (
        *("bool", "callable", "format", "getattr", "hasattr", "hash", "id", "isinstance", "issubclass", "iter"),
        *("len", "next", "print", "repr", "str", "type"),
    )
}
"""Functions that leave all elements in an iterator, or whose own evaluation removes what they take, as that of ``next``
does."""

METHODS_THAT_TAKE_ALL = {
    *("difference", "difference_update", "extend", "extendleft", "fromkeys", "join", "subtract"),
    *("symmetric_difference", "symmetric_difference_update", "union", "update", "writelines"),
}
"""Methods that take all elements out of what they are given."""

METHODS_THAT_STOP_EARLY = {"intersection", "intersection_update", "isdisjoint", "issubset", "issuperset"}
"""Methods that take elements out of what they are given until one decides: ``{1}.intersection(it)`` ends with the 1."""


def demand_of(machine: Machine, entry: Entry | None, path: str, given: Arguments) -> Demand:
    """How far the function runs the generators that it is given. Any function that is not known may never begin."""
    if takes_all(machine, entry, path, given):
        return Demand.WHOLLY
    begins = path in _BEGINS or path in machine.registry.conventions.begins
    return Demand.IN_PART if begins or _gets_to_last(machine, path, given) else Demand.PERHAPS_NOT


def _gets_to_last(machine: Machine, path: str, given: Arguments) -> bool:
    """Whether ``zip(words, numbers())`` surely asks for a number: there is something in all that stands before."""
    if path in machine.registry.conventions.stops_at:
        count = given.positional[1:2]
        return len(given.values) == _MAP_OF_ONE and isinstance(count[0], Number) and (count[0].constant or 0) > 0
    if path not in {"builtins.zip", "builtins.map"}:
        return False
    iterables = given.positional if path == "builtins.zip" else given.positional[1:]
    suspended = [isinstance(machine.store.content(one), Suspended) for one in iterables]
    last = max((place for place, found in enumerate(suspended) if found), default=0)
    return all(is_surely_filled(one, machine.store) for one in iterables[:last])


def takes_all(machine: Machine, entry: Entry | None, path: str, given: Arguments) -> bool:
    """Whether the function is known to take all elements out of an iterator that it is given; one that gives an
    iterator itself, as it is asked for them. Any other function may stop early, or never begin."""
    goes_over = (entry is not None and entry.iterates) or path in _TAKES_ALL
    return (goes_over and not may_stop_early(machine, path, given)) or path in machine.registry.conventions.takes_all


def may_stop_early(machine: Machine, path: str, given: Arguments) -> bool:
    """Whether the function may stop before an iterator that it is given is at its end."""
    if path == "builtins.map":
        # Of several it ends with the shortest.
        return len(given.positional) != _MAP_OF_ONE or not given.complete
    return path in _STOPS_EARLY or path in machine.registry.conventions.stops_early


_MAP_OF_ONE = 2
"""The arguments of ``map(function, words)``."""


def demand_of_method(name: str) -> Demand:
    """How far the methods of this name run what they are given: ``words.extend(it)``"""
    return Demand.WHOLLY if name in METHODS_THAT_TAKE_ALL else Demand.PERHAPS_NOT

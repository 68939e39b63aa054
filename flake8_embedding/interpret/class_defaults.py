"""Attributes that an object has from its class until a round of a loop gives it one of its own: ``self.count += 1``."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.resolution import Member, find_member
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import (
    AllocationSite,
    Choice,
    Const,
    FloatNumber,
    Number,
    ObjectRef,
    TextValue,
    Unknown,
)


def hold_own_defaults(machine: Machine, changed: Iterable[Hashable], place: Hashable) -> None:
    """Give each object whose attribute a round sets the value that it has from its class, as an attribute of its own.

    Otherwise the round would seem to change nothing that was there before. ``changed`` are the names that it sets.
    """
    names = tuple(changed)
    for name in names:
        default = _default(machine, name)
        if default is not None and isinstance(default.value, _DATA):
            in_class = (default.definer.scope, name[1]) if isinstance(name, tuple) else name
            known = default.certain and in_class not in names
            machine.store.set(name, default.value if known else Unknown("a loop changes it", Key(place, name)))


_DATA = Choice | Const | FloatNumber | Number | ObjectRef | TextValue | Unknown
"""Not what gives the attribute in a way of its own, such as a ``cached_property``."""


def _default(machine: Machine, name: Hashable) -> Member | None:
    """What the class of an object holds under the name of an attribute that the object itself has not."""
    match name:
        case (AllocationSite() as site, str(attribute)) if machine.store.held(name) is None:
            held = machine.store.content(ObjectRef(site))
            return find_member(machine, linear(held.cls), attribute) if isinstance(held, Instance) else None
    return None

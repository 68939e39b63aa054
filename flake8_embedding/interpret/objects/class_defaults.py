"""Attributes that an object has from its class until a round of a loop gives it one of its own: ``self.count += 1``.

So has a class what its base classes have.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.resolution import Member, find_member
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.memory.bindings import PartlyBound, filled
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.memory.store import Delta
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
    Value,
)


def hold_own_defaults(machine: Machine, changed: Iterable[Hashable], place: Hashable) -> None:
    """Give each object whose attribute a round sets the value that it has from its class, as an attribute of its own.

    Otherwise the round would seem to change nothing that was there before. ``changed`` are the names that it sets.
    """
    names = tuple(changed)
    for name in _attributes(machine, names):
        default = _default(machine, name) if machine.store.held(name) is None else None
        if default is not None and isinstance(default.value, _DATA):
            machine.store.set(name, _known_default(machine, default, name, names, place))


def with_class_values(machine: Machine, changed: Delta, place: Hashable) -> tuple[Delta, Delta]:
    """What a round has changed. Of an attribute that it sets on some paths only, or deletes, the value of the class on
    the others. Beside it, what such attributes hold on the paths that set them."""
    found: Delta = dict(changed)
    own: Delta = {}
    partly = {name: held for name, held in changed.items() if type(held) is PartlyBound}
    for name in _attributes(machine, partly):
        default, held = _default(machine, name), partly[name]
        if default is not None and isinstance(default.value, _DATA):
            found[name] = _joined_with(_known_default(machine, default, name, changed, place), held, name)
            if held.value is not None:
                own[name] = held.value
    return found, own


def set_to_one_value(first: Delta, carried: Delta, changed: Delta) -> Delta:
    """Attributes that each round leaves as they were, or sets to the same value as the ``first`` one: when the loop is
    done it is that value, or what the class has."""
    same: Delta = {}
    for name, value in first.items():
        begun = carried.get(name)
        left = {option.value for option in alternatives_of(changed.get(name, value))}
        if begun is not None and left <= {begun, value}:
            same[name] = value
    return same


def _joined_with(default: Value, held: PartlyBound, name: Hashable) -> Value:
    return filled(held, lambda: default, name) or default


_DATA = Choice | Const | FloatNumber | Number | ObjectRef | TextValue | Unknown
"""Not what gives the attribute in a way of its own, such as a ``cached_property``."""


def _known_default(
    machine: Machine,
    default: Member,
    name: tuple[AllocationSite, str],
    changed: Iterable[Hashable],
    place: Hashable,
) -> Value:
    in_class = (default.definer.scope, name[1])
    is_sure = default.certain and not isinstance(machine.store.held(in_class), PartlyBound)
    return default.value if is_sure and in_class not in changed else Unknown("a loop changes it", Key(place, name))


def _attributes(machine: Machine, names: Iterable[Hashable]) -> list[tuple[AllocationSite, str]]:
    """The names that are attributes of instances or classes. The others are variables."""
    owners: dict[AllocationSite, bool] = {}
    found: list[tuple[AllocationSite, str]] = []
    for name in names:
        match name:
            case (AllocationSite() as site, str(attribute)):
                if site not in owners:
                    is_class = machine.classes.of_scope(site) is not None
                    owners[site] = is_class or type(machine.store.get(site)) is Instance
                if owners[site]:
                    found.append((site, attribute))
    return found


def _default(machine: Machine, name: tuple[AllocationSite, str]) -> Member | None:
    """What the class of an object, or a base class, holds under the name of an attribute."""
    site, attribute = name
    cls = machine.classes.of_scope(site)
    if cls is not None:
        return find_member(machine, cls.ancestors, attribute)
    held = machine.store.get(site)
    return find_member(machine, linear(held.cls), attribute) if isinstance(held, Instance) else None

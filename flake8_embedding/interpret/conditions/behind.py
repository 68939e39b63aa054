"""The numbers behind what was read: ``name = names.get(k)`` is made of k, and ``names[k].startswith("a")`` asks of k.

A test that says nothing of the ids in ``row``, such as ``len(row) == 0``, still says something of the number with which
``row`` was found.
"""

from __future__ import annotations

from collections.abc import Iterable

from flake8_embedding.interpret.conditions.access import held_at
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.reading import Noted
from flake8_embedding.values.predicate import Access, Slot
from flake8_embedding.values.value import Number

_FOLLOWED = 4
"""Names made of names that are followed: ``j = k + 1``, ``name = names.get(j)``, ``ok = name is not None``."""


def numbers_behind(machine: Machine, read: Iterable[Access], depth: int = _FOLLOWED) -> dict[Access, None]:
    """The names of single numbers of which the values were made that were read there. Of containers and entries that
    they were made of, a test of them says nothing by itself."""
    found: dict[Access, None] = {}
    for access in read:
        held = held_at(machine, access) if type(access) is Slot and access.key in machine.reading.made else None
        if type(access) is not Slot or held is None or depth == 0:
            continue
        made_of = [one for one in machine.reading.made_of(access, held) if one != access]
        found.update((one, None) for one in made_of if type(one) is Slot and type(held_at(machine, one)) is Number)
        found.update(numbers_behind(machine, made_of, depth - 1))
    return found


def keep_numbers(machine: Machine, begun: Noted) -> None:
    """What was read since ``begun`` is asked of in a way that says nothing of the ids in it. Of that only the single
    numbers count with which it was found."""
    reading = machine.reading
    if reading.noted is None or reading.noted is begun:
        return
    before, asked = reading.noted
    if before is begun and not (type(asked) is Slot and asked.key in reading.made):
        # Most often a name is asked by itself: ``len(words)``.
        reading.noted = begun
        return
    read = reading.since(begun)
    found = [one for one in read if one != asked and type(one) is Slot and type(held_at(machine, one)) is Number]
    reading.replace_since(begun, dict.fromkeys((*found, *numbers_behind(machine, read))))

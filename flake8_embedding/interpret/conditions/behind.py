"""The numbers behind what was read: ``name = names.get(k)`` is made of k, and ``names[k].startswith("a")`` asks of k.

A test that says nothing of the ids in ``row``, such as ``len(row) == 0``, still says something of the number with which
``row`` was found.
"""

from __future__ import annotations

from collections.abc import Iterable

from flake8_embedding.interpret.conditions.access import holds_number
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.reading import Noted
from flake8_embedding.limits import NAMES_BEHIND
from flake8_embedding.values.predicates.predicate import Access, Slot
from flake8_embedding.values.value import Choice


def numbers_behind(machine: Machine, read: Iterable[Access]) -> dict[Access, None]:
    """The names of single numbers of which the values were made that were read there. Of containers and entries that
    they were made of, a test of them says nothing by itself."""
    found: dict[Access, None] = {}
    seen: set[Access] = set()
    level = [one for one in read if machine.reading.is_made(one)]
    for _ in range(NAMES_BEHIND):
        if not level:
            break
        # Names that are made of the same ones, ``a = x + y`` and ``b = x - y``, ask for these only once.
        seen.update(level)
        made_of = dict.fromkeys(one for access in level for one in _made_of(machine, access))
        found.update((one, None) for one in made_of if holds_number(machine, one))
        level = [one for one in made_of if one not in seen and machine.reading.is_made(one)]
    return found


def _made_of(machine: Machine, access: Access) -> Iterable[Access]:
    """What was read to make the value that a name holds, beside itself: ``k = k + 1``."""
    held = machine.store.get(access.key) if type(access) is Slot else None
    if type(access) is not Slot or held is None:
        return ()
    if type(held) is Choice and machine.reading.are_made_apart(access, held):
        held = machine.on_this_path(held)
    made_of = machine.reading.made_of(access, held)
    made_of.pop(access, None)
    return made_of


def keep_numbers(machine: Machine, begun: Noted) -> None:
    """What was read since ``begun`` is asked of in a way that says nothing of the ids in it. Of that only the single
    numbers count with which it was found."""
    reading = machine.reading
    if reading.noted is None or reading.noted is begun:
        return
    before, asked = reading.noted
    if before is begun and not reading.is_made(asked):
        # Most often a name is asked by itself: ``len(words)``.
        reading.noted = begun
        return
    read = reading.since(begun)
    found = [one for one in read if one != asked and holds_number(machine, one)]
    reading.replace_since(begun, dict.fromkeys((*found, *numbers_behind(machine, read))))

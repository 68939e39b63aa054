"""Functions that call themselves: what the calls inside of a call do."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final

import libcst as cst

from flake8_embedding.facts import Lookup, Table
from flake8_embedding.interpret.escaping.callbacks import forget_written
from flake8_embedding.interpret.frame import CallFrame
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.record import record
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Const, Number, ObjectRef, Unknown, Value

CALLS_ITSELF: Final = "a function that calls itself writes it"


@record(frozen=True)
class DoneInside:
    """What the calls inside of a call write, and the tables in which they look up ids."""

    written: tuple[Hashable, ...]
    looked_up: tuple[Hashable, ...]


def done_at_any_depth(
    machine: Machine,
    outermost: CallFrame,
    evaluated: Callable[[tuple[Hashable, ...]], CallFrame],
    node: cst.CSTNode,
) -> DoneInside:
    """What the calls inside of a call do, at any depth. They are given other numbers, and begin with what others of
    them have left. So they may take ways that the outermost one does not."""
    written, looked_up = _written_by_itself(outermost), tuple[Hashable, ...]()
    for _ in range(_DEPTHS):
        begun = machine.journal.mark()
        with machine.rehearsing(), machine.path():
            forget_written(machine, written, node, CALLS_ITSELF)
            further = _written_by_itself(evaluated(written))
            looked_up += looked_up_since(machine, begun)
        if set(further) <= set(written):
            break
        written = tuple(dict.fromkeys((*written, *further)))
    return DoneInside(written, looked_up)


def of_inner(values: dict[str, Value], place: Hashable) -> dict[str, Value]:
    """What the parameters may hold in a call inside of the call at the place: ``walk(n + 1)`` in ``walk(n)``."""
    return {
        name: Unknown(CALLS_ITSELF, Key("inner", place, name)) if isinstance(value, Number | Const) else value
        for name, value in values.items()
    }


def looked_up_since(machine: Machine, begun: int) -> tuple[Hashable, ...]:
    """The tables in which ids were looked up since."""
    noted = machine.journal.noted_since(begun)
    return tuple(dict.fromkeys(entry.table for entry in noted if isinstance(entry, Lookup)))


_DEPTHS: Final = 2
"""How often a body is evaluated with what calls inside of it have left, to see what more they write."""


def _written_by_itself(frame: CallFrame) -> tuple[Hashable, ...]:
    """What a call writes, and the objects that it gives other names: after ``d = e`` the next call's ``d[word] = n``
    changes what e is."""
    written = dict.fromkeys(written_in(frame))
    for one in (*frame.exits, *frame.yields):
        for value in one.delta.values():
            objects = (option.value for option in alternatives_of(value))
            written.update(dict.fromkeys(held.alloc for held in objects if isinstance(held, ObjectRef)))
    return tuple(written)


def note_further_calls(machine: Machine, begun: int, inside: tuple[Hashable, ...], node: cst.CSTNode) -> None:
    """What was looked up since is what the outermost call looks up, in the tables that it makes. The calls inside of it
    look up more, also in the tables ``inside``."""
    made = [entry.key for entry in machine.journal.noted_since(begun) if isinstance(entry, Table)]
    for table in dict.fromkeys((*made, *looked_up_since(machine, begun), *inside)):
        machine.journal.record(Lookup(table, None, node, unknown=_FURTHER, guards=machine.guards))


_FURTHER: Final = "a function that calls itself may look up others"


def written_in(frame: CallFrame) -> tuple[Hashable, ...]:
    """What a call has written that is not its own."""
    written: Delta = {}
    for one in (*frame.exits, *frame.yields):
        written.update(one.delta)
    scope = frame.scope
    return tuple([key for key in written if not (type(key) is tuple and key[0] is scope)])

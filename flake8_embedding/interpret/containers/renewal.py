"""Unknown things that are changed in place: ``scores.t_()``, ``ids.sub_(1)``, ``del names[k]``.

What was read from it before says nothing of what is read from now on, whichever name it has then. Tainted ids stay
tainted.
"""

from __future__ import annotations

from collections.abc import Hashable

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.ruled_out import note_ruled_out
from flake8_embedding.interpret.tainted import has_ids, is_tainted
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.arrays.vectors import other_vectors
from flake8_embedding.values.provenance import Changed, Key
from flake8_embedding.values.value import ObjectRef, Unknown


def renew(machine: Machine, owner: cst.BaseExpression, *, keeps_shape: bool = False) -> None:
    """Something of an unknown object was changed: ``names.data = x``; or its numbers alone, ``x[0] = 9``, so that it
    ``keeps_shape``."""
    is_itself = isinstance(owner, cst.Name)
    while isinstance(owner, cst.Attribute | cst.Subscript):
        owner = owner.value
    held = machine.lookup(owner.value) if isinstance(owner, cst.Name) else None
    if isinstance(owner, cst.Name) and isinstance(held, Unknown):
        now = _renewed(machine, held, machine.key(owner), owner.value, keeps_shape=keeps_shape and is_itself)
        machine.bind(owner.value, now)
        machine.replace_everywhere(held, now)
    elif isinstance(held, ObjectRef) and isinstance(machine.store.content(held), DataFrame):
        machine.store.set(held.alloc, DataFrame(Key("changed", machine.key(owner))))


def change_in_place(machine: Machine, changed: Unknown, name: str, node: cst.CSTNode) -> None:
    """A method of an unknown thing is called, which may be an array: from here on it holds other ids, if the name says
    so. ``scores.div_(2)`` keeps its shape, ``scores.t_()`` does not."""
    in_place = name.endswith("_") and not name.startswith("_")
    if not in_place and not machine.registry.changes_in_place("array", name):
        return
    note_ruled_out(machine, changed)
    had_ids = has_ids(machine, changed)
    keeps_shape = in_place and not machine.registry.changes_in_place("vectors", name)
    now = _renewed(machine, changed, machine.key(node), changed.text, keeps_shape=keeps_shape)
    if had_ids:
        machine.taint.add(now.key)
    machine.replace_everywhere(changed, now)
    match node:
        case cst.Call(func=cst.Attribute(value=cst.Name(value=held_by))) if machine.lookup(held_by) == changed:
            # On other paths the name may hold something else.
            machine.bind(held_by, now)
        case cst.Call(func=cst.Attribute(value=cst.Attribute() | cst.Subscript() as part)):
            # ``x.data.sub_(1)`` changes x.
            renew(machine, part)


def _renewed(machine: Machine, held: Unknown, place: Hashable, text: str | None, *, keeps_shape: bool) -> Unknown:
    scores = other_vectors(held, place) if keeps_shape else None
    now = scores or Unknown("it was changed", Changed(held.key, place), text)
    if is_tainted(machine, held):
        machine.taint.add(now.key)
    return now

"""What ``mock.patch`` and its relatives put in the place of other values."""

from __future__ import annotations

from collections.abc import Hashable

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.objects import ANY_NAME, Replacement
from flake8_embedding.values.provenance import InLibrary
from flake8_embedding.values.value import AllocationSite, Value


def replaced_by(machine: Machine, replacement: Replacement, node: cst.CSTNode) -> list[tuple[Hashable, Value]]:
    """What holds other values meanwhile, by their keys. A name of which the owner is not known may be any module's,
    class's or object's."""
    values = list(replacement.values)
    known = {key for key, _ in values}
    for key, _ in machine.store.everything() if replacement.names else ():
        match key:
            case (AllocationSite() as scope, str() as name) if key not in known:
                anywhere = name in replacement.names
                if anywhere or (ANY_NAME in replacement.names and _is_of_module(machine, scope)):
                    values.append((key, machine.unknown("it may be patched", (machine.key(node), key))))
    for key, _ in replacement.values:
        match key:
            case InLibrary(path=path):
                machine.escaped.note_patched(path)
    return values


def _is_of_module(machine: Machine, scope: AllocationSite) -> bool:
    """Whether it is the scope of a module or a class."""
    return machine.is_scope_of_class(scope) or machine.is_scope_of_module(scope)


def start_replacement(machine: Machine, replacement: Replacement, node: cst.CSTNode) -> None:
    """``patcher.start()``: what is patched is not known from here on, since it may be stopped anywhere."""
    for key, _ in replaced_by(machine, replacement, node):
        machine.store.set(key, machine.unknown("it is patched", (machine.key(node), key)))

"""Names in modules: those of a library, of another module of the project, and of the module itself."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.facts import Use
from flake8_embedding.interpret.journal_entries import NewestKeras
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.programs.project_modules import MODULE_ITSELF
from flake8_embedding.values.classes import Namespace
from flake8_embedding.values.imported import ModuleValue
from flake8_embedding.values.predicates.predicate import Slot
from flake8_embedding.values.provenance import InLibrary
from flake8_embedding.values.value import LibraryName, Unknown, Value


def in_module_itself(machine: Machine, name: str, node: cst.CSTNode) -> Value:
    """``sys.modules[__name__].name``"""
    if name == "__dict__":
        return Namespace(LibraryName(MODULE_ITSELF))
    found = machine.lookup_in_module(name)
    return found if found is not None else machine.unknown(f"the module has no {name}", node)


def in_module(machine: Machine, module: ModuleValue, name: str) -> Value:
    """A name of another module of the project."""
    held = machine.modules.member(module, name)
    machine.trail.note_read((module.scope, name), held)
    machine.reading.note(Slot((module.scope, name)), held)
    return machine.on_this_path(held)


def of_library(machine: Machine, path: str, name: str, node: cst.CSTNode) -> Value:
    """``path.name``, read in the program."""
    if not machine.is_elsewhere:
        _note_use(machine, path, name, node)
    return in_library(machine, f"{path}.{name}")


def _note_use(machine: Machine, path: str, name: str, node: cst.CSTNode) -> None:
    """Which of several libraries with almost the same name the file uses."""
    flavour = machine.registry.flavour_of(path)
    if flavour is not None and path == flavour.root and name in flavour.newer_only:
        machine.journal.record(NewestKeras())
    if flavour is None and machine.registry.is_known_module(f"{path}.{name}"):
        used = machine.registry.flavour_of(f"{path}.{name}")
        if used is not None:
            machine.environment.note_use(used.name, Use(node, machine.guards))


def in_library(machine: Machine, path: str) -> Value:
    """What a name in a library holds: the value that the file has put there, or the library's own.

    Assumption: libraries-stay. No other file has replaced it.
    """
    own = machine.registry.constant_at(path) or LibraryName(path)
    if not machine.escaped.patched:
        return own
    if machine.escaped.is_patched(f"{path.rpartition('.')[0]}.*") or machine.escaped.is_changed_class(path):
        return Unknown("the file may have set it", InLibrary(path), path)
    return machine.store.look_up(InLibrary(path), lambda: own) or own if machine.escaped.is_patched(path) else own

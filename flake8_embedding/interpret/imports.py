"""Imports: names in libraries become values, and imports of the several Kerases become facts."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from flake8_embedding.facts import Import
from flake8_embedding.interpret.attributes import in_library
from flake8_embedding.interpret.frame import Flow
from flake8_embedding.interpret.journal import NewestKeras
from flake8_embedding.interpret.machine import Executor, Machine
from flake8_embedding.library.spec import Flavour
from flake8_embedding.values.value import LibraryName, Unknown


def _import(machine: Machine, node: cst.Import) -> Flow:
    for alias in node.names:
        path = dotted(alias.name)
        note_import(machine, alias, path, ())
        if alias.asname is not None and isinstance(alias.asname.name, cst.Name):
            machine.bind(alias.asname.name.value, LibraryName(path))
        else:
            top = path.partition(".")[0]
            machine.bind(top, LibraryName(top))
    return Flow.ON


def _from_import(machine: Machine, node: cst.ImportFrom) -> Flow:
    module = dotted(node.module) if node.module is not None else ""
    local = bool(node.relative)
    if isinstance(node.names, cst.ImportStar):
        if not local:
            note_import(machine, node, module, ())
            if not machine.registry.is_harmless(module):
                machine.forget_names("a star import may bring another", node, only=machine.star_names)
            for name in machine.registry.names_in(module):
                machine.bind(name, LibraryName(f"{module}.{name}"))
                machine.star_names.add(name)
        else:
            machine.forget_names("a star import may bring another", node, only=machine.star_names)
        return Flow.ON
    names = tuple(dotted(alias.name) for alias in node.names)
    if not local:
        note_import(machine, node, module, names)
    for alias, name in zip(node.names, names, strict=True):
        bound = alias.asname.name.value if alias.asname and isinstance(alias.asname.name, cst.Name) else name
        if local:
            dots = "." * len(node.relative)
            machine.bind(bound, Unknown(f"imported from {dots}{module}", ("import", dots, module, name), bound))
        else:
            machine.bind(bound, in_library(machine, f"{module}.{name}"))
    return Flow.ON


def note_import(machine: Machine, node: cst.CSTNode, module: str, names: tuple[str, ...]) -> None:
    """Record an import of a library that has doubles: which one, and what to import instead."""
    if any(machine.registry.shows_newest(f"{module}.{name}") for name in names) or machine.registry.shows_newest(
        module
    ):
        machine.journal.record(NewestKeras())
    # ``from tensorflow import keras`` imports the module tensorflow.keras, not names of tensorflow.
    modules = (
        [module]
        if machine.registry.flavour_of(module) is not None
        else [f"{module}.{name}" for name in names if machine.registry.is_known_module(f"{module}.{name}")]
    )
    for imported in modules:
        flavour = machine.registry.flavour_of(imported)
        if flavour is None:
            continue
        machine.note_import(
            Import(
                place=node,
                flavour=flavour.name,
                module=imported,
                names=names if imported == module else (),
                private=flavour.private,
                instead=_instead(imported, flavour.root, flavour.instead, flavour.moved),
                guards=machine.guards,
                removed=tuple(_removed(imported, names if imported == module else (), flavour)),
            )
        )


def _removed(module: str, names: tuple[str, ...], flavour: Flavour) -> Iterator[tuple[str, str]]:
    """What is imported that the newest major version does not have: the module itself, or names in it."""
    for path in (module, *(f"{module}.{name}" for name in names)):
        owner = path[len(flavour.root) + 1 :]
        while owner:
            if owner in flavour.removed:
                yield f"{flavour.root}.{owner}", flavour.removed[owner]
                return
            owner = owner.rpartition(".")[0]


def _instead(module: str, root: str, instead: str | None, moved: dict[str, str]) -> str | None:
    """Where the library to use instead has what this module has."""
    if instead is None:
        return None
    rest = module[len(root) + 1 :]
    rest = moved.get(rest, rest)
    return f"{instead}.{rest}" if rest else instead


def dotted(node: cst.BaseExpression) -> str:
    """``a.b.c``; empty for anything else."""
    match node:
        case cst.Name(value=name):
            return name
        case cst.Attribute(value=owner, attr=cst.Name(value=name)):
            return f"{dotted(owner)}.{name}"
    return ""


EXECUTORS: dict[type, Executor] = {cst.Import: _import, cst.ImportFrom: _from_import}

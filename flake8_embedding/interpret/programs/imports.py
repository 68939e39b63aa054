"""Imports: names in libraries become values, and imports of the several Kerases become facts."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from flake8_embedding.facts import Import
from flake8_embedding.interpret.frame import Flow
from flake8_embedding.interpret.journal_entries import NewestKeras
from flake8_embedding.interpret.machine import Executor, Machine
from flake8_embedding.interpret.objects.module_attributes import in_library
from flake8_embedding.library.spec import Flavour
from flake8_embedding.syntax.dotted import dotted
from flake8_embedding.values.imported import ImportedName, ModuleValue
from flake8_embedding.values.value import LibraryName, Unknown, Value


def _import(machine: Machine, node: cst.Import) -> Flow:
    machine.store.may_be_interrupted()
    for alias in node.names:
        path = dotted(alias.name)
        note_import(machine, alias, path, ())
        module = machine.modules.absolute(path)
        if module is not None:
            machine.modules.imported(module)
        machine.bind(*_bound_by_alias(machine, alias))
    return Flow.ON


def _bound_by_alias(machine: Machine, alias: cst.ImportAlias) -> tuple[str, Value]:
    """What ``import path`` or ``import path as name`` binds."""
    path = dotted(alias.name)
    if alias.asname is not None and isinstance(alias.asname.name, cst.Name):
        return alias.asname.name.value, machine.modules.absolute(path) or LibraryName(path)
    top = path.partition(".")[0]
    return top, machine.modules.absolute(top) or LibraryName(top)


def _from_import(machine: Machine, node: cst.ImportFrom) -> Flow:
    machine.store.may_be_interrupted()
    path, level = _module_named(node)
    module = machine.modules.relative(level, path) if level else machine.modules.absolute(path)
    if isinstance(node.names, cst.ImportStar):
        _star_import(machine, node, "." * level + path, module)
        return Flow.ON
    names = tuple(dotted(alias.name) for alias in node.names)
    if not level:
        note_import(machine, node, path, names)
    if module is not None:
        for name in names:
            machine.modules.imported(module, name)
    for name, value in _bound_by_from(machine, node, module):
        machine.bind(name, value)
    return Flow.ON


def _module_named(node: cst.ImportFrom) -> tuple[str, int]:
    """The path of the module in ``from path import name``, and how many dots stand before it."""
    return dotted(node.module) if node.module is not None else "", len(node.relative)


def bound_by_import(machine: Machine, node: cst.Import | cst.ImportFrom) -> Iterator[tuple[str, Value]]:
    """The names that an import binds, but for those that a star brings, each with what it binds it to."""
    if isinstance(node, cst.Import):
        yield from (_bound_by_alias(machine, alias) for alias in node.names)
        return
    path, level = _module_named(node)
    module = machine.modules.relative(level, path) if level else machine.modules.absolute(path)
    yield from _bound_by_from(machine, node, module)


def _bound_by_from(machine: Machine, node: cst.ImportFrom, module: ModuleValue | None) -> Iterator[tuple[str, Value]]:
    """What ``from path import name`` binds; ``module`` is the one of the project that it means."""
    path, level = _module_named(node)
    for alias in () if isinstance(node.names, cst.ImportStar) else node.names:
        name = dotted(alias.name)
        bound = alias.asname.name.value if alias.asname and isinstance(alias.asname.name, cst.Name) else name
        yield bound, _imported(machine, module, "." * level, path, name)


def _imported(machine: Machine, module: ModuleValue | None, dots: str, path: str, name: str) -> Value:
    """What ``from path import name`` binds."""
    if dots:
        location = f"{dots}{path}.{name}" if path else f"{dots}{name}"
        registry = machine.registry
        is_there = module is not None and not registry.is_declared(location) and machine.modules.has(module, name)
        if registry.is_declared(location) or (registry.has_declared_in(location) and not is_there):
            return LibraryName(location)
    if module is not None:
        found = ImportedName(module, name)
        # In a function or on a path the name is read soon. At the top level of a module it may never be read.
        return found if machine.is_at_margin else machine.modules.resolved(found)
    if dots:
        return Unknown(f"imported from {dots}{path}", ("import", dots, path, name), name)
    return in_library(machine, f"{path}.{name}")


def _star_import(machine: Machine, node: cst.ImportFrom, path: str, module: ModuleValue | None) -> None:
    """``from path import *``. If not all of the module is seen, it may bring names that are not known."""
    scope = machine.frame.scope
    brought = machine.names_from_stars(scope)
    names: dict[str, Value]
    if module is not None:
        seen = machine.modules.is_whole(module)
        names = {name: machine.modules.member(module, name) for name in machine.modules.names_in(module)}
    else:
        seen = not node.relative and machine.registry.is_harmless(path)
        names = {name: LibraryName(f"{path}.{name}") for name in machine.registry.names_in(path)}
        note_import(machine, node, path, ())
    if not seen:
        machine.forget_names("a star import may bring another", node, only=brought, scope=scope)
    for name, value in names.items():
        machine.bind_from_star(name, value)


def note_import(machine: Machine, node: cst.CSTNode, module: str, names: tuple[str, ...]) -> None:
    """Record the import of a library that there are several of, such as Keras: which one, and what to import
    instead."""
    if machine.is_elsewhere:
        return
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
        machine.environment.note_import(
            Import(
                place=node,
                flavour=flavour.name,
                module=imported,
                names=names if imported == module else (),
                private=flavour.private,
                instead=_instead(imported, flavour.root, flavour.instead, flavour.moved),
                guards=machine.guards,
                removed=tuple(_removed(imported, names if imported == module else (), flavour)),
                for_a_version=node in machine.source.main.under_version_guards,
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


EXECUTORS: dict[type, Executor] = {cst.Import: _import, cst.ImportFrom: _from_import}

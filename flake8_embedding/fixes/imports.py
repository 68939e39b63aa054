"""Imports that are to come from another library of almost the same name, as far as it has the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import libcst as cst

from flake8_embedding.facts import Facts, Import
from flake8_embedding.fixes.program import Edit, Fix, NoFix, Program
from flake8_embedding.library.registry import Twin, builtin
from flake8_embedding.rules.fix_hint import Relocate

_UNSAFE = "another library would be imported, which may be older, or not installed"


def relocated(program: Program, hint: Relocate, facts: Facts) -> Iterator[Fix]:
    """All imports of the flavour at once, or none: half of them would be a mix of two libraries."""
    twin = builtin().twin_of(hint.flavour)
    if twin is None:
        raise NoFix("the library to use instead is not known")
    moved = [_rewritten(program, one, twin) for one in facts.imports if one.flavour == hint.flavour]
    yield Fix(tuple(dict.fromkeys(moved)), _UNSAFE)


def _rewritten(program: Program, imported: Import, twin: Twin) -> Edit:
    match imported.place:
        case cst.ImportFrom(module=cst.Name() | cst.Attribute() as module, names=[*names]):
            below = _below(program.text(module), twin)
            return _from_import(program, module, below, names, twin)
        case cst.ImportAlias() as alias:
            match program.parent(alias):
                case cst.Import(names=[_]) as node:
                    return _plain_import(program, node, alias, twin)
    raise NoFix(f"the import on line {program.line(imported.place)} has a form that is not rewritten")


def _from_import(
    program: Program, module: cst.BaseExpression, below: str, names: list[cst.ImportAlias], twin: Twin
) -> Edit:
    owner = twin.moved.get(below, below)
    for alias in names:
        path = _joined(owner, program.text(alias.name))
        _check_has(path, twin)
        _check_uses(program, _bound(program, alias), path, twin)
    return program.replace(module, _joined(twin.root, owner))


def _plain_import(program: Program, node: cst.Import, alias: cst.ImportAlias, twin: Twin) -> Edit:
    below = _below(program.text(alias.name), twin)
    if alias.asname is None:
        # ``import keras.layers`` binds ``keras``, which holds the rest anyway.
        _check_uses(program, twin.former, "", twin)
        owner, _, name = twin.root.rpartition(".")
        if name != twin.former:
            raise NoFix(f"{twin.root} has another name than {twin.former}")
        return program.replace(node, f"from {owner} import {name}")
    bound = _bound(program, alias)
    _check_uses(program, bound, below, twin)
    owner, _, name = _joined(twin.root, below).rpartition(".")
    _check_has(below, twin)
    return program.replace(node, f"from {owner} import {name}" + (f" as {bound}" if bound != name else ""))


def _below(path: str, twin: Twin) -> str:
    """``layers.core`` of ``keras.layers.core``"""
    if path != twin.former and not path.startswith(f"{twin.former}."):
        raise NoFix(f"{path} is not of {twin.former}")
    return path[len(twin.former) + 1 :]


def _joined(*parts: str) -> str:
    return ".".join(filter(None, parts))


def _bound(program: Program, alias: cst.ImportAlias) -> str:
    return program.text(alias.asname.name if alias.asname is not None else alias.name)


def _check_has(path: str, twin: Twin) -> None:
    if not twin.has(path):
        raise NoFix(f"{twin.root} has no {path}")


def _check_uses(program: Program, name: str, path: str, twin: Twin) -> None:
    """Whether all that the program reads from the name is there too: ``K.sum``, ``keras.layers.Dense``."""
    hidden = program.hidden(name)
    if hidden is not None:
        raise NoFix(f"`{name}` is used on line {hidden} in a way that is not seen")
    for node in program.named(name):
        above = program.parent(node)
        if isinstance(above, cst.Attribute) and above.attr is node:
            continue
        here, whole = path, cast("cst.CSTNode", node)
        while isinstance(above, cst.Attribute) and twin.is_module(here):
            here = _joined(here, above.attr.value)
            _check_has(here, twin)
            whole, above = above, program.parent(above)
        if twin.is_module(here) and not isinstance(above, cst.ImportAlias | cst.AsName | cst.ImportFrom):
            # ``K = keras.backend``: what is read from it then is not seen.
            raise NoFix(f"`{program.text(whole)}` is handed on, on line {program.line(node)}")

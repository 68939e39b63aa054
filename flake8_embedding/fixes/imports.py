"""Imports that are to come from another library of almost the same name, as far as it has the same."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from flake8_embedding.facts import Facts, Import
from flake8_embedding.fixes.program import Edit, Program, Proposal
from flake8_embedding.library.registry import Twin, builtin
from flake8_embedding.rules.fix_hint import Relocate


class _NotThere(Exception):
    """The other library lacks something that the program uses, or the import has a form that we do not rewrite."""


def relocated(program: Program, hint: Relocate, facts: Facts) -> Iterator[Proposal]:
    """All imports of the flavour at once, or none: half of them would be a mix of two libraries."""
    twin = builtin().twin_of(hint.flavour)
    wanted = [one for one in facts.imports if one.flavour == hint.flavour]
    if twin is None:
        return
    try:
        edits = [_rewritten(program, one, twin) for one in wanted]
    except _NotThere:
        return
    yield Proposal(tuple(dict.fromkeys(edits)), _companion(program))


def _companion(program: Program) -> str:
    """Other code that may be made for the library that is left, and is not moved with it."""
    for node in program.nodes():
        match node:
            case cst.ImportFrom(relative=[_, *_]):
                return "another module of the package is imported, which may hold layers of this library"
            case (
                cst.ImportFrom(module=cst.Name(value=name) | cst.Attribute(value=cst.Name(value=name)))
                | cst.Import(
                    names=[cst.ImportAlias(name=cst.Name(value=name) | cst.Attribute(value=cst.Name(value=name)))]
                )
            ) if name.startswith("keras_"):
                return f"{name} is imported, which may hold layers of this library"
    return ""


def _rewritten(program: Program, imported: Import, twin: Twin) -> Edit:
    match imported.place:
        case cst.ImportFrom(module=cst.Name() | cst.Attribute() as module, names=[*names]):
            below = _below(program.text(module), twin)
            return _from_import(program, module, below, names, twin)
        case cst.ImportAlias() as alias:
            match program.parent(alias):
                case cst.Import(names=[_]) as node:
                    return _plain_import(program, node, alias, twin)
    raise _NotThere


def _from_import(
    program: Program, module: cst.BaseExpression, below: str, names: list[cst.ImportAlias], twin: Twin
) -> Edit:
    owner = twin.moved.get(below, below)
    for alias in names:
        name = program.text(alias.name)
        if not twin.has(_joined(owner, name)):
            raise _NotThere
        _check_uses(program, _bound(program, alias), _joined(owner, name), twin)
    return program.replace(module, _joined(twin.root, owner))


def _plain_import(program: Program, node: cst.Import, alias: cst.ImportAlias, twin: Twin) -> Edit:
    below = _below(program.text(alias.name), twin)
    if alias.asname is None:
        # ``import keras.layers`` binds ``keras``, which holds the rest anyway.
        _check_uses(program, twin.former, "", twin)
        owner, _, name = twin.root.rpartition(".")
        if name != twin.former:
            raise _NotThere
        return program.replace(node, f"from {owner} import {name}")
    bound = _bound(program, alias)
    _check_uses(program, bound, below, twin)
    owner, _, name = _joined(twin.root, below).rpartition(".")
    if not twin.has(below):
        raise _NotThere
    return program.replace(node, f"from {owner} import {name}" + (f" as {bound}" if bound != name else ""))


def _below(path: str, twin: Twin) -> str:
    """``layers.core`` of ``keras.layers.core``"""
    if path != twin.former and not path.startswith(f"{twin.former}."):
        raise _NotThere
    return path[len(twin.former) + 1 :]


def _joined(*parts: str) -> str:
    return ".".join(filter(None, parts))


def _bound(program: Program, alias: cst.ImportAlias) -> str:
    return program.text(alias.asname.name if alias.asname is not None else alias.name)


def _check_uses(program: Program, name: str, path: str, twin: Twin) -> None:
    """Whether all that the program reads from the name is there too: ``K.sum``, ``keras.layers.Dense``."""
    for node in program.nodes():
        parts = _chain(node)
        if parts[:1] != [name] or isinstance(program.parent(node), cst.Attribute):
            continue
        here = path
        for part in parts[1:]:
            if not twin.is_module(here):
                break
            here = _joined(here, part)
            if not twin.has(here):
                raise _NotThere
        if twin.is_module(here) and not isinstance(program.parent(node), cst.ImportAlias | cst.AsName | cst.ImportFrom):
            # ``K = keras.backend``: what is read from it then is not seen.
            raise _NotThere
    if program.hides(name):
        raise _NotThere


def _chain(node: cst.CSTNode) -> list[str]:
    match node:
        case cst.Name(value=name):
            return [name]
        case cst.Attribute(value=owner, attr=cst.Name(value=name)):
            above = _chain(owner)
            return [*above, name] if above else []
    return []

"""Texts that are made of others, of which not all are known: ``f"{folder}/words.pkl"``, ``root + "_words.pkl"``."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.predicates.predicate import is_particular
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Const, TextValue, Unknown, Value


def joined_text(machine: Machine, parts: Sequence[Value], node: cst.CSTNode) -> TextValue:
    """The text. If its end names a file, that is noted. Of the same texts the same text is made."""
    are_known = all(type(part) in _TEXTS and is_particular(part) for part in parts)
    key = Key("joined texts", *parts) if are_known else machine.key(node)
    end = _end_of_path(machine, parts)
    if not end or not all(isinstance(part, Const | Unknown) for part in parts):
        return TextValue(name=key)
    machine.environment.note_file_name(key, end)
    return TextValue(key, name=key)


_TEXTS = frozenset({Const, TextValue, Unknown})


def _end_of_path(machine: Machine, parts: Sequence[Value]) -> str:
    """``words.pkl`` of ``f"{folder}/words.pkl"``; empty where the name of a file may begin in what is not known."""
    end = ""
    for part in reversed(parts):
        text = text_in(part) or (_path_of(machine, part) if isinstance(part, Unknown) else None)
        if text is None:
            return end.partition("/")[2]
        end = text + end
    return end


def _path_of(machine: Machine, part: Unknown) -> str | None:
    environment = machine.environment
    return environment.path_of(part.key) or environment.file_name_of(part.key)

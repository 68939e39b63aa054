"""Texts that are made of others, of which not all are known: ``f"{folder}/words.pkl"``, ``root + "_words.pkl"``."""

from __future__ import annotations

from collections.abc import Sequence

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Const, TextValue, Unknown, Value


def joined_text(machine: Machine, parts: Sequence[Value]) -> TextValue:
    """The text. If its end names a file, that is noted."""
    end = _end_of_path(machine, parts)
    if not end or not all(isinstance(part, Const | Unknown) for part in parts):
        return TextValue()
    key = Key("joined texts", *parts)
    machine.environment.note_file_name(key, end)
    return TextValue(key)


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

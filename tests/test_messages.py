"""Every message over all fixtures can be read at a glance, and is English."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from flake8_embedding.config import Config
from flake8_embedding.trace import traces
from tests.test_fixtures import OF_PROJECTS, PATHS, alternatives_of, reported_with

AT_MOST = 200
USUALLY = 160

NO_ENGLISH = [
    r"\b(an?|the) (\w+ )+rows\b(?<!as many rows)(?<!more rows)",  # "has an unknown length rows"
    r"\ban? unknown \w+ [-+*]",  # "an unknown number + 1"
    r"\ban? \w+ of \w+ [-+*] ",
    r"\ba [aeio]\w",  # "of a array"
    r"\ban [bcdfgjklmnpqrstvwxyz][a-z]",
    r"[-+] \d+ [-+] \d+",  # "n + 1 - 1"
    r"(?<![-+] )\b1 (rows|entries|words)\b|\b(\d\d+|[02-9]) row\b",
    r"  | [,;:.]|[,;:]{2}|[,;:] [,;:]|\(\s|\s\)",
    r"\bNone\b(?! as )|\bunknown unknown\b",
]


@cache
def messages() -> list[tuple[Path, str, str]]:
    """Where each message is given, and its code."""
    found = []
    for path in [*PATHS, *OF_PROJECTS]:
        found += [(path, one.code, one.message) for one in reported_with(alternatives_of(path))[path]]
    return found


@cache
def told_by_traces() -> frozenset[str]:
    """All that trace says of the fixtures in words."""
    found = [one for path in [*PATHS, *OF_PROJECTS] for one in traces(path.read_text(), Config(filename=str(path)))]
    return frozenset(
        text for one in found for text in (*(step.text for step in one.steps), one.reason or "", one.outside)
    )


def test_messages_are_short() -> None:
    lengths = {f"{code} {message}": len(f"{code} {message}") for _, code, message in messages()}

    assert [message for message, length in lengths.items() if length > AT_MOST] == []
    assert sum(length > USUALLY for length in lengths.values()) <= len(lengths) // 10


def without_quotes(text: str) -> str:
    return re.sub(r"`[^`]*`|\"[^\"]*\"|'[^']*'", "`x`", text)


@pytest.mark.parametrize("form", NO_ENGLISH)
def test_messages_are_english(form: str) -> None:
    bad = {message for _, _, message in messages() if re.search(form, without_quotes(message))}

    assert bad == set()


@pytest.mark.parametrize("form", NO_ENGLISH)
def test_traces_are_english(form: str) -> None:
    bad = {text for text in told_by_traces() if re.search(form, text)}

    assert bad == set()

"""Every message over all fixtures can be read at a glance, and is English."""

from __future__ import annotations

import re

import pytest

from flake8_embedding.check import check
from flake8_embedding.config import Config
from flake8_embedding.trace import traces
from tests.programs.test_fixtures import OF_PROJECTS, PATHS, RealFlake8, flake8
from tests.slow import batch

__all__ = ["flake8"]

AT_MOST = 200
USUALLY = 160

NO_ENGLISH = [
    r"\bhas (an?|the|some) (\w+ )+rows\b",  # "has an unknown length rows"
    r"\ban? unknown \w+ [-+*]",  # "an unknown number + 1"
    r"\ban? \w+ of \w+ [-+*] ",
    r"\ba [aeio]\w",  # "of a array"
    r"\ban [bcdfgjklmnpqrstvwxyz][a-z]",
    r"[-+] \d+ [-+] \d+",  # "n + 1 - 1"
    r"(?<![-+] )\b1 (rows|entries|words)\b|\b(\d\d+|[02-9]) row\b",
    r"  | [,;:.]|[,;:]{2}|[,;:] [,;:]|\(\s|\s\)",
    r"\bNone\b(?! as )|\bunknown unknown\b",
]


@pytest.fixture(scope="session")
def messages(flake8: RealFlake8) -> frozenset[str]:
    """Every message over all fixtures, with its code."""
    return frozenset(f"{one.code} {one.message}" for path in [*PATHS, *OF_PROJECTS] for one in flake8.of(path))


@pytest.fixture(scope="session")
def told_by_traces() -> frozenset[str]:
    """All that trace says of the fixtures in words."""
    found = [
        one for path in batch([*PATHS, *OF_PROJECTS]) for one in traces(path.read_text(), Config(filename=str(path)))
    ]
    return frozenset(
        text for one in found for text in (*(step.text for step in one.steps), one.reason or "", one.outside)
    )


def without_quotes(text: str) -> str:
    return re.sub(r"`[^`]*`|\"[^\"]*\"|'[^']*'", "`x`", text)


def test_messages_are_short(messages: frozenset[str]) -> None:
    assert [message for message in messages if len(message) > AT_MOST] == []
    assert sum(len(message) > USUALLY for message in messages) <= len(messages) // 10


def test_what_is_said_most_often_is_short() -> None:
    """Of the findings in public repositories three of four are about imports of Keras."""
    (found,) = check("from keras.preprocessing.sequence import pad_sequences\n" + "from keras import layers\n" * 12)

    assert found.code == "EMB001"
    assert len(f"{found.code} {found.message}") <= USUALLY


@pytest.mark.parametrize("form", NO_ENGLISH)
def test_messages_are_english(messages: frozenset[str], form: str) -> None:
    assert [message for message in messages if re.search(form, without_quotes(message))] == []


@pytest.mark.slow
@pytest.mark.parametrize("form", NO_ENGLISH)
def test_traces_are_english(told_by_traces: frozenset[str], form: str) -> None:
    assert [text for text in told_by_traces if re.search(form, without_quotes(text))] == []

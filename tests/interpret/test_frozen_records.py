"""Code that is not seen leaves the fields of a frozen record as they are, and may change what these hold."""

from __future__ import annotations

import pytest

from flake8_embedding.survey.looking import look

BEGIN = """
import sys
from dataclasses import dataclass, field
from typing import NamedTuple

import torch
from torch import nn

from gone import report
"""
USE = "report(config)\nnn.Embedding(config.rows, 4)(torch.tensor([9]))\n"

STAY = {
    "a frozen dataclass": "@dataclass(frozen=True)\nclass Config:\n    rows: int = 10\nconfig = Config()\n",
    "a subclass of one": (
        "@dataclass(frozen=True)\nclass Base:\n    rows: int = 10\nclass Config(Base): pass\nconfig = Config()\n"
    ),
    "a named tuple": "class Config(NamedTuple):\n    rows: int = 10\nconfig = Config()\n",
    "the class makes more of its fields": (
        "@dataclass(frozen=True)\nclass Config:\n    rows: int = 10\n"
        "    def __post_init__(self):\n        object.__setattr__(self, 'more', 1)\nconfig = Config()\n"
    ),
}
MAY_CHANGE = {
    "it is not frozen": "@dataclass\nclass Config:\n    rows: int = 10\nconfig = Config()\n",
    "it may be frozen": (
        "@dataclass(frozen=len(sys.argv) > 1)\nclass Config:\n    rows: int = 10\nconfig = Config()\n"
    ),
    "the subclass sets attributes in a way of its own": (
        "@dataclass(frozen=True)\nclass Base:\n    rows: int = 10\nclass Config(Base):\n"
        "    def __setattr__(self, name, value):\n        self.__dict__[name] = value\nconfig = Config()\n"
    ),
    "a method sets a field": (
        "@dataclass(frozen=True)\nclass Config:\n    rows: int = 10\n    def reset(self):\n"
        "        object.__setattr__(self, 'rows', 3)\nconfig = Config()\n"
    ),
}
HELD = """
@dataclass(frozen=True)
class Config:
    words: list = field(default_factory=list)

words = ["a", "b"]
config = Config(words)
report(config)
nn.Embedding(len(config.words), 4)(torch.tensor([1]))
nn.Embedding(len(words), 4)(torch.tensor([1]))
"""


@pytest.mark.parametrize("name", STAY)
def test_fields_that_nobody_can_set_stay(name: str) -> None:
    assert _verdicts(STAY[name] + USE) == ["enough"]
    assert _verdicts(STAY[name].replace("10", "9") + USE) == ["too small"]


@pytest.mark.parametrize("name", MAY_CHANGE)
def test_fields_that_may_be_set_are_unknown(name: str) -> None:
    assert _verdicts(MAY_CHANGE[name] + USE) == ["unknown"]
    assert _verdicts(MAY_CHANGE[name].replace("10", "9") + USE) == ["unknown"]


def test_what_a_field_holds_may_be_changed() -> None:
    assert _verdicts(HELD) == ["unknown", "unknown"]


def _verdicts(program: str) -> list[str]:
    return [trace.verdict for trace in look(BEGIN + program, "settings.py").traces]

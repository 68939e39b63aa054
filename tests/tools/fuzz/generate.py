"""All generators by family, and the program that a seed gives."""

from __future__ import annotations

import random

from tests.tools.fuzz.draw import Draw, Family
from tests.tools.fuzz.families import (
    arguments,
    arrays,
    assembled,
    by_chance,
    classes,
    containers,
    expected,
    fallbacks,
    frames,
    loops,
    matrices,
    models,
    numbers,
    own_words,
    placeholders,
    records,
    rules,
    vocabulary,
)
from tests.tools.fuzz.program import Program

_FILES = (
    numbers, fallbacks, containers, arrays, classes, records, placeholders, vocabulary, matrices, models, expected,
    arguments, rules, frames, assembled, loops, own_words, by_chance,
)  # fmt: skip
GENERATORS: dict[str, list[Family]] = {}
for _one in _FILES:
    for _family, _made in _one.GENERATORS.items():
        GENERATORS.setdefault(_family, []).extend(_made)


def generate(family: str, seed: int) -> Program:
    """The program that a seed gives for a family."""
    chance = random.Random(f"{family}-{seed}")
    return chance.choice(GENERATORS[family])(Draw(chance, []))

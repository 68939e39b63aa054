"""All generators by family, and the program that a seed gives."""

from __future__ import annotations

import random

from tests.tools.fuzz.draw import Draw, Family
from tests.tools.fuzz.families import (
    arrays,
    assembled,
    classes,
    containers,
    expected,
    fallbacks,
    models,
    numbers,
    rules,
    vocabulary,
)
from tests.tools.fuzz.program import Program

GENERATORS: dict[str, list[Family]] = {}
for _one in (numbers, fallbacks, containers, arrays, classes, vocabulary, models, expected, rules, assembled):
    for _family, _made in _one.GENERATORS.items():
        GENERATORS.setdefault(_family, []).extend(_made)


def generate(family: str, seed: int) -> Program:
    """The program that a seed gives for a family."""
    chance = random.Random(f"{family}-{seed}")
    return chance.choice(GENERATORS[family])(Draw(chance, []))

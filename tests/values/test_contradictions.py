"""What is asked of a path is answered by what its guards say, worked out once: as if all were looked at together."""

from __future__ import annotations

import random

import pytest

from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.predicates.contradictions import contradict, forget_paths
from flake8_embedding.values.predicates.predicate import (
    Compare,
    Decision,
    Op,
    Operand,
    Truthy,
    Went,
    all_of,
    any_of_these,
    is_predicate,
    negation,
)
from flake8_embedding.values.value import Const, Guard, Number, Unknown, Value


def _number(draw: random.Random) -> Value:
    names = draw.sample("nmk", draw.choice((1, 1, 1, 2)))
    return Number.exactly(Linear(0, tuple((Symbol(name, name), 1) for name in sorted(names))))


def _test(draw: random.Random) -> Decision:
    match draw.randrange(4):
        case 0:
            return Truthy(Operand(Unknown("", draw.choice("abc"))))
        case 1:
            return Compare(Op.EQUAL, Operand(Unknown("", draw.choice("abc"))), Operand(Const(draw.choice("xyz"))))
        case 2:
            return Compare(Op.LESS, Operand(_number(draw)), Operand(Number.exactly(draw.randrange(4))))
    kind = draw.choice((all_of, any_of_these))
    parts = kind([_test(draw) for _ in range(draw.randrange(2, 4))])
    return negation(parts) if draw.random() < 0.3 else parts


def _guard(draw: random.Random) -> Guard:
    if draw.random() < 0.1:
        place, way = draw.choice("pq"), draw.choice(("first", "second"))
        return (Went(place, way), False) if draw.random() < 0.5 else (place, way)
    made = _test(draw)
    return (made, draw.random() < 0.7) if is_predicate(made) else _guard(draw)


@pytest.mark.parametrize("seed", range(40))
def test_a_path_answers_as_all_guards_together_do(seed: int) -> None:
    draw = random.Random(seed)
    for _ in range(25):
        guards = dict(_guard(draw) for _ in range(draw.randrange(2, 9)))
        listed = list(guards.items())
        path, new = frozenset(listed[:-2]), frozenset(listed[-2:])
        forget_paths()
        assert contradict(path, new) is contradict(frozenset(), path | new)

"""Whatever takes all elements of a thing runs the code that gives them: ``print(*lines())``, ``x += Lines()``."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

HEAD = """
import torch
from torch import nn

names = ["a"]


class Lines:
    def __iter__(self):
        names.append("b")
        yield 1
        names.append("c")


class Steps:
    def __iter__(self):
        return self

    def __next__(self):
        names.append("b")
        if len(names) > 4:
            raise StopIteration
        return 1


def lines():
    names.append("b")
    yield 1
    names.append("c")


def show(*lines):
    return lines


x = []
"""

TAKING = [
    "print(*{})",
    "show(*{})",
    "show(0, *{})",
    "'{{}}'.format(*{})",
    "x += {}",
    "x[:] = {}",
    "x[0:0] = {}",
    "y = [*{}]",
    "y, *z = {}",
    "def outer():\n    yield from {}\ny = list(outer())",
]


@pytest.mark.parametrize("taking", TAKING)
@pytest.mark.parametrize("given", ["lines()", "Lines()"])
def test_a_generator_is_run_to_its_end(taking: str, given: str) -> None:
    program = f"{HEAD}{taking.format(given)}\nnn.Embedding(2, 8)(torch.arange(len(names)))\n"

    assert [one.verdict for one in traces(program)] == ["too small"]


@pytest.mark.parametrize("taking", TAKING)
def test_an_iterator_of_the_file_is_asked_again_and_again(taking: str) -> None:
    program = f"{HEAD}{taking.format('Steps()')}\nnn.Embedding(2, 8)(torch.arange(len(names)))\n"

    assert [one.verdict for one in traces(program)] == ["unknown"]

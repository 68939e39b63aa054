"""Ways with different vocabularies are followed apart: ids meet the size of their own one, unless they are mixed up."""

from __future__ import annotations

from textwrap import indent

import pytest

from flake8_embedding.trace import traces

_PROGRAM = """\
import os
import sys

import numpy as np
import torch
from torch import nn


def number(path):
    index = {{}}
    for word in open(path).read().split():
        if word not in index:
            index[word] = len(index)
    return [index[word] for word in open(path).read().split()], index


def load(small):
    if small:
        return number("a.txt")
    return number("b.txt")


class Data:
    def __init__(self, small):
        if small:
            self.ids, self.index = number("a.txt")
        else:
            self.ids, self.index = number("b.txt")
        self.longest = 9


small, kind = len(sys.argv) > 1, sys.argv[1]
{}
nn.Embedding(len(index), 8)(torch.stack([torch.tensor(ids)]))
"""

_SMALL = """\
if small:
    {} = number("a.txt")
else:
    {} = number("b.txt")
"""

_OWN = {
    "a test": _SMALL.format("ids, index", "ids, index"),
    "two tests": 'if kind == "a":\n    ids, index = number("a.txt")\n'
    'elif kind == "b":\n    ids, index = number("b.txt")\nelse:\n    ids, index = number("c.txt")',
    "a test in one way of another": 'if kind == "a":\n    ids, index = number("a.txt")\nelse:\n    print(kind)\n'
    + indent(_SMALL.format("ids, index", "ids, index"), "    "),
    "a test in a block": "with open('log.txt', 'w') as log:\n"
    + indent(_SMALL.format("ids, index", "ids, index"), "    "),
    "an expression": 'ids, index = number("a.txt") if small else number("b.txt")',
    "a function": "ids, index = load(small)",
    "a method without a result": "data = Data(small)\nids, index = data.ids, data.index",
    "the same test again": _SMALL.format("ids, index", "ids, index") + _SMALL.format("more, _", "more, _"),
}

_MIXED = {
    "two tests of different things": _SMALL.format("ids, index", "ids, index")
    + _SMALL.replace("small", "other").replace("if", "other = sys.stdin.readline()\nif", 1).format("ids, _", "ids, _"),
    "two calls": "_, index = load(small)\nids, _ = load(not small)",
    "two objects": "ids, index = Data(small).ids, Data(not small).index",
    "the ways exchanged": _SMALL.format("ids, index", "ids, index")
    + 'if small:\n    ids, _ = number("b.txt")\nelse:\n    ids, _ = number("a.txt")',
    "a handler that may begin in the middle": 'try:\n    ids, index = number("a.txt")\n    ids, _ = number("c.txt")\n'
    'except OSError:\n    _, index = number("b.txt")',
    "rounds of a loop": "kept = []\nfor small in (len(kind) > 1, len(kind) > 2):\n"
    "    ids, index = load(small)\n    kept.append(ids)\nids = kept[0]",
    "a name that is bound anew": _SMALL.format("ids, index", "ids, index")
    + "def take():\n    return ids\n\n\nids, _ = load(not small)\nids = take()",
}


def _verdicts(choice: str) -> set[str]:
    return {one.verdict for one in traces(_PROGRAM.format(choice))}


@pytest.mark.parametrize("choice", _OWN)
def test_ids_meet_the_size_of_their_own_vocabulary(choice: str) -> None:
    assert _verdicts(_OWN[choice]) == {"enough"}


@pytest.mark.parametrize("choice", _MIXED)
def test_ids_may_meet_the_size_of_another_vocabulary(choice: str) -> None:
    assert "unknown" in _verdicts(_MIXED[choice])


def test_only_a_few_ways_are_followed_apart() -> None:
    tests = "".join(
        f"if sys.argv[{number}]:\n    ids{number}, index{number} = number('a')\n"
        f"else:\n    ids{number}, index{number} = number('b')\n"
        for number in range(12)
    )
    assert _verdicts(f"{tests}ids, index = ids0, index0") == {"enough"}
    assert "unknown" in _verdicts(f"{tests}ids, index = ids11, index11")

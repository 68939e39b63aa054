"""Functions that code which is not seen has: it may call them with ids of its own, whatever ids their calls give."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

_PROGRAM = """
import functools
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import helper
import jax
import tensorflow as tf
import torch
from helper import REGISTRY, batches, engine, log, train
from torch import nn
from torch.utils.data import DataLoader

table = nn.Embedding(10, 4)
index = {{"a": 0, "b": 9}}
ids = torch.arange(10)


def forward(ids, scale=1):
    return table(ids) * scale


class Steps:
    def __init__(self):
        self.table = table

    def step(self, ids):
        return self.table(ids)

    def run(self):
        self.step(ids)
        {of_method}

    @staticmethod
    def plain(ids):
        return table(ids)


def within(ids):
    return table(ids % 10)


def below(ids):
    return table(ids.clamp(0, table.num_embeddings - 1))


def known(word):
    return table(torch.tensor(index[word]))


def without(ids):
    return ids + 1


def positions(batch):
    return table(torch.arange(10))


for function in (forward, within, below, Steps.plain):
    function(ids)
known("a")
without(ids)
positions(ids)
steps = Steps()
steps.run()
{line}
"""


def verdict(line: str, of_method: str = "pass") -> str:
    return traces(_PROGRAM.format(line=line, of_method=of_method))[0].verdict


@pytest.mark.parametrize(
    "line",
    [
        "train(forward)",
        "train(data=batches, step=forward)",
        "engine.fit(forward)",
        "train([forward, without])",
        'train({"step": forward})',
        "train(partial(forward, scale=3))",
        "train(partial(partial(forward, scale=3)))",
        "train(functools.partial(forward))",
        "train(steps.step)",
        "train(Steps.plain)",
        "train(steps)",
        "train([1, steps])",
        "engine.fit(steps)",
        "helper.steps = steps",
        'REGISTRY["step"] = forward',
        "helper.step = forward",
        "engine.on_start = steps.step",
        "train(lambda ids: forward(ids))",
        "step = lambda ids: table(ids); step(ids); train(step)",
        "train(forward if batches else without)",
        "threading.Thread(target=forward, args=(batches,)).start()",
        "def handing(function): train(function)\nhanding(forward)",
        "def inner(ids): return table(ids)\ninner(ids); train(inner)",
        "def outer(own):\n    def inner(ids): return own(ids)\n    inner(ids); train(inner)\nouter(table)",
        "def again(ids): train(forward)\ntrain(again); again(ids)",
        "def generate(ids):\n    for one in ids: yield table(one)\nlist(generate([1, 2])); train(generate)",
    ],
)
def test_code_that_is_not_seen_calls_it_with_other_ids(line: str) -> None:
    assert verdict(line) == "enough (presumed)"


def test_a_method_hands_on_another() -> None:
    assert verdict("pass", "train(self.step)") == "enough (presumed)"


@pytest.mark.parametrize(
    "line",
    [
        "pass",
        "log(without)",
        "print(steps)",
        "log(index)",
        "train(without, within)",
        "train(within); train(below); train(known)",
        "train(positions)",
        'train(partial(known, "b"))',
        "train(partial(forward, torch.arange(10)))",
        "partial(forward, scale=2)(ids)",
        "list(map(forward, [ids, ids]))",
        "sorted([torch.tensor(3), torch.tensor(4)], key=forward)",
        "torch.compile(forward)(ids)",
        "jax.jit(forward)(ids)",
        "tf.function(forward)(ids)",
        "list(DataLoader([1, 2, 3], collate_fn=positions))",
        "with ThreadPoolExecutor() as pool: print(list(pool.map(forward, [ids])))",
        "list(DataLoader([torch.tensor(1)], collate_fn=torch.stack))",
    ],
)
def test_it_guards_its_ids_or_all_its_calls_are_seen(line: str) -> None:
    assert verdict(line) == "enough"


def test_nothing_is_reported_of_ids_that_may_come_so() -> None:
    line = "def far(ids, more=0): return table(torch.arange(10) + more)\nfar(ids); train(partial(far, more=5))"
    assert verdict(line) == "enough (presumed)"

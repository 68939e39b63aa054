"""Objects that stand for one of several: what changes one of them may change the others."""

from __future__ import annotations

from flake8_embedding.trace import traces
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.value import AllocationSite, Number, ObjectRef, Unknown

_TWO_LOOPS = """
import sys

import torch
from torch import nn

ROWS = 4

def split(line):
    name, *tree = line.split(" ")
    tree = [part.split(",") for part in tree if part != ""]
    return name, tree

def examples(path):
    with open(path) as file:
        for line in file:
            name, body = split(line)
            length = len(body)
            body += [["<pad>", "<pad>"]] * (ROWS - length)
            yield name, body, length

def train(model, path):
    kept = []
    for name, body, length in examples(path):
        kept.append((name, body, length))
        if len(kept) >= 10:
            kept = []
    return kept

def evaluate(model, path):
    kept = []
    for name, body, length in examples(path):
        kept.append((name, body, length))
        if len(kept) >= 10:
            kept = []
    return kept

table = nn.Embedding(ROWS, 3)
table(torch.tensor([3]))
for epoch in range(3):
    train(table, sys.argv[1])
    evaluate(table, sys.argv[2])
"""


def test_two_that_stand_for_each_other_are_both_forgotten() -> None:
    store = Store()
    row = SequenceValue("list", Number.exactly(1), Number.exactly(2))
    one, other, apart = AllocationSite("one"), AllocationSite("other"), AllocationSite("apart")
    for site in (one, other, apart):
        store.put(site, row)
    store.stand_ins = {one: [ObjectRef(other)], other: [ObjectRef(one)]}
    store.set(one, row)
    assert store.get(one) == row
    assert isinstance(store.get(other), Unknown)
    assert store.get(apart) == row
    assert store.stand_ins.keys() == {one, other}


def test_batches_of_padded_rows_of_a_file_are_followed_to_the_end() -> None:
    assert [trace.verdict for trace in traces(_TWO_LOOPS)] == ["enough"]

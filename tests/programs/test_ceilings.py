"""What programs may cost: the expressions that are evaluated, and the calls that this takes.

Clocks depend on the machine, these numbers do not. So what makes every file dearer is seen when it is made, and not
when somebody measures next. Whoever adds what costs more, and is worth it, raises the number and says so.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_embedding.interpret.visitor import ModuleVisitor
from flake8_embedding.library.registry import builtin
from flake8_embedding.syntax.source import Source, sketch
from tests.growth import work_of

FIXTURES = Path(__file__).parents[2] / "fixtures"

CHUNKS = """
import torch.nn as nn

def ends(before, tag, kind_before, kind):
    end = False
    if before == "E": end = True
    if before == "S": end = True
    if before == "B" and tag == "B": end = True
    if before == "B" and tag == "S": end = True
    if before == "B" and tag == "O": end = True
    if before == "I" and tag == "B": end = True
    if before == "I" and tag == "S": end = True
    if before == "I" and tag == "O": end = True
    if before != "O" and before != "." and kind_before != kind: end = True
    return end

def starts(before, tag, kind_before, kind):
    start = False
    if tag == "B": start = True
    if tag == "S": start = True
    if before == "E" and tag == "E": start = True
    if before == "E" and tag == "I": start = True
    if before == "S" and tag == "E": start = True
    if before == "O" and tag == "E": start = True
    if before == "O" and tag == "I": start = True
    if tag != "O" and tag != "." and kind_before != kind: start = True
    return start

def count(rows):
    found, right, open_chunk = 0, 0, False
    before, kind_before, guess_before, other_before = "O", "", "O", ""
    for tag, kind, guess, other in rows:
        end, guess_end = ends(before, tag, kind_before, kind), ends(guess_before, guess, other_before, other)
        start, guess_start = starts(before, tag, kind_before, kind), starts(guess_before, guess, other_before, other)
        if open_chunk:
            if end and guess_end and kind_before == other_before:
                open_chunk = False
                right += 1
            elif end != guess_end or kind != other:
                open_chunk = False
        if start and guess_start and kind == other:
            open_chunk = True
        if guess_start:
            found += 1
        before, kind_before, guess_before, other_before = tag, kind, guess, other
    return right, found

count(zip(tags, kinds, guesses, others))
table = nn.Embedding(len(vocab), 8)
"""
"""The results of tests are tested again, in a loop: conditions that have each other for parts."""

TRAINING = """
import torch, torch.nn as nn

class Model(nn.Module):
    def __init__(self, words, tags):
        super().__init__()
        self.table = nn.Embedding(words, 16)
        self.layers = nn.ModuleList([nn.Linear(16, 16) for _ in range(3)])
        self.last = nn.Linear(16, tags)

    def forward(self, ids, lengths=None):
        x = self.table(ids)
        for layer in self.layers:
            x = layer(x) if lengths is None else layer(x) * lengths
        return self.last(x)

def batches(data, size):
    batch = []
    for row in data:
        batch.append([vocab[word] for word in row.split()])
        if len(batch) == size:
            yield torch.tensor(batch)
            batch = []

def evaluate(model, data):
    total, seen = 0, 0
    for batch in batches(data, 8):
        total += model(batch).sum().item()
        seen += len(batch)
    return total / max(seen, 1)

texts = open("texts").read().split("\\n")
vocab = {}
for text in texts:
    for word in text.split():
        if word not in vocab:
            vocab[word] = len(vocab)
model = Model(len(vocab), 4)
optimizer = torch.optim.Adam(model.parameters())
best = 0
for epoch in range(10):
    for step, batch in enumerate(batches(texts, 8)):
        loss = model(batch).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 100 == 0:
            print(epoch, step, loss.item())
    score = evaluate(model, texts)
    if score > best:
        best = score
        torch.save(model.state_dict(), f"model-{epoch}.pt")
"""
"""Functions are called again in loops within loops."""

MIXED = """
import torch, torch.nn as nn

table = nn.Embedding(len(vocab), 8)

def search(model, states, size, steps):
    beams = [(0.0, states)]
    for step in range(steps):
        found = []
        for score, state in beams:
            chosen = [state, step]
            for place in range(size):
                chosen.append(model(state, place))
                chosen.append(place * score)
            found.append((score, chosen))
            found.append(states)
        beams = found[:size]
    return beams

def run(model, rows):
    results = []
    for row in rows:
        results.append(search(model, row, 5, 20))
        results.append(len(results))
    return results
"""
"""Lists that hold anything are filled in loops within loops."""

EPOCHS = """
import numpy as np
from keras.layers import Embedding
from keras.models import Sequential

def vectors(text, size):
    rows = np.zeros((size, 8))
    for place, word in enumerate(text.split()):
        if place < size:
            rows[place, :] = model.get_word_vector(word)
    return rows

def batches(texts, size):
    count, batch = 0, None
    for text in texts:
        if batch is None:
            batch = np.zeros((size, 20, 8))
        batch[count] = vectors(text, 20)
        count += 1
        if count == size:
            yield batch
            count, batch = 0, None

net = Sequential([Embedding(100, 8)])
for epoch in range(8):
    print("epoch {}".format(epoch + 1))
    net.fit_generator(batches(train, 64))
    score = net.predict_generator(batches(test, 64)).mean()
    print(f"{epoch}: {score}")
"""
"""The rounds of a loop over few numbers do the same again."""

COUNTED = """
import torch, torch.nn as nn

table = nn.Embedding(len(vocab), 8)

def agreement(guesses, rows):
    right, labels, place = 0, 0, 0
    for row in rows:
        begun = place
        for label in row:
            labels += 1
            if guesses[place] == label:
                right += 1
            place += 1
        right += place - begun
    return right / labels

for epoch in range(100):
    for batch in batches(data):
        score = agreement(model(table(batch)), batch)
"""
"""What a loop only adds to is no largest number so far."""

HANDED_ON = """
import pickle, torch, torch.nn as nn

table = nn.Embedding(len(vocab), 8)
saved = pickle.load(open("settings.pkl", "rb"))
settings = load(saved)
for epoch in range(100):
    for batch in batches(data):
        for step in range(3):
            train(settings, saved, batch)
        test(settings, saved)
"""
"""What was read from a file is handed on in each round, which changes nothing after the first."""

PROGRAMS = {
    "chunks": CHUNKS,
    "training": TRAINING,
    "mixed": MIXED,
    "epochs": EPOCHS,
    "counted": COUNTED,
    "handed on": HANDED_ON,
}

CEILINGS: dict[str, tuple[int, int]] = {
    "chunks": (15080, 3490),
    "training": (1195, 197),
    "mixed": (861, 137),
    "epochs": (1891, 310),
    "counted": (208, 53),
    "handed on": (69, 22),
    "emb101_vocabulary_off_by_one/bad_function_applied_to_a_deep_model.py": (2156, 263),
    "emb101_vocabulary_off_by_one/good_counter_in_loops_within_loops.py": (562, 164),
    "emb101_vocabulary_off_by_one/good_few_words_are_excluded.py": (445, 178),
    "emb101_vocabulary_off_by_one/good_model_handed_to_a_trainer.py": (482, 112),
    "emb104_special_tokens_uncounted/good_torchtext_batches.py": (506, 112),
    "emb106_constant_id_out_of_range/good_objects_that_count_in_their_own_way.py": (650, 106),
    "emb100_id_out_of_range/good_places_in_lists_that_grow_by_parts.py": (477, 131),
    "emb110_negative_id/good_rows_of_a_filled_matrix_up_to_their_lengths.py": (475, 133),
    "values/special_methods.py": (912, 154),
    "values/views_and_masks.py": (790, 116),
}
"""For each program the steps that are counted, and the calls in thousands, both with a sixth to spare. A step is an
expression or statement that is evaluated, or as much work as that. Paths are those of fixtures."""


STATEMENTS = "def f(): pass\nfor i in (1, 2):\n    if i: pass\n[i for i in (1, 2)]\n"
"""What executes these is loaded with the first of them."""


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """What is imported at the first analysis is no work of any program."""
    work_of("import keras\nkeras.layers.Embedding(3, 4)\nnn.Embedding(3, 4)(torch.tensor([3]))\n" + STATEMENTS)


def steps_of(program: str) -> int:
    """The expressions and statements that are evaluated."""
    source = sketch(program)
    assert isinstance(source, Source)
    visitor = ModuleVisitor(source, builtin())
    source.module.visit(visitor)
    return visitor.machine.budget.steps


@pytest.mark.parametrize("name", CEILINGS)
def test_it_costs_no_more(name: str) -> None:
    program = PROGRAMS.get(name) or (FIXTURES / name).read_text(encoding="utf-8")
    steps, thousands = CEILINGS[name]
    assert steps_of(program) <= steps
    assert work_of(program) <= thousands * 1_000

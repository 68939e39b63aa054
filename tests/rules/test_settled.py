"""Programs that settle that each table has a row for each id, and neighbours that leave it open."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

BEGINS = """\
import torch
import torch.nn as nn

text = open("all.txt").read()
{characters}
index = {{c: i for i, c in enumerate(characters)}}
table = nn.Embedding(len(characters), 8)
table(torch.tensor([index[c] for c in text if c in index]))
table(torch.zeros((1, 1), dtype=torch.long))
"""


def counted_in(characters: str) -> str:
    """A table for the different characters of an expression."""
    return "import re\n" + BEGINS.format(characters=f"characters = sorted(set({characters}))")


OVER_A_BAR = """\
import torch
from torch.utils.data import DataLoader, TensorDataset
from tqdm import tqdm

numbers = {{word: number for number, word in enumerate(sorted(set(open("all.txt"))))}}
table = torch.nn.Embedding(len(numbers), 8)
batches = DataLoader(TensorDataset(torch.tensor([numbers[line] for line in open("all.txt")])))
with {entered} as bar:
    for (ids,) in bar:
        table(ids)
"""

STEP_BY_STEP = """\
import torch
from torch import nn

numbers = {{word: number for number, word in enumerate(sorted(set(open("all.txt").read().split())))}}
table, layer, scores = nn.Embedding(len(numbers), 8), nn.LSTM(8, 16, batch_first=True), nn.Linear(16, len(numbers))
table(torch.tensor([numbers[word] for word in open("all.txt").read().split()]))
ids, state = torch.tensor([[0]]), None
for step in range(9):
    found, state = layer(table(ids), state)
    ids = torch.tensor([[{best}]])
"""

DECODED = """\
import tensorflow as tf
from tensorflow.keras import layers

numbers = {{word: number for number, word in enumerate(sorted(set(open("all.txt").read().split())))}}
table, scores = layers.Embedding(len(numbers), 8), layers.Dense(len(numbers))
layer = layers.GRU(16, return_sequences=True, return_state=True)
table(tf.constant([numbers[word] for word in open("all.txt").read().split()]))
ids = tf.expand_dims([0], 0)
for step in range(9):
    found, state = layer(table(ids))
    found = tf.reshape(found, (-1, found.shape[2]))
    ids = tf.expand_dims([{best}], 0)
"""

WRITTEN = """\
import numpy as np
from keras.layers import Dense, Embedding, LSTM
from keras.models import Sequential

text = open("all.txt").read()
numbers = {{letter: number for number, letter in enumerate(sorted(set(text)))}}
letters = {{number: letter for letter, number in numbers.items()}}
model = Sequential([Embedding(len(numbers), 8), LSTM(16), Dense(len(numbers))])
written = text[:9]
for step in range(99):
    ids = np.zeros((1, 9))
    for place, letter in enumerate(written):
        ids[0, place] = {number}
    written = written[1:] + letters[np.argmax(model.predict(ids)[0])]
"""

FED_BACK = """\
import random
import torch
from torch import nn

lines = [line.split() for line in open("all.txt")]
numbers = {{word: number for number, word in enumerate(sorted(set(open("all.txt").read().split())))}}
targets = torch.tensor([[numbers[word] for word in line] for line in lines])
table, layer, scores = nn.Embedding(len(numbers), 8), nn.GRU(8, 16), nn.Linear(16, len(numbers))
ids, state = targets[0, :], None
for step in range(1, targets.shape[0]):
    found, state = layer(table(ids.unsqueeze(0)), state)
    best = scores(found.squeeze({axis})).argmax(1)
    ids = targets[step] if random.random() < 0.5 else best
"""

LOST_LATER = """\
import torch
from torch import nn

count = len(set(open("all.txt").read()))
table, scores = nn.Embedding(count, 8), nn.Linear(8, count)
ids = torch.tensor([[0]])
for step in range(int(input())):
    ids = scores(table(ids)).argmax(2){changed}
"""

NEAR = """\
import torch

words = open("all.txt").read().split()
numbers = {{word: number for number, word in enumerate(sorted(set(words)))}}
pairs = []
for middle in range(2, len(words)):
    for near in range(middle - 2, middle + 2):
        if words[near] in numbers:
            pairs.append((numbers[words[middle]], {number}))
table = torch.nn.Embedding(len(numbers), 8)
for one, other in pairs:
    table(torch.tensor([one, other]))
"""

TRIED = """\
import jax
import jax.numpy as jnp
from flax import linen as nn


class Net(nn.Module):
    rows: int

    @nn.compact
    def __call__(self, ids):
        return nn.Embed(self.rows, 8)(ids)


text = open("all.txt").read()
numbers = {{letter: number for number, letter in enumerate(sorted(set(text)))}}
net = Net(len(numbers))
weights = net.{first}(jax.random.key(0), jnp.ones((1, 9), dtype=int))
net.apply(weights, jnp.array([numbers[letter] for letter in text]))
"""

HANDED = """\
import shop
import tensorflow as tf

words = sorted(set(open("all.txt").read().split()))
look = tf.keras.layers.StringLookup(vocabulary=words)
model = tf.keras.Sequential([{before}tf.keras.layers.Embedding(len(words) + 1, 8)])
model({fed})
shop.index(model)
"""

BESIDE = """\
import numpy as np
import torch

users = {{line: number for number, line in enumerate(sorted(set(open("users.txt"))))}}
films = {{line: number for number, line in enumerate(sorted(set(open("films.txt"))))}}
seen = [[films[line]] for line in open("films.txt")]
pairs = torch.tensor(np.hstack(([[users[input()]]] * len(seen), seen)))
torch.nn.Embedding(len(users), 8)(pairs[:, 0])
torch.nn.Embedding(len(films), 9)(pairs[:, {column}])
"""

ENCODED = """\
import torch
from torch import nn

count = len(set(open("all.txt").read()))
table, scores = nn.Embedding(count, 8), nn.Linear(8, count)
encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, batch_first=True), 2)
ids = torch.tensor([[0]])
for step in range(int(input())):
    ids = scores(encoder(table(ids)))[:, -1].argmax({axis}).unsqueeze(0)
"""

CLEANED = """\
import re
import string
import torch
from torch import nn

text = open("all.txt").read()
words = {words}
numbers, count = {{{own}}}, 2
for word in set(words):
    numbers[word] = count
    count += 1
nn.Embedding(len(numbers), 8)(torch.tensor([numbers.get(word, 1) for word in words]))
"""


COUNTED = """\
import torch
from collections import Counter

words = open("all.txt").read().lower().split()
counts = {{}}
for word in words:
    counts[word] = counts.get(word, 0) + 1
numbers = {{"PAD": 0, "UNK": 1}}
for number, word in enumerate({words}, 2):
    numbers[word] = number
torch.nn.Embedding(len(numbers), 8)(torch.tensor([numbers.get(word, 1) for word in words]))
"""

OF_LINES = """\
import torch

numbers = {{"PAD": 0, "UNK": 1}}
for line in {lines}:
    for letter in line:
        if letter not in numbers:
            numbers[letter] = len(numbers)
lines = [[numbers[letter] for letter in line] for line in {lines}]
letters = sorted({{letter for line in {lines} for letter in line}})
index = {{"PAD": 0, **{{letter: number for number, letter in enumerate(letters, 1)}}}}
torch.nn.Embedding(len(index), 8)(torch.tensor([index[letter] for letter in letters]))
"""

NAMED = """\
import torch

names, count = {{}}, 0
for word in open("all.txt").read().split():
    {named}
table = torch.nn.Embedding(len(names), 8)
for number, name in names.items():
    table(torch.tensor([number]))
"""

VIEWED = """\
import numpy as np
import torch

text = open("all.txt").read()
numbers = {{letter: number for number, letter in enumerate(sorted(set(text)))}}
ids = np.array([numbers[letter] for letter in text])
rows = ids[: len(ids) // 8 * 8]
rows = rows.reshape((-1, 8))
table = torch.nn.Embedding(len(numbers), 8)
for step in range(99):
    table(torch.from_numpy(rows[0]))
    {changed}
"""


def cleaned(words: str, own: str = '"<pad>": 0, "<unk>": 1') -> str:
    return CLEANED.format(words=words, own=own)


SETTLED = {
    "characters of a text without blanks at its ends": counted_in("text.strip()"),
    "of lines that are joined": counted_in('"".join(text.splitlines()).rstrip("\\n").lower()'),
    "of words behind others": counted_in('text.replace("\\n", " ").replace("a", "b").strip()'),
    "no letter is a longer key": cleaned("text"),
    "no small word is a key in capitals": cleaned("text.lower().split()", '"PAD": 0, "UNK": 1'),
    "no word has a blank": cleaned("text.split()", '"no word": 0, " ": 1'),
    "no word has a sign that was replaced": cleaned('re.sub(r"[^a-z]+", " ", text).lower().split()'),
    "no word has a sign that was deleted": cleaned('text.translate(str.maketrans("", "", string.punctuation)).split()'),
    "the largest score behind an encoder": ENCODED.format(axis=-1),
    "users beside films": BESIDE.format(column=1),
    "ones that show a shape": TRIED.format(first="init"),
    "a model that numbers words itself": HANDED.format(before="look, ", fed="tf.constant(words)"),
    "pairs of words that stand near each other": NEAR.format(number="numbers[words[near]]"),
    "the largest scores of all sequences": FED_BACK.format(axis=0),
    "the largest score of each round": LOST_LATER.format(changed=""),
    "the largest score of the last step": STEP_BY_STEP.format(best="scores(found)[0, -1].argmax().item()"),
    "the largest score of a decoder": DECODED.format(best="tf.argmax(scores(found)[0]).numpy()"),
    "letters in the cells of an array": WRITTEN.format(number="numbers[letter]"),
    "a bar goes over what it is given": OVER_A_BAR.format(entered="tqdm(batches)"),
    "the first of each pair of a dict": COUNTED.format(words="[pair[0] for pair in counts.items()]"),
    "the first of each pair in order": COUNTED.format(
        words="[pair[0] for pair in sorted(counts.items(), key=lambda pair: -pair[1]) if pair[1] > 2]"
    ),
    "the first of the most frequent pairs": COUNTED.format(
        words="list(pair[0] for pair in Counter(words).most_common(50))"
    ),
    "the first of the pairs that are turned": COUNTED.format(words="list(zip(*sorted(counts.items())))[0]"),
    "letters of the lines of a file": OF_LINES.format(lines='open("all.txt")'),
    "letters of lists of the lines": OF_LINES.format(lines='[list(line) for line in open("all.txt", "r")]'),
    "numbers of the names": NAMED.format(named="names[count] = word; count += 1"),
    "numbers of the names that are long": NAMED.format(
        named="""
    if len(word) > 3:
        names[len(names)] = word"""
    ),
    "rows of ids in another order": VIEWED.format(changed="np.random.shuffle(rows)"),
    "a text has a character": BEGINS.format(characters="characters = sorted(set(text))"),
    "the lines of a text have one": BEGINS.format(characters='characters = list(set("".join(text.splitlines())))'),
    "its first part has one": BEGINS.format(characters="characters = sorted(set(text[:99].lower()))"),
    "a list of the lines has one": BEGINS.format(
        characters='characters = {line[:1] for line in open("all.txt").readlines()}'
    ),
}

OPEN = {
    "a word is spelled like a key": cleaned("text.lower().split()"),
    "a sign is left": cleaned('re.sub(r"[^a-z<>]", " ", text).split()'),
    "a key is put in": cleaned('re.sub(r"[^a-z]", "<pad>", text).split()'),
    "small letters become a key in capitals": cleaned(
        're.sub(r"[A-Z]", "", text).upper().split()', '"PAD": 0, "UNK": 1'
    ),
    "a letter is a key": cleaned("text", '"a": 0, "b": 1'),
    "the sequence with the largest score behind an encoder": ENCODED.format(axis=0),
    "users for films": BESIDE.format(column=0),
    "ones that are looked up": TRIED.format(first="apply"),
    "a model that others give numbers": HANDED.format(before="", fed="look(tf.constant(words))"),
    "pairs of a word and its place": NEAR.format(number="near"),
    "the largest scores along another dimension": FED_BACK.format(axis=1),
    "the largest score of the first round alone": LOST_LATER.format(changed=".squeeze()"),
    "the step with the largest score": STEP_BY_STEP.format(best="scores(found)[0].argmax(0)[0].item()"),
    "the sequence with the largest score": DECODED.format(best="tf.argmax(scores(found))[0].numpy()"),
    "letters of another text": WRITTEN.format(number="ord(letter)"),
    "what is entered is not known": OVER_A_BAR.format(entered="open_all(batches)"),
    "the first of pairs that the program has made": COUNTED.format(words="[pair[0] for pair in zip(words, words)]"),
    "the second of each pair": COUNTED.format(words="[str(pair[1]) for pair in counts.items()]"),
    "the second of the pairs that are turned": COUNTED.format(words="map(str, list(zip(*counts.items()))[1])"),
    "the first of each word": COUNTED.format(words="[word[0] for word in counts]"),
    "what something opens": OF_LINES.format(lines="thing().open()"),
    "lines that are read by other code": OF_LINES.format(lines='read("all.txt")'),
    "numbers of the names by twos": NAMED.format(named="names[count] = word; count += 2"),
    "numbers of the names and another": NAMED.format(
        named="""
    names[7 if word == "x" else count] = word
    count += 1"""
    ),
    "ids that are written behind the rows": VIEWED.format(changed="ids[0] = step"),
    "rows of ids that grow": VIEWED.format(changed="rows += 1"),
    "no line may be left": BEGINS.format(
        characters='characters = sorted(set("".join(line for line in text.splitlines() if "x" in line)))'
    ),
    "no character may be left after a replacement": counted_in('text.replace("a", "")'),
    "only blanks may be left": counted_in('text.replace("a", " ").strip()'),
    "all characters may be taken off": counted_in('text.strip("a")'),
    "all may match a pattern": counted_in('re.sub("<.*>", "", text)'),
    "no letter may be left": counted_in('re.sub("[^a-z]", "", text).strip()'),
    "no character may be left": BEGINS.format(characters="characters = [c for c in sorted(set(text)) if c > 'x']"),
}


def verdicts(program: str) -> set[str]:
    return {one.verdict for one in traces(program)}


@pytest.mark.parametrize("kind", SETTLED)
def test_it_is_proven_that_each_id_has_a_row(kind: str) -> None:
    assert verdicts(SETTLED[kind]) == {"enough"}


@pytest.mark.parametrize("kind", OPEN)
def test_it_is_not_proven(kind: str) -> None:
    assert verdicts(OPEN[kind]) - {"enough"} in ({"enough (presumed)"}, {"unknown"})

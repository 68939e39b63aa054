"""Words that may be spelled like those of the program, and words that cannot be."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

PROGRAM = """\
import re
import torch
from collections import Counter
text = open("text.txt").read()
{made}
ids = {{word: number for number, word in enumerate(words)}}
torch.nn.Embedding(len(ids), 2)(torch.tensor([ids[word] for word in words]))
"""


def verdict_on(made: str) -> str:
    (one,) = traces(PROGRAM.format(made=made))
    return one.verdict


@pytest.mark.parametrize(
    "made",
    [
        'words = ["<PAD>"] + sorted(set(text.lower().split()))',
        'words = ["<PAD>", *sorted(set(text.lower().split()))]',
        'words = ["<PAD>"] + sorted(set(text.lower().split())) + ["<EOS>"]',
        'words = sorted(set(text.lower().split()))\nwords.insert(0, "<PAD>")\nwords.append("<EOS>")',
        'words = ["<PAD>"]\nwords.extend(sorted(set(text.lower().split())))',
        'words = ["<PAD>"] + [word for word, _ in Counter(text.lower().split()).most_common(9)]',
        'words = ["<pad>"] + sorted(set(re.findall(r"\\b[a-z\']+\\b|[.,]", text)))',
        'words = ["<pad>"] + sorted(set(re.compile(r"\\w+").findall(text)))',
        'words = ["<pad>"] + sorted(set(re.split(r"[<>\\s]+", text)))',
        'words = ["<pad>"] + sorted({word.lower() for word in re.findall(r"\\w+", text)})',
        'words = ["PAD"] + sorted({word.strip("<>").lower() for word in re.findall(r"<\\w+>", text)})',
        'words = ["<PAD>"] + sorted({word.strip(".,") for word in text.lower().split()})',
        "counts = Counter()\nfor line in text.splitlines():\n    counts.update(line.lower().split())\n"
        'words = ["<PAD>"] + list(counts)',
    ],
)
def test_enough_is_proven_where_no_word_is_spelled_like_one_of_the_program(made: str) -> None:
    assert verdict_on(made) == "enough"


@pytest.mark.parametrize(
    "made",
    [
        'words = ["<pad>"] + sorted(set(text.lower().split()))',
        'words = ["<PAD>"] + text.lower().split()',
        'words = ["<PAD>", "<PAD>"] + sorted(set(text.lower().split()))',
        'words = ["<PAD>"] + sorted(set(text.lower().split())) + ["<PAD>"]',
        'words = ["<PAD>"] + sorted(set(text.lower().split())) + sorted(set(text.lower().split()))',
        'words = ["<PAD>"] + sorted(set(word.upper() for word in text.lower().split()))',
        'words = sorted(set(text.lower().split()))\nfor _ in range(2):\n    words.append("<PAD>")',
        'words = ["pad"] + sorted(set(re.findall(r"\\w+", text)))',
        'words = ["<pad>"] + sorted(set(re.findall(r"<\\w+>|\\w+", text)))',
        'words = ["<pad>"] + sorted(set(re.findall(r"(<\\w+>)", text)))',
        'words = ["<PAD>"] + sorted(set(re.findall(r"[a-z<>]+", text, re.IGNORECASE)))',
        'words = ["<PAD>"] + sorted(set(re.compile(r"[a-z<>]+", re.IGNORECASE).findall(text)))',
        'words = [""] + sorted(set(re.findall(r"\\w*", text)))',
        'words = [""] + sorted({re.sub(r"[^a-z]", "", word) for word in text.split()})',
        'words = [""] + sorted(set(re.split(r"\\W+", text)))',
        'words = ["a"] + sorted({letter for word in re.findall(r"\\w\\w+", text) for letter in word})',
        'words = ["pad"] + sorted({word for two in re.findall(r"\\w+ \\w+", text) for word in two.split()})',
        'words = ["p"] + sorted({word for two in re.findall(r"\\w \\w", text) for word in re.findall(r"\\w", two)})',
        'words = ["pad"] + sorted({word for two in re.findall(r"\\w+ \\w+", text) for word in re.split(r"\\s", two)})',
        'words = ["pad"] + sorted({word.strip("<>") for word in re.findall(r"<\\w+>", text)})',
        'words = ["pad"] + sorted({re.sub(r"[<>]", "", word) for word in re.findall(r"<\\w+>", text)})',
        'words = ["pad"] + sorted({word.replace("<", "") for word in re.findall(r"<\\w+", text)})',
        'words = ["pad"] + sorted({word[1:] for word in re.findall(r"<\\w+", text)})',
        'words = ["<pad>"] + sorted({word.lower() for word in re.findall(r"<[A-Z]+>", text)})',
        'words = ["<k>"] + sorted({word.lower() for word in re.findall(r"<[^\\x00-\\x7f]>", text)})',
        'letters = set()\nfor word in re.findall(r"\\w\\w+", text):\n    letters.update(word)\n'
        'words = ["a"] + sorted(letters)',
    ],
)
def test_enough_is_presumed_where_a_word_may_be_spelled_like_one_of_the_program(made: str) -> None:
    assert verdict_on(made) == "enough (presumed)"


@pytest.mark.parametrize(
    ("places", "differ"),
    [
        ("range(len(words))", True),
        ("range(2, len(words))", True),
        ("range(-1, len(words))", False),
        ("[place // 2 for place in range(len(words))]", False),
    ],
)
def test_words_at_different_places_differ(places: str, differ: bool) -> None:
    (one,) = traces(f"""\
import torch
words = sorted(set(open("text.txt").read().split()))
ids = {{words[place]: place for place in {places}}}
torch.nn.Embedding(len(ids) + 2, 2)(torch.tensor([ids[word] for word in ids]))
""")

    assert (one.verdict == "enough") is differ


@pytest.mark.parametrize(
    ("words", "differ"),
    [
        ("{number: word for number, word in enumerate(text.split())}", False),
        ("dict(enumerate(text.split()))", False),
        ("{number: 'x' for number in range(len(text.split()))}", False),
        ("{number: number * 2 for number in range(len(text.split()))}", False),
        ("{number: word for number, word in enumerate(sorted(set(text.split())))}", True),
        ("sorted(set(text.split()))", True),
    ],
)
def test_the_keys_of_a_dict_differ_and_its_values_may_not(words: str, differ: bool) -> None:
    (one,) = traces(f"""\
import torch
text = open("text.txt").read()
words = {words}
ids = {{words[place]: place for place in range(len(words))}}
torch.nn.Embedding(len(ids), 2)(torch.tensor(list(ids.values())))
""")

    assert (one.verdict == "enough") is differ

"""A key of the program's own that is put into a dict of words: the dict is one longer if no word is spelled like it.

Assumption: words-of-data. So "enough" is presumed where the rows count such a dict, and the trace says so.
"""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

HEAD = """import torch
from torch import nn
words = open("words.txt").read().split()
chars = sorted(set("".join(words)))
stoi = {c: i + 1 for i, c in enumerate(chars)}
"""
LOOK_UP = "torch.tensor([stoi[c] for w in words for c in w])"

OWN_WORD = "a word of the data may be a key that the program itself puts into the dict"


@pytest.mark.parametrize(
    "program",
    [
        f'stoi["."] = 0\nnn.Embedding(len(stoi), 4)({LOOK_UP})',
        f'stoi.update({{".": 0}})\nnn.Embedding(len(stoi), 4)({LOOK_UP})',
        f'stoi["."] = 0\nitos = {{i: c for c, i in stoi.items()}}\nnn.Embedding(len(itos), 4)({LOOK_UP})',
        f'stoi = {{c: i for i, c in enumerate(chars)}}\nstoi["."] = len(stoi)\nnn.Embedding(len(stoi), 4)({LOOK_UP})',
        "stoi = {c: i for i, c in enumerate(chars)}\nstoi['.'] = len(stoi)\n"
        "nn.Embedding(len(stoi), 4)(torch.tensor([stoi['.']]))",
        f"stoi = {{c: i + 2 for i, c in enumerate(chars)}}\nstoi['<'] = 0\nstoi['>'] = 1\n"
        f"nn.Embedding(len(stoi), 4)({LOOK_UP})",
        "stoi = {}\nfor c in chars:\n    if c not in stoi:\n        stoi[c] = len(stoi)\nstoi['.'] = len(stoi)\n"
        f"nn.Embedding(len(stoi), 4)({LOOK_UP})",
    ],
)
def test_enough_is_presumed_if_a_word_may_be_the_key(program: str) -> None:
    assert [(one.verdict, one.reason) for one in traces(f"{HEAD}{program}\n")] == [("enough (presumed)", OWN_WORD)]


NUMBERED = """import pandas as pd
import torch
from torch import nn
{made}
ids = {{one: i for i, one in enumerate({data})}}
ids[{key}] = len(ids)
nn.Embedding(len(ids), 8)(torch.tensor(ids[{key}]))
"""
USERS = 'users = sorted(set(pd.read_csv("d.csv")["user"]))'
TEXTS = 'users = sorted({str(one) for one in pd.read_csv("d.csv")["user"]})'


@pytest.mark.parametrize(
    ("made", "data", "key", "verdict"),
    [
        (USERS, "users", "0", "enough (presumed)"),
        (USERS, "users", "None", "enough (presumed)"),
        (USERS, "users", "-1.0", "enough (presumed)"),
        (USERS, "users", "True", "enough (presumed)"),
        (USERS, "users", '("a", 1)', "enough (presumed)"),
        (USERS, "[*users, 'x']", "0", "enough (presumed)"),
        (TEXTS, "users", "0", "enough"),
        (TEXTS, "users", "None", "enough"),
        (TEXTS, "users", "True", "enough"),
        (TEXTS, "users", "'a'", "enough (presumed)"),
        ('texts = open("x").readlines()', "range(len(texts))", "None", "enough"),
        ('texts = open("x").readlines()', "range(len(texts))", "'a'", "enough"),
        ('texts = open("x").readlines()', "range(len(texts))", "-1", "enough"),
        ('texts = open("x").readlines()', "range(len(texts))", "True", "unknown"),
        ('texts = open("x").readlines()', "range(len(texts))", "1", "unknown"),
        ("", "['a', 'b']", "0", "enough"),
    ],
)
def test_a_key_of_any_kind_may_be_among_keys_that_are_not_known(made: str, data: str, key: str, verdict: str) -> None:
    program = NUMBERED.format(made=made, data=data, key=key)
    assert [one.verdict for one in traces(program)] == [verdict]


@pytest.mark.parametrize(
    ("program", "verdict"),
    [
        (f'stoi["."] = 0\nnn.Embedding(len(stoi) - 1, 4)({LOOK_UP})', "too small"),
        (f'stoi["<"] = 0\nstoi[">"] = 0\nnn.Embedding(len(stoi) - 2, 4)({LOOK_UP})', "too small"),
        (f'stoi["."] = 0\nnn.Embedding(len(chars) + 1, 4)({LOOK_UP})', "enough"),
        (f'stoi["."] = 0\nnn.Embedding(len(stoi) + 1, 4)({LOOK_UP})', "enough"),
        (f'assert "." not in stoi\nstoi["."] = 0\nnn.Embedding(len(stoi), 4)({LOOK_UP})', "enough"),
        (f'stoi["<pad>"] = 0\nnn.Embedding(len(stoi), 4)({LOOK_UP})', "enough"),
        (
            "stoi = {w: i + 1 for i, w in enumerate(sorted({w.lower() for w in words}))}\nstoi['<PAD>'] = 0\n"
            "nn.Embedding(len(stoi), 4)(torch.tensor([stoi[w.lower()] for w in words]))",
            "enough",
        ),
        ("names = dict(enumerate(words))\nnn.Embedding(len(names), 4)(torch.arange(len(words)))", "enough"),
        (
            "names = dict(enumerate(words))\nnames[2] = '.'\nnn.Embedding(len(names), 4)(torch.arange(len(words)))",
            "enough",
        ),
        (
            "names = dict(enumerate(words))\nnames[2] = '.'\nnn.Embedding(len(names), 4)(torch.arange(len(words) + 1))",
            "unknown",
        ),
    ],
)
def test_what_no_word_can_change_is_told(program: str, verdict: str) -> None:
    assert [one.verdict for one in traces(f"{HEAD}{program}\n")] == [verdict]


@pytest.mark.parametrize(
    ("settings", "verdict"),
    [
        ('oov_token="unk"', "enough (presumed)"),
        ('oov_token="UNK", lower=False', "enough (presumed)"),
        ('oov_token="<unk>", filters=""', "enough (presumed)"),
        ("oov_token=unk", "enough (presumed)"),
        ('oov_token="UNK"', "enough"),
        ('oov_token="<unk>"', "enough"),
        ('oov_token="not known"', "enough"),
        ('oov_token="unk", char_level=True', "enough"),
        ("oov_token=None", "enough"),
    ],
)
def test_a_word_may_be_the_token_of_a_tokenizer(settings: str, verdict: str) -> None:
    program = f"""from tensorflow.keras.layers import Embedding
from tensorflow.keras.preprocessing.text import Tokenizer
from tensorflow.keras.utils import pad_sequences
texts = open("texts.txt").read().splitlines()
tokenizer = Tokenizer({settings})
tokenizer.fit_on_texts(texts)
Embedding(len(tokenizer.word_index) + 1, 4)(pad_sequences(tokenizer.texts_to_sequences(texts)))
"""
    assert [one.verdict for one in traces(program)] == [verdict]


WORDS = "[text.split() for text in texts]"


@pytest.mark.parametrize(
    ("settings", "fits", "verdict"),
    [
        ('oov_token="<oov>"', [WORDS], "enough (presumed)"),
        ('oov_token="not known"', [WORDS], "enough (presumed)"),
        ('oov_token="unk", char_level=True', [WORDS], "enough (presumed)"),
        ('oov_token="<OOV>", lower=False', [WORDS], "enough (presumed)"),
        ('oov_token="<oov>"', [WORDS, "texts"], "enough (presumed)"),
        ('oov_token="<oov>"', ["texts", WORDS], "enough (presumed)"),
        ('oov_token="<oov>"', ['json.load(open("texts.json"))'], "enough (presumed)"),
        ('oov_token="<oov>"', ['pd.read_json("texts.json").words'], "enough (presumed)"),
        ('oov_token="<oov>"', [r're.findall(r"\S+", text) for text in texts'.join("[]")], "enough (presumed)"),
        ('oov_token="<OOV>"', [WORDS], "enough"),
        ('oov_token="<oov>"', ["texts", "texts"], "enough"),
        ('oov_token="<oov>"', ['[" ".join(text.split()) for text in texts]'], "enough"),
        ('oov_token="<oov>"', ['pd.read_json("texts.json").text.str.lower()'], "enough"),
        ('oov_token="<oov>"', ['pd.read_json("texts.json").text.astype(str)'], "enough"),
        ('oov_token="<oov>"', ['pd.read_json("t.json")[["a", "b"]].values.astype(str).tolist()'], "enough (presumed)"),
    ],
)
def test_a_list_of_words_may_hold_the_token_of_a_tokenizer(settings: str, fits: list[str], verdict: str) -> None:
    learned = "\n".join(f"tokenizer.fit_on_texts({data})" for data in fits)
    program = f"""import json
import re
import pandas as pd
from tensorflow.keras.layers import Embedding
from tensorflow.keras.preprocessing.text import Tokenizer
from tensorflow.keras.utils import pad_sequences
texts = open("texts.txt").read().splitlines()
tokenizer = Tokenizer({settings})
{learned}
Embedding(len(tokenizer.word_index) + 1, 4)(pad_sequences(tokenizer.texts_to_sequences(texts)))
"""
    assert [one.verdict for one in traces(program)] == [verdict]


LETTERS = """
import torch
from torch import nn
found = set()
{loop}
stoi = {{c: i + 1 for i, c in enumerate(sorted(found))}}
stoi["<pad>"] = 0
nn.Embedding(len(stoi), 4)(torch.tensor([stoi[c] for c in "anna"]))
"""


@pytest.mark.parametrize(
    ("loop", "verdict"),
    [
        ("for line in open('x.txt').read().splitlines():\n    found.update(line)", "enough"),
        ("for line in open('x.txt').readlines():\n    found |= set(line)", "enough"),
        ("for line in open('x.txt'):\n    for c in line.strip():\n        found.add(c)", "enough"),
        ("found = {c for word in open('x.txt').read().lower().split() for c in word}", "enough"),
        ("for line in open('x.txt'):\n    found.update(line.split())", "enough (presumed)"),
        ("import pandas as pd\nfound = set(pd.read_csv('x.csv').word.str.strip())", "enough (presumed)"),
        (
            "import pandas as pd\nfor words in pd.read_csv('x.csv').word.str.split():\n    found.update(words)",
            "enough (presumed)",
        ),
    ],
)
def test_a_letter_of_a_line_is_no_longer_word(loop: str, verdict: str) -> None:
    assert [one.verdict for one in traces(LETTERS.format(loop=loop))] == [verdict]

"""What the prefilter lets through: every file that may have a finding, and few others."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from flake8_embedding.prefilter import Concern, concern
from flake8_embedding.prefilter.matrices import may_write_matrix
from flake8_embedding.prefilter.writes import written_rows
from flake8_embedding.project.local_imports import may_import_local

MATRICES = sorted((Path(__file__).parents[2] / "fixtures" / "emb107_matrix_too_small").glob("bad_*.py"))

HEAD = "import numpy as np\nimport torch\nfrom gensim.models import KeyedVectors\n\n"

WRITES_A_MATRIX = {
    "at a number looked up": "embeddings = np.random.rand(n, 8)\nembeddings[index[word]] = vector",
    "at a number got": "embeddings = torch.zeros(n, 8)\ni = index.get(word)\nembeddings[i] = vector",
    "at a number and a column": "embeddings = np.zeros((n, 8))\nfor i in ids: embeddings[i, :] = vector",
    "that a function made": (
        "def made():\n    return np.zeros((n, 8))\n\nembeddings = made()\nfor i in ids: embeddings[i] = vector"
    ),
    "that was made of another": (
        "zeros = np.zeros((n, 8))\nembeddings = zeros.astype('f')\nfor i in ids: embeddings[i] = vector"
    ),
    "that is an attribute": (
        "class Loader:\n    def load(self):\n        self.embeddings = np.zeros((n, 8))\n"
        "        for i in ids: self.embeddings[i] = vector"
    ),
    "at a number that a function gives": (
        "def number(word): return index[word]\n\nembeddings = np.zeros((n, 8))\nembeddings[number(word)] = vector"
    ),
    "at a copy of a number": (
        "embeddings = np.zeros((n, 8))\nfor w, i in index.items():\n    row = i + 1\n    embeddings[row] = v"
    ),
    "in a helper": "def put(m, k, v):\n    m[k] = v\n\nembeddings = np.zeros((n, 8))\nput(embeddings, 1, 2)",
    "beside a number looked up by a text": "embeddings = np.zeros((n, 8))\nembeddings[index['a'] + 1] = 1",
    "at the next number": "it = iter(index.values())\nembeddings = np.zeros((n, 8))\nembeddings[next(it)] = 1",
    "made by another name": (
        "from numpy import zeros as z\nembeddings = z((n, 8))\nfor i in ids:\n    embeddings[i] = v"
    ),
    "made by a function in a variable": (
        "make = np.zeros\nembeddings = make((n, 8))\nfor i in ids:\n    embeddings[i] = v"
    ),
    "made by getattr": "embeddings = getattr(np, 'zeros')((n, 8))\nfor i in ids:\n    embeddings[i] = v",
    "that was kept in a list": (
        "kept = []\nkept.append(np.zeros((n, 8)))\nembedding = kept[0]\nfor i in ids:\n    embedding[i] = v"
    ),
    "that came as an argument": (
        "class Loader:\n    def __init__(self, embeddings):\n        self.embeddings = embeddings\n\n"
        "    def fill(self):\n        for i in ids:\n            self.embeddings[i] = v"
    ),
    "of places": "embeddings = torch.arange(n)\nfor i in ids:\n    embeddings[i] = v",
    "with a name of its own on the way": (
        "if (embeddings := np.ones((n, 8))) is not None:\n    embeddings[index[w]] = v"
    ),
}

FILL = "for w, i in index.items():"
NOTHING_IS_PROVED = {
    "a dict of a function in the function": (
        f"embeddings = np.zeros((n, 8))\ndef fill():\n    def cached():\n        embeddings = {{}}\n"
        f"        return embeddings\n    {FILL} embeddings[i] = v"
    ),
    "a dict of a class in the function": (
        f"embeddings = np.zeros((n, 8))\ndef fill():\n    class A: embeddings = {{}}\n    {FILL} embeddings[i] = v"
    ),
    "a counter of a comprehension": (
        "embeddings = np.zeros((n, 8))\ni = index[w]\ndef fill():\n    x = [i for i in range(3)]\n    embeddings[i] = v"
    ),
    "a counter of a function in the function": (
        "embeddings = np.zeros((n, 8))\ni = index[w]\ndef fill():\n    def count():\n        for i in range(3): f(i)\n"
        "    embeddings[i] = v"
    ),
    "nonlocal": (
        "embeddings = np.zeros((n, 8))\ndef fill():\n    i = 0\n    def put():\n        nonlocal i\n"
        "        i = index[w]\n    put()\n    embeddings[i] = v"
    ),
    "the embeddings only in a function's name": (
        f"def make_embeddings():\n    m = np.zeros((n, 8))\n    {FILL} m[i] = v\n    return m"
    ),
    "the embeddings only in a class's name": f"class Embeddings:\n    m = np.zeros((n, 8))\n    {FILL} m[i] = v",
    "the embeddings only in a module's name": f"from embeddings import v\nm = np.zeros((n, 8))\n{FILL} m[i] = v",
    "the embeddings only in capitals": f"EMBEDDING_DIM = 8\nm = np.zeros((n, EMBEDDING_DIM))\n{FILL} m[i] = v",
    "the vocabulary alone": "m = np.zeros((n, 8))\nfor w, i in word_index.items(): m[i] = v",
    "an attribute of the matrix": f"embeddings = torch.zeros(n, 8)\n{FILL} embeddings.data[i] = v",
    "what a call gives": f"embeddings = torch.zeros(n, 8)\n{FILL} embeddings.numpy()[i] = v",
    "one of several matrices": f"embeddings = {{'a': np.zeros((n, 8))}}\n{FILL} embeddings['a'][i] = v",
    "one kept in a dict": (
        f"kept = {{}}\nkept['a'] = np.zeros((n, 8))\nembeddings = kept['a']\n{FILL} embeddings[i] = v"
    ),
    "a copy of what is given": (
        f"def fill(a):\n    embeddings = a.clone()\n    {FILL} embeddings[i] = v\nfill(torch.zeros(n))"
    ),
    "a field of a record": (
        f"class A(NamedTuple):\n    embeddings: object\n\ndef fill(a):\n    {FILL} a.embeddings[i] = v\n\n"
        "fill(A(np.zeros((n, 8))))"
    ),
    "a number of a loop and another": (
        "embeddings = np.zeros((n, 8))\nfor i, w in enumerate(words):\n    i = index[w]\n    embeddings[i] = f(w)"
    ),
    "a counter that is given": (
        "embeddings = np.zeros((n, 8))\ndef put(i):\n    i += 1\n    embeddings[i] = v\nput(index[w])"
    ),
    "a counter of the whole file": (
        "embeddings = np.zeros((n, 8))\ni = 0\ndef put():\n    global i\n    i += 1\n    embeddings[i] = v\n"
        "i = index[w]"
    ),
    "a dict at first": "embeddings = {}\nembeddings = np.zeros((n, 8))\nfor i in index.values(): embeddings[i] = v",
    "a dict by another name": (
        "def fill(cache={}):\n    for i in index.values(): cache[i] = v\n\n"
        "embeddings = np.zeros((n, 8))\nfill(embeddings)"
    ),
    "a field that a caller gives": (
        "class Loader:\n    embeddings: dict = None\n\n    def fill(self):\n"
        "        for i in index.values(): self.embeddings[i] = v\n\nLoader(embeddings=np.zeros((n, 8))).fill()"
    ),
    "a dict that setattr replaces": (
        "class Loader:\n    embeddings = {}\n\n    def fill(self):\n"
        "        setattr(self, 'embeddings', np.zeros((n, 8)))\n"
        "        for i in index.values(): self.embeddings[i] = v"
    ),
    "one of two things": "embeddings = np.zeros((n, 8))\nfor i in index.values():\n    embeddings[i], last = v, i",
    "in a function's own loop": (
        "def load(n):\n    def put(i):\n        embeddings[i] = v\n\n    embeddings = np.zeros((n, 8))\n"
        "    for j in range(9): put(index[j])"
    ),
    "a dict before": (
        "def fill(embeddings):\n    embeddings.update(a)\n    embeddings = np.zeros((n, 8))\n"
        "    for i in index.values(): embeddings[i] = v"
    ),
    "rows": "embed = x.index_select(0, ids)",
    "what a library has": "import transformers\ntokenizer.add_tokens(['a'])",
    "a pattern": "embeddings = np.zeros((n, 8))\ni = 0\nmatch index[w]:\n    case i: embeddings[i] = v",
}

WRITES_NONE = {
    "at the running number of a loop": (
        "embeddings = np.zeros((n, 8))\nfor i, w in enumerate(words):\n    embeddings[i] = f(w)"
    ),
    "at a counter": (
        "embeddings = np.empty((n, 8))\ni = 0\nwhile words:\n    embeddings[i] = f(words.pop())\n    i += 1"
    ),
    "at a place of a range": (
        "embeddings = np.zeros((n, 8))\nfor i in range(n):\n    for j, w in enumerate(words):\n"
        "        embeddings[i * 2 + j] = f(w)"
    ),
    "a dict that stands elsewhere": (
        "embeddings = {}\n\n\ndef note(ids):\n    for i in ids: embeddings[i] = np.zeros((n, 8))"
    ),
    "a dict of its own": (
        "class Loader:\n    embeddings = {}\n\n    def load(self, ids):\n"
        "        self.embeddings = dict()\n        for i in ids: self.embeddings[i] = np.zeros((n, 8))"
    ),
    "a dict that is given": (
        "def renamed(embeddings):\n    for k, v in embeddings.items(): embeddings[f(k)] = np.array(v)"
    ),
    "a field that is a dict": (
        "class Net:\n    embeddings: Dict[str, np.ndarray]\n\n    def bias(self, key):\n"
        "        self.embeddings[key] = np.zeros(3)"
    ),
    "two dicts": "embeddings, rest = {}, {}\nfor k in ids: embeddings[k] = np.zeros(3)",
    "an inner dict": "of = embeddings.setdefault(kind, {})\nfor k in ids: of[k] = np.zeros(3)",
    "what only a library has that is not imported": "tokens = tokenizer.add_tokens(['of transformers'])",
    "rows of another dimension": "embed = x.index_select(1, ids)",
    "a list": "embeddings = [None] * n\nfor i in index.values(): embeddings[i] = np.zeros((n, 8))",
    "a dict": "embeddings = {}\nfor i in ids: embeddings[i] = vector",
    "a setting": "embed_config = settings()\nembed_config['width'] = 8",
    "behind a mask": "embeddings = np.zeros((n, 8))\nmask = embeddings > 0\nembeddings[mask] = 1",
    "all rows": "embeddings = np.zeros((n, 8))\nembeddings[:] = 1\nembeddings[:, 0] = 2\nembeddings[0] = 3",
    "by a text": "embeddings = np.zeros((n, 8))\nfor k in ids: embeddings[k + '_gap'] = f(k)\nembeddings[f'{n}'] = 1",
    "nothing, but speaks of it": '"""Makes an Embedding(10, 8)."""\nembed = f()  # nn.Embedding',
    "a name that is none of a table": "embedding = f()\nself.embedding = embedding",
}


@pytest.mark.parametrize("program", NOTHING_IS_PROVED.values(), ids=NOTHING_IS_PROVED)
def test_what_may_be_a_container_or_counter_may_be_an_array_or_id(program: str) -> None:
    assert _concern(program) is Concern.EVERYTHING


@pytest.mark.parametrize("program", WRITES_A_MATRIX.values(), ids=WRITES_A_MATRIX)
def test_a_file_that_may_write_an_embedding_matrix_is_analysed(program: str) -> None:
    assert _concern(program) is Concern.EVERYTHING


@pytest.mark.parametrize("program", WRITES_NONE.values(), ids=WRITES_NONE)
def test_a_file_that_writes_none_is_not(program: str) -> None:
    assert _concern(program) is Concern.NOTHING


@pytest.mark.parametrize(
    "table",
    [
        "nn.Embedding(n, 8)",
        "MyEmbedding.Embedding_(nn.Embedding(n, 8))",
        "getattr(nn, 'Embedding')(n, 8)",
        "getattr(nn, 'Embed' 'ding')(n, 8)",
        "F.embedding(ids, matrix)",
        "f(embedding=3)",
    ],
)
def test_a_file_with_a_tables_name_is_analysed(table: str) -> None:
    assert _concern(f"from torch import nn\nlayer = {table}") is Concern.EVERYTHING


def _concern(program: str) -> Concern:
    text = f"{HEAD}{program}\n"
    return concern(text, ast.parse(text))


def test_tokenizers_by_another_name_are_seen() -> None:
    text = (
        "import numpy as np\nfrom tensorflow.keras.preprocessing.text import Tokenizer as T\n\n"
        "t = T()\nt.fit_on_texts(texts)\nm = np.zeros((len(t.index_word), 9))\n"
        "for i, w in t.index_word.items():\n    m[i] = vec(w)\n"
    )

    assert concern(text, ast.parse(text)) is Concern.EVERYTHING


@pytest.mark.parametrize("path", MATRICES, ids=[path.stem for path in MATRICES])
def test_a_matrix_that_is_too_small_is_seen_without_a_table_too(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))

    assert may_write_matrix(tree, list(written_rows(tree)))


def test_lone_carriage_returns_end_lines() -> None:
    text = "from torch import nn\rx = 1\rlayer = nn.Embedding(n, 8)\n"

    assert concern(text, ast.parse(text)) is Concern.EVERYTHING


@pytest.mark.parametrize(
    "program",
    [
        "class Net:\n    @decorated\n    def layer(self):\n        return nn.Embedding(n, 8)",
        "@decorated(nn.Embedding(n, 8))\ndef layer(): pass",
        "try:\n    f()\nexcept E:\n    layer = nn.Embedding(n, 8)",
        "match n:\n    case 3:\n        layer = nn.Embedding(n, 8)",
        "if a: pass\nelif b: layer = nn.Embedding(n, 8)",
        "layer = (\n    nn\n    .Embedding\n    (n, 8)\n)",
    ],
)
def test_tables_are_seen_wherever_their_statement_stands(program: str) -> None:
    assert _concern(program) is Concern.EVERYTHING


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("x = 3\n", False),
        ("import os, json.decoder\nfrom keras.layers import Dense\n", False),
        ("def f():\n    import csv as table\n", False),
        ("import random\n", True),
        ("import numpy\n", True),
        ("def f():\n    from model import Net\n", True),
        ("from . import model\n", True),
        ("import importlib\nimportlib.import_module('model')\n", True),
    ],
)
def test_a_file_that_imports_the_standard_library_alone_leads_nowhere(text: str, may: bool, tmp_path: Path) -> None:
    (tmp_path / "random.py").touch()
    assert may_import_local(text, ast.parse(text), str(tmp_path / "main.py")) is may

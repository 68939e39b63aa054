"""Random programs, run before and after their safe fixes: only tables that were too small are made in another way.

The libraries are stand-ins that note what is asked of them. Each program has a vocabulary of seven words with numbers
from 1 on, a size that counts them, a table of that size, and up to three other uses of the size.
"""

from __future__ import annotations

import contextlib
import io
import random
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

from flake8_embedding.fixes.apply import fix_text

PROGRAMS = 120
HEAD = (
    "import numpy as np\n"
    "from tensorflow.keras.layers import Dense, Embedding\n"
    "from tensorflow.keras.preprocessing.text import Tokenizer\n"
    "t = Tokenizer({limit})\n"
    "t.fit_on_texts(['a b c', 'd e f g'])\n"
    "out = []\n"
)
USES = (
    "print(N)",
    "print(f'{{N}} words')",
    "out.append(N * 2)\nprint(out)",
    "Dense(N)",
    "print(eval('N + 1'))",
    "print(vars().get('N'), globals().get('N'), locals().get('N'))",
    "if N > 7:\n    print('big')",
    "for q in range(N):\n    print(q)",
    "print('%(q)d' % dict(q=N))",
    "def show(v=N):\n    print(v)\nshow()",
    "print([z for z in range(N)])",
    "later = lambda: N\nprint(later())",
    "def later():\n    return N\nprint(later())",
    "Nb = N\nprint(Nb)",
    "Nb = N\nEmbedding(Nb, 9)",
    "Embedding(N, 3)",
    "Embedding(50, 2)",
    "one = Embedding(N, 3)\nprint(one.input_dim)",
    "print(len(Embedding(N, 6).get_weights()[0].rows))",
    "k = np.zeros((N, 2))\nprint(k.shape)",
    "k = np.zeros((N, 8))\nEmbedding(N, 8, weights=[k])",
    "k = np.full((N, 2), N)\nprint(k.rows[0])",
    "m = np.zeros((N, 4))\nfor i in t.word_index.values():\n    if i < N:\n        m[i] = 1\n"
    "Embedding(N, 4, weights=[m])",
    "m = np.zeros((N, 4))\nm[-1] = 3\nprint(m.rows)\nEmbedding(N, 4, weights=[m])",
)
SIZES = (
    "len(t.word_index)",
    "min(5, len(t.word_index))",
    "min(50, len(t.word_index))",
    "max(3, len(t.word_index))",
    "len(t.word_index) + 1 - 1",
    "len(t.word_index) if out == [] else 50",
)
TABLES = ("Embedding(N, 8)", "emb = Embedding(N, 8)", "Embedding(input_dim=N, output_dim=8)")


def program(rng: random.Random) -> str:
    size, limit = rng.choice(SIZES), rng.choice(("", "", "num_words=50", "num_words=5"))
    uses = rng.sample(USES, rng.choice((0, 0, 1, 1, 2, 3)))
    half = len(uses) // 2
    body = "\n".join([*uses[:half], rng.choice(TABLES), *uses[half:]])
    made = rng.choice(SHAPES)(rng, size, body)
    return HEAD.format(limit=limit) + made.replace("N", rng.choice(("n", "rows", "vocab_size")))


def indented(text: str, by: int = 1) -> str:
    return "".join(f"{'    ' * by}{line}\n" for line in text.splitlines())


def in_function(rng: random.Random, size: str, body: str) -> str:
    return "def main():\n" + indented(f"N = {size}\n{body}") + "main()\n"


def as_parameter(rng: random.Random, size: str, body: str) -> str:
    others = ("", "build(50)\n", "print(given)\n", "for k in (given, 9):\n    build(k)\n")
    return f"def build(N):\n{indented(body)}given = {size}\nbuild(given)\n{rng.choice(others)}"


def in_class(rng: random.Random, size: str, body: str) -> str:
    others = ("", "Made(50)\n", "class Small(Made):\n    pass\nSmall(9)\n")
    return f"class Made:\n    def __init__(self, N):\n{indented(body, 2)}Made({size})\n{rng.choice(others)}"


def as_attribute(rng: random.Random, size: str, body: str) -> str:
    use, other = rng.choice(("pass", "print(self.N)", "Dense(self.N)")), rng.choice(("", "print(made.N)\n"))
    lines = f"self.N = {size}\nEmbedding(self.N, 8)\n{use}"
    return f"class Made:\n    def __init__(self):\n{indented(lines, 2)}made = Made()\n{other}"


SHAPES: tuple[Callable[[random.Random, str, str], str], ...] = (
    lambda _, size, body: f"N = {size}\n{body}\n",
    lambda _, size, body: f"for N in ({size}, 50):\n{indented(body)}",
    in_function,
    as_parameter,
    in_class,
    as_attribute,
)


class StandIns:
    """What a program did: its tables in their order, and the rest."""

    def __init__(self) -> None:
        self.tables: list[int] = []
        self.others: list[object] = []
        noted = self

        class Array:
            def __init__(self, shape: tuple[int, int], value: int = 0) -> None:
                self.shape, self.rows = shape, [[value] * shape[1] for _ in range(shape[0])]

            def __setitem__(self, index: int, value: int) -> None:
                self.rows[index] = [value] * self.shape[1]

        class Embedding:
            def __init__(self, input_dim: int, output_dim: int, weights: Any = None) -> None:
                noted.tables.append(input_dim)
                self.input_dim = input_dim
                if weights is not None and weights[0].shape[0] != input_dim:
                    raise ValueError("another number of rows")

            def get_weights(self) -> list[Array]:
                return [Array((self.input_dim, 2))]

        class Tokenizer:
            def __init__(self, num_words: int | None = None) -> None:
                self.word_index: dict[str, int] = {}

            def fit_on_texts(self, texts: list[str]) -> None:
                for word in " ".join(texts).split():
                    self.word_index.setdefault(word, len(self.word_index) + 1)

        self.modules: dict[str, dict[str, Any]] = {
            "numpy": {"zeros": Array, "full": Array},
            "tensorflow": {},
            "tensorflow.keras": {},
            "tensorflow.keras.layers": {"Embedding": Embedding, "Dense": lambda n: noted.others.append(n)},
            "tensorflow.keras.preprocessing": {},
            "tensorflow.keras.preprocessing.text": {"Tokenizer": Tokenizer},
        }

    @contextlib.contextmanager
    def installed(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        with monkeypatch.context() as patch:
            for name, content in self.modules.items():
                module = ModuleType(name)
                vars(module).update(content)
                patch.setitem(sys.modules, name, module)
            yield


def run(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[list[int], tuple[object, ...]]:
    stand_ins, shown, failed = StandIns(), io.StringIO(), ""
    with stand_ins.installed(monkeypatch), contextlib.redirect_stdout(shown):
        try:
            exec(compile(text, "program", "exec"), {"__name__": "__main__"})
        except (IndexError, ValueError) as error:
            failed = repr(error)
    return stand_ins.tables, (shown.getvalue(), stand_ins.others, failed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_a_safe_fix_changes_nothing_but_tables_that_were_too_small(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    fixed = 0
    for number in range(PROGRAMS // 2):
        text = program(random.Random(seed * PROGRAMS + number))
        after = fix_text(text).text
        if after == text:
            continue
        fixed += 1
        tables, others = run(text, monkeypatch)
        new_tables, new_others = run(after, monkeypatch)
        enough = 5 if "num_words=5)" in text else 8

        assert new_others == others, after
        for size, new in zip(tables, new_tables, strict=True):
            assert new == (size if size >= enough else new), after
    assert fixed > PROGRAMS // 8

"""``flake8-embedding fix``: what is fixed and how, what is held back, and that nothing else of a file changes."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from flake8_embedding.check import check
from flake8_embedding.config import Config
from flake8_embedding.fixes.apply import fix_text
from flake8_embedding.rules import all_rules
from flake8_embedding.rules.rule import Rule
from tests.programs.test_fixtures import EXPECT, FIXTURES, NAMES, OPTIONS, PATHS
from tests.slow import batch, mostly_slow

KERAS = (
    "import numpy as np\n"
    "from tensorflow.keras.layers import Dense, Embedding\n"
    "from tensorflow.keras.preprocessing.text import Tokenizer\n"
    "tokenizer = Tokenizer()\n"
    "tokenizer.fit_on_texts(texts)\n"
)
LIMITED = KERAS.replace("Tokenizer()", "Tokenizer(num_words=9999)")
TORCH = "import torch\nids = torch.tensor(read())\n"
LOOKUP = "import tensorflow as tf\nwords = ['a', 'b']\nlookup = tf.keras.layers.StringLookup(vocabulary=words)\n"
TOKENS = (
    "import torch\nfrom transformers import AutoTokenizer\n"
    "tok = AutoTokenizer.from_pretrained('x')\ntok.add_tokens(['[A]'])\n"
)


def setting_of(text: str) -> Config:
    found = OPTIONS.search(text)
    chosen = found.group(1).partition("--embedding-keras=")[2].split()[:1] if found else []
    version, _, minor = (chosen[0] if chosen else "auto").partition("keras-3.")
    return Config(keras=version or "keras-3", minor=int(minor) if minor else None)


# -- what is written ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "line", "after"),
    [
        pytest.param(
            KERAS, "Embedding(len(tokenizer.word_index), 8)", "Embedding(len(tokenizer.word_index) + 1, 8)", id="count"
        ),
        pytest.param(
            KERAS,
            "Embedding(input_dim=len(tokenizer.word_index) if a else len(tokenizer.word_index), output_dim=8)",
            "Embedding(input_dim=(len(tokenizer.word_index) if a else len(tokenizer.word_index)) + 1, output_dim=8)",
            id="an expression that binds less than a sum",
        ),
        pytest.param(
            KERAS,
            "size = len(tokenizer.word_index)\nEmbedding(size, 8)",
            "size = len(tokenizer.word_index) + 1\nEmbedding(size, 8)",
            id="a name that nothing else needs, where it gets its value",
        ),
        pytest.param(
            KERAS,
            "size = len(tokenizer.word_index)\nEmbedding(size, 8)\nDense(size)",
            "size = len(tokenizer.word_index)\nEmbedding(size + 1, 8)\nDense(size)",
            id="a name that something else needs, where the table is made",
        ),
        pytest.param(
            LIMITED,
            "size = min(9999, len(tokenizer.word_index))\nEmbedding(size, 8)",
            "size = min(9999, len(tokenizer.word_index) + 1)\nEmbedding(size, 8)",
            id="the count in a minimum",
        ),
        pytest.param(
            KERAS,
            "Embedding(max(tokenizer.word_index.values()), 8)",
            "Embedding(max(tokenizer.word_index.values()) + 1, 8)",
            id="the largest of many ids, not one id more in a minimum or maximum",
        ),
        pytest.param(
            KERAS,
            "Embedding(len(tokenizer.word_index) + 1 - 1, 8)",
            "Embedding(len(tokenizer.word_index) + 1, 8)",
            id="one less is one less too many",
        ),
        pytest.param(
            KERAS,
            "m = np.zeros((len(tokenizer.word_index), 8))\n"
            "for w, i in tokenizer.word_index.items():\n    m[i] = 1\n"
            "Embedding(len(tokenizer.word_index), 8, weights=[m])",
            "m = np.zeros((len(tokenizer.word_index) + 1, 8))\n"
            "for w, i in tokenizer.word_index.items():\n    m[i] = 1\n"
            "Embedding(len(tokenizer.word_index) + 1, 8, weights=[m])",
            id="the matrix keeps the size of the table",
        ),
        pytest.param(
            KERAS,
            "n = len(tokenizer.word_index)\nm = np.zeros((n, 8))\nfor w, i in tokenizer.word_index.items():\n"
            "    m[i] = 1\nEmbedding(n, 8, weights=[m])",
            "n = len(tokenizer.word_index) + 1\nm = np.zeros((n, 8))\nfor w, i in tokenizer.word_index.items():\n"
            "    m[i] = 1\nEmbedding(n, 8, weights=[m])",
            id="the name that both sizes have",
        ),
        pytest.param(
            LIMITED.replace("9999", "50"),
            "m = np.zeros((min(50, len(tokenizer.word_index) + 1), 8))\nEmbedding(50, 8, weights=[m])",
            "m = np.zeros((min(50, len(tokenizer.word_index) + 1), 8))\nEmbedding(m.shape[0], 8, weights=[m])",
            id="the table takes the rows of the matrix",
        ),
        pytest.param(
            TORCH,
            "torch.nn.Embedding(int(ids.max()), 8)(ids)",
            "torch.nn.Embedding(int(ids.max()) + 1, 8)(ids)",
            id="the largest id",
        ),
        pytest.param(
            LOOKUP,
            "tf.keras.layers.Embedding(len(words), 8)(lookup(x))",
            "tf.keras.layers.Embedding(lookup.vocabulary_size(), 8)(lookup(x))",
            id="the look-up knows its size",
        ),
        pytest.param(
            TOKENS, "torch.nn.Embedding(tok.vocab_size, 8)", "torch.nn.Embedding(len(tok), 8)", id="tokens were added"
        ),
    ],
)
def test_sizes_are_fixed_where_they_are_counted(before: str, line: str, after: str) -> None:
    fixed = fix_text(f"{before}{line}\n")

    assert fixed.text == f"{before}{after}\n"
    assert (fixed.left, fixed.unsafe) == ([], [])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import keras\nkeras.layers.Embedding(9, 2)", "from tensorflow import keras\nkeras.layers.Embedding(9, 2)"),
        ("import keras.layers\nkeras.layers.Dense(2)", "from tensorflow import keras\nkeras.layers.Dense(2)"),
        ("import keras.backend as K\nK.sum(x)", "from tensorflow.keras import backend as K\nK.sum(x)"),
        ("from keras import layers as L, Model", "from tensorflow.keras import layers as L, Model"),
        ("from keras.layers.embeddings import Embedding", "from tensorflow.keras.layers import Embedding"),
        ("from keras.preprocessing.text import Tokenizer", "from tensorflow.keras.preprocessing.text import Tokenizer"),
        ("from tensorflow.python.keras.layers import Dense", "from tensorflow.keras.layers import Dense"),
        # What is not there stays, and so do the others: half of them would be a mix of two libraries.
        ("from keras.layers import Dense\nfrom keras.legacy import interfaces", None),
        ("import keras\nkeras.layers.Dense(2)\nkeras.layers.MaxoutDense(4)", None),
        ("from keras.layers import MaxoutDense, Dense", None),
        ("from keras.layers import *", None),
        ("import os, keras", None),
    ],
)
def test_imports_move_where_everything_is_there(before: str, after: str | None) -> None:
    careful, fixed = fix_text(f"{before}\n"), fix_text(f"{before}\n", unsafe=True)

    # The program may be meant for Keras 3, over another backend than TensorFlow.
    assert careful.text == f"{before}\n"
    assert fixed.text == f"{after or before}\n"
    assert bool(fixed.left) is (after is None)


@pytest.mark.parametrize(
    ("call", "after"),
    [
        ("Embedding(9, 2, input_length=5)", "Embedding(9, 2)"),
        ("Embedding(9, 2, input_length=(5), name='a')", "Embedding(9, 2, name='a')"),
        ("Embedding(input_length=5, input_dim=9, output_dim=2)", "Embedding(input_dim=9, output_dim=2)"),
        ("Embedding(\n    9,\n    2,\n    input_length=5,  # words\n)", "Embedding(\n    9,\n    2,\n    # words\n)"),
        ("Embedding(\n    9,\n    2,\n    input_length=5,\n)", "Embedding(\n    9,\n    2,\n)"),
    ],
)
def test_an_argument_without_effect_goes_with_its_comma(call: str, after: str) -> None:
    head = "from tensorflow.keras.layers import Embedding\n"

    assert fix_text(f"{head}{call}\n", Config(keras="keras-3")).text == f"{head}{after}\n"


def test_keras_3_15_gets_an_int() -> None:
    head = "import numpy as np\nfrom keras.layers import Embedding\nids = np.load('ids')\n"

    fixed = fix_text(f"{head}Embedding(ids.max(), 8)(ids)\n", Config(keras="keras-3", minor=15))

    assert fixed.text == f"{head}Embedding(int(ids.max()) + 1, 8)(ids)\n"


@pytest.mark.parametrize(
    ("program", "reason", "after"),
    [
        pytest.param(
            "import torch\ntorch.nn.Embedding(5, 2)(torch.tensor([7]))\n",
            "the number was chosen by hand",
            "import torch\ntorch.nn.Embedding(8, 2)(torch.tensor([7]))\n",
            id="a number",
        ),
        pytest.param(
            f"{KERAS}n = len(tokenizer.word_index)\nm = np.zeros((n, 8))\nEmbedding(n, 8, weights=[m.copy()])\n"
            "Dense(n)\n",
            "`n` is used for something else on line 7",
            f"{KERAS}n = len(tokenizer.word_index) + 1\nm = np.zeros((n, 8))\nEmbedding(n, 8, weights=[m.copy()])\n"
            "Dense(n)\n",
            id="a layer of the same size",
        ),
        pytest.param(
            f"{KERAS}vocabulary = len(tokenizer.word_index) + 1\nEmbedding(64, vocabulary)\n",
            "code after the table may rely on its present width",
            f"{KERAS}vocabulary = len(tokenizer.word_index) + 1\nEmbedding(vocabulary, 64)\n",
            id="swapped arguments",
        ),
    ],
)
def test_what_may_change_more_is_held_back_with_the_reason(program: str, reason: str, after: str) -> None:
    careful = fix_text(program)

    assert careful.text == program
    assert [why for _, why in careful.unsafe] == [reason]
    assert fix_text(program, unsafe=True).text == after


def test_what_is_not_sure_to_be_enough_is_left() -> None:
    program = (FIXTURES / "emb101_vocabulary_off_by_one/bad_size_asked_before_adapt.py").read_text()

    fixed = fix_text(program, unsafe=True)

    assert (fixed.text, [one.code for one, _ in fixed.left]) == (program, ["EMB101"])


def test_a_fix_that_only_silences_the_finding_is_not_applied() -> None:
    # With a row more nothing is known to be wrong, and on the other path nothing is known to be right.
    program = (
        "import sys\n\nimport torch\nfrom tensorflow.keras.preprocessing.text import Tokenizer\n\n"
        "tokenizer = Tokenizer()\ntokenizer.fit_on_texts(texts)\nrows = len(tokenizer.word_index)\n"
        "if len(sys.argv) > 1:\n    rows = 70\ntable = torch.nn.Embedding(rows, 4)\n"
        "table(torch.tensor(tokenizer.texts_to_sequences(texts)[0]))\n"
    )

    fixed = fix_text(program, unsafe=True)

    assert (fixed.text, [one.code for one, _ in fixed.left]) == (program, ["EMB101"])


# -- fixed point ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("path", mostly_slow(PATHS, NAMES, 40))
def test_fixing_twice_is_fixing_once(path: Path, *, unsafe: bool) -> None:
    text = path.read_text()
    config = setting_of(text)

    once = fix_text(text, config, unsafe=unsafe)
    twice = fix_text(once.text, config, unsafe=unsafe)

    assert twice.text == once.text
    assert twice.applied == []
    before, after = (Counter(one.code for one in check(version, config)) for version in (text, once.text))
    assert after <= before
    assert sum(after.values()) == sum(before.values()) - len(once.applied)
    ast.parse(once.text)


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if rule.fix], ids=lambda rule: rule.code)
def test_a_rule_that_says_so_fixes_its_own_example(rule: Rule) -> None:
    config = setting_of(rule.bad)

    fixed = fix_text(rule.bad, config, unsafe="--unsafe" in rule.fix)

    assert rule.code not in [one.code for one in check(fixed.text, config)]
    assert fixed.text != rule.bad


@pytest.mark.slow
def test_rules_without_a_hint_do_not_promise_one() -> None:
    promised = {rule.code for rule in all_rules() if rule.fix}
    texts = [path.read_text() for path in batch(PATHS)]
    # What has no finding has nothing to fix.
    fixed = {
        finding.code
        for text in texts
        if EXPECT.search(text)
        for finding in fix_text(text, setting_of(text), unsafe=True).applied
    }

    assert fixed <= promised

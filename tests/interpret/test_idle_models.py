"""Models that a notebook only builds: nothing is looked up in their tables, if nothing else can lead to them."""

from __future__ import annotations

import json

import pytest

from flake8_embedding.notebook import Notebook
from flake8_embedding.survey.looking import look

BUILT = [
    "import numpy as np\nfrom tensorflow import keras\nfrom tensorflow.keras import layers\nids = np.array([[9, 3]])",
    "rnn = keras.Sequential([layers.Embedding(5, 4), layers.Flatten(), layers.Dense(1)])\nrnn.compile(loss='mse')",
    "rnn.summary()",
]


def verdicts(*cells: str, name: str = "net.ipynb") -> list[str]:
    code = [{"cell_type": "code", "metadata": {}, "source": cell, "outputs": []} for cell in (*BUILT, *cells)]
    raw = json.dumps({"cells": code, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    return [trace.verdict for trace in look(Notebook.parse(raw).program, name).traces]


@pytest.mark.parametrize("cell", ["print(ids)", "%matplotlib inline", "!ls", "rnn.build((None, 2))"])
def test_a_model_that_is_only_built_looks_nothing_up(cell: str) -> None:
    assert verdicts(cell) == ["enough"]


@pytest.mark.parametrize(
    "cell",
    [
        "%time rnn.fit(ids, ids)",
        "history = %time rnn.fit(ids, ids)",
        "%timeit rnn.predict(ids)",
        "%run -i use.py",
        "%store rnn",
        "get_ipython().run_line_magic('time', 'rn' + 'n.predict(ids)')",
        "Out[2].predict(ids)",
        "globals()['rnn']",
        "models = [rnn]",
        "later.use(rnn)",
    ],
)
def test_what_else_may_lead_to_it_leaves_it_unknown(cell: str) -> None:
    assert verdicts(cell) == ["unknown"]


def test_another_file_may_import_the_model_of_a_script() -> None:
    assert verdicts("layers.Embedding(10, 4)(ids)", name="net.py") == ["unknown", "enough"]

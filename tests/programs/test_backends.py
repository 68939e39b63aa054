"""Keras 3 over each of its backends: what happens with an id outside a table, and the fixtures that import keras.

The backend is chosen once for a process, so each runs in one of its own. Needs ``pip install -e '.[frameworks]'``; run
with ``pytest -m frameworks``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.programs.test_fixtures import FIXTURES
from tests.programs.test_frameworks import BAD, GOOD

pytestmark = [pytest.mark.frameworks, pytest.mark.filterwarnings("ignore")]

LOOK_UP = """
import json
import keras
import numpy as np
table = keras.layers.Embedding(4, 2)
table.build()
rows = keras.ops.convert_to_numpy(table.embeddings)
found = {}
for number in (4, -1):
    try:
        seen = keras.ops.convert_to_numpy(table(np.array([[number]])))[0, 0]
        found[number] = "NaN" if np.isnan(seen).all() else "the last row" if (seen == rows[-1]).all() else "?"
    except Exception as error:
        found[number] = "an error"
print(json.dumps([found[4], found[-1]]))
"""

RUN = """
import json
import os
import runpy
import sys
import keras
if os.environ["KERAS_BACKEND"] == "jax":
    import jax
    jax.config.update("jax_disable_jit", True)
if os.environ["KERAS_BACKEND"] == "tensorflow":
    import tensorflow
    tensorflow.config.run_functions_eagerly(True)
outside = []
look_up = keras.layers.Embedding.call
def watched(layer, inputs):
    try:
        ids = keras.ops.convert_to_numpy(inputs).ravel()
    except Exception:
        ids = []  # While a model is built there are no ids yet.
    outside.extend(int(one) for one in ids if not 0 <= int(one) < layer.input_dim)
    return look_up(layer, inputs)
keras.layers.Embedding.call = watched
found = {}
for path in sys.argv[1:]:
    outside.clear()
    keras.utils.set_random_seed(1)
    try:
        runpy.run_path(path, run_name="__main__")
        failed = ""
    except Exception as error:
        failed = f"{type(error).__name__}: {error}"
    found[path] = [list(outside), failed]
    sys.stdout.flush()
print("\\n" + json.dumps(found))
"""


def over(backend: str, program: str, *arguments: str) -> Any:
    environment = {**os.environ, "KERAS_BACKEND": backend, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
    environment.pop("TF_USE_LEGACY_KERAS", None)
    finished = subprocess.run(
        [sys.executable, "-c", program, *arguments], env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(finished.stdout.strip().splitlines()[-1])


def of_keras_alone(path: Path) -> bool:
    """Whether the program needs Keras and none of its backends."""
    text = path.read_text()
    imports = [line.split()[1].partition(".")[0] for line in text.splitlines() if line.startswith(("import ", "from "))]
    return "keras" in imports and not {"tensorflow", "torch", "jax"} & set(imports) and "KERAS_BACKEND" not in text


@pytest.mark.parametrize(
    ("backend", "too_large", "negative"),
    [
        ("tensorflow", "an error", "the last row"),
        ("jax", "NaN", "the last row"),
        ("torch", "an error", "the last row"),
    ],
)
def test_what_happens_with_an_id_outside_a_table(backend: str, too_large: str, negative: str) -> None:
    assert over(backend, LOOK_UP) == [too_large, negative]


@pytest.mark.parametrize("backend", ["tensorflow", "jax", "torch"])
def test_the_fixtures_of_keras_alone_go_wrong_or_right_over_every_backend(backend: str) -> None:
    bad = [path for path in BAD if of_keras_alone(path)]
    good = [path for path in GOOD if of_keras_alone(path)]
    assert len(bad) >= 4
    assert len(good) >= 4

    found = over(backend, RUN, *map(str, (*bad, *good)))

    for path in bad:
        outside, failed = found[str(path)]
        assert outside or failed, path.relative_to(FIXTURES)
    for path in good:
        assert found[str(path)] == [[], ""], path.relative_to(FIXTURES)

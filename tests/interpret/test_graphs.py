"""Functional models whose tensors differ from path to path, or that a loop puts together."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

_MODEL = """
import sys
import numpy as np
import elsewhere
from tensorflow.keras.layers import Concatenate, Dense, Dropout, Embedding, Flatten, Input, Layer, TimeDistributed
from tensorflow.keras.models import Model

ids = np.array([[1, 2, 9]])
inputs = Input((3,))
vectors = Embedding(10, 4)(inputs)
"""

_BY_PATH = "if len(sys.argv) > 1:\n    vectors = Dropout(0.5)(vectors)\n"
_BY_LOOP = "for _ in range(int(sys.argv[1])):\n    vectors = Dense(4)(vectors)\n"
_IN_A_LIST = "kept = []\nfor _ in range(int(sys.argv[1])):\n    kept.append(Dense(4)(vectors))\n"
_IN_A_LIST += "vectors = Concatenate()(kept)\n"


def verdicts(program: str) -> list[str]:
    return [trace.verdict for trace in traces(_MODEL + program)]


@pytest.mark.parametrize("change", [_BY_PATH, _BY_LOOP, _IN_A_LIST, _BY_PATH + _BY_LOOP + _IN_A_LIST])
def test_ids_go_through_on_each_path(change: str) -> None:
    assert verdicts(f"{change}Model(inputs, vectors).predict(ids)\n") == ["enough"]


@pytest.mark.parametrize("change", [_BY_PATH, _BY_LOOP, _IN_A_LIST])
def test_a_model_that_is_handed_on_may_get_other_ids(change: str) -> None:
    handed = f"{change}model = Model(inputs, vectors)\nmodel.predict(ids)\nelsewhere.use(model)\n"
    assert verdicts(handed) != ["enough"]


@pytest.mark.parametrize("change", [_BY_PATH, _BY_LOOP])
def test_the_place_of_a_layer_is_not_known(change: str) -> None:
    asked = f"{change}model = Model(inputs, vectors)\nmodel.layers[1](np.array([[12]]))\n"
    assert verdicts(asked) == ["unknown"]


def test_each_path_has_ids_of_its_own() -> None:
    """What is needed on both paths is looked up on both, though one of them leads to a smaller table."""
    program = """
small = len(sys.argv) > 1
table = Embedding(5, 4) if small else Embedding(10, 4)
given = table(inputs)
if len(sys.argv) > 2:
    given = Dropout(0.5)(given)
model = Model(inputs, given)
model.predict(np.array([[4]]) if small else ids)
"""
    assert verdicts(program) == ["unknown", "enough", "enough"]
    assert "too small" in verdicts(program.replace("Embedding(5", "Embedding(4"))[1]


def test_what_one_path_needs_is_not_needed_on_both() -> None:
    """A tensor that differs by the path is needed on either path of a later test: each of its tables on its own."""
    program = """
small = len(sys.argv) > 1
table = Embedding(5, 4) if small else Embedding(10, 4)
given = Dense(4)(table(inputs))
if len(sys.argv) > 2:
    given = Dropout(0.5)(given)
model = Model(inputs, given)
model.predict(np.array([[4]]) if small else ids)
"""
    assert verdicts(program) == ["unknown", "enough", "enough"]
    assert "too small" in verdicts(program.replace("Embedding(10, 4)\ngiven", "Embedding(9, 4)\ngiven"))[2]


_STACK = """
layers = []
for i in range(int(sys.argv[1])):
    layers.append(Dense(4)(vectors if i == 0 else layers[-1]))
"""


@pytest.mark.parametrize("joined", ["[vectors] + layers", "layers", "[vectors, *layers]"])
def test_layers_are_collected_in_a_list(joined: str) -> None:
    assert verdicts(f"{_STACK}Model(inputs, Concatenate()({joined})).predict(ids)\n") == ["enough"]


@pytest.mark.parametrize("layers", [4, 60])
def test_several_layers_may_be_missing(layers: int) -> None:
    chain = "".join(f"if len(sys.argv) > {n}:\n    vectors = Dense(4)(vectors)\n" for n in range(layers))
    assert verdicts(f"{chain}Model(inputs, vectors).predict(ids)\n") == ["enough"]


def test_a_layer_of_the_program_gets_its_steps_from_the_library() -> None:
    program = """
class Own(Layer):
    def __init__(self):
        super().__init__()
        self.table = Embedding(10, 4)

    def call(self, x):
        return self.table(x)

own = Own()
own(ids)
wrapped = TimeDistributed(own)
"""
    assert verdicts(program)[1] != "enough"


def test_later_rounds_get_what_the_rounds_before_have_made() -> None:
    """The first round alone looks up the ids as they are given."""
    program = """
parts = []
for _ in range(len(sys.argv)):
    parts.append(Embedding(10, 4)(inputs))
    inputs = inputs + 1
Model(given, parts).predict(ids)
"""
    assert verdicts(f"given = inputs\n{program}")[1] == "unknown"


def test_a_model_that_each_round_makes_is_followed() -> None:
    program = """
for _ in range(len(sys.argv)):
    own = Input((3,))
    Model(own, Embedding(10, 4)(own)).predict(ids)
"""
    assert verdicts(program)[1] == "enough"

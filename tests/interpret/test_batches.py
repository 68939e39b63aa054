"""What a model gets of the batches that a generator or a data set of the program hands out."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

_PROGRAM = """\
import numpy as np
from tensorflow.keras.layers import Dense, Embedding, Flatten
from tensorflow.keras.models import Sequential


def batches():
    while True:
        yield {batch}


model = Sequential([Embedding(5, 4), Flatten(), Dense(1)])
model.compile(loss="mse")
model.{method}(batches(), steps_per_epoch=3)
"""

_IDS = "np.array([[0, 4], [1, 2]])"


def _verdict(batch: str, method: str = "fit") -> str:
    (trace,) = traces(_PROGRAM.format(batch=batch, method=method))
    return trace.verdict


@pytest.mark.parametrize("method", ["fit", "fit_generator", "evaluate"])
@pytest.mark.parametrize(
    "batch",
    [f"({_IDS}, np.array([9, 17]))", f"[{_IDS}, np.array([9, 17])]", f"[{_IDS}, np.array([9, 17]), np.ones(2)]"],
)
def test_the_first_of_a_batch_are_the_inputs(batch: str, method: str) -> None:
    assert _verdict(batch, method) == "enough"
    assert _verdict(batch.replace("4", "5"), method) == "too small"


def test_a_list_may_hold_several_inputs() -> None:
    assert _verdict(f"[{_IDS}, np.array([[9, 17]])]", "predict") != "enough"

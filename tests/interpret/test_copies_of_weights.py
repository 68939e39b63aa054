"""Copies of a weight as arrays of NumPy, and what is worked out of them."""

from __future__ import annotations

import pytest

from flake8_embedding.survey.looking import look

PROGRAM = """
import jax.numpy as jnp
import numpy as np
import pandas as pd
import seaborn
import tensorflow as tf
from helper import show
from sklearn.manifold import TSNE
from sklearn.metrics.pairwise import cosine_similarity
from sklearn.preprocessing import normalize
from tensorflow.keras.layers import Embedding
from tensorflow.keras.models import Sequential

words = ["a", "b", "c"]
index = {{word: number for number, word in enumerate(words)}}
model = Sequential([Embedding(len(index), 2)])
model.predict(np.array([[index[word] for word in words]]))
weights = model.layers[0].get_weights()[0]
ids = np.array([int(input())])
{line}
"""


def verdict(line: str) -> str:
    traces = look(PROGRAM.format(line=line), "compare.py").traces
    return traces[0].verdict


@pytest.mark.parametrize(
    "line",
    [
        "print(np.linalg.norm(weights, axis=1), weights.mean(), weights - weights.mean(0))",
        "unit = normalize(weights); print(np.argsort(np.dot(unit, unit[index['a']])))",
        "seaborn.heatmap(cosine_similarity(weights.astype('float32')))",
        "print(TSNE().fit_transform(weights).shape)",
    ],
)
def test_what_is_measured_and_compared_looks_nothing_up(line: str) -> None:
    assert verdict(line) == "enough"


@pytest.mark.parametrize(
    "line",
    [
        "print(weights[ids])",
        "print(jnp.take(np.float32(weights / 2), ids, axis=0))",
        "print(jnp.asarray(weights / np.linalg.norm(weights))[ids])",
        "print(tf.gather(normalize(weights), ids))",
        "print(jnp.asarray(pd.DataFrame(weights).values)[ids])",
        "show(weights * weights)",
    ],
)
def test_where_ids_may_be_looked_up_the_table_is_presumed(line: str) -> None:
    assert verdict(line) == "enough (presumed)"

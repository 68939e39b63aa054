"""Models of Flax's nnx that an optimizer has."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

_TRAINED = """
import elsewhere
import jax.numpy as jnp
import optax
from flax import nnx

net = nnx.Embed(10, 4, rngs=nnx.Rngs(0))
optimizer = nnx.Optimizer(net, optax.sgd(0.1))
net(jnp.array([9]))
"""


@pytest.mark.parametrize(
    ("use", "verdict"),
    [
        ("optimizer.update(net, net(jnp.array([3])))", "enough"),
        ("optimizer.model(jnp.array([3]))", "enough"),
        ("optimizer.model(jnp.array([int(input())]))", "enough (presumed)"),
        ("elsewhere.save(optimizer)", "enough (presumed)"),
    ],
)
def test_the_model_is_what_the_optimizer_has(use: str, verdict: str) -> None:
    assert [trace.verdict for trace in traces(f"{_TRAINED}{use}\n")] == [verdict]

"""Functions with Haiku's modules in them, which ``hk.transform`` takes."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

_PROGRAM = """
import elsewhere
import haiku as hk
import jax
import jax.numpy as jnp

def forward(ids, scale=1.0):
    return hk.Embed(10, 4)(ids) * scale

key = jax.random.PRNGKey(0)
plain = hk.transform(forward)
params = plain.init(key, jnp.array([0]))
"""


def _verdicts(use: str) -> list[str]:
    return [trace.verdict for trace in traces(f"{_PROGRAM}{use}\n")]


@pytest.mark.parametrize(
    "use",
    [
        "plain.apply(params, key, {})",
        "plain.apply(params, None, ids={})",
        "plain.apply(params=params, rng=key, ids={})",
        "jax.jit(plain.apply)(params, key, {})",
        "hk.without_apply_rng(plain).apply(params, {})",
        "hk.transform_with_state(forward).apply(params, {{}}, key, {})",
        "out, state = hk.transform_with_state(forward).apply(params, {{}}, key, {})",
        "hk.without_apply_rng(hk.transform_with_state(forward)).apply(params, {{}}, {})",
        "hk.without_state(hk.transform_with_state(forward)).apply(params, key, {})",
    ],
)
def test_the_function_gets_what_apply_is_given_behind_what_is_for_haiku(use: str) -> None:
    assert _verdicts(use.format("jnp.array([9])")) == ["enough"]
    assert "too small" in _verdicts(use.format("jnp.array([10])"))


@pytest.mark.parametrize(
    "use",
    [
        "plain.apply(params, *elsewhere.given())",
        "plain.apply(*elsewhere.given())",
        "plain.apply(params, key, elsewhere.ids)",
        "hk.transform_with_state(forward).apply(params, jnp.array([3]))",
    ],
)
def test_what_the_function_is_given_may_not_be_seen(use: str) -> None:
    assert "unknown" in _verdicts(use)


def test_what_is_given_to_init_shows_the_shape() -> None:
    rows = "sizes = [int(input())]\nnet = hk.transform(lambda ids: hk.Embed(sizes[0], 4)(ids))\n"
    given = "made = net.init(key, jnp.array([7]))\n"
    assert _verdicts(f"{rows}{given}net.apply(made, key, jnp.zeros((3,), int))")[-1] == "unknown"

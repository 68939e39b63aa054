"""JAX: functions that hand functions on, and random ids.

https://docs.jax.dev/en/latest/jax.html
"""

from __future__ import annotations

from flake8_embedding.facts import Overrun
from flake8_embedding.library import scores
from flake8_embedding.library.arrays import matrix_of_shape
from flake8_embedding.library.call import Call
from flake8_embedding.library.random_ids import random_integers
from flake8_embedding.library.spec import Entry, Handled, Library, LooksUp, MakesTable, PassesOn, handled
from flake8_embedding.values.contents import items_of
from flake8_embedding.values.value import Value


def _same_function(call: Call) -> Value:
    """``jit(f)``, ``vmap(f)``: called with arrays, f gets their elements in the end."""
    function = call.argument("fun")
    in_axes = call.argument("in_axes")
    if function is None or in_axes is not None:
        return call.unknown("which function is transformed, and how, is not followed")
    return function


def _random_matrix(call: Call) -> Value:
    """``random.normal(key, (rows, width))``; ``truncated_normal`` has its bounds before the shape."""
    shape = call.argument("shape")
    if shape is None or items_of(shape, call.store) is None:
        return call.unknown("the random numbers are not followed")
    return matrix_of_shape(call, shape, drawn=True)


LIBRARY = Library(
    name="JAX",
    roots=("jax",),
    everyday_names=("take",),
    entries=(
        handled("jit", "vmap", "pmap", "checkpoint", by=_same_function, takes=("fun", "in_axes")),
        Entry(
            ("random.randint",),
            ("key", "size", "low", "high"),
            Handled(random_integers),
            renamed={"shape": "size", "minval": "low", "maxval": "high"},
        ),
        Entry(
            ("numpy.take",),
            ("a", "indices", "axis"),
            LooksUp(
                MakesTable(
                    rows="a",
                    width="",
                    size_name="a",
                    called="jnp.take",
                    one_row_is_idiom=True,
                    of_matrix=True,
                    negative="JAX reads the last row for -1",
                    overruns=(Overrun("JAX reads NaN there and raises no error"),),
                ),
                ids="indices",
                axis="axis",
            ),
        ),
        handled(
            *("random.normal", "random.uniform", "random.truncated_normal"), by=_random_matrix, takes=("key", "shape")
        ),
        Entry(
            ("random.categorical",),
            ("key", "self", "axis", "shape"),
            Handled(scores.drawn_along),
            renamed={"logits": "self"},
        ),
        Entry(("lax.top_k",), ("self", "k"), Handled(scores.best_places), renamed={"operand": "self"}),
        scores.keeping("nn.", ("softmax", "log_softmax", "sigmoid", "relu", "gelu", "tanh")),
        Entry(("device_put", "device_get", "block_until_ready"), ("x",), PassesOn(("x",))),
    ),
    harmless=("optax", "orbax"),
    decorators=("jax.jit", "jax.vmap", "jax.checkpoint"),
)

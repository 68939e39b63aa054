"""JAX: random ids, look-ups in matrices, and arrays on devices.

https://docs.jax.dev/en/latest/jax.html
"""

from __future__ import annotations

from flake8_embedding.facts import Overrun
from flake8_embedding.library.arrays import scores
from flake8_embedding.library.arrays.choice import where_entry
from flake8_embedding.library.arrays.concatenation import joined
from flake8_embedding.library.arrays.new_arrays import counted_up, matrix_of_shape
from flake8_embedding.library.arrays.random_ids import chosen, random_integers, shuffled_range
from flake8_embedding.library.arrays.shapes import moved
from flake8_embedding.library.call import Call
from flake8_embedding.library.jax import changed_copies as jax_changed_copies
from flake8_embedding.library.spec import Entry, Handled, Library, LooksUp, MakesTable, PassesOn, handled
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.ranges import some_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.value import Number, Value


def _piece(call: Call) -> Value:
    """``lax.dynamic_slice(x, (i, j), (1, 8))``: a piece of these sizes, wherever it begins."""
    given, sizes = call.argument("operand"), call.argument("slice_sizes")
    numbers = numbers_in(given, call.store) if given is not None else None
    shape = items_of(sizes, call.store) if sizes is not None else None
    if numbers is None or not call.complete or shape is None or not isinstance(shape[0], Number):
        return call.unknown("a piece of an unknown array")
    return call.allocate(SequenceValue("array", some_of(numbers), shape[0], shape=tuple(shape)))


def _piece_along(call: Call) -> Value:
    """``lax.dynamic_slice_in_dim(x, i, 8)``"""
    given, size = call.argument("operand"), call.argument("slice_size")
    numbers = numbers_in(given, call.store) if given is not None else None
    if numbers is None or not call.complete:
        return call.unknown("a piece of an unknown array")
    is_first = call.argument("axis") in (None, Number.exactly(0))
    length = size if is_first and isinstance(size, Number) else unknown_length(call.key)
    return call.allocate(SequenceValue("array", some_of(numbers), length))


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
        handled("lax.dynamic_slice", by=_piece, takes=("operand", "start_indices", "slice_sizes")),
        handled("lax.dynamic_slice_in_dim", by=_piece_along, takes=("operand", "start_index", "slice_size", "axis")),
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
        handled("random.permutation", by=shuffled_range, takes=("key", "x")),
        Entry(("random.choice",), ("key", "a", "size", "replace", "p"), Handled(chosen), renamed={"shape": "size"}),
        Entry(
            ("lax.concatenate",),
            ("arrays", "axis"),
            Handled(joined),
            renamed={"operands": "arrays", "dimension": "axis"},
        ),
        Entry(("lax.iota",), ("dtype", "start"), Handled(counted_up), renamed={"size": "start"}),
        moved(
            *("lax.broadcast", "lax.broadcast_in_dim", "lax.expand_dims", "lax.reshape", "lax.rev", "lax.squeeze"),
            "lax.transpose",
            takes=("operand",),
        ),
        Entry(("lax.convert_element_type",), ("operand", "new_dtype"), PassesOn(("operand",), dtype_of="new_dtype")),
        Entry(
            ("lax.dynamic_update_slice", "lax.dynamic_update_slice_in_dim", "lax.dynamic_update_index_in_dim"),
            ("operand", "update"),
            PassesOn(("operand", "update"), keeps_all=False, keeps_shape=False),
        ),
        where_entry("lax.select"),
        Entry(("lax.top_k",), ("self", "k"), Handled(scores.best_places), renamed={"operand": "self"}),
        scores.keeping("nn.", ("softmax", "log_softmax", "sigmoid", "relu", "gelu", "tanh")),
        Entry(("device_put", "device_get", "block_until_ready", "lax.stop_gradient"), ("x",), PassesOn(("x",))),
    ),
    methods={"changed copies": jax_changed_copies.METHODS},
    attributes={"array": jax_changed_copies.ATTRIBUTES},
    harmless=("optax", "orbax"),
)

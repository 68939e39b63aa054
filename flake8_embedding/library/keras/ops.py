"""``keras.ops`` and ``keras.backend``: tensors of ids and functions that keep them.

https://keras.io/api/ops/
"""

from __future__ import annotations

from flake8_embedding.library.arrays import order as array_order
from flake8_embedding.library.arrays import padding as array_padding
from flake8_embedding.library.arrays import pieces as array_pieces
from flake8_embedding.library.arrays import rows as array_rows
from flake8_embedding.library.arrays import scores
from flake8_embedding.library.arrays.arithmetic import SIGNS, clipped, functions, maximum, minimum
from flake8_embedding.library.arrays.choice import full_like_entry, where_entry
from flake8_embedding.library.arrays.concatenation import JOINING_NAMES, joined, stacked
from flake8_embedding.library.arrays.extremes import largest
from flake8_embedding.library.arrays.members import shape
from flake8_embedding.library.arrays.new_arrays import (
    COUNTING,
    LIKE_NAMES,
    counted_up,
    filled,
    filled_like,
    matrix_of_shape,
)
from flake8_embedding.library.arrays.random_ids import random_integers, shuffled_range
from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled, Memory, PassesOn, handled
from flake8_embedding.values.value import Value


def _random_matrix(call: Call) -> Value:
    """``random.normal((rows, width))``: of that shape, whatever is in it."""
    shape = call.argument("shape")
    if shape is None or call.argument("dtype") is not None:
        return call.unknown("the random numbers are not followed")
    return matrix_of_shape(call, shape, drawn=True)


_SAME = (
    *("ops.convert_to_tensor", "ops.cast", "ops.array", "ops.copy", "ops.stop_gradient"),
    *("backend.cast", "backend.stop_gradient"),
)
_IN_OTHER_SHAPE = (
    *("ops.reshape", "ops.expand_dims", "ops.squeeze", "ops.transpose", "ops.tile", "ops.repeat", "ops.ravel"),
    *("ops.flip", "ops.roll", "ops.broadcast_to", "ops.swapaxes", "ops.moveaxis"),
    *("backend.reshape", "backend.expand_dims", "backend.squeeze", "backend.tile", "backend.repeat_elements"),
    *("backend.permute_dimensions", "backend.flatten", "backend.reverse"),
)

ENTRIES = (
    Entry(_SAME, ("x",), PassesOn(("x",))),
    Entry(("ops.convert_to_numpy",), ("x",), PassesOn(("x",), memory=Memory.PERHAPS)),
    Entry(_IN_OTHER_SHAPE, ("x",), PassesOn(("x",), keeps_shape=False)),
    Entry(("ops.slice",), ("inputs",), PassesOn(("inputs",), keeps_all=False, keeps_shape=False)),
    Entry(
        ("ops.slice_update",),
        ("inputs", "start_indices", "updates"),
        PassesOn(("inputs", "updates"), keeps_all=False, keeps_shape=False),
    ),
    *array_pieces.OF_KERAS,
    array_padding.padded("ops.pad", takes=("self", "widths", "mode", "value"), renamed=array_padding.KERAS),
    Entry(("ops.sort",), ("self", "axis"), Handled(array_order.ordered), renamed=array_order.ORDER_NAMES),
    Entry(("ops.arange", "backend.arange"), COUNTING, Handled(counted_up)),
    Entry(("ops.zeros", "backend.zeros"), ("shape", "dtype"), Handled(lambda call: filled(0, call))),
    Entry(("ops.ones", "backend.ones"), ("shape", "dtype"), Handled(lambda call: filled(1, call))),
    Entry(
        ("ops.zeros_like", "backend.zeros_like"),
        ("self", "dtype"),
        Handled(lambda call: filled_like(0, call)),
        renamed=LIKE_NAMES,
    ),
    Entry(
        ("ops.ones_like", "backend.ones_like"),
        ("self", "dtype"),
        Handled(lambda call: filled_like(1, call)),
        renamed=LIKE_NAMES,
    ),
    Entry(("ops.full",), ("shape", "fill_value", "dtype"), Handled(lambda call: filled(None, call))),
    Entry(("ops.concatenate",), ("arrays", "axis"), Handled(joined), renamed={**JOINING_NAMES, "xs": "arrays"}),
    Entry(
        ("ops.stack", "backend.stack"), ("arrays", "axis"), Handled(stacked), renamed={**JOINING_NAMES, "x": "arrays"}
    ),
    Entry(
        ("ops.clip",),
        ("self", "a_min", "a_max"),
        Handled(clipped),
        renamed={"x": "self", "x_min": "a_min", "x_max": "a_max"},
    ),
    scores.place_entry("ops.argmax", "backend.argmax"),
    scores.place_entry("ops.argmin", "backend.argmin", is_smallest=True),
    scores.keeping("ops.", ("softmax", "log_softmax", "sigmoid", "relu", "tanh", "exp")),
    full_like_entry("ops.full_like"),
    where_entry("ops.where"),
    *functions(SIGNS, prefix="ops."),
    handled("ops.minimum", by=minimum, takes=("x1", "x2")),
    handled("ops.maximum", by=maximum, takes=("x1", "x2")),
    Entry(("ops.max", "ops.amax"), ("self", "axis"), Handled(largest), renamed={"x": "self"}),
    *array_rows.OF_KERAS,
    Entry(("backend.variable", "Variable"), ("value",), PassesOn(("value",))),
    handled("random.normal", "random.uniform", "random.truncated_normal", by=_random_matrix, takes=("shape",)),
    Entry(
        ("random.randint",),
        ("size", "low", "high"),
        Handled(random_integers),
        renamed={"shape": "size", "minval": "low", "maxval": "high"},
    ),
    handled("random.shuffle", by=shuffled_range, takes=("x",)),
    array_rows.ONE_HOT_OF_KERAS,
    Entry(("ops.shape",), ("self",), Handled(shape), renamed={"x": "self"}),
)

"""``keras.ops`` and ``keras.backend``: tensors of ids and functions that keep them.

https://keras.io/api/ops/
"""

from __future__ import annotations

from flake8_embedding.library.arrays import (
    COUNTING,
    LIKE_NAMES,
    clipped,
    counted_up,
    filled_like,
    largest,
    maximum,
    minimum,
    shape,
)
from flake8_embedding.library.joining import JOINING_NAMES, joined, stacked
from flake8_embedding.library.numpy import filled
from flake8_embedding.library.spec import Handled, PassesOn, Row, handled

ROWS = (
    Row(("ops.convert_to_tensor", "ops.cast", "backend.cast", "ops.array", "ops.copy"), ("x",), PassesOn(("x",))),
    Row(
        ("ops.reshape", "ops.expand_dims", "ops.squeeze", "ops.transpose", "ops.tile", "ops.repeat", "ops.ravel"),
        ("x",),
        PassesOn(("x",), keeps_shape=False),
    ),
    Row(("ops.arange",), COUNTING, Handled(counted_up)),
    Row(("ops.zeros",), ("shape",), Handled(lambda call: filled(0, call))),
    Row(("ops.ones",), ("shape",), Handled(lambda call: filled(1, call))),
    Row(("ops.zeros_like",), ("self",), Handled(lambda call: filled_like(0, call)), renamed=LIKE_NAMES),
    Row(("ops.ones_like",), ("self",), Handled(lambda call: filled_like(1, call)), renamed=LIKE_NAMES),
    Row(("ops.full",), ("shape", "fill_value"), Handled(lambda call: filled(None, call))),
    Row(("ops.concatenate",), ("arrays", "axis"), Handled(joined), renamed={**JOINING_NAMES, "xs": "arrays"}),
    Row(("ops.stack",), ("arrays", "axis"), Handled(stacked), renamed={**JOINING_NAMES, "x": "arrays"}),
    Row(
        ("ops.clip",),
        ("self", "a_min", "a_max"),
        Handled(clipped),
        renamed={"x": "self", "x_min": "a_min", "x_max": "a_max"},
    ),
    handled("ops.minimum", by=minimum, takes=("x1", "x2")),
    handled("ops.maximum", by=maximum, takes=("x1", "x2")),
    Row(("ops.max", "ops.amax"), ("self", "axis"), Handled(largest), renamed={"x": "self"}),
    Row(("ops.shape",), ("self",), Handled(shape), renamed={"x": "self"}),
)

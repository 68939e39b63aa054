"""TensorFlow below Keras: tensors of ids and functions that keep them.

https://www.tensorflow.org/api_docs/python/tf
"""

from __future__ import annotations

from dataclasses import replace

from flake8_embedding.library.arrays import (
    COUNTING,
    COUNTING_NAMES,
    LIKE_NAMES,
    clipped,
    counted_up,
    filled_like,
    maximum,
    minimum,
    shape,
)
from flake8_embedding.library.call import Call
from flake8_embedding.library.joining import JOINING_NAMES, joined, stacked
from flake8_embedding.library.numpy import filled
from flake8_embedding.library.spec import Handled, Library, LooksUp, MakesTable, PassesOn, Row, handled
from flake8_embedding.values.objects import Sequence
from flake8_embedding.values.value import Value


def _variable(call: Call) -> Value:
    """An array that can be assigned anew; a number can be too, and is not followed."""
    given = call.argument("initial_value")
    content = call.store.content(given) if given is not None else None
    if isinstance(content, Sequence):
        return call.allocate(replace(content, kind="array"))
    return call.unknown("the variable may be assigned anew")


LIBRARY = Library(
    name="TensorFlow",
    roots=("tensorflow", "tensorflow.compat.v1", "tensorflow.compat.v2"),
    rows=(
        Row(("constant", "convert_to_tensor", "identity"), ("value", "dtype"), PassesOn(("value",))),
        Row(("cast",), ("x", "dtype"), PassesOn(("x",))),
        Row(
            ("reshape", "expand_dims", "squeeze", "transpose"),
            ("tensor", "shape"),
            PassesOn(("tensor",), keeps_shape=False),
        ),
        Row(("concat",), ("arrays", "axis"), Handled(joined), renamed=JOINING_NAMES),
        Row(("stack",), ("arrays", "axis"), Handled(stacked), renamed=JOINING_NAMES),
        Row(("zeros",), ("shape", "dtype"), Handled(lambda call: filled(0, call))),
        Row(("ones",), ("shape", "dtype"), Handled(lambda call: filled(1, call))),
        Row(("zeros_like",), ("self",), Handled(lambda call: filled_like(0, call)), renamed=LIKE_NAMES),
        Row(("ones_like",), ("self",), Handled(lambda call: filled_like(1, call)), renamed=LIKE_NAMES),
        Row(("fill",), ("shape", "fill_value"), Handled(lambda call: filled(None, call))),
        Row(
            ("clip_by_value",),
            ("self", "a_min", "a_max"),
            Handled(clipped),
            renamed={"t": "self", "clip_value_min": "a_min", "clip_value_max": "a_max"},
        ),
        handled("Variable", by=_variable, takes=("initial_value",)),
        Row(
            ("nn.embedding_lookup",),
            ("params", "ids"),
            LooksUp(
                MakesTable(
                    rows="params",
                    width="",
                    size_name="params",
                    called="embedding_lookup",
                    one_row_is_idiom=True,
                    of_matrix=True,
                    negative="TensorFlow raises an error on a CPU and reads zeros on a GPU",
                ),
                ids="ids",
            ),
        ),
        handled("minimum", "math.minimum", by=minimum, takes=("x1", "x2")),
        handled("maximum", "math.maximum", by=maximum, takes=("x1", "x2")),
        Row(("range",), COUNTING, Handled(counted_up), renamed=COUNTING_NAMES),
        Row(("shape",), ("self",), Handled(shape), renamed={"input": "self"}),
    ),
    harmless=("tensorflow_datasets", "tensorflow_hub", "tensorflow_text", "tensorflow_addons"),
    decorators=("tensorflow.function",),
)

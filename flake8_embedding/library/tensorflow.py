"""TensorFlow below Keras: tensors of ids and functions that keep them.

https://www.tensorflow.org/api_docs/python/tf
"""

from __future__ import annotations

from flake8_embedding.library.numpy import filled, joined
from flake8_embedding.library.spec import Call, Handled, Library, PassesOn, Row
from flake8_embedding.values.arithmetic import as_number
from flake8_embedding.values.bounds import add
from flake8_embedding.values.objects import Sequence, unknown_length
from flake8_embedding.values.value import Number, Value


def _range(call: Call) -> Value:
    bounds = [as_number(value) for value in call.arguments]
    if len(bounds) == 1 and bounds[0] is not None and bounds[0].exact is not None:
        return call.allocate(
            Sequence("array", Number(Number.exactly(0).low, add(bounds[0].exact, -1)), unknown_length(call.key))
        )
    return call.unknown("the range is not known")


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
        Row(("concat", "stack"), ("arrays", "axis"), Handled(joined)),
        Row(("zeros", "zeros_like"), ("shape", "dtype"), Handled(lambda call: filled(0, call))),
        Row(("ones", "ones_like"), ("shape", "dtype"), Handled(lambda call: filled(1, call))),
        Row(("fill",), ("shape", "fill_value"), Handled(lambda call: filled(None, call))),
        Row(("range",), ("start", "limit", "delta"), Handled(_range)),
    ),
    harmless=("tensorflow_datasets", "tensorflow_hub", "tensorflow_text", "tensorflow_addons"),
    decorators=("tensorflow.function",),
)

"""PyTorch: tensors that are made of sizes alone.

https://docs.pytorch.org/docs/stable/generated/torch.eye.html,
https://docs.pytorch.org/docs/stable/generated/torch.zeros.html
"""

from __future__ import annotations

from collections.abc import Sequence

from flake8_embedding.library.arrays.new_arrays import filled, of_one_number, unit_matrix
from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled
from flake8_embedding.record import replace
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.arithmetic import as_number
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.value import Number, Value


def from_sizes(fill: int, call: Call) -> Value:
    """``zeros(2, 3)`` and ``zeros((2, 3))``."""
    sides = call.arguments
    is_shape = as_number(sides[0]) is None if len(sides) == 1 else not sides and call.argument("shape") is not None
    return filled(fill, call) if call.complete and is_shape else of_sizes(call, fill, sides)


def of_sizes(call: Call, fill: int, sides: Sequence[Value]) -> Value:
    """A tensor with this number everywhere. One side that is not known may be a whole shape."""
    if not sides or not call.complete:
        return call.allocate(SequenceValue("array", Number.exactly(fill), unknown_length(call.key)))
    sizes = tuple(as_number(size) or unknown_length((call.key, axis)) for axis, size in enumerate(sides))
    made = of_one_number(call, Number.exactly(fill), sizes)
    if isinstance(made, SequenceValue) and len(sides) == 1 and as_number(sides[0]) is None:
        made = replace(made, shape=None)
    return call.allocate(made)


EYE = Entry(("eye",), ("rows", "columns"), Handled(unit_matrix), renamed={"n": "rows", "m": "columns"})

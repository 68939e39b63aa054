"""PyTorch: tensors that are made of sizes alone.

https://docs.pytorch.org/docs/stable/generated/torch.eye.html,
https://docs.pytorch.org/docs/stable/generated/torch.zeros.html
"""

from __future__ import annotations

from flake8_embedding.library.arrays.new_arrays import filled, of_one_number, unit_matrix
from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.arithmetic import as_number
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.value import Number, Value


def from_sizes(fill: int, call: Call) -> Value:
    """``zeros(2, 3)`` and ``zeros((2, 3))``."""
    sides = call.arguments
    if not sides or not call.complete:
        if call.complete and call.argument("shape") is not None:
            return filled(fill, call)
        return call.allocate(SequenceValue("array", Number.exactly(fill), unknown_length(call.key)))
    if len(sides) == 1 and as_number(sides[0]) is None:
        return filled(fill, call)
    sizes = tuple(as_number(size) or unknown_length((call.key, axis)) for axis, size in enumerate(sides))
    return call.allocate(of_one_number(call, Number.exactly(fill), sizes))


EYE = Entry(("eye",), ("rows", "columns"), Handled(unit_matrix), renamed={"n": "rows", "m": "columns"})

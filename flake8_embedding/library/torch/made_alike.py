"""Tensors that a tensor makes of its own type: ``ids.new_zeros(2, 3)``, ``ids.new_full((2,), 9)``, ``ids.new([4])``."""

from __future__ import annotations

from functools import partial

from flake8_embedding.library.arrays.new_arrays import filled, matrix_of_shape
from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled, PassesOn
from flake8_embedding.library.torch.made import of_sizes
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.casts import PERHAPS_BOOL
from flake8_embedding.values.value import Value

_TORCH = "torch"


def _in_own_type(call: Call, made: Value) -> Value:
    """What was made, of the type that the tensor has or that is asked for."""
    content = call.store.content(made)
    own = call.store.content(call.arguments[0])
    if not isinstance(content, SequenceValue) or call.argument("dtype") is not None:
        return made
    return call.allocate(replace(content, dtype=own.dtype if isinstance(own, SequenceValue) else PERHAPS_BOOL))


def _sizes(call: Call) -> tuple[Value, ...]:
    """The lengths that are asked for, one by one or in a list."""
    given = call.argument("size")
    several = tuple(call.arguments[1:]) if given is None else (given,)
    return (items_of(several[0], call.store) if len(several) == 1 else None) or several


def _same_everywhere(fill: int, call: Call) -> Value:
    """``ids.new_zeros(2, 3)``, ``ids.new_ones((2, 3))``"""
    return _in_own_type(call, of_sizes(call, fill, _sizes(call)))


def _filled(call: Call) -> Value:
    """``ids.new_full((2, 3), 9)``"""
    return _in_own_type(call, filled(None, call))


def _whatever_is_there(call: Call) -> Value:
    """``ids.new_empty(2, 3)``"""
    sizes = _sizes(call)
    if not call.complete or not sizes:
        return call.unknown("the size of the tensor is not known")
    return matrix_of_shape(call, SequenceValue.of("tuple", sizes, sizes[0]), drawn=True)


def _of_numbers_or_size(call: Call) -> Value:
    """``ids.new([4, 5])`` holds 4 and 5, ``ids.new(4, 5)`` whatever lay in memory there."""
    given = call.arguments[1] if len(call.arguments) == 2 and call.complete else None
    content = call.store.content(given) if given is not None else None
    if given is not None and isinstance(content, SequenceValue) and content.kind == "list":
        return PassesOn(("data",)).apply(call)
    return _whatever_is_there(call)


OF_ANYTHING = (
    Entry(("new_zeros",), ("self",), Handled(partial(_same_everywhere, 0)), makes=_TORCH),
    Entry(("new_ones",), ("self",), Handled(partial(_same_everywhere, 1)), makes=_TORCH),
    Entry(("new_full",), ("self", "shape", "fill_value"), Handled(_filled), renamed={"size": "shape"}, makes=_TORCH),
    Entry(("new_empty",), ("self",), Handled(_whatever_is_there), makes=_TORCH),
)
"""Those that nothing else but a tensor has."""

METHODS = (*OF_ANYTHING, Entry(("new",), ("self", "data"), Handled(_of_numbers_or_size)))

"""Arrays of NumPy that lie backwards in memory, ``x[::-1]``. PyTorch raises ValueError for them: "At least one stride
in the given numpy array is negative". A copy lies there in order."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from flake8_embedding.library.call import Call
from flake8_embedding.library.each_case import apart
from flake8_embedding.values.arrays.shared_memory import origin_of
from flake8_embedding.values.arrays.views import ArrayView
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.value import NEVER, ObjectRef, Value


def refused_backwards(call: Call, given: Value, answer: Callable[[Call], Value]) -> Value | None:
    """What a function of PyTorch gives that takes no such array: ``answer`` is asked for any other thing in its place.
    None where no such array is given."""
    if not call.store.sees_through:
        return None
    held = [one.value for option in alternatives_of(given) for one in alternatives_of(_held(call, option.value))]
    backwards = [isinstance(one, ArrayView) and _lies_backwards(call, one) for one in held]
    if not any(backwards):
        return None
    return NEVER if all(backwards) else apart(call, given, answer)


def _held(call: Call, array: Value) -> Value:
    """A view itself, not what is seen through it."""
    return (call.store.get(array.alloc) if isinstance(array, ObjectRef) else None) or array


def _lies_backwards(call: Call, view: ArrayView) -> bool:
    if not view.sure:
        return False
    origin, backwards = origin_of(view.base, call.store)
    return backwards != (view.backwards or _runs_down(view)) and call.maker_of(origin) == "numpy"


def _runs_down(view: ArrayView) -> bool:
    """``np.flip(x)``: each element lies before the last one."""
    places = view.places.cells if view.places is not None else ()
    return len(places) > 1 and all(one > other for one, other in pairwise(places))

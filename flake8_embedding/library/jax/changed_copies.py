"""JAX's ``x.at[index].set(value)``: a copy of the array with other elements at some places.

https://docs.jax.dev/en/latest/_autosummary/jax.numpy.ndarray.at.html
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, handled
from flake8_embedding.values.arrays.views import ChangedCopies
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.nests import grid_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.value import Value


def _changed_copies(call: Call) -> Value:
    """``x.at``"""
    return ChangedCopies(call.arguments[0])


def _set(call: Call) -> Value:
    """``x.at[index].set(value)``. Places outside the array are left out, so that the value may not come."""
    places, value = call.arguments[0], call.argument("values")
    if not isinstance(places, ChangedCopies) or places.index is None or value is None:
        return call.unknown_numbers("what is put in is not known")
    written = call.written(places.of, places.index, value)
    if written is None or _is_known(written, call):
        return written or call.unknown_numbers("the array is not known")
    number = numbers_in(value, call.store)
    perhaps = call.written(places.of, places.index, number.weakened()) if number is not None else None
    return perhaps or call.unknown_numbers("what is put in is not known")


def _is_known(array: Value, call: Call) -> bool:
    """Whether all elements are known one by one."""
    content = call.store.content(array)
    return isinstance(content, SequenceValue) and grid_of(content, call.store) is not None


def _get(call: Call) -> Value:
    """``x.at[index].get()``; with ``mode="fill"`` there may be other numbers than those of the array."""
    places = call.arguments[0]
    if not isinstance(places, ChangedCopies) or places.index is None or call.keywords_beside("self"):
        return call.unknown_numbers("what is had is not known")
    return call.item(places.of, places.index)


ATTRIBUTES: tuple[Entry, ...] = (handled("at", by=_changed_copies),)

METHODS: tuple[Entry, ...] = (
    handled("set", by=_set, takes=("self", "values")),
    handled("get", by=_get),
)
"""Other methods, such as ``add``, do arithmetic once for each time that a place is named: what comes is not known."""

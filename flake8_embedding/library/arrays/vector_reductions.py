"""Arrays of vectors reduced along a dimension: ``x.mean(1)``, ``torch.max(x, 1)[0]``, ``tf.reduce_sum(x, axis=1)``.

What is left has a dimension less, or one of length 1 in its place.
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled
from flake8_embedding.values.arrays.vectors import VectorsOf, vectors, vectors_in
from flake8_embedding.values.plain import integer_of
from flake8_embedding.values.value import FALSE, TRUE, Number, Unknown, Value

KEEPING_NAMES = {"keepdims": "keepdim", "keep_dims": "keepdim"}
"""What the libraries call the argument that keeps the dimension."""


def keeps_dimension(call: Call) -> bool | None:
    """Whether the dimension stays, with a length of 1; None if that is not known."""
    given = call.argument("keepdim")
    if given is None or given == FALSE:
        return False if call.complete else None
    return True if given == TRUE else None


def axis_of(known: VectorsOf, axis: Value | None) -> int | None:
    """Which dimension is meant, from the first one on; -1 for the last, if it is not known how many there are. None
    where it is not known which one it is."""
    place = integer_of(axis)
    if place is None:
        return None
    count = known.dimensions
    if count is None and known.most == place + 1:
        # In an array of fewer dimensions there is no such one, and an error comes.
        count = known.most
    if count is None:
        return -1 if place == -1 else None
    return place % count if -count <= place < count else None


def is_last(known: VectorsOf, axis: Value | None) -> bool:
    """Whether it is the dimension of the vectors themselves."""
    place = axis_of(known, axis)
    return place is not None and place in (-1, (known.most or 0) - 1)


def reduced(call: Call, known: VectorsOf) -> Unknown | None:
    """One number in place of all those along an axis; None where the vectors that are left are not known."""
    keeps, axis = keeps_dimension(call), call.argument("axis")
    if keeps is None or axis is None:
        return None
    if is_last(known, axis):
        return known.like(call.key, Number.exactly(1)) if keeps else None
    place = axis_of(known, axis)
    if place is None:
        return _counted_from_the_end(call, known, axis, keeps=keeps)
    count = known.most if known.dimensions is None else known.dimensions
    if keeps:
        return vectors(call.key, known.width, count, ones=known.ones | {place})
    ones = frozenset(one if one < place else one - 1 for one in known.ones if one != place)
    return vectors(call.key, known.width, None if count is None else count - 1, ones=ones)


def _counted_from_the_end(call: Call, known: VectorsOf, axis: Value, *, keeps: bool) -> Unknown | None:
    """``x.sum(-2)`` of an array of which the dimensions are not known."""
    place = integer_of(axis)
    if place is None or place >= -1 or known.dimensions is not None:
        return None
    if keeps:
        return vectors(call.key, known.width, None, most=known.most)
    return vectors(call.key, known.width, None, most=None if known.most is None else known.most - 1)


def given_vectors(call: Call, parameter: str) -> VectorsOf | None:
    """What is known of the vectors that the call is given as this parameter; None if these are none."""
    given = call.argument(parameter)
    return None if given is None else vectors_in(call.store.content(given))


def reduced_vectors(call: Call) -> Value:
    """``x.mean(1)``, ``x.mean(-1, keepdim=True)``"""
    known = given_vectors(call, "self")
    made = None if known is None or not call.complete else reduced(call, known)
    return made or call.tainted(Unknown("what is summed up is not followed", call.key))


NAMES = ("mean", "std", "var", "prod", "logsumexp")
"""Functions and methods that are called alike."""


def reducing(*names: str, renamed: dict[str, str]) -> Entry:
    """The entry of functions of a library that give one number for those along an axis."""
    return Entry(names, ("self", "axis", "keepdim"), Handled(reduced_vectors), renamed={**renamed, **KEEPING_NAMES})


METHODS = (reducing(*NAMES, renamed={"dim": "axis"}),)
"""Methods of arrays and tensors of vectors."""

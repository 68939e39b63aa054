"""Vectors of a known width in arrays whose dimensions change: ``scores.view(-1, 9)`` are scores as before.

What is given is an array of which nothing else is known. Where the vectors may not stay whole, None is given.
"""

from __future__ import annotations

from flake8_embedding.library.arrays.sides import axis_in, given_behind
from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import handled
from flake8_embedding.values.arrays.vectors import VectorsOf, product_of, vectors
from flake8_embedding.values.numbers.bounds import constant_of, lowest
from flake8_embedding.values.plain import integer_of
from flake8_embedding.values.value import Number, Unknown, Value


def in_new_shape(call: Call, known: VectorsOf) -> Unknown | None:
    """``scores.view(-1, 9)``: vectors of 9, whatever width they had, in as many dimensions as there are sizes. A last
    size that is not known may be -1."""
    sizes = given_behind(call, "shape", "newshape")
    last = sizes[-1] if sizes else None
    is_size = isinstance(last, Number) or (isinstance(last, Unknown) and len(sizes) > 1)
    if not is_size or not call.complete:
        # A single thing that is not known may be a whole shape.
        return None
    ones = frozenset(axis for axis, size in enumerate(sizes[:-1]) if integer_of(size) == 1)
    if known.is_one_row and len(ones) + 1 == len(sizes) and integer_of(last) == -1:
        return vectors(call.key, known.width, len(sizes), ones=ones)
    length = last.exact if isinstance(last, Number) else None
    told = length is not None and (length == known.width.exact or (constant_of(length) or 0) > 0)
    return vectors(call.key, last if told else None, len(sizes), ones=ones)


def in_a_row(call: Call, known: VectorsOf) -> Unknown | None:
    """``scores.flatten()``: the numbers of the only vector stand in the order that they had."""
    is_plain = len(call.arguments) == 1 and not call.keywords and call.complete
    return vectors(call.key, known.width, 1) if known.is_one_row and is_plain else None


def without_ones(call: Call, known: VectorsOf) -> Unknown | None:
    """``scores.squeeze()``, ``scores.squeeze(1)``"""
    axes, dimensions = given_behind(call, "axis", "dim"), known.dimensions
    axis = axis_in(axes)
    if len(axes) == 1 and axis is None:
        return None
    if axis in known.ones and dimensions != 1:
        left = frozenset(one if one < axis else one - 1 for one in known.ones if one != axis)
        return vectors(call.key, known.width, _one_less(dimensions), most=_one_less(known.most), ones=left)
    if axis is not None and dimensions is not None and 0 <= axis < dimensions - 1 and call.path.startswith(_STRICT):
        left = frozenset(one if one < axis else one - 1 for one in known.ones)
        return vectors(call.key, known.width, dimensions - 1, ones=left)
    least = lowest(known.width.exact) if known.width.exact is not None else None
    if axis is None or axis == -1 or (axis > 0 and (dimensions is None or axis + 1 >= dimensions)):
        # A vector of a single number may be one of the dimensions that go.
        return vectors(call.key, known.width, None, most=known.most) if least is not None and least > 1 else None
    return vectors(call.key, known.width, None, most=known.most)


_STRICT = ("tensorflow.", "keras.", "numpy.", "jax.")
"""Libraries in whose functions it is an error if a side that is to go is not 1. PyTorch leaves it as it is."""


def _one_less(count: int | None) -> int | None:
    return None if count is None else count - 1


def with_a_one(call: Call, known: VectorsOf) -> Unknown | None:
    """``scores.unsqueeze(0)``, ``np.expand_dims(scores, 1)``"""
    axis, dimensions = axis_in(given_behind(call, "axis", "dim")), known.dimensions
    if axis is None or axis == -1 or (axis > 0 and (dimensions is None or axis >= dimensions)):
        return None
    more, most = (None if count is None else count + 1 for count in (dimensions, known.most))
    ones = frozenset((axis, *(one if one < axis else one + 1 for one in known.ones)))
    return vectors(call.key, known.width, more, most=most, ones=ones)


def as_they_are(call: Call, known: VectorsOf) -> Unknown | None:
    """``scores.flip(0)``: each dimension has the length that it had."""
    return known.with_other_numbers(call.key)


def product(call: Call) -> Value:
    """``torch.matmul(weights, vectors)``, ``torch.bmm(weights, vectors)``"""
    one, other = call.argument("self"), call.argument("other")
    made = None
    if one is not None and other is not None and call.complete:
        made = product_of(call.store.content(one), call.store.content(other), call.key)
    return made or call.tainted(Unknown("what is multiplied is not known", call.key))


METHODS = tuple(handled(name, by=product, takes=("self", "other")) for name in ("matmul", "bmm"))
"""Methods of tensors of vectors."""

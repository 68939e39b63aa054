"""Matrices of TensorFlow: variables, what they begin with, and arrays of a shape whatever is in them.

https://www.tensorflow.org/api_docs/python/tf/Variable
"""

from __future__ import annotations

from flake8_embedding.library.arrays.new_arrays import matrix_of_shape
from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import PassesOn
from flake8_embedding.record import replace
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.value import Choice, LibraryName, Partial, Value


def variable(call: Call) -> Value:
    """An array that can be assigned anew; a number can be too, and is not followed."""
    given = call.argument("initial_value")
    made = None if given is None else _array_of(call, call.store.content(given))
    return made or call.unknown("the variable may be assigned anew")


def _array_of(call: Call, content: Value) -> Value | None:
    """An array of the same numbers, on each path of those that are on it; None for what is no array."""
    ways = alternatives_of(content)
    arrays = [(way, replace(way.value, kind="array")) for way in ways if isinstance(way.value, SequenceValue)]
    if not arrays or len(arrays) < len(ways):
        return None
    one = arrays[0][1] if len(arrays) == 1 else Choice(tuple(replace(way, value=array) for way, array in arrays))
    return call.allocate(one)


def random_matrix(call: Call) -> Value:
    """``random.normal((rows, width))``: of that shape, whatever is in it; with a type these may be ids."""
    shape = call.argument("shape")
    if shape is None or call.argument("dtype") is not None:
        return call.unknown("the random numbers are not followed")
    return matrix_of_shape(call, shape, drawn=True)


TENSOR = PassesOn(("value",), dtype_of="dtype")


def constant(call: Call) -> Value:
    """``constant(ids)``, ``constant(0.0, shape=[7, 4])``"""
    shape = call.argument("shape")
    return TENSOR.apply(call) if shape is None or is_none(shape) else matrix_of_shape(call, shape)


INITIALIZERS = (
    *(f"{name}_initializer" for name in ("random_normal", "random_uniform", "truncated_normal", "orthogonal")),
    *("zeros_initializer", "ones_initializer", "glorot_uniform_initializer", "glorot_normal_initializer"),
    *("variance_scaling_initializer", "uniform_unit_scaling_initializer"),
    *("contrib.layers.xavier_initializer", "contrib.layers.variance_scaling_initializer"),
    *(f"initializers.{name}" for name in ("GlorotNormal", "GlorotUniform", "HeNormal", "HeUniform", "Orthogonal")),
    *(f"initializers.{name}" for name in ("RandomNormal", "RandomUniform", "TruncatedNormal", "Zeros", "Ones")),
)
"""Classes whose objects make a matrix when they are called with its shape."""


def initializer(call: Call) -> Value:
    """``random_normal_initializer(stddev=0.1)``: what it makes, ``random.normal`` makes, too."""
    return Partial(LibraryName("tensorflow.random.normal"))


def named_variable(call: Call) -> Value:
    """``get_variable("vectors", shape=[7, 4])``, ``get_variable("vectors", initializer=matrix)``"""
    shape, first = call.argument("shape"), call.argument("initializer")
    if shape is not None and not is_none(shape):
        return matrix_of_shape(call, shape)
    made = None if first is None else _array_of(call, call.store.content(first))
    return made or call.unknown("the shape of the variable is not given")

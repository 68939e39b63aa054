"""NumPy: arrays of ids, embedding matrices, random ids, and where ids are counted or looked for.

https://numpy.org/doc/stable/reference/
"""

from __future__ import annotations

from dataclasses import replace

from flake8_embedding.library.arrays import (
    CLIP_NAMES,
    COUNTING,
    COUNTING_NAMES,
    LIKE_NAMES,
    clipped,
    counted_up,
    distinct_values,
    filled_like,
    largest,
    maximum,
    minimum,
    shape,
)
from flake8_embedding.library.binning import binned
from flake8_embedding.library.call import Call
from flake8_embedding.library.drawing import chosen, integers, random_integers, random_integers_up_to, shuffled_range
from flake8_embedding.library.joining import joined, joined_sideways, stacked
from flake8_embedding.library.spec import Handled, Library, MakesObject, PassesOn, Row, handled
from flake8_embedding.values.arithmetic import as_number
from flake8_embedding.values.bounds import add, number
from flake8_embedding.values.contents import items_of, length_of
from flake8_embedding.values.identity import Key
from flake8_embedding.values.objects import Sequence, unknown_length
from flake8_embedding.values.value import TRUE, Number, Origin, Scalar, Unknown, Value


def filled(fill: int | None, call: Call) -> Value:
    """``zeros(shape)``, ``ones(shape)``, ``full(shape, number)``."""
    dimensions = call.argument("shape")
    given = call.argument("fill_value")
    number = as_number(given) if given is not None else None if fill is None else Number.exactly(fill)
    if dimensions is None or number is None:
        return call.unknown("what the array holds is not known")
    lengths = items_of(dimensions, call.store)
    lengths = (dimensions,) if lengths is None and isinstance(dimensions, Number) else lengths
    if not lengths:
        return call.allocate(Sequence("array", number, unknown_length(call.key)))
    first = as_number(lengths[0])
    return call.allocate(Sequence("array", number, first or unknown_length(call.key), shape=lengths))


def _random_matrix(call: Call) -> Value:
    """``random.normal(size=(rows, width))``, ``random.rand(rows, width)``."""
    size = call.argument("size")
    sizes = call.arguments if size is None else list(items_of(size, call.store) or (size,))
    rows = as_number(sizes[0]) if sizes else None
    if rows is None:
        return call.unknown("the size of the random array is not known")
    element = Unknown("random numbers", Key(call.key, "element"))
    return call.allocate(Sequence("array", element, rows, shape=tuple(sizes)))


def _largest(call: Call) -> Value:
    found = largest(call)
    return replace(found, scalar=Scalar.LIBRARY) if isinstance(found, Number) else found


def _unique(call: Call) -> Value:
    """``unique(x)``; with ``return_inverse`` also the place of each element among the distinct ones."""
    given, inverse = call.argument("ar"), call.argument("return_inverse")
    others = [call.argument(name) for name in ("return_index", "return_counts")]
    if given is None or any(other is not None for other in others):
        return call.unknown("several results of unique() are not followed")
    distinct = distinct_values(call, given)
    if inverse is None:
        return distinct
    length = length_of(distinct, call.store)
    if inverse != TRUE or length is None or length.exact is None:
        return call.unknown("how many distinct values there are is not known")
    origin = Origin("places among the distinct values", call.place, counted=length.exact)
    places = Number(number(0), add(length.exact, -1), origin=origin)
    rows = length_of(given, call.store) or unknown_length(call.key)
    numbered = call.allocate(Sequence("array", places, rows), "inverse")
    return Sequence.of("tuple", (distinct, numbered), numbered)


def _changed(call: Call) -> Value:
    """``put(array, ...)``, ``copyto(array, ...)``: the array is not what it was."""
    if call.arguments:
        call.set(call.arguments[0], call.unknown("it was changed in place"))
    return call.unknown("nothing is returned")


_RANDINT = ("low", "high", "size", "dtype")
_INTEGERS = ("self", *_RANDINT, "endpoint")

_GENERATOR = (
    *(Row((name,), ("self", "loc", "scale", "size"), Handled(_random_matrix)) for name in ("normal", "uniform")),
    *(Row((name,), ("self", "size"), Handled(_random_matrix)) for name in ("random", "standard_normal")),
    handled("permutation", by=shuffled_range, takes=("self", "x")),
    handled("choice", by=chosen, takes=("self", "a", "size")),
)

LIBRARY = Library(
    name="NumPy",
    roots=("numpy", "jax.numpy"),
    rows=(
        Row(("array", "asarray", "ascontiguousarray", "asanyarray"), ("object", "dtype"), PassesOn(("object",))),
        Row(("copy", "flip"), ("a",), PassesOn(("a",))),
        Row(
            ("reshape", "expand_dims", "tile", "repeat", "squeeze", "ravel", "transpose", "atleast_2d"),
            ("a", "shape"),
            PassesOn(("a",), keeps_shape=False),
        ),
        Row(("int32", "int64", "int16", "uint32", "uint64", "intp"), ("object",), PassesOn(("object",))),
        Row(("zeros",), ("shape", "dtype"), Handled(lambda call: filled(0, call))),
        Row(("ones",), ("shape", "dtype"), Handled(lambda call: filled(1, call))),
        Row(("zeros_like",), ("self",), Handled(lambda call: filled_like(0, call)), renamed=LIKE_NAMES),
        Row(("ones_like",), ("self",), Handled(lambda call: filled_like(1, call)), renamed=LIKE_NAMES),
        Row(("full",), ("shape", "fill_value"), Handled(lambda call: filled(None, call))),
        Row(("arange",), COUNTING, Handled(counted_up), renamed=COUNTING_NAMES),
        Row(("random.randint",), _RANDINT, Handled(random_integers)),
        Row(("random.normal", "random.uniform"), ("loc", "scale", "size"), Handled(_random_matrix)),
        Row(("random.rand", "random.randn"), (), Handled(_random_matrix)),
        Row(("random.default_rng", "random.RandomState", "random.Generator"), ("seed",), MakesObject()),
        Row(("random.random", "random.random_sample"), ("size",), Handled(_random_matrix)),
        Row(("random.permutation",), ("x",), Handled(shuffled_range)),
        Row(("random.choice",), ("a", "size"), Handled(chosen)),
        Row(("random.random_integers",), ("low", "high", "size"), Handled(random_integers_up_to)),
        Row(("max", "amax", "nanmax"), ("self", "axis"), Handled(_largest), renamed={"a": "self"}),
        Row(("clip",), ("self", "a_min", "a_max"), Handled(clipped), renamed=CLIP_NAMES),
        handled("minimum", by=minimum, takes=("x1", "x2")),
        handled("maximum", by=maximum, takes=("x1", "x2")),
        Row(("shape",), ("self",), Handled(shape)),
        Row(("concatenate", "vstack", "row_stack", "r_"), ("arrays", "axis"), Handled(joined)),
        Row(("stack",), ("arrays", "axis"), Handled(stacked)),
        Row(("hstack", "column_stack"), ("arrays",), Handled(joined_sideways)),
        Row(("put", "place", "copyto", "putmask", "fill_diagonal"), ("a",), Handled(_changed)),
        Row(("digitize",), ("x", "bins"), Handled(binned)),
        Row(("searchsorted",), ("bins", "x"), Handled(binned), renamed={"a": "bins", "v": "x"}),
        Row(("unique",), ("ar", "return_index", "return_inverse", "return_counts"), Handled(_unique)),
    ),
    methods={
        "numpy.random.default_rng": (
            *_GENERATOR,
            handled("integers", by=integers, takes=_INTEGERS),
        ),
        "numpy.random.RandomState": (*_GENERATOR, handled("randint", by=random_integers, takes=("self", *_RANDINT))),
    },
)

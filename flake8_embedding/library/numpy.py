"""NumPy: arrays of ids, embedding matrices, random ids, and where ids are counted or looked for.

https://numpy.org/doc/stable/reference/
"""

from __future__ import annotations

from flake8_embedding.library.arrays import changes as array_changes
from flake8_embedding.library.arrays import found_places as array_places
from flake8_embedding.library.arrays import order as array_order
from flake8_embedding.library.arrays import padding as array_padding
from flake8_embedding.library.arrays import parts as array_parts
from flake8_embedding.library.arrays import pieces as array_pieces
from flake8_embedding.library.arrays import rows as array_rows
from flake8_embedding.library.arrays import scores
from flake8_embedding.library.arrays import shapes as array_shapes
from flake8_embedding.library.arrays import views as array_views
from flake8_embedding.library.arrays.arithmetic import CLIP, CLIP_NAMES, SIGNS, clipped, functions, maximum, minimum
from flake8_embedding.library.arrays.averages import averaged
from flake8_embedding.library.arrays.bins import binned, evenly_spaced, quantiles
from flake8_embedding.library.arrays.choice import full_like_entry, where_entry
from flake8_embedding.library.arrays.concatenation import joined, joined_sideways, side_by_side, stacked, vertical
from flake8_embedding.library.arrays.crossed_axes import crossed_entry
from flake8_embedding.library.arrays.extremes import largest
from flake8_embedding.library.arrays.members import distinct_values, nonzero_count, shape, summed
from flake8_embedding.library.arrays.new_arrays import (
    COUNTING,
    COUNTING_NAMES,
    LIKE_NAMES,
    counted_up,
    filled,
    filled_like,
    matrix_of_shape,
    unit_matrix,
)
from flake8_embedding.library.arrays.random_ids import (
    chosen,
    integers,
    normal,
    random_integers,
    random_integers_up_to,
    shuffled_range,
)
from flake8_embedding.library.arrays.reductions import running_sums_entry
from flake8_embedding.library.arrays.shapes import moved
from flake8_embedding.library.call import Call
from flake8_embedding.library.pandas.csv_texts import table_of_numbers
from flake8_embedding.library.spec import Conventions, Entry, Handled, Library, MakesObject, Memory, PassesOn, handled
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import any_in, is_each_once, items_of, length_of
from flake8_embedding.values.containers.nests import length_of_row
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import Origin
from flake8_embedding.values.literals import as_key
from flake8_embedding.values.numbers.arithmetic import as_number
from flake8_embedding.values.numbers.bounds import add, number
from flake8_embedding.values.numbers.unknown_numbers import as_scalar, unknown_length
from flake8_embedding.values.provenance import Drawn, Key
from flake8_embedding.values.value import FALSE, TRUE, Choice, Number, NumericType, Unknown, Value


def _random_matrix(call: Call) -> Value:
    """``random.normal(size=(rows, width))``, ``random.rand(rows, width)``."""
    size = call.argument("size")
    several = call.arguments if size is None else list(items_of(size, call.store) or ())
    sizes: list[Value] = several or ([] if size is None else [size])
    # A single size that is not known may be a whole shape.
    if len(several) > 1 and isinstance(sizes[0], Choice):
        return matrix_of_shape(call, SequenceValue.of("tuple", tuple(sizes), sizes[0]), drawn=True)
    rows = (as_scalar(sizes[0]) if len(several) > 1 else as_number(sizes[0])) if sizes else None
    if rows is None:
        return Unknown("the size of the random array is not known", Drawn(call.key))
    element = Unknown("random numbers", Drawn(call.key))
    return call.allocate(SequenceValue("array", element, rows, shape=tuple(sizes)))


def _empty(call: Call) -> Value:
    """``empty((rows, width))``: of that shape, whatever lies in memory there."""
    shape = call.argument("shape")
    return matrix_of_shape(call, shape) if shape is not None else call.unknown("the shape is not given")


def _largest(call: Call) -> Value:
    found = largest(call, axis_by_place=True)
    return replace(found, numeric_type=NumericType.LIBRARY) if isinstance(found, Number) else found


def _unique(call: Call) -> Value:
    """``unique(x)``; with ``return_inverse`` also the place of each element among the distinct ones. Results come in
    NumPy's order: values, first places, inverse, counts."""
    given = call.argument("ar")
    asked = {name: call.argument(name) or FALSE for name in ("return_index", "return_inverse", "return_counts")}
    is_plain = call.complete and call.argument("axis") is None and set(asked.values()) <= {TRUE, FALSE}
    if given is None or not is_plain:
        return call.unknown("several results of unique(), or whole rows, are not followed")
    distinct = distinct_values(call, given)
    if TRUE not in asked.values():
        return distinct
    length = length_of(distinct, call.store)
    if length is None or length.exact is None:
        return call.unknown("how many distinct values there are is not known")
    parts = [distinct]
    for name in (name for name, wanted in asked.items() if wanted == TRUE):
        if name == "return_inverse":
            origin = Origin("places among the distinct values", call.place, counted=length.exact)
            places = Number(number(0), add(length.exact, -1), origin=origin)
            parts.append(call.allocate(_inverse(call, given, distinct, places), "inverse"))
        else:
            parts.append(call.allocate(_beside_each(call, name, length), name))
    return SequenceValue.of("tuple", tuple(parts), parts[-1])


def _beside_each(call: Call, name: str, length: Number) -> SequenceValue:
    """One number for each of the distinct values: where the first of them stands, or how many there are."""
    return SequenceValue("array", Unknown("a number for each of the values", Key(call.key, name)), length)


def _inverse(call: Call, given: Value, distinct: Value, places: Number) -> SequenceValue:
    """For each element its place among the distinct ones. The shape of the places of a matrix depends on the version of
    NumPy, so they are computed for a single row only."""
    ordered, cells = items_of(distinct, call.store), items_of(given, call.store)
    numbers = {as_key(value): at for at, value in enumerate(ordered or ())}
    found = [numbers.get(as_key(cell)) for cell in cells or ()]
    if found and None not in numbers and None not in found:
        items = tuple(Number.exactly(at, origin=places.origin) for at in found if at is not None)
        return SequenceValue.of("array", items, any_in(list(items), call.store, call.key))
    rows = length_of_row(given, call.store)
    # Where the last of known values stands is known as well, though not followed.
    each_once = is_each_once(given, call.store) or ordered is not None
    return SequenceValue("array", places, rows or unknown_length(call.key), each_once=each_once)


_REDUCED = ("self", "axis", "*", "keepdim")
_RANDINT = ("low", "high", "size", "dtype")
_INTEGERS = ("self", *_RANDINT, "endpoint")


_GENERATOR = (
    *(Entry((name,), ("self", "loc", "scale", "size"), Handled(_random_matrix)) for name in ("normal", "uniform")),
    *(Entry((name,), ("self", "size"), Handled(_random_matrix)) for name in ("random", "standard_normal")),
    handled("permutation", by=shuffled_range, takes=("self", "x")),
    handled("shuffle", by=array_changes.shuffled, takes=("self", "x")),
    handled("choice", by=chosen, takes=("self", "a", "size", "replace", "p")),
)

_NUMPY = ("numpy",)
"""``jax.numpy`` has no ``random``: that is ``jax.random``, which takes a key."""

_JAX = ("jax.numpy",)

_LIKE = ("self", "dtype", "order", "subok", "shape")

LIBRARY = Library(
    name="NumPy",
    tensors=True,
    roots=("numpy", "jax.numpy"),
    classes=("numpy.ndarray",),
    calls_nothing=("numpy.random.seed", "numpy.set_printoptions"),
    conventions=Conventions(results=("out",), keeps=("save", "savetxt", "savez", "savez_compressed")),
    array_makers=(
        *("arange", "array", "asanyarray", "asarray", "ascontiguousarray", "astype", "c_", "choice"),
        *("column_stack", "concatenate", "copy", "diag", "dstack", "empty", "empty_like", "eye", "fromiter"),
        *("full", "full_like", "hstack", "identity", "linspace", "normal", "ones", "ones_like", "permutation"),
        *("r_", "rand", "randint", "randn", "random", "random_integers", "random_sample", "repeat", "reshape"),
        *("row_stack", "stack", "standard_normal", "tile", "uniform", "unique", "vstack", "zeros"),
        *("zeros_like"),
    ),
    entries=(
        Entry(("array",), ("object", "dtype"), PassesOn(("object",), dtype_of="dtype")),
        Entry(
            ("asarray", "ascontiguousarray", "asanyarray", "asfortranarray", "asarray_chkfinite"),
            ("object", "dtype"),
            PassesOn(("object",), memory=Memory.PERHAPS, dtype_of="dtype"),
        ),
        Entry(("copy",), ("a",), PassesOn(("a",))),
        moved("reshape", by=array_shapes.to_shape, takes=("a", "shape"), memory=Memory.IF_IN_ORDER),
        moved("ravel", by=array_shapes.flat, takes=("a",), memory=Memory.IF_IN_ORDER),
        moved("expand_dims", by=array_shapes.widened, takes=("a", "axis"), memory=Memory.SHARED),
        moved("squeeze", by=array_shapes.squeezed, takes=("a", "axis"), memory=Memory.SHARED),
        moved("transpose", "permute_dims", by=array_shapes.turned, takes=("a", "axes"), memory=Memory.SHARED),
        moved("swapaxes", by=array_shapes.swapped, takes=("a", "axis1", "axis2"), memory=Memory.SHARED),
        moved("flip", by=array_shapes.backwards, takes=("a", "axis"), memory=Memory.SHARED),
        moved("flipud", by=array_shapes.upside_down, takes=("a",), memory=Memory.SHARED),
        moved("fliplr", by=array_shapes.left_to_right, takes=("a",), memory=Memory.SHARED),
        moved("roll", by=array_shapes.rolled, takes=("a", "shift", "axis")),
        moved("tile", by=array_shapes.tiled, takes=("a", "reps")),
        Entry(("sort",), ("self", "axis"), Handled(array_order.ordered), renamed=array_order.ORDER_NAMES),
        Entry(("argsort",), ("self", "axis"), Handled(array_order.places_in_order), renamed=array_order.ORDER_NAMES),
        array_padding.padded("pad", takes=("self", "widths", "mode", "*", "value"), renamed=array_padding.NUMPY),
        *array_pieces.OF_NUMPY,
        *array_views.OF_NUMPY,
        *array_parts.OF_NUMPY,
        *(replace(entry, roots=_NUMPY) for entry in array_rows.OF_NUMPY),
        crossed_entry("xy"),
        handled("eye", "identity", by=unit_matrix, takes=("rows", "columns")),
        array_shapes.repeated_entry("repeat", ("a", "repeats", "axis")),
        Entry(("int32", "int64", "uint32", "uint64", "intp"), ("object",), PassesOn(("object",), dtype="")),
        *(
            Entry((name,), ("object",), PassesOn(("object",), dtype=name))
            for name in ("int8", "uint8", "int16", "uint16")
        ),
        Entry(("zeros",), ("shape", "dtype"), Handled(lambda call: filled(0, call))),
        Entry(("ones",), ("shape", "dtype"), Handled(lambda call: filled(1, call))),
        Entry(("zeros_like",), _LIKE, Handled(lambda call: filled_like(0, call)), renamed=LIKE_NAMES),
        Entry(("ones_like",), _LIKE, Handled(lambda call: filled_like(1, call)), renamed=LIKE_NAMES),
        Entry(("full",), ("shape", "fill_value", "dtype"), Handled(lambda call: filled(None, call))),
        scores.place_entry("argmax", "nanargmax"),
        scores.place_entry("argmin", is_smallest=True),
        scores.keeping("", ("exp", "log", "log1p", "log2", "tanh", "abs", "sqrt", "power", "square")),
        running_sums_entry("cumsum"),
        Entry(("empty",), ("shape",), Handled(_empty), roots=_NUMPY),
        # JAX makes no array without content: its ``empty`` is ``zeros``.
        Entry(("empty",), ("shape", "dtype"), Handled(lambda call: filled(0, call)), roots=_JAX),
        Entry(("empty_like",), _LIKE, Handled(lambda call: filled_like(0, call)), renamed=LIKE_NAMES, roots=_JAX),
        handled(
            "loadtxt",
            "genfromtxt",
            by=table_of_numbers,
            takes=("fname", "dtype", "comments", "delimiter"),
            roots=_NUMPY,
        ),
        full_like_entry("full_like", takes=("dtype", "order", "subok", "shape")),
        where_entry("where"),
        *array_places.OF_NUMPY,
        Entry(("arange",), COUNTING, Handled(counted_up), renamed=COUNTING_NAMES),
        Entry(("random.randint",), _RANDINT, Handled(random_integers), roots=_NUMPY),
        Entry(("random.normal", "random.uniform"), ("loc", "scale", "size"), Handled(_random_matrix), roots=_NUMPY),
        Entry(("random.rand",), (), Handled(_random_matrix), roots=_NUMPY),
        Entry(("random.randn",), (), Handled(lambda call: normal(call, _random_matrix(call))), roots=_NUMPY),
        Entry(("random.default_rng", "random.RandomState", "random.Generator"), ("seed",), MakesObject(), roots=_NUMPY),
        Entry(("random.random", "random.random_sample"), ("size",), Handled(_random_matrix), roots=_NUMPY),
        Entry(("random.permutation",), ("x",), Handled(shuffled_range), roots=_NUMPY),
        handled("random.multinomial", by=scores.counts_drawn, takes=("n", "pvals", "size"), roots=_NUMPY),
        Entry(("random.choice",), ("a", "size", "replace", "p"), Handled(chosen), roots=_NUMPY),
        Entry(("random.random_integers",), ("low", "high", "size"), Handled(random_integers_up_to), roots=_NUMPY),
        Entry(("max", "amax", "nanmax"), _REDUCED, Handled(_largest), renamed=scores.AXIS_NAMES),
        Entry(("mean", "average", "median"), _REDUCED, Handled(averaged), renamed=scores.AXIS_NAMES),
        Entry(("clip",), CLIP, Handled(clipped), renamed=CLIP_NAMES),
        handled("minimum", "fmin", by=minimum, takes=("x1", "x2", "out")),
        handled("maximum", "fmax", by=maximum, takes=("x1", "x2", "out")),
        *functions({**SIGNS, "remainder": "%"}),
        Entry(("sum",), _REDUCED, Handled(summed), renamed=scores.AXIS_NAMES),
        Entry(("count_nonzero",), ("self", "axis"), Handled(nonzero_count), renamed={"a": "self"}),
        Entry(("shape",), ("self",), Handled(shape)),
        Entry(("concatenate", "concat"), ("arrays", "axis"), Handled(joined)),
        Entry(("r_",), ("arrays",), Handled(joined), subscripted=True),
        Entry(("c_",), ("arrays",), Handled(side_by_side), subscripted=True),
        Entry(("vstack", "row_stack"), ("arrays",), Handled(vertical)),
        Entry(("stack",), ("arrays", "axis"), Handled(stacked)),
        Entry(("hstack",), ("arrays",), Handled(joined_sideways)),
        Entry(("column_stack",), ("arrays",), Handled(side_by_side)),
        Entry(
            ("put", "put_along_axis", "fill_diagonal", *array_changes.AT_PLACES),
            ("self",),
            Handled(array_changes.changed),
            renamed={"a": "self", "arr": "self"},
        ),
        Entry(
            ("putmask", "place"),
            ("self", "mask", "values"),
            Handled(array_changes.put_at),
            renamed={"a": "self", "arr": "self", "vals": "values"},
        ),
        Entry(
            ("copyto",),
            ("self", "source", "casting", "where"),
            Handled(array_changes.copied_into),
            renamed={"dst": "self", "src": "source"},
        ),
        Entry(("random.shuffle",), ("x",), Handled(array_changes.shuffled), roots=_NUMPY),
        Entry(("digitize",), ("x", "bins"), Handled(binned)),
        handled("linspace", by=evenly_spaced, takes=("start", "stop", "num", "endpoint", "retstep", "dtype")),
        *(handled(name, by=quantiles, takes=("x", "q", "axis")) for name in ("quantile", "percentile")),
        Entry(("searchsorted",), ("bins", "x"), Handled(binned), renamed={"a": "bins", "v": "x"}),
        Entry(("unique",), ("ar", "return_index", "return_inverse", "return_counts", "axis"), Handled(_unique)),
    ),
    methods={
        **dict.fromkeys(
            ("numpy.random.default_rng", "numpy.random.Generator"),
            (*_GENERATOR, handled("integers", by=integers, takes=_INTEGERS)),
        ),
        "numpy.random.RandomState": (*_GENERATOR, handled("randint", by=random_integers, takes=("self", *_RANDINT))),
    },
)

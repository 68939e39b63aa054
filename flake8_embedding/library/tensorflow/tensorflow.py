"""TensorFlow below Keras: tensors of ids and functions that keep them.

https://www.tensorflow.org/api_docs/python/tf
"""

from __future__ import annotations

from flake8_embedding.library.arrays import order as array_order
from flake8_embedding.library.arrays import padding as array_padding
from flake8_embedding.library.arrays import parts as array_parts
from flake8_embedding.library.arrays import pieces as array_pieces
from flake8_embedding.library.arrays import rows as array_rows
from flake8_embedding.library.arrays import scores, vector_reductions
from flake8_embedding.library.arrays import shapes as array_shapes
from flake8_embedding.library.arrays.arithmetic import SIGNS, clipped, functions, maximum, minimum
from flake8_embedding.library.arrays.bins import binned
from flake8_embedding.library.arrays.choice import where_entry
from flake8_embedding.library.arrays.concatenation import JOINING_NAMES, joined, stacked
from flake8_embedding.library.arrays.extremes import largest, smallest
from flake8_embedding.library.arrays.members import shape, summed
from flake8_embedding.library.arrays.new_arrays import (
    COUNTING,
    COUNTING_NAMES,
    LIKE_NAMES,
    counted_up,
    filled,
    filled_like,
)
from flake8_embedding.library.arrays.random_ids import drawn, fractions_between, in_shape, shuffled_range
from flake8_embedding.library.arrays.shapes import moved
from flake8_embedding.library.call import Call
from flake8_embedding.library.modules import same_object
from flake8_embedding.library.spec import (
    Conventions,
    Emits,
    Entry,
    Form,
    Handled,
    Library,
    LooksUp,
    MakesIds,
    MakesIndexer,
    MakesTable,
    PassesOn,
    Size,
    handled,
)
from flake8_embedding.library.tensorflow import matrices as tensorflow_matrices
from flake8_embedding.library.tensorflow import sessions as tensorflow_sessions
from flake8_embedding.library.tensorflow import tables as tensorflow_tables
from flake8_embedding.library.terms import COUNT, Fixed, LengthOf, Setting
from flake8_embedding.values.numbers.casts import names_whole_numbers
from flake8_embedding.values.numbers.unknown_numbers import as_scalar
from flake8_embedding.values.value import Number, Value


def _uniform(call: Call) -> Value:
    """``tf.random.uniform(shape, maxval=20, dtype=tf.int64)`` draws ids; of another type it makes a matrix."""
    low, high = call.argument("minval"), as_scalar(call.argument("maxval"))
    least = Number.exactly(0) if low is None else as_scalar(low)
    if not names_whole_numbers(call.argument("dtype")):
        stop = Number.exactly(1) if call.argument("maxval") is None else high
        return fractions_between(call, tensorflow_matrices.random_matrix(call), least, stop)
    ids = drawn(call, least, high, "maxval")
    return in_shape(call, ids, call.argument("shape")) if ids else call.unknown("the range of the ids is not known")


_HASHED = MakesIds(Fixed(0), Setting("num_buckets"), "hash buckets", limit="num_buckets")


_VOCABULARY_TABLE = MakesIndexer(
    what="StaticVocabularyTable",
    counted_as="{}.size()",
    # size() gives a tensor, which Keras 3.15 and newer refuse.
    asked="int({}.size())",
    count=LengthOf("initializer") + Setting("num_oov_buckets", default=0),
    members={
        "lookup": Emits(
            Fixed(0),
            COUNT,
            "ids of the StaticVocabularyTable",
            reserved=Setting("num_oov_buckets", default=0),
            comes_as=Form.ARRAY,
        ),
        "size": Size(COUNT, called=True),
    },
)

_RAGGED = (
    # Rows of a ragged tensor are filled up with 0, or with the default.
    Entry(("to_tensor",), ("self", "default_value"), PassesOn(("self", "default_value"), keeps_shape=False)),
)
_VALUE_NAMES = {"x": "value", "input": "value"}
_REDUCED = {"input_tensor": "self", **scores.AXIS_NAMES}

LIBRARY = Library(
    name="TensorFlow",
    tensors=True,
    everyday_names=("gather",),
    conventions=Conventions(index_errors=("InvalidArgumentError",)),
    calls_nothing=("tensorflow.config", "tensorflow.get_logger", "tensorflow.random.set_seed"),
    roots=("tensorflow", "tensorflow.compat.v1", "tensorflow.compat.v2"),
    array_makers=(
        *("Variable", "concat", "constant", "convert_to_tensor", "identity", "normal", "ones", "reshape"),
        *("stack", "tile", "truncated_normal", "uniform", "zeros"),
    ),
    entries=(
        Entry(("convert_to_tensor",), ("value", "dtype"), tensorflow_matrices.TENSOR),
        handled("constant", by=tensorflow_matrices.constant, takes=("value", "dtype", "shape")),
        handled(*tensorflow_matrices.INITIALIZERS, by=tensorflow_matrices.initializer),
        Entry(("ragged.constant",), ("pylist",), PassesOn(("pylist",))),
        Entry(("identity", "ensure_shape", "stop_gradient"), ("value",), PassesOn(("value",)), renamed=_VALUE_NAMES),
        Entry(("cast",), ("x", "dtype"), PassesOn(("x",), dtype_of="dtype")),
        Entry(("to_int32", "to_int64"), ("x",), PassesOn(("x",), dtype="")),
        Entry(("slice", "strided_slice"), ("input_",), PassesOn(("input_",), keeps_all=False, keeps_shape=False)),
        moved("broadcast_to", takes=("input", "shape")),
        moved("reshape", by=array_shapes.to_shape, takes=("tensor", "shape")),
        moved("expand_dims", by=array_shapes.widened, takes=("tensor", "axis")),
        Entry(("random.shuffle", "random_shuffle"), ("x",), Handled(shuffled_range), renamed={"value": "x"}),
        moved("squeeze", by=array_shapes.squeezed, takes=("tensor", "axis")),
        moved("transpose", by=array_shapes.turned, takes=("tensor", "perm")),
        moved("reverse", by=array_shapes.backwards, takes=("tensor", "axis")),
        moved("tile", by=array_shapes.tiled, takes=("input", "multiples")),
        array_shapes.repeated_entry("repeat", ("input", "repeats", "axis")),
        moved("roll", by=array_shapes.rolled, takes=("input", "shift", "axis")),
        Entry(("sort",), ("self", "axis", "direction"), Handled(array_order.ordered), renamed=array_order.ORDER_NAMES),
        Entry(
            ("argsort",),
            ("self", "axis", "direction"),
            Handled(array_order.places_in_order),
            renamed=array_order.ORDER_NAMES,
        ),
        array_padding.padded("pad", takes=("self", "widths", "mode", "value"), renamed=array_padding.TENSORFLOW),
        *array_parts.OF_TENSORFLOW,
        *array_pieces.OF_TENSORFLOW,
        Entry(("reduce_max", "math.reduce_max"), scores.ARGMAX, Handled(largest), renamed=_REDUCED),
        Entry(("reduce_min", "math.reduce_min"), scores.ARGMAX, Handled(smallest), renamed=_REDUCED),
        Entry(("reduce_sum", "math.reduce_sum"), scores.ARGMAX, Handled(summed), renamed=_REDUCED),
        vector_reductions.reducing("reduce_mean", "math.reduce_mean", renamed=_REDUCED),
        Entry(("nn.top_k", "math.top_k"), ("self", "k"), Handled(scores.best_places), renamed={"input": "self"}),
        *array_rows.OF_TENSORFLOW,
        Entry(("concat",), ("arrays", "axis"), Handled(joined), renamed=JOINING_NAMES),
        Entry(("stack",), ("arrays", "axis"), Handled(stacked), renamed=JOINING_NAMES),
        Entry(("zeros",), ("shape", "dtype"), Handled(lambda call: filled(0, call))),
        Entry(("ones",), ("shape", "dtype"), Handled(lambda call: filled(1, call))),
        Entry(("zeros_like",), ("self", "dtype"), Handled(lambda call: filled_like(0, call)), renamed=LIKE_NAMES),
        Entry(("ones_like",), ("self", "dtype"), Handled(lambda call: filled_like(1, call)), renamed=LIKE_NAMES),
        Entry(("fill",), ("shape", "fill_value"), Handled(lambda call: filled(None, call))),
        Entry(
            ("clip_by_value",),
            ("self", "a_min", "a_max"),
            Handled(clipped),
            renamed={"t": "self", "clip_value_min": "a_min", "clip_value_max": "a_max"},
        ),
        scores.place_entry("argmax", "math.argmax", by=scores.best_place_along_first),
        scores.place_entry("argmin", "math.argmin", by=scores.best_place_along_first, is_smallest=True),
        Entry(
            ("random.categorical", "multinomial", "random.multinomial"),
            ("self", "num_samples"),
            Handled(scores.drawn_by_scores),
            renamed=scores.AXIS_NAMES,
        ),
        scores.keeping("nn.", ("softmax", "log_softmax", "sigmoid", "relu", "tanh")),
        where_entry("where", "where_v2", in_rows=True),
        handled("Variable", by=tensorflow_matrices.variable, takes=("initial_value",)),
        handled("get_variable", by=tensorflow_matrices.named_variable, takes=("name", "shape", "dtype", "initializer")),
        *(
            handled(name, by=tensorflow_matrices.random_matrix, takes=takes)
            for takes, names in (
                (
                    ("shape", "mean", "stddev", "dtype"),
                    ("random.normal", "random_normal", "random.truncated_normal", "truncated_normal"),
                ),
            )
            for name in names
        ),
        Entry(
            ("nn.embedding_lookup",),
            ("params", "ids"),
            LooksUp(
                MakesTable(
                    rows="params",
                    width="",
                    size_name="params",
                    called="embedding_lookup",
                    one_row_is_idiom=True,
                    of_matrix=True,
                    negative="TensorFlow raises an error on a CPU and reads zeros on a GPU",
                ),
                ids="ids",
            ),
        ),
        Entry(
            ("strings.to_hash_bucket_fast", "strings.to_hash_bucket", "strings.to_hash_bucket_strong"),
            ("input", "num_buckets"),
            _HASHED,
        ),
        Entry(
            ("string_to_hash_bucket_fast", "string_to_hash_bucket", "string_to_hash_bucket_strong"),
            ("input", "num_buckets"),
            _HASHED,
        ),
        *tensorflow_tables.ENTRIES,
        Entry(("lookup.StaticVocabularyTable",), ("initializer", "num_oov_buckets"), _VOCABULARY_TABLE),
        Entry(("searchsorted",), ("bins", "x"), Handled(binned), renamed={"sorted_sequence": "bins", "values": "x"}),
        Entry(
            ("feature_column.categorical_column_with_identity",),
            ("key", "num_buckets", "default_value"),
            MakesTable(
                rows="num_buckets",
                width="",
                size_name="num_buckets",
                called="categorical_column_with_identity",
                one_row_is_idiom=True,
                is_class=False,
            ),
        ),
        *functions({name: SIGNS[name] for name in ("add", "subtract", "multiply")}),
        *functions({name: SIGNS[name] for name in ("add", "subtract", "multiply", "mod")}, prefix="math."),
        *functions({"floormod": "%", "floordiv": "//"}, prefix="math."),
        handled("minimum", "math.minimum", by=minimum, takes=("x1", "x2")),
        handled("maximum", "math.maximum", by=maximum, takes=("x1", "x2")),
        Entry(("range",), COUNTING, Handled(counted_up), renamed=COUNTING_NAMES),
        Entry(("shape",), ("self",), Handled(shape), renamed={"input": "self"}),
        Entry(
            ("random.uniform", "random_uniform"),
            ("shape", "minval", "maxval", "dtype"),
            Handled(_uniform),
        ),
        same_object("function", of="func"),
        *tensorflow_sessions.ENTRIES,
    ),
    methods={
        **tensorflow_tables.METHODS,
        **dict.fromkeys(("array", "any"), _RAGGED),
        **tensorflow_sessions.METHODS,
    },
    harmless=("tensorflow_datasets", "tensorflow_hub", "tensorflow_text", "tensorflow_addons"),
    decorators=("tensorflow.function",),
)

"""PyTorch: ``nn.Embedding``, ``nn.EmbeddingBag`` and the tensors of ids that reach them.

https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html
"""

from __future__ import annotations

from flake8_embedding.facts import Overrun
from flake8_embedding.library.arrays import choice as array_choice
from flake8_embedding.library.arrays import found_places as array_places
from flake8_embedding.library.arrays import order as array_order
from flake8_embedding.library.arrays import padding as array_padding
from flake8_embedding.library.arrays import parts as array_parts
from flake8_embedding.library.arrays import pieces as array_pieces
from flake8_embedding.library.arrays import rows as array_rows
from flake8_embedding.library.arrays import scores, vector_reductions, vector_shapes
from flake8_embedding.library.arrays import shapes as array_shapes
from flake8_embedding.library.arrays import views as array_views
from flake8_embedding.library.arrays.arithmetic import (
    CLIP_NAMES,
    clipped,
    functions,
    maximum,
    minimum,
    with_other_numbers,
)
from flake8_embedding.library.arrays.bins import binned, evenly_spaced, quantiles
from flake8_embedding.library.arrays.choice import full_like_entry, masked, where_entry
from flake8_embedding.library.arrays.concatenation import JOINING_NAMES, joined, joined_sideways, stacked, vertical
from flake8_embedding.library.arrays.crossed_axes import crossed_entry
from flake8_embedding.library.arrays.extremes import largest
from flake8_embedding.library.arrays.members import summed
from flake8_embedding.library.arrays.memory_order import refused_backwards
from flake8_embedding.library.arrays.new_arrays import (
    COUNTING,
    COUNTING_NAMES,
    LIKE_NAMES,
    counted_up,
    filled,
    filled_like,
)
from flake8_embedding.library.arrays.random_ids import drawn, in_shape, normal, shuffled_range
from flake8_embedding.library.arrays.reductions import running_sums_entry
from flake8_embedding.library.arrays.shapes import moved
from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import (
    Entry,
    Handled,
    Library,
    LooksUp,
    MakesLayer,
    MakesRecurrentLayer,
    MakesTable,
    Memory,
    Pads,
    PassesOn,
    handled,
)
from flake8_embedding.library.torch import made as torch_made
from flake8_embedding.library.torch import made_alike as torch_made_alike
from flake8_embedding.library.torch import modules as torch_modules
from flake8_embedding.library.torch import sequential as torch_sequential
from flake8_embedding.library.torch.made import from_sizes
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.grids import array_of
from flake8_embedding.values.arrays.vectors import vectors
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.containers.nests import grid_of, snapshot
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.arithmetic import as_number
from flake8_embedding.values.numbers.unknown_numbers import as_scalar
from flake8_embedding.values.provenance import Drawn, Key
from flake8_embedding.values.value import Number, Unknown, Value


def _randint(call: Call) -> Value:
    """``randint(high, size)`` or ``randint(low, high, size)``; ``high`` is exclusive."""
    given = list(call.arguments)
    size = call.argument("size") if any(name == "size" for name, _ in call.keywords) else given.pop() if given else None
    named = dict(call.keywords)
    bounds = [*given, *(named[name] for name in ("low", "high") if name in named)]
    numbers = [as_scalar(bound) for bound in bounds]
    if size is None or not numbers or len(numbers) > 2:
        return call.unknown("the range of the random numbers is not known")
    first, stop = (Number.exactly(0), numbers[0]) if len(numbers) == 1 else (numbers[0], numbers[1])
    ids = drawn(call, first, stop, "high")
    if ids is None:
        return call.unknown("the range of the random numbers is not known")
    return in_shape(call, ids, size)


def _randint_like(call: Call) -> Value:
    """``randint_like(x, high)`` or ``randint_like(x, low, high)``: as many numbers as there are in ``x``."""
    low, high = call.argument("low"), call.argument("high")
    first, stop = (Number.exactly(0), low) if high is None else (low or Number.exactly(0), high)
    ids = drawn(call, as_scalar(first), as_scalar(stop), "high")
    given = call.argument("input")
    if ids is None or given is None or not call.complete:
        return call.unknown("the range of the random numbers is not known")
    return with_other_numbers(call, given, ids, lambda _: ids)


def _max(call: Call) -> Value:
    """``torch.max(x)``; along a dimension also the places of the largest."""
    return largest(call) if call.argument("axis") is None else scores.best_along(call)


def _of_type(call: Call) -> Value:
    """``LongTensor([3, 4])`` holds 3 and 4; ``LongTensor(12)`` twelve numbers, whatever lay in memory there."""
    given = call.argument("data")
    refused = refused_backwards(call, given, _of_type) if given is not None else None
    if refused is not None:
        return refused
    content = call.store.content(given) if given is not None else None
    if isinstance(content, Number) and content.exact is None:
        return call.unknown("whether it is the size of the tensor or a row of numbers is not known")
    if given is None or not call.complete or len(call.arguments) > 1 or isinstance(content, Number):
        return _unknown_matrix(call)
    if isinstance(content, SequenceValue) and content.kind == "array":
        # Of another tensor it is the same one.
        return PassesOn(("data",), memory=Memory.PERHAPS).apply(call)
    if isinstance(content, SequenceValue):
        grid = grid_of(given, call.store)
        made = array_of(grid, call.key) if grid is not None and grid.shape else snapshot(content, call.store)
        return call.allocate(replace(made, kind="array") if isinstance(made, SequenceValue) else made)
    return content or given


def _unknown_matrix(call: Call) -> Value:
    """``randn(2, 3)`` and ``randn((2, 3))``: of that shape, whatever is in it."""
    given = items_of(call.arguments[0], call.store) if len(call.arguments) == 1 else None
    several = given or call.arguments
    # A single size that is not known may be a whole shape.
    sizes = tuple(as_scalar(size) if len(several) > 1 else as_number(size) for size in several)
    if not sizes or not call.complete or any(size is None for size in sizes):
        return Unknown("the size of the tensor is not known", Drawn(call.key))
    known = tuple(size for size in sizes if size is not None)
    element = Unknown("numbers of any kind", Drawn(call.key))
    return call.allocate(SequenceValue("array", element, known[0], shape=known))


def _packed(call: Call) -> Value:
    """``pack_padded_sequence(vectors, lengths)``: the same vectors, in two or three dimensions."""
    known = vector_reductions.given_vectors(call, "input")
    if known is None:
        return call.tainted(Unknown("what is packed is not known", call.key))
    return vectors(call.key, known.width, None, most=3)


def _unpacked(call: Call) -> Value:
    """``pad_packed_sequence(vectors)``: the vectors of all sequences, and how long each sequence is."""
    known = vector_reductions.given_vectors(call, "sequence")
    lengths = Unknown("how long the sequences are", Key(call.key, "lengths"))
    if known is None:
        return call.tainted(Unknown("what is unpacked is not known", call.key))
    found = vectors(call.key, known.width, 3)
    return SequenceValue.of("tuple", (found, lengths), found)


_TABLE = MakesTable(
    rows="num_embeddings",
    width="embedding_dim",
    size_name="num_embeddings",
    called="nn.Embedding",
    weights=("_weight",),
    padding="padding_idx",
    # One row is the usual way to write one learned vector, looked up with zeros.
    one_row_is_idiom=True,
    negative="PyTorch raises an error for ids below 0",
    refuses_negative=True,
    # "padding_idx must be within num_embeddings", and ``_fill_padding_idx_with_zero``: torch/nn/modules/sparse.py.
    needs_padding=True,
    matrix_names=("weight",),
    overruns=(Overrun("PyTorch raises an error"),),
)

_SIGNS = {
    "add": "+",
    "sub": "-",
    "subtract": "-",
    "mul": "*",
    "multiply": "*",
    "remainder": "%",
    "floor_divide": "//",
}

_KEEPING_WIDTH = (
    *("Softmax", "LogSoftmax", "ReLU", "LeakyReLU", "ELU", "SiLU", "Tanh", "Sigmoid", "GELU", "LayerNorm", "RMSNorm"),
    *("Dropout", "TransformerEncoderLayer", "TransformerEncoder", "TransformerDecoderLayer", "TransformerDecoder"),
    *("BatchNorm1d", "AlphaDropout", "Hardswish", "Hardtanh", "LogSigmoid", "Mish", "PReLU", "ReLU6", "SELU"),
    *("Softplus",),
)
"""Layers that give an array of the shape of the first one that they get."""

_TRANSFORMER = (
    *("d_model", "nhead", "num_encoder_layers", "num_decoder_layers", "dim_feedforward", "dropout", "activation"),
    *("custom_encoder", "custom_decoder"),
)
"""https://docs.pytorch.org/docs/stable/generated/torch.nn.Transformer.html"""

_RECURRENT = (
    *("input_size", "hidden_size", "num_layers", "bias", "batch_first", "dropout", "bidirectional", "proj_size"),
    *("nonlinearity", "device", "dtype"),
)
_RECURRENT_LAYER = MakesRecurrentLayer(
    "hidden_size", both_ways="bidirectional", projected="proj_size", layers="num_layers"
)

_OPTIONS = ("dtype", "device", "requires_grad")

LIBRARY = Library(
    name="PyTorch",
    tensors=True,
    roots=("torch",),
    aliases={"functional.F": "nn.functional"},  # ``from torch.functional import F`` takes what that module imports.
    classes=("torch.Tensor",),
    calls_nothing=(
        *("torch.backends", "torch.cuda", "torch.device", "torch.manual_seed", "torch.set_default_dtype"),
        *("torch.set_float32_matmul_precision", "torch.set_num_threads", "torch.set_printoptions"),
        "torch.use_deterministic_algorithms",
    ),
    everyday_names=("embedding", "index_select"),
    array_makers=(
        *("FloatTensor", "Tensor", "as_tensor", "cat", "concat", "from_numpy", "normal", "rand", "randint", "randn"),
        *("stack", "tensor", "uniform"),
    ),
    entries=(
        Entry(
            ("nn.Embedding", "nn.modules.sparse.Embedding", "nn.modules.Embedding"),
            (
                "num_embeddings",
                "embedding_dim",
                "padding_idx",
                "max_norm",
                "norm_type",
                "scale_grad_by_freq",
                "sparse",
                "_weight",
                "_freeze",
                "device",
                "dtype",
            ),
            _TABLE,
        ),
        Entry(
            ("nn.EmbeddingBag", "nn.modules.sparse.EmbeddingBag"),
            (
                "num_embeddings",
                "embedding_dim",
                "max_norm",
                "norm_type",
                "scale_grad_by_freq",
                "mode",
                "sparse",
                "_weight",
                "include_last_offset",
                "padding_idx",
                "device",
                "dtype",
            ),
            replace(_TABLE, called="nn.EmbeddingBag"),
        ),
        Entry(
            ("nn.Embedding.from_pretrained", "nn.EmbeddingBag.from_pretrained"),
            ("embeddings", "freeze", "padding_idx"),
            replace(_TABLE, rows="embeddings", weights=(), of_matrix=True, is_class=False),
        ),
        Entry(
            ("nn.functional.embedding",),
            ("input", "weight", "padding_idx"),
            LooksUp(replace(_TABLE, rows="weight", weights=(), of_matrix=True, called="embedding"), ids="input"),
        ),
        Entry(
            ("nn.functional.embedding_bag",),
            (
                *("input", "weight", "offsets", "max_norm", "norm_type", "scale_grad_by_freq", "mode", "sparse"),
                *("per_sample_weights", "include_last_offset", "padding_idx"),
            ),
            LooksUp(replace(_TABLE, rows="weight", weights=(), of_matrix=True, called="embedding_bag"), ids="input"),
        ),
        Entry(("rand", "empty"), (), Handled(_unknown_matrix)),
        Entry(("randn",), (), Handled(lambda call: normal(call, _unknown_matrix(call)))),
        Entry(
            ("nn.utils.rnn.pad_sequence",),
            ("sequences", "batch_first", "padding_value", "padding_side"),
            Pads(of="sequences", value="padding_value", as_rows="batch_first"),
        ),
        Entry(("tensor",), ("data", *_OPTIONS), PassesOn(("data",), dtype_of="dtype", takes_any_order=False)),
        Entry(
            ("as_tensor", "asarray"),
            ("data", *_OPTIONS),
            PassesOn(("data",), memory=Memory.PERHAPS, dtype_of="dtype", takes_any_order=False),
        ),
        handled("LongTensor", "IntTensor", "Tensor", "FloatTensor", by=_of_type, takes=("data",)),
        Entry(("from_numpy",), ("ndarray",), PassesOn(("ndarray",), memory=Memory.SHARED, takes_any_order=False)),
        Entry(("clone",), ("input",), PassesOn(("input",))),
        moved("reshape", by=array_shapes.to_shape, takes=("input", "shape"), memory=Memory.IF_IN_ORDER),
        moved("flatten", by=array_shapes.flat, takes=("input", "start_dim", "end_dim"), memory=Memory.IF_IN_ORDER),
        moved("ravel", by=array_shapes.flat, takes=("input",), memory=Memory.IF_IN_ORDER),
        moved("unsqueeze", by=array_shapes.widened, takes=("input", "dim"), memory=Memory.SHARED),
        moved("squeeze", by=array_shapes.squeezed, takes=("input", "dim"), memory=Memory.SHARED),
        moved("permute", by=array_shapes.turned, takes=("input", "dims"), memory=Memory.SHARED),
        moved("transpose", "swapaxes", by=array_shapes.swapped, takes=("input", "dim0", "dim1"), memory=Memory.SHARED),
        moved("t", by=array_shapes.turned, takes=("input",), memory=Memory.SHARED),
        moved("flip", by=array_shapes.backwards, takes=("input", "dims")),
        moved("flipud", by=array_shapes.upside_down, takes=("input",)),
        moved("fliplr", by=array_shapes.left_to_right, takes=("input",)),
        moved("roll", by=array_shapes.rolled, takes=("input", "shifts", "dims")),
        moved("tile", by=array_shapes.tiled, takes=("input", "dims")),
        array_shapes.repeated_entry("repeat_interleave", ("input", "repeats", "dim")),
        Entry(
            ("sort",),
            ("self", "axis", "descending"),
            Handled(array_order.ordered_with_places),
            renamed=array_order.ORDER_NAMES,
        ),
        Entry(("argsort",), ("self", "axis"), Handled(array_order.places_in_order), renamed=array_order.ORDER_NAMES),
        scores.BEST,
        array_padding.padded(
            "nn.functional.pad",
            takes=("self", "widths", "mode", "value"),
            renamed=array_padding.TORCH,
            from_the_last=True,
        ),
        *array_parts.OF_TORCH,
        *array_pieces.OF_TORCH,
        *array_views.OF_TORCH,
        *array_rows.OF_TORCH,
        array_rows.ONE_HOT_OF_TORCH,
        Entry(("nn.Parameter", "nn.parameter.Parameter"), ("data", "requires_grad"), PassesOn(("data",))),
        Entry(("cat", "concat", "concatenate"), ("arrays", "axis"), Handled(joined), renamed=JOINING_NAMES),
        Entry(("vstack",), ("arrays",), Handled(vertical), renamed=JOINING_NAMES),
        Entry(("stack",), ("arrays", "axis"), Handled(stacked), renamed=JOINING_NAMES),
        Entry(("hstack",), ("arrays",), Handled(joined_sideways), renamed=JOINING_NAMES),
        Entry(("bucketize",), ("x", "bins"), Handled(binned), renamed={"input": "x", "boundaries": "bins"}),
        Entry(("linspace",), ("start", "end", "num", "*", "retstep"), Handled(evenly_spaced), renamed={"steps": "num"}),
        Entry(("quantile",), ("x", "q", "axis"), Handled(quantiles), renamed={"input": "x", "dim": "axis"}),
        Entry(("searchsorted",), ("bins", "x"), Handled(binned), renamed={"sorted_sequence": "bins", "input": "x"}),
        Entry(("randint",), ("low", "high", "size"), Handled(_randint)),
        Entry(("randint_like",), ("input", "low", "high"), Handled(_randint_like)),
        Entry(("randperm",), ("x",), Handled(shuffled_range), renamed={"n": "x"}),
        torch_made.EYE,
        crossed_entry("ij", in_list=True),
        Entry(("zeros",), ("shape",), Handled(lambda call: from_sizes(0, call))),
        Entry(("ones",), ("shape",), Handled(lambda call: from_sizes(1, call))),
        Entry(("zeros_like",), ("self", "dtype"), Handled(lambda call: filled_like(0, call)), renamed=LIKE_NAMES),
        Entry(("ones_like",), ("self", "dtype"), Handled(lambda call: filled_like(1, call)), renamed=LIKE_NAMES),
        Entry(("full",), ("shape", "fill_value"), Handled(lambda call: filled(None, call))),
        scores.place_entry("argmax"),
        scores.place_entry("argmin", is_smallest=True),
        Entry(
            ("cdist",),
            ("self", "other", "p"),
            Handled(scores.distances, keeps_arguments=True),
            renamed={"x1": "self", "x2": "other"},
        ),
        scores.DRAWN,
        scores.keeping("", ("softmax", "log_softmax", "sigmoid", "relu", "tanh", "exp", *scores.POWERS)),
        scores.keeping("nn.functional.", (*scores.KEEPING, "dropout", "normalize", "leaky_relu")),
        Entry(("matmul", "bmm"), ("self", "other"), Handled(vector_shapes.product), renamed={"input": "self"}),
        running_sums_entry("cumsum"),
        Entry(("max",), scores.ARGMAX, Handled(_max), renamed=scores.AXIS_NAMES),
        Entry(("sum",), scores.ARGMAX, Handled(summed), renamed=scores.AXIS_NAMES),
        vector_reductions.reducing(*vector_reductions.NAMES, renamed=scores.AXIS_NAMES),
        full_like_entry("full_like"),
        where_entry("where"),
        *array_places.OF_TORCH,
        Entry(("masked_fill",), ("self", "mask", "value"), Handled(masked), renamed={"input": "self"}),
        Entry(("arange",), COUNTING, Handled(counted_up), renamed=COUNTING_NAMES),
        Entry(("clamp", "clip"), ("self", "a_min", "a_max"), Handled(clipped), renamed=CLIP_NAMES),
        handled("minimum", by=minimum, takes=("x1", "x2")),
        handled("maximum", by=maximum, takes=("x1", "x2")),
        *functions(_SIGNS),
        Entry(("autograd.Variable",), ("data",), PassesOn(("data",), memory=Memory.SHARED)),
        Entry(("nn.Identity",), (), MakesLayer(passes_ids=True)),
        Entry(("nn.Flatten",), (), MakesLayer(passes_ids=True, in_other_shape=True)),
        Entry(
            ("nn.Linear",),
            ("in_features", "out_features", "bias"),
            MakesLayer(width="out_features", has_row_for_each=True),
        ),
        Entry(("nn.LazyLinear",), ("out_features", "bias"), MakesLayer(width="out_features")),
        Entry(tuple(f"nn.{name}" for name in _KEEPING_WIDTH), (), MakesLayer(keeps_width=True)),
        Entry(("nn.MultiheadAttention",), (), MakesLayer(keeps_width=True, others=1)),
        Entry(
            ("nn.Transformer",), _TRANSFORMER, MakesLayer(keeps_width=True, keeps=(1, "tgt"), unless=_TRANSFORMER[-2:])
        ),
        Entry(("nn.LSTM",), _RECURRENT, replace(_RECURRENT_LAYER, states=2, together=True)),
        Entry(("nn.GRU", "nn.RNN"), _RECURRENT, _RECURRENT_LAYER),
        handled("nn.utils.rnn.pack_padded_sequence", by=_packed, takes=("input", "lengths", "batch_first")),
        handled("nn.utils.rnn.pad_packed_sequence", by=_unpacked, takes=("sequence", "batch_first")),
        *torch_modules.ENTRIES,
    ),
    conventions=torch_modules.CONVENTIONS,
    methods={
        **dict.fromkeys(("table", "list", "dict"), torch_modules.METHODS),
        "model": (*torch_modules.METHODS, *torch_sequential.METHODS),
        "layer": torch_modules.OF_LAYERS,
        "vectors": (*vector_shapes.METHODS, *array_choice.OF_SCORES),
        "array": torch_made_alike.METHODS,
        "any": torch_made_alike.OF_ANYTHING,
    },
    # The other methods that end with "_" leave a tensor in its shape.
    in_place={
        "vectors": (
            *("resize_", "resize_as_", "set_", "as_strided_", "squeeze_", "unsqueeze_"),
            *("t_", "transpose_", "swapaxes_", "swapdims_"),
        )
    },
    attributes={
        "table": torch_modules.OF_TABLES,
        "model": torch_modules.ATTRIBUTES,
        "torch.nn.Transformer": torch_modules.OF_TRANSFORMERS,
    },
    bases=dict.fromkeys(torch_modules.MODULE_NAMES, torch_modules.MODULE),
    harmless=("torchvision", "datasets"),
    decorators=("torch.no_grad", "torch.jit.script", "torch.inference_mode", "torch.compile"),
)

"""Writes docs/arrays.md: which functions of arrays real code calls, how often, and what the linter does with each.

usage: python -m tests.tools.arrays FOLDER...      the folders hold the source of repositories, one in each subfolder

A file counts that names an embedding. Nothing in the folders is run, and no file is read for anything but its calls.
"""

from __future__ import annotations

import ast
import sys
import textwrap
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from flake8_embedding.library.registry import Registry, builtin
from flake8_embedding.library.spec import Entry, Handled, PassesOn

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "arrays.md"
LIBRARIES = ("numpy", "pandas", "torch", "tensorflow", "jax.numpy")

_OTHER_ROOMS: Final = (
    *("torch.nn.", "torch.optim", "torch.cuda", "torch.utils", "torch.distributed", "torch.autograd", "torch.backends"),
    *("torch.hub", "torch.jit", "torch.amp", "torch.version", "torch.onnx", "torch.multiprocessing", "torch.profiler"),
    *("tensorflow.keras", "tensorflow.compat", "tensorflow.train", "tensorflow.layers", "tensorflow.contrib"),
    *("tensorflow.summary", "tensorflow.logging", "tensorflow.io", "tensorflow.gfile", "tensorflow.app"),
    *("tensorflow.flags", "tensorflow.saved_model", "tensorflow.distribute", "tensorflow.config", "tensorflow.python"),
    *(
        "tensorflow.data",
        "tensorflow.estimator",
        "tensorflow.feature_column",
        "tensorflow.losses",
        "tensorflow.metrics",
    ),
    *("tensorflow.nn.rnn_cell", "tensorflow.random.set_seed", "tensorflow.initializers", "tensorflow.test"),
)
"""Names that make models, train them or read files, and no arrays."""

_NO_ARRAYS: Final = frozenset(
    f"{root}.{name}"
    for root, names in (
        ("numpy", "random.seed save savez savez_compressed load set_printoptions errstate testing savetxt"),
        ("torch", "device no_grad manual_seed save load is_tensor set_grad_enabled compile set_num_threads finfo"),
        (
            "tensorflow",
            "Session ConfigProto GPUOptions Graph name_scope variable_scope placeholder global_variables_initializer "
            "reset_default_graph function GradientTape set_random_seed trainable_variables device TensorSpec "
            "get_default_graph control_dependencies get_collection get_variable_scope no_op group gradients "
            "random_normal_initializer truncated_normal_initializer constant_initializer zeros_initializer Variable "
            "random_uniform_initializer get_variable assign add_to_collection clip_by_global_norm",
        ),
        ("pandas", "set_option to_pickle option_context ExcelWriter"),
    )
    for name in names.split()
)

_RANGES: Final = frozenset({"random_ids", "bins", "scores", "array_choice", "pandas_codes", "pandas_dates"})
"""The rooms of handlers that know between which numbers the ids lie, and not each of them."""

_SHAPES: Final = frozenset({"_random_matrix", "_unknown_matrix", "same_width"})
"""The handlers that know how long each side is, and not what stands there."""

_MATRICES: Final = frozenset({"torch.randn", "numpy.random.randn"})
"""Functions whose handlers have no name, and give such an array, too."""

_NO_IDS: Final = frozenset(
    name
    for names in (
        # Fractions: arithmetic on vectors, distributions, losses.
        (
            "std var mean median cos sin tan log log10 log2 log1p exp sqrt rsqrt pow power square dot mm bmm "
            "matmul einsum outer norm linalg linspace histogram corrcoef cov nan_to_num allclose isclose "
            "array_equal softplus erf sign reduce_mean xw_plus_b bias_add conv1d conv2d max_pool max_pool1d "
            "avg_pool1d linear dropout l2_loss l2_normalize moments zero_fraction batch_normalization "
            "cross_entropy binary_cross_entropy binary_cross_entropy_with_logits mse_loss nll_loss kl_div "
            "softmax_cross_entropy_with_logits softmax_cross_entropy_with_logits_v2 "
            "scaled_dot_product_attention sparse_softmax_cross_entropy_with_logits "
            "sigmoid_cross_entropy_with_logits cosine_similarity divide get_dummies dynamic_rnn "
            "bidirectional_dynamic_rnn LinearOperatorLowerTriangular nce_loss sampled_softmax_loss l1_loss diag "
        ),
        # Truths: a mask that looks at the ids keeps what passes it, whatever is in the mask.
        (
            "equal not_equal greater greater_equal less less_equal logical_and logical_or logical_not isnan "
            "isinf isfinite isin any all eq ne tril triu sequence_mask ByteTensor BoolTensor is_finite in_top_k "
        ),
        # Settings, gradients and what is no array at all.
        (
            "get_state set_state set_float32_matmul_precision is_available TensorShape ones_initializer "
            "stop_gradient global_variables get_rng_state set_rng_state errstate The last names of functions "
            "that give no ids. "
        ),
    )
    for name in names.split()
)
"""The last names of functions that give no ids."""

KNOWN: Final = {
    "exact": "each element is known where all that goes in is known, else the range",
    "range": "between which numbers the ids lie, and whether the ends occur",
    "shape": "how long the sides are, and not what stands there",
    "no ids": "fractions, truths or settings, which are no ids: nothing of the result is followed",
    "unknown": "nothing is known of the result, and nothing is reported for it",
}


def main(folders: list[Path]) -> None:
    """Count the calls below the folders, and write the document."""
    counts: Counter[str] = Counter()
    files = 0
    for path in sorted(path for folder in folders for path in folder.rglob("*.py")):
        called = called_in(path)
        if called is not None:
            files += 1
            counts.update(called)
    repositories = sum(1 for folder in folders for one in folder.iterdir() if one.is_dir())
    DOCUMENT.write_text(document(counts, files, repositories))


def called_in(path: Path) -> set[str] | None:
    """The functions of the libraries that a file calls; None for a file without an embedding."""
    try:
        text = path.read_text()
        if "mbedding" not in text:
            return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (OSError, ValueError, SyntaxError, RecursionError):
        return None
    names = dict(_imported(tree))
    found = set()
    for node in ast.walk(tree):
        dotted = _dotted(node.func) if isinstance(node, ast.Call) else None
        root, _, rest = (dotted or "").partition(".")
        if root in names:
            found.add(f"{names[root]}.{rest}" if rest else names[root])
    return {name for name in found if _is_of_arrays(name)}


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                for one in names:
                    yield (one.asname, one.name) if one.asname else (one.name.partition(".")[0],) * 2
            case ast.ImportFrom(module=str(module), names=names, level=0):
                for one in names:
                    yield one.asname or one.name, f"{module}.{one.name}"


def _dotted(node: ast.expr) -> str | None:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=name):
            owner = _dotted(value)
            return None if owner is None else f"{owner}.{name}"
    return None


def _is_of_arrays(name: str) -> bool:
    if name in _NO_ARRAYS or (name.startswith(_OTHER_ROOMS) and not name.startswith("torch.nn.functional")):
        return False
    return any(name.startswith(f"{library}.") for library in LIBRARIES)


def known(registry: Registry, name: str) -> str:
    """What the linter does with a function, as one of ``KNOWN``."""
    entry = registry.entry_for(name)
    if entry is None:
        return "no ids" if _NO_IDS.intersection(name.split(".")) else "unknown"
    if isinstance(entry.effect, PassesOn):
        return "exact"
    if isinstance(entry.effect, Handled):
        if name in _MATRICES or _handler(entry).__name__ in _SHAPES:
            return "shape"
        return "range" if _room(entry) in _RANGES else "exact"
    return "range"


def _room(entry: Entry) -> str:
    """The file in which the handler stands."""
    return _handler(entry).__module__.rpartition(".")[2]


def _handler(entry: Entry) -> Callable[..., object]:
    assert isinstance(entry.effect, Handled)
    handler: Callable[..., object] = entry.effect.by
    while isinstance(handler, partial):
        handler = handler.func
    return handler


def document(counts: Counter[str], files: int, repositories: int) -> str:
    """The page: one table for each library, the most frequent first."""
    registry = builtin()
    rare = max(1, files // 500)
    told = [(name, count) for name, count in counts.most_common() if count > rare]
    answers = Counter[str]()
    for name, count in told:
        answers[known(registry, name)] += count
    shares = ", ".join(f"{answers[name]} are {name}" for name in KNOWN)
    parts = [
        "# Functions of arrays",
        _wrapped(
            "What the linter does with the functions that real code calls on arrays and tables of data. Counted in "
            f"{files} files with an embedding of {repositories} public repositories; what is called in no more than "
            "one file of 500 is left out. `python -m tests.tools.arrays FOLDER...` writes this page."
        ),
        "\n".join(f"- **{name}**: {meaning}." for name, meaning in KNOWN.items()),
        _wrapped(f"Of all that is counted here, {shares}."),
    ]
    for library in LIBRARIES:
        own = [(name, count) for name, count in told if _library_of(name) == library]
        rows = [f"| `{name}` | {count} | {known(registry, name)} |" for name, count in own]
        if rows:
            parts += [f"## {library}", "\n".join(["| function | files | known |", "| --- | ---: | --- |", *rows])]
    return "\n\n".join(parts) + "\n"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 120, break_on_hyphens=False)


def _library_of(name: str) -> str:
    return max((library for library in LIBRARIES if name.startswith(f"{library}.")), key=len)


if __name__ == "__main__":
    main([Path(folder) for folder in sys.argv[1:]])

"""Functions that read rows of an array by ids: ``tf.gather(weights, ids)``, ``torch.index_select(weights, 0, ids)``.

Found by running the libraries. https://www.tensorflow.org/api_docs/python/tf/gather,
https://docs.pytorch.org/docs/stable/generated/torch.index_select.html, https://keras.io/api/ops/numpy/,
https://numpy.org/doc/stable/reference/generated/numpy.take.html
"""

from __future__ import annotations

from flake8_embedding.facts import Overrun
from flake8_embedding.library.spec import Entry, LooksUp, MakesTable
from flake8_embedding.record import replace


def _table(rows: str, size_name: str, called: str, negative: str, overruns: tuple[Overrun, ...]) -> MakesTable:
    """What takes the place of a table: as many rows as the argument ``rows`` has or says."""
    return MakesTable(rows, "", size_name, called, one_row_is_idiom=True, negative=negative, overruns=overruns)


def _reading(
    *names: str,
    takes: tuple[str, ...],
    called: str,
    by_default: int | None = 0,
    only: tuple[str, ...] = (),
    wraps: bool = False,
    negative: str = "",
    overruns: tuple[Overrun, ...] = (),
    renamed: dict[str, str] | None = None,
) -> Entry:
    table = replace(_table("self", "rows", called, negative, overruns), of_matrix=True)
    axis = "axis" if "axis" in takes else None
    effect = LooksUp(table, "ids", axis, by_default, frozenset(only), of_any_array=True, wraps=wraps)
    return Entry(names, takes, effect, renamed=renamed or {})


_ON_CPU = "TensorFlow raises an error on a CPU and reads zeros on a GPU"

OF_TENSORFLOW = (
    _reading(
        "gather",
        takes=("self", "ids", "validate_indices", "axis", "batch_dims"),
        called="tf.gather",
        only=("batch_dims",),
        negative=_ON_CPU,
        overruns=(Overrun(_ON_CPU),),
        renamed={"params": "self", "indices": "ids"},
    ),
)
OF_KERAS = (
    _reading("backend.gather", takes=("self", "ids"), called="gather", renamed={"reference": "self", "indices": "ids"}),
    _reading(
        "ops.take",
        takes=("self", "ids", "axis"),
        called="ops.take",
        by_default=None,
        wraps=True,
        renamed={"x": "self", "indices": "ids"},
    ),
)
OF_TORCH = (
    _reading(
        "index_select",
        takes=("self", "axis", "ids"),
        called="index_select",
        by_default=None,
        negative="PyTorch raises an error",
        overruns=(Overrun("PyTorch raises an error"),),
        renamed={"input": "self", "dim": "axis", "index": "ids"},
    ),
)
OF_NUMPY = (
    _reading(
        "take",
        takes=("self", "ids", "axis", "out", "mode"),
        called="take",
        by_default=None,
        only=("out", "mode"),
        wraps=True,
        overruns=(Overrun("NumPy raises an error"),),
        renamed={"a": "self", "indices": "ids"},
    ),
)


def one_hot(*names: str, takes: tuple[str, str], called: str, does: str, negative: str) -> Entry:
    """A function that makes a vector for each id, with one place for each of as many ids as there can be."""
    ids, count = takes
    table = _table(count, count, called, negative, (Overrun(does),))
    return Entry(names, takes, LooksUp(table, ids, of_any_array=True, wraps=not negative))


ONE_HOT_OF_TORCH = one_hot(
    "nn.functional.one_hot",
    takes=("tensor", "num_classes"),
    called="one_hot",
    does="PyTorch raises an error",
    negative="PyTorch raises an error",
)
ONE_HOT_OF_KERAS = one_hot(
    *("utils.to_categorical", "utils.np_utils.to_categorical"),
    takes=("x", "num_classes"),
    called="to_categorical",
    does="Keras raises an error",
    negative="",
)

METHODS = (*OF_TORCH, *OF_NUMPY)
"""The methods of arrays: ``weights.index_select(0, ids)``, ``weights.take(ids, axis=0)``."""

"""Flax: the tables of linen and nnx.

Found by running flax 0.12.8 on a CPU. https://flax.readthedocs.io/en/latest/api_reference/flax.linen/layers.html
"""

from __future__ import annotations

from flake8_embedding.facts import Overrun
from flake8_embedding.library.arrays import scores
from flake8_embedding.library.call import Call
from flake8_embedding.library.modules import same_object
from flake8_embedding.library.spec import (
    Entry,
    Handled,
    InheritedBehaviour,
    Library,
    MakesLayer,
    MakesRecord,
    MakesTable,
    ReadsOnly,
    handled,
)
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.vectors import vectors, vectors_in
from flake8_embedding.values.objects import LibraryObject, TableObject
from flake8_embedding.values.value import Value

# ``init`` and ``apply`` take the random key or the parameters first.
_CALLS = {"apply": 1, "init": 1, "init_with_output": 1}

_TABLE = MakesTable(
    rows="num_embeddings",
    width="features",
    size_name="num_embeddings",
    called="Embed",
    # A table of one row is looked up by broadcasting it: any id gets that row.
    one_row_is_idiom=True,
    negative="Flax reads the last row for -1",
    overruns=(Overrun("Flax gives NaN and raises no error", single_row=False),),
)

_LINEN_TABLE = replace(_TABLE, calls=tuple(_CALLS.items()))

_STATE = "flax.training.train_state.TrainState.create"


def _training_state(call: Call) -> Value:
    """``TrainState.create(apply_fn=net.apply, params=params, tx=tx)``: it holds what it is given, under these names."""
    return call.allocate(LibraryObject(_STATE, call.place, tuple(call.settings().items())))


def _attended(call: Call) -> Value:
    """``table.attend(x)``: a score for each row of the table."""
    table, query = call.store.content(call.arguments[0]), call.argument("query")
    known = None if query is None else vectors_in(call.store.content(query))
    if not isinstance(table, TableObject):
        return call.unknown("the table is not known")
    return vectors(call.key, table.table.rows, known.dimensions if known is not None else None)


_OPTIMIZER = "flax.nnx.Optimizer"


def _optimizer(call: Call) -> Value:
    """``nnx.Optimizer(model, optax.adam(1e-3))``: it changes the numbers in the model, and has it as ``model``."""
    model = call.argument("model")
    return call.allocate(LibraryObject(_OPTIMIZER, call.place, () if model is None else (("model", model),)))


def _model_of_optimizer(call: Call) -> Value:
    made = call.store.content(call.arguments[0]) if call.arguments else None
    model = made.setting("model") if isinstance(made, LibraryObject) else None
    return model or call.unknown("the model that is trained is not known")


LIBRARY = Library(
    name="Flax",
    roots=("flax",),
    entries=(
        Entry(
            ("linen.Embed",),
            ("num_embeddings", "features", "dtype", "param_dtype", "embedding_init"),
            _LINEN_TABLE,
        ),
        Entry(("nnx.Embed",), ("num_embeddings", "features"), _TABLE),
        Entry(("nnx.Optimizer",), ("model", "tx"), Handled(_optimizer, keeps_arguments=True)),
        Entry(
            ("struct.dataclass",),
            ("self", "*", "kw_only"),
            MakesRecord(keyword_only="kw_only", after="__post_init__", frozen=True),
        ),
        Entry(("linen.Dense",), ("features", "use_bias"), MakesLayer(width="features")),
        Entry(("linen.LayerNorm", "linen.RMSNorm", "linen.Dropout"), (), MakesLayer(keeps_width=True)),
        scores.keeping("linen.", ("softmax", "log_softmax", "sigmoid", "relu", "gelu", "tanh", "silu", "swish")),
        Entry(
            ("training.train_state.TrainState.create",),
            ("*", "apply_fn", "params", "tx"),
            Handled(_training_state, keeps_arguments=True),
        ),
    ),
    methods={
        _STATE: (same_object("apply_gradients"),),
        _OPTIMIZER: (Entry(("update",), ("self", "*"), ReadsOnly()),),
        "table": (handled("attend", by=_attended, takes=("self", "query")),),
    },
    attributes={_OPTIMIZER: (handled("model", by=_model_of_optimizer),)},
    bases={
        "linen.Module": InheritedBehaviour(
            calls=_CALLS,
            for_shapes=("init", "init_with_output"),
            set_up_by="setup",
            set_up_when_read=True,
            record=MakesRecord(after="__post_init__", for_descendants=True),
            calls_nothing_else=True,
        )
    },
    decorators=("flax.linen.compact", "flax.linen.jit", "flax.linen.remat", "flax.linen.nowrap", "flax.nnx.jit"),
)

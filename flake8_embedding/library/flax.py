"""Flax: the tables of linen and nnx.

Found by running flax 0.12.8 on a CPU. https://flax.readthedocs.io/en/latest/api_reference/flax.linen/layers.html
"""

from __future__ import annotations

from flake8_embedding.facts import Overrun
from flake8_embedding.library.call import Call
from flake8_embedding.library.modules import same_object
from flake8_embedding.library.spec import Entry, Handled, InheritedBehaviour, Library, MakesRecord, MakesTable
from flake8_embedding.record import replace
from flake8_embedding.values.objects import LibraryObject
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
        Entry(
            ("training.train_state.TrainState.create",),
            ("*", "apply_fn", "params", "tx"),
            Handled(_training_state, keeps_arguments=True),
        ),
    ),
    methods={_STATE: (same_object("apply_gradients"),)},
    bases={
        "linen.Module": InheritedBehaviour(
            calls=_CALLS,
            set_up_by="setup",
            set_up_when_read=True,
            record=MakesRecord(after="__post_init__", for_descendants=True),
        )
    },
    decorators=("flax.linen.compact", "flax.linen.jit", "flax.linen.remat", "flax.linen.nowrap", "flax.nnx.jit"),
)

"""Flax: the tables of linen and nnx.

Found by running flax 0.12.8 on a CPU. https://flax.readthedocs.io/en/latest/api_reference/flax.linen/layers.html
"""

from __future__ import annotations

from flake8_embedding.facts import Overrun
from flake8_embedding.library.spec import Entry, InheritedBehaviour, Library, MakesRecord, MakesTable

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

LIBRARY = Library(
    name="Flax",
    roots=("flax",),
    entries=(
        Entry(("linen.Embed",), ("num_embeddings", "features", "dtype", "param_dtype", "embedding_init"), _TABLE),
        Entry(("nnx.Embed",), ("num_embeddings", "features"), _TABLE),
    ),
    # ``init`` and ``apply`` take the random key or the parameters first.
    bases={
        "linen.Module": InheritedBehaviour(
            calls={"apply": 1, "init": 1, "init_with_output": 1},
            set_up_by="setup",
            record=MakesRecord(after="__post_init__", for_descendants=True),
        )
    },
    decorators=("flax.linen.compact", "flax.linen.jit", "flax.linen.remat", "flax.linen.nowrap", "flax.nnx.jit"),
)

"""Equinox: ``eqx.nn.Embedding``, which takes one id at a time; ``jax.vmap`` makes many of it.

Found by running equinox 0.13.8 on a CPU. https://docs.kidger.site/equinox/api/nn/embedding/
"""

from __future__ import annotations

from flake8_embedding.facts import Overrun
from flake8_embedding.library.spec import Entry, InheritedBehaviour, Library, MakesRecord, MakesTable

LIBRARY = Library(
    name="Equinox",
    roots=("equinox",),
    entries=(
        Entry(
            ("nn.Embedding",),
            ("num_embeddings", "embedding_size", "weight", "dtype"),
            MakesTable(
                rows="num_embeddings",
                width="embedding_size",
                size_name="num_embeddings",
                called="nn.Embedding",
                weights=("weight",),
                one_row_is_idiom=True,
                negative="Equinox reads the last row for -1",
                overruns=(Overrun("Equinox reads the last row and raises no error"),),
            ),
        ),
    ),
    bases={
        "Module": InheritedBehaviour(
            record=MakesRecord(after="__check_init__", for_descendants=True), calls_nothing_else=True
        )
    },
)

"""Haiku: ``hk.Embed``.

Found by running dm-haiku 0.0.17 on a CPU. https://dm-haiku.readthedocs.io/en/latest/api.html
"""

from __future__ import annotations

from flake8_embedding.facts import Overrun
from flake8_embedding.library.spec import Entry, Library, MakesTable

LIBRARY = Library(
    name="Haiku",
    roots=("haiku",),
    entries=(
        Entry(
            ("Embed",),
            ("vocab_size", "embed_dim", "embedding_matrix", "w_init", "lookup_style", "name"),
            MakesTable(
                rows="vocab_size",
                width="embed_dim",
                size_name="vocab_size",
                called="Embed",
                weights=("embedding_matrix",),
                one_row_is_idiom=True,
                negative="Haiku reads the last row for -1",
                overruns=(Overrun("Haiku reads the last row and raises no error"),),
            ),
        ),
    ),
)

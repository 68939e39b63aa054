"""MLX: ``mlx.nn.Embedding`` and the arrays of ids that reach it.

Found by running mlx 0.32.4 on a CPU.
https://ml-explore.github.io/mlx/build/html/python/nn/_autosummary/mlx.nn.Embedding.html
"""

from __future__ import annotations

from flake8_embedding.facts import Overrun
from flake8_embedding.library.arrays.new_arrays import COUNTING, counted_up
from flake8_embedding.library.arrays.random_ids import random_integers
from flake8_embedding.library.spec import Entry, Handled, Library, MakesTable, PassesOn

LIBRARY = Library(
    name="MLX",
    roots=("mlx",),
    entries=(
        Entry(
            ("nn.Embedding",),
            ("num_embeddings", "dims"),
            MakesTable(
                rows="num_embeddings",
                width="dims",
                size_name="num_embeddings",
                called="nn.Embedding",
                one_row_is_idiom=True,
                negative="MLX reads the last row for -1",
                overruns=(Overrun("MLX reads the memory behind the table and raises no error"),),
            ),
        ),
        Entry(("core.array",), ("val", "dtype"), PassesOn(("val",))),
        Entry(("core.arange",), COUNTING, Handled(counted_up)),
        Entry(("core.random.randint",), ("low", "high", "shape"), Handled(random_integers)),
    ),
)

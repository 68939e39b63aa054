"""DeepCTR, for TensorFlow and PyTorch: feature columns that say how large their tables are.

https://github.com/shenweichen/DeepCTR/blob/master/deepctr/feature_column.py
"""

from __future__ import annotations

from flake8_embedding.library.spec import Entry, Library, MakesTable

LIBRARY = Library(
    name="DeepCTR",
    roots=("deepctr.feature_column", "deepctr_torch.inputs", "deepmatch.feature_column"),
    entries=(
        Entry(
            ("SparseFeat",),
            ("name", "vocabulary_size", "embedding_dim"),
            MakesTable(
                rows="vocabulary_size",
                width="embedding_dim",
                size_name="vocabulary_size",
                called="SparseFeat",
                one_row_is_idiom=True,
            ),
        ),
    ),
)

"""MXNet: Gluon's ``Embedding``.

Found by running mxnet 1.9.1 on a CPU. https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/gluon/nn/
"""

from __future__ import annotations

from flake8_embedding.facts import Overrun
from flake8_embedding.library.spec import Entry, Library, MakesTable, PassesOn

LIBRARY = Library(
    name="MXNet",
    roots=("mxnet",),
    entries=(
        Entry(
            ("gluon.nn.Embedding",),
            ("input_dim", "output_dim", "dtype", "weight_initializer", "sparse_grad"),
            MakesTable(
                rows="input_dim",
                width="output_dim",
                size_name="input_dim",
                called="nn.Embedding",
                one_row_is_idiom=True,
                negative="MXNet reads the first row for ids below 0",
                overruns=(Overrun("MXNet reads the last row and raises no error"),),
            ),
        ),
        Entry(("nd.array", "np.array"), ("source_array",), PassesOn(("source_array",))),
    ),
)

"""einops: arrays in other dimensions, as patterns name them. https://einops.rocks/api/parse_shape/"""

from __future__ import annotations

from flake8_embedding.library.spec import Entry, Library, PassesOn, ReadsOnly

LIBRARY = Library(
    name="einops",
    roots=("einops",),
    entries=(
        Entry(("rearrange", "repeat"), ("tensor", "pattern"), PassesOn(("tensor",), keeps_shape=False)),
        Entry(("reduce",), ("tensor", "pattern", "reduction"), ReadsOnly()),
        Entry(("parse_shape",), ("x", "pattern"), ReadsOnly()),
        Entry(("asnumpy",), ("tensor",), PassesOn(("tensor",)), makes="numpy"),
    ),
)

"""tiktoken: ids 0 to ``n_vocab`` - 1, special tokens among them.

https://github.com/openai/tiktoken/blob/main/tiktoken/core.py
"""

from __future__ import annotations

from flake8_embedding.library.encoder import Emits, Harmless, MakesEncoder, Size
from flake8_embedding.library.spec import Library, Row
from flake8_embedding.library.terms import COUNT, Fixed

_ONE_TEXT = Emits(Fixed(0), COUNT, "ids of the encoding", texts=False, one=True)
_TEXTS = Emits(Fixed(0), COUNT, "ids of the encoding")

LIBRARY = Library(
    name="tiktoken",
    roots=("tiktoken",),
    rows=(
        Row(
            ("get_encoding", "encoding_for_model", "Encoding"),
            (),
            MakesEncoder(
                what="encoding",
                counted_as="{}.n_vocab",
                members={
                    "n_vocab": Size(COUNT),
                    "max_token_value": Size(COUNT - 1),
                    "encode": _ONE_TEXT,
                    "encode_ordinary": _ONE_TEXT,
                    "encode_batch": _TEXTS,
                    "encode_ordinary_batch": _TEXTS,
                    **{
                        name: Harmless()
                        for name in (
                            "decode",
                            "decode_batch",
                            "decode_bytes",
                            "encode_single_token",
                            "token_byte_values",
                        )
                    },
                },
            ),
        ),
    ),
)

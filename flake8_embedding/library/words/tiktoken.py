"""tiktoken: ids 0 to ``n_vocab`` - 1, special tokens among them.

https://github.com/openai/tiktoken/blob/main/tiktoken/core.py
"""

from __future__ import annotations

from flake8_embedding.library.spec import Emits, Entry, Form, Harmless, Library, MakesIndexer, Size
from flake8_embedding.library.terms import COUNT, Fixed, Listed, Term

_ONE_TEXT = Emits(Fixed(0), COUNT, "ids of the encoding", comes_as=Form.LIST)
_TEXTS = Emits(Fixed(0), COUNT, "ids of the encoding")

SIZES = {
    "gpt2": 50257,
    "r50k_base": 50257,
    "p50k_base": 50281,
    "p50k_edit": 50284,
    "cl100k_base": 100277,
    "o200k_base": 200019,
    "o200k_harmony": 201088,
}
"""``n_vocab`` of the public encodings, by their special tokens in ``tiktoken_ext/openai_public.py``."""


def _encoding(count: Term | None) -> MakesIndexer:
    return MakesIndexer(
        what="encoding",
        counted_as="{}.n_vocab",
        count=count,
        members={
            "n_vocab": Size(COUNT),
            "max_token_value": Size(COUNT - 1),
            "encode": _ONE_TEXT,
            "encode_ordinary": _ONE_TEXT,
            "encode_batch": _TEXTS,
            "encode_ordinary_batch": _TEXTS,
            **{
                name: Harmless()
                for name in ("decode", "decode_batch", "decode_bytes", "encode_single_token", "token_byte_values")
            },
        },
    )


LIBRARY = Library(
    name="tiktoken",
    roots=("tiktoken",),
    entries=(
        Entry(("get_encoding",), ("encoding_name",), _encoding(Listed("encoding_name", tuple(SIZES.items())))),
        Entry(("encoding_for_model", "Encoding"), (), _encoding(None)),
    ),
)

"""Hugging Face tokenizers: ``get_vocab_size()`` counts the tokens that were added, unless it is told not to.

The ``vocab_size`` of a trainer is a wish: a vocabulary may come out longer or shorter, so it tells nothing here.
https://huggingface.co/docs/tokenizers/api/tokenizer
"""

from __future__ import annotations

from flake8_embedding.library.hugging_face.transformers import USUAL
from flake8_embedding.library.saved.indexers import TO_FILE, from_file
from flake8_embedding.library.spec import (
    Emits,
    Entry,
    Form,
    Grows,
    Harmless,
    IdOfOne,
    Learns,
    Library,
    MakesIndexer,
    Size,
    Vocabulary,
)
from flake8_embedding.library.terms import BASE, COUNT, Fixed
from flake8_embedding.record import replace

_ENCODING = Emits(Fixed(0), COUNT, "ids of the tokenizer", comes_as=Form.LIST, under=("ids",))
_ENCODINGS = Emits(Fixed(0), COUNT, "ids of the tokenizer", under=("ids",))

_TOKENIZER = MakesIndexer(
    what="tokenizer",
    counted_as="{}.get_vocab_size()",
    base_as="{}.get_vocab_size(with_added_tokens=False)",
    members={
        "train": Learns(),
        "train_from_iterator": Learns(),
        "add_tokens": Grows(USUAL),
        "add_special_tokens": Grows(USUAL),
        "get_vocab_size": Size(COUNT, called=True, if_false=("with_added_tokens", BASE)),
        "get_vocab": Vocabulary(COUNT, Fixed(0), COUNT, called=True),
        "save": TO_FILE,
        "token_to_id": IdOfOne(Fixed(0), COUNT, "ids of the tokenizer", called=True),
        "encode": _ENCODING,
        "encode_batch": _ENCODINGS,
        "encode_batch_fast": _ENCODINGS,
        **{
            name: Harmless()
            for name in (
                "decode",
                "decode_batch",
                "enable_padding",
                "no_padding",
                "enable_truncation",
                "no_truncation",
                "save_model",
                "id_to_token",
                "post_process",
            )
        },
    },
)

_MADE_BY = ("", ".from_pretrained", ".from_str", ".from_buffer")
_CLASSES = (
    "Tokenizer",
    "ByteLevelBPETokenizer",
    "CharBPETokenizer",
    "BertWordPieceTokenizer",
    "SentencePieceBPETokenizer",
    "SentencePieceUnigramTokenizer",
)

LIBRARY = Library(
    name="tokenizers",
    roots=("tokenizers", "tokenizers.implementations"),
    entries=(
        Entry(tuple(f"{name}{by}" for name in _CLASSES for by in _MADE_BY), (), _TOKENIZER),
        # Of the others ``from_file`` is given a vocabulary and merges, which ``save`` does not write.
        Entry(("Tokenizer.from_file",), ("path",), replace(_TOKENIZER, loaded=from_file)),
        Entry(tuple(f"{name}.from_file" for name in _CLASSES[1:]), (), _TOKENIZER),
    ),
)

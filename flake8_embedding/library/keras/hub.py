"""KerasHub (once KerasNLP): tables for tokens, and tokenizers.

Found by running keras_hub 0.32; https://keras.io/keras_hub/api/
"""

from __future__ import annotations

from flake8_embedding.library.spec import Emits, Entry, Form, Harmless, Library, MakesIndexer, MakesTable, Size
from flake8_embedding.library.terms import COUNT, Fixed, LengthOf, Setting, Term

_TOKEN_TABLE = MakesTable(
    rows="vocabulary_size",
    width="embedding_dim",
    size_name="vocabulary_size",
    called="TokenAndPositionEmbedding",
    masks="mask_zero",
    negative="Keras 3 reads the last row for -1",
)


def _tokenizer(name: str, count: Term | None) -> MakesIndexer:
    return MakesIndexer(
        what=name,
        counted_as="{}.vocabulary_size()",
        count=count,
        members={
            "vocabulary_size": Size(COUNT, called=True),
            "__call__": Emits(Fixed(0), COUNT, f"ids of the {name}", comes_as=Form.ARRAY),
            "tokenize": Emits(Fixed(0), COUNT, f"ids of the {name}", comes_as=Form.ARRAY),
            **{name: Harmless() for name in ("detokenize", "get_vocabulary", "id_to_token", "token_to_id")},
        },
    )


LIBRARY = Library(
    name="KerasHub",
    roots=("keras_hub", "keras_nlp"),
    entries=(
        Entry(
            ("layers.TokenAndPositionEmbedding",),
            (
                "vocabulary_size",
                "sequence_length",
                "embedding_dim",
                "tie_weights",
                "embeddings_initializer",
                "mask_zero",
            ),
            _TOKEN_TABLE,
        ),
        Entry(
            ("layers.ReversibleEmbedding",),
            (
                "input_dim",
                "output_dim",
                "tie_weights",
                "embeddings_initializer",
                "embeddings_regularizer",
                "embeddings_constraint",
                "mask_zero",
            ),
            MakesTable(
                rows="input_dim",
                width="output_dim",
                size_name="input_dim",
                called="ReversibleEmbedding",
                masks="mask_zero",
                negative="Keras 3 reads the last row for -1",
            ),
        ),
        Entry(
            ("tokenizers.WordPieceTokenizer",),
            ("vocabulary", "sequence_length"),
            _tokenizer("WordPieceTokenizer", LengthOf("vocabulary")),
        ),
        Entry(
            ("tokenizers.ByteTokenizer",),
            ("lowercase", "sequence_length"),
            _tokenizer("ByteTokenizer", Fixed(256)),
        ),
        Entry(
            ("tokenizers.UnicodeCodepointTokenizer",),
            (
                "sequence_length",
                "lowercase",
                "normalization_form",
                "errors",
                "replacement_char",
                "input_encoding",
                "output_encoding",
                "vocabulary_size",
            ),
            # Without a limit the ids are code points, up to 1114111.
            _tokenizer("UnicodeCodepointTokenizer", Setting("vocabulary_size", default=0x110000)),
        ),
        *(
            Entry(
                (f"tokenizers.{name}", f"tokenizers.{name}.from_preset"),
                ("*", "sequence_length"),
                _tokenizer(name, None),
            )
            for name in ("BytePairTokenizer", "SentencePieceTokenizer")
        ),
    ),
)

"""``tensorflow_datasets``: encoders of texts, whose ids begin at 1 and end below ``vocab_size``.

https://www.tensorflow.org/datasets/api_docs/python/tfds/deprecated/text (once ``tfds.features.text``)
"""

from __future__ import annotations

from flake8_embedding.library.spec import Emits, Entry, Form, Harmless, Library, MakesIndexer, Size
from flake8_embedding.library.terms import COUNT, Fixed

_SUBWORDS = MakesIndexer(
    what="SubwordTextEncoder",
    counted_as="{}.vocab_size",
    members={
        # Id 0 is padding, and counted.
        "encode": Emits(Fixed(1), COUNT, "ids of the SubwordTextEncoder", reserved=Fixed(1), comes_as=Form.LIST),
        "vocab_size": Size(COUNT),
        **{name: Harmless() for name in ("decode", "save_to_file", "subwords")},
    },
)

_NAMES = tuple(f"{module}.SubwordTextEncoder" for module in ("deprecated.text", "features.text"))

LIBRARY = Library(
    name="TensorFlow Datasets",
    roots=("tensorflow_datasets", "tensorflow_datasets.public_api"),
    entries=(
        Entry(
            tuple(f"{name}.build_from_corpus" for name in _NAMES),
            ("corpus_generator", "target_vocab_size", "max_subword_length", "max_corpus_chars", "reserved_tokens"),
            _SUBWORDS,
        ),
        Entry(tuple(f"{name}.load_from_file" for name in _NAMES), ("filename_prefix",), _SUBWORDS),
        Entry(_NAMES, ("vocab_list",), _SUBWORDS),
    ),
)

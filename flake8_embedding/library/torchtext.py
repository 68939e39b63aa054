"""torchtext: vocabularies, whose special tokens come on top of ``max_size``.

``Field.build_vocab(max_size=m)`` makes a vocabulary of ``m`` words and the special ones, which are two by default
(found by running torchtext 0.6; ``torchtext/vocab.py``). ``max_tokens`` of the later function counts them.
"""

from __future__ import annotations

from flake8_embedding.library.spec import (
    Emits,
    Entry,
    Form,
    Grows,
    Harmless,
    Itself,
    Learns,
    Library,
    ListOfEntries,
    MakesIndexer,
    Matrix,
    Size,
    Vocabulary,
)
from flake8_embedding.library.terms import COUNT, Fixed, OneIf, Setting, Sum
from flake8_embedding.library.transformers import USUAL

_SPECIAL = Sum(OneIf("init_token"), OneIf("eos_token")) + 2
_LARGEST = Sum(Setting("max_size"), _SPECIAL)
"""How many entries there are at most; fewer where ``unk_token`` or ``pad_token`` is None."""

_IDS = Emits(Fixed(0), COUNT, "ids of the Field", reserved=_SPECIAL, limit="max_size", through=_LARGEST)

_FIELD = MakesIndexer(
    what="Field",
    counted_as="len({}.vocab)",
    most=_LARGEST,
    members={
        "build_vocab": Learns(settings=("", "max_size", "min_freq")),
        "vocab": Itself(),
        "__len__": Size(COUNT, called=True),
        "stoi": Vocabulary(COUNT, Fixed(0), COUNT),
        "itos": ListOfEntries(COUNT, called=False),
        "vectors": Matrix(COUNT),
        "numericalize": _IDS,
        "process": _IDS,
        **{name: Harmless() for name in ("preprocess", "pad", "freqs", "load_vectors", "set_vectors", "extend")},
    },
)

_VOCAB = MakesIndexer(
    what="Vocab",
    counted_as="len({})",
    members={
        "__len__": Size(COUNT, called=True),
        "get_stoi": Vocabulary(COUNT, Fixed(0), COUNT, called=True),
        "stoi": Vocabulary(COUNT, Fixed(0), COUNT),
        "get_itos": ListOfEntries(COUNT),
        "itos": ListOfEntries(COUNT, called=False),
        "vectors": Matrix(COUNT),
        "__call__": Emits(Fixed(0), COUNT, "ids of the Vocab", comes_as=Form.LIST),
        "lookup_indices": Emits(Fixed(0), COUNT, "ids of the Vocab", comes_as=Form.LIST),
        "append_token": Grows(USUAL),
        "insert_token": Grows(USUAL),
        **{
            name: Harmless()
            for name in ("set_default_index", "get_default_index", "lookup_token", "lookup_tokens", "freqs")
        },
    },
)

_FIELDS = ("Field", "LabelField", "ReversibleField")

LIBRARY = Library(
    name="torchtext",
    roots=("torchtext",),
    entries=(
        Entry(
            tuple(f"{place}.{name}" for place in ("data", "legacy.data", "data.field") for name in _FIELDS),
            ("sequential", "use_vocab", "init_token", "eos_token", "fix_length"),
            _FIELD,
        ),
        Entry(
            ("vocab.build_vocab_from_iterator", "vocab.vocab", "vocab.Vocab", "vocab.GloVe", "vocab.FastText"),
            (),
            _VOCAB,
        ),
    ),
)

"""torchtext: vocabularies, whose special tokens come on top of ``max_size``.

``Field.build_vocab(max_size=m)`` makes a vocabulary of ``m`` words and the special ones, which are two by default
(found by running torchtext 0.6; ``torchtext/vocab.py``). ``max_tokens`` of the later function counts them.
"""

from __future__ import annotations

from flake8_embedding.library.hugging_face.transformers import USUAL
from flake8_embedding.library.spec import (
    Configures,
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
    Member,
    Size,
    Vocabulary,
)
from flake8_embedding.library.terms import COUNT, Fixed, LengthOf, OneIf, Setting, Sum, Without
from flake8_embedding.library.torch.torchtext_data import IDS_OF_FIELD

_SPECIAL = Sum(OneIf("init_token"), OneIf("eos_token")) + 2
_LARGEST = Without(Sum(Setting("max_size"), _SPECIAL), "specials")
"""How many entries there are at most; fewer where ``unk_token`` or ``pad_token`` is None."""

_IDS = Emits(
    Fixed(0), COUNT, "ids of the Field", reserved=_SPECIAL, limit="max_size", through=_LARGEST, comes_as=Form.ARRAY
)

_MEMBERS: dict[str, Member] = {
    "build_vocab": Learns(named=("max_size", "min_freq", "specials")),
    "vocab": Itself(),
    "__len__": Size(COUNT, called=True),
    "stoi": Vocabulary(COUNT, Fixed(0), COUNT),
    "itos": ListOfEntries(COUNT, called=False),
    "vectors": Matrix(COUNT),
    "__getitem__": Emits(Fixed(0), COUNT, "ids of the Field", comes_as=Form.ONE),
    IDS_OF_FIELD: _IDS,
    **{name: Harmless() for name in ("preprocess", "pad", "freqs", "load_vectors", "set_vectors", "extend")},
}

_FIELD = MakesIndexer(what="Field", counted_as="len({}.vocab)", most=_LARGEST, members=_MEMBERS)


def _without_special(what: str) -> MakesIndexer:
    ids = Emits(Fixed(0), COUNT, f"ids of the {what}", comes_as=Form.ARRAY)
    return MakesIndexer(what=what, counted_as="len({}.vocab)", members=_MEMBERS | {IDS_OF_FIELD: ids})


_LABELS = _without_special("LabelField")

# The special tokens of the field inside come on top.
_NESTED = _without_special("NestedField")


def _ids_of_vocab(form: Form) -> Emits:
    return Emits(Fixed(0), COUNT, "ids of the Vocab", comes_as=form, unknown_as="index")


_ENTRIES: dict[str, Member] = {
    "__len__": Size(COUNT, called=True),
    "get_stoi": Vocabulary(COUNT, Fixed(0), COUNT, called=True),
    "stoi": Vocabulary(COUNT, Fixed(0), COUNT),
    "get_itos": ListOfEntries(COUNT),
    "itos": ListOfEntries(COUNT, called=False),
    "vectors": Matrix(COUNT),
}

_VOCAB = MakesIndexer(
    what="Vocab",
    counted_as="len({})",
    # They stand in it even if there is no word (``torchtext/vocab/vocab_factory.py``, and ``vocab.py`` before 0.9).
    least=LengthOf("specials"),
    members={
        **_ENTRIES,
        "__call__": _ids_of_vocab(Form.LIST),
        "lookup_indices": _ids_of_vocab(Form.LIST),
        "__getitem__": _ids_of_vocab(Form.ONE),
        "append_token": Grows(USUAL),
        "insert_token": Grows(USUAL),
        "set_default_index": Configures(("index",)),
        **{name: Harmless() for name in ("get_default_index", "lookup_token", "lookup_tokens", "freqs")},
    },
)

_VECTORS = MakesIndexer(what="vectors", counted_as="len({})", members=_ENTRIES)
"""Each word has a vector, and a subscript gives that."""

_PLACES = ("data", "legacy.data", "data.field")


def _paths(*names: str) -> tuple[str, ...]:
    return tuple(f"{place}.{name}" for place in _PLACES for name in names)


_AFTER_THE_FIRST = (
    *("use_vocab", "init_token", "eos_token", "fix_length", "dtype", "preprocessing", "postprocessing"),
    "include_lengths",
)

_WORDS_AND_SPECIAL = ("min_freq", "specials", "special_first")

LIBRARY = Library(
    name="torchtext",
    roots=("torchtext",),
    entries=(
        Entry(
            _paths("Field"),
            (*("sequential", *_AFTER_THE_FIRST[:-1]), *("lower", "tokenize", "tokenizer_language", "include_lengths")),
            _FIELD,
        ),
        Entry(_paths("ReversibleField"), ("*", *_AFTER_THE_FIRST), _FIELD),
        Entry(_paths("LabelField"), ("*", *_AFTER_THE_FIRST), _LABELS),
        Entry(
            _paths("NestedField"),
            ("nesting_field", *_AFTER_THE_FIRST[:-1], "tokenize", "tokenizer_language", "include_lengths"),
            _NESTED,
        ),
        # Before 0.9 it took the iterator alone.
        Entry(("vocab.build_vocab_from_iterator",), ("iterator", "*", *_WORDS_AND_SPECIAL, "max_tokens"), _VOCAB),
        Entry(("vocab.vocab",), ("ordered_dict", *_WORDS_AND_SPECIAL), _VOCAB),
        Entry(("vocab.Vocab",), ("counter", "max_size", "min_freq", "specials"), _VOCAB),
        Entry(("vocab.GloVe", "vocab.FastText"), (), _VECTORS),
    ),
)

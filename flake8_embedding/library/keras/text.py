"""Keras's preprocessing of texts: word ids begin at 1, 0 is left to padding, ``num_words`` cuts what is emitted.

Found by running the libraries; to be read in ``keras/src/legacy/preprocessing/text.py``.
"""

from __future__ import annotations

from flake8_embedding.library.keras.skipgrams import SKIPGRAMS
from flake8_embedding.library.saved.indexers import TO_TEXT, from_text
from flake8_embedding.library.spec import (
    Emits,
    Entry,
    Harmless,
    Learns,
    MakesIds,
    MakesIndexer,
    Pads,
    Tally,
    Vocabulary,
)
from flake8_embedding.library.terms import COUNT, AtLeast, Fixed, Limited, OneIf, Setting
from flake8_embedding.record import replace

_TOKENIZER_STOP = AtLeast(Limited(COUNT + 1, "num_words"), 2, given="oov_token")
_TOKENIZER_IDS = Emits(Fixed(1), _TOKENIZER_STOP, "ids of the Tokenizer", limit="num_words")

_FILTERS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n'


def _count_words(texts: list[str], settings: dict[str, object]) -> int | None:
    """The length of ``word_index`` after ``fit_on_texts(texts)``."""
    split, filters, lower = settings.get("split", " "), settings.get("filters", _FILTERS), settings.get("lower", True)
    if not isinstance(split, str) or not isinstance(filters, str) or not split or "analyzer" in settings:
        return None
    words: set[str] = set()
    for text in texts:
        known = text.lower() if lower else text
        if settings.get("char_level"):
            words.update(known)
        else:
            words.update(filter(None, known.translate(dict.fromkeys(map(ord, filters), split)).split(split)))
    oov = settings.get("oov_token")
    return len(words | {oov} if isinstance(oov, str) else words)


def _may_be_a_word(settings: dict[str, object], are_texts: bool) -> bool:
    """Whether a word of the texts may be the OOV token, which then has the id of the word: ``oov_token="unk"``. What is
    filtered out is in no word, and after ``lower`` no capital is: "<OOV>", "UNK". A list of words, in place
    of a text, is neither filtered nor split."""
    token, split, filters = settings.get("oov_token"), settings.get("split", " "), settings.get("filters", _FILTERS)
    if not isinstance(token, str) or "analyzer" in settings:
        return token is not None
    if settings.get("lower", True) is True and token != token.lower():
        return False
    if not are_texts:
        return True
    if settings.get("char_level", False) is True:
        return len(token) == 1
    return not (isinstance(split, str) and split in token) and not (isinstance(filters, str) and {*filters} & {*token})


_TOKENIZER = MakesIndexer(
    what="Tokenizer",
    counted_as="len({}.word_index)",
    # The OOV token is an entry itself.
    least=OneIf("oov_token"),
    own_may_be_word=_may_be_a_word,
    members={
        "word_index": Vocabulary(length=COUNT, low=Fixed(1), stop=COUNT + 1, frequent_below="num_words"),
        "index_word": Vocabulary(length=COUNT, low=Fixed(1), stop=COUNT + 1, inverted=True),
        # The OOV token is counted in no text. If a text has it as a word, that word still is one id more.
        # ``word_docs`` is no such tally: it has 0 for a word that was not met, and the word from then on.
        "word_counts": Tally(length=COUNT - OneIf("oov_token")),
        "fit_on_texts": Learns(counts=_count_words),
        "texts_to_sequences": _TOKENIZER_IDS,
        "texts_to_sequences_generator": _TOKENIZER_IDS,
        "texts_to_matrix": Harmless(),
        "sequences_to_texts": Harmless(),
        "sequences_to_matrix": Harmless(),
        "to_json": TO_TEXT,
        "get_config": Harmless(),
    },
)

_MADE = Entry(
    names=("preprocessing.text.Tokenizer", "text.Tokenizer"),
    parameters=("num_words", "filters", "lower", "split", "char_level", "oov_token", "analyzer"),
    effect=_TOKENIZER,
    renamed={"nb_words": "num_words"},
)

_READ = Entry(
    names=("preprocessing.text.tokenizer_from_json", "text.tokenizer_from_json"),
    parameters=("json_string",),
    # Assumption: data-are-there. A tokenizer that was saved has learned a word.
    effect=replace(_TOKENIZER, least=Fixed(1), loaded=from_text, unseen=("num_words", "oov_token")),
)

_ONE_HOT = Entry(
    names=("preprocessing.text.one_hot", "text.one_hot"),
    parameters=("input_text", "n", "filters", "lower", "split"),
    effect=MakesIds(Fixed(1), Setting("n"), "ids of one_hot", limit="n"),
)

_HASHING_TRICK = Entry(
    names=("preprocessing.text.hashing_trick", "text.hashing_trick"),
    parameters=("text", "n", "hash_function", "filters", "lower", "split"),
    effect=MakesIds(Fixed(1), Setting("n"), "ids of hashing_trick", limit="n"),
)

_PAD_SEQUENCES = Entry(
    names=(
        "preprocessing.sequence.pad_sequences",
        "sequence.pad_sequences",
        "utils.pad_sequences",
        "utils.data_utils.pad_sequences",
    ),
    parameters=("sequences", "maxlen", "dtype", "padding", "truncating", "value"),
    effect=Pads(of="sequences", value="value", length="maxlen"),
)

ENTRIES = (_MADE, _READ, _ONE_HOT, _HASHING_TRICK, _PAD_SEQUENCES, SKIPGRAMS)

"""gensim: dictionaries and word vectors, whose ids are 0 to n - 1: no row is left for padding.

https://radimrehurek.com/gensim/corpora/dictionary.html and https://radimrehurek.com/gensim/models/keyedvectors.html
"""

from __future__ import annotations

from flake8_embedding.library.spec import (
    Entry,
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
from flake8_embedding.library.terms import COUNT, Fixed, Setting

_DICTIONARY = MakesIndexer(
    what="Dictionary",
    counted_as="len({})",
    members={
        "__len__": Size(COUNT, called=True),
        "token2id": Vocabulary(COUNT, Fixed(0), COUNT),
        "id2token": Vocabulary(COUNT, Fixed(0), COUNT, inverted=True),
        # Each of these gives the ids anew, without a gap.
        **{
            name: Learns()
            for name in (
                "add_documents",
                "filter_extremes",
                "filter_tokens",
                "filter_n_most_frequent",
                "compactify",
                "merge_with",
                "patch_with_special_tokens",
            )
        },
        **{name: Harmless() for name in ("doc2bow", "doc2idx", "save", "save_as_text", "keys", "values", "items")},
    },
)

_VECTORS = Matrix(COUNT, Setting("vector_size"))

_MEMBERS: dict[str, Member] = {
    "wv": Itself(),
    "__len__": Size(COUNT, called=True),
    "key_to_index": Vocabulary(COUNT, Fixed(0), COUNT),
    "index_to_key": ListOfEntries(COUNT, called=False),
    "index2word": ListOfEntries(COUNT, called=False),
    "index2entity": ListOfEntries(COUNT, called=False),
    "vectors": _VECTORS,
    "syn0": _VECTORS,
    **{name: Learns() for name in ("build_vocab", "add_vector", "add_vectors", "build_vocab_from_freq")},
    **{
        name: Harmless()
        for name in (
            "train",
            "save",
            "save_word2vec_format",
            "most_similar",
            "similarity",
            "get_vector",
            "word_vec",
            "init_sims",
            "vocab",
            "vector_size",
        )
    },
}

LIBRARY = Library(
    name="gensim",
    roots=("gensim",),
    entries=(
        Entry(
            (
                "corpora.Dictionary",
                "corpora.dictionary.Dictionary",
                "corpora.Dictionary.load",
                "corpora.Dictionary.from_documents",
            ),
            ("documents", "prune_at"),
            _DICTIONARY,
        ),
        Entry(
            tuple(
                f"models.{path}{by}"
                for path in ("Word2Vec", "word2vec.Word2Vec", "FastText", "fasttext.FastText")
                for by in ("", ".load")
            ),
            ("sentences", "corpus_file"),
            MakesIndexer(what="word vectors", counted_as="the number of words in {}", members=_MEMBERS),
            renamed={"size": "vector_size"},
        ),
        Entry(
            (
                "models.KeyedVectors.load",
                "models.KeyedVectors.load_word2vec_format",
                "models.keyedvectors.KeyedVectors.load_word2vec_format",
                "models.keyedvectors.KeyedVectors.load",
                "downloader.load",
            ),
            (),
            MakesIndexer(
                what="KeyedVectors",
                counted_as="the number of words in {}",
                members={**_MEMBERS, "vectors": Matrix(COUNT), "syn0": Matrix(COUNT)},
            ),
        ),
    ),
)

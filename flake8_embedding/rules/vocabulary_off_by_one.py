"""EMB101: the size counts a vocabulary whose ids start at 1."""

from __future__ import annotations

from flake8_embedding.facts import Table
from flake8_embedding.rules.fix_hint import FixHint
from flake8_embedding.rules.message import Message
from flake8_embedding.rules.phrases import ids_text, remedy, rows_text
from flake8_embedding.rules.rule import SizeRule, enlarged
from flake8_embedding.values.numbers.bounds import constant_of, symbols_of
from flake8_embedding.values.provenance import SizeOf
from flake8_embedding.verdicts.shortage import Shortage


class VocabularyOffByOne(SizeRule):
    code = "EMB101"
    name = "vocabulary-off-by-one"
    summary = "As many rows as words, though the ids start at 1"
    finds = (
        "A table has as many rows as a vocabulary has entries, but the ids of the entries start at 1: "
        "`Embedding(len(tokenizer.word_index), ...)`, directly or through any chain of values. The same for "
        "`min(N, len(word_index))`, which is one short when `len(word_index) < N`."
    )
    why = (
        "A Keras `Tokenizer` numbers its words from 1 to `len(word_index)` and leaves 0 to the padding, so "
        "the last word has no row. This shows only when that word, the rarest one, is looked up: as an error "
        "on a CPU, but as zeros, the last row or NaN with TensorFlow on a GPU, under XLA or with JAX."
    )
    quiet = (
        "Vocabularies that got an entry at 0 before they were counted; ids that were moved down by one, or "
        "went through a function that is not followed; look-ups behind a guard or in `try`/`except "
        "IndexError`; vocabularies that nothing connects with the table."
    )
    fix = (
        "One is added where the size is counted: at the `len(...)`, at the count inside a `min(...)`, where "
        "the name gets its value, or at the table if the name is used for something else as well. A matrix of"
        " weights is enlarged with it."
    )
    references = (
        "https://keras.io/api/layers/core_layers/embedding/",
        "https://www.tensorflow.org/api_docs/python/tf/keras/preprocessing/text/Tokenizer",
        "https://www.tensorflow.org/api_docs/python/tf/gather",
    )
    bad = (
        "from tensorflow.keras.layers import Embedding\n"
        "from tensorflow.keras.preprocessing.text import Tokenizer\n"
        "\n"
        "tokenizer = Tokenizer()\n"
        'tokenizer.fit_on_texts(["the cat sat", "the dog ran"])\n'
        "embedding = Embedding(len(tokenizer.word_index), 8)\n"
    )
    good = (
        "from tensorflow.keras.layers import Embedding\n"
        "from tensorflow.keras.preprocessing.text import Tokenizer\n"
        "\n"
        "tokenizer = Tokenizer()\n"
        'tokenizer.fit_on_texts(["the cat sat", "the dog ran"])\n'
        "embedding = Embedding(len(tokenizer.word_index) + 1, 8)\n"
    )
    priority = 70

    def explains(self, short: Shortage) -> bool:
        counted = short.ids.origin.counted if short.ids.origin is not None else None
        return counted is not None and (short.condition is True or bool(symbols_of(counted) & symbols_of(short.rows)))

    def fix_hints(self, table: Table, short: Shortage) -> tuple[FixHint, ...]:
        return enlarged(table, short)

    def message(self, short: Shortage) -> Message:
        early = isinstance(short.given.birth, SizeOf) and constant_of(short.rows) is not None
        taken = " once it has learned" if early else ""
        return (*rows_text(short), *ids_text(short), "; ", remedy(short), taken)

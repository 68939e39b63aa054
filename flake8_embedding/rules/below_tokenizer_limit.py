"""EMB103: fewer rows than a declared limit lets through."""

from __future__ import annotations

from flake8_embedding.facts import Table
from flake8_embedding.rules.fix_hint import FixHint
from flake8_embedding.rules.message import Message, Quantity, Remedy
from flake8_embedding.rules.phrases import ids_text, rows_text
from flake8_embedding.rules.rule import SizeRule, enlarged
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.numbers.compare import at_least
from flake8_embedding.verdicts.shortage import Shortage, declared_limit


class BelowTokenizerLimit(SizeRule):
    code = "EMB103"
    name = "below-tokenizer-limit"
    summary = "Fewer rows than the tokenizer's own limit lets through"
    finds = (
        "A table has fewer rows than the limit of what makes its ids: `num_words` of a `Tokenizer` or of "
        "`load_data`, `n` of `one_hot`, `max_tokens` of a `TextVectorization` or look-up layer, `num_bins` of"
        " `Hashing`, `high` of random ids."
    )
    why = "A limit of N lets the ids 0 to N - 1 through, so the table needs N rows."
    quiet = "A limit that the vocabulary is known not to reach, and a plain number beside data of unknown length."
    fix = "With `--unsafe` only: the number that was chosen is replaced by a larger one."
    references = (
        "https://keras.io/api/layers/core_layers/embedding/",
        "https://www.tensorflow.org/api_docs/python/tf/keras/preprocessing/text/Tokenizer",
    )
    bad = (
        "import tensorflow as tf\n"
        "\n"
        "ids = tf.keras.layers.Hashing(num_bins=100)([['cat'], ['dog']])\n"
        "vectors = tf.keras.layers.Embedding(50, 8)(ids)\n"
    )
    good = (
        "import tensorflow as tf\n"
        "\n"
        "ids = tf.keras.layers.Hashing(num_bins=100)([['cat'], ['dog']])\n"
        "vectors = tf.keras.layers.Embedding(100, 8)(ids)\n"
    )
    priority = 60

    def explains(self, short: Shortage) -> bool:
        origin, limit = short.ids.origin, declared_limit(short.ids)
        if origin is None or limit is None or at_least(short.rows, limit) is not False:
            return False
        # A size that counts the vocabulary is wrong for another reason than the limit.
        return origin.counted is None or not symbols_of(origin.counted) & symbols_of(short.rows)

    def fix_hints(self, table: Table, short: Shortage) -> tuple[FixHint, ...]:
        return enlarged(table, short, chosen=True)

    def message(self, short: Shortage) -> Message:
        origin = short.ids.origin
        assert origin is not None
        needed = declared_limit(short.ids)
        assert needed is not None
        setting = origin.limit if origin.limit_given is None else origin.limit_given
        named = bool(origin.limit_name) and setting is not None
        limit: Message = (f", as {origin.limit_name}=", Quantity(setting), " allows") if named and setting else ()
        return (*rows_text(short), *ids_text(short), *limit, "; ", Remedy(needed))

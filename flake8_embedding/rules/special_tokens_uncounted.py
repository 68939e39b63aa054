"""EMB104: entries that a look-up adds of its own are not counted."""

from __future__ import annotations

from flake8_embedding.rules.rule import Message, SizeRule, ids_text, rows_text
from flake8_embedding.values.bounds import distance, symbols_of
from flake8_embedding.verdict import Shortage


class SpecialTokensUncounted(SizeRule):
    code = "EMB104"
    name = "special-tokens-uncounted"
    finds = (
        "A table sized by the words of a vocabulary, where the look-up adds entries of its own: out-of-vocabulary "
        "(OOV) ids, a mask, padding. `Embedding(len(vocabulary), ...)` after `StringLookup(vocabulary=vocabulary)`."
    )
    why = (
        "`StringLookup` and `IntegerLookup` put one OOV id before the words by default, `TextVectorization` padding "
        "and OOV, `mask_token` one more: the last words have no row."
    )
    bad = (
        "import tensorflow as tf\n"
        "\n"
        "animals = ['cat', 'dog', 'cow']\n"
        "lookup = tf.keras.layers.StringLookup(vocabulary=animals)\n"
        "embedding = tf.keras.layers.Embedding(len(animals), 8)\n"
        "vectors = embedding(lookup([['cow']]))\n"
    )
    good = (
        "import tensorflow as tf\n"
        "\n"
        "animals = ['cat', 'dog', 'cow']\n"
        "lookup = tf.keras.layers.StringLookup(vocabulary=animals)\n"
        "embedding = tf.keras.layers.Embedding(lookup.vocabulary_size(), 8)\n"
        "vectors = embedding(lookup([['cow']]))\n"
    )
    rank = 50

    def explains(self, short: Shortage) -> bool:
        origin = short.ids.origin
        if origin is None or origin.counted is None or origin.reserved == 0:
            return False
        spare = distance(short.rows, origin.counted)
        counts_some = spare is not None and 0 <= spare < origin.reserved
        return counts_some or bool(symbols_of(origin.counted) & symbols_of(short.rows))

    def message(self, short: Shortage) -> Message:
        origin = short.ids.origin
        assert origin is not None
        added = "an entry" if origin.reserved == 1 else f"{origin.reserved} entries"
        reason = f", {added} of them its own (OOV, mask or padding)"
        return (*rows_text(short), *ids_text(short), f"{reason}; use {short.needed}")

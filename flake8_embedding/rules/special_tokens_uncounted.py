"""EMB104: entries that a look-up adds of its own are not counted."""

from __future__ import annotations

from flake8_embedding.facts import Table
from flake8_embedding.rules.fix_hint import FixHint
from flake8_embedding.rules.message import Line, Message
from flake8_embedding.rules.phrases import ids_text, remedy, rows_text
from flake8_embedding.rules.rule import SizeRule, enlarged
from flake8_embedding.values.numbers.bounds import distance, symbols_of
from flake8_embedding.values.numbers.compare import at_least
from flake8_embedding.verdicts.shortage import Shortage


class SpecialTokensUncounted(SizeRule):
    code = "EMB104"
    name = "special-tokens-uncounted"
    summary = "Padding, unknown or added tokens left out of the size"
    finds = (
        "A table is sized by the words of a vocabulary, but the look-up adds entries of its own: unknown "
        "words (OOV), a mask, padding. Examples are `Embedding(len(vocabulary), ...)` after "
        "`StringLookup(vocabulary=vocabulary)`, `tokenizer.vocab_size` after `tokenizer.add_tokens(...)`, and"
        " N rows with torchtext's `build_vocab(max_size=N)`."
    )
    why = (
        "By default `StringLookup` and `IntegerLookup` put one entry for unknown words before the others, "
        "`TextVectorization` puts two (padding and unknown), and a `mask_token` is one more, so the last "
        "words have no row. `vocab_size` of a Hugging Face tokenizer leaves out the tokens that were added; "
        "`len(tokenizer)` counts them."
    )
    quiet = (
        "Sizes that the look-up itself gives (`vocabulary_size()`, `len(tokenizer)`, `len(TEXT.vocab)`), "
        "entries that are counted by hand, and tokens that may have been in the vocabulary before."
    )
    fix = (
        "The size is asked from the look-up itself, by `lookup.vocabulary_size()` or `len(tokenizer)`; where "
        "that is not possible, the missing entries are added."
    )
    references = (
        "https://keras.io/api/layers/preprocessing_layers/categorical/string_lookup/",
        "https://huggingface.co/docs/transformers/main_classes/tokenizer",
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
    priority = 50

    def explains(self, short: Shortage) -> bool:
        origin = short.ids.origin
        if origin is None or origin.counted is None:
            return False
        if origin.added is not None:
            return True
        if origin.reserved == 0:
            return False
        if origin.limit_given is not None and at_least(short.rows, origin.limit_given) is True:
            # The limit is one of words, and the entries that are no words come on top of it.
            return True
        spare = distance(short.rows, origin.counted)
        counts_some = spare is not None and 0 <= spare < origin.reserved
        return counts_some or bool(symbols_of(origin.counted) & symbols_of(short.rows))

    def fix_hints(self, table: Table, short: Shortage) -> tuple[FixHint, ...]:
        return enlarged(table, short, ask=True)

    def message(self, short: Shortage) -> Message:
        origin = short.ids.origin
        assert origin is not None
        if origin.added is not None:
            taken = ", asked after that" if str(short.rows) == str(short.needed) else ""
            added: Message = (", counting what line ", Line(origin.added), " adds; ", remedy(short), taken)
            return (*rows_text(short), *ids_text(short), *added)
        own = "one" if origin.reserved == 1 else str(origin.reserved)
        return (*rows_text(short), *ids_text(short), f", {own} of them its own (OOV, padding); ", remedy(short))

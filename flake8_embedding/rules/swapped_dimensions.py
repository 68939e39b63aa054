"""EMB203: the vocabulary's size stands where the width belongs."""

from __future__ import annotations

from flake8_embedding.rules.fix_hint import Exchange
from flake8_embedding.rules.message import Line, Message, Quantity, Rows
from flake8_embedding.rules.rule import Claim, TableCase, TableRule
from flake8_embedding.values.ids import Origin
from flake8_embedding.values.value import Number


class SwappedDimensions(TableRule):
    code = "EMB203"
    name = "swapped-dimensions"
    summary = "`input_dim` and `output_dim` exchanged"
    finds = (
        "The width of a table (`output_dim`, `embedding_dim`) is the size of a vocabulary, while its number "
        "of rows has nothing to do with that vocabulary."
    )
    why = (
        "Both arguments are integers, so nothing complains. The table has a few rows, each as wide as the "
        "vocabulary is long."
    )
    quiet = "Tables in which no look-up is seen, and a width that counts the same thing as the rows."
    fix = (
        "With `--unsafe` only: the two arguments change places. What follows the table may be written for its"
        " present width."
    )
    references = ("https://keras.io/api/layers/core_layers/embedding/",)
    bad = (
        "from tensorflow.keras.layers import Embedding\n"
        "from tensorflow.keras.preprocessing.text import Tokenizer\n"
        "\n"
        "tokenizer = Tokenizer()\n"
        'tokenizer.fit_on_texts(["the cat sat"])\n'
        "vocab_size = len(tokenizer.word_index) + 1\n"
        "embedding = Embedding(64, vocab_size)\n"
    )
    good = (
        "from tensorflow.keras.layers import Embedding\n"
        "from tensorflow.keras.preprocessing.text import Tokenizer\n"
        "\n"
        "tokenizer = Tokenizer()\n"
        'tokenizer.fit_on_texts(["the cat sat"])\n'
        "vocab_size = len(tokenizer.word_index) + 1\n"
        "embedding = Embedding(vocab_size, 64)\n"
    )
    priority = 20

    def claim(self, case: TableCase) -> Claim | None:
        table = case.table
        if not isinstance(table.rows, Number) or table.rows.exact is None or table.named:
            return None
        vocabulary = next((ids.origin for ids in table.named_by_width if ids.origin is not None), None)
        if vocabulary is None or not isinstance(table.width, Number) or self._is_fed_enough(case):
            return None
        both_stand = table.place not in (table.rows_place, table.width_place)
        swap = (Exchange(table.rows_place, table.width_place),) if both_stand else ()
        return Claim(table.rows_place, self._message(case, vocabulary, table.width), fix_hints=swap)

    def _is_fed_enough(self, case: TableCase) -> bool:
        """Whether the size seems to be meant as it stands: ids are seen that fit. If a table is also the usual way to
        hold a matrix (a row of word weights for each class), it is enough that nothing is looked up."""
        fed = [lookup.ids for lookup in case.lookups if lookup.ids is not None]
        return case.short is None and bool(fed or case.table.one_row_is_idiom)

    def _message(self, case: TableCase, vocabulary: Origin, width: Number) -> Message:
        rows = case.table.rows
        assert isinstance(rows, Number)
        assert rows.exact is not None
        assert width.exact is not None
        return (
            f"{case.table.called} has ",
            Rows(rows.exact),
            ", each ",
            Quantity(width.exact),
            f" wide, which is the size of the vocabulary behind the {vocabulary.what} on line ",
            Line(vocabulary.place),
            "; swap the two",
        )

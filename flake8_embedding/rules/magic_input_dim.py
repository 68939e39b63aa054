"""EMB207: a bare number where the file knows the vocabulary."""

from __future__ import annotations

from flake8_embedding.rules.message import Line, Message, Quantity, Remedy
from flake8_embedding.rules.rule import Claim, TableCase, TableRule
from flake8_embedding.values.numbers.bounds import add, constant_of, symbols_of
from flake8_embedding.values.value import Number


class MagicInputDim(TableRule):
    code = "EMB207"
    name = "magic-input-dim"
    summary = "A bare number as the size of a growing vocabulary"
    finds = (
        "The size is a plain number, while the ids come from a vocabulary that is made in the file and has no"
        " limit of its own."
    )
    why = (
        "The number was right for the data that it was counted on, and nobody is told when the data change. "
        "The rule is off by default because the number may be right for your data."
    )
    quiet = "Numbers beside a declared limit, and ids that are compared with the number."
    references = ("https://keras.io/api/layers/core_layers/embedding/",)
    bad = (
        "import numpy as np\n"
        "from tensorflow.keras.layers import Embedding\n"
        "from tensorflow.keras.preprocessing.text import Tokenizer\n"
        "\n"
        "tokenizer = Tokenizer()\n"
        'tokenizer.fit_on_texts(open("reviews.txt"))\n'
        'x = np.array(tokenizer.texts_to_sequences(open("reviews.txt")))\n'
        "vectors = Embedding(9431, 8)(x)\n"
    )
    good = (
        "import numpy as np\n"
        "from tensorflow.keras.layers import Embedding\n"
        "from tensorflow.keras.preprocessing.text import Tokenizer\n"
        "\n"
        "tokenizer = Tokenizer()\n"
        'tokenizer.fit_on_texts(open("reviews.txt"))\n'
        'x = np.array(tokenizer.texts_to_sequences(open("reviews.txt")))\n'
        "vectors = Embedding(len(tokenizer.word_index) + 1, 8)(x)\n"
    )
    priority = 120
    independent = True
    on_by_default = False

    def claim(self, case: TableCase) -> Claim | None:
        rows = case.table.rows
        if not isinstance(rows, Number) or rows.constant is None or rows.birth is None:
            return None
        for lookup in case.lookups:
            ids = lookup.ids
            origin = ids.origin if ids is not None else None
            if ids is None or ids.high is None or origin is None or origin.counted is None or origin.limit is not None:
                continue
            if not symbols_of(origin.counted) or constant_of(ids.high) is not None:
                continue
            message: Message = (
                f"{case.table.called} has {rows.constant} rows, a bare number, but the {origin.what} on line ",
                Line(origin.place),
                " run to ",
                Quantity(ids.high),
                "; ",
                Remedy(add(ids.high, 1)),
            )
            return Claim(case.table.rows_place, message)
        return None

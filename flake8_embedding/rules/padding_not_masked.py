"""EMB302: ``mask_zero=True``, but the ids are padded with another value than 0."""

from __future__ import annotations

from flake8_embedding.rules.message import Line, Message, Quantity
from flake8_embedding.rules.rule import Claim, TableCase, TableRule
from flake8_embedding.values.numbers.compare import at_least
from flake8_embedding.values.numbers.linear import Linear


class PaddingNotMasked(TableRule):
    code = "EMB302"
    name = "padding-not-masked"
    summary = "Padding that `mask_zero` does not mask"
    finds = "`mask_zero=True` for ids that were padded with a value other than 0."
    why = "Only the id 0 is masked. The padding goes through the model as if it were a word."
    quiet = "Padding with 0, and tables that are fed ids of several kinds."
    references = ("https://keras.io/guides/understanding_masking_and_padding/",)
    bad = (
        "from tensorflow.keras.layers import Embedding\n"
        "from tensorflow.keras.preprocessing.sequence import pad_sequences\n"
        "\n"
        "x = pad_sequences([[1, 2], [3]], maxlen=4, value=9)\n"
        "vectors = Embedding(10, 8, mask_zero=True)(x)\n"
    )
    good = (
        "from tensorflow.keras.layers import Embedding\n"
        "from tensorflow.keras.preprocessing.sequence import pad_sequences\n"
        "\n"
        "x = pad_sequences([[1, 2], [3]], maxlen=4)\n"
        "vectors = Embedding(10, 8, mask_zero=True)(x)\n"
    )
    priority = 111
    independent = True

    def claim(self, case: TableCase) -> Claim | None:
        for lookup in case.lookups if case.table.masks_zero else ():
            padding = lookup.ids.id_facts.padding if lookup.ids is not None else None
            if padding is None or at_least(Linear(0), padding.value) is not False:
                below = padding is not None and at_least(padding.value, Linear(0)) is False
                if padding is None or not below:
                    continue
            message: Message = (
                "mask_zero=True masks the id 0, but the ids are padded with ",
                Quantity(padding.value),
                " on line ",
                Line(padding.place),
                ", which is not masked; pad with 0",
            )
            return Claim(case.table.masks_place, message)
        return None

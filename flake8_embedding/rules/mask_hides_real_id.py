"""EMB301: ``mask_zero=True`` while the id 0 is a real entry."""

from __future__ import annotations

from flake8_embedding.rules.message import Line
from flake8_embedding.rules.rule import Claim, TableCase, TableRule
from flake8_embedding.values.numbers.bounds import constant_of


class MaskHidesRealId(TableRule):
    code = "EMB301"
    name = "mask-hides-real-id"
    summary = "`mask_zero` hides an id that is not padding"
    finds = (
        "`mask_zero=True` although the id 0 is a real entry and not padding: the first class of a "
        "`LabelEncoder`, the first word of `enumerate` over a set, the entry for unknown words of a "
        "`StringLookup` without a `mask_token`."
    )
    why = "Every place with the id 0 is masked. The layers that follow skip it, as if the first entry did not occur."
    quiet = (
        "Vocabularies in which 0 is padding, the entry for unknown words or a special token, and look-ups "
        "with a `mask_token`."
    )
    references = ("https://keras.io/guides/understanding_masking_and_padding/",)
    bad = (
        "from sklearn.preprocessing import LabelEncoder\n"
        "from tensorflow.keras.layers import Embedding\n"
        "\n"
        "encoder = LabelEncoder()\n"
        'ids = encoder.fit_transform(["cat", "dog", "cat"])\n'
        "vectors = Embedding(len(encoder.classes_), 8, mask_zero=True)(ids)\n"
    )
    good = (
        "from sklearn.preprocessing import LabelEncoder\n"
        "from tensorflow.keras.layers import Embedding\n"
        "\n"
        "encoder = LabelEncoder()\n"
        'ids = encoder.fit_transform(["cat", "dog", "cat"]) + 1\n'
        "vectors = Embedding(len(encoder.classes_) + 1, 8, mask_zero=True)(ids)\n"
    )
    priority = 110
    independent = True

    def claim(self, case: TableCase) -> Claim | None:
        table = case.table
        for lookup in case.lookups if table.masks_zero else ():
            ids = lookup.ids
            if ids is None or ids.id_facts.zero is None or ids.origin is None or constant_of(ids.low) != 0:
                continue
            message = (
                f"mask_zero=True hides a real entry: among the {ids.origin.what} on line ",
                Line(ids.origin.place),
                f" the id 0 is {ids.id_facts.zero}, not padding; number from 1",
            )
            return Claim(table.masks_place, message)
        return None

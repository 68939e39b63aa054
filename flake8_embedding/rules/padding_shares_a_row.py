"""EMB303: padding with 0 while 0 is a real entry, without a mask."""

from __future__ import annotations

from flake8_embedding.rules.message import Line
from flake8_embedding.rules.rule import Claim, TableCase, TableRule
from flake8_embedding.values.numbers.bounds import constant_of


class PaddingSharesARow(TableRule):
    code = "EMB303"
    name = "padding-shares-a-row"
    summary = "Padding and the first entry share a row"
    finds = "Ids are padded with 0 although 0 is an entry of the vocabulary too, and nothing is masked."
    why = (
        "The first entry and the padding share a vector, so the model cannot tell them apart. The rule is off"
        " by default because some models learn to live with it."
    )
    quiet = "Masked tables, `padding_idx=0`, and a 0 that is a special token."
    references = ("https://keras.io/guides/understanding_masking_and_padding/",)
    bad = (
        "from tensorflow.keras.layers import Embedding\n"
        "from tensorflow.keras.preprocessing.sequence import pad_sequences\n"
        "\n"
        'letters = sorted(set(open("text.txt").read()))\n'
        "index = {letter: i for i, letter in enumerate(letters)}\n"
        'x = pad_sequences([[index[letter] for letter in line] for line in open("text.txt").read().split()])\n'
        "vectors = Embedding(len(letters), 8)(x)\n"
    )
    good = (
        "from tensorflow.keras.layers import Embedding\n"
        "from tensorflow.keras.preprocessing.sequence import pad_sequences\n"
        "\n"
        'letters = sorted(set(open("text.txt").read()))\n'
        "index = {letter: i for i, letter in enumerate(letters, start=1)}\n"
        'x = pad_sequences([[index[letter] for letter in line] for line in open("text.txt").read().split()])\n'
        "vectors = Embedding(len(letters) + 1, 8)(x)\n"
    )
    priority = 112
    independent = True
    on_by_default = False

    def claim(self, case: TableCase) -> Claim | None:
        for lookup in case.lookups if not case.table.masks_zero else ():
            id_facts = lookup.ids.id_facts if lookup.ids is not None else None
            if (
                id_facts is None
                or id_facts.zero is None
                or id_facts.padding is None
                or constant_of(id_facts.padding.value) != 0
            ):
                continue
            message = (
                f"{case.table.called} has one row for the padding and for {id_facts.zero}: the ids are padded with 0 on "
                "line ",
                Line(id_facts.padding.place),
                ", and 0 is an entry already; number from 1",
            )
            return Claim(case.table.place, message)
        return None

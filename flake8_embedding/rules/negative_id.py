"""EMB110: ids below 0 reach a table."""

from __future__ import annotations

from flake8_embedding.rules.message import Line
from flake8_embedding.rules.rule import Claim, TableCase, TableRule
from flake8_embedding.values.bounds import constant_of


class NegativeId(TableRule):
    code = "EMB110"
    name = "negative-id"
    summary = "Ids below zero"
    finds = (
        "Ids below 0 are looked up: padding with -1, `index.get(word, -1)`, `unknown_value=-1` of an "
        "`OrdinalEncoder`, a -1 that is written in the file."
    )
    why = (
        "A table has no row -1. PyTorch and Keras 2 raise an error on a CPU. Keras 3 silently takes the last "
        "row, which is the vector of some other word."
    )
    quiet = (
        "Negative ids that are filtered, clipped, moved up or tested first, and `get()` with words that the "
        "dict is known to hold."
    )
    references = (
        "https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html",
        "https://keras.io/api/layers/core_layers/embedding/",
    )
    bad = (
        "import torch\n"
        "\n"
        'index = {"cat": 0, "dog": 1}\n'
        'ids = [index.get(word, -1) for word in ["cat", "cow"]]\n'
        "vectors = torch.nn.Embedding(2, 8)(torch.tensor(ids))\n"
    )
    good = (
        "import torch\n"
        "\n"
        'index = {"cat": 1, "dog": 2}\n'
        'ids = [index.get(word, 0) for word in ["cat", "cow"]]\n'
        "vectors = torch.nn.Embedding(3, 8)(torch.tensor(ids))\n"
    )
    priority = 95
    independent = True

    def claim(self, case: TableCase) -> Claim | None:
        table = case.table
        for feed in case.feeds:
            ids = feed.ids
            negative = ids.id_facts.negative if ids is not None else None
            lowest = constant_of(ids.low) if ids is not None else None
            if negative is None or (lowest is not None and lowest >= 0):
                continue
            return Claim(
                table.place,
                (
                    f"{table.called} is fed the id {negative.value}, which comes in on line ",
                    Line(negative.place),
                    " and has no row; give it an id of its own, from 0 up",
                ),
            )
        return None

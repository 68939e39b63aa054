"""EMB110: ids below 0 reach a table."""

from __future__ import annotations

from flake8_embedding.facts import Masked
from flake8_embedding.rules.message import Line, Message
from flake8_embedding.rules.rule import Claim, TableCase, TableRule
from flake8_embedding.values import ids
from flake8_embedding.values.numbers.bounds import constant_of
from flake8_embedding.verdicts.shortage import is_unusual


class NegativeId(TableRule):
    code = "EMB110"
    name = "negative-id"
    summary = "Ids below zero"
    finds = (
        "Ids below 0 are looked up: padding with -1, `index.get(word, -1)`, `unknown_value=-1` of an "
        "`OrdinalEncoder`, a -1 that is written in the file or is the default of a parameter. In PyTorch also a -1 "
        "that the program masks only after the look-up: `table(ids) * (ids != -1)[..., None]`."
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
        return self._of_known_ids(case) or self._of_masked_ids(case)

    def _of_known_ids(self, case: TableCase) -> Claim | None:
        table = case.table
        for lookup in case.lookups:
            negative = lookup.ids.id_facts.negative if lookup.ids is not None else None
            lowest = constant_of(lookup.ids.low) if lookup.ids is not None else None
            if negative is None or (lowest is not None and lowest >= 0):
                continue
            if not negative.default_of:
                return Claim(table.place, _comes_in(table.called, negative))
            if not is_unusual(table.guards | lookup.guards):
                return Claim(table.place, _by_default(table.called, negative), conditional=True)
        return None

    def _of_masked_ids(self, case: TableCase) -> Claim | None:
        """The program masks ids below 0, and looks up all of them. Where tests have been passed in between, these may
        exclude such ids."""
        table = case.table
        masked = {(one.array, one.guards): one for one in case.facts.masked} if table.refuses_negative else {}
        for lookup in case.lookups:
            mask = masked.get((lookup.identity, lookup.guards))
            if mask is not None:
                return Claim(table.place, _masked(table.called, mask), conditional=True)
        return None


def _comes_in(called: str, negative: ids.NegativeId) -> Message:
    return (
        f"{called} is fed the id {negative.value}, which comes in on line ",
        Line(negative.place),
        " and has no row; give it an id of its own, from 0 up",
    )


def _by_default(called: str, negative: ids.NegativeId) -> Message:
    return (
        f"{called} is fed the id {negative.value} if {negative.default_of} has its default (line ",
        Line(negative.place),
        f"), and {negative.value} has no row; give it an id of its own, from 0 up",
    )


def _masked(called: str, mask: Masked) -> Message:
    return (
        f"{called} is fed the id {mask.value}, which has no row: the mask on line ",
        Line(mask.place),
        " comes too late; replace it by an id from 0 up before the look-up",
    )

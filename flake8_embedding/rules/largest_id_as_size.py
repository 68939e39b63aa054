"""EMB102: the largest id is the size."""

from __future__ import annotations

from flake8_embedding.facts import Table
from flake8_embedding.rules.fix_hint import FixHint
from flake8_embedding.rules.message import Message
from flake8_embedding.rules.rule import SizeRule, enlarged
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.provenance import NumberOf
from flake8_embedding.values.relations import wholes_of
from flake8_embedding.verdicts.shortage import Shortage, is_of_parts


class LargestIdAsSize(SizeRule):
    code = "EMB102"
    name = "largest-id-as-size"
    summary = "As many rows as the largest id, one too few"
    finds = (
        "A table has as many rows as its largest id, `max(ids)`, `ids.max()` or `max(word_index.values())`, "
        "without the `+ 1`."
    )
    why = "Ids count from 0, so a table whose largest id is n needs n + 1 rows. Here the largest id itself has none."
    quiet = "Sizes with `+ 1`, and the largest of something other than the ids that are looked up."
    fix = "One is added, with `int(...)` around it if it is a scalar of NumPy or of a tensor framework."
    references = (
        "https://keras.io/api/layers/core_layers/embedding/",
        "https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html",
    )
    bad = (
        "import torch\n"
        "\n"
        "ids = torch.tensor([[3, 1, 4], [1, 5, 9]])\n"
        "embedding = torch.nn.Embedding(ids.max(), 8)\n"
        "vectors = embedding(ids)\n"
    )
    good = (
        "import torch\n"
        "\n"
        "ids = torch.tensor([[3, 1, 4], [1, 5, 9]])\n"
        "embedding = torch.nn.Embedding(int(ids.max()) + 1, 8)\n"
        "vectors = embedding(ids)\n"
    )
    priority = 30

    def explains(self, short: Shortage) -> bool:
        if short.condition is not True:
            return is_of_parts(short.condition)
        # An unknown array that is fed stands for its largest element: a size that is made of it is that element.
        fed = short.lookup is not None and short.lookup.identity is not None
        return short.given.largest_of is not None or (
            fed and bool(symbols_of(short.rows)) and symbols_of(short.rows) == symbols_of(short.highest)
        )

    def fix_hints(self, table: Table, short: Shortage) -> tuple[FixHint, ...]:
        return enlarged(table, short)

    def message(self, short: Shortage) -> Message:
        size = short.table.rows_text or str(short.rows)
        plain = f"int({size})" if short.given.numeric_type else size
        if short.condition is not True:
            return (*_of_parts(short, size), f"; use {plain} + 1" if _is_whole(short) else "")
        return (
            f"{short.table.called} has {size} rows, which is the largest id itself, and ids count from 0; "
            f"use {plain} + 1",
        )


def _of_parts(short: Shortage, size: str) -> Message:
    """What to tell where a part of the data is looked up."""
    has = f"{short.table.called} has {size} rows, the largest id in"
    if _is_whole(short):
        return (f"{has} a column, some rows of which are looked up: too few when one of them has that id",)
    return (f"{has} one part of the data, and another part is looked up: too few when that has a larger one",)


def _is_whole(short: Shortage) -> bool:
    """Whether the size is made of the largest id in all of the data."""
    sized, fed = (
        [symbol.key.of for symbol in symbols_of(expr) if isinstance(symbol.key, NumberOf)]
        for expr in (short.rows, short.highest)
    )
    return any(whole in sized for thing in fed for whole in wholes_of(thing))

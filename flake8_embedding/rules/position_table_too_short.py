"""EMB111: positions run past a position table."""

from __future__ import annotations

from flake8_embedding.facts import Table
from flake8_embedding.rules.fix_hint import FixHint
from flake8_embedding.rules.message import Line, Message, Quantity
from flake8_embedding.rules.phrases import remedy, rows_text
from flake8_embedding.rules.rule import SizeRule, enlarged
from flake8_embedding.values.ids import IdKind
from flake8_embedding.verdicts.shortage import Shortage


class PositionTableTooShort(SizeRule):
    code = "EMB111"
    name = "position-table-too-short"
    summary = "Fewer positions than the sequences are long"
    finds = (
        "A table of positions has fewer rows than the sequences are long, and the file shows both: "
        "`arange(length)` or `tf.range(length)` is looked up in a table of fewer than `length` rows."
    )
    why = "In a sequence that is longer than the table the last positions have no row."
    quiet = "Sequences whose length is not in the file, and sequences that are cut to the rows of the table."
    fix = "With `--unsafe` only: the number that was chosen is replaced by a larger one."
    references = ("https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html",)
    bad = (
        "import torch\n"
        "\n"
        "x = torch.zeros((4, 256), dtype=torch.long)\n"
        "positions = torch.nn.Embedding(128, 8)(torch.arange(x.shape[1]))\n"
    )
    good = (
        "import torch\n"
        "\n"
        "x = torch.zeros((4, 256), dtype=torch.long)\n"
        "positions = torch.nn.Embedding(x.shape[1], 8)(torch.arange(x.shape[1]))\n"
    )
    priority = 38

    def explains(self, short: Shortage) -> bool:
        return short.ids.origin is not None and short.ids.origin.id_kind is IdKind.POSITIONS

    def fix_hints(self, table: Table, short: Shortage) -> tuple[FixHint, ...]:
        return enlarged(table, short, chosen=True)

    def message(self, short: Shortage) -> Message:
        origin = short.ids.origin
        assert origin is not None
        counted: Message = (
            "the positions counted on line ",
            Line(origin.place),
            " run to ",
            Quantity(short.highest),
            "; ",
        )
        return (*rows_text(short), *counted, remedy(short))

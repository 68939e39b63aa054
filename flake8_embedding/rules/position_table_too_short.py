"""EMB111: positions run past a position table."""

from __future__ import annotations

from flake8_embedding.facts import Table
from flake8_embedding.rules.fix_hint import FixHint
from flake8_embedding.rules.message import Line, Message, Sum
from flake8_embedding.rules.phrases import remedy, rows_text
from flake8_embedding.rules.rule import SizeRule, enlarged
from flake8_embedding.values.ids import IdKind
from flake8_embedding.verdict import Shortage


class PositionTableTooShort(SizeRule):
    code = "EMB111"
    name = "position-table-too-short"
    summary = "Fewer positions than the sequences are long"
    finds = (
        "A table of positions with fewer rows than the sequences are long, where the file shows both: "
        "`arange(length)`, `tf.range(length)` looked up in a table of less than `length` rows."
    )
    why = "The first sequence that is longer than the table has no row for its last positions."
    quiet = "Sequences whose length is not in the file, or cut to the table's rows."
    fix = "With `--unsafe` only: a larger number in place of the one that was chosen."
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
        counted: Message = ("the positions counted on line ", Line(origin.place), " run to ", Sum(short.highest), "; ")
        return (*rows_text(short), *counted, remedy(short))

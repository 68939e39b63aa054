"""EMB100: ids are looked up for which a table has no row, for a reason that no other rule names."""

from __future__ import annotations

from flake8_embedding.facts import Table
from flake8_embedding.rules.fix_hint import FixHint
from flake8_embedding.rules.message import Line, Message, Quantity
from flake8_embedding.rules.phrases import ids_text, remedy, rows_text
from flake8_embedding.rules.rule import SizeRule, enlarged
from flake8_embedding.verdicts.shortage import Shortage


class IdOutOfRange(SizeRule):
    code = "EMB100"
    name = "id-out-of-range"
    summary = "An id has no row, for a reason that no other rule names"
    finds = (
        "The highest of the ids that are looked up has no row in the table, and no other rule names the "
        "cause: `torch.randint(0, 10, (4,)) + 1` in 10 rows, `[len(words)] + ids`, a filler of "
        "`pad_sequence`."
    )
    why = (
        "A table of n rows has rows for the ids 0 to n - 1. For any other id a CPU raises an error. "
        "TensorFlow on a GPU gives zeros, XLA the last row and JAX NaN, so the program may seem to work."
    )
    quiet = "Ids behind a test that may hold them back, and look-ups that are expected to fail."
    fix = "With `--unsafe` only: the number that was chosen is replaced by a larger one."
    references = (
        "https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html",
        "https://keras.io/api/layers/core_layers/embedding/",
    )
    bad = "import torch\n\nitems = torch.randint(0, 10, (4,)) + 1\nvectors = torch.nn.Embedding(10, 8)(items)\n"
    good = "import torch\n\nitems = torch.randint(0, 10, (4,)) + 1\nvectors = torch.nn.Embedding(11, 8)(items)\n"
    # After every rule that names a cause.
    priority = 900

    def explains(self, short: Shortage) -> bool:
        return True

    def fix_hints(self, table: Table, short: Shortage) -> tuple[FixHint, ...]:
        return enlarged(table, short, chosen=True)

    def message(self, short: Shortage) -> Message:
        return (*rows_text(short), *_ids(short), "; ", remedy(short, "use at least"))


def _ids(short: Shortage) -> Message:
    if short.ids.origin is not None:
        return ids_text(short)
    if short.lookup is not None:
        return ("ids up to ", Quantity(short.highest), " are looked up on line ", Line(short.lookup.place))
    return ("ids run to ", Quantity(short.highest))

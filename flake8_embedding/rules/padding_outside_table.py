"""EMB108: the id that is padding has no row."""

from __future__ import annotations

from flake8_embedding.rules.message import Line, Quantity, Rows
from flake8_embedding.rules.phrases import remedy, rows_text
from flake8_embedding.rules.rule import Claim, TableCase, TableRule
from flake8_embedding.values.numbers.bounds import Expr, Max, add
from flake8_embedding.values.value import Number
from flake8_embedding.verdicts.shortage import Shortage, too_few


class PaddingOutsideTable(TableRule):
    code = "EMB108"
    name = "padding-outside-table"
    summary = "The padding id has no row"
    finds = (
        "The padding id has no row in the table. It is the `padding_idx` of `nn.Embedding`, or the value with"
        " which `pad_sequences`, `pad_sequence` or `padded_batch` fill short sequences before they are looked"
        " up."
    )
    why = (
        "Padding needs a row of its own. PyTorch refuses such a `padding_idx` when the layer is made. Padding"
        " that is looked up without a row fails, or reads some other row, in every batch."
    )
    quiet = "A negative `padding_idx`, which PyTorch counts from the end, and padding whose value is not in the file."
    references = ("https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html",)
    bad = (
        "from tensorflow.keras.layers import Embedding\n"
        "from tensorflow.keras.preprocessing.sequence import pad_sequences\n"
        "\n"
        "x = pad_sequences([[1, 2, 9], [3]], maxlen=4, value=10)\n"
        "vectors = Embedding(10, 8)(x)\n"
    )
    good = (
        "from tensorflow.keras.layers import Embedding\n"
        "from tensorflow.keras.preprocessing.sequence import pad_sequences\n"
        "\n"
        "x = pad_sequences([[1, 2, 9], [3]], maxlen=4)\n"
        "vectors = Embedding(10, 8)(x)\n"
    )
    priority = 35

    def claim(self, case: TableCase) -> Claim | None:
        declared = _declared(case)
        if declared is not None:
            return declared
        short = case.short
        padding = short.ids.id_facts.padding if short is not None else None
        if short is None or padding is None or not _is_outside(padding.value, short):
            return None
        parts = (*rows_text(short), "the padding ", Quantity(padding.value), " on line ", Line(padding.place))
        return Claim(case.table.rows_place, (*parts, " is looked up too; pad with 0, or ", remedy(short)))


def _is_outside(padding: Expr, short: Shortage) -> bool:
    """Whether the padding is the highest id, or is one that has no row beside ids that are not known."""
    if isinstance(short.highest, Max) and padding in short.highest.of:
        found = too_few(short.table.rows, Number.exactly(padding), short.table.guards)
        return found is not None and found.condition == short.condition
    return padding == short.highest


def _declared(case: TableCase) -> Claim | None:
    """``padding_idx`` at or above the number of rows; below 0 it counts from the end."""
    table = case.table
    if not isinstance(table.padding, Number) or table.padding.exact is None:
        return None
    found = too_few(table.rows, Number.exactly(table.padding.exact), table.guards)
    if found is None:
        return None
    short = Shortage(table, found, table.padding, None, ())
    needed = add(table.padding.exact, 1)
    message = (*rows_text(short), "the padding id ", Quantity(table.padding.exact), " has no row; ")
    remedies = ("use an id below ", Quantity(found.rows), ", or ", Rows(needed))
    return Claim(table.padding_place, (*message, *remedies))

"""EMB205: the given weights have another number of rows than the table."""

from __future__ import annotations

from flake8_embedding.facts import Table
from flake8_embedding.rules.fix_hint import Enlarge, EnlargeMatrix, FixHint, TakeRows
from flake8_embedding.rules.message import Condition, Message, Quantity, Rows
from flake8_embedding.rules.rule import Claim, TableCase, TableRule
from flake8_embedding.values.numbers.bounds import distance
from flake8_embedding.values.value import Number
from flake8_embedding.verdicts.shortage import differ, excluded, was_checked


class WeightsShapeMismatch(TableRule):
    code = "EMB205"
    name = "weights-shape-mismatch"
    summary = "Weights of another shape than the table"
    finds = (
        "A table is filled with a matrix that has another number of rows or columns: `weights=[matrix]`, "
        "`embeddings_initializer=Constant(matrix)`, `_weight=matrix`, `set_weights([matrix])`, "
        "`weight.data.copy_(matrix)`. The same for `Embedding(N, ...)` with a matrix of `min(N, "
        "len(word_index))` rows, which fails when there are fewer words than N."
    )
    why = (
        "Keras and PyTorch refuse the weights when the layer is built, and some initializers silently repeat "
        "or reshape them."
    )
    quiet = "Matrices of unknown shape, and tables that are made from the matrix (`from_pretrained`)."
    fix = (
        "The table takes `matrix.shape[0]`, or the smaller of the two gets the missing rows. If the table "
        "would lose rows, `--unsafe` is needed."
    )
    references = (
        "https://keras.io/api/layers/core_layers/embedding/",
        "https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html",
    )
    bad = (
        "import numpy as np\n"
        "from tensorflow.keras.layers import Embedding\n"
        "\n"
        "matrix = np.zeros((100, 8))\n"
        "embedding = Embedding(101, 8, weights=[matrix])\n"
    )
    good = (
        "import numpy as np\n"
        "from tensorflow.keras.layers import Embedding\n"
        "\n"
        "matrix = np.zeros((100, 8))\n"
        "embedding = Embedding(matrix.shape[0], 8, weights=[matrix])\n"
    )
    priority = 80
    independent = True

    def claim(self, case: TableCase) -> Claim | None:
        table = case.table
        if not isinstance(table.rows, Number) or table.rows.exact is None:
            return None
        if table.weights is None or table.weights.exact is None:
            return None
        return self._rows(case) or self._columns(case)

    def _columns(self, case: TableCase) -> Claim | None:
        table = case.table
        if not isinstance(table.width, Number) or not isinstance(table.weights_width, Number):
            return None
        width, given = table.width.exact, table.weights_width.exact
        if width is None or given is None or differ(width, given) is not True:
            return None
        weights: Message = (", but the weights it is given have ", Quantity(given), " columns; use one number for both")
        return Claim(table.weights_place, (f"{table.called} has vectors of width ", Quantity(width), *weights))

    def _rows(self, case: TableCase) -> Claim | None:
        table = case.table
        assert isinstance(table.rows, Number)
        assert table.rows.exact is not None
        assert table.weights is not None
        assert table.weights.exact is not None
        condition = differ(table.rows.exact, table.weights.exact)
        if condition is False or excluded(condition, table.guards) or was_checked(table, condition):
            return None
        when: Message = () if condition is True else (", which is a different number when ", Condition(condition))
        weights: Message = (", but the weights it is given have ", Quantity(table.weights.exact))
        return Claim(
            table.weights_place,
            (f"{table.called} has ", Rows(table.rows.exact), *weights, *when, "; use one number for both"),
            condition is not True,
            fix_hints=_one_number(table, distance(table.weights.exact, table.rows.exact)),
        )


def _one_number(table: Table, more: int | None) -> tuple[FixHint, ...]:
    """Hints that make the two numbers one: the smaller becomes as large as the other, or the table as large as the
    matrix."""
    if table.rows_place is table.place:
        return ()
    taken = TakeRows(table.rows_place, table.weights_place, fewer=more is not None and more < 0)
    if more is None:
        return (taken,)
    if more < 0:
        return (EnlargeMatrix(table.weights_made, -more), taken)
    return (Enlarge(table.rows_place, more, tuple(step.place for step in table.trail)), taken)

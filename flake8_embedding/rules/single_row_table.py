"""EMB202: a table of one row."""

from __future__ import annotations

from flake8_embedding.rules.rule import Claim, TableCase, TableRule
from flake8_embedding.values.value import Number


class SingleRowTable(TableRule):
    code = "EMB202"
    name = "single-row-table"
    summary = "A table with a single row"
    finds = "A Keras table has a single row."
    why = "With one row the only valid id is 0. `input_dim` is often mistaken for the length or the rank of the input."
    quiet = (
        "Tables in which only the id 0 is looked up, models that are only drawn, and a row that is used whole, as a "
        "learned vector. PyTorch, where `nn.Embedding(1, n)` is the usual way to write "
        "one."
    )
    references = (
        "https://keras.io/api/layers/core_layers/embedding/",
        "https://github.com/keras-team/keras/issues/13989",
    )
    bad = "from tensorflow.keras.layers import Embedding\n\nembedding = Embedding(1, 8)\n"
    good = "from tensorflow.keras.layers import Embedding\n\nembedding = Embedding(2, 8)\n"
    priority = 90

    def claim(self, case: TableCase) -> Claim | None:
        table = case.table
        if table.one_row_is_idiom or not isinstance(table.rows, Number) or table.rows.constant != 1:
            return None
        if table.in_call and table.rows.birth != table.rows_place:
            # One call of a function that builds models of any size, to draw or test one.
            return None
        if table.key in case.facts.read_whole:
            # A learned vector, which nobody looks up.
            return None
        fed = [lookup.ids for lookup in case.lookups]
        if fed and all(ids is not None and ids.constant == 0 for ids in fed):
            return None
        return Claim(
            table.rows_place,
            (
                f"{table.called} has one row, so 0 is its only valid id; {table.size_name} is one more than the largest id",
            ),
        )

"""EMB204: the length of the sequences stands where the number of rows belongs."""

from __future__ import annotations

from flake8_embedding.facts import Lookup
from flake8_embedding.rules.rule import Claim, TableCase, TableRule
from flake8_embedding.values.provenance import Item, NumberOf, Part
from flake8_embedding.values.settled import is_settled
from flake8_embedding.values.value import Number, Value


class SequenceLengthAsInputDim(TableRule):
    code = "EMB204"
    name = "sequence-length-as-input-dim"
    summary = "Sized by the length of the sequences"
    finds = (
        "A table is sized by the length of its sequences: the length that they are padded to, the value of "
        "`input_length`, or `x.shape[1]` of the array that is fed to it. Nothing says that this number is the size "
        "of the vocabulary as well."
    )
    why = "A table has a row for each id, not for each position."
    quiet = (
        "Numbers that are only equal: the size must be the very value that is the length. Tables of positions. A "
        "name such as `maxlen` proves nothing."
    )
    references = ("https://keras.io/api/layers/core_layers/embedding/",)
    bad = (
        "from tensorflow.keras.layers import Embedding\n"
        "\n"
        "maxlen = 100\n"
        "embedding = Embedding(maxlen, 64, input_length=maxlen)\n"
    )
    good = (
        "from tensorflow.keras.layers import Embedding\n"
        "\n"
        "vocab_size = 5000\n"
        "maxlen = 100\n"
        "embedding = Embedding(vocab_size, 64, input_length=maxlen)\n"
    )
    priority = 25

    def claim(self, case: TableCase) -> Claim | None:
        table = case.table
        if not isinstance(table.rows, Number) or table.rows.birth is None or self._is_a_limit(case, table.rows):
            return None
        lookups = case.lookups
        # In a functional model the input may be positions, whose table is as long as the sequences.
        length = None if table.key in case.facts.in_graphs else table.length
        reason = self._reason(table.rows, length, lookups)
        if reason is None or self._is_enough(case, lookups):
            return None
        size = table.rows_text or str(table.rows.exact)
        return Claim(
            table.rows_place,
            (
                f"{table.called} is given {size} as {table.size_name}, which is {reason}, not a number of ids; "
                "use the largest id + 1",
            ),
        )

    def _reason(self, rows: Number, length: Value | None, lookups: list[Lookup]) -> str | None:
        if rows.constant is not None and isinstance(length, Number) and length.birth == rows.birth:
            return "the length of its input sequences"
        for lookup in lookups:
            if (
                rows.constant is not None
                and isinstance(lookup.row_length, Number)
                and lookup.row_length.birth == rows.birth
            ):
                return "the length that its ids are padded to"
            if lookup.identity is not None and _is_second_dimension(rows, lookup.identity):
                return "the length of the sequences fed to it"
        return None

    def _is_a_limit(self, case: TableCase, rows: Number) -> bool:
        return any(limit.value.birth == rows.birth for limit in case.facts.limits)

    def _is_enough(self, case: TableCase, lookups: list[Lookup]) -> bool:
        return case.short is None and any(lookup.ids is not None and is_settled(lookup.ids) for lookup in lookups)


def _is_second_dimension(rows: Number, array: object) -> bool:
    """Whether the size is ``x.shape[1]`` of just this array."""
    match rows.birth:
        case NumberOf(of=Item(of=Part(of=owner, name="shape"), index=(Number() as index,))):
            return owner == array and index.constant in (1, -1)
    return False

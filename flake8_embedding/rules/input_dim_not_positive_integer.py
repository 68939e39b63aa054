"""EMB201: the size is no positive integer."""

from __future__ import annotations

from flake8_embedding.rules.rule import Claim, TableCase, TableRule
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.value import Const, FloatNumber, Number, TextValue, Value


class InputDimNotPositiveInteger(TableRule):
    code = "EMB201"
    name = "input-dim-not-positive-integer"
    summary = "A size that is zero, negative or not a whole number"
    finds = "The size is 0, negative, a float, None, a bool or a string, on every path that leads to the table."
    why = (
        "The size is a number of rows. Some versions refuse such a value at once, some only when the first id"
        " is looked up, and some round it or take True for one row."
    )
    quiet = "Values that are wrong on one path and right on another, and a 0 that was computed."
    references = ("https://keras.io/api/layers/core_layers/embedding/",)
    bad = "from tensorflow.keras.layers import Embedding\n\nembedding = Embedding(1000 / 2, 8)\n"
    good = "from tensorflow.keras.layers import Embedding\n\nembedding = Embedding(1000 // 2, 8)\n"
    priority = 10

    def claim(self, case: TableCase) -> Claim | None:
        wrong = [_what_is_wrong(option.value) for option in alternatives_of(case.table.rows)]
        if None in wrong:
            return None
        return Claim(
            case.table.rows_place,
            (
                f"{case.table.called} is given {wrong[0]} as {case.table.size_name}; it must be a positive integer, "
                "one more than the largest id",
            ),
        )


def _what_is_wrong(value: Value) -> str | None:
    match value:
        case Number(birth=birth) if value.constant is not None and value.constant <= 0:
            # PyTorch makes a table of no rows; what was computed as 0, for a vocabulary of one word, may be meant.
            return str(value.constant) if value.constant < 0 or birth is not None else None
        case Const(value=None):
            return "None"
        case Const(value=bool() | float() as constant):
            return f"the {type(constant).__name__} {constant}"
        case Const(value=str() | bytes()) | TextValue():
            return "a string"
        case FloatNumber():
            return "a float"
    return None

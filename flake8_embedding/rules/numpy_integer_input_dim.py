"""EMB206: a numpy or tensor scalar is given as the size, which Keras 3.15 and newer refuse."""

from __future__ import annotations

from flake8_embedding.rules.fix_hint import ToInt
from flake8_embedding.rules.rule import Claim, TableCase, TableRule
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.value import Number, NumericType

_SINCE = 15
_KERAS_3 = ("keras", "tensorflow.keras")


class NumpyIntegerInputDim(TableRule):
    code = "EMB206"
    name = "numpy-integer-input-dim"
    summary = "A NumPy integer as the size, which Keras 3.15 refuses"
    finds = (
        "The size is a scalar of NumPy or of a tensor framework, such as `ids.max() + 1`. Reported under "
        "`--embedding-keras=keras-3.15` or newer, or where the project requires it."
    )
    why = (
        "Keras 3.15 and newer accept only a Python `int` for `input_dim`, and raise a `ValueError` for "
        "`np.int64(31)`, although the number is right. Older versions accept it."
    )
    quiet = "Sizes in `int(...)`, and every Keras before 3.15."
    fix = "`int(...)` is put around the size."
    references = ("https://keras.io/api/layers/core_layers/embedding/",)
    bad = (
        "# options: --embedding-keras=keras-3.15\n"
        "import numpy as np\n"
        "from keras.layers import Embedding\n"
        "\n"
        "ids = np.array([[3, 1, 4], [1, 5, 9]])\n"
        "embedding = Embedding(ids.max() + 1, 8)\n"
    )
    good = (
        "# options: --embedding-keras=keras-3.15\n"
        "import numpy as np\n"
        "from keras.layers import Embedding\n"
        "\n"
        "ids = np.array([[3, 1, 4], [1, 5, 9]])\n"
        "embedding = Embedding(int(ids.max()) + 1, 8)\n"
    )
    priority = 113
    independent = True

    def claim(self, case: TableCase) -> Claim | None:
        setting, table = case.config, case.table
        if setting.keras != "keras-3" or (setting.minor or 0) < _SINCE or table.flavour not in _KERAS_3:
            return None
        types = {
            option.value.numeric_type for option in alternatives_of(table.rows) if isinstance(option.value, Number)
        }
        if not types or not types <= {NumericType.LIBRARY, NumericType.NARROW, NumericType.WIDE}:
            return None
        size = table.rows_text or str(table.rows.exact if isinstance(table.rows, Number) else "...")
        return Claim(
            table.rows_place,
            (
                f"{table.called} is given a numpy or tensor scalar as {table.size_name}, which Keras 3.15 and newer "
                f"refuse; use int({size}){setting.because}",
            ),
            fix_hints=() if table.rows_place is table.place else (ToInt(table.rows_place),),
        )

"""EMB106: an id that stands in the file exceeds the table."""

from __future__ import annotations

from flake8_embedding.facts import Table
from flake8_embedding.rules.fix_hint import FixHint
from flake8_embedding.rules.message import Line, Message, Quantity
from flake8_embedding.rules.phrases import remedy, rows_text
from flake8_embedding.rules.rule import SizeRule, enlarged
from flake8_embedding.verdicts.shortage import Shortage


class ConstantIdOutOfRange(SizeRule):
    code = "EMB106"
    name = "constant-id-out-of-range"
    summary = "An id written in the file lies outside the table"
    finds = "An id that is written in the file is looked up in a table that has no row for it."
    why = (
        "A table of n rows has rows for the ids 0 to n - 1. For any other id a CPU raises an error. "
        "TensorFlow on a GPU gives zeros, XLA the last row and JAX NaN, so the program may seem to work."
    )
    quiet = (
        "Ids behind a test that may hold them back, look-ups that are expected to fail (`pytest.raises`, "
        "`xfail`), and tables whose weight is replaced."
    )
    fix = "With `--unsafe` only: the number that was chosen is replaced by a larger one."
    references = (
        "https://github.com/keras-team/keras/issues/13989",
        "https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html",
        "https://www.tensorflow.org/api_docs/python/tf/gather",
    )
    bad = (
        "import numpy as np\n"
        "from tensorflow.keras.layers import Embedding\n"
        "from tensorflow.keras.models import Sequential\n"
        "\n"
        "model = Sequential([Embedding(1, 2)])\n"
        "model.predict(np.array([[5, 3, 1], [1, 2, 3]]))\n"
    )
    good = (
        "import numpy as np\n"
        "from tensorflow.keras.layers import Embedding\n"
        "from tensorflow.keras.models import Sequential\n"
        "\n"
        "model = Sequential([Embedding(6, 2)])\n"
        "model.predict(np.array([[5, 3, 1], [1, 2, 3]]))\n"
    )
    priority = 40

    def explains(self, short: Shortage) -> bool:
        return short.ids.origin is not None and short.ids.origin.written

    def fix_hints(self, table: Table, short: Shortage) -> tuple[FixHint, ...]:
        return enlarged(table, short, chosen=True)

    def message(self, short: Shortage) -> Message:
        origin = short.ids.origin
        assert origin is not None
        looked_up: Message = ("the id ", Quantity(short.highest), " on line ", Line(origin.place), " is looked up; ")
        return (*rows_text(short), *looked_up, remedy(short, "use at least"))

"""EMB112: fractions are looked up as if they were ids."""

from __future__ import annotations

from flake8_embedding.rules.message import Line
from flake8_embedding.rules.rule import Claim, TableCase, TableRule
from flake8_embedding.values.relations import is_continuous


class ContinuousValuesAsIds(TableRule):
    code = "EMB112"
    name = "continuous-values-as-ids"
    summary = "Measurements used as ids"
    finds = (
        "Measurements are looked up as if they were ids: the values of `StandardScaler`, `MinMaxScaler`, "
        "`TfidfVectorizer` or `randn`, whether they are cut to whole numbers or not."
    )
    why = (
        "A fraction is not an id. PyTorch refuses it. Keras cuts it to a whole number, so most become 0, and "
        "those below 0 have no row."
    )
    quiet = (
        "Values that are first put into bins or used in a calculation, and a `MinMaxScaler` with a range of its own."
    )
    references = (
        "https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.StandardScaler.html",
        "https://keras.io/api/layers/core_layers/embedding/",
    )
    bad = (
        "import torch\n"
        "from sklearn.preprocessing import StandardScaler\n"
        "\n"
        "x = StandardScaler().fit_transform([[1.0], [2.0], [9.0]])\n"
        "vectors = torch.nn.Embedding(10, 8)(torch.tensor(x).long())\n"
    )
    good = (
        "import torch\n"
        "from sklearn.preprocessing import KBinsDiscretizer\n"
        "\n"
        'x = KBinsDiscretizer(n_bins=10, encode="ordinal").fit_transform([[1.0], [2.0], [9.0]])\n'
        "vectors = torch.nn.Embedding(10, 8)(torch.tensor(x).long())\n"
    )
    priority = 94

    def claim(self, case: TableCase) -> Claim | None:
        table = case.table
        for lookup in case.lookups:
            if is_continuous(lookup.identity):
                message = (
                    f"{table.called} is fed fractions on line ",
                    Line(lookup.place),
                    ", such as a scaler or randn gives, and fractions are not ids; put them into bins, or use a Dense layer",
                )
                return Claim(table.place, message)
        return None

"""EMB113: missing values are not counted, and have an id."""

from __future__ import annotations

from flake8_embedding.rules.message import Line
from flake8_embedding.rules.rule import Claim, TableCase, TableRule
from flake8_embedding.values.arrays.missing import counted_column, leaves_out_missing
from flake8_embedding.values.numbers.bounds import distance, subtract, symbols_of
from flake8_embedding.values.numbers.linear import Linear
from flake8_embedding.verdicts.shortage import Shortage


class MissingValuesUncounted(TableRule):
    code = "EMB113"
    name = "missing-values-uncounted"
    summary = "Missing values have an id, but no row"
    finds = (
        "A table has as many rows as a column has values (`nunique()`, `value_counts()`, categories), but its"
        " missing values have an id too: `LabelEncoder`, `unique()` and `astype(str)` make an entry of them, and "
        "`cat.codes` and `factorize` give -1."
    )
    why = (
        "pandas leaves missing values out when it counts. As soon as one cell of the column is empty, there "
        "is one id more than there are rows, or one of the ids is -1."
    )
    quiet = "Columns whose missing values were dropped (`dropna`), filled (`fillna`) or tested (`isna`)."
    references = (
        "https://pandas.pydata.org/docs/reference/api/pandas.Series.nunique.html",
        "https://pandas.pydata.org/docs/user_guide/missing_data.html",
    )
    bad = (
        "import pandas as pd\n"
        "import torch\n"
        "from sklearn.preprocessing import LabelEncoder\n"
        "\n"
        'trees = pd.read_csv("trees.csv")\n'
        'codes = LabelEncoder().fit_transform(trees["species"])\n'
        'species = torch.nn.Embedding(trees["species"].nunique(), 8)\n'
        "vectors = species(torch.tensor(codes))\n"
    )
    good = (
        "import pandas as pd\n"
        "import torch\n"
        "from sklearn.preprocessing import LabelEncoder\n"
        "\n"
        'trees = pd.read_csv("trees.csv")\n'
        "encoder = LabelEncoder()\n"
        'codes = encoder.fit_transform(trees["species"])\n'
        "species = torch.nn.Embedding(len(encoder.classes_), 8)\n"
        "vectors = species(torch.tensor(codes))\n"
    )
    priority = 28

    def claim(self, case: TableCase) -> Claim | None:
        return _uncounted(case) or _minus_one(case)


def _uncounted(case: TableCase) -> Claim | None:
    """The size leaves missing values out, and the ids do not."""
    short = case.short
    if short is None or short.lookup is None:
        return None
    counting = [symbol for symbol in symbols_of(short.rows) if leaves_out_missing(symbol.key)]
    columns = {counted_column(symbol.key) for symbol in counting}
    numbered = {counted_column(symbol.key) for symbol in symbols_of(short.highest) if symbol not in counting}
    if not counting or columns != numbered or _is_short_anyway(short):
        return None
    size = case.table.rows_text or str(short.rows)
    message = (
        f"{case.table.called} has {size} rows, too few {'because' if short.condition is True else 'when'} a value is "
        "missing: the ids on line ",
        Line(short.lookup.place),
        " number missing values too; fill or drop them first",
    )
    return Claim(case.table.rows_place, message, conditional=short.condition is not True)


def _is_short_anyway(short: Shortage) -> bool:
    """Whether there are too few rows if no value is missing, too: ``column.nunique() - 1``."""
    rows, highest = short.rows, short.highest
    for one in symbols_of(rows):
        if leaves_out_missing(one.key):
            column = counted_column(one.key)
            for other in symbols_of(highest):
                if counted_column(other.key) == column:
                    beyond = distance(subtract(rows, Linear.of(one)), subtract(highest, Linear.of(other)))
                    return beyond is not None and beyond <= 0
    return False


def _minus_one(case: TableCase) -> Claim | None:
    """Missing values have the id -1, and one is missing."""
    for lookup in case.lookups:
        missing = lookup.ids.id_facts.missing if lookup.ids is not None else None
        if missing is not None and missing.seen:
            message = (
                f"{case.table.called} is fed the codes on line ",
                Line(missing.place),
                ", which are -1 where a value is missing, and -1 has no row; fill or drop missing values first",
            )
            return Claim(case.table.place, message)
    return None

"""EMB105: the number of distinct values is the size, and the values themselves are looked up."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.rules.message import Line, Message
from flake8_embedding.rules.rule import Claim, TableCase, TableRule
from flake8_embedding.values.bounds import Expr, symbols_of
from flake8_embedding.values.conjuncts import predicates_of
from flake8_embedding.values.linear import Linear
from flake8_embedding.values.missing import counted_column
from flake8_embedding.values.predicate import is_predicate, operands_of
from flake8_embedding.values.relations import are_related, is_read, whole_of
from flake8_embedding.values.subjects import unknowns_compared
from flake8_embedding.values.value import Guard, Number


class DistinctCountOfRawIds(TableRule):
    code = "EMB105"
    name = "distinct-count-of-raw-ids"
    summary = "As many rows as distinct values, looked up by the raw values"
    finds = (
        "A table has as many rows as a column of a data file has distinct values (`nunique()`, "
        "`len(unique())`, `len(set(...))`), and the values of that column themselves are looked up, without "
        "having been numbered from 0."
    )
    why = (
        "Ids in data files usually start at 1 or have gaps. The largest one is then beyond the number of "
        "distinct values."
    )
    quiet = (
        "Columns that were numbered anew (`factorize`, `cat.codes`, `LabelEncoder`), joined data, and columns"
        " whose values an `assert` checks."
    )
    references = ("https://pandas.pydata.org/docs/reference/api/pandas.factorize.html",)
    bad = (
        "import pandas as pd\n"
        "import torch\n"
        "\n"
        'ratings = pd.read_csv("ratings.csv")\n'
        'users = torch.nn.Embedding(ratings["user"].nunique(), 8)\n'
        'vectors = users(torch.tensor(ratings["user"].values))\n'
    )
    good = (
        "import pandas as pd\n"
        "import torch\n"
        "\n"
        'ratings = pd.read_csv("ratings.csv")\n'
        'codes, distinct = pd.factorize(ratings["user"])\n'
        "users = torch.nn.Embedding(len(distinct), 8)\n"
        "vectors = users(torch.tensor(codes))\n"
    )
    priority = 92

    def claim(self, case: TableCase) -> Claim | None:
        rows = case.table.rows
        counted = _counted(rows.exact) if isinstance(rows, Number) else None
        if counted is None or not is_read(counted) or counted in case.facts.asserted:
            return None
        if any(_compares(predicate, counted) for predicate in case.facts.tests):
            return None
        for feed in case.feeds:
            if _is_tested(counted, case.table.guards | feed.guards):
                continue
            if is_read(feed.identity) and whole_of(feed.identity) == whole_of(counted):
                size = f"{case.table.rows_text} rows, " if case.table.rows_text else "as many rows as "
                message: Message = (
                    f"{case.table.called} has {size}the number of distinct values, but the values on line ",
                    Line(feed.place),
                    " may have gaps; use the largest + 1, or renumber them",
                )
                return Claim(case.table.rows_place, message, conditional=True)
        return None


def _is_tested(column: Hashable, path: frozenset[Guard]) -> bool:
    """Whether a test on the way is about the column's numbers: ``if df.user.max() != n - 1: raise ValueError``."""
    tested = {key for predicate in predicates_of(path) for key in unknowns_compared(predicate)}
    return any(are_related(key, column) for key in tested)


def _compares(predicate: Hashable, column: Hashable) -> bool:
    """Whether a test anywhere compares the column's numbers with how many there are."""
    if not is_predicate(predicate):
        return False
    sizes = [one.value.exact for one in operands_of(predicate) if isinstance(one.value, Number)]
    counted = any(counted_column(symbol.key) == column for size in sizes if size for symbol in symbols_of(size))
    return counted and any(are_related(key, column) for key in unknowns_compared(predicate))


def _counted(expr: Expr | None) -> Hashable:
    """What a size counts the distinct values of, without any row to spare."""
    if not isinstance(expr, Linear) or len(expr.terms) != 1 or expr.constant > 0:
        return None
    symbol, factor = expr.terms[0]
    key = symbol.key
    return counted_column(key) if factor == 1 else None

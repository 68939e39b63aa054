"""EMB105: the number of distinct values is the size, and the values themselves are looked up."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from itertools import chain

from flake8_embedding.facts import Lookup
from flake8_embedding.rules.message import Line, Message
from flake8_embedding.rules.rule import Claim, TableCase, TableRule
from flake8_embedding.values.arrays.missing import counted_column
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.bounds import Expr, parts_of, subtract, symbols_of
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.predicates.conjuncts import predicates_of
from flake8_embedding.values.predicates.predicate import Compare, Not, operands_of
from flake8_embedding.values.predicates.subjects import unknowns_compared
from flake8_embedding.values.provenance import Key, NumberOf, Part
from flake8_embedding.values.relations import are_related, is_read, read_from, whole_of
from flake8_embedding.values.value import Guard, Method, Number, Unknown, Value


class DistinctCountOfRawIds(TableRule):
    code = "EMB105"
    name = "distinct-count-of-raw-ids"
    summary = "As many rows as distinct values, looked up by the raw values"
    finds = (
        "A table has as many rows as a column of a data file has distinct values (`nunique()`, "
        "`len(unique())`, `len(set(...))`), and the raw values of that column are looked up. They were not numbered "
        "from 0."
    )
    why = (
        "Ids in data files usually start at 1 or have gaps. The largest one is then beyond the number of "
        "distinct values."
    )
    quiet = (
        "Columns that were numbered anew (`factorize`, `cat.codes`, `LabelEncoder`), joined data, columns"
        " whose values an `assert` checks, and data files that the project writes itself (`to_csv`)."
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
        for lookup in case.lookups:
            counted = next(
                (column for column in _fed_raw(case.table.rows, lookup) if not _is_checked(column, case)), None
            )
            if counted is not None and not _is_tested(counted, case.table.guards | lookup.guards):
                size = f"{case.table.rows_text} rows, " if case.table.rows_text else "as many rows as "
                message: Message = (
                    f"{case.table.called} has {size}the number of distinct values, but the values on line ",
                    Line(lookup.place),
                    " may have gaps; use the largest + 1, or renumber them",
                )
                return Claim(case.table.rows_place, message, conditional=True, taken_for_raw=read_from(counted))
        return None


def _fed_raw(rows: Value, lookup: Lookup) -> Iterator[Hashable]:
    """The columns of which the size counts the distinct values, and the values are fed: as they are, or moved up behind
    those of other columns that the size counts as well, as in ``film + frame.user.nunique()``."""
    exact = rows.exact if isinstance(rows, Number) else None
    if exact is None:
        return
    alone = _counted(exact)
    if is_read(lookup.identity) and is_read(alone) and whole_of(lookup.identity) == whole_of(alone):
        yield alone
    for part in parts_of(lookup.ids.high) if lookup.ids is not None and lookup.ids.high is not None else ():
        for symbol, count in part.terms:
            column = symbol.key.of if count == 1 and isinstance(symbol.key, NumberOf) else None
            if column is not None and is_read(column) and len(part.terms) > 1:
                counted = _counted(subtract(exact, part - Linear.of(symbol)))
                if is_read(counted) and whole_of(column) == whole_of(counted):
                    yield counted


def _is_checked(column: Hashable, case: TableCase) -> bool:
    """Whether the program asserts or compares how many values there are."""
    asked = chain.from_iterable(_asked_in(thing) for test in case.facts.tests.values() for thing in test.about)
    tested = any(_compares(predicate, column) for predicate in (*case.facts.tests, *asked))
    return tested or column in case.facts.asserted


def _asked_in(thing: Hashable) -> Iterator[Hashable]:
    """What was asked for an answer that is tested: ``df.user < n`` in ``(df.user < n).all()``, ``any(df.user >= n)``."""
    if not isinstance(thing, Key) or thing.parts[:1] != ("answer",):
        return
    yield thing
    for part in thing.parts[1:]:
        inner = part.owner if isinstance(part, Method) else part
        key = inner.key if isinstance(inner, Unknown) else inner
        yield key
        yield from _asked_in(key)


def _is_tested(column: Hashable, path: frozenset[Guard]) -> bool:
    """Whether a test on the way is about the column's numbers: ``if df.user.max() != n - 1: raise ValueError``."""
    tested = {key for predicate in predicates_of(path) for key in unknowns_compared(predicate)}
    return any(are_related(key, column) for key in tested)


def _compares(predicate: Hashable, column: Hashable) -> bool:
    """Whether a test anywhere compares the column's numbers with how many there are."""
    match predicate:
        case Not(of=inner):
            return _compares(inner, column)
        case Compare():
            compared, values = unknowns_compared(predicate), [one.value for one in operands_of(predicate)]
        case Key(parts=("answer", Method(owner=Unknown(key=key)) | Part(of=key), *values)):
            # ``df.user.isin(range(n))``
            compared = {key}
        case _:
            return False
    counted = any(counted_column(symbol.key) == column for value in values for symbol in _sizes_in(value))
    return counted and any(are_related(key, column) for key in compared)


def _sizes_in(value: object) -> frozenset[Symbol]:
    numbers = value.length if isinstance(value, SequenceValue) else value
    return symbols_of(numbers.exact) if isinstance(numbers, Number) else frozenset()


def _counted(expr: Expr | None) -> Hashable:
    """What a size counts the distinct values of, without any row to spare."""
    if not isinstance(expr, Linear) or len(expr.terms) != 1 or expr.constant > 0:
        return None
    symbol, factor = expr.terms[0]
    key = symbol.key
    return counted_column(key) if factor == 1 else None

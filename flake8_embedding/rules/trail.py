"""The trail of a finding about a table: where its ids come from, how its size came about, where they meet."""

from __future__ import annotations

from flake8_embedding.facts import TrailStep
from flake8_embedding.rules.brevity import renamed
from flake8_embedding.rules.phrases import rows_of
from flake8_embedding.rules.rule import TableCase
from flake8_embedding.values.numbers.bounds import Expr, symbols_of
from flake8_embedding.values.settled import is_settled
from flake8_embedding.values.value import Number, Value


def trail_of(case: TableCase) -> tuple[TrailStep, ...]:
    """The steps in the order of what they are about: ids, size, the table, the look-up."""
    table = case.table
    fed = [lookup for lookup in case.lookups if lookup.ids is not None]
    if case.short is not None and case.short.lookup is not None:
        fed = [case.short.lookup]
    ids = [lookup.ids for lookup in fed if lookup.ids is not None] or list(table.named)
    # If ids are first seen where they are looked up, the step of the look-up tells it.
    here = fed[0].place if fed else None
    steps = [
        TrailStep(one.origin.place, _ids(one, case))
        for one in ids
        if one.origin is not None and (is_settled(one) or one.origin.place is not here)
    ]
    steps += table.trail
    steps.append(TrailStep(table.place, f"{table.called} has {rows_of(_rows(case))}"))
    steps += [TrailStep(lookup.place, "the ids are looked up") for lookup in fed[:1]]
    return tuple(steps)


def as_the_size_calls_it(end: Expr | None, case: TableCase) -> Expr | None:
    """The end of some ids, in which numbers are called as in the size: ``len(words)``, not ``the length of the set``."""
    rows = case.short.rows if case.short is not None else _exact(case.table.rows)
    if end is None or rows is None:
        return end
    return renamed(end, {symbol: symbol.text for symbol in symbols_of(rows) if not symbol.is_in_words})


def _ids(ids: Number, case: TableCase) -> str:
    what = ids.origin.what if ids.origin is not None else "ids"
    if not is_settled(ids):
        return f"the {what} come from here"
    low, high = as_the_size_calls_it(ids.low, case), as_the_size_calls_it(ids.high, case)
    return f"the {what} run to {high}" if low is None else f"the {what} run from {low} to {high}"


def _rows(case: TableCase) -> str:
    rows = case.short.rows if case.short is not None else _exact(case.table.rows)
    return "?" if rows is None else str(rows)


def _exact(rows: Value) -> Expr | None:
    return rows.exact if isinstance(rows, Number) else None

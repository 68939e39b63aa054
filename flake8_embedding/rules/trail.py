"""The trail of a finding about a table: where its ids come from, how its size came about, where they meet."""

from __future__ import annotations

from flake8_embedding.facts import TrailStep
from flake8_embedding.rules.phrases import rows_of
from flake8_embedding.rules.rule import TableCase
from flake8_embedding.values.value import Number
from flake8_embedding.verdict import is_settled


def trail_of(case: TableCase) -> tuple[TrailStep, ...]:
    """The steps in the order of what they are about: ids, size, the table, the look-up."""
    table = case.table
    fed = [feed for feed in case.feeds if feed.ids is not None]
    if case.short is not None and case.short.feed is not None:
        fed = [case.short.feed]
    ids = [feed.ids for feed in fed if feed.ids is not None] or list(table.named)
    steps = [TrailStep(one.origin.place, _ids(one)) for one in ids if one.origin is not None]
    steps += table.trail
    steps.append(TrailStep(table.place, f"{table.called} has {rows_of(_rows(case))}"))
    steps += [TrailStep(feed.place, "the ids are looked up") for feed in fed[:1]]
    return tuple(steps)


def _ids(ids: Number) -> str:
    what = ids.origin.what if ids.origin is not None else "ids"
    if not is_settled(ids):
        return f"the {what} come from here"
    return f"the {what} run to {ids.high}" if ids.low is None else f"the {what} run from {ids.low} to {ids.high}"


def _rows(case: TableCase) -> str:
    rows = case.table.rows
    if case.short is not None:
        return str(case.short.rows)
    return str(rows.exact) if isinstance(rows, Number) and rows.exact is not None else "?"

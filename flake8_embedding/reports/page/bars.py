"""Rows and ids side by side: two small bars where both are numbers, else how they are written."""

from __future__ import annotations

import re

from flake8_embedding.reports.page.markup import Html, element, joined

WIDTH = 150
LEAST = 3
"""Of one id in ten thousand that has no row something must be seen."""

_ROWS = re.compile(r"\d{1,12}")
_IDS = re.compile(r"(-?\d{1,12}) to (-?\d{1,12})")


def rows_and_ids(rows: str | None, ids: str | None, outside: str = "outside") -> Html:
    """How many rows there are, and which ids come; ``outside`` is the class of those that have no row."""
    range_ = _IDS.fullmatch(ids or "")
    if rows is None or range_ is None or not _ROWS.fullmatch(rows):
        return _written(rows, ids)
    return _drawn(int(rows), int(range_[1]), int(range_[2]), outside)


def _written(rows: str | None, ids: str | None) -> Html:
    parts = [
        joined(element("dt", name), element("dd", element("code", value) if value else element("i", "not known")))
        for name, value in (("rows", rows), ("ids", ids))
    ]
    return element("dl", *parts, cls="numbers")


def _drawn(rows: int, low: int, high: int, outside: str) -> Html:
    least, most = min(low, 0), max(rows, high + 1, 1)

    def x(value: float) -> float:
        return (value - least) * WIDTH / (most - least)

    bars = [_bar("rows", x(0), x(rows), 1)]
    inside = max(low, 0), min(high + 1, rows)
    if inside[0] < inside[1]:
        bars.append(_bar("ids", x(inside[0]), x(inside[1]), 2))
    if high >= rows:
        bars.append(_bar(outside, min(x(max(low, rows)), WIDTH - LEAST), x(high + 1), 2))
    if low < 0:
        bars.append(_bar(outside, 0, max(x(min(high + 1, 0)), LEAST), 2))
    label = f"{_number(rows)} {'row' if rows == 1 else 'rows'}, ids {_number(low)} to {_number(high)}"
    drawing = element(
        "svg", *bars, cls="bars", role="img", aria_label=label, width=str(WIDTH), height="24", viewBox=f"0 0 {WIDTH} 24"
    )
    numbers = joined(
        element("span", f"{_number(rows)} {'row' if rows == 1 else 'rows'}"), element("span", _ids(low, high))
    )
    return element("span", element("span", numbers, cls="counts"), drawing, cls="pair")


def _ids(low: int, high: int) -> str:
    return f"id {_number(low)}" if low == high else f"ids {_number(low)} \N{EN DASH} {_number(high)}"


def _bar(kind: str, start: float, end: float, line: int) -> Html:
    y = 3 if line == 1 else 14
    width = max(end - start, 1)
    return element("rect", cls=kind, x=f"{start:.1f}", y=str(y), width=f"{width:.1f}", height="7", rx="1.5")


def _number(value: int) -> str:
    """With a narrow space at the thousands."""
    return f"{value:,}".replace(",", "\N{NARROW NO-BREAK SPACE}") if abs(value) >= 10_000 else str(value)

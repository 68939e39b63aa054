"""For a terminal: findings in flake8's form, then every table with the verdict from each file that leads to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set

from flake8_embedding.shown import shown
from flake8_embedding.survey.survey import Survey
from flake8_embedding.survey.tables import View
from flake8_embedding.survey.verdicts import VERDICTS


def as_text(found: Survey, *, tables: bool = True) -> str:
    """All findings; with ``tables`` the tables and their number, too."""
    lines = [shown(str(problem)) for problem in found.problems]
    if tables:
        lines += _tables(found)
    return "".join(f"{line}\n" for line in lines)


def counted(found: Survey) -> str:
    """``3 tables: 1 too small, 2 unknown``"""
    count = Counter(table.verdict.removesuffix(" when") for table in found.tables)
    parts = ", ".join(f"{count[verdict]} {verdict}" for verdict in VERDICTS if count[verdict])
    number = len(found.tables)
    return f"{number} table{'' if number == 1 else 's'}{': ' if parts else ''}{parts}"


def _tables(found: Survey) -> Iterator[str]:
    if found.problems and found.tables:
        yield ""
    reported = found.reported()
    for table in found.tables:
        yield shown(f"{table.spot}: {table.called}: {_told(table.decisive, reported)}")
        if len(table.views) > 1 or table.views[0].entry != table.spot:
            yield from (shown(f"    from {view.entry}: {_told(view, reported)}") for view in table.views)
    yield counted(found)


def _told(view: View, reported: Set[str]) -> str:
    """``too small when len(words) < 9``, ``enough: 20 rows, ids 0 to 19`` or ``unknown: the size: ...``; what is known
    and not ``reported`` is silenced."""
    return f"{_verdict(view)}{' (silenced)' if view.is_silenced(reported) else ''}"


def _verdict(view: View) -> str:
    numbers = f"{view.rows} rows, ids {view.ids}" if view.rows and view.ids else ""
    told = view.when.removeprefix("too few ") or view.reason or ""
    head = view.verdict.removesuffix(" when") if view.when else view.verdict
    return f"{head} {told}" if view.when else ": ".join(part for part in (head, told or numbers) if part)

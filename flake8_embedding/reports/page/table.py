"""One table on the page: a line that can be opened, and behind it what is known from each file that leads there."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from flake8_embedding.reports.page.bars import rows_and_ids
from flake8_embedding.reports.page.editor import Editor, named
from flake8_embedding.reports.page.excerpts import excerpts
from flake8_embedding.reports.page.markup import Html, element, joined, text
from flake8_embedding.rules.address import address, is_url
from flake8_embedding.survey.tables import ProjectTable, View
from flake8_embedding.survey.verdicts import ENOUGH, PRESUMED, TOO_SMALL, TOO_SMALL_WHEN, UNKNOWN

LABELS = {
    TOO_SMALL: ("small", "\N{MULTIPLICATION X}", "too small"),
    TOO_SMALL_WHEN: ("when", "!", "too small when"),
    UNKNOWN: ("unknown", "?", "unknown"),
    PRESUMED: ("presumed", "\N{ALMOST EQUAL TO}", "presumed"),
    ENOUGH: ("enough", "\N{CHECK MARK}", "enough"),
}
"""For each verdict a short name, a sign, and words: colours alone tell nothing to some people."""

_IN_WORDS = re.compile(r"(one|\d+) more rows?\b")
_LAST_BRACKETS = re.compile(r"(.*?)((?: \((?:[^()]|\([^()]*\))*\))?)", re.DOTALL)


def badge(verdict: str) -> Html:
    """The verdict in its colour."""
    kind, sign, words = LABELS[verdict]
    return element("span", element("span", sign, cls="sign", aria_hidden="true"), words, cls=f"badge {kind}")


def table_of(table: ProjectTable, editor: Editor, reported: AbstractSet[str], *, opened: bool) -> Html:
    """The table; ``reported`` are the findings that flake8 reports, as lines, and ``opened`` shows all at once."""
    view = table.decisive
    files = sorted({table.spot.path, *(one.entry.path for one in table.views)})
    heading = joined(
        badge(table.verdict),
        element("span", element("b", named(table.spot)), " ", element("code", table.called), cls="where"),
        element("span", table.reason, cls="why") if table.reason else None,
        rows_and_ids(view.rows, view.ids, "outside" if table.verdict == TOO_SMALL else "perhaps"),
    )
    return element(
        "details",
        element("summary", heading),
        element("div", *(_view(one, table, editor, reported) for one in table.views), cls="body"),
        cls=f"table {LABELS[table.verdict][0]}",
        data_verdict=LABELS[table.verdict][0],
        data_files="\n".join(files),
        open="" if opened else None,
    )


def _view(view: View, table: ProjectTable, editor: Editor, reported: AbstractSet[str]) -> Html:
    """The table from one file."""
    where = "made here" if view.entry == table.spot else "reached from here"
    title = element(
        "h3", badge(view.verdict), editor.link(view.entry, named(view.entry)), element("span", where, cls="dim")
    )
    reason = view.reason or (view.when if view.verdict == TOO_SMALL_WHEN else "")
    if view.verdict == UNKNOWN != table.verdict and view.entry == table.spot:
        # Of a table that is made for others its own file knows little, and that is no news.
        return element("section", title, element("p", reason, cls="why"), cls="view unknown")
    return element(
        "section",
        title,
        *(_told(one, f"{view.entry.path} {one}" in reported) for one in view.told),
        element("p", reason, cls="why") if reason and not view.told else None,
        excerpts(view.steps, editor),
        cls=f"view {LABELS[view.verdict][0]}",
    )


def _remedy(remedy: str) -> Html:
    """What to write, or in words how many rows more; what happens without it follows in brackets."""
    write, happens = _LAST_BRACKETS.fullmatch(remedy).groups()  # type: ignore[union-attr]
    tag = "b" if _IN_WORDS.match(write) else "code"
    return element("span", "use ", element(tag, write), element("span", happens, cls="dim"), cls="remedy")


def _told(finding: str, is_reported: bool) -> Html:
    """A finding; what to write comes at its end."""
    code, _, message = finding.partition(" ")
    fault, use, remedy = message.partition("; use ")
    where = address(code)
    named = element("a", code, href=where, rel="noreferrer") if is_url(where) else element("b", code, title=where)
    silenced = None if is_reported else element("span", "not reported: noqa, or the configuration", cls="silenced")
    return element(
        "p",
        joined(named, " ", text(fault)),
        _remedy(remedy) if use else None,
        silenced,
        cls="finding",
    )

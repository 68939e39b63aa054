"""The page as a whole: what was found at a glance, the filters, the tables, and what is not about tables."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from flake8_embedding.reports.page.editor import Editor
from flake8_embedding.reports.page.markup import Html, element, joined
from flake8_embedding.reports.page.table import LABELS, table_of
from flake8_embedding.shown import counted
from flake8_embedding.survey.survey import Survey
from flake8_embedding.survey.tables import ProjectTable
from flake8_embedding.survey.verdicts import TOO_SMALL, TOO_SMALL_WHEN, VERDICTS

OPENED = 1
"""Tables that are open from the start: the first that is too small shows what is there."""

KEYS = (
    ("j k", "next, previous table"),
    ("Enter", "open, close it"),
    ("1 to 5", "show or hide a verdict"),
    ("/", "filter by file"),
    ("e", "open or close all"),
    ("o", "open it in the editor"),
    ("Esc", "show all again"),
)


def as_html(found: Survey, *, title: str = "", editor: Editor | None = None) -> str:
    """The page. ``title`` names the project."""
    style, script = _part("page.css"), _part("page.js")
    name = title or Path.cwd().name
    head = joined(
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"Embedding tables of {name}"),
        Html(f"<style>{style}</style>"),
    )
    body = joined(
        _header(found, name),
        _filters(found),
        _tables(found, editor or Editor()),
        _others(found),
        element("footer", f"flake8-embedding {version('flake8-embedding')}"),
        _keys(),
        Html(f"<script>{script}</script>"),
    )
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body>{body}</body></html>\n'


def _part(name: str) -> str:
    return files("flake8_embedding.reports.page").joinpath(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing is loaded, and no script runs but the page's own, whatever the sources hold."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(part: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}"


def _header(found: Survey, name: str) -> Html:
    tables = counted(len(found.tables), "table")
    told = f"{tables} in {counted(found.files, 'file')}, {counted(len(found.problems), 'finding')}"
    return element(
        "header",
        element("h1", name, element("span", " embedding tables", cls="dim")),
        element("p", told, cls="dim"),
        _shares(found),
    )


def _shares(found: Survey) -> Html | None:
    """All tables as one bar, each verdict with its share."""
    count, total = _by_verdict(found), len(found.tables)
    if not total:
        return None
    parts, done = [], 0.0
    for verdict in VERDICTS:
        width = count[verdict] * 1000 / total
        if width:
            parts.append(
                element("rect", cls=LABELS[verdict][0], x=f"{done:.2f}", y="0", width=f"{width:.2f}", height="8")
            )
        done += width
    label = ", ".join(f"{count[verdict]} {LABELS[verdict][2]}" for verdict in VERDICTS if count[verdict])
    return element(
        "svg", *parts, cls="shares", role="img", aria_label=label, viewBox="0 0 1000 8", preserveAspectRatio="none"
    )


def _by_verdict(found: Survey) -> Counter[str]:
    return Counter(table.verdict for table in found.tables)


def _filters(found: Survey) -> Html:
    count = _by_verdict(found)
    chips = [
        element(
            "button",
            element("span", sign, cls="sign", aria_hidden="true"),
            f"{words} ",
            element("b", str(count[verdict])),
            cls=f"chip {kind}",
            type="button",
            data_verdict=kind,
            aria_pressed="true",
            title=f"key {number}",
        )
        for number, (verdict, (kind, sign, words)) in enumerate(LABELS.items(), 1)
    ]
    paths = sorted({spot for table in found.tables for spot in (table.spot.path, *(v.entry.path for v in table.views))})
    file = element(
        "label",
        element("span", "File", cls="unseen"),
        element(
            "input", id="file", type="search", list="paths", placeholder="filter by file  ( / )", autocomplete="off"
        ),
        element("datalist", *(element("option", value=path.removeprefix("./")) for path in paths), id="paths"),
    )
    buttons = [
        element("button", words, type="button", id=name, cls="plain", title=title)
        for name, words, title in (
            ("all", "open all", "key e"),
            ("scheme", "dark", "colour scheme"),
            ("help", "keys", "key ?"),
        )
    ]
    return element(
        "nav",
        element("div", *chips, cls="chips", role="group", aria_label="verdicts"),
        element("div", file, element("output", id="count", aria_live="polite"), *buttons, cls="tools"),
        aria_label="filters",
    )


def _tables(found: Survey, editor: Editor) -> Html:
    reported = found.reported()
    ordered = sorted(found.tables, key=_order)
    drawn = [
        table_of(one, editor, reported, opened=number < OPENED and one.verdict in (TOO_SMALL, TOO_SMALL_WHEN))
        for number, one in enumerate(ordered)
    ]
    nothing = element("p", "No table matches the filters.", id="nothing", hidden="")
    empty = element("p", "No embedding table was found.", cls="empty") if not drawn else None
    return element("main", *drawn, nothing, empty)


def _order(table: ProjectTable) -> tuple[int, str, int]:
    return VERDICTS.index(table.verdict), table.spot.path, table.spot.line


def _others(found: Survey) -> Html | None:
    """Findings about imports and arguments, and files that could not be read."""
    shown = {f"{view.entry.path} {one}" for table in found.tables for view in table.views for one in view.told}
    rest = [one for one in found.problems if f"{one.path} {one.code} {one.message}" not in shown]
    parts = [
        element("h2", "Other findings") if rest else None,
        element(
            "ul",
            *(element("li", element("b", one.place.removeprefix("./")), f" {one.code} {one.message}") for one in rest),
        )
        if rest
        else None,
        element("h2", "Not checked") if found.unread else None,
        element(
            "ul", *(element("li", element("b", path.removeprefix("./")), f" {reason}") for path, reason in found.unread)
        )
        if found.unread
        else None,
    ]
    return element("aside", *parts) if any(parts) else None


def _keys() -> Html:
    rows = [joined(element("dt", *_kbd(keys)), element("dd", what)) for keys, what in KEYS]
    return element("dialog", element("h2", "Keys"), element("dl", *rows), id="keys", aria_label="keys")


def _kbd(keys: str) -> list[Html]:
    return [element("kbd", key) if key != "to" else Html(" to ") for key in keys.split()]

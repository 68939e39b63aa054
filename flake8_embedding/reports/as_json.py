"""For programs: one JSON object with the findings, the tables, and the files that could not be read."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from flake8_embedding.survey.survey import Survey
from flake8_embedding.survey.tables import Excerpt, ProjectTable, Spot, View

FORMAT = 1
"""Raised where a program that reads the present form would misread the new one."""


def as_json(found: Survey) -> str:
    """The survey as JSON; lines and columns count from 1."""
    described = {
        "format": FORMAT,
        "findings": [asdict(problem) for problem in found.problems],
        "tables": tables_of(found),
        "unread": [{"path": path, "reason": reason} for path, reason in found.unread],
    }
    return json.dumps(described, indent=2) + "\n"


def tables_of(found: Survey) -> list[dict[str, Any]]:
    """Each table with its verdict, and that from every file that leads to it."""
    return [_table(one) for one in found.tables]


def _table(table: ProjectTable) -> dict[str, Any]:
    return {
        **_spot(table.spot),
        "called": table.called,
        "verdict": table.verdict,
        "reason": table.reason,
        "views": [_view(view) for view in table.views],
    }


def _view(view: View) -> dict[str, Any]:
    return {
        "entry": _spot(view.entry),
        "verdict": view.verdict,
        "rows": view.rows,
        "ids": view.ids,
        "reason": view.reason,
        "when": view.when,
        "findings": list(view.told),
        "steps": [_step(step) for step in view.steps],
    }


def _step(step: Excerpt) -> dict[str, Any]:
    return {**_spot(step.spot), "width": step.width, "text": step.text}


def _spot(spot: Spot) -> dict[str, Any]:
    return {"path": spot.path, "place": spot.place, "line": spot.line, "column": spot.column + 1}

"""SARIF 2.1.0, which code scanning services read. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from flake8_embedding.reports.as_json import tables_of
from flake8_embedding.rules import all_rules
from flake8_embedding.rules.address import address, is_url
from flake8_embedding.rules.rule import Rule
from flake8_embedding.survey.problem import Problem
from flake8_embedding.survey.survey import Survey

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(found: Survey) -> str:
    """One run with the findings as results; the tables are in its properties."""
    run = {
        "tool": {"driver": _driver()},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The folder in which the command was started"}}},
        "results": [_result(problem) for problem in found.problems],
        "invocations": [{"executionSuccessful": not found.unread, "toolExecutionNotifications": _unread(found)}],
        "properties": {"tables": tables_of(found)},
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _driver() -> dict[str, Any]:
    return {
        "name": "flake8-embedding",
        "version": version("flake8-embedding"),
        "rules": [_rule(rule) for rule in all_rules()],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    where = address(rule.code)
    described = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.finds},
        "fullDescription": {"text": f"{rule.finds}\n\n{rule.why}"},
        "help": {"text": f"{rule.why}\n\nSee {where}", "markdown": f"{rule.why}\n\nSee <{where}>"},
        "defaultConfiguration": {"enabled": rule.on_by_default, "level": "error"},
        "properties": {"page": where},
    }
    return {**described, "helpUri": where} if is_url(where) else described


def _result(problem: Problem) -> dict[str, Any]:
    return {
        "ruleId": problem.code,
        "ruleIndex": next(index for index, rule in enumerate(all_rules()) if rule.code == problem.code),
        "level": "warning" if problem.verdict == "too small when" else "error",
        "message": {"text": problem.message},
        "locations": [_location(problem)],
        "properties": {"verdict": problem.verdict, "page": problem.rule},
    }


def _location(problem: Problem) -> dict[str, Any]:
    artifact = {"artifactLocation": _artifact(problem.path)}
    if problem.cell is None:
        return {"physicalLocation": {**artifact, "region": _region(problem)}}
    # Lines of the notebook's JSON are not what a person sees: the cell is named instead.
    cell = f"cell_{problem.cell}"
    named = {"name": cell, "fullyQualifiedName": f"{cell}:{problem.line}:{problem.column}", "kind": "module"}
    return {"physicalLocation": artifact, "logicalLocations": [named]}


def _region(problem: Problem) -> dict[str, int]:
    return {"startLine": problem.line, "startColumn": problem.column}


def _artifact(path: str) -> dict[str, str]:
    pure = PurePath(path)
    if pure.is_absolute():
        return {"uri": pure.as_uri()}
    return {"uri": quote(pure.as_posix()), "uriBaseId": "SRCROOT"}


def _unread(found: Survey) -> list[dict[str, Any]]:
    return [
        {
            "level": "error",
            "message": {"text": reason},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(path)}}],
        }
        for path, reason in found.unread
    ]

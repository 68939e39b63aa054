"""What the repository's own files promise of each other: versions, links, workflows, the length of the README."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.tools.documents import DOCS, README, ROOT

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
LARGEST = 500_000
"""Bytes of one file: the largest, a picture of the documentation, has half as many."""
PAGES = [README, *sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]


def test_no_large_file_stands_among_the_sources() -> None:
    """A package that was downloaded into the folder is easily added with the rest."""
    folders = [ROOT / name for name in ("flake8_embedding", "tests", "fixtures", "docs", ".github", ".ci")]
    files = [one for folder in folders for one in folder.rglob("*") if one.is_file() and "__pycache__" not in one.parts]

    assert [str(one.relative_to(ROOT)) for one in files if one.stat().st_size > LARGEST] == []


def test_the_readme_is_read_in_a_few_minutes() -> None:
    before, _, rest = README.read_text(encoding="utf-8").partition("<!-- rules -->\n")
    table, _, after = rest.partition("<!-- end of rules -->")

    assert table
    # A new rule adds a line to the table of rules. That table is looked up, not read.
    assert len((before + after).splitlines()) <= 126


def test_the_changelog_begins_with_the_version_of_the_package() -> None:
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert newest is not None
    assert newest[1] == PROJECT["version"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_within_the_repository_lead_somewhere(page: Path) -> None:
    # In code, ``tables[0](ids)`` is a call.
    text = re.sub(r"`[^`\n]*`", "", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not target.startswith(("https://", "#")):
            assert (page.parent / target.partition("#")[0]).exists(), target


def test_ci_runs_each_python_that_the_package_names() -> None:
    named = {one.rpartition(" ")[2] for one in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", one)}
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))["jobs"]

    assert set(jobs["tests"]["strategy"]["matrix"]["python-version"]) == named


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_to_a_commit_and_say_which_version_that_is(workflow: Path) -> None:
    used = re.findall(r"uses: (.+)", workflow.read_text(encoding="utf-8"))

    assert used
    assert all(re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40} # v[\d.]+", one) for one in used), used


def test_the_first_choice_for_an_issue_is_a_false_alarm() -> None:
    first = min((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))

    assert yaml.safe_load(first.read_text(encoding="utf-8"))["name"] == "False alarm"

"""Every fixture says on its lines what the linter must say of it, and gets exactly that from the real flake8."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import libcst as cst
import pytest

from flake8_embedding.interpret.visitor import ModuleVisitor
from flake8_embedding.library.registry import builtin
from flake8_embedding.rules import all_rules
from flake8_embedding.rules.rule import Rule
from flake8_embedding.syntax.source import Source, Unparsable, parse, sketch
from flake8_embedding.values.describe import describe
from flake8_embedding.values.value import Value

FIXTURES = Path(__file__).parent.parent / "fixtures"
PROJECTS = sorted(path for path in (FIXTURES / "projects").iterdir() if path.is_dir())
"""Programs of several files; the one that is started begins with ``# entry:``."""
OF_PROJECTS = sorted(path for project in PROJECTS for path in project.rglob("*.py"))
PATHS = sorted({*FIXTURES.rglob("*.py")} - {*OF_PROJECTS})
NAMES = [str(path.relative_to(FIXTURES)) for path in PATHS]
NAMES_OF_PROJECTS = [str(path.relative_to(FIXTURES)) for path in OF_PROJECTS]

EXPECT = re.compile(r"# expect: (EMB\d{3})@(\d+)(?: ([^#\n]*))?")
MISSED = re.compile(r"# missed: (EMB\d{3}) \w+")
REVEAL = re.compile(r"# reveal: ([^#\n]+)")
OPTIONS = re.compile(r"^# options: (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Reported:
    line: int
    column: int
    code: str
    message: str


def alternatives_of(path: Path) -> tuple[str, ...]:
    found = OPTIONS.search(path.read_text())
    return tuple(found.group(1).split()) if found else ()


@cache
def reported_with(options: tuple[str, ...]) -> dict[Path, list[Reported]]:
    """What the real flake8 reports with these options, for all fixtures at once."""
    form = "--format=%(path)s|%(row)d|%(col)d|%(code)s|%(text)s"
    finished = subprocess.run(
        [sys.executable, "-m", "flake8", "--isolated", "--select=EMB", form, *options, str(FIXTURES)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode in (0, 1), finished.stderr
    found: dict[Path, list[Reported]] = defaultdict(list)
    for line in finished.stdout.splitlines():
        path, row, column, code, message = line.split("|", 4)
        found[Path(path)].append(Reported(int(row), int(column), code, message))
    return found


@pytest.mark.parametrize("path", [*PATHS, *OF_PROJECTS], ids=[*NAMES, *NAMES_OF_PROJECTS])
def test_flake8_reports_what_the_fixture_expects_and_nothing_else(path: Path) -> None:
    expected = {}
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        for code, column, message in EXPECT.findall(line):
            expected[number, int(column), code] = message.strip()

    reported = {(one.line, one.column, one.code): one.message for one in reported_with(alternatives_of(path))[path]}

    assert set(reported) == set(expected)
    for place, start in expected.items():
        assert reported[place].startswith(start)


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_what_is_said_to_be_missed_is_still_missed(path: Path) -> None:
    reported = {(one.line, one.code) for one in reported_with(alternatives_of(path))[path]}
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        for code in MISSED.findall(line):
            assert (number, code) not in reported, "found now: promote it to an expectation"


@pytest.mark.parametrize("way", [sketch, parse])
@pytest.mark.parametrize("path", [path for path in PATHS if REVEAL.search(path.read_text())], ids=str)
def test_values_are_what_the_fixture_reveals(path: Path, way: Callable[[str], Source | Unparsable]) -> None:
    text = path.read_text()
    source = way(text)
    assert isinstance(source, Source)
    bound: dict[int, str] = {}

    def note(node: cst.CSTNode, value: Value) -> None:
        # Read at once: what the value is may change with the next statement.
        line = source.position(node)[0]
        bound[line] = describe(value, visitor.machine.store)

    visitor = ModuleVisitor(source, builtin(), on_bind=note)
    source.module.visit(visitor)

    wanted = {
        number: found.group(1).strip()
        for number, line in enumerate(text.splitlines(), start=1)
        if (found := REVEAL.search(line))
    }
    assert {line: bound.get(line) for line in wanted} == wanted


def test_a_good_fixture_expects_nothing_and_a_bad_one_expects_something() -> None:
    for path in PATHS:
        expects = bool(EXPECT.search(path.read_text()) or MISSED.search(path.read_text()))
        if path.name.startswith("good_"):
            assert not expects, path
        elif path.name.startswith("bad_"):
            assert expects, path


def test_a_project_has_one_entry_and_expects_what_its_name_says() -> None:
    for project in PROJECTS:
        texts = [path.read_text() for path in project.rglob("*.py")]
        assert sum(text.startswith("# entry: ") for text in texts) == 1, project
        assert any(EXPECT.search(text) for text in texts) is project.name.startswith("bad_"), project
        assert project.name.startswith(("bad_", "good_"))


def test_as_many_projects_are_right_as_are_wrong() -> None:
    names = [project.name for project in PROJECTS]
    assert sum(name.startswith("good_") for name in names) >= sum(name.startswith("bad_") for name in names) >= 20


def test_at_least_sixty_programs_are_clean_and_say_why_in_their_name() -> None:
    good = [path for path in PATHS if path.name.startswith("good_")]
    assert len(good) >= 60
    assert len({path.name for path in good}) == len(good)


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if rule.code != "EMB900"], ids=lambda rule: rule.code)
def test_every_rule_has_a_folder_of_fixtures(rule: Rule) -> None:
    folder = FIXTURES / f"{rule.code.lower()}_{rule.name.replace('-', '_')}"
    assert list(folder.glob("bad_*.py"))


def test_every_rule_has_as_many_good_fixtures_as_bad_ones() -> None:
    for folder in FIXTURES.glob("emb*"):
        assert len(list(folder.glob("good_*"))) >= len(list(folder.glob("bad_*"))), folder

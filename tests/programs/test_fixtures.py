"""Every fixture says on its lines what the linter must say of it, and gets exactly that from the real flake8."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
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

FIXTURES = Path(__file__).parents[2] / "fixtures"
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
WAIT = 300
"""Seconds for one run over all fixtures, on a busy machine."""


@dataclass(frozen=True)
class Reported:
    line: int
    column: int
    code: str
    message: str


def alternatives_of(path: Path) -> tuple[str, ...]:
    found = OPTIONS.search(path.read_text())
    return tuple(found.group(1).split()) if found else ()


class RealFlake8:
    """What the real flake8 reports: one run for all fixtures with the same options, for all processes of the tests."""

    def __init__(self, shared: Path) -> None:
        self._shared = shared
        self._printed: dict[tuple[str, ...], str] = {}

    def of(self, path: Path) -> list[Reported]:
        options = alternatives_of(path)
        if options not in self._printed:
            self._printed[options] = self._run_once(options)
        found = []
        for line in self._printed[options].splitlines():
            name, row, column, code, message = line.split("|", 4)
            if name == str(path):
                found.append(Reported(int(row), int(column), code, message))
        return found

    def _run_once(self, options: tuple[str, ...]) -> str:
        """Of several processes the one that makes the file first runs flake8; the others wait for what it prints."""
        name = re.sub(r"\W", "_", " ".join(options))
        result = self._shared / f"flake8{name}.txt"
        try:
            (self._shared / f"flake8{name}.claimed").touch(exist_ok=False)
        except FileExistsError:
            end = time.monotonic() + WAIT
            while not result.exists():
                assert time.monotonic() < end, "the process that runs flake8 has not ended"
                time.sleep(0.05)
            return result.read_text(encoding="utf-8")
        paths = [str(path) for path in (*PATHS, *OF_PROJECTS) if alternatives_of(path) == options]
        form = "--format=%(path)s|%(row)d|%(col)d|%(code)s|%(text)s"
        finished = subprocess.run(
            [sys.executable, "-m", "flake8", "--isolated", "--select=EMB", form, *options, *paths],
            capture_output=True,
            text=True,
            check=False,
        )
        assert finished.returncode in (0, 1), finished.stderr
        partly = result.with_suffix(".partly")
        partly.write_text(finished.stdout, encoding="utf-8")
        partly.rename(result)
        return finished.stdout


@pytest.fixture(scope="session")
def flake8(tmp_path_factory: pytest.TempPathFactory) -> RealFlake8:
    base = tmp_path_factory.getbasetemp()
    # With several processes each has a folder of its own in the one that they share.
    return RealFlake8(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


@pytest.mark.parametrize("path", [*PATHS, *OF_PROJECTS], ids=[*NAMES, *NAMES_OF_PROJECTS])
def test_flake8_reports_what_the_fixture_expects_and_nothing_else(path: Path, flake8: RealFlake8) -> None:
    expected = {}
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        for code, column, message in EXPECT.findall(line):
            expected[number, int(column), code] = message.strip()

    reported = {(one.line, one.column, one.code): one.message for one in flake8.of(path)}

    assert set(reported) == set(expected)
    for place, start in expected.items():
        assert reported[place].startswith(start)


WITH_MISSED = [path for path in PATHS if MISSED.search(path.read_text())]


@pytest.mark.parametrize("path", WITH_MISSED, ids=lambda path: path.name)
def test_what_is_said_to_be_missed_is_still_missed(path: Path, flake8: RealFlake8) -> None:
    reported = {(one.line, one.code) for one in flake8.of(path)}
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

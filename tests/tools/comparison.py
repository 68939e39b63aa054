"""What other linters find of the same ten bugs: ``python -m tests.tools.comparison`` prints the table of the README.

Each tool is installed in an environment of its own and run on the bad and on the good example of ten rules. It finds
a bug if it says something of the bad program that it does not say of the good one, line numbers aside; what it says of
the good programs is counted too.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from flake8_embedding.rules import all_rules

CODES = ("EMB101", "EMB102", "EMB103", "EMB104", "EMB106", "EMB107", "EMB108", "EMB110", "EMB201", "EMB203")
FINDING = re.compile(r"^\s*\S*program\.py:(\d+)(?::\d+)*:?\s*-?\s*(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Tool:
    """``requires`` is what pip installs, ``command`` runs it on ``program.py``."""

    name: str
    requires: tuple[str, ...]
    command: tuple[str, ...]


TOOLS = (
    Tool(
        "flake8-embedding",
        (str(Path(__file__).parent.parent.parent),),
        ("flake8", "--isolated", "--select=EMB1,EMB2,EMB3"),
    ),
    Tool("TorchFix", ("torchfix",), ("flake8", "--isolated", "--select=TOR")),
    Tool("flake8-tensors", ("flake8-tensors", "setuptools<81"), ("flake8", "--isolated", "--select=WT")),
    Tool("dslinter", ("dslinter",), ("pylint", "--load-plugins=dslinter", "--score=n")),
    Tool("pylint", ("pylint",), ("pylint", "--disable=C,R", "--score=n")),
    Tool(
        "ruff",
        ("ruff",),
        ("ruff", "check", "--isolated", "--preview", "--select=ALL", "--output-format=concise", "--quiet"),
    ),
    Tool("basedpyright", ("basedpyright",), ("basedpyright",)),
    Tool("mypy", ("mypy",), ("mypy", "--no-error-summary", "--hide-error-context")),
)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("tools", nargs="*", help="only these (default: all)")
    chosen = arguments.parse_args().tools
    rules = [rule for rule in all_rules() if rule.code in CODES]
    columns = []
    with tempfile.TemporaryDirectory() as folder:
        for tool in TOOLS:
            if chosen and tool.name not in chosen:
                continue
            home = Path(folder) / tool.name
            installed = _installed(tool, home)
            if installed is None:
                print(f"{tool.name} cannot be installed", file=sys.stderr)
                continue
            found = [(_said(tool, home, rule.bad), _said(tool, home, rule.good)) for rule in rules]
            columns.append((installed, found))
    print("| | " + " | ".join(name for name, _ in columns) + " |")
    print("| --- " * (len(columns) + 1) + "|")
    for number, rule in enumerate(rules):
        id_facts = ["yes" if found[number][0] - found[number][1] else "no" for _, found in columns]
        print(f"| {rule.code} {rule.name} | " + " | ".join(id_facts) + " |")
    counts = [str(sum(len(good) for _, good in found)) for _, found in columns]
    print("| what it says of the ten corrected programs | " + " | ".join(counts) + " |")


def _installed(tool: Tool, home: Path) -> str | None:
    """The name with its version, None where it does not install."""
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    pip = [str(home / "bin" / "pip"), "--disable-pip-version-check"]
    if subprocess.run([*pip, "install", "--quiet", *tool.requires], check=False, capture_output=True).returncode:
        return None
    shown = subprocess.run([*pip, "show", tool.name.lower()], check=False, capture_output=True, text=True).stdout
    version = re.search(r"^Version: (\S+)", shown, re.MULTILINE)
    return f"{tool.name} {version[1]}" if version and not tool.name.endswith("embedding") else tool.name


def _said(tool: Tool, home: Path, program: str) -> set[str]:
    """What the tool says of a program, without the places."""
    (home / "program.py").write_text(program)
    command = [str(home / "bin" / tool.command[0]), *tool.command[1:], "program.py"]
    finished = subprocess.run(command, check=False, capture_output=True, text=True, cwd=home, timeout=300)
    return {re.sub(r"\d+", "N", text) for _, text in FINDING.findall(finished.stdout)}


if __name__ == "__main__":
    main()

"""For GitHub Actions: workflow commands, which it shows as annotations of the lines of a change.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
"""

from __future__ import annotations

from flake8_embedding.shown import shown
from flake8_embedding.survey.problem import Problem
from flake8_embedding.survey.survey import Survey


def as_github(found: Survey) -> str:
    """A line for each finding: an error, or a warning where it is wrong in some runs only."""
    return "".join(f"{_command(problem)}\n" for problem in found.problems)


def _command(problem: Problem) -> str:
    level = "warning" if problem.verdict == "too small when" else "error"
    properties = {"file": problem.path.removeprefix("./"), "title": problem.code}
    message = problem.message
    if problem.cell is None:
        properties |= {"line": str(problem.line), "col": str(problem.column)}
    else:
        # The lines that GitHub knows are those of the notebook's JSON.
        message = f"cell {problem.cell}, line {problem.line}: {message}"
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{level} {named}::{_data(message)}"


def _data(text: str) -> str:
    return shown(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

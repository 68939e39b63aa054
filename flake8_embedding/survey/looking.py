"""One text, looked at as under flake8: findings, each with the verdict on its table, and all tables."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Hashable, Mapping
from dataclasses import field

from flake8_embedding.check import Analysis, Found, analyse, check, findings_of
from flake8_embedding.collector import at_rest
from flake8_embedding.config import Config
from flake8_embedding.finding import Finding
from flake8_embedding.plugin import Plugin
from flake8_embedding.prefilter import Concern
from flake8_embedding.prefilter.imports_only import imports_only
from flake8_embedding.record import record
from flake8_embedding.survey.verdicts import TOO_SMALL, TOO_SMALL_WHEN, VERDICTS
from flake8_embedding.syntax.source import Unparsable
from flake8_embedding.trace import Trace, traces_of


class NotPython(ValueError):
    """The text is no Python module; the message says why, and where."""


@record(frozen=True)
class Told:
    """A finding and the verdict on the table that it is about; None where it is about no table."""

    finding: Finding
    verdict: str | None = None


@record(frozen=True)
class Look:
    """What is told of a text. ``traces`` are all tables that it makes or leads to."""

    told: tuple[Told, ...] = ()
    traces: tuple[Trace, ...] = field(default=())


# A decorator, since nothing of the analysis is left when a function has ended: the collector would look at all of it.
@at_rest()
def look(text: str, filename: str, door: type[Plugin] = Plugin) -> Look:
    """Look at the text of a file as ``door``, the plugin with its options, does. Raises ``NotPython``."""
    tree = _parsed(text)
    concerned = door.concern_of(text, tree, filename)
    if concerned is Concern.NOTHING:
        return Look()
    config = door.config_for(filename)
    if concerned is Concern.IMPORTS:
        return Look(tuple(map(Told, check(text, config, imports_only(text, tree), part=True))))
    analysis = analyse(text, config, tree)
    if isinstance(analysis, Unparsable):
        return Look(tuple(map(Told, check(text, config, tree))))
    return _look(analysis, config)


def _parsed(text: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            # An invalid escape is for other linters.
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        raise NotPython(f"line {error.lineno}: {error.msg}") from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise NotPython(str(error) or type(error).__name__) from error


def _look(analysis: Analysis, config: Config) -> Look:
    weakest = _weakest(analysis)
    verdicts = {one.finding: _verdict(one, weakest) for one in analysis.found}
    told = [Told(finding, verdicts.get(finding)) for finding in findings_of(analysis, config)]
    return Look(tuple(told), tuple(traces_of(analysis, config)))


def _weakest(analysis: Analysis) -> dict[Hashable, str]:
    """The verdict of each table by where it is made: the weakest one, where it is made several times."""
    found: dict[Hashable, str] = {}
    for case in analysis.cases:
        answer = case.verdict.answer.value
        found[case.table.place] = min(found.get(case.table.place, answer), answer, key=VERDICTS.index)
    return found


def _verdict(found: Found, weakest: Mapping[Hashable, str]) -> str | None:
    if found.claim.about is None:
        return None
    _, place = found.claim.about
    verdict = weakest.get(place)
    return TOO_SMALL_WHEN if verdict == TOO_SMALL and found.finding.conditional else verdict

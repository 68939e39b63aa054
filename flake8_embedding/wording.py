"""Claims to findings: places become lines, and the parts of a message one line of text."""

from __future__ import annotations

import builtins
import re
from functools import partial
from typing import Final

from flake8_embedding.cells import in_notebook
from flake8_embedding.finding import Finding, Step
from flake8_embedding.rules.brevity import in_words
from flake8_embedding.rules.message import Line, Message, Outcome, Where
from flake8_embedding.rules.rule import Claim
from flake8_embedding.shown import shown
from flake8_embedding.syntax.source import lines_of
from flake8_embedding.syntax.sources import Sources
from flake8_embedding.values.ids import Place

_NAMES: Final = r"(?<![\w.])[^\W\d][\w.]*"
_BUILTINS: Final = frozenset(dir(builtins))


def worded(sources: Sources, code: str, claim: Claim) -> Finding:
    """The finding that is reported for a claim."""
    line, column = sources.position(claim.place)
    message = told(sources, claim.message)
    steps = [Step(*sources.position(step.place), shown(step.text), sources.name_of(step.place)) for step in claim.trail]
    return Finding(line, column, code, message, claim.conditional, tuple(dict.fromkeys(steps)))


def told(sources: Sources, message: Message) -> str:
    """The parts of a message as one line of text."""
    # Messages quote the source, which may hold control characters.
    return shown(in_words(message, partial(_place, sources), partial(_file_of, sources)))


def _file_of(sources: Sources, number: str) -> str:
    """The other file whose names the text of a number uses; empty if the file that is looked at has these names too."""
    return sources.file_that_writes(name for name in re.findall(_NAMES, number) if name not in _BUILTINS)


def _place(sources: Sources, part: Line | Outcome | Where, quoted: bool) -> str:
    match part:
        case Line(of=place):
            return _line(sources, place)
        case Where(of=place):
            return f"{sources.name_of(place)}:{_number(sources, place)}"
        case Outcome(of=place, holds=holds):
            line, text = _line(sources, place), sources.text(place) if quoted else None
            test = f"`{text}` (line {line})" if text is not None else f"the test on line {line}"
            return f"{test}{' holds' if text is None and holds else '' if holds else ' does not hold'}"


def _line(sources: Sources, place: Place) -> str:
    """``12``, and ``12 of model.py`` for a place in another file."""
    number, name = _number(sources, place), sources.name_of(place)
    return f"{number} of {name}" if name else number


def _number(sources: Sources, place: Place) -> str:
    """``12``, and ``cell_2:5`` in another notebook. Who hands on a message names the lines of the notebook itself."""
    line = sources.position(place)[0]
    is_in_cells = sources.name_of(place).endswith(".ipynb")
    return in_notebook(line, lines_of(sources.of(place).whole)) if is_in_cells else str(line)

"""Tables of a project: each place that makes one, with the verdict from every file that leads to it."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import field

from flake8_embedding.record import record
from flake8_embedding.survey.verdicts import ENOUGH, PRESUMED, TOO_SMALL, TOO_SMALL_WHEN, UNKNOWN, VERDICTS


@record(frozen=True)
class Spot:
    """A place in a file: ``file`` is where it lies, ``path`` what people call it; ``line`` counts from 1, ``column``
    from 0; ``place`` is the line as people write it, ``12`` or ``cell_2:3``."""

    file: str
    path: str
    line: int
    column: int
    place: str

    def __str__(self) -> str:
        return f"{self.path}:{self.place}:{self.column + 1}"


@record(frozen=True)
class Excerpt:
    """A line of a file on which something became known: ``width`` characters of ``source`` are meant."""

    spot: Spot
    width: int
    text: str
    source: str


@record(frozen=True)
class View:
    """A table as one file shows it: ``entry`` is the place there that makes it or leads to it.

    ``rows`` and ``ids`` are as messages write them, None where they are not known; ``reason`` says what is presumed or
    not known, ``when`` under which condition it is too small. ``told`` are the findings, ``code message``;
    ``made_when_run``: the file makes the table when it runs. ``left_to_callers``: its size is an argument of a function
    that nothing in the file calls. ``calls`` are those in other files on the way to the table. ``readers`` are the
    files of the programs that load the model, if all that is presumed is that they look up no more; ``loaded``: the
    file is such a program. ``is_used``: ids are looked up in the table there, and not only in a function that it
    leaves to others to call. ``made_at`` are the places in other modules that make it and that lead to it, if all
    of this happens while the file imports these modules.
    """

    entry: Spot
    verdict: str
    rows: str | None
    ids: str | None
    reason: str | None
    when: str
    seen: bool
    steps: tuple[Excerpt, ...] = field(default=())
    told: tuple[str, ...] = field(default=())
    made_when_run: bool = False
    left_to_callers: bool = False
    calls: tuple[Spot, ...] = ()
    readers: tuple[str, ...] = ()
    loaded: bool = False
    is_used: bool = True
    made_at: tuple[Spot, ...] = ()

    def is_silenced(self, reported: Set[str]) -> bool:
        """Whether nothing of what is told of it is ``reported``, each as ``path code message``: by a ``# noqa``, or by
        the configuration."""
        return bool(self.told) and not any(f"{self.entry.path} {one}" in reported for one in self.told)

    def is_passed_by(self, other: View) -> bool:
        """Whether another file comes by this place on its way to the table."""
        place = (self.entry.file, self.entry.line)
        return any(place == (spot.file, spot.line) for spot in (*other.calls, *(step.spot for step in other.steps)))

    def is_made_for(self, other: View) -> bool:
        """Whether the file makes the table for another one, which imports it, and does not use it itself."""
        place = (self.entry.file, self.entry.line)
        return not self.is_used and any(place == (spot.file, spot.line) for spot in other.made_at)

    def is_left_to(self, others: Iterable[View]) -> bool:
        """Whether the file looks nothing up, and one of the others does, once a function of the file has loaded it."""
        is_left = not self.is_used and not self.made_when_run
        return is_left and any(other.entry.file != self.entry.file and self.is_passed_by(other) for other in others)


@record(frozen=True)
class ProjectTable:
    """A place that makes a table, and how the files of the project show it: its own file and those that lead there."""

    spot: Spot
    called: str
    views: tuple[View, ...]

    @property
    def verdict(self) -> str:
        """Of all views: too small from anywhere is too small, and what is enough from one file and not known from
        another is presumed. A file that defines a table need not know its size: what is unknown there counts only if
        the file makes the table when it runs, or no other file leads there. Nor need a file that stands on the way from
        another one to the table, unless it makes the table when it runs. A function that nobody calls, and that is told
        the size, counts only where no other file and no run of its own makes the table with a known one. That a
        program only presumes what those do that load its model counts only where these do not show it."""
        verdicts = {view.verdict for view in self._deciding}
        for one in (TOO_SMALL, TOO_SMALL_WHEN):
            if one in verdicts:
                return one
        if verdicts == {UNKNOWN}:
            return UNKNOWN
        return ENOUGH if verdicts == {ENOUGH} else PRESUMED

    @property
    def decisive(self) -> View:
        """The view that the verdict rests on: of what is presumed, the one that says why."""
        views = self._deciding
        wanted = (self.verdict, UNKNOWN) if self.verdict == PRESUMED else (self.verdict,)
        return next((view for one in wanted for view in views if view.verdict == one), views[0])

    @property
    def reason(self) -> str:
        """Why it is presumed, unknown or too small in some runs only; empty for the others."""
        view = self.decisive
        if view.verdict == UNKNOWN and self.verdict == PRESUMED:
            return f"{view.entry} leads to it too, and there it is not known: {view.reason}"
        return view.when if view.verdict == TOO_SMALL_WHEN else view.reason or ""

    @property
    def _deciding(self) -> list[View]:
        made = [view for view in self.views if not self._is_settled_by_callers(view)]
        left = [view for view in made if not self._is_settled_elsewhere(view)]
        return [view for view in left or made if not self._is_settled_by_readers(view)]

    def _is_settled_elsewhere(self, view: View) -> bool:
        """Whether other files show more of the table than one that does not know its size or its ids."""
        users = [other.verdict for other in self.views if view.is_made_for(other)]
        if view.verdict == PRESUMED:
            return ENOUGH in users
        return view.verdict == UNKNOWN and (bool(users) or (not view.made_when_run and self._is_passed(view)))

    def _is_passed(self, view: View) -> bool:
        """Whether other files lead to the table by way of this one: all of them if it defines the table, and otherwise
        those that come by the very place."""
        others = [other for other in self.views if other.entry.file != view.entry.file]
        if view.entry.file == self.spot.file:
            return bool(others)
        return any(map(view.is_passed_by, others))

    def _is_settled_by_readers(self, view: View) -> bool:
        """Whether each program that loads the model shows that its own ids have rows. A module that loads it in a
        function, which it leaves to others to call, need not show any: those who call it do."""
        loaded = [other for other in self.views if other.loaded]
        proven = [other for other in loaded if other.verdict == ENOUGH]
        settled = [one for one in loaded if one.verdict == ENOUGH or one.is_left_to(proven)]
        open_in = {one.entry.file for one in loaded if one not in settled}
        shown = {one.entry.file for one in settled} - open_in
        return bool(view.readers) and shown.issuperset(view.readers)

    def _is_settled_by_callers(self, view: View) -> bool:
        """Whether a function that nobody calls makes the table with a size that it is given, and another file, or the
        program when it runs, makes it with a size that is known."""
        return (view.left_to_callers and view.verdict == UNKNOWN) and any(
            other.verdict != UNKNOWN and (other.made_when_run or other.entry.file != view.entry.file)
            for other in self.views
        )


def gathered(seen: Iterable[tuple[Spot, str, View]]) -> tuple[ProjectTable, ...]:
    """The views of each table together, the tables in the order of their files and lines. Each view comes with where
    the table stands, and what is called there."""
    views: dict[tuple[str, int, int], dict[View, None]] = {}
    spots: dict[tuple[str, int, int], tuple[Spot, str]] = {}
    for spot, called, view in seen:
        key = (spot.file, spot.line, spot.column)
        spots.setdefault(key, (spot, called))
        views.setdefault(key, {})[view] = None
    tables = [ProjectTable(*spots[key], tuple(sorted(views[key], key=_order))) for key in spots]
    return tuple(sorted(tables, key=lambda one: (one.spot.path, one.spot.line, one.spot.column)))


def _order(view: View) -> tuple[int, str, int, int]:
    spot = view.entry
    return VERDICTS.index(view.verdict), spot.path, spot.line, spot.column

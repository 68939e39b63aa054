"""The files of one analysis: the one that is looked at, and the modules that it imports. A place is in one of them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from flake8_embedding.record import record
from flake8_embedding.syntax.source import Source, Span


@record(frozen=True)
class _Other:
    path: str
    name: str
    source: Source


class Sources:
    """Asks the file that has a place. What is in none of them is taken to be in the file that is looked at."""

    def __init__(self, main: Source) -> None:
        self.main = main
        self._others: list[_Other] = []

    def add(self, path: str, name: str, source: Source) -> None:
        """Another file, and the name that messages call it by."""
        self._others.append(_Other(path, name, source))

    def is_elsewhere(self, place: Hashable) -> bool:
        """Whether the place is in another file than the one that is looked at."""
        return self._other(place) is not None

    def name_of(self, place: Hashable) -> str:
        """The name of the file that has the place; empty for the file that is looked at."""
        other = self._other(place)
        return "" if other is None else other.name

    def path_of(self, place: Hashable) -> str:
        """The path of the other file that has the place, empty for the file that is looked at."""
        other = self._other(place)
        return "" if other is None else other.path

    def file_that_writes(self, names: Iterable[str]) -> str:
        """The name of another file that has one of the names, such as ``words`` or ``self.words``, where the file that
        is looked at does not; empty if there is none."""
        missing = [name for name in names if not self.main.writes(name)] if self._others else []
        return next((one.name for one in self._others if any(map(one.source.writes, missing))), "")

    def any_has(self, word: str) -> bool:
        """Whether the word stands in the text of one of the files."""
        return self.main.has(word) or any(one.source.has(word) for one in self._others)

    def span(self, place: Hashable) -> Span:
        return self.of(place).span(place)

    def position(self, place: Hashable) -> tuple[int, int]:
        """Line from 1 and column from 0 of the first character of a place, in its file."""
        return self.of(place).position(place)

    def last_line(self, place: Hashable) -> int:
        return self.of(place).last_line(place)

    def width(self, place: Hashable) -> int:
        return self.of(place).width(place)

    def text(self, place: Hashable) -> str | None:
        """How its file writes an expression, or None where that is too long to quote on one line."""
        return self.of(place).text(place)

    def of(self, place: Hashable) -> Source:
        """The file that has the place."""
        other = self._other(place)
        return self.main if other is None else other.source

    def _other(self, place: Hashable) -> _Other | None:
        if not self._others or self.main.contains(place):
            return None
        return next((one for one in self._others if one.source.contains(place)), None)

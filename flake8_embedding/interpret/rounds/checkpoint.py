"""A checkpoint: what is noted from here on can be undone, so that a loop's body is evaluated again and again."""

from __future__ import annotations

from flake8_embedding.interpret.frame import Exit
from flake8_embedding.interpret.journal_entries import JournalEntry
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.paths.exceptions import open_ends, take_since
from flake8_embedding.record import record


def yields_so_far(machine: Machine) -> list[tuple[list[Exit], int]]:
    """The values that each open call has handed out by ``yield``, and how many there are."""
    return [(frame.yields, len(frame.yields)) for frame in machine.frames]


@record(frozen=False)
class Checkpoint:
    """What is evaluated from here on can be undone: facts, ways out, and values handed out by ``yield``."""

    machine: Machine

    def __post_init__(self) -> None:
        self._mark = self.machine.journal.mark()
        self._ends = open_ends(self.machine)
        self._yields = yields_so_far(self.machine)

    def restore(self) -> None:
        """Undo what was noted since the checkpoint was made. What the store holds is undone by the path in which it was
        changed."""
        self.machine.journal.rollback(self._mark)
        take_since(self._ends)
        for yields, count in self._yields:
            del yields[count:]

    def noted(self) -> list[JournalEntry]:
        """What was noted since the checkpoint was made."""
        return self.machine.journal.noted_since(self._mark)

    def put_back(self, noted: list[JournalEntry]) -> None:
        """Of what was noted since, let only this stand."""
        self.machine.journal.put_back(self._mark, noted)

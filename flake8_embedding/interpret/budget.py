"""How much work one file may be: steps, nesting, and the steps taken in other modules."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from flake8_embedding.limits import (
    STEPS,
    STEPS_BEFORE_PROGRAMS,
    STEPS_ELSEWHERE,
    STEPS_FREELY,
    STEPS_OF_A_PROGRAM,
    WORK_IN_A_STEP,
)

NOT_TO_ITS_END: Final = "the file was not analysed to its end"
TOO_MUCH_ELSEWHERE: Final = "too much of other modules was evaluated before"
"""Why something was not evaluated."""


class BudgetSpent(Exception):
    """The file is too much work; what was found so far stands."""


class Budget:
    """Counts the expressions and statements that are evaluated."""

    def __init__(self) -> None:
        self.steps = 0
        """Expressions and statements evaluated so far, and what was looked at without being evaluated."""
        self._looked_at = 0
        self.nesting = 0
        """Expressions being evaluated, one inside the other."""
        self._steps_elsewhere = 0
        self._elsewhere_since: int | None = None
        self.is_apart = False
        """Whether another program is being run: the file that is looked at may be that program, too."""
        self.limit = STEPS
        """The steps after which nothing more is evaluated."""

    def spend(self, looks: int) -> None:
        """Count as many steps more: things that are looked at one by one without being evaluated."""
        self.steps += looks // WORK_IN_A_STEP
        self._looked_at += looks // WORK_IN_A_STEP

    @property
    def has_room_for_programs(self) -> bool:
        """Whether so little was evaluated so far that other programs may be run."""
        return self.steps < STEPS_BEFORE_PROGRAMS

    @property
    def is_ample(self) -> bool:
        """Whether so little was evaluated so far that calls need not be counted."""
        return self.steps < STEPS_FREELY

    @property
    def is_spent(self) -> bool:
        return self.steps > STEPS

    @property
    def _evaluated(self) -> int:
        # How large the data of another module are is no reason to follow fewer of its functions.
        return self.steps - self._looked_at

    @property
    def may_go_elsewhere(self) -> bool:
        """Whether code of other modules is still evaluated."""
        since = self._elsewhere_since
        now = 0 if since is None else self._evaluated - since
        return self._steps_elsewhere + now < STEPS_ELSEWHERE

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Run another program, up to a number of steps, which are not counted as this one's."""
        before = dict(vars(self))
        self.is_apart = True
        self.limit = min(self.limit, self.steps + STEPS_OF_A_PROGRAM)
        self._steps_elsewhere, self._elsewhere_since = 0, self._evaluated
        try:
            yield
        finally:
            vars(self).update(before)

    def go_elsewhere(self) -> bool:
        """Count the steps from here on as those of another module, until ``come_back``. False if they are counted so
        already: then the caller must not call ``come_back``, since the one who began to count will."""
        if self._elsewhere_since is not None:
            return False
        self._elsewhere_since = self._evaluated
        return True

    def come_back(self) -> None:
        """Code of the file that is looked at is evaluated again."""
        if self._elsewhere_since is not None:
            self._steps_elsewhere += self._evaluated - self._elsewhere_since
            self._elsewhere_since = None

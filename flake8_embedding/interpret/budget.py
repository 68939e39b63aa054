"""How much work one file may be: steps, nesting, and the steps taken in other modules."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from flake8_embedding.limits import STEPS, STEPS_ELSEWHERE, STEPS_OF_A_PROGRAM, WORK_IN_A_STEP

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

    def spend(self, looks: int) -> None:
        """Count as many steps more: things that are looked at one by one without being evaluated."""
        self.steps += looks // WORK_IN_A_STEP
        self._looked_at += looks // WORK_IN_A_STEP

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
        """Run another program."""
        taken, since, begun = self._steps_elsewhere, self._elsewhere_since, self._evaluated
        self._steps_elsewhere, self._elsewhere_since = STEPS_ELSEWHERE - STEPS_OF_A_PROGRAM, begun
        try:
            yield
        finally:
            meanwhile = self._evaluated - begun
            self._steps_elsewhere, self._elsewhere_since = taken, None if since is None else since + meanwhile

    def go_elsewhere(self) -> bool:
        """From here on code of another module is evaluated; what that calls counts with it. False if one was already:
        only who went first comes back."""
        if self._elsewhere_since is not None:
            return False
        self._elsewhere_since = self._evaluated
        return True

    def come_back(self) -> None:
        """Code of the file that is looked at is evaluated again."""
        if self._elsewhere_since is not None:
            self._steps_elsewhere += self._evaluated - self._elsewhere_since
            self._elsewhere_since = None

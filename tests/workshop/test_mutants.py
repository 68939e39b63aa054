"""Planted faults: each that is recorded can still be planted, and each kind changes what it says."""

from __future__ import annotations

import pytest

from tests.tools.mutants.__main__ import is_there, recorded
from tests.tools.mutants.faults import KINDS, Fault, faults_in, with_fault

FUNCTION = """\
LIMIT = 1


class Bag:
    def add(self, x: int = 1) -> bool:
        if x < 2 and not self.full:
            self.items.append(x + 1)
            return True
        return self.size is None
"""


def test_every_recorded_fault_can_be_planted() -> None:
    assert [str(fault) for fault in recorded() if not is_there(fault)] == []


def test_there_are_sixty_of_every_kind_together() -> None:
    assert len(recorded()) >= 60
    assert {fault.kind for fault in recorded()} == set(KINDS)


@pytest.mark.parametrize(
    ("kind", "number", "before", "after"),
    [
        ("comparison", 1, "x < 2", "x <= 2"),
        ("comparison", 2, "self.size is None", "self.size is not None"),
        ("connective", 1, "x < 2 and not", "x < 2 or not"),
        ("negation", 1, "not self.full", "self.full"),
        ("number", 2, "x < 2", "x < 3"),
        ("sum", 1, "x + 1", "x - 1"),
        ("truth", 1, "return True", "return False"),
        ("branch", 1, "if x < 2 and not self.full:", "if False:"),
        ("effect", 1, "self.items.append(x + 1)", "..."),
    ],
)
def test_a_fault_changes_one_node(kind: str, number: int, before: str, after: str) -> None:
    assert FUNCTION.count(before) == 1
    assert with_fault(FUNCTION, Fault("bag.py", "Bag.add", kind, number)) == FUNCTION.replace(before, after)


def test_what_stands_outside_of_functions_has_no_faults() -> None:
    assert {fault.function for fault in faults_in("bag.py", FUNCTION)} == {"Bag.add"}


def test_a_fault_that_is_not_there_is_not_planted() -> None:
    assert with_fault(FUNCTION, Fault("bag.py", "Bag.add", "sum", 2)) is None

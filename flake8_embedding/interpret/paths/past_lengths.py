"""Tuples of one length or another, where only those go on that can be unpacked.

    def collate(batch):
        if weighted:
            return ids, labels, weights
        return ids, labels

    ids, labels = collate(batch)

Python raises an error where there are weights: the program goes on with what the other path gave.
"""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.paths.past_none import left_over
from flake8_embedding.values.containers.contents import rounds_of
from flake8_embedding.values.value import Choice, Value


def past_other_lengths(machine: Machine, value: Value, elements: Sequence[cst.BaseElement]) -> Value:
    """What is left of the value once it was unpacked to these elements. If it fits on no path, it stays as it is."""
    if type(value) is not Choice:
        return value
    stars = sum(type(element) is cst.StarredElement for element in elements)
    left = tuple([option for option in value.options if _fits(machine, option.value, len(elements) - stars, stars > 0)])
    if not left or len(left) == len(value.options):
        return value
    return left_over(machine, left)


def _fits(machine: Machine, value: Value, count: int, starred: bool) -> bool:
    items = rounds_of(value, machine.store)
    return items is None or len(items) == count or (starred and len(items) > count)

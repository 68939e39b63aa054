"""Values that may be None, where only what is not None goes on.

    def read(path):
        if not exists(path):
            return None
        return ids, labels

    ids, labels = read(path)

Python raises an error where nothing was read: the program goes on with the ids, and on the path that gave them.
"""

from __future__ import annotations

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.objects import is_none, without_late_none
from flake8_embedding.values.value import Choice, Guarded, Value


def past_none(machine: Machine, value: Value) -> Value:
    """What is left of the value once it was called, unpacked, gone over or asked for an element. If it is None on all
    paths, it stays None."""
    if type(value) is not Choice:
        return value
    held = without_late_none(value)
    options = held.options if type(held) is Choice else ()
    left = tuple([option for option in options if not is_none(option.value)])
    if not left or len(left) == len(options):
        return held
    return left_over(machine, left)


def left_over(machine: Machine, options: tuple[Guarded, ...]) -> Value:
    """What goes on where Python raises an error on all other paths."""
    machine.store.may_be_interrupted()
    if len(options) > 1:
        return Choice(options)
    machine.assume(options[0].guards)
    return options[0].value


def past_none_for(machine: Machine, value: Value, name: str) -> Value:
    """What is left of the value once its attribute was read: ``vocab.get`` is none of None."""
    return value if hasattr(None, name) else past_none(machine, value)

"""What was kept of a place chosen by scores before a test was made of it.

    ids.append(best)
    if best == END:
        break

``best`` is another number than ``END`` where the loop goes on, and so is what was put into ``ids``. Which of the
numbers in ``ids`` it is, is not followed: the highest of them need not come any more.
"""

from __future__ import annotations

from flake8_embedding.interpret.conditions.narrow import narrowed
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.containers.parts import each_number
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.bounds import Expr, add
from flake8_embedding.values.numbers.compare import at_least
from flake8_embedding.values.value import Number, Value


def doubt_kept(machine: Machine, tested: Value, sign: str, other: Value) -> None:
    """``tested sign other`` holds. If the highest may not be left, doubt the copies of it that this call has kept."""
    if type(tested) is not Number or not tested.attained:
        return
    if tested.origin is None or not tested.origin.by_scores:
        return
    left, high = narrowed(tested, sign, other), tested.high
    if type(left) is Number and left.attained and left.high == high:
        return
    if sign in ("==", "!=") and type(other) is Number and _is_below(other.high, high):
        # ``if best == index["for"]: break``: the highest goes on.
        return

    def doubted(number: Number) -> Number:
        return number.weakened() if number.high == high and number.attained else number

    for key, held in list(machine.store.changed_since(machine.frame.depth).items()):
        if type(held) is Number or type(held) is SequenceValue:
            changed = each_number(held, machine.store, doubted)
            if changed != held:
                machine.store.set(key, changed)


def _is_below(one: Expr | None, other: Expr | None) -> bool:
    return one is not None and other is not None and at_least(other, add(one, 1)) is True

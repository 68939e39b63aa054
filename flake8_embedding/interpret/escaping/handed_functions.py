"""Functions that code which is not seen has: ``train(forward)``, ``pool.map(forward, batches)``,
``trainer.fit(self.step)``, ``REGISTRY["step"] = partial(step, 2)``.

That code may call them with ids of its own, whatever ids the calls of the program give. So each is evaluated once more
when the module has ended, with arguments that are not seen.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable

import libcst as cst

from flake8_embedding.facts import Lookup
from flake8_embedding.interpret.calling.functions import call_deferred
from flake8_embedding.interpret.frame import parameters_of
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.record import replace
from flake8_embedding.values.settled import is_settled
from flake8_embedding.values.value import FunctionValue, Partial, Value


def evaluate_handed(machine: Machine, evaluated: Collection[Hashable]) -> None:
    """Evaluate what was handed to code that is not seen. Of a function that was called as well, only the look-ups
    count. ``evaluated`` are the functions that nobody has called, which were evaluated so before."""
    done = 0
    while len(waiting := machine.escaped.handed[done:]) > 0:
        # One function may hand on another.
        done += len(waiting)
        for handed in waiting:
            function, given = _taken_apart(handed)
            if not isinstance(function, FunctionValue) or function.node in evaluated:
                continue
            if isinstance(function.node, cst.Lambda) and not machine.functions.calls_of(function.node):
                call_deferred(machine, function, function.owner, given)
            else:
                _look_up_again(machine, function, given)


def _taken_apart(handed: Value) -> tuple[Value, dict[str, Value]]:
    """The function in ``partial(partial(step, 2), scale=3)``, and the arguments that are given."""
    if not isinstance(handed, Partial):
        return handed, {}
    function, given = _taken_apart(handed.function)
    if isinstance(function, FunctionValue):
        names = parameters_of(function)[function.owner is not None :]
        left = [name for name in names if name not in given]
        given = {**given, **dict(zip(left, handed.positional, strict=False)), **dict(handed.keywords)}
    return function, given


def _look_up_again(machine: Machine, function: FunctionValue, given: dict[str, Value]) -> None:
    """Record the look-ups of one more call in the tables that are there. Nothing else of it is known to happen."""
    begun = machine.journal.mark()
    with machine.functions.kept(), machine.classes.kept(), machine.path():
        call_deferred(machine, function, function.owner, given)
    lookups = [entry for entry in machine.journal.noted_since(begun) if isinstance(entry, Lookup)]
    machine.journal.rollback(begun)
    for lookup in lookups:
        machine.journal.record(_of_others(lookup))


def _of_others(lookup: Lookup) -> Lookup:
    """A look-up that code which is not seen may ask for. It shows whether ids have rows that are not seen, and never
    that one has none."""
    ids = None if lookup.ids is None else lookup.ids.weakened()
    return replace(lookup, ids=ids, unknown=_CALLED_ELSEWHERE, perhaps=ids is not None and is_settled(ids))


_CALLED_ELSEWHERE = "code that is not seen may call the function with others"

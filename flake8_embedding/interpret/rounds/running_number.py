"""How many rounds of a comprehension its conditions let pass: ``[word for i, word in enumerate(words) if i < 2]``."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import is_distinct
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.bounds import add, subtract, upper_bounds
from flake8_embedding.values.numbers.linear import Linear
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.value import Number, Value


class RunningNumber:
    """A number that is another one in each round: that of ``enumerate``, or one of ``range``. No more rounds pass than
    there are numbers between the lowest and the highest that do."""

    def __init__(self, machine: Machine, for_in: cst.CompFor, iterated: Value) -> None:
        self._machine = machine
        self._name = _name_of(machine, for_in, iterated) if for_in.ifs and for_in.inner_for_in is None else None
        self._passing: Value | None = None

    def note(self) -> None:
        """All conditions hold here."""
        if self._name is not None:
            self._passing = self._machine.lookup(self._name)

    def limited(self, length: Number, local: RoundLocal) -> Number:
        """The number of rounds that pass, which so far had this name."""
        passing, exact = self._passing, length.exact
        if not isinstance(passing, Number) or passing.low is None or passing.high is None:
            return length
        if not isinstance(exact, Linear) or exact.constant or len(exact.terms) != 1:
            return length
        found = upper_bounds(add(subtract(passing.high, passing.low), 1))
        most = tuple(one for one in found if not any(map(local.varies, one.symbols)))
        (symbol,) = exact.symbols
        return Number.exactly(Linear.of(replace(symbol, most=(*symbol.most, *most))))


def _name_of(machine: Machine, for_in: cst.CompFor, iterated: Value) -> str | None:
    content = machine.store.content(iterated)
    match for_in.target, content:
        case cst.Name(value=name), SequenceValue(element=Number()) if is_distinct(iterated, machine.store):
            return name
        case cst.Tuple(elements=[cst.Element(value=cst.Name(value=name)), *_]), SequenceValue(kind="enumerated"):
            return name
    return None

"""Functions that make ids, or hand on those they are given."""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.effects.effect import Effect, named
from flake8_embedding.library.terms import Settings, Term, variants
from flake8_embedding.record import record
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import Origin
from flake8_embedding.values.memory.join import join
from flake8_embedding.values.numbers.bounds import Expr, add
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.value import Guard, Number, Value


@record(frozen=True)
class MakesIds(Effect):
    """A function that returns ids from ``low`` to below ``stop``; ``limit`` names the argument that bounds them."""

    low: Term
    stop: Term
    what: str
    limit: str | None = None

    @property
    def arguments(self) -> frozenset[str]:
        return self.low.arguments | self.stop.arguments | named(self.limit)

    def apply(self, call: Call) -> Value:
        ways: list[tuple[Value, frozenset[Guard]]] = []
        for given, guards in variants(tuple(call.settings().items())):
            settings = Settings(call.store, given)
            low, stop = self.low.evaluate(settings), self.stop.evaluate(settings)
            if low is None or stop is None:
                return call.unknown(f"the range of the {self.what} is not known")
            limit: Expr | None = stop if self.limit is not None else None
            origin = Origin(self.what, call.place, limit=limit, limit_name=self.limit or "")
            ways.append((Number(low, add(stop, -1), origin=origin), guards))
        bound = call.argument(self.limit) if self.limit is not None else None
        if isinstance(bound, Number):
            call.record_limit(bound, self.limit or "")
        return call.allocate(SequenceValue("list", join(ways, call.key), unknown_length(call.key)))

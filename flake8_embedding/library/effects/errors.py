"""Functions that do not come back, and code that expects an error."""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.effects.effect import Effect, named
from flake8_embedding.record import record
from flake8_embedding.values.objects import ErrorTrap, is_none
from flake8_embedding.values.value import NEVER, Value


@record(frozen=True)
class NeverReturns(Effect):
    """A function that raises an exception or ends the program: ``sys.exit()``, ``pytest.skip()``."""

    def apply(self, call: Call) -> Value:
        return NEVER


@record(frozen=True)
class ExpectsErrors(Effect):
    """A context manager that lets an exception of its block pass, ``pytest.raises(IndexError)``; with ``function`` in
    place of a block, this is called with the arguments that follow it. The arguments from ``errors`` on are the classes
    of exceptions; all of them with ``several``, as in ``suppress(KeyError, IndexError)``."""

    errors: str
    function: str | None = None
    several: bool = False

    @property
    def arguments(self) -> frozenset[str]:
        return named(self.errors, self.function)

    def apply(self, call: Call) -> Value:
        errors = call.argument(self.errors)
        function = call.argument(self.function) if self.function is not None else None
        if function is not None and self.function is not None and not is_none(function):
            call.expect_errors_of(function, after=self.function)
            return call.unknown("an exception is expected")
        if not call.complete or errors is None:
            return ErrorTrap(None)
        return ErrorTrap(tuple(call.arguments) if self.several else (errors,))

"""The functions of the program: which were called, and which wait to be evaluated when the module has ended."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager

from flake8_embedding.values.value import AllocationSite, FunctionValue, Value


class KnownFunctions:
    """Functions by the syntax that defines them."""

    def __init__(self) -> None:
        self._uncalled: dict[Hashable, FunctionValue] = {}
        self._methods_elsewhere: dict[Hashable, FunctionValue] = {}
        self._calls: dict[Hashable, int] = {}
        self._called_on: set[tuple[Hashable, Value]] = set()
        self._written: dict[Hashable, tuple[Hashable, ...]] = {}
        self._looked_up: dict[Hashable, tuple[Hashable, ...]] = {}
        self._quiet: dict[Hashable, Value | None] = {}
        self._providers: dict[tuple[AllocationSite | None, str], FunctionValue] = {}

    def define(self, function: FunctionValue) -> None:
        """A function that is so far never called: it is to be evaluated when the module has ended."""
        self._uncalled[function.node] = function

    def define_elsewhere(self, method: FunctionValue) -> None:
        """A method of another module: evaluated only if the file has instances of its class."""
        self._methods_elsewhere[method.node] = method

    @property
    def elsewhere(self) -> Iterable[FunctionValue]:
        """The methods of other modules."""
        return self._methods_elsewhere.values()

    @property
    def uncalled(self) -> Iterable[FunctionValue]:
        """The functions that nobody has called, in the order of their definitions."""
        return list(self._uncalled.values())

    def note_provider(self, name: str, function: FunctionValue, scope: AllocationSite | None) -> None:
        """A fixture: a test runner calls it for each test that has a parameter of this name; if it is a method of the
        class with this scope, only for tests of that class. Unless one has, it is evaluated last."""
        self._providers[scope, name] = function
        if self._uncalled.pop(function.node, None) is not None:
            self._uncalled[function.node] = function

    def provider(self, name: str, scope: AllocationSite | None = None) -> FunctionValue | None:
        return self._providers.get((scope, name))

    @property
    def has_providers(self) -> bool:
        return bool(self._providers)

    def defer(self, functions: Iterable[FunctionValue]) -> None:
        """Evaluate the functions that nobody has called in this order."""
        self._uncalled = {function.node: function for function in functions}

    def next_uncalled(self) -> FunctionValue | None:
        return next(iter(self._uncalled.values()), None)

    def is_uncalled(self, node: Hashable) -> bool:
        return node in self._uncalled

    def settle(self, node: Hashable) -> None:
        """The function need not be evaluated when the module has ended."""
        self._uncalled.pop(node, None)

    def calls_of(self, node: Hashable) -> int:
        """How often the function was evaluated by calls."""
        return self._calls.get(node, 0)

    def note_call(self, function: FunctionValue) -> None:
        self._calls[function.node] = self.calls_of(function.node) + 1
        if function.owner is not None:
            self.note_called_on(function.node, function.owner)

    def note_called_on(self, node: Hashable, owner: Value) -> None:
        """The method was called on the object, or evaluated as one that nobody calls."""
        self._called_on.add((node, owner))

    def note_done(self, node: Hashable, written: tuple[Hashable, ...], tables: tuple[Hashable, ...]) -> None:
        """What the last call of the function that is followed has written, and the tables in which it has looked up
        ids. Later calls do that, too."""
        self._written[node], self._looked_up[node] = written, tables

    def written_by(self, node: Hashable) -> tuple[Hashable, ...]:
        """What calls of the function write that are not followed any more."""
        return self._written.get(node, ())

    def looked_up_by(self, node: Hashable) -> tuple[Hashable, ...]:
        """The tables in which calls of the function look up ids that are not followed any more."""
        return self._looked_up.get(node, ())

    def note_quiet(self, node: Hashable, call: Hashable, result: Value | None, made_in: Hashable) -> None:
        """The call of the function at a place has written nothing but its own names, and gave this; None if it has
        written more. ``made_in``: whose method it is, and the calls and rounds that were open."""
        self._quiet[node, call] = self._quiet[node, call, made_in] = result

    def quiet_result(self, node: Hashable, call: Hashable, made_in: Hashable = None) -> Value | None:
        """What the function gave when it was last called at this place, or ``made_in`` there, if it has written
        nothing; otherwise None."""
        return self._quiet.get((node, call) if made_in is None else (node, call, made_in))

    def was_called_on(self, node: Hashable, owner: Value) -> bool:
        """Whether the method was called on that object."""
        return (node, owner) in self._called_on

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Calls in here have not happened afterwards."""
        uncalled, calls = dict(self._uncalled), dict(self._calls)
        try:
            yield
        finally:
            self._uncalled, self._calls = uncalled, calls

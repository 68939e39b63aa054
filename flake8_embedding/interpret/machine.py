"""The interpreter of one file: it evaluates syntax in a state, within a budget, and records facts in a journal.

How each kind of syntax is evaluated stands in the other files of this room. They reach each other through the
machine's tables, so no file has to import another for that.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Final, NamedTuple, Protocol

import libcst as cst

from flake8_embedding.interpret.budget import BudgetSpent
from flake8_embedding.interpret.calling.known_functions import KnownFunctions
from flake8_embedding.interpret.calling.open_call import OpenCall
from flake8_embedding.interpret.calling.results import Results
from flake8_embedding.interpret.containers.tested_entries import TestedEntries
from flake8_embedding.interpret.escaping.escaped import Escaped
from flake8_embedding.interpret.frame import Arguments, CallFrame, Demand, Flow, Partitions, PathEnds
from flake8_embedding.interpret.holding import Holding
from flake8_embedding.interpret.journal import Journal
from flake8_embedding.interpret.names import Names
from flake8_embedding.interpret.objects.known_classes import KnownClasses
from flake8_embedding.interpret.objects.makers import Makers
from flake8_embedding.interpret.paths.partitions import (
    TracePartitions,
    each_inside,
    follow_apart,
    with_own_vocabularies,
)
from flake8_embedding.interpret.programs.environment import Environment
from flake8_embedding.interpret.programs.queues import Queues
from flake8_embedding.interpret.syntax_memo import SyntaxMemo
from flake8_embedding.interpret.vocabularies.known_vocabularies import KnownVocabularies
from flake8_embedding.library.registry import Registry
from flake8_embedding.limits import CALL_DEPTH, NESTING, STEPS
from flake8_embedding.syntax.sources import Sources
from flake8_embedding.syntax.walk import has_effects
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.numbers.unknown_numbers import imported_number
from flake8_embedding.values.objects import Suspended
from flake8_embedding.values.predicates.predicate import Operand
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import NEVER, AllocationSite, Guard, LibraryName, ObjectRef, Unknown, Value

_READING = frozenset({cst.Name, cst.Attribute, cst.Subscript, cst.NamedExpr, cst.Call})
"""The expressions whose value may be one that is held somewhere."""

_MAY_RAISE: Final = frozenset(
    {
        cst.Attribute,
        cst.Await,
        cst.BinaryOperation,
        cst.Comparison,
        cst.DictComp,
        cst.GeneratorExp,
        cst.ListComp,
        cst.SetComp,
        cst.Subscript,
        cst.UnaryOperation,
        cst.Yield,
    }
)
"""Expressions that may raise an exception once their parts are evaluated; of calls ``call_or_never`` sees to it."""


class Evaluator(Protocol):
    """Gives the value of one kind of expression."""

    def __call__(self, machine: Machine, node: Any, /) -> Value: ...


class Executor(Protocol):
    """Executes one kind of statement."""

    def __call__(self, machine: Machine, node: Any, /) -> Flow: ...


class Caller(Protocol):
    """Gives the value of a call."""

    def __call__(self, machine: Machine, callee: Value, arguments: Arguments, node: cst.CSTNode, /) -> Value: ...


class AttributeReader(Protocol):
    """Gives the value of an attribute."""

    def __call__(self, machine: Machine, owner: Value, name: str, node: cst.CSTNode, /) -> Value: ...


class Resumed(NamedTuple):
    """An iterator or coroutine whose code was run: what that was, what it gave, and what it has changed, each with what
    was there before."""

    iterator: ObjectRef
    suspended: Suspended
    given: Value
    changed: dict[Hashable, Value | None]


class Machine(Names):
    """Everything that changes while one file is interpreted."""

    def __init__(
        self,
        sources: Sources,
        registry: Registry,
        evaluators: Mapping[type, Evaluator],
        executors: Mapping[type, Executor],
        caller: Caller,
        attribute_reader: AttributeReader,
        on_bind: Callable[[cst.CSTNode, Value], None] | None = None,
        queues: Queues | None = None,
    ) -> None:
        super().__init__()
        self.source = sources
        self.registry = registry
        self.journal = Journal()
        self.environment = Environment(self.journal, registry)
        self.escaped = Escaped()
        self.queues = queues or Queues()
        self.functions = KnownFunctions()
        self.classes = KnownClasses()
        self.vocabularies = KnownVocabularies()
        self.partitions = TracePartitions(self.store)
        self.results = Results()
        self.makers = Makers()
        self.tested = TestedEntries()
        self.syntax = SyntaxMemo()
        self.loads = 0
        """How many modules are being imported, one inside the other."""
        self.demand = Demand.WHOLLY
        """How far what is resumed is run."""
        self._resumed: list[Resumed] | None = None
        self._on_bind = on_bind
        self._evaluators = evaluators
        self._executors = executors
        self._caller = caller
        self._attribute_reader = attribute_reader

    def _runs_between(self) -> bool:
        return super()._runs_between() or self.loops.repeats

    # -- syntax -----------------------------------------------------------------------------------------------

    def evaluate(self, node: cst.CSTNode) -> Value:
        """The value of an expression; its side effects happen."""
        budget = self.budget
        budget.steps += 1
        kind = type(node)
        if kind not in self._evaluators or budget.steps > STEPS or budget.nesting >= NESTING:
            return self._not_evaluated(node)
        budget.nesting += 1
        try:
            value = self._evaluators[kind](self, node)
        finally:
            budget.nesting -= 1
        if self.store.watches and kind in _MAY_RAISE:
            self.store.may_be_interrupted()
        return value

    def operand(self, node: cst.CSTNode) -> Operand:
        """Evaluate what is tested: its value, and where that was read."""
        reading = self.reading
        begun = reading.noted
        reading.last = None
        value = self.evaluate(node)
        at = reading.last if type(node) in _READING else None
        return Operand(value, at, reading.since(begun))

    def evaluate_or_never(self, node: cst.CSTNode) -> Value:
        """The value on one of several paths, ``NEVER`` if this path ends here."""
        try:
            return self.evaluate(node)
        except PathEnds:
            return NEVER

    def _not_evaluated(self, node: cst.CSTNode) -> Value:
        if self.budget.is_spent:
            raise BudgetSpent(f"it takes more than {STEPS} steps")
        if self.budget.nesting >= NESTING:
            return self._too_deep(node)
        return self.unknown(f"{type(node).__name__} is not followed", node)

    def _too_deep(self, node: cst.CSTNode) -> Value:
        """An expression that is nested too deep is not evaluated. Whatever it may have changed is not known any
        more."""
        reason = f"it is nested more than {NESTING} deep"
        if has_effects(node):
            for scope in {self.module_scope: None, **{frame.scope: None for frame in self.frames}}:
                self.forget_names(reason, node, scope=scope)
        return self.unknown(reason, node)

    def execute(self, statements: Sequence[cst.CSTNode]) -> Flow:
        """Run statements in order until one goes elsewhere. What follows that one is never executed."""
        for number, node in enumerate(statements):
            self.budget.steps += 1
            if self.budget.steps > self.budget.limit:
                if self.budget.is_apart:
                    return Flow.AWAY
                raise BudgetSpent(f"it takes more than {STEPS} steps")
            kind = type(node)
            try:
                if kind in self._executors and self._executors[kind](self, node) is Flow.AWAY:
                    return Flow.AWAY
            except PathEnds:
                return Flow.AWAY
            if self.partitions.joined:
                return follow_apart(self, statements[number + 1 :])
        return Flow.ON

    def go_on(
        self, paths: list[tuple[Delta, frozenset[Guard]]], place: Hashable, inside: Sequence[Partitions] = ()
    ) -> bool:
        """``State.go_on``. ``inside`` are the partitions of each path that have joined inside of it."""
        goes_on = super().go_on(paths, place)
        self.note_partitions(paths, inside)
        return goes_on

    def note_partitions(
        self, paths: Sequence[tuple[Delta, frozenset[Guard]]], inside: Sequence[Partitions] = ()
    ) -> None:
        """Paths have joined here: note if each of them has a vocabulary of its own, or several."""
        if any(inside):
            self.partitions.note(each_inside(paths, inside))
        elif len(paths) > 1 and self.vocabularies.made:
            self.partitions.note(with_own_vocabularies(paths, self.vocabularies.made))

    def tell_binding(self, node: cst.CSTNode, value: Value) -> None:
        """Tell whoever listens that an assignment has bound the value: the tests of values do."""
        if self._on_bind is not None:
            self._on_bind(node, value)

    def attribute(self, owner: Value, name: str, node: cst.CSTNode) -> Value:
        return self._attribute_reader(self, owner, name, node)

    # -- calls ------------------------------------------------------------------------------------------------

    def call(self, callee: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
        """The value of a call that code which is not seen makes. If the call never returns, that code may catch the
        exception."""
        value = self.call_or_never(callee, arguments, node)
        return self.unknown("the call does not return", node) if value is NEVER else self.resumed(value)

    def call_or_never(self, callee: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
        """The value of a call; ``NEVER`` if it returns on no path."""
        if self.store.watches:
            self.store.may_be_interrupted()
        return self._caller(self, callee, arguments, node)

    def redirect(self, callee: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
        """The call that is being evaluated is one of this callee: ``list.pop(ids)`` is ``ids.pop()``."""
        return self._caller(self, callee, arguments, node)

    def resumed(self, value: Value) -> Value:
        """An iterator or coroutine after its code has run, which it does now. Any other value as it is."""
        if not self.has_suspended or type(value) is not ObjectRef:
            return value
        content = self.store.content(value)
        if type(content) is not Suspended:
            return value
        self.store.set(value.alloc, Unknown("it is being run", Key("running", value.alloc)))
        with self.loops.nothing_stays_empty():
            result, changed = (content.run(), {}) if self._resumed is None else self._run_apart(content)
        if result is NEVER:
            result = Unknown("its code does not return", Key("running", value.alloc))
        if isinstance(result, ObjectRef):
            # ``iter(loader)`` is the loader itself.
            return result
        self.store.set(value.alloc, result)
        if self._resumed is not None:
            self._resumed.append(Resumed(value, content, result, changed))
        return value

    def _run_apart(self, content: Suspended) -> tuple[Value, dict[Hashable, Value | None]]:
        """What the code gives, and what it changes, each with what was there before."""
        entered = self.guards
        with self.path() as changed:
            result = content.run()
            passed = self.guards - entered
        before = {key: self.store.held(key) for key in changed}
        self.store.apply(changed)
        self.assume(passed)
        return result, before

    @contextmanager
    def noting_resumed(self) -> Iterator[list[Resumed]]:
        """The list yielded is filled with the iterators whose code is run meanwhile."""
        around, self._resumed = self._resumed, []
        try:
            yield self._resumed
        finally:
            if around is not None:
                around.extend(self._resumed)
            self._resumed = around

    @property
    def stops_early(self) -> bool:
        """Whether what is resumed may not be run to its end: ``next(it)``, or a loop with ``break``."""
        return self.demand is not Demand.WHOLLY

    def stopping_early(self, *, stops_early: bool) -> AbstractContextManager[Demand]:
        """What is resumed here may, or may not, be left before its end."""
        return self.demanding(Demand.IN_PART if stops_early else Demand.WHOLLY)

    def demanding(self, demand: Demand) -> AbstractContextManager[Demand]:
        """What is resumed here is run so far."""
        return Holding(self, "demand", demand)

    def calling(self, frame: CallFrame, node: Hashable) -> AbstractContextManager[None]:
        """Evaluate a call: on a path of its own, in its own scope, with no name pending."""
        return OpenCall(self, frame, node)

    @contextmanager
    def rehearsing(self) -> Iterator[None]:
        """Call a function to see what it changes. Afterwards the facts are as if the call had not happened."""
        begun = self.journal.mark()
        try:
            with self.functions.kept(), self.classes.kept():
                yield
        finally:
            self.journal.rollback(begun)

    def set_variable(self, name: Value, value: Value, node: cst.CSTNode) -> None:
        """The program sets an environment variable."""
        self.environment.set_variable(name, value, node, self.guards, is_elsewhere=self.is_elsewhere)

    # -- other modules ----------------------------------------------------------------------------------------

    def numeric(self, value: Value, text: str | None = None) -> Value:
        """The value as a number, see ``State.numeric``; also what another module has under a name."""
        if type(value) is LibraryName and not self.escaped.may_have_changed(value.path):
            return imported_number(value, text)
        return super().numeric(value, text)

    def may_be_changed(self, value: Value, node: Hashable) -> None:
        """The value is changed in a way that is not followed. So are the objects of the file that it may be, or all
        objects of the module if it may be any of them."""
        if isinstance(value, Unknown) and self.escaped.is_any_object(value.key):
            self.forget_names("it may be changed through the namespace", node, scope=self.main_scope)
        for held in self.escaped.aliased_by(value.key) if isinstance(value, Unknown) else ():
            self.forget(held, "it may be what is changed", node)

    def may_call_into(self, scope: AllocationSite) -> bool:
        """Whether a call of a function of this scope is followed: the calls are not too deep, and not too much of other
        modules was evaluated."""
        return len(self.frames) <= CALL_DEPTH and self.may_follow(scope)

    def may_follow(self, scope: AllocationSite) -> bool:
        """Whether code of this scope is still evaluated."""
        is_own = self.root_of(scope) is self.main_scope and not self.budget.is_apart
        return is_own or self.budget.may_go_elsewhere

    def call_from_here(self) -> Hashable:
        """The place in the checked file from which another module's code is being called: the innermost open call that
        is in this file. None while the file itself is evaluated, or if there is no such call."""
        if not self.is_elsewhere:
            return None
        return next((node for node in reversed(self.open_calls()) if self.source.main.contains(node)), None)

    def open_calls(self) -> tuple[Hashable, ...]:
        """The places of the calls that are being evaluated, the outermost first."""
        return tuple([frame.called_at for frame in self.frames if frame.called_at is not None])

    @contextmanager
    def in_module(self, scope: AllocationSite) -> Iterator[None]:
        """Evaluate the body of another module, outside of the calls, loops and paths that are open now."""
        has_left = self.root_of(scope) is not self.main_scope and self.budget.go_elsewhere()
        try:
            with (
                Holding(self, "frames", [CallFrame(scope, depth=0)]),
                Holding(self, "_on_bind", None),
                Holding(self, "loads", self.loads + 1),
                self.in_context(()),
                self.naming(""),
                self.loops.outside(),
                self.store.below(),
            ):
                yield
        finally:
            if has_left:
                self.budget.come_back()

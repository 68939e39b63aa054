"""The state of one interpretation: memory, scopes, open calls, budgets and the facts found.

Evaluating and executing are spread over the files of this room by kind of syntax; they reach each other through
the machine's tables, so no file has to import another for that.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar

import libcst as cst

from flake8_embedding.facts import Import, LateSwitch, Use
from flake8_embedding.interpret.frame import Arguments, CallFrame, Flow, PathEnds
from flake8_embedding.interpret.journal import EnvironmentSet, Journal, NewestKeras, Used
from flake8_embedding.interpret.loop_counters import Rounds, over_all_rounds
from flake8_embedding.interpret.trail import Trail
from flake8_embedding.library.registry import Registry
from flake8_embedding.limits import CALL_DEPTH, NESTING, STEPS, STEPS_ELSEWHERE
from flake8_embedding.syntax.sources import Sources
from flake8_embedding.syntax.walk import is_syntax, parts_of
from flake8_embedding.values.bindings import PartlyBound, filled
from flake8_embedding.values.guards import Known, compatible
from flake8_embedding.values.imported import ImportedName, ModuleValue
from flake8_embedding.values.join import NO_GUARDS
from flake8_embedding.values.objects import ModelObject, Suspended, opaque_number
from flake8_embedding.values.predicate import Access, EntryOf, Operand, Slot
from flake8_embedding.values.provenance import Key, Mark, Relatives, Round
from flake8_embedding.values.store import Delta, Store
from flake8_embedding.values.value import (
    NEVER,
    TRUE,
    AllocationSite,
    Choice,
    ClassValue,
    Const,
    FunctionValue,
    Guard,
    LibraryName,
    Number,
    ObjectRef,
    Operation,
    SiteTable,
    Symbolic,
    Unknown,
    Value,
    named,
)
from flake8_embedding.values.views import ArrayView

_HARDLY_REPLACED = (LibraryName, FunctionValue, ClassValue, ModuleValue, ImportedName)

_READING = frozenset({cst.Name, cst.Attribute, cst.Subscript, cst.NamedExpr, cst.Call})
"""The expressions whose value may be one that is held somewhere."""


class Modules(Protocol):
    """The modules of the project that the file imports."""

    def absolute(self, name: str) -> ModuleValue | None: ...

    def relative(self, level: int, name: str) -> ModuleValue | None: ...

    def imported(self, module: ModuleValue, name: str = "") -> None: ...

    def evaluate(self, module: ModuleValue) -> None: ...

    def resolved(self, value: Value) -> Value: ...

    def member(self, module: ModuleValue, name: str) -> Value: ...

    def names_in(self, module: ModuleValue) -> Iterable[str]: ...

    def named(self, name: str) -> ModuleValue | None: ...

    def data(self, path: str, form: str) -> tuple[object] | None: ...

    def is_whole(self, module: ModuleValue) -> bool: ...


class NoModules:
    """No imports are followed."""

    def absolute(self, name: str) -> None:
        return None

    def relative(self, level: int, name: str) -> None:
        return None

    def imported(self, module: ModuleValue, name: str = "") -> None:
        return None

    def evaluate(self, module: ModuleValue) -> None:
        return None

    def resolved(self, value: Value) -> Value:
        return value

    def member(self, module: ModuleValue, name: str) -> Value:
        return Unknown("imports are not followed", ("import", module, name), name)

    def names_in(self, module: ModuleValue) -> Iterable[str]:
        return ()

    def named(self, name: str) -> None:
        return None

    def data(self, path: str, form: str) -> None:
        return None

    def is_whole(self, module: ModuleValue) -> bool:
        return False


class BudgetSpent(Exception):
    """The file is too much work; what was found so far stands."""


MODULE_ITSELF: Final = "__main__"
"""The path by which a program that is run may import itself."""

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


@dataclass
class Ahead:
    """What is known after looking ahead."""

    shortened: bool = False


T = TypeVar("T")


class Holding(Generic[T]):
    """An attribute holds another value for a while: a context manager without the cost of a generator, as each call and
    each statement needs one."""

    __slots__ = ("_before", "_name", "_owner", "_value")

    def __init__(self, owner: object, name: str, value: T) -> None:
        self._owner, self._name, self._value = owner, name, value

    def __enter__(self) -> T:
        self._before = getattr(self._owner, self._name)
        setattr(self._owner, self._name, self._value)
        return self._value

    def __exit__(self, *_: object) -> None:
        setattr(self._owner, self._name, self._before)


class Machine:
    """Everything that changes while one file is interpreted."""

    def __init__(
        self,
        sources: Sources,
        registry: Registry,
        evaluators: Mapping[type, Evaluator],
        executors: Mapping[type, Executor],
        caller: Caller,
        attribute_reader: AttributeReader,
    ) -> None:
        self.source = sources
        self.registry = registry
        self.store = Store()
        self.journal = Journal()
        self.allocs = SiteTable()
        self.main_scope = self.allocs.of("module")
        """The scope of the file that is looked at."""
        self.modules: Modules = NoModules()
        self.frames = [CallFrame(self.main_scope, depth=0)]
        self.parents: dict[AllocationSite, AllocationSite | None] = {self.main_scope: None}
        self.store.set((self.main_scope, "__name__"), Const("__main__"))
        self.presumed: set[AllocationSite] = set()
        """Instances made for methods that nobody calls: they may as well be instances of a subclass."""
        self.subclasses: dict[AllocationSite, list[ClassValue]] = {}
        """All that descends from each class of the file."""
        self.special_methods: set[str] = set()
        """Names like ``__setattr__`` that some class of the file defines: most files have none of the rare ones."""
        self.class_scopes: set[AllocationSite] = set()
        self.context: tuple[Hashable, ...] = ()
        self.counted_loops: list[Rounds] = []
        """The loops being executed whose rounds are counted."""
        self.deferred: dict[Hashable, FunctionValue] = {}
        """Functions defined and so far never called, by their syntax."""
        self.methods_elsewhere: dict[Hashable, FunctionValue] = {}
        """The same for methods of other modules: only those of classes with instances are of interest here."""
        self.called: dict[Hashable, int] = {}
        self.made_in: dict[AllocationSite, AllocationSite] = {}
        """For each encoder the scope of the call in which it was made."""
        self.calls_allowed: dict[Hashable, int] = {}
        """How often each function is evaluated at most."""
        self.has_suspended = False
        """Whether any generator, coroutine or the like was ever made: many programs make none."""
        self.takes_part = False
        """Whether what is resumed may not be run to its end: ``next(it)``, or a loop with ``break``."""
        self.run_later: dict[Hashable, bool] = {}
        """For each function whether it is a generator or a coroutine."""
        self.left_early: dict[Hashable, bool] = {}
        """For each loop whether a ``break`` may leave it."""
        self.methods: dict[Hashable, ClassValue] = {}
        """The class of each method."""
        self.imported: list[Import] = []
        self.used: dict[str, Use] = {}
        """The libraries with doubles that are loaded: by an import, or by an attribute."""
        self._steps_elsewhere = 0
        self._elsewhere_since: int | None = None
        self.loads = 0
        """How many modules are being imported, one inside the other."""
        self.opened: dict[Hashable, str] = {}
        """The paths of files that the program has opened to read them, by the keys of what ``open`` gave."""
        self.variables_set: set[str] = set()
        """Environment variables that the program has set."""
        self.star_names: set[tuple[AllocationSite, str]] = set()
        """Names that a star import brought, each with its scope: the next one may bring others of the same name."""
        self.instances: dict[Hashable, list[ObjectRef]] = {}
        """For each class of the file its instances, as far as they are kept."""
        self.rebound: set[str] = set()
        """Names of the module that were bound to different values one after the other."""
        self.producers: dict[Hashable, dict[Hashable, Number]] = {}
        """For each length (its symbol, or the birth of its number): the ids of the vocabularies of this length."""
        self.renumbered = Relatives()
        """Unknown things that were made of a vocabulary's ids in a way that is not followed, by their keys."""
        self.incoming = Relatives()
        """What parameters hold where no argument is seen, by their keys: such are ids as they come."""
        self.lent = Relatives()
        """Unknown things that may be objects of the file, or of a class that another file of the project has."""
        self.written_by: dict[Hashable, tuple[Hashable, ...]] = {}
        """For each function that was handed on, what a call of it changes outside."""
        self.written_elsewhere: dict[Hashable, None] = {}
        """What code that is not seen may write from now on, by calling the functions that it was handed."""
        self.handed_on_lambdas: dict[Hashable, FunctionValue] = {}
        """Lambdas that were handed to code that is not seen, by their syntax."""
        self.hooked = False
        """Whether a hook that every module calls may change what is looked up."""
        self.patched: set[str] = set()
        """The names in libraries that the file sets itself, by their paths."""
        self.called_on: set[Hashable] = set()
        """The methods that were called, each with the object it was called on."""
        self.trail = Trail()
        self.reads: list[Access] = []
        """Where the present statement has read so far what its tests may be about."""
        self.read_from: Access | None = None
        """Where the value evaluated last was read, None where it was made on the spot."""
        self.tested_entries: set[AllocationSite] = set()
        """The objects of whose entries tests have shown something."""
        self.tested_keys: dict[Value, dict[tuple[AllocationSite, Value | None], None]] = {}
        """For each key the objects of whose entry under it tests have shown something, and with which default."""
        self.shown: dict[tuple[AllocationSite, Value, Value | None], Value] = {}
        """What tests have shown of the entry under each word that was chosen by them: for all who get these words."""
        self.entry_values: dict[EntryOf, Value] = {}
        """What the entries of objects were when they were read last."""
        self.copies: dict[Slot, tuple[Access, Value]] = {}
        """For names bound to what is held elsewhere, as ``i`` in ``i = vocab[w]``: where, and the value."""
        self.named: dict[Value, dict[Slot, None]] = {}
        """For each value in ``copies`` the names that held it, which may hold another one since."""
        self.read_at: dict[int, tuple[Access, Value]] = {}
        """For values that tests can tell something of, by their address: where each was read last."""
        self.made_of: dict[Hashable, tuple[Access, ...]] = {}
        """For what a call that is not followed gave, by its key: where the arguments were read."""
        self.method_owner: Operand | None = None
        """The object whose method was called last."""
        self.answers: dict[Hashable, tuple[Value, ...]] = {}
        """For what a call that is not followed gave, by its key: what was called, and with which arguments."""
        self.closed: set[Hashable] = set()
        """The unknown things that the program's own constants decide, by their keys."""
        self._known = Known(NO_GUARDS)
        self._known_on: dict[frozenset[Guard], Known] = {}
        self._known_guards: frozenset[Guard] = NO_GUARDS
        self.on_bind: Callable[[cst.CSTNode, Value], None] | None = None
        self._evaluators = evaluators
        self._executors = executors
        self._caller = caller
        self._attribute_reader = attribute_reader
        self.steps = 0
        """Expressions and statements evaluated so far."""
        self._nesting = 0
        self.read_before = 0
        """How much the trail had noted when the present statement began."""
        self.looks_ahead = 0
        """In how many loops a round is evaluated just to see what changes."""
        self.shortened = False
        """Whether a loop was evaluated once where it takes more to know what holds in all its rounds."""
        self.pending_name = ""
        """The name that what is being made will be known by."""

    # -- syntax -----------------------------------------------------------------------------------------------

    def evaluate(self, node: cst.CSTNode) -> Value:
        self.steps += 1
        evaluator = self._evaluators.get(type(node))
        if evaluator is None or self.steps > STEPS or self._nesting >= NESTING:
            return self._not_evaluated(node)
        self._nesting += 1
        try:
            value = evaluator(self, node)
        finally:
            self._nesting -= 1
        if self.store.is_watched and type(node) in _MAY_RAISE:
            self.store.may_be_interrupted()
        return value

    def operand(self, node: cst.CSTNode) -> Operand:
        """Evaluate what is tested: its value, and where that was read."""
        begun = len(self.reads)
        self.read_from = None
        value = self.evaluate(node)
        at = self.read_from if type(node) in _READING else None
        return Operand(value, at, tuple(self.reads[begun:]))

    def note_read(self, access: Access, value: Value) -> None:
        """The value that is being evaluated was read there."""
        self.reads.append(access)
        self.read_from = access
        if type(value) is Number or type(value) is Choice:
            self.read_at[id(value)] = (access, value)

    def note_copy(self, key: Hashable, value: Value) -> None:
        """A name or attribute is bound to the value, which may have been read from somewhere."""
        slot = Slot(key)
        found = self.read_at.get(id(value))
        if found is not None and found[0] != slot:
            self.note_copy_of(slot, *found)
        else:
            self.copies.pop(slot, None)

    def note_copy_of(self, name: Slot, access: Access, value: Value) -> None:
        """The name holds the value that was read there."""
        self.copies[name] = (access, value)
        self.named.setdefault(value, {})[name] = None

    def evaluate_or_never(self, node: cst.CSTNode) -> Value:
        """The value on one of several paths, ``NEVER`` if this path ends here."""
        try:
            return self.evaluate(node)
        except PathEnds:
            return NEVER

    def _not_evaluated(self, node: cst.CSTNode) -> Value:
        if self.steps > STEPS:
            raise BudgetSpent(f"it takes more than {STEPS} steps")
        if self._nesting >= NESTING:
            return self._too_deep(node)
        return self.unknown(f"{type(node).__name__} is not followed", node)

    def _too_deep(self, node: cst.CSTNode) -> Value:
        """What is nested too deep is not evaluated; what it would have changed is not known any more."""
        reason = f"it is nested more than {NESTING} deep"
        if _has_effects(node):
            for scope in {self.module_scope: None, **{frame.scope: None for frame in self.frames}}:
                self.forget_names(reason, node, scope=scope)
        return self.unknown(reason, node)

    def execute(self, statements: Sequence[cst.CSTNode]) -> Flow:
        """Run statements in order until one goes elsewhere; what follows it is dead."""
        for node in statements:
            self.steps += 1
            executor = self._executors.get(type(node))
            try:
                if executor is not None and executor(self, node) is Flow.AWAY:
                    return Flow.AWAY
            except PathEnds:
                return Flow.AWAY
        return Flow.ON

    def call(self, callee: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
        """The value of a call that code which is not seen makes; should it never return, that code may catch it."""
        value = self.call_or_never(callee, arguments, node)
        return self.unknown("the call does not return", node) if value is NEVER else self.resumed(value)

    def call_or_never(self, callee: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
        """The value of a call, ``NEVER`` if it does not return on any path."""
        self.store.may_be_interrupted()
        return self._caller(self, callee, arguments, node)

    def resumed(self, value: Value) -> Value:
        """What an iterator or coroutine gives when its code runs, which it does now; any other value as it is."""
        if not self.has_suspended or type(value) is not ObjectRef:
            return value
        content = self.store.content(value)
        if type(content) is not Suspended:
            return value
        self.store.set(value.alloc, Unknown("it is being run", Key("running", value.alloc)))
        result = content.run()
        if result is NEVER:
            result = Unknown("its code does not return", Key("running", value.alloc))
        if isinstance(result, ObjectRef):
            # ``iter(loader)`` is the loader itself.
            return result
        self.store.set(value.alloc, result)
        return value

    def attribute(self, owner: Value, name: str, node: cst.CSTNode) -> Value:
        return self._attribute_reader(self, owner, name, node)

    # -- names ------------------------------------------------------------------------------------------------

    @property
    def frame(self) -> CallFrame:
        return self.frames[-1]

    @property
    def module_scope(self) -> AllocationSite:
        """The scope of the module whose code is being evaluated."""
        return self._root_of(self.frames[-1].scope)

    @property
    def is_elsewhere(self) -> bool:
        """Whether code of another module is being evaluated than that of the file that is looked at."""
        return self.module_scope is not self.main_scope

    @property
    def is_at_margin(self) -> bool:
        """Whether what is executed is a statement of a module that is executed on every path."""
        return self.store.depth == 1 and self.parents[self.frames[-1].scope] is None

    @contextmanager
    def _counting(self, scope: AllocationSite) -> Iterator[None]:
        """Count the steps that are taken in other modules while the code of this scope runs."""
        outer = self._elsewhere_since
        if outer is None and self._root_of(scope) is not self.main_scope:
            self._elsewhere_since = self.steps
        try:
            yield
        finally:
            if outer is None and self._elsewhere_since is not None:
                self._steps_elsewhere += self.steps - self._elsewhere_since
                self._elsewhere_since = None

    def may_call_into(self, scope: AllocationSite) -> bool:
        """Whether a call of a function of this scope is followed: not too deep, and of other modules only so much."""
        return self.may_call and self.may_follow(scope)

    def may_follow(self, scope: AllocationSite) -> bool:
        """Whether code of this scope is still evaluated."""
        if self._steps_elsewhere == 0 and self._elsewhere_since is None:
            return True
        now = 0 if self._elsewhere_since is None else self.steps - self._elsewhere_since
        return self._steps_elsewhere + now < STEPS_ELSEWHERE or self._root_of(scope) is self.main_scope

    def _root_of(self, scope: AllocationSite) -> AllocationSite:
        while (outer := self.parents[scope]) is not None:
            scope = outer
        return scope

    def call_from_here(self) -> Hashable:
        """While another module is being evaluated: the innermost of the open calls that stands in the file that is
        looked at; None where there is none."""
        if not self.is_elsewhere:
            return None
        calls = (frame.called_at for frame in reversed(self.frames))
        return next((node for node in calls if node is not None and self.source.main.contains(node)), None)

    @contextmanager
    def in_module(self, scope: AllocationSite) -> Iterator[None]:
        """Evaluate the body of another module: outside of the calls, loops and paths that are open now."""
        frames, context, loops, name = self.frames, self.context, self.counted_loops, self.pending_name
        ahead, on_bind = self.looks_ahead, self.on_bind
        self.frames, self.context, self.counted_loops = [CallFrame(scope, depth=0)], (), []
        self.pending_name, self.looks_ahead, self.on_bind = "", 0, None
        self.loads += 1
        try:
            with self.store.below(), self._counting(scope):
                yield
        finally:
            self.frames, self.context, self.counted_loops, self.pending_name = frames, context, loops, name
            self.looks_ahead, self.on_bind = ahead, on_bind
            self.loads -= 1

    def lookup(self, name: str) -> Value | None:
        """What the name holds on the present path, in the scope that has it."""
        frame = self.frames[-1]
        return self._lookup_from(frame.outer_names.get(name, frame.scope), name)

    def _lookup_from(self, start: AllocationSite | None, name: str) -> Value | None:
        scope = start
        while scope is not None:
            held = self.store.held((scope, name))
            if held is not None:
                found = self._with_fallback(held, scope, name) if type(held) is PartlyBound else held
                if type(found) is ImportedName or type(found) is Choice:
                    found = self._read_import(found, scope, name)
                if found is not None:
                    self.trail.note_read((scope, name), found)
                    self.note_read(Slot((scope, name)), found)
                    return self.on_this_path(found)
            scope = self.parents[scope]
        return None

    def _read_import(self, held: Value, scope: AllocationSite, name: str) -> Value:
        """What was imported under the name: the module is evaluated now if it was not before."""
        found = self.modules.resolved(held)
        if found is not held and self.store.is_below((scope, name), held):
            self.store.set_below((scope, name), found)
        return found

    def _with_fallback(self, held: PartlyBound, scope: AllocationSite, name: str) -> Value | None:
        """Where the name of a module or class body is not bound, Python looks further out; a function's own name is
        its own wherever it stands, and reading it unbound is an error."""

        def elsewhere() -> Value | None:
            if self.parents[scope] is None:
                return LibraryName(f"builtins.{name}") if hasattr(builtins, name) else None
            return self._lookup_from(self.parents[scope], name) if scope in self.class_scopes else None

        return filled(held, elsewhere, Key("unbound", scope, name))

    def bind_outside_comprehensions(self, name: str, value: Value) -> Hashable:
        """What ``:=`` binds belongs to the function, not to the comprehension it stands in. Gives the key under which
        the store holds it."""
        inner, frame = self.frame.scope, self.frame
        for _ in range(frame.inner_scopes):
            frame.scope = self.parents[frame.scope] or frame.scope
        self.bind(name, value)
        held_at = (frame.outer_names.get(name, frame.scope), name)
        frame.scope = inner
        return held_at

    def bind(self, name: str, value: Value) -> None:
        scope = self.frame.outer_names.get(name, self.frame.scope)
        if scope is self.main_scope:
            before = self.store.get((scope, name))
            if before is not None and before != value:
                self.rebound.add(name)
        self.store.set((scope, name), named(value, name))

    def bind_in_module(self, name: str, value: Value) -> None:
        """``sys.modules[__name__].name = value``"""
        self.rebound.add(name)
        self.store.set((self.main_scope, name), named(value, name))

    def lookup_in_module(self, name: str) -> Value | None:
        """``sys.modules[__name__].name``"""
        return self._lookup_from(self.main_scope, name)

    def note_binding(self, target: cst.CSTNode, key: Hashable, name: str, value: Value) -> None:
        """Remember where a name or attribute got its value, for the trail of what is made of it."""
        kind = type(value)
        if kind is Number or kind is Choice:
            self.note_copy(key, value)
        if kind is Number or kind is Choice or kind is ObjectRef:
            self.trail.note_binding(key, name, target, value, self.read_before)

    def on_this_path(self, value: Value) -> Value:
        """Without the alternatives that the tests passed on the way here rule out."""
        if type(value) is not Choice or not self.guards:
            return value
        known = self.known
        left = tuple(option for option in value.options if not known.refutes(option.guards))
        if not left or len(left) == len(value.options):
            return value
        return left[0].value if len(left) == 1 else Choice(left)

    # -- making values ----------------------------------------------------------------------------------------

    def key(self, node: Hashable) -> Hashable:
        """Names what happens at a node in the calls that are open now."""
        site = id(node) if is_syntax(type(node)) else node
        return Key(site, self.context) if self.context else site

    def mark(self, what: str, *of: Hashable) -> None:
        """From here on this holds: that a dict "has" or "lacks" a key, that a loop's element is "distinct"."""
        self.store.set(Mark(what, *of), TRUE)

    def holds(self, what: str, *of: Hashable) -> bool:
        """Whether it is known on every path."""
        return self.store.get(Mark(what, *of)) == TRUE

    @property
    def known(self) -> Known:
        """What is known on the present path."""
        if self._known_guards is not self.guards:
            self._known_guards = guards = self.guards
            # Each round of a loop comes by the same paths again.
            known = self._known_on.get(guards)
            if known is None:
                known = self._known_on[guards] = Known(guards)
            self._known = known
        return self._known

    def over_all_rounds(self, number: Number) -> Number:
        """A number made of the running number of a loop, as the range it has in all rounds."""
        for loop in self.counted_loops:
            number = over_all_rounds(number, loop)
        return number

    def unknown(self, reason: str, node: Hashable, text: str | None = None) -> Unknown:
        return Unknown(reason, self.key(node), text)

    def allocate(self, node: Hashable, content: Value, part: str = "") -> ObjectRef:
        if type(content) is Suspended:
            self.has_suspended = True
        alloc = self.allocs.of(_site(node), self.context, part, self.pending_name)
        self.store.set(alloc, content)
        return ObjectRef(alloc)

    def allocate_view(self, node: Hashable, view: ArrayView, part: str = "") -> ObjectRef:
        """A new name for elements of an array that is there already."""
        alloc = self.allocs.of(_site(node), self.context, part, self.pending_name)
        # What is made again in a loop may be made of itself: that is one array.
        lies_in_itself = self.store.lies_in(view.base, alloc)
        self.store.set(alloc, view.own if lies_in_itself else view)
        self.store.has_views = True
        return ObjectRef(alloc)

    def change(self, owner: ObjectRef, content: Value, node: Hashable) -> None:
        """Give an object other content."""
        self.store.change(owner, content, self.key(node))

    def undefined(self, name: str) -> Value:
        """A name that the file does not bind: a builtin, or something a star import brought."""
        if hasattr(builtins, name):
            return LibraryName(f"builtins.{name}")
        if self.is_elsewhere:
            return Unknown(f"{name} is not bound in its file", ("name", name, self.module_scope), name)
        return Unknown(f"{name} is not bound in this file", ("name", name), name)

    def operation(
        self,
        inputs: tuple[Value, ...],
        run: Callable[[tuple[Value, ...]], Value],
        node: cst.CSTNode,
        *,
        keeps_ids: bool = False,
    ) -> Symbolic:
        """What an operation gives for tensors that hold no data yet; ``run`` carries it out when they do."""
        return self.symbolic(Operation(run, keeps_ids), Arguments(inputs), node)

    def symbolic(self, callee: Value | None, arguments: Arguments, node: cst.CSTNode) -> Symbolic:
        """What a layer or operation gives for tensors that hold no data yet."""
        self.store.has_tensors = True
        return Symbolic(self.key(node), callee, tuple(arguments.values), node)

    def numeric(self, value: Value, text: str | None = None) -> Value:
        """An unknown thing used as a number is at least one particular number."""
        return opaque_number(value, text) if isinstance(value, Unknown) else value

    def length_text(self, kind: str) -> str:
        """What messages call the length of a collection that is being made."""
        return f"len({self.pending_name})" if self.pending_name else f"the length of the {kind}"

    def note_environment(self, name: Value, value: Value, node: cst.CSTNode) -> None:
        """The program sets an environment variable."""
        if not isinstance(name, Const) or not isinstance(name.value, str):
            return
        variable = name.value
        known = isinstance(value, Const) and isinstance(value.value, str)
        shown = value.value if isinstance(value, Const) and known else ""
        self.journal.record(EnvironmentSet(variable, shown))
        if self.registry.environment_shows_newest(variable) and not self.is_elsewhere:
            self.journal.record(NewestKeras())
        readers = self.registry.readers_of(variable) if variable not in self.variables_set else frozenset()
        self.variables_set.add(variable)
        loaded: list[tuple[str, Import | Use]] = [*((one.flavour, one) for one in self.imported), *self.used.items()]
        for flavour, earlier in loaded:
            if flavour in readers and compatible(earlier.guards, self.guards) and not self.is_elsewhere:
                self.journal.record(LateSwitch(variable, node, flavour, earlier.place))
                return

    def note_import(self, imported: Import) -> None:
        """A library with doubles is imported."""
        self.imported.append(imported)
        self.journal.record(imported)

    def note_use(self, flavour: str, use: Use) -> None:
        """A library with doubles is reached by attribute."""
        if flavour not in self.used:
            self.used[flavour] = use
            self.journal.record(Used(flavour, use))

    def set_in_library(self, path: str, key: Value, value: Value, node: cst.CSTNode) -> None:
        """``os.environ[key] = ...``"""
        if path == "os.environ":
            self.note_environment(key, value, node)

    def finish_module(self) -> None:
        """What runs later does not see which of a name's values was meant when it was written."""
        for name in self.rebound:
            held = self.store.get((self.main_scope, name))
            if not isinstance(held, _HARDLY_REPLACED):
                reason = f"{name} is bound to different values one after the other"
                self.store.set((self.main_scope, name), Unknown(reason, ("rebound", name), name))

    @contextmanager
    def looking_ahead(self) -> Iterator[Ahead]:
        """Execute to see what changes, no more: loops inside are evaluated once, so that the time for loops in loops
        adds up and does not multiply. Tells in the end whether any of them was ``shortened``."""
        outer, self.shortened = self.shortened, False
        ahead = Ahead()
        self.looks_ahead += 1
        try:
            yield ahead
        finally:
            self.looks_ahead -= 1
            ahead.shortened = self.shortened
            self.shortened = outer or (self.shortened and self.looks_ahead > 0)

    @contextmanager
    def rehearsing(self) -> Iterator[None]:
        """Call a function to see what it changes: as far as the facts go, the call has not happened."""
        begun, deferred, called = self.journal.mark(), dict(self.deferred), dict(self.called)
        instances = {cls: list(made) for cls, made in self.instances.items()}
        try:
            yield
        finally:
            self.journal.rollback(begun)
            self.deferred, self.called, self.instances = deferred, called, instances

    # -- paths and calls --------------------------------------------------------------------------------------

    @property
    def guards(self) -> frozenset[Guard]:
        """The path condition."""
        return self.store.guards

    @guards.setter
    def guards(self, guards: frozenset[Guard]) -> None:
        self.store.guards = guards

    def path(self, guards: frozenset[Guard] = NO_GUARDS) -> AbstractContextManager[Delta]:
        """Execute on a path of its own; the mapping yielded is filled with what it changed."""
        return self.store.path(guards)

    def naming(self, pending_name: str) -> AbstractContextManager[str]:
        """What is made here will be known by this name."""
        return Holding(self, "pending_name", pending_name)

    def on_each_content(self, owner: Value, content: Value, answer: Callable[[Value], Value], node: Hashable) -> Value:
        """The answer for what the owner may be, or for an object that may have one of several contents, with each."""

        def answered(one: Value) -> Value:
            if not isinstance(owner, ObjectRef):
                return answer(one)
            self.store.set(owner.alloc, one)
            return answer(owner)

        return self.store.on_each(content, answered, self.key(node))

    @contextmanager
    def calling(self, frame: CallFrame, node: Hashable) -> Iterator[None]:
        """Evaluate a call: on a path of its own, in its own scope, with no name pending."""
        before = self.context
        self.context = (*before, _site(node))
        self.frames.append(frame)
        try:
            with self.naming(""), self.path(), self._counting(frame.scope):
                yield
        finally:
            self.frames.pop()
            self.context = before

    @contextmanager
    def reentered(self, frame: CallFrame, scope: AllocationSite) -> Iterator[None]:
        """Evaluate what belongs to an earlier call, or to one that is suspended, with the names of its scope."""
        before, frame.scope = frame.scope, scope
        self.frames.append(frame)
        try:
            yield
        finally:
            self.frames.pop()
            frame.scope = before

    @contextmanager
    def counting(self, rounds: Rounds | None) -> Iterator[None]:
        """Execute a loop whose rounds are counted, or with None one that is not."""
        if rounds is not None:
            self.counted_loops.append(rounds)
        try:
            yield
        finally:
            if rounds is not None:
                self.counted_loops.pop()

    def in_context(self, context: tuple[Hashable, ...]) -> AbstractContextManager[object]:
        """Evaluate as in the calls that were open then."""
        return Holding(self, "context", context)

    @contextmanager
    def round(self, number: int) -> Iterator[None]:
        """Evaluate one of several rounds that are known: what is made in each is another object."""
        with self.apart(number):
            yield

    @contextmanager
    def apart(self, what: Hashable) -> Iterator[None]:
        """What is made here is another object than what else is made at the same place in the same calls."""
        before = self.context
        self.context = (*before, Round(what))
        try:
            yield
        finally:
            self.context = before

    @property
    def calls(self) -> tuple[Hashable, ...]:
        """The calls that are open now, without the rounds of loops in them: names belong to a call."""
        return tuple(part for part in self.context if not isinstance(part, Round))

    @property
    def may_call(self) -> bool:
        return len(self.frames) <= CALL_DEPTH

    def forget_attributes(self, owner: Value) -> None:
        """The attributes were changed in a way that is not followed; the layers of a model are attributes, too."""
        if isinstance(owner, ObjectRef):
            self.store.set((owner.alloc, "*"), TRUE)
            if isinstance(self.store.content(owner), ModelObject):
                self.forget(owner, "its layers were changed in a way that is not followed", owner.alloc)

    def forget_names(
        self, reason: str, node: Hashable, *, only: Iterable[str] | None = None, scope: AllocationSite | None = None
    ) -> None:
        """The names of the module, or of another scope, may hold anything now: ``exec``, ``globals()``, a star import.
        Modules, functions and classes are hardly ever replaced that way."""
        scope = scope or self.module_scope
        for name, held in self.store.names_in(scope):
            if (only is not None and name in only) or not isinstance(held, _HARDLY_REPLACED):
                self.store.set((scope, name), Unknown(reason, Key(self.key(node), name), name))

    def replace_everywhere(self, before: Value, after: Value) -> None:
        """An unknown thing turns out to be an object: all that holds it holds the object."""
        for key, value in self.store.everything():
            if value == before:
                self.store.set(key, after)

    def forget(self, value: Value, reason: str, node: Hashable) -> None:
        """The object was handed to code that is not seen and may change it."""
        if isinstance(value, ObjectRef):
            self.change(value, self.unknown(reason, (node, value.alloc), value.alloc.text or None), node)


def _has_effects(node: cst.CSTNode) -> bool:
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, cst.Call | cst.NamedExpr | cst.Await | cst.Yield):
            return True
        waiting.extend(parts_of(one))
    return False


def _site(node: Hashable) -> Hashable:
    """A node by its address: the tree outlives the analysis, and libcst's own hash of a node costs a call."""
    return id(node) if is_syntax(type(node)) else node

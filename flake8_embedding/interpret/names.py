"""Scopes, and what their names hold."""

from __future__ import annotations

import builtins
from collections.abc import Hashable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager

import libcst as cst

from flake8_embedding.interpret.frame import CallFrame
from flake8_embedding.interpret.holding import Pushed
from flake8_embedding.interpret.programs.project_modules import Modules, NoModules
from flake8_embedding.interpret.reading import Reading
from flake8_embedding.interpret.state import State
from flake8_embedding.interpret.trail import Trail
from flake8_embedding.values.imported import ImportedName, ModuleValue
from flake8_embedding.values.memory.bindings import PartlyBound, Way, filled, join_bindings
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.predicates.predicate import Slot
from flake8_embedding.values.provenance import BEFORE, Key, SetLate
from flake8_embedding.values.value import (
    NONE,
    AllocationSite,
    Choice,
    ClassValue,
    Const,
    FunctionValue,
    LibraryName,
    Number,
    ObjectRef,
    Unknown,
    Value,
    named,
)

_HARDLY_REPLACED = (LibraryName, FunctionValue, ClassValue, ModuleValue, ImportedName)
"""What a name of a module holds for good, as a rule: modules, functions and classes."""


class Names(State):
    """The state, with the scopes of modules, classes, functions and comprehensions, one inside the other."""

    def __init__(self) -> None:
        super().__init__()
        self.modules: Modules = NoModules()
        self.trail = Trail()
        self.reading = Reading()
        self.main_scope = self.allocs.of("module")
        """The scope of the file that is looked at."""
        self.frames = [CallFrame(self.main_scope, depth=0)]
        """The calls that are open, outermost first; the first one is the module."""
        self._outer: dict[AllocationSite, AllocationSite | None] = {self.main_scope: None}
        self.closed_over: set[AllocationSite] = set()
        """Scopes in which functions or generators were made, which may read the names of a call that has ended."""
        self._class_scopes: set[AllocationSite] = set()
        self._star_names: set[tuple[AllocationSite, str]] = set()
        self._rebound: set[str] = set()
        """Names of the module that were bound to different values while code that is not seen could run functions."""
        self._set_late: set[str] = set()
        """Those that were None before: ``model = None``, and a function sets it."""
        self._may_be_called = False
        self.may_be_called_later = False
        """Whether code that is not seen may call functions of the file whenever it likes."""
        self.store.set((self.main_scope, "__name__"), Const("__main__"))

    # -- scopes -----------------------------------------------------------------------------------------------

    @property
    def frame(self) -> CallFrame:
        return self.frames[-1]

    def add_scope(self, scope: AllocationSite, outer: AllocationSite | None, *, of_class: bool = False) -> None:
        """A scope that lies in ``outer``; that of a module lies in none."""
        self._outer[scope] = outer
        if of_class:
            self._class_scopes.add(scope)

    def close_over(self, scope: AllocationSite | None) -> None:
        """A function or a generator is made in this scope: it reads the names when the call has ended, too."""
        while scope is not None and scope not in self.closed_over:
            self.closed_over.add(scope)
            scope = self._outer.get(scope)

    def scopes_closed_over(self) -> list[AllocationSite]:
        """The scopes of calls in which functions or generators were made."""
        return [scope for scope in self.closed_over if self._outer.get(scope) is not None]

    def is_scope_of_class(self, scope: AllocationSite) -> bool:
        return scope in self._class_scopes

    def is_scope_of_module(self, scope: AllocationSite) -> bool:
        return self._outer.get(scope, scope) is None

    def outer_scope(self, scope: AllocationSite) -> AllocationSite | None:
        return self._outer[scope]

    @property
    def module_scope(self) -> AllocationSite:
        """The scope of the module whose code is being evaluated."""
        return self.root_of(self.frames[-1].scope)

    def root_of(self, scope: AllocationSite) -> AllocationSite:
        """The scope of the module that the scope lies in."""
        while (outer := self._outer[scope]) is not None:
            scope = outer
        return scope

    @property
    def is_elsewhere(self) -> bool:
        """Whether code of another module is being evaluated than that of the file that is looked at."""
        return self.module_scope is not self.main_scope

    @property
    def is_at_margin(self) -> bool:
        """Whether a statement at the top level of a module is being executed, on every path."""
        return self.store.depth == 1 and self._outer[self.frames[-1].scope] is None

    def opened(self, frame: CallFrame) -> AbstractContextManager[CallFrame]:
        """Evaluate in the frame of another call, or of the body of a class."""
        return Pushed(self.frames, frame)

    @contextmanager
    def reentered(self, frame: CallFrame, scope: AllocationSite) -> Iterator[None]:
        """Evaluate what belongs to an earlier call, or to one that is suspended, with the names of its scope."""
        before, frame.scope = frame.scope, scope
        try:
            with self.opened(frame):
                yield
        finally:
            frame.scope = before

    # -- looking up -------------------------------------------------------------------------------------------

    def lookup_in_module(self, name: str) -> Value | None:
        """``sys.modules[__name__].name``"""
        return self.lookup(name, self.main_scope)

    def lookup(self, name: str, start: AllocationSite | None = None) -> Value | None:
        """What the name holds on the present path, in the innermost scope that has it. It is looked up in the present
        scope first, or in the one at which to ``start``."""
        frame, scope = self.frames[-1], start
        if scope is None:
            scope = frame.scope_of(name) if frame.outer_names else frame.scope
        layers = self.store.layers
        while scope is not None:
            key = (scope, name)
            held = None
            # What ``store.held`` does: each name that is read comes here.
            for layer in reversed(layers):
                if key in layer:
                    held = layer[key]
                    break
            if held is not None:
                found = self._with_fallback(held, scope, name) if type(held) is PartlyBound else held
                if type(found) is ImportedName or type(found) is Choice:
                    found = self._read_import(found, scope, name)
                if found is not None:
                    if key in self.trail.bindings:
                        self.trail.note_read(key, found)
                    self.reading.note(Slot(key), found)
                    return self.on_this_path(found) if type(found) is Choice else found
            scope = self._outer[scope]
        return None

    def _read_import(self, held: Value, scope: AllocationSite, name: str) -> Value:
        """What was imported under the name: the module is evaluated now if it was not before."""
        found = self.modules.resolved(held)
        if found is not held and self.store.is_below((scope, name), held):
            self.store.set_below((scope, name), found)
        return found

    def _with_fallback(self, held: PartlyBound, scope: AllocationSite, name: str) -> Value | None:
        """What a name is on paths that have not bound it. For names of a module or class body, Python looks further
        out. A function's own name is local everywhere in it, and reading it unbound is an error."""

        def elsewhere() -> Value | None:
            if self._outer[scope] is None:
                return LibraryName(f"builtins.{name}") if hasattr(builtins, name) else None
            outer = self._outer[scope]
            return self.lookup(name, outer) if scope in self._class_scopes and outer is not None else None

        return filled(held, elsewhere, Key("unbound", scope, name))

    def undefined(self, name: str) -> Value:
        """A name that the file does not bind: a builtin, or something a star import brought."""
        if hasattr(builtins, name):
            return LibraryName(f"builtins.{name}")
        if self.is_elsewhere:
            return Unknown(f"{name} is not bound in its file", ("name", name, self.module_scope), name)
        return Unknown(f"{name} is not bound in this file", ("name", name), name)

    # -- binding ----------------------------------------------------------------------------------------------

    def bind(self, name: str, value: Value) -> Hashable:
        """Bind the name in the present scope, or where ``global`` or ``nonlocal`` says. Gives the key under which the
        store holds it."""
        frame = self.frames[-1]
        scope = frame.scope_of(name) if frame.outer_names else frame.scope
        key = (scope, name)
        if scope is self.main_scope:
            before = self.store.get(key)
            if before is not None and before is not value and before != value and self._runs_between():
                (self._set_late if is_none(before) else self._rebound).add(name)
        self.store.set(key, named(value, name) if type(value) is Unknown and value.text is None else value)
        return key

    def note_callable(self, *, later: bool = True) -> None:
        """Code that is not seen has a function, an object or a class of the file, and may call it from now on. If not
        ``later``, it has let go of it once it has ended."""
        self._may_be_called = True
        self.may_be_called_later |= later

    def _runs_between(self) -> bool:
        """Whether a function that nobody here calls may run before the next name is bound."""
        return self._may_be_called

    def bind_outside_comprehensions(self, name: str, value: Value) -> Hashable:
        """Bind what ``:=`` binds: a name of the function, not of the comprehension it is in. Gives the key under which
        the store holds it."""
        inner, frame = self.frame.scope, self.frame
        for _ in range(frame.inner_scopes):
            frame.scope = self._outer[frame.scope] or frame.scope
        held_at = self.bind(name, value)
        frame.scope = inner
        return held_at

    def bind_in_module(self, name: str, value: Value) -> None:
        """``sys.modules[__name__].name = value``"""
        self._rebound.add(name)
        self.store.set((self.main_scope, name), named(value, name))

    def bind_from_star(self, name: str, value: Value) -> None:
        """``from module import *`` binds the name; the next star import may bring another one of the same name."""
        self.bind(name, value)
        self._star_names.add((self.frame.scope, name))

    def names_from_stars(self, scope: AllocationSite) -> set[str]:
        """The names of the scope that star imports have bound."""
        return {name for of, name in self._star_names if of is scope}

    def note_binding(self, target: cst.CSTNode, key: Hashable, name: str, value: Value) -> None:
        """Remember where a name or attribute got its value: for the trail, and for tests of what it was read from."""
        kind = type(value)
        if self.reading.making is not None:
            self.reading.note_made(key, value, self.reading.making)
        if kind is Number or kind is Choice:
            self.reading.note_binding(key, value)
        if kind is Number or kind is Choice or kind is ObjectRef:
            self.trail.note_binding(key, name, target, value)

    def forget_names(
        self, reason: str, node: Hashable, *, only: Iterable[str] | None = None, scope: AllocationSite | None = None
    ) -> None:
        """The names of the module, or of another scope, may hold anything from now on: after ``exec``, or a star
        import. Modules, functions and classes are taken to stay: they are hardly ever replaced that way."""
        scope = scope or self.module_scope
        names = self.store.names_in(scope)
        self.budget.spend(len(names))
        for name, held in names:
            if (only is not None and name in only) or not isinstance(held, _HARDLY_REPLACED):
                self.store.set((scope, name), Unknown(reason, Key(self.key(node), name), name))

    def finish_module(self) -> None:
        """Names that were bound to different values may hold any of them when a function runs that was handed on
        before. A function that was not runs later than the module, if at all."""
        for name in self._rebound:
            held = self.store.get((self.main_scope, name))
            if not isinstance(held, _HARDLY_REPLACED):
                reason = f"{name} is bound to different values one after the other"
                self.store.set((self.main_scope, name), Unknown(reason, ("rebound", name), name))
        for name in self._set_late - self._rebound:
            self._finish_late(name)

    def _finish_late(self, name: str) -> None:
        """Bind the name to None or to what it holds now."""
        key = (self.main_scope, name)
        held = self.store.held(key)
        if held is not None and not isinstance(held, _HARDLY_REPLACED):
            late = SetLate(name)
            ways: list[Way] = [(NONE, frozenset({(late, BEFORE)})), (held, frozenset({(late, "after")}))]
            self.store.set(key, join_bindings(ways, key, late))

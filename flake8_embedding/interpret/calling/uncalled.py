"""Functions that nobody in the file calls. They run some time after the module, with arguments that are not seen.

Then less is known than at the end of the module. Another such function may have run before, and have changed an
attribute or a list. And a method may belong to an object of a subclass, which sets what its base class leaves open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from functools import partial

import libcst as cst

from flake8_embedding.facts import Lookup
from flake8_embedding.interpret.calling.callers_first import callers_first
from flake8_embedding.interpret.calling.functions import call_deferred
from flake8_embedding.interpret.calling.injected import injected, note_providers
from flake8_embedding.interpret.calling.notebook_ends import NotebookEnd, may_run
from flake8_embedding.interpret.changes import Changes, attribute_changes, outer_changes
from flake8_embedding.interpret.escaping.handed_functions import evaluate_handed
from flake8_embedding.interpret.frame import parameters_of
from flake8_embedding.interpret.journal_entries import ModuleEnded
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.lookups import as_evidence
from flake8_embedding.interpret.networks.modes import forget_modes
from flake8_embedding.interpret.networks.rows_of_layers import feed_from_layers
from flake8_embedding.interpret.objects.instances import instances_of
from flake8_embedding.interpret.objects.resolution import from_class, is_of_file
from flake8_embedding.interpret.paths.managers import call_within
from flake8_embedding.record import replace
from flake8_embedding.values.classes import ClassMethod, StaticMethod, Within
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.objects import Instance, is_none
from flake8_embedding.values.provenance import AttributeOf, Key
from flake8_embedding.values.value import (
    NONE,
    ClassValue,
    FunctionValue,
    LibraryName,
    ObjectRef,
    Unknown,
    Value,
)


def evaluate_uncalled(machine: Machine, *, is_notebook: bool = False) -> None:
    """Evaluate each function that was never called, methods with instances of their class."""
    machine.finish_module()
    machine.journal.record(ModuleEnded())
    end = _end_of(machine, is_notebook=is_notebook)
    is_over = is_notebook and end is not None and end.is_over
    # Functions that those hand on which run no more run no more, either.
    ended = {one.node: not may_run(machine, one) for one in machine.functions.uncalled} if is_over else {}
    contested = _forget_what_they_change(machine)
    for owner in machine.classes.instances:
        forget_modes(machine, owner)
    families = _Families(machine)
    _defer_methods_of_instances(machine)
    machine.functions.defer(callers_first(machine, machine.functions.uncalled))
    note_providers(machine)
    alone: set[Hashable] = set()
    while (function := machine.functions.next_uncalled()) is not None:
        cls = machine.classes.of_method(function.node)
        if cls is None:
            alone.add(function.node)
        if cls is None or not instances_of(machine, cls):
            begun = machine.journal.mark()
            _defer(machine, function, None)
            if is_over and cls is None and ended.get(function.node, not may_run(machine, function)):
                machine.journal.revise(begun, _in_uncalled_method)
        else:
            _call_method(machine, families, cls, function)
        for name in contested.get(function.node, ()):
            # The next one may run before this one, or after one that sets it to something else.
            _forget_name(machine, function, name)
    evaluate_handed(machine, alone)
    _call_instances(machine, families, is_over=is_over)
    feed_from_layers(machine)


def _end_of(machine: Machine, *, is_notebook: bool) -> NotebookEnd | None:
    """What the text says of what runs later, where that counts: most files use all the tables that they make."""
    not_used = machine.journal.tables_not_used()
    if not is_notebook and not not_used:
        return None
    end = NotebookEnd(machine)
    if not_used:
        # Imported here: it is seldom needed.
        from flake8_embedding.interpret.networks.left_behind import note_left_behind

        note_left_behind(machine, end, is_notebook=is_notebook)
    return end


def _defer(machine: Machine, function: FunctionValue, owner: Value | None) -> None:
    """Evaluate a function that nobody calls; a test runner gives a test what fixtures return."""

    def evaluated() -> Value:
        call_deferred(machine, function, owner, injected(machine, function, owner, parameters_of(function)))
        return NONE

    run: Callable[[], Value] = evaluated
    for manager in _managers_of(machine, function):
        run = partial(call_within, machine, manager, run, function.node)
    begun = machine.journal.mark()
    run()
    machine.journal.revise(begun, _left_to_callers)


def _left_to_callers(lookup: Lookup) -> Lookup:
    return replace(lookup, of_callers=True)


def _managers_of(machine: Machine, function: FunctionValue) -> list[Value]:
    """What ``@mock.patch.object(config, "rows", 9)`` before a function puts around its calls, the innermost first."""
    decorators = function.node.decorators if isinstance(function.node, cst.FunctionDef) else ()
    if not decorators:
        return []
    cls = machine.classes.of_method(function.node)
    held = machine.store.get((function.scope if cls is None else cls.scope, function.name))
    managers: list[Value] = []
    while isinstance(held, Within):
        managers.append(held.manager)
        held = held.function
    return managers[::-1] if held == function else []


def _defer_methods_of_instances(machine: Machine) -> None:
    """Methods of other modules, where the file has made instances of their classes."""
    for method in machine.functions.elsewhere:
        cls = machine.classes.of_method(method.node)
        is_called = machine.functions.calls_of(method.node) > 0
        if cls is not None and not is_called and machine.classes.has_instances(cls):
            machine.functions.define(method)


def _call_method(machine: Machine, families: _Families, cls: ClassValue, function: FunctionValue) -> None:
    owners = list(instances_of(machine, cls))
    for owner in owners:
        _prepare(machine, cls, owner)
    if machine.functions.is_uncalled(function.node):
        begun = machine.journal.mark()
        for owner in owners:
            families.forget_unsettled(cls, owner)
            _defer(machine, function, _first_argument(machine, cls, function, owner))
            machine.functions.note_called_on(function.node, owner)
        if all(_calls_nothing_else(machine, one) for one in cls.ancestors):
            machine.journal.revise(begun, _in_uncalled_method)


def _calls_nothing_else(machine: Machine, base: Value) -> bool:
    """Whether no method of the class is called by code of this base class that is not seen."""
    if isinstance(base, LibraryName):
        inherited = machine.registry.inherited_from(base.path)
        return inherited is not None and inherited.calls_nothing_else
    return is_of_file(base)


def _in_uncalled_method(lookup: Lookup) -> Lookup:
    return replace(lookup, uncalled=True)


def _first_argument(machine: Machine, cls: ClassValue, function: FunctionValue, owner: Value) -> Value | None:
    held = machine.store.get((cls.scope, function.name))
    if isinstance(held, StaticMethod):
        return None
    return cls if isinstance(held, ClassMethod) else owner


def _call_instances(machine: Machine, families: _Families, *, is_over: bool) -> None:
    """Instances that the file makes and never calls are called elsewhere, if at all, with data that are not seen. Only
    what is done to these data on their way to a table counts."""
    for owner in machine.classes.instances:
        content = machine.store.content(owner)
        cls = content.cls if isinstance(content, Instance) else None
        if isinstance(cls, ClassValue):
            begun = machine.journal.mark()
            _call_instance(machine, families, cls, owner)
            if is_over and all(_calls_nothing_else(machine, one) for one in cls.ancestors):
                machine.journal.revise(begun, _in_uncalled_method)


def _call_instance(machine: Machine, families: _Families, cls: ClassValue, owner: ObjectRef) -> None:
    for name in machine.registry.instance_calls:
        method = from_class(machine, cls, name, owner, cls.node)
        if isinstance(method, FunctionValue) and not machine.functions.was_called_on(method.node, owner):
            families.forget_unsettled(cls, owner)
            begun = machine.journal.mark()
            _defer(machine, method, owner)
            machine.journal.revise(begun, as_evidence)


def _prepare(machine: Machine, cls: ClassValue, owner: Value) -> None:
    """``setUp`` of a test class runs before each of its tests, wherever it is defined."""
    classes = [one for one in reversed(linear(cls)) if type(one) is ClassValue]
    for one in classes:
        for name in machine.registry.conventions.prepares_tests:
            held = machine.store.get((one.scope, name))
            function = held.function if type(held) is ClassMethod else held
            if type(function) is FunctionValue and machine.functions.is_uncalled(function.node):
                call_deferred(machine, function, cls if type(held) is ClassMethod else owner)


_CONSTRUCTORS = ("__init__", "__post_init__", "__new__")
"""Python's own methods that run before any other of an object."""


class _Families:
    """The attributes that the methods of a class, of its base classes and of its subclasses change."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._known: dict[Value, Changes] = {}

    def forget_unsettled(self, cls: ClassValue, owner: ObjectRef) -> None:
        """Forget the attributes that another method may have set before: those set in several places, changed in place,
        or still None."""
        changes = self._changes(cls)
        forget_modes(self._machine, owner)
        names = self._machine.store.names_in(owner.alloc)
        self._machine.budget.spend(len(names))
        for name, held in names:
            if not name.isidentifier() or isinstance(held, FunctionValue | ClassValue | LibraryName):
                continue
            if changes.any_name or name in changes.bound or is_none(held):
                reason = f"another method may have set {name}"
                unknown = Unknown(reason, AttributeOf(owner.alloc, name), f"self.{name}")
                self._machine.store.set((owner.alloc, name), unknown)
            elif name in changes.in_place:
                _forget_content(self._machine, held, name)

    def _changes(self, cls: ClassValue) -> Changes:
        known = self._known.get(cls)
        if known is None:
            classes = (*linear(cls), *self._machine.classes.below(cls))
            first = (*_CONSTRUCTORS, *self._machine.registry.conventions.prepares_tests)
            of_file = [one for one in classes if isinstance(one, ClassValue)]
            known = self._known[cls] = _changes_of(self._machine, of_file, first)
        return known


def _changes_of(machine: Machine, classes: list[ClassValue], first: Sequence[str]) -> Changes:
    """What the methods of some classes change; ``bound`` are the attributes that are set in more than one place. What
    the methods that run ``first`` change in place is settled when the others run."""
    bound: Counter[str] = Counter()
    in_place: set[str] = set()
    any_name = False
    for one in classes:
        for part in one.node.body.body:
            if isinstance(part, cst.FunctionDef):
                changes = attribute_changes(machine, part)
                bound.update(changes.bound)
                any_name = any_name or changes.any_name
                if part.name.value not in first:
                    in_place.update(changes.in_place)
    return Changes(tuple(name for name, count in bound.items() if count > 1), frozenset(in_place), any_name)


def _forget_what_they_change(machine: Machine) -> dict[cst.CSTNode, list[str]]:
    """Forget the names of the module that functions nobody calls bind or change in place. Gives by function those that
    it binds and that something else binds, too: the module, to another value than None, or another such function."""
    binders: dict[str, list[FunctionValue]] = {}
    contested: set[str] = set()
    for function in machine.functions.uncalled:
        changes = outer_changes(machine, function.node)
        for name in {*changes.bound, *changes.in_place}:
            held = machine.store.get((machine.module_scope, name))
            if name in changes.bound:
                binders.setdefault(name, []).append(function)
                if len(binders[name]) > 1 or not (held is None or is_none(held)):
                    contested.add(name)
            if held is None or isinstance(held, FunctionValue | ClassValue | LibraryName):
                continue
            if name in changes.bound:
                _forget_name(machine, function, name)
            else:
                _forget_content(machine, held, name)
    by_function: dict[cst.CSTNode, list[str]] = {}
    for name in sorted(contested):
        for function in binders[name]:
            by_function.setdefault(function.node, []).append(name)
    return by_function


def _forget_name(machine: Machine, function: FunctionValue, name: str) -> None:
    reason = f"{function.name} may have set {name}"
    machine.store.set((machine.module_scope, name), Unknown(reason, ("set later", name), name))


def _forget_content(machine: Machine, held: Value, name: str) -> None:
    if isinstance(held, ObjectRef):
        content = machine.store.content(held)
        if isinstance(content, DictValue | SequenceValue):
            machine.store.set(
                held.alloc, Unknown(f"{name} may have been changed", Key("changed later", held.alloc), name)
            )
        elif isinstance(content, Instance):
            machine.forget_attributes(held)

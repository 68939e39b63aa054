"""``def`` and ``class``: what their names hold once the decorators have been applied."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from flake8_embedding.interpret.calling.call_expressions import arguments_of
from flake8_embedding.interpret.calling.replacements import start_replacement
from flake8_embedding.interpret.changes import may_write_outside
from flake8_embedding.interpret.escaping.callbacks import call_back
from flake8_embedding.interpret.frame import Arguments, CallFrame, Flow
from flake8_embedding.interpret.machine import Executor, Machine
from flake8_embedding.interpret.objects.derived import library_base
from flake8_embedding.interpret.objects.enums import make_members
from flake8_embedding.interpret.objects.records import make_record
from flake8_embedding.interpret.objects.resolution import METACLASS, find_member, from_class, from_order, is_seen
from flake8_embedding.interpret.objects.setting import set_unknown_attribute
from flake8_embedding.record import replace
from flake8_embedding.values.classes import ClassMethod, Decorated, Within
from flake8_embedding.values.linearization import ancestors_of, linear
from flake8_embedding.values.objects import ErrorTrap, Instance, Replacement, Suspended
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import NEVER, ClassValue, Const, FunctionValue, LibraryName, Unknown, Value


def _function(machine: Machine, node: cst.FunctionDef) -> Flow:
    defaults = tuple(
        (parameter.name.value, machine.evaluate(parameter.default))
        for parameter in (*node.params.posonly_params, *node.params.params, *node.params.kwonly_params)
        if parameter.default is not None
    )
    # Methods do not see the names of their class.
    scope = machine.frame.scope
    if machine.frame.is_class:
        scope = machine.outer_scope(scope) or machine.module_scope
    machine.close_over(scope)
    function = FunctionValue(node, scope, node.name.value, defaults)
    if not machine.is_elsewhere:
        machine.functions.define(function)
    elif machine.frame.is_class:
        machine.functions.define_elsewhere(function)
    if machine.frame.is_class and (node.name.value.startswith("__") or node.name.value == "keys"):
        # ``**words`` calls ``keys``.
        machine.classes.note_special_method(node.name.value)
    machine.bind(node.name.value, _decorated(machine, function, node.decorators))
    return Flow.ON


def _decorated(machine: Machine, defined: Value, decorators: Sequence[cst.Decorator]) -> Value:
    """What the name holds: the decorator next to the definition is applied first."""
    applied = [_decorator(machine, one.decorator) for one in decorators]
    value = defined
    for decorator, node in reversed(list(zip(applied, decorators, strict=True))):
        if isinstance(decorator, LibraryName) and machine.registry.keeps_function(decorator.path):
            continue
        if _is_manager(machine, decorator):
            if isinstance(decorator, Replacement) and isinstance(value, ClassValue):
                # A class is not called in a block: ``@mock.patch.object(...)`` goes to its tests one by one.
                start_replacement(machine, decorator, node.decorator)
            value = value if isinstance(value, ClassValue) else Within(value, decorator)
            continue
        if _is_followed(machine, decorator):
            value = machine.call(decorator, Arguments((value,)), node.decorator)
            continue
        machine.note_callable()
        if isinstance(value, ClassValue):
            # A decorator that registers a class may set its attributes, too.
            set_unknown_attribute(machine, value)
        else:
            if isinstance(value, FunctionValue) and may_write_outside(machine, value):
                # ``@count.register``, ``@on_start``: it may be called by whoever has registered it.
                call_back(machine, value, node.decorator, later=True)
            value = Decorated(value)
    return value


def _decorator(machine: Machine, node: cst.BaseExpression) -> Value:
    """The value of a decorator; ``@torch.no_grad()`` keeps the function as ``@torch.no_grad`` does."""
    if not isinstance(node, cst.Call):
        return machine.evaluate(node)
    maker = machine.evaluate(node.func)
    if isinstance(maker, LibraryName):
        made = machine.registry.decorator_made_by(maker.path)
        if made is not None:
            return LibraryName(made)
    result = machine.call_or_never(maker, arguments_of(machine, node), node)
    return machine.unknown("the call does not return", node) if result is NEVER else result


def _is_manager(machine: Machine, decorator: Value) -> bool:
    """Whether it is a context manager that each call is in: ``@mock.patch.object(config, "rows", 9)``."""
    content = machine.store.content(decorator)
    if not isinstance(content, Instance):
        return isinstance(content, Suspended | ErrorTrap | Replacement)
    base = library_base(machine, content.cls)
    if base is None or not base.decorates:
        return False
    # A class with a ``__call__`` of its own says itself what it makes of a function.
    return find_member(machine, linear(content.cls), "__call__") is None


def _is_followed(machine: Machine, decorator: Value) -> bool:
    """Whether calling the decorator shows what it makes of the definition."""
    match decorator:
        case LibraryName(path=path):
            return machine.registry.entry_for(path) is not None
        case Unknown():
            return False
    return True


def _class(machine: Machine, node: cst.ClassDef) -> Flow:
    bases = tuple(_base(machine, base.value) for base in node.bases)
    outer = machine.frame.scope
    if machine.frame.is_class:
        outer = machine.outer_scope(outer) or machine.module_scope
    scope = machine.allocs.of(Key("class", id(node)), machine.context)
    machine.add_scope(scope, outer, of_class=True)
    machine.close_over(scope)
    frame = CallFrame(scope, machine.frame.depth, is_class=True, called_at=machine.frame.called_at)
    with machine.opened(frame):
        machine.execute([node.body])
    for name, _ in machine.store.names_in(scope):
        if name.startswith("__"):
            # ``__setattr__ = dict.__setitem__``
            machine.classes.note_special_method(name)
    cls = ClassValue(node, scope, ancestors_of(bases), node.name.value)
    machine.classes.define(cls, [part for part in node.body.body if isinstance(part, cst.FunctionDef)])
    _inherit_record(machine, cls, bases)
    make_members(machine, cls)
    _tell_members(machine, cls, node)
    _tell_base(machine, cls, bases, node)
    machine.bind(node.name.value, _decorated(machine, cls, node.decorators))
    return Flow.ON


def _base(machine: Machine, node: cst.BaseExpression) -> Value:
    """A base class; ``Generic[T]`` and ``Dataset[Tensor]`` are the class that stands before the bracket."""
    if isinstance(node, cst.Subscript):
        head = machine.evaluate(node.value)
        if isinstance(head, ClassValue | LibraryName):
            return head
    return machine.evaluate(node)


def _inherit_record(machine: Machine, cls: ClassValue, bases: tuple[Value, ...]) -> None:
    """``class Sizes(NamedTuple)``: the base makes its subclass a record, or all that descend from it."""
    for one in cls.ancestors:
        inherited = machine.registry.inherited_from(one.path) if isinstance(one, LibraryName) else None
        effect = inherited.record if inherited is not None else None
        if effect is not None and (effect.for_descendants or one in bases):
            make_record(machine, cls, effect, {})
            return


def _tell_members(machine: Machine, cls: ClassValue, node: cst.ClassDef) -> None:
    """``__set_name__``: a descriptor hears under which name it stands in the class."""
    if not machine.classes.defines("__set_name__"):
        return
    for name, held in machine.store.names_in(cls.scope):
        content = machine.store.content(held)
        if isinstance(content, Instance):
            method = from_class(machine, content.cls, "__set_name__", held, node)
            if method is not None:
                machine.call(method, Arguments((cls, Const(name))), node)


def _tell_base(machine: Machine, cls: ClassValue, bases: tuple[Value, ...], node: cst.ClassDef) -> None:
    """``__init_subclass__`` of a base class, and the metaclass. Both may change the class and its instances."""
    keywords = {one.keyword.value: machine.evaluate(one.value) for one in node.keywords if one.keyword is not None}
    metaclass = keywords.pop("metaclass", None)
    if metaclass is not None and not (isinstance(metaclass, LibraryName) and is_seen(machine, metaclass)):
        machine.store.set((cls.scope, METACLASS), metaclass)
    for base in bases:
        inherited = machine.store.get((base.scope, METACLASS)) if isinstance(base, ClassValue) else None
        if inherited is not None:
            machine.store.set((cls.scope, METACLASS), inherited)
    if machine.store.get((cls.scope, METACLASS)) is not None:
        set_unknown_attribute(machine, cls)
    if machine.classes.defines("__init_subclass__"):
        method = from_order(machine, cls.ancestors, "__init_subclass__", cls, cls, node)
        if isinstance(method, ClassMethod):
            method = method.function
        if isinstance(method, FunctionValue):
            method = replace(method, owner=cls)
        if method is not None:
            machine.call(method, Arguments((), tuple(keywords.items())), node)


EXECUTORS: dict[type, Executor] = {cst.FunctionDef: _function, cst.ClassDef: _class}

"""Functions and classes of the file: each call is evaluated with the arguments of its own call site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import libcst as cst

from flake8_embedding.interpret.attributes import from_class
from flake8_embedding.interpret.derived import library_base, make_library_part
from flake8_embedding.interpret.frame import Arguments, CallFrame, Flow, parameters_of
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.limits import CALLED_STATEMENTS, CALLS_PER_FUNCTION, EXITS, FEWEST_CALLS
from flake8_embedding.values.contents import any_in
from flake8_embedding.values.identity import Key
from flake8_embedding.values.join import any_of, join
from flake8_embedding.values.objects import DictValue, Instance, RecordClass, SequenceValue, Super, unknown_length
from flake8_embedding.values.store import Delta
from flake8_embedding.values.value import (
    NONE,
    TRUE,
    ClassValue,
    Const,
    FunctionValue,
    Guard,
    Number,
    ObjectRef,
    Unknown,
    Value,
)


def call_function(machine: Machine, function: FunctionValue, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Evaluate the body with these arguments; recursion and too many calls give an unknown."""
    machine.deferred.pop(function.node, None)
    count = machine.called.get(function.node, 0)
    running = any(frame.function is not None and frame.function.node is function.node for frame in machine.frames)
    if running or count >= _calls_allowed(machine, function.node) or not machine.may_call:
        for value in arguments.values:
            machine.forget(value, "the calls are nested too deep to be followed", node)
        return machine.unknown("the calls are nested too deep to be followed", node)
    machine.called[function.node] = count + 1
    if function.owner is not None:
        arguments = replace(arguments, positional=(function.owner, *arguments.positional))
    return _evaluate_body(machine, function, dict(_bound_parameters(machine, function, arguments, node)), node)


def _calls_allowed(machine: Machine, node: cst.FunctionDef | cst.Lambda) -> int:
    """How often the function is evaluated: the longer it is, the fewer times."""
    known = machine.calls_allowed.get(node)
    if known is None:
        size = _statements(node.body) if isinstance(node, cst.FunctionDef) else 1
        known = max(FEWEST_CALLS, min(CALLS_PER_FUNCTION, CALLED_STATEMENTS // max(size, 1)))
        machine.calls_allowed[node] = known
    return known


def _statements(node: cst.CSTNode | None) -> int:
    """How many statements stand in a block. Looks at statements only: libcst's own ``children`` visit every space."""
    match node:
        case cst.SimpleStatementLine():
            # Most of them, and libcst's classes are abstract ones, for which ``match`` is slow.
            return 1
        case cst.IndentedBlock(body=body) | cst.SimpleStatementSuite(body=body):
            return sum(map(_statements, body))
        case (
            cst.If(body=inner, orelse=orelse)
            | cst.For(body=inner, orelse=orelse)
            | cst.While(body=inner, orelse=orelse)
        ):
            return 1 + _statements(inner) + _statements(orelse)
        case cst.Else(body=inner) | cst.With(body=inner) | cst.Finally(body=inner):
            return _statements(inner)
        case cst.Try(body=inner, handlers=handlers, orelse=orelse, finalbody=final):
            return sum(map(_statements, (inner, orelse, final, *(handler.body for handler in handlers))))
        case None:
            return 0
    return 1


def call_deferred(machine: Machine, function: FunctionValue, owner: Value | None) -> None:
    """Evaluate a function that nobody in the file calls: nothing is known of its arguments."""
    machine.deferred.pop(function.node, None)
    parameters = parameters_of(function)
    values: dict[str, Value] = {
        name: Unknown(f"no call in this file gives {name}", (function.node, name), name) for name in parameters
    }
    if owner is not None and parameters:
        values[parameters[0]] = owner
    noted = machine.facts.noted()
    _evaluate_body(machine, function, values, function.node)
    if _goes_wrong(function):
        machine.facts.forget_since(noted)


_MEANT_TO_FAIL = frozenset({"xfail", "expectedFailure", "skip"})


def _goes_wrong(function: FunctionValue) -> bool:
    """A test that is not run, or of which it is known that it goes wrong: ``@pytest.mark.xfail``."""
    for decorator in getattr(function.node, "decorators", ()):
        node = decorator.decorator
        match node.func if isinstance(node, cst.Call) else node:
            case cst.Name(value=name) | cst.Attribute(attr=cst.Name(value=name)) if name in _MEANT_TO_FAIL:
                return True
    return False


def _evaluate_body(machine: Machine, function: FunctionValue, values: dict[str, Value], node: cst.CSTNode) -> Value:
    entered = machine.guards
    scope = machine.allocs.of(Key("scope", id(function.node)), (*machine.context, id(node)))
    machine.parents[scope] = function.scope
    called_at = node if node is not function.node else None
    frame = CallFrame(scope, machine.store.depth, function=function, called_at=called_at)
    machine.store.push()
    pending_name, machine.pending_name = machine.pending_name, ""
    with machine.calling(frame, node):
        for name, value in values.items():
            machine.store.set((scope, name), value)
            machine.note_binding(node, (scope, name), name, value)
        body = function.node.body
        if isinstance(function.node, cst.Lambda):
            frame.exits.append((machine.evaluate(body), machine.store.changed_since(frame.depth), entered))
        elif machine.execute(list(body.body)) is Flow.ON:
            frame.exits.append((NONE, machine.store.changed_since(frame.depth), machine.guards))
    machine.store.pop()
    machine.guards, machine.pending_name = entered, pending_name
    return _result(machine, frame, entered, node)


def _result(machine: Machine, frame: CallFrame, entered: frozenset[Guard], node: cst.CSTNode) -> Value:
    # ``while True: yield ...`` has no exit, but there is a state at each of its yields.
    exits = (frame.exits or frame.yields)[:EXITS]
    key = machine.key(node)
    if not exits:
        return machine.unknown("the call does not return", node)
    paths: list[tuple[Delta, frozenset[Guard]]] = [(delta, guards - entered) for _, delta, guards in exits]
    machine.store.join_paths(paths, key)
    if frame.yields:
        yielded = any_in([value for value, _, _ in frame.yields], machine.store, key)
        return SequenceValue("iterator", yielded, unknown_length(key))
    if len(frame.exits) > EXITS:
        return machine.unknown("the function has too many exits", node)
    return join([(value, guards - entered) for value, _, guards in exits], key)


# -- parameters -----------------------------------------------------------------------------------------------------


def _bound_parameters(
    machine: Machine, function: FunctionValue, arguments: Arguments, node: cst.CSTNode
) -> Iterator[tuple[str, Value]]:
    declared = function.node.params
    positional = [one.name.value for one in (*declared.posonly_params, *declared.params)]
    defaults = dict(function.defaults)
    given = dict(zip(positional, arguments.positional, strict=False))
    keywords = dict(arguments.keywords)
    for name in parameters_of(function):
        if name in given:
            yield name, given[name]
        elif name in keywords:
            yield name, keywords.pop(name)
        elif not arguments.complete or name not in defaults:
            yield name, Unknown(f"no argument is seen for {name}", (machine.key(node), name), name)
        else:
            yield name, defaults[name]
    if isinstance(declared.star_arg, cst.Param):
        rest = arguments.positional[len(positional) :]
        yield declared.star_arg.name.value, _rest(machine, rest, arguments.complete, node)
    if declared.star_kwarg is not None:
        yield declared.star_kwarg.name.value, _named_rest(machine, keywords, arguments.complete, node)


def _rest(machine: Machine, values: tuple[Value, ...], complete: bool, node: cst.CSTNode) -> Value:
    if not complete:
        return machine.unknown("the arguments are not all seen", (node, "*"))
    return SequenceValue.of("tuple", values, any_of(list(values), machine.key((node, "*"))))


def _named_rest(machine: Machine, values: dict[str, Value], complete: bool, node: cst.CSTNode) -> Value:
    if not complete:
        return machine.unknown("the arguments are not all seen", (node, "**"))
    entries = tuple((Const(name), value) for name, value in values.items())
    return machine.allocate((node, "**"), DictValue(entries, None, None, Number.exactly(len(entries))))


# -- classes --------------------------------------------------------------------------------------------------------


def instantiate(machine: Machine, cls: ClassValue, arguments: Arguments, node: cst.CSTNode) -> Value:
    """A new instance; ``__init__`` runs, or else the fields are filled as in a dataclass or NamedTuple."""
    owner = machine.allocate(node, Instance(cls))
    machine.instances[cls.node] = owner
    init = _constructor(machine, cls)
    if init is not None:
        function, definer = init
        call_function(machine, replace(function, owner=owner, cls=definer), arguments, node)
    else:
        _fill_fields(machine, cls, owner, arguments)
        make_library_part(machine, owner, cls, arguments, node)
    return owner


def set_up(machine: Machine, cls: Value, owner: ObjectRef, node: cst.CSTNode) -> None:
    """``build`` of a Keras layer, ``setup`` of a Flax module: the library calls it before the first call."""
    if machine.store.get((owner.alloc, "is set up")) is not None:
        return
    machine.store.set((owner.alloc, "is set up"), TRUE)
    base = library_base(machine, cls)
    name = base.set_up_by if base is not None else None
    method = from_class(machine, cls, name, owner) if name is not None else None
    if isinstance(method, FunctionValue):
        call_function(machine, method, Arguments(complete=False), node)


def instance_of(machine: Machine, cls: ClassValue) -> Value:
    """An instance for methods that nobody calls: the one made last, or one of which no argument is known."""
    known = machine.instances.get(cls.node)
    return known if known is not None else instantiate(machine, cls, Arguments(complete=False), cls.node)


def _constructor(machine: Machine, cls: ClassValue) -> tuple[FunctionValue, ClassValue] | None:
    found = machine.store.get((cls.scope, "__init__"))
    if isinstance(found, FunctionValue):
        return found, cls
    for base in cls.bases:
        inherited = _constructor(machine, base) if isinstance(base, ClassValue) else None
        if inherited is not None:
            return inherited
    return None


def fill_record(machine: Machine, record: RecordClass, arguments: Arguments, node: cst.CSTNode) -> Value:
    """An instance of a class that ``namedtuple`` made."""
    owner = machine.allocate(node, Instance(record))
    given = dict(zip(record.fields, arguments.positional, strict=False))
    for name, value in {**dict(record.defaults), **given, **dict(arguments.keywords)}.items():
        if arguments.complete:
            machine.store.set((owner.alloc, name), value)
    return owner


def _fill_fields(machine: Machine, cls: ClassValue, owner: ObjectRef, arguments: Arguments) -> None:
    fields = list(_fields(cls))
    given = {**dict(zip(fields, arguments.positional, strict=False)), **dict(arguments.keywords)}
    # A base class that is not seen may turn any keyword into an attribute.
    for name in dict.fromkeys((*fields, *dict(arguments.keywords))):
        if name in given:
            machine.store.set((owner.alloc, name), given[name])
        elif not arguments.complete:
            machine.store.set((owner.alloc, name), Unknown(f"no argument is seen for {name}", (owner.alloc, name)))


def _fields(cls: ClassValue) -> Iterator[str]:
    for base in cls.bases:
        if isinstance(base, ClassValue):
            yield from _fields(base)
    for line in cls.node.body.body:
        for statement in line.body if isinstance(line, cst.SimpleStatementLine) else ():
            if isinstance(statement, cst.AnnAssign) and isinstance(statement.target, cst.Name):
                yield statement.target.value


def super_value(machine: Machine, arguments: Arguments) -> Value | None:
    """``super()`` in the method being evaluated."""
    for frame in reversed(machine.frames):
        function = frame.function
        if function is None or not isinstance(function.cls, ClassValue):
            continue
        parameters = parameters_of(function)
        owner = machine.store.get((frame.scope, parameters[0])) if parameters else None
        if owner is not None:
            return Super(owner, function.cls.bases)
    return None

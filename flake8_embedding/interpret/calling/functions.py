"""Functions of the file: each call is evaluated with the arguments of its own call site."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from types import MappingProxyType

import libcst as cst

from flake8_embedding.interpret.budget import TOO_MUCH_ELSEWHERE
from flake8_embedding.interpret.calling.parameters import bound_parameters, refuses
from flake8_embedding.interpret.calling.quiet_calls import note_quiet, seen_ahead, writes_nothing
from flake8_embedding.interpret.calling.recursion import (
    CALLS_ITSELF,
    done_at_any_depth,
    looked_up_since,
    note_further_calls,
    of_inner,
    written_in,
)
from flake8_embedding.interpret.calling.unseen_arguments import UnseenArguments
from flake8_embedding.interpret.conditions.doubt import doubted_exit
from flake8_embedding.interpret.escaping.callbacks import forget_written
from flake8_embedding.interpret.frame import Arguments, CallFrame, Demand, Exit, Flow, add_exit, parameters_of
from flake8_embedding.interpret.journal_entries import HandedOn
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.model_parts import tables_in
from flake8_embedding.interpret.programs.usual_arguments import usual_texts
from flake8_embedding.interpret.rounds.left_early import weaken_left, weaken_looked_up
from flake8_embedding.interpret.rounds.suspended import runs_later
from flake8_embedding.limits import CALLED_STATEMENTS, CALLS_PER_FUNCTION, CLOSURES_INSIDE, FEWEST_CALLS
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import any_in, items_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.memory.join import join
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import Suspended
from flake8_embedding.values.provenance import Argument, CallersArgument, Key
from flake8_embedding.values.round_trips import paths_as_written, values_as_written
from flake8_embedding.values.value import (
    NEVER,
    NONE,
    ClassValue,
    FunctionValue,
    LibraryName,
    Unknown,
    Value,
)


def call_function(machine: Machine, function: FunctionValue, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Evaluate the body with these arguments, unless the function does not take them. Recursion, and a function that is
    called too often, gives an unknown."""
    owner = () if function.owner is None else (function.owner,)
    given = replace(arguments, positional=(*owner, *arguments.positional)) if owner else arguments
    if refuses(function, given, node):
        machine.functions.settle(function.node)
        return NEVER
    is_called_often = not machine.budget.is_ample and _has_all_its_calls(machine, function.node)
    running = _running(machine, function)
    if running is not None or is_called_often or not machine.may_call_into(function.scope):
        machine.functions.settle(function.node)
        if running is not None:
            running.calls_itself = True
            forget_written(machine, running.written, node, CALLS_ITSELF)
        elif machine.may_follow(function.scope):
            _note_look_ups(machine, function, given)
        reason = _why_not_followed(machine, function, is_called_often=is_called_often)
        forget_written(machine, machine.functions.written_by(function.node), node, reason)
        for value in arguments.values:
            machine.forget(value, reason, node)
        return machine.unknown(reason, node)
    machine.functions.note_call(function)
    values = dict(bound_parameters(machine, function, given, node))
    if not runs_later(machine, function.node):
        return _evaluate_body(machine, function, values, node)
    context = machine.context

    def run(at_yield: Callable[[Value], None] | None = None) -> Value:
        with machine.in_context(context):
            return _evaluate_body(machine, function, values, node, at_yield)

    return machine.allocate(node, Suspended(run, run), "suspended")


def _why_not_followed(machine: Machine, function: FunctionValue, *, is_called_often: bool) -> str:
    if not machine.may_follow(function.scope):
        return TOO_MUCH_ELSEWHERE
    return _TOO_OFTEN if is_called_often else _TOO_DEEP


_TOO_OFTEN = "there are too many calls for each to be followed"
_TOO_DEEP = "the calls are nested too deep to be followed"
_LOOKED_UP = "a call that is not followed may look up others in it"


def _note_look_ups(machine: Machine, function: FunctionValue, given: Arguments) -> None:
    """A call that is not followed looks up other ids in the tables that the calls before have looked up ids in, and in
    those that it is given."""
    tables = [table.key for value in given.values for table in tables_in(machine, value)]
    for table in dict.fromkeys((*machine.functions.looked_up_by(function.node), *tables)):
        machine.journal.record(HandedOn(table, _LOOKED_UP))


def _running(machine: Machine, function: FunctionValue) -> CallFrame | None:
    """The call of the same function that is open, if there is one. What a decorator makes of two methods is two
    functions of one text, ``wrapper``, and the one may call the other."""
    open_calls = [
        (frame, frame.function.scope)
        for place, frame in enumerate(machine.frames)
        if frame.function is not None and frame.function.node is function.node and not _waits(machine.frames, place)
    ]
    open_calls.reverse()
    itself = next((frame for frame, scope in open_calls if scope is function.scope), None)
    return open_calls[0][0] if itself is None and len(open_calls) >= CLOSURES_INSIDE else itself


def _waits(frames: list[CallFrame], place: int) -> bool:
    """Whether a context manager's function waits at its ``yield`` while the block is executed. Another call of it may
    begin there: ``with option(10), option(20)``."""
    if frames[place].at_yield is None:
        return False
    outer = set(map(id, frames[:place]))
    return not outer.isdisjoint(map(id, frames[place + 1 :]))


def _has_all_its_calls(machine: Machine, node: cst.FunctionDef | cst.Lambda) -> bool:
    """Whether it was evaluated as often as a function of its length is in a large file."""
    return machine.functions.calls_of(node) >= machine.syntax.ask(_calls_allowed, node)


def _calls_allowed(node: cst.FunctionDef | cst.Lambda) -> int:
    """How often the function is evaluated: the longer it is, the fewer times."""
    size = _statements(node.body) if isinstance(node, cst.FunctionDef) else 1
    return max(FEWEST_CALLS, min(CALLS_PER_FUNCTION, CALLED_STATEMENTS // max(size, 1)))


def _statements(node: cst.CSTNode | None) -> int:
    """How many statements are in a block. It looks at statements only, since libcst's ``children`` visit every
    space."""
    match node:
        case cst.SimpleStatementLine():
            # Most statements are of this kind, and ``match`` is slow for libcst's abstract classes.
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


def call_deferred(
    machine: Machine, function: FunctionValue, owner: Value | None, given: Mapping[str, Value] = MappingProxyType({})
) -> None:
    """Evaluate a function that nobody in the file calls: nothing is known of its arguments but those that are
    ``given`` by their names."""
    parameters = parameters_of(function)
    held = dict(given)
    if owner is not None and parameters:
        held[parameters[0]] = owner
    decorated = isinstance(function.node, cst.FunctionDef) and function.node.decorators
    # A decorator may call the function: ``@click.command()`` does.
    kind = Argument if owner is not None or decorated else CallersArgument
    unseen = UnseenArguments(machine, function, ("parameter", id(function.node)), kind)
    usual = usual_texts(function)
    for name in parameters:
        if name not in held:
            given_by_nobody = unseen.of(name, f"no call in this file gives {name}")
            held[name] = given_by_nobody
            if name in usual and isinstance(given_by_nobody, Unknown):
                machine.environment.note_file_name(given_by_nobody.key, usual[name])
    begun = machine.journal.mark()
    machine.environment.note_written()
    with machine.path() as changed:
        _evaluate_body(machine, function, held, function.node)
    machine.store.apply(changed)
    if _goes_wrong(machine, function):
        machine.journal.rollback(begun)


def _goes_wrong(machine: Machine, function: FunctionValue) -> bool:
    """Whether it is a test that is not run, or is known to fail: ``@pytest.mark.xfail`` on it or its class."""
    cls = machine.classes.of_method(function.node)
    classes = [one.node for one in linear(cls) if isinstance(one, ClassValue)] if cls is not None else []
    decorators = [one for node in (function.node, *classes) for one in getattr(node, "decorators", ())]
    scopes = [
        machine.root_of(function.scope),
        *(one.scope for one in (linear(cls) if cls is not None else ()) if isinstance(one, ClassValue)),
    ]
    marks = (machine.store.get((scope, "pytestmark")) for scope in scopes)
    return any(mark is not None and _is_mark_to_fail(machine, mark) for mark in marks) or any(
        _is_meant_to_fail(machine, one.decorator) for one in decorators
    )


def _is_mark_to_fail(machine: Machine, mark: Value) -> bool:
    """``pytestmark = pytest.mark.skip(reason="slow")``, alone or in a list."""
    asked = machine.results.question(mark.key) if isinstance(mark, Unknown) else None
    several = items_of(mark, machine.store)
    if several is not None:
        return any(_is_mark_to_fail(machine, one) for one in several)
    named = asked[0] if asked is not None else mark
    names = machine.registry.conventions.meant_to_fail
    return isinstance(named, LibraryName) and named.path.rpartition(".")[2] in names


def _is_meant_to_fail(machine: Machine, decorator: cst.BaseExpression) -> bool:
    node = decorator.func if isinstance(decorator, cst.Call) else decorator
    match machine.evaluate(node) if isinstance(node, cst.Name | cst.Attribute) else None:
        case LibraryName(path=path):
            return path.rpartition(".")[2] in machine.registry.conventions.meant_to_fail
        case Unknown(text=str() as text):
            return text.rpartition(".")[2] in machine.registry.conventions.meant_to_fail
    return False


_NO_RETURN = frozenset({"NoReturn", "Never"})


def _is_said_not_to_return(node: cst.FunctionDef | cst.Lambda) -> bool:
    """``def fail() -> NoReturn``: the annotation is believed, whatever the body shows."""
    if isinstance(node, cst.Lambda) or node.returns is None:
        return False
    match node.returns.annotation:
        case cst.Name(value=name) | cst.Attribute(attr=cst.Name(value=name)):
            return name in _NO_RETURN
    return False


def _evaluate_body(
    machine: Machine,
    function: FunctionValue,
    values: dict[str, Value],
    node: cst.CSTNode,
    at_yield: Callable[[Value], None] | None = None,
) -> Value:
    """The body of a function that calls itself is evaluated more than once: first to see what it writes. What the calls
    inside of it have written is not known in the last evaluation."""
    machine.functions.settle(function.node)
    known = seen_ahead(machine, function, node) if at_yield is None else None
    if known is not None:
        return known
    scope = machine.allocs.of(Key("scope", id(function.node)), (*machine.context, id(node)))
    machine.add_scope(scope, function.scope)
    called_at = node if node is not function.node else None
    demand = machine.demand

    def evaluated(written: tuple[Hashable, ...], given: dict[str, Value] = values) -> CallFrame:
        depth = machine.store.depth
        frame = CallFrame(
            scope,
            depth,
            function=function,
            called_at=called_at,
            at_yield=at_yield,
            written=written,
            demand=demand,
        )
        with machine.stopping_early(stops_early=False), machine.calling(frame, node):
            _run_body(machine, frame, function, given, node)
        return frame

    begun = machine.journal.mark()
    frame = evaluated(())
    if frame.calls_itself and at_yield is None:
        machine.journal.rollback(begun)
        others = of_inner(values, machine.key(node))
        with machine.loops.nothing_stays_empty():
            inner = done_at_any_depth(machine, frame, lambda written: evaluated(written, others), node)
            frame = evaluated(inner.written)
        note_further_calls(machine, begun, inner.looked_up, node)
    if _has_all_its_calls(machine, function.node):
        machine.functions.note_done(function.node, written_in(frame), looked_up_since(machine, begun))
    if demand is not Demand.WHOLLY:
        weaken_looked_up(machine, begun, frame)
    is_quiet = at_yield is None and writes_nothing(machine, written_in(frame), node)
    result = _result(machine, frame, node, demand=demand)
    if at_yield is None:
        note_quiet(machine, function, node, result if is_quiet else None)
    forget_written(machine, frame.written, node, CALLS_ITSELF)
    return result


def _run_body(
    machine: Machine, frame: CallFrame, function: FunctionValue, values: dict[str, Value], node: cst.CSTNode
) -> None:
    for name, value in values.items():
        machine.store.set((frame.scope, name), value)
        machine.note_binding(node, (frame.scope, name), name, value)
    body = function.node.body
    if isinstance(function.node, cst.Lambda):
        result = machine.evaluate_or_never(body)
        if result is not NEVER:
            frame.exits.append(Exit(result, machine.store.changed_since(frame.depth), machine.guards))
    elif machine.execute(list(body.body)) is Flow.ON:
        changed = machine.store.changed_since(frame.depth)
        exit_ = Exit(NONE, changed, machine.guards, machine.partitions.take())
        add_exit(frame.exits, doubted_exit(machine, exit_))


def _result(machine: Machine, frame: CallFrame, node: cst.CSTNode, *, demand: Demand) -> Value:
    """What the call returns. It goes on from where its ways out join; tests that led only to exceptions are known to
    have gone the other way."""
    # ``while True: yield ...`` has no exit, but a state at each ``yield``.
    key, entered = machine.key(node), machine.guards
    exits = frame.exits or frame.yields
    is_left = demand is not Demand.WHOLLY and bool(frame.yields)
    if is_left or frame.has_checks:
        # Whoever takes the elements decides how far it runs. What a loop has let pass belongs to what is returned then.
        not_begun = [Exit(NONE, {}, entered)] if is_left and demand is Demand.PERHAPS_NOT else []
        ways = enumerate([*frame.exits, *frame.yields, *not_begun])
        exits = [one._replace(guards=one.guards | {(Key(key, "left"), f"way {way}")}) for way, one in ways]
    if not exits:
        return NEVER
    if frame.function is not None and _is_said_not_to_return(frame.function.node):
        return NEVER
    paths, values = [(one.delta, one.guards - entered) for one in exits], [one.value for one in exits]
    if is_left:
        weaken_left(machine, [delta for delta, _ in paths], frame.scope)
    if machine.store.has_round_trips:
        values = values_as_written(values, paths, machine.store)
        paths = paths_as_written(paths, machine.store)
    machine.store.join_paths(paths, key)
    machine.note_partitions(paths, [one.partitions for one in exits])
    machine.assume(frozenset.intersection(*(one.guards for one in exits)))
    if frame.yields:
        yielded = any_in([one.value for one in frame.yields], machine.store, key)
        return SequenceValue("iterator", yielded, unknown_length(key))
    return join([(value, guards) for value, (_, guards) in zip(values, paths, strict=True)], key)

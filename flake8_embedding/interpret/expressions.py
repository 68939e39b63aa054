"""Expressions: literals, names, attributes, containers, strings, lambdas, and the conditional expression."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.calling.call_expressions import _await, _call
from flake8_embedding.interpret.conditions.behind import keep_numbers
from flake8_embedding.interpret.conditions.branch import branch_on, forget_shown
from flake8_embedding.interpret.conditions.doubt import doubt_way, doubted_exit, note_doubt
from flake8_embedding.interpret.containers.displays import _dict, _list, _set, _tuple
from flake8_embedding.interpret.frame import Exit, PathEnds
from flake8_embedding.interpret.literals import (
    _ellipsis,
    _float,
    _format_string,
    _imaginary,
    _integer,
    _joined_string,
    _string,
)
from flake8_embedding.interpret.machine import Evaluator, Machine
from flake8_embedding.interpret.objects.attributes import read_uncalled
from flake8_embedding.interpret.operators import OPERATORS
from flake8_embedding.interpret.paths.past_none import past_none_for
from flake8_embedding.interpret.rounds.iterators import taken_wholly
from flake8_embedding.on_demand import loaded
from flake8_embedding.values.containers.contents import element_of
from flake8_embedding.values.memory.join import join
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.predicates.predicate import Slot
from flake8_embedding.values.value import NEVER, Const, FunctionValue, Guard, Unknown, Value

_BUILTIN_CONSTANTS = {"None": Const(None), "True": Const(True), "False": Const(False), "__debug__": Const(True)}


def _name(machine: Machine, node: cst.Name) -> Value:
    name = node.value
    if name in _BUILTIN_CONSTANTS:
        return Const(_BUILTIN_CONSTANTS[name].value, node)
    found = machine.lookup(name)
    return _unbound(machine, name) if found is None else found


def _unbound(machine: Machine, name: str) -> Value:
    """A name that nothing has bound by now."""
    held = machine.undefined(name)
    if not isinstance(held, Unknown):
        return held
    later: Value | None = loaded(f"{__package__}.programs.late_imports").imported_later(machine, name)
    return held if later is None else later


def _attribute(machine: Machine, node: cst.Attribute) -> Value:
    begun = machine.reading.noted
    owner = past_none_for(machine, machine.evaluate(node.value), node.attr.value)
    # A test of ``x.shape`` is no test of the ids in x.
    keep_numbers(machine, begun)
    machine.reading.last = None
    return read_uncalled(machine, machine.attribute(owner, node.attr.value, node), node)


def _conditional(machine: Machine, node: cst.IfExp) -> Value:
    truth, ways = branch_on(machine, node.test, node)
    if truth is not None:
        return machine.evaluate(node.body if truth else node.orelse)
    results: list[tuple[Value, frozenset[Guard]]] = []
    deltas: list[tuple[Delta, frozenset[Guard]]] = []
    shown: list[Delta] = []
    for way, part in zip(ways, (node.body, node.orelse), strict=True):
        with machine.path(way.guards) as delta:
            way.begin()
            told = machine.store.changed_since(machine.store.depth - 1)
            note_doubt(machine, way.guards, machine.key(node))
            value = machine.evaluate_or_never(part)
        if machine.results.doubtful:
            value = doubt_way(machine, way.guards, delta, value)
        if value is not NEVER:
            shown.append(told)
            results.append((value, way.guards))
            deltas.append((delta, way.guards))
    if not results:
        raise PathEnds
    if len(results) > 1:
        paths = [(delta, told) for (delta, _), told in zip(deltas, shown, strict=True)]
        forget_shown(machine.store, paths, [value for value, _ in results])
    machine.store.join_paths(deltas, machine.key(node))
    machine.note_partitions(deltas)
    if len(results) == 1:
        # ``vocab if vocab else fail()``
        machine.assume(results[0][1])
    return join(results, machine.key(node))


def _walrus(machine: Machine, node: cst.NamedExpr) -> Value:
    value = machine.evaluate(node.value)
    if isinstance(node.target, cst.Name):
        held_at = machine.bind_outside_comprehensions(node.target.value, value)
        machine.reading.note_binding(held_at, value)
        machine.reading.note(Slot(held_at), value)
    return value


def _lambda(machine: Machine, node: cst.Lambda) -> Value:
    defaults = tuple(
        (parameter.name.value, machine.evaluate(parameter.default))
        for parameter in (*node.params.params, *node.params.kwonly_params)
        if parameter.default is not None
    )
    machine.close_over(machine.frame.scope)
    return FunctionValue(node, machine.frame.scope, "lambda", defaults)


def _yield(machine: Machine, node: cst.Yield) -> Value:
    value: Value = Const(None)
    match node.value:
        case cst.From(item=item):
            over = machine.evaluate(item)
            with machine.demanding(machine.frame.demand):
                given = taken_wholly(machine, over, item)
            value = element_of(given, machine.store, machine.key(node))
        case cst.BaseExpression() as expression:
            value = machine.evaluate(expression)
    frame = machine.frame
    if frame.at_yield is not None:
        frame.at_yield(value)
    begun = frame.loops[0].begun if frame.loops else machine.journal.mark()
    frame.first_given = begun if frame.first_given is None else min(frame.first_given, begun)
    frame.yields.append(doubted_exit(machine, Exit(value, machine.store.changed_since(frame.depth), machine.guards)))
    return machine.unknown("what is sent into a generator is not followed", node)


def _comprehension(machine: Machine, node: cst.CSTNode) -> Value:
    """Load what evaluates comprehensions, when a program has the first one."""
    EVALUATORS.update(loaded(f"{__package__}.rounds.comprehensions").EVALUATORS)
    return EVALUATORS[type(node)](machine, node)


EVALUATORS: dict[type, Evaluator] = {
    cst.Name: _name,
    cst.Attribute: _attribute,
    cst.Integer: _integer,
    cst.Float: _float,
    cst.Ellipsis: _ellipsis,
    cst.Imaginary: _imaginary,
    cst.SimpleString: _string,
    cst.ConcatenatedString: _joined_string,
    cst.FormattedString: _format_string,
    cst.Tuple: _tuple,
    cst.List: _list,
    cst.Set: _set,
    cst.Dict: _dict,
    cst.IfExp: _conditional,
    cst.NamedExpr: _walrus,
    cst.Lambda: _lambda,
    cst.Call: _call,
    cst.Await: _await,
    cst.Yield: _yield,
    **OPERATORS,
    **dict.fromkeys((cst.ListComp, cst.SetComp, cst.DictComp, cst.GeneratorExp), _comprehension),
}

"""Expressions: literals, names, attributes, containers, strings, lambdas, and the conditional expression."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.attributes import read_uncalled
from flake8_embedding.interpret.conditions.about import asks_for_ids, is_about_kind
from flake8_embedding.interpret.conditions.branch import branch_on, forget_shown
from flake8_embedding.interpret.conditions.chosen import chosen
from flake8_embedding.interpret.conditions.closed import is_asked_of_constants
from flake8_embedding.interpret.frame import Arguments, Exit, PathEnds
from flake8_embedding.interpret.machine import Evaluator, Machine
from flake8_embedding.interpret.operators import OPERATORS
from flake8_embedding.limits import CONSTANT_BITS, CONSTANT_TEXT, ITEMS
from flake8_embedding.record import replace
from flake8_embedding.values.contents import any_in, element_of, items_of
from flake8_embedding.values.join import any_of, join
from flake8_embedding.values.mappings import merged, put
from flake8_embedding.values.objects import DictValue, SequenceValue, unknown_length
from flake8_embedding.values.predicate import Operand, Slot
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.sets import set_of
from flake8_embedding.values.store import Delta
from flake8_embedding.values.value import (
    NEVER,
    Const,
    FunctionValue,
    Guard,
    LibraryName,
    Method,
    Number,
    TextValue,
    Unknown,
    Value,
)

_BUILTIN_CONSTANTS = {"None": Const(None), "True": Const(True), "False": Const(False)}


def _name(machine: Machine, node: cst.Name) -> Value:
    constant = _BUILTIN_CONSTANTS.get(node.value)
    if constant is not None:
        return Const(constant.value, node)
    found = machine.lookup(node.value)
    if found is not None:
        return found
    return machine.undefined(node.value)


def _attribute(machine: Machine, node: cst.Attribute) -> Value:
    begun = machine.reading.mark()
    owner = machine.evaluate(node.value)
    # ``x.shape`` tested is no test of x.
    machine.reading.replace_since(begun)
    machine.reading.forget_last()
    return read_uncalled(machine, machine.attribute(owner, node.attr.value, node), node)


def _integer(machine: Machine, node: cst.Integer) -> Value:
    # Every digit is at least 3.3 bits: a literal of this length is no id, and int() of it is slow.
    if len(node.value) > CONSTANT_BITS:
        return machine.unknown("the integer is too long", node)
    return Number.exactly(int(node.value.replace("_", ""), 0 if not node.value.isdigit() else 10), birth=node)


def _float(machine: Machine, node: cst.Float) -> Value:
    return Const(float(node.value.replace("_", "")), node)


def _ellipsis(machine: Machine, node: cst.Ellipsis) -> Value:
    return Const(..., node)


def _imaginary(machine: Machine, node: cst.Imaginary) -> Value:
    return machine.unknown("complex numbers are not followed", node)


def _string(machine: Machine, node: cst.SimpleString) -> Value:
    if len(node.value) > CONSTANT_TEXT:
        return TextValue()
    raw = node.value
    if raw[0] in "\"'" and raw[1:2] != raw[0] and "\\" not in raw:
        # Nothing to evaluate: the text is what stands between the quotes.
        return Const(raw[1:-1], node)
    try:
        return Const(node.evaluated_value, node)
    except (ValueError, SyntaxError):
        return TextValue()


def _joined_string(machine: Machine, node: cst.ConcatenatedString) -> Value:
    left, right = machine.evaluate(node.left), machine.evaluate(node.right)
    match left, right:
        case Const(value=str() as one), Const(value=str() as other) if len(one) + len(other) <= CONSTANT_TEXT:
            return Const(one + other, node)
    return TextValue()


_ESCAPED = frozenset("\\{}")
"""What stands in a formatted string with an escape, as people write it."""


def _format_string(machine: Machine, node: cst.FormattedString) -> Value:
    texts: list[str | None] = []
    for part in node.parts:
        if isinstance(part, cst.FormattedStringExpression):
            texts.append(_formatted(machine.evaluate(part.expression), part))
        elif isinstance(part, cst.FormattedStringText):
            texts.append(None if _ESCAPED & set(part.value) else part.value)
    known = [text for text in texts if text is not None]
    if len(known) < len(texts) or sum(map(len, known)) > CONSTANT_TEXT:
        return TextValue()
    return Const("".join(known), node)


def _formatted(value: Value, part: cst.FormattedStringExpression) -> str | None:
    """A value as it stands in a formatted string, None where that is not known."""
    if part.format_spec is not None or part.conversion is not None or getattr(part, "equal", None) is not None:
        return None
    match value:
        case Const(value=str() as text):
            return text
        case Number() if value.constant is not None:
            return str(value.constant)
    return None


def _items(machine: Machine, node: cst.CSTNode, elements: list[cst.BaseElement]) -> tuple[list[Value], bool]:
    """The values of a display's elements, starred ones in place, and whether these are all."""
    values: list[Value] = []
    complete = True
    for element in elements:
        value = machine.evaluate(element.value)
        if type(element) is not cst.StarredElement:
            values.append(value)
            continue
        value = machine.resumed(value)
        inner = items_of(value, machine.store)
        if inner is None:
            complete = False
            values.append(element_of(value, machine.store, machine.key(element)))
        else:
            values.extend(inner)
    return values, complete


def _sequence(machine: Machine, node: cst.CSTNode, kind: str, elements: list[cst.BaseElement]) -> SequenceValue:
    values, complete = _items(machine, node, elements)
    key = machine.key(node)
    element = any_in(values, machine.store, key)
    if complete and len(values) <= ITEMS:
        return SequenceValue.of(kind, tuple(values), element)
    length = Number.exactly(len(values)) if complete else unknown_length(key)
    return SequenceValue(kind, element, length)


def _tuple(machine: Machine, node: cst.Tuple) -> Value:
    return _sequence(machine, node, "tuple", list(node.elements))


def _list(machine: Machine, node: cst.List) -> Value:
    return machine.allocate(node, _sequence(machine, node, "list", list(node.elements)))


def _set(machine: Machine, node: cst.Set) -> Value:
    found = _sequence(machine, node, "set", list(node.elements))
    exact = set_of(found.items, machine.store, machine.key(node)) if found.items is not None else None
    length = unknown_length(machine.key(node))
    return machine.allocate(node, exact or SequenceValue("set", found.element, length, distinct=True))


def _dict(machine: Machine, node: cst.Dict) -> Value:
    key = machine.key(node)
    if len(node.elements) > ITEMS:
        return machine.allocate(node, _long_dict(machine, node))
    built = DictValue((), None, None, Number.exactly(0))
    for element in node.elements:
        match element:
            case cst.DictElement():
                name, value = machine.evaluate(element.key), machine.evaluate(element.value)
                built = put(built, name, value, Key(key, id(element)))
            case cst.StarredDictElement():
                other = machine.store.content(machine.evaluate(element.value))
                built = merged(built, other, Key(key, id(element)))
    return machine.allocate(node, built)


def _long_dict(machine: Machine, node: cst.Dict) -> DictValue:
    """A dict literal that is data: what its keys and values have in common, and how many different keys there are."""
    key = machine.key(node)
    pairs = [
        (machine.evaluate(element.key), machine.evaluate(element.value))
        for element in node.elements
        if isinstance(element, cst.DictElement)
    ]
    names = {name for name, _ in pairs}
    sure = len(pairs) == len(node.elements) and all(isinstance(name, Const | Number) for name in names)
    length = Number.exactly(len(names)) if sure else unknown_length(key)
    keys, values = ([pair[side] for pair in pairs] for side in (0, 1))
    return DictValue((), any_of(keys, Key(key, 0)), any_of(values, Key(key, 1)), length)


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
            value = machine.evaluate_or_never(part)
        if value is not NEVER:
            shown.append(told)
            results.append((value, way.guards))
            deltas.append((delta, way.guards))
    if not results:
        raise PathEnds
    if len(results) > 1:
        forget_shown([(delta, told) for (delta, _), told in zip(deltas, shown, strict=True)])
    machine.store.join_paths(deltas, machine.key(node))
    if len(results) == 1:
        # ``vocab if vocab else fail()``
        machine.guards |= results[0][1]
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
    return FunctionValue(node, machine.frame.scope, "lambda", defaults)


def _call(machine: Machine, node: cst.Call) -> Value:
    begun = machine.reading.mark()
    with machine.naming(""):
        owner, callee = _callee(machine, node.func)
    machine.reading.replace_since(begun, owner.read if owner is not None and asks_for_ids(node.func) else ())
    entry = machine.registry.entry_for(callee.path) if type(callee) is LibraryName else None
    with machine.naming(machine.pending_name if entry is not None and entry.keeps_name else ""):
        arguments = arguments_of(machine, node)
    if machine.tested:
        arguments = _chosen_arguments(machine, callee, arguments, node)
    machine.reading.forget_last()
    value = machine.call_or_never(callee, arguments, node)
    machine.results.method_owner = owner
    if value is NEVER:
        machine.store.may_be_interrupted()
        raise PathEnds
    if is_about_kind(callee):
        machine.reading.replace_since(begun)
    if isinstance(value, TextValue) and value.key is None and is_asked_of_constants(machine, callee, arguments.values):
        value = TextValue(machine.key(node))
        machine.results.note_constant(value.key)
    if type(value) is Unknown:
        if is_asked_of_constants(machine, callee, arguments.values):
            machine.results.note_constant(value.key)
        machine.results.note(value.key, (callee, *arguments.values), machine.reading.since(begun))
    return value


def _chosen_arguments(machine: Machine, callee: Value, arguments: Arguments, node: cst.Call) -> Arguments:
    """``kept.append(word)``: the word is kept as one that passed the tests on the way here."""
    if not isinstance(callee, Method) or not isinstance(machine.store.content(callee.owner), SequenceValue):
        return arguments
    return replace(arguments, positional=tuple(chosen(machine, one, node) for one in arguments.positional))


def _callee(machine: Machine, node: cst.BaseExpression) -> tuple[Operand | None, Value]:
    """The object whose method it is, and what is called."""
    if type(node) is not cst.Attribute:
        return None, machine.evaluate(node)
    owner = machine.operand(node.value)
    return owner, machine.attribute(owner.value, node.attr.value, node)


def arguments_of(machine: Machine, node: cst.Call) -> Arguments:
    """The call's arguments with ``*`` and ``**`` of known contents spread out."""
    positional: list[Value] = []
    keywords: list[tuple[str, Value]] = []
    nodes: list[tuple[int | str, cst.CSTNode]] = []
    complete = True
    starred: Value | None = None
    for argument in node.args:
        value = machine.evaluate(argument.value)
        if argument.star:
            value = machine.resumed(value)
        if argument.star == "*":
            inner = items_of(value, machine.store)
            starred = value if inner is None and len(node.args) == 1 else None
            complete = complete and inner is not None
            positional.extend(inner or ())
        elif argument.star == "**":
            match machine.store.content(value):
                case DictValue(entries=entries, key=None):
                    keywords.extend((str(key.value), found) for key, found in entries if isinstance(key, Const))
                    complete = complete and all(isinstance(key, Const) for key, _ in entries)
                case _:
                    complete = False
        elif argument.keyword is not None:
            keywords.append((argument.keyword.value, value))
            nodes.append((argument.keyword.value, argument.value))
        else:
            nodes.append((len(positional), argument.value))
            if complete:
                positional.append(value)
    return Arguments(tuple(positional), tuple(keywords), complete, tuple(nodes), starred)


def _await(machine: Machine, node: cst.Await) -> Value:
    return machine.resumed(machine.evaluate(node.expression))


def _yield(machine: Machine, node: cst.Yield) -> Value:
    value: Value = Const(None)
    match node.value:
        case cst.From(item=item):
            value = element_of(machine.resumed(machine.evaluate(item)), machine.store, machine.key(node))
        case cst.BaseExpression() as expression:
            value = machine.evaluate(expression)
    frame = machine.frame
    if frame.at_yield is not None:
        frame.at_yield(value)
    frame.yields.append(Exit(value, machine.store.changed_since(frame.depth), machine.guards))
    return machine.unknown("what is sent into a generator is not followed", node)


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
}

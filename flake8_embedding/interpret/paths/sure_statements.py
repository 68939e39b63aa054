"""Statements that are seen to raise no exception: ``del index[word]`` of a key that is there, ``ids.remove(9)``."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.containers.contents import items_of, members_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.literals import as_key
from flake8_embedding.values.value import Number, ObjectRef, Value


def is_surely_done(machine: Machine, suite: cst.BaseSuite) -> bool:
    """Whether a block is one statement that raises nothing, as things are now. No handler of it ever runs."""
    statement = machine.syntax.ask(_only_statement, suite)
    match statement:
        case cst.Pass():
            return True
        case cst.Del(target=cst.Subscript() as target):
            return _is_there(machine, target)
        case cst.Expr(value=cst.Call() as call):
            return _is_carried_out(machine, call)
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name())], value=value):
            match value:
                case cst.Subscript():
                    return _is_there(machine, value)
                case cst.Call():
                    return _is_carried_out(machine, value)
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Subscript() as target)], value=value) if _is_plain(value):
            return _is_there(machine, target)
    return False


def _only_statement(suite: cst.BaseSuite) -> cst.BaseSmallStatement | None:
    match suite:
        case cst.IndentedBlock(body=[cst.SimpleStatementLine(body=[statement])]):
            return statement
        case cst.SimpleStatementSuite(body=[statement]):
            return statement
    return None


def _is_there(machine: Machine, node: cst.Subscript) -> bool:
    """Whether the dict has the key, or the list an element at the place."""
    match node:
        case cst.Subscript(value=owner, slice=[cst.SubscriptElement(slice=cst.Index(value=index))]):
            if _is_path(owner) and _is_plain(index):
                return _has(machine, machine.evaluate_or_never(owner), machine.evaluate_or_never(index))
    return False


def _is_carried_out(machine: Machine, node: cst.Call) -> bool:
    match node:
        case cst.Call(func=cst.Attribute(value=owner, attr=cst.Name(value=name)), args=arguments):
            given = [argument.value for argument in arguments]
            if not _is_path(owner) or not all(map(_is_plain, given)):
                return False
            if any(argument.keyword is not None or argument.star for argument in arguments):
                return False
            values = [machine.evaluate_or_never(one) for one in given]
            return _is_done_by(machine, machine.evaluate_or_never(owner), name, values)
    return False


def _is_done_by(machine: Machine, owner: Value, name: str, given: list[Value]) -> bool:
    """Whether ``owner.name(*given)`` of a list, dict or set raises nothing."""
    content = machine.store.content(owner)
    if not isinstance(owner, ObjectRef) or not isinstance(content, DictValue | SequenceValue):
        return False
    match content, name, given:
        case SequenceValue(kind="list"), "remove" | "index", [item]:
            return item in (items_of(content, machine.store) or ())
        case SequenceValue(kind="set"), "remove", [item]:
            return as_key(item) is not None and item in (members_of(content, machine.store) or ())
        case SequenceValue(kind="list"), "pop", []:
            return bool(items_of(content, machine.store))
        case SequenceValue(kind="list") | DictValue(), "pop", [item]:
            return _has(machine, owner, item)
    return False


def _has(machine: Machine, owner: Value, index: Value) -> bool:
    content = machine.store.content(owner)
    match content, index:
        case DictValue(), _:
            return isinstance(owner, ObjectRef) and content.get(index) is not None
        case SequenceValue(kind="list", items=items), Number(constant=int() as place) if items is not None:
            return -len(items) <= place < len(items)
    return False


def _is_path(node: cst.BaseExpression) -> bool:
    """Whether it is a name or an attribute of one: ``word``, ``self.index``."""
    while isinstance(node, cst.Attribute):
        node = node.value
    return isinstance(node, cst.Name)


def _is_plain(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Name | cst.Integer | cst.SimpleString) or (
        isinstance(node, cst.UnaryOperation) and isinstance(node.expression, cst.Integer)
    )

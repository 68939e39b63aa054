"""The glance's second look: does a file without tables write an embedding matrix, word by word?

Works on Python's ast; like the glance it says too often rather than too seldom that it does. Imports nothing heavy.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

_MAKE_ARRAYS = frozenset(
    {
        "array",
        "asarray",
        "concatenate",
        "empty",
        "empty_like",
        "eye",
        "full",
        "full_like",
        "normal",
        "ones",
        "ones_like",
        "rand",
        "randint",
        "randn",
        "random",
        "random_sample",
        "repeat",
        "stack",
        "standard_normal",
        "tensor",
        "tile",
        "truncated_normal",
        "uniform",
        "vstack",
        "zeros",
        "zeros_like",
        "FloatTensor",
        "Tensor",
    }
)
"""What gives an array of known length: every matrix begins with one of these."""

_GIVE_NUMBERS = frozenset({"get", "index", "int", "len", "max", "min", "pop", "setdefault"})


def may_write_matrix(tree: ast.Module) -> bool:
    """``matrix[i] = vector``, of something that may be an array, at what may be the id of a word."""
    assigned: list[tuple[set[str], ast.expr]] = []
    written: list[tuple[set[str], ast.expr]] = []
    numbers: set[str] = set()
    own: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                own.add(name)
                # What a function gives is an array if what it returns is one.
                assigned += [({name}, value) for value in _returned(node)]
            case ast.Assign(targets=targets, value=value):
                assigned.append((_names_of(targets), value))
            case ast.AnnAssign(target=target, value=ast.expr() as value) | ast.NamedExpr(target=target, value=value):
                assigned.append((_names_of([target]), value))
            case ast.For(target=target) | ast.AsyncFor(target=target) | ast.comprehension(target=target):
                numbers |= _names_of([target])
            case ast.AugAssign(target=target):
                numbers |= _names_of([target])
            case ast.Subscript(value=owner, slice=index, ctx=ast.Store()):
                written.append((_names_of([owner]), index))
    if not written:
        return False
    arrays = _made_of_arrays(assigned)
    rows = [index for names, index in written if names & arrays]
    if not rows:
        return False
    numbers |= {name for names, value in assigned if _gives_a_number(value, own) for name in names}
    return any(_may_be_id(index, numbers, own) for index in rows)


def _returned(function: ast.AST) -> Iterator[ast.expr]:
    for part in ast.walk(function):
        match part:
            case ast.Return(value=ast.expr() as value) | ast.Yield(value=ast.expr() as value):
                yield value


def _made_of_arrays(assigned: list[tuple[set[str], ast.expr]]) -> set[str]:
    """The names of arrays: those that are made here, and all that is made of them."""
    arrays: set[str] = set()
    waiting = [(names, set(_mentioned(value)), _makes_an_array(value)) for names, value in assigned]
    while True:
        found = {name for names, parts, makes in waiting if makes or parts & arrays for name in names}
        if found <= arrays:
            return arrays
        arrays |= found


def _makes_an_array(value: ast.expr) -> bool:
    return any(name in _MAKE_ARRAYS for name in _called(value))


def _gives_a_number(value: ast.expr, own: set[str]) -> bool:
    return any(isinstance(part, ast.Subscript) for part in ast.walk(value)) or any(
        name in _GIVE_NUMBERS or name in own for name in _called(value)
    )


def _may_be_id(index: ast.expr, numbers: set[str], own: set[str]) -> bool:
    """Not a constant, a slice, a mask or a name that nothing counts."""
    match index:
        case ast.Tuple(elts=[first, *_]):
            return _may_be_id(first, numbers, own)
        case ast.Slice() | ast.JoinedStr():
            return False
        case ast.BinOp() if any(
            isinstance(part, ast.Constant) and isinstance(part.value, str) for part in ast.walk(index)
        ):
            return False
        case ast.Call(func=ast.Name(id="str") | ast.Attribute(attr="format" | "replace" | "join")):
            return False
    return not numbers.isdisjoint(_mentioned(index)) or _gives_a_number(index, own)


def _has_text(value: ast.expr) -> bool:
    return any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in ast.walk(value))


def _names_of(targets: Iterable[ast.expr]) -> set[str]:
    return {name for target in targets for name in _last_names(target)}


def _last_names(target: ast.expr) -> Iterator[str]:
    match target:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            yield name
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from _last_names(part)
        case ast.Starred(value=inner):
            yield from _last_names(inner)


def _called(value: ast.expr) -> Iterator[str]:
    for part in ast.walk(value):
        match part:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                yield name


def _mentioned(value: ast.expr) -> Iterator[str]:
    for part in ast.walk(value):
        match part:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                yield name

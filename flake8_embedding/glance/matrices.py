"""The glance's second look: does a file without tables write an embedding matrix, word by word?

Works on Python's ast; like the glance it says too often rather than too seldom that it does. Imports nothing heavy.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_MAKE_ARRAYS = frozenset(
    {
        "FloatTensor",
        "Tensor",
        "Variable",
        "arange",
        "array",
        "as_tensor",
        "asanyarray",
        "asarray",
        "ascontiguousarray",
        "astype",
        "c_",
        "cat",
        "choice",
        "column_stack",
        "concat",
        "concatenate",
        "constant",
        "convert_to_tensor",
        "copy",
        "diag",
        "dstack",
        "empty",
        "empty_like",
        "eye",
        "from_numpy",
        "fromiter",
        "full",
        "full_like",
        "hstack",
        "identity",
        "linspace",
        "normal",
        "ones",
        "ones_like",
        "permutation",
        "r_",
        "rand",
        "randint",
        "randn",
        "random",
        "random_integers",
        "random_sample",
        "repeat",
        "reshape",
        "row_stack",
        "sample",
        "stack",
        "standard_normal",
        "tensor",
        "tile",
        "to_numpy",
        "truncated_normal",
        "uniform",
        "unique",
        "vstack",
        "zeros",
        "zeros_like",
    }
)
"""What gives an array of known length, in the libraries that have rows for it."""

_ADD = frozenset({"add", "append", "appendleft", "extend", "insert", "setdefault", "update"})


def may_write_matrix(tree: ast.Module) -> bool:
    """``matrix[i] = vector``, of something that may be an array, at what may be the id of a word."""
    assigned: list[tuple[set[str], ast.expr]] = []
    written: list[tuple[set[str], ast.expr]] = []
    makers, given, counted = set(_MAKE_ARRAYS), set[str](), set[str]()
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                # What a function gives is an array if what it returns is one.
                assigned += [({name}, value) for value in _returned(node)]
            case ast.arg(arg=name):
                given.add(name)
            case ast.alias(name=name, asname=str(other)) if name in _MAKE_ARRAYS:
                makers.add(other)
            case ast.Assign(targets=targets, value=value):
                assigned.append((_names_of(targets), value))
            case ast.AnnAssign(target=target, value=ast.expr() as value) | ast.NamedExpr(target=target, value=value):
                assigned.append((_names_of([target]), value))
            case (
                ast.For(target=target, iter=value)
                | ast.AsyncFor(target=target, iter=value)
                | ast.comprehension(target=target, iter=value)
            ):
                counted |= _names_of([target])
                assigned.append((_names_of([target]), value))
            case ast.AugAssign(target=target):
                counted |= _names_of([target])
            case ast.Call(func=ast.Attribute(value=owner, attr=name), args=arguments) if name in _ADD:
                assigned += [(_names_of([owner]), argument) for argument in arguments]
            case ast.Subscript(value=owner, slice=index, ctx=ast.Store()):
                written.append((_names_of([owner]), index))
    made = [_Made(names, frozenset(_mentioned(value)), value) for names, value in assigned]
    arrays = _arrays(made, makers, given)
    rows = [index for names, index in written if names & arrays]
    if not rows:
        return False
    known = given | counted
    # An array of ids is no id.
    numbers = known | (_numbers(made, known) - arrays)
    return any(_may_be_id(index, numbers) for index in rows)


class _Made(NamedTuple):
    """The names of a value, and what is mentioned in it."""

    names: set[str]
    mentioned: frozenset[str]
    value: ast.expr


def _arrays(made: list[_Made], makers: set[str], given: set[str]) -> set[str]:
    """The names of what may be arrays: those that are made here, all that is made of them, and what callers give."""
    return given | _closed(
        [
            (one.names, one.mentioned, not one.mentioned.isdisjoint(makers) or _is_one_of(one.value, given))
            for one in made
        ]
    )


def _numbers(made: list[_Made], known: set[str]) -> set[str]:
    """The names of what may be ids: what is counted or given, looked up or calculated, and what is made of it."""
    return _closed(
        [
            (one.names, one.mentioned, not one.mentioned.isdisjoint(known) or _gives_a_number(one.value))
            for one in made
            # A comparison gives a mask.
            if not isinstance(one.value, ast.Compare)
        ]
    )


def _closed(sources: list[tuple[set[str], frozenset[str], bool]]) -> set[str]:
    """The names of the sources that are meant, and of all that mention one of these names."""
    found: set[str] = set()
    while True:
        more = {name for names, mentioned, meant in sources if meant or mentioned & found for name in names}
        if more <= found:
            return found
        found |= more


def _returned(function: ast.AST) -> Iterator[ast.expr]:
    for part in ast.walk(function):
        match part:
            case ast.Return(value=ast.expr() as value) | ast.Yield(value=ast.expr() as value):
                yield value


def _is_one_of(value: ast.expr, names: set[str]) -> bool:
    return isinstance(value, ast.Name) and value.id in names


def _gives_a_number(value: ast.expr) -> bool:
    return any(isinstance(part, ast.Subscript | ast.Call) for part in ast.walk(value))


def _may_be_id(index: ast.expr, numbers: set[str]) -> bool:
    """Not a constant, a slice, a text, a mask or a name that nothing counts."""
    match index:
        case ast.Tuple(elts=[first, *_]):
            return _may_be_id(first, numbers)
        case ast.Slice() | ast.JoinedStr() | ast.Compare() | ast.UnaryOp(op=ast.Invert()):
            return False
        case ast.BinOp(left=left, right=right) if _is_text(left) or _is_text(right):
            return False
        case ast.Call(func=ast.Name(id="str") | ast.Attribute(attr="format" | "replace" | "join")):
            return False
    return not numbers.isdisjoint(_mentioned(index)) or _gives_a_number(index)


def _is_text(value: ast.expr) -> bool:
    return isinstance(value, ast.JoinedStr) or (isinstance(value, ast.Constant) and isinstance(value.value, str))


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


def _mentioned(value: ast.expr) -> Iterator[str]:
    """Names, and texts that may be names: ``getattr(np, "zeros")``."""
    for part in ast.walk(value):
        match part:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Constant(value=str(name)):
                yield name

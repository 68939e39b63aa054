"""Where a file writes something at an index, ``x[i] = ...``, that may be a row of a matrix at the id of a word.

Judges by what the two names are in their own function: most are dicts, or are counted up. Works on Python's ast; says
too often rather than too seldom that it may be. Imports nothing heavy.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache


def written_rows(tree: ast.Module) -> Iterator[ast.Subscript]:
    """The targets of assignments that may be rows of arrays, at what may be the id of a word."""
    whole = cache(lambda: _Bound(ast.walk(tree)))
    for function, targets in _written(tree):
        own = _Bound(_own_nodes(function))
        for target in targets:
            if own.is_counted(target.slice):
                continue
            bound = own if own.has(target.value) else whole()
            if not bound.is_container(target.value):
                yield target


def _written(tree: ast.Module) -> Iterator[tuple[ast.AST, list[ast.Subscript]]]:
    """By function, or module. Walks over no expression: that is most of an ast."""
    functions: list[ast.AST] = [tree]
    while functions:
        function = functions.pop()
        blocks, targets = [function], list[ast.Subscript]()
        while blocks:
            for child in ast.iter_child_nodes(blocks.pop()):
                targets += _subscripts(_targets_of(child))
                if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                    functions.append(child)
                elif isinstance(child, _BLOCKS) and not isinstance(child, _SIMPLE):
                    blocks.append(child)
        if targets:
            yield function, targets


_BLOCKS = (ast.stmt, ast.excepthandler, ast.match_case)
_SIMPLE = (ast.Assign, ast.AugAssign, ast.AnnAssign)
"""Statements without statements in them: the most common ones."""


def _targets_of(node: ast.AST) -> list[ast.expr]:
    """What the statement itself binds."""
    match node:
        case ast.Assign(targets=targets):
            return targets
        case ast.AugAssign(target=target) | ast.AnnAssign(target=target):
            return [target]
        case ast.For(target=target) | ast.AsyncFor(target=target):
            return [target]
        case ast.withitem(optional_vars=ast.expr() as target):
            return [target]
    return []


def _subscripts(targets: list[ast.expr]) -> Iterator[ast.Subscript]:
    for target in targets:
        match target:
            case ast.Subscript(slice=index) if _is_row(index):
                yield target
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                yield from _subscripts(parts)
            case ast.Starred(value=inner):
                yield from _subscripts([inner])


def _is_row(index: ast.expr) -> bool:
    """Not a constant, a slice, a text, a mask."""
    match index:
        case ast.Tuple(elts=[first, *_]):
            return _is_row(first)
        case ast.Constant() | ast.Slice() | ast.JoinedStr() | ast.Compare() | ast.UnaryOp(op=ast.Invert()):
            return False
        case ast.UnaryOp(operand=ast.Constant()):
            return False
        case ast.BinOp(left=left, right=right) if _is_text(left) or _is_text(right):
            return False
        case ast.Call(func=ast.Name(id="str") | ast.Attribute(attr="format" | "replace" | "join")):
            return False
    return True


def _is_text(value: ast.expr) -> bool:
    return isinstance(value, ast.JoinedStr) or (isinstance(value, ast.Constant) and isinstance(value.value, str))


def _own_nodes(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function or module without those that functions, classes and comprehensions in it bind."""
    left: list[ast.AST] = [scope]
    while left:
        node = left.pop()
        yield node
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() | ast.Lambda() if node is not scope:
                # What they declare as not their own they may bind.
                yield from (part for part in ast.walk(node) if isinstance(part, ast.Global | ast.Nonlocal))
            case ast.comprehension(iter=iterated, ifs=tests):
                left += (iterated, *tests)
            case _:
                left += ast.iter_child_nodes(node)


class _Bound:
    """How often names are bound, and how often to what is counted or to a container.

    Of a function that is all there is of a name that it binds: of another scope can only be one that it declares
    ``global``, which counts as bound in an unknown way, as parameters do.
    """

    def __init__(self, nodes: Iterable[ast.AST]) -> None:
        self._bound = Counter[str]()
        self._counted = Counter[str]()
        self._containers = Counter[str]()
        self._otherwise: set[str] = set()
        self._asked: set[str] = set()
        self._dicts: set[str] = set()
        for node in nodes:
            self._note(node)

    def has(self, owner: ast.expr) -> bool:
        return isinstance(owner, ast.Name) and (owner.id in self._bound or owner.id in self._otherwise)

    def is_counted(self, index: ast.expr) -> bool:
        """Whether it is made of what loops count, or a mask, and so no id of a vocabulary."""
        if isinstance(index, ast.Tuple) and index.elts:
            index = index.elts[0]
        # A sum may have any number of parts.
        left = [index]
        while left:
            match left.pop():
                case ast.BinOp(left=one, right=other):
                    left += (one, other)
                case ast.Constant():
                    pass
                case ast.Name(id=name) if self._are_all(name, self._counted):
                    pass
                case _:
                    return False
        return True

    def is_container(self, owner: ast.expr) -> bool:
        """Whether it is a dict or a list, and so no array."""
        match owner:
            case ast.Name(id=name) if name in self._asked and not self._bound[name]:
                # A parameter of which only a dict has what is called.
                return True
            case ast.Name(id=name) | ast.Attribute(attr=name):
                return self._are_all(name, self._containers) or (name in self._dicts and self._are_all_or_none(name))
        return False

    def _are_all_or_none(self, name: str) -> bool:
        return name not in self._otherwise and self._bound[name] == self._containers[name]

    def _are_all(self, name: str, kind: Counter[str]) -> bool:
        return name not in self._otherwise and 0 < self._bound[name] == kind[name]

    def _note(self, node: ast.AST) -> None:
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                self._bound[name] += 1
            case ast.For(target=target, iter=counter):
                self._counted.update(_counted_by(target, counter))
            case ast.Assign(targets=targets, value=value):
                self._note_value(targets, value)
            case ast.AnnAssign(target=target, value=ast.expr() as value) | ast.AugAssign(target=target, value=value):
                self._note_value([target], value)
            case ast.AnnAssign(target=target, annotation=annotation):
                # A field of a class: whoever makes an object of it may give it anything.
                self._bound.subtract(_names(target))
                (self._dicts if _is_dict_type(annotation) else self._otherwise).update(_names(target))
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="items" | "keys" | "setdefault" | "update")):
                self._asked.add(name)
            case (
                ast.arg(arg=name)
                | ast.alias(asname=str(name))
                | ast.alias(name=name)
                | ast.FunctionDef(name=name)
                | ast.AsyncFunctionDef(name=name)
                | ast.ClassDef(name=name)
                | ast.ExceptHandler(name=str(name))
                | ast.MatchAs(name=str(name))
                | ast.MatchStar(name=str(name))
                | ast.MatchMapping(rest=str(name))
                # ``setattr(self, "cache", ...)``
                | ast.Constant(value=str(name))
            ):
                self._otherwise.add(name)
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                self._otherwise.update(names)

    def _note_value(self, targets: list[ast.expr], value: ast.expr) -> None:
        for target in targets:
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
                for one, its_value in zip(target.elts, value.elts, strict=True):
                    self._note_value([one], its_value)
            elif isinstance(target, ast.Name | ast.Attribute):
                self._containers.update(_names(target) if _is_container(value) else ())
                self._counted.update(_names(target) if _is_count(value) else ())


def _names(target: ast.expr) -> Iterator[str]:
    match target:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            yield name


def _counted_by(target: ast.expr, counter: ast.expr) -> Iterator[str]:
    match counter, target:
        case ast.Call(func=ast.Name(id="range")), _:
            yield from _names(target)
        case ast.Call(func=ast.Name(id="enumerate")), ast.Tuple(elts=[number, _]):
            yield from _names(number)


def _is_container(value: ast.expr) -> bool:
    match value:
        case ast.Dict() | ast.DictComp() | ast.List() | ast.ListComp() | ast.Set() | ast.SetComp():
            return True
        case ast.BinOp(left=ast.List(), op=ast.Mult()):
            return True
        case ast.Call(func=ast.Attribute(attr="setdefault"), args=[_, default]):
            return _is_container(default)
        case ast.Call(func=ast.Name(id="dict" | "list" | "set" | "OrderedDict" | "defaultdict" | "Counter")):
            return True
    return False


def _is_dict_type(annotation: ast.expr) -> bool:
    match annotation:
        case ast.Subscript(value=ast.Name(id=name) | ast.Attribute(attr=name)) | ast.Name(id=name):
            return name in ("Dict", "dict", "Mapping", "MutableMapping", "OrderedDict", "DefaultDict", "defaultdict")
    return False


def _is_count(value: ast.expr) -> bool:
    match value:
        case ast.Constant(value=int()) | ast.Call(func=ast.Name(id="len")) | ast.Compare():
            return True
    return False

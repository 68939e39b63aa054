"""From which files a program may load an object, by its syntax.

A program that loads ``"words.pkl"`` alone loads no model from ``"net.keras"``. A function that is told what to load,
``def __init__(self, path): self.net = load_model(path)``, loads what those say that import it.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from enum import Enum
from typing import Any

from flake8_embedding.limits import LIST_NESTING

_LOADS = frozenset({"load", "load_model"})
_LOADS_NO_MODELS = frozenset({"json", "yaml", "toml", "np", "numpy", "jnp"})
"""The usual names of modules of which ``load`` gives no model."""

_CALLS_BY_NAME = frozenset(
    {
        *("exec", "eval", "globals", "locals", "vars", "__import__"),
        *("sys.modules", "importlib.import_module", "import_module"),
        *("fire.Fire", "Fire", "jsonargparse.CLI", "CLI"),
    }
)
"""What may call a function that is not named there: ``fire.Fire()`` calls the one that is named on the command line."""

_GIVES_A_PATH = frozenset({"open", "Path", "str", "PurePath", "fspath"})
_KEYWORDS = frozenset({"filepath", "file", "f", "path", "filename", "model_path", "name"})
_KEEPS_FUNCTION = frozenset({"staticmethod", "classmethod"})


class Loads(Enum):
    """What a program may load from a file of some name."""

    NOTHING = "nothing"
    """All that it loads has other names, which stand in its text."""
    WHAT_IT_IS_TOLD = "what it is told"
    """Besides, some functions load what those say that call them, and it calls none of these itself."""
    MAYBE = "maybe"


def loads_from(name: str, text: str, *, is_notebook: bool) -> Loads:
    """What the program with this text loads from a file of this name."""
    tree = _tree(text, is_notebook=is_notebook)
    return Loads.MAYBE if tree is None else _Program(tree, name).loads()


def only_imports(text: str, *, is_notebook: bool) -> bool:
    """Whether the text only imports names for others, and lists them."""
    tree = _tree(text, is_notebook=is_notebook)
    return tree is not None and all(isinstance(one, _OF_IMPORTS) for one in ast.walk(tree))


_OF_IMPORTS = (
    *(ast.Module, ast.Import, ast.ImportFrom, ast.alias, ast.Expr, ast.Constant),
    *(ast.Assign, ast.Name, ast.List, ast.Tuple, ast.expr_context),
)


def _tree(text: str, *, is_notebook: bool) -> ast.Module | None:
    try:
        return ast.parse(_code_of(json.loads(text)) if is_notebook else text)
    except (SyntaxError, ValueError, TypeError, KeyError, AttributeError, RecursionError, MemoryError):
        return None


def _code_of(notebook: dict[str, Any]) -> str:
    """The cells with code, without commands of the shell. With a magic among them that may run anything, this is no
    Python."""
    cells = (one["source"] for one in notebook["cells"] if one["cell_type"] == "code")
    code = "\n".join(one if isinstance(one, str) else "".join(map(str, one or ())) for one in cells)
    return "\n".join(line for line in code.split("\n") if not line.startswith(_LOAD_NOTHING))


_LOAD_NOTHING = ("!", "%matplotlib", "%config", "%load_ext", "%autoreload", "%pip", "%conda", "%cd")
"""Lines of a notebook that are no Python, and load nothing into it."""


class _Program:
    """A program, and from which files it loads something."""

    def __init__(self, tree: ast.Module, name: str) -> None:
        self._tree, self._name = tree, name
        self._around: dict[ast.AST, ast.AST] = {}
        self._bound: dict[str, list[ast.expr | None]] = {}
        """What each name is set to; None where that is not a value that is written there."""
        for node in ast.walk(tree):
            self._around.update((inner, node) for inner in ast.iter_child_nodes(node))
            self._note_bound(node)

    def _note_bound(self, node: ast.AST) -> None:
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    self._note(target, value)
            case ast.AnnAssign(target=target, value=value) | ast.NamedExpr(target=target, value=value):
                self._note(target, value)
            case ast.withitem(context_expr=opened, optional_vars=ast.expr() as target):
                self._note(target, opened)
            case ast.AugAssign(target=target) | ast.comprehension(target=target):
                self._note(target, None)
            case ast.For(target=target) | ast.AsyncFor(target=target):
                self._note(target, None)
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.ExceptHandler(name=str(name)):
                self._bound.setdefault(name, []).append(None)
            case ast.alias(name=name, asname=renamed):
                self._bound.setdefault(renamed or name.partition(".")[0], []).append(None)

    def _note(self, target: ast.expr, value: ast.expr | None) -> None:
        for one in ast.walk(target):
            if isinstance(one, ast.Name):
                self._bound.setdefault(one.id, []).append(value if one is target else None)

    def loads(self) -> Loads:
        if any(self._is_renamed(one) for one in ast.walk(self._tree)):
            return Loads.MAYBE
        found = [self._loaded_by(one) for one in ast.walk(self._tree) if self._is_loader(one)]
        if Loads.MAYBE in found:
            return Loads.MAYBE
        return Loads.WHAT_IT_IS_TOLD if Loads.WHAT_IT_IS_TOLD in found else Loads.NOTHING

    def _is_renamed(self, node: ast.AST) -> bool:
        """``from torch import load as read``, ``from torch import *``, ``getattr(torch, "load")``, ``exec(text)``"""
        match node:
            case ast.alias(name=name, asname=str()):
                return name in _LOADS
            case ast.alias(name="*"):
                return True
            case ast.Constant(value=str(text)):
                return text in _LOADS
            case ast.Name(id=name):
                return name in _CALLS_BY_NAME
            case ast.Attribute(value=ast.Name(id=owner), attr=name):
                return f"{owner}.{name}" in _CALLS_BY_NAME
        return False

    def _is_loader(self, node: ast.AST) -> bool:
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                return name in _LOADS
            case ast.Attribute(value=owner, attr=name, ctx=ast.Load()):
                return name in _LOADS and not (isinstance(owner, ast.Name) and owner.id in _LOADS_NO_MODELS)
        return False

    def _loaded_by(self, loader: ast.AST) -> Loads:
        call = self._around.get(loader)
        if not isinstance(call, ast.Call) or call.func is not loader:
            return Loads.MAYBE
        given = [*call.args, *(one.value for one in call.keywords if one.arg in _KEYWORDS)][:1]
        return self._named_by(given[0], call) if given else Loads.MAYBE

    def _named_by(self, path: ast.expr, at: ast.AST, depth: int = LIST_NESTING) -> Loads:
        """What is loaded from the file that the expression names."""
        if depth == 0:
            return Loads.MAYBE
        match path:
            case ast.Constant(value=str(text)):
                return Loads.NOTHING if _last_part(text) not in ("", self._name) else Loads.MAYBE
            case ast.JoinedStr(values=[*_, ast.Constant(value=str(text))]) if "/" in text:
                return Loads.NOTHING if _last_part(text) not in ("", self._name) else Loads.MAYBE
            case ast.BinOp(op=ast.Div(), right=ast.Constant() as last):
                return self._named_by(last, at, depth - 1)
            case ast.BinOp(op=ast.Add(), right=ast.Constant(value=str(text)) as last) if "/" in text:
                return self._named_by(last, at, depth - 1)
            case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in _GIVES_A_PATH:
                return self._named_by(first, at, depth - 1)
            case ast.Call(func=ast.Attribute(attr="open", value=owner)) if not isinstance(owner, ast.Name):
                return self._named_by(owner, at, depth - 1)
            case ast.Call(func=ast.Attribute(attr="join"), args=[_, *_, ast.Constant() as last]):
                return self._named_by(last, at, depth - 1)
            case ast.Name(id=name):
                return self._held_by(name, at, depth - 1)
        return Loads.MAYBE

    def _held_by(self, name: str, at: ast.AST, depth: int) -> Loads:
        """What is loaded from the file that a name stands for."""
        found = [self._as_argument(name, function) for function in self._functions_around(at)]
        values = self._bound.get(name, ())
        found += [Loads.MAYBE if value is None else self._named_by(value, value, depth) for value in values]
        known = [one for one in found if one is not None]
        if not known or Loads.MAYBE in known:
            return Loads.MAYBE
        return Loads.WHAT_IT_IS_TOLD if Loads.WHAT_IT_IS_TOLD in known else Loads.NOTHING

    def _functions_around(self, node: ast.AST) -> Iterator[ast.AST]:
        above = self._around.get(node)
        while above is not None:
            if isinstance(above, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                yield above
            above = self._around.get(above)

    def _as_argument(self, name: str, function: ast.AST) -> Loads | None:
        """What is loaded if the name is an argument of the function; None if it is none."""
        if isinstance(function, ast.Lambda):
            return Loads.MAYBE
        if not isinstance(function, ast.FunctionDef):
            return None if not isinstance(function, ast.AsyncFunctionDef) else Loads.MAYBE
        given = function.args
        names = [one.arg for one in (*given.posonlyargs, *given.args)]
        if name not in (*names, *(one.arg for one in given.kwonlyargs)):
            return None
        defaults = dict(zip(reversed(names), reversed(given.defaults), strict=False))
        keywords = zip(given.kwonlyargs, given.kw_defaults, strict=True)
        defaults.update((one.arg, value) for one, value in keywords if value is not None)
        usual = defaults.get(name)
        if usual is not None and not self._is_none(usual) and self._named_by(usual, function) is not Loads.NOTHING:
            return Loads.MAYBE
        return Loads.MAYBE if self._is_called_here(function) else Loads.WHAT_IT_IS_TOLD

    def _is_none(self, value: ast.expr) -> bool:
        return isinstance(value, ast.Constant) and value.value is None

    def _is_called_here(self, function: ast.FunctionDef) -> bool:
        """Whether the program itself may call the function, or hands it to somebody who may."""
        if any(not (isinstance(one, ast.Name) and one.id in _KEEPS_FUNCTION) for one in function.decorator_list):
            return True
        owner = self._around.get(function)
        is_method = isinstance(owner, ast.ClassDef)
        called = {function.name}
        if is_method and isinstance(owner, ast.ClassDef) and function.name.startswith("__"):
            # ``cls(path)``, ``type(self)(path)``, ``super().__init__(path)`` of a class below.
            called |= {owner.name, "cls", "type", "super"}
            is_method = False
            if owner.decorator_list:
                return True
        elif not is_method and owner is not self._tree:
            return True
        return any(self._names(one, name, is_method=is_method) for one in ast.walk(self._tree) for name in called)

    def _names(self, node: ast.AST, name: str, *, is_method: bool) -> bool:
        match node:
            case ast.Name(id=found, ctx=ast.Load()):
                return found == name and not is_method
            case ast.Attribute(attr=found, ctx=ast.Load()):
                return found == name
        return False


def _last_part(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]

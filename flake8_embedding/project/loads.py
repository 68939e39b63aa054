"""From which files a program may load an object, by its syntax.

A program that loads ``"words.pkl"`` alone loads no model from ``"net.keras"``. A function that is told what to load,
``def __init__(self, path): self.net = load_model(path)``, loads what those say that import it.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from enum import Enum
from functools import cached_property
from typing import Any

from flake8_embedding.limits import LOOKS_AT_PATHS
from flake8_embedding.project.loaders import LOADERS
from flake8_embedding.record import record, replace

_LOADS_NO_MODELS = frozenset(
    {
        *("json", "simplejson", "ujson", "orjson", "yaml", "toml", "tomllib", "tomli"),
        *("np", "numpy", "jnp"),
    }
)
"""The usual names of modules of which ``load`` gives no model."""

_CALLS_BY_NAME = frozenset(
    {
        *("exec", "eval", "globals", "locals", "vars", "__import__"),
        *("sys.modules", "importlib.import_module", "import_module"),
        *("fire.Fire", "Fire", "jsonargparse.CLI", "CLI"),
        *("methodcaller", "attrgetter", "getmembers"),
    }
)
"""What may call a function that is not named there: ``fire.Fire()`` calls the one that is named on the command line."""

_FINDS_BY_NAME = frozenset({"getattr", "methodcaller", "attrgetter", "getmembers", "__getattribute__"})
"""What gives an attribute of which the name stands elsewhere, as an attribute of any module or object."""

_GIVES_A_PATH = frozenset({"open", "Path", "str", "PurePath", "fspath"})
_KEYWORDS = frozenset({"filepath", "file", "f", "path", "filename", "model_path", "name", "filepath_or_buffer"})
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
    try:
        return Loads.MAYBE if tree is None else _Program(tree, name).loads()
    except (RecursionError, MemoryError):
        return Loads.MAYBE


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


@record(frozen=True)
class _Asked:
    """An expression that names a file, and where it stands. ``is_usual``: an argument is it unless another is given."""

    path: ast.expr
    at: ast.AST
    is_usual: bool = False


_Known = tuple[str, ast.AST | None, bool]
"""A name that was asked for, as an argument of a function or as what it is set to, and whether that is usual."""


class _Program:
    """A program, and from which files it loads something."""

    def __init__(self, tree: ast.Module, name: str) -> None:
        self._tree, self._name = tree, name
        self._looks = 0
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
        answer = Loads.NOTHING
        for one in ast.walk(self._tree):
            found = self._loaded_by(one) if self._is_loader(one) else Loads.NOTHING
            if found is Loads.MAYBE:
                return found
            answer = answer if found is Loads.NOTHING else found
        return answer

    def _is_renamed(self, node: ast.AST) -> bool:
        """``from torch import load as read``, ``from torch import *``, ``getattr(torch, "load")``, ``exec(text)``"""
        match node:
            case ast.alias(name=name, asname=str(renamed)):
                hides = renamed in _LOADS_NO_MODELS and name.rpartition(".")[2] not in _LOADS_NO_MODELS
                return name in LOADERS or name in _CALLS_BY_NAME or hides
            case ast.alias(name=name):
                return name == "*" or name in _CALLS_BY_NAME
            case ast.Constant(value=str(text)):
                return text in LOADERS
            case ast.Name(id="getattr"):
                return self._attribute_told(node) is None
            case ast.Name(id=name):
                return name in _CALLS_BY_NAME
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if f"{owner}.{name}" in _CALLS_BY_NAME:
                return True
            case ast.Attribute(attr=name):
                return name in _FINDS_BY_NAME
        return False

    def _attribute_told(self, getter: ast.AST) -> str | None:
        """The name that is written there in ``getattr(net, "restore")``."""
        match self._around.get(getter):
            case ast.Call(func=func, args=[_, ast.Constant(value=str(name)), *_]) if func is getter:
                return name
        return None

    def _is_loader(self, node: ast.AST) -> bool:
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                return name in LOADERS and name not in self._of_texts
            case ast.Attribute(value=owner, attr=name, ctx=ast.Load()):
                return name in LOADERS and not (isinstance(owner, ast.Name) and owner.id in _LOADS_NO_MODELS)
        return False

    @cached_property
    def _of_texts(self) -> frozenset[str]:
        """The names that come from modules of which ``load`` gives no model, and from nowhere else."""
        found: dict[bool, set[str]] = {False: set(), True: set()}
        for node in ast.walk(self._tree):
            if isinstance(node, ast.ImportFrom):
                of_texts = not node.level and node.module in _LOADS_NO_MODELS
                found[of_texts].update(one.asname or one.name for one in node.names)
        return frozenset(found[True] - found[False])

    def _loaded_by(self, loader: ast.AST) -> Loads:
        call = self._around.get(loader)
        if not isinstance(call, ast.Call) or call.func is not loader:
            return Loads.MAYBE
        given = [*call.args, *(one.value for one in call.keywords if one.arg in _KEYWORDS)][:1]
        return self._named_by(given[0], call) if given else Loads.MAYBE

    def _named_by(self, path: ast.expr, at: ast.AST) -> Loads:
        """What is loaded from the file that the expression names.

        Each name is asked for once, since a program may bind it to itself, and others to it, as often as it likes.
        """
        waiting, known = [_Asked(path, at)], set[_Known]()
        answer = Loads.NOTHING
        while waiting:
            told, further = self._said_by(waiting.pop(), known)
            self._looks += 1 + len(further)
            if told is Loads.MAYBE or self._looks > LOOKS_AT_PATHS:
                return Loads.MAYBE
            answer = answer if told is Loads.NOTHING else told
            waiting += further
        return answer

    def _said_by(self, asked: _Asked, known: set[_Known]) -> tuple[Loads, list[_Asked]]:
        """What is loaded from the file that an expression names, and other expressions that may name it instead."""
        match asked.path:
            case ast.Constant(value=str(text)):
                return self._in_file(text), []
            case ast.JoinedStr(values=[*_, ast.Constant(value=str(text))]) if "/" in text:
                return self._in_file(text), []
            case ast.BinOp(op=ast.Add(), right=ast.Constant(value=str(text))) if "/" in text:
                return self._in_file(text), []
            case ast.Call(func=ast.Attribute(attr="dumps")):
                # ``pickle.loads(pickle.dumps(net))`` copies what the program has.
                return Loads.NOTHING, []
            case ast.Name(id=name):
                return self._held_by(name, asked, known)
        inner = _named_inside(asked.path)
        return (Loads.MAYBE, []) if inner is None else (Loads.NOTHING, [replace(asked, path=inner)])

    def _in_file(self, path: str) -> Loads:
        return Loads.NOTHING if _last_part(path) not in ("", self._name) else Loads.MAYBE

    def _held_by(self, name: str, asked: _Asked, known: set[_Known]) -> tuple[Loads, list[_Asked]]:
        """What is loaded from the file that a name stands for."""
        functions = list(self._functions_around(asked.at))
        told = [one for function in functions if (one := self._as_argument(name, function)) is not None]
        values = self._bound.get(name, [])
        if Loads.MAYBE in told or None in values or not (values or told) or (told and asked.is_usual):
            return Loads.MAYBE, []
        further: list[_Asked] = []
        if (name, None, asked.is_usual) not in known:
            known.add((name, None, asked.is_usual))
            further += [_Asked(value, value, asked.is_usual) for value in values if value is not None]
        for function in functions:
            usual = self._usual(name, function)
            if usual is not None and (name, function, asked.is_usual) not in known:
                known.add((name, function, asked.is_usual))
                further.append(_Asked(usual, function, is_usual=True))
        return (Loads.WHAT_IT_IS_TOLD if told else Loads.NOTHING), further

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
        if name not in (one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)):
            return None
        return Loads.MAYBE if self._is_called_here(function) else Loads.WHAT_IT_IS_TOLD

    def _usual(self, name: str, function: ast.AST) -> ast.expr | None:
        """What the argument is if nothing else is said; None where it is then no path."""
        if not isinstance(function, ast.FunctionDef):
            return None
        given = function.args
        names = [one.arg for one in (*given.posonlyargs, *given.args)]
        defaults = dict(zip(reversed(names), reversed(given.defaults), strict=False))
        keywords = zip(given.kwonlyargs, given.kw_defaults, strict=True)
        defaults.update((one.arg, value) for one, value in keywords if value is not None)
        usual = defaults.get(name)
        return None if isinstance(usual, ast.Constant) and usual.value is None else usual

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
        return any(name in self._attributes_read or (name in self._names_read and not is_method) for name in called)

    @cached_property
    def _names_read(self) -> frozenset[str]:
        return frozenset(
            one.id for one in ast.walk(self._tree) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)
        )

    @cached_property
    def _attributes_read(self) -> frozenset[str]:
        """The attributes that something is asked for, by ``getattr``, too."""
        read = (one for one in ast.walk(self._tree) if isinstance(one, ast.Attribute | ast.Name))
        names = (
            one.attr if isinstance(one, ast.Attribute) else self._attribute_told(one)
            for one in read
            if isinstance(one.ctx, ast.Load)
        )
        return frozenset(name for name in names if name is not None)


def _named_inside(path: ast.expr) -> ast.expr | None:
    """The part of an expression that names the same file, or ends with its name: ``open(path).read()``."""
    match path:
        case ast.BinOp(op=ast.Div(), right=ast.Constant() as inner):
            return inner
        case ast.Call(func=ast.Name(id=name), args=[inner, *_]) if name in _GIVES_A_PATH:
            return inner
        case ast.Call(func=ast.Attribute(attr="open", value=inner)) if not isinstance(inner, ast.Name):
            return inner
        case ast.Call(func=ast.Attribute(attr="read" | "read_bytes", value=inner), args=[]):
            return inner
        case ast.Call(func=ast.Attribute(attr="join"), args=[_, *_, ast.Constant() as inner]):
            return inner
    return None


def _last_part(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]

"""What the files of a project look like that say what it requires: each as lines like ``keras>=3``.

Nothing is run: a ``setup.py`` is read as a syntax tree. A file of another form than expected raises an error of
Python's, or gives no lines; both mean that it requires nothing.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from typing import Any

from flake8_embedding.project.last_name import last_name

_OF_INTEREST = re.compile(r"keras|tensorflow", re.IGNORECASE)
_DEEP_KEY = re.compile(r"(?<![\w\"'.-])(?:[\w\"'-]+[ \t]*\.[ \t]*){16}")
"""Keys of more parts than people write. ``tomllib`` takes quadratic time and memory for them."""

_SETUP_KEYS = re.compile(r"(?:install_requires|tests_require)[ \t]*[=:](.*)")
_EXTRAS = "[options.extras_require]"
_LOCKED = re.compile(r'^(?:- )?name[ ]?[=:] "?([\w.-]+)"?\r?\n[ ]*version[ ]?[=:] "?([\w.]+)"?', re.MULTILINE)
_LOCKED_JSON = re.compile(r'"([\w.-]{1,100})": \{[^{}]*?"version": "(==[\w.]+)"')
_CONDA = re.compile(r"^\s*-\s*[\"']?(?:[\w.-]+::)?([A-Za-z][\w.-]*)\s*([^\"'#]*)")


def of_pyproject(text: str) -> list[str]:
    """``project.dependencies`` and its extras, dependency groups, and the tables of Poetry, PDM, uv and Hatch."""
    content = _toml(text)
    project, tool = content.get("project", {}), content.get("tool", {})
    poetry = tool.get("poetry", {})
    groups: list[Any] = [
        project.get("dependencies", []),
        poetry.get("dependencies", {}),
        *_tables(content.get("dependency-groups", {})),
        *_tables(project.get("optional-dependencies", {})),
        *(group.get("dependencies", {}) for group in _tables(poetry.get("group", {}))),
        poetry.get("dev-dependencies", {}),
        *_tables(tool.get("pdm", {}).get("dev-dependencies", {})),
        tool.get("uv", {}).get("dev-dependencies", []),
        *(one.get("dependencies", []) for one in _tables(tool.get("hatch", {}).get("envs", {}))),
    ]
    return [line for group in groups for line in _lines(group)]


def of_pipfile(text: str) -> list[str]:
    """``[packages]`` and ``[dev-packages]``."""
    content = _toml(text)
    return [*_lines(content.get("packages", {})), *_lines(content.get("dev-packages", {}))]


def of_setup_cfg(text: str) -> list[str]:
    """The lines of ``install_requires`` and ``tests_require`` in ``[options]``, and those of the extras."""
    found: list[str] = []
    section, is_wanted = "", False
    for line in text.splitlines():
        if line.startswith("["):
            section, is_wanted = line.strip(), False
        elif line[:1].isspace():
            found += [line] if is_wanted else []
        elif line.strip():
            match = _SETUP_KEYS.match(line) if section == "[options]" else None
            extra = line.partition("=")[2] if section == _EXTRAS else None
            is_wanted = match is not None or extra is not None
            found += [match[1]] if match is not None else [extra] if extra is not None else []
    return found


def of_setup_py(text: str) -> list[str]:
    """The texts in the arguments of ``setup()`` that name requirements, and in the lists that these are made of."""
    if _OF_INTEREST.search(text) is None:
        return []
    tree = ast.parse(text)
    named = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and last_name(node.func) == "setup":
            for keyword in node.keywords:
                if keyword.arg in ("install_requires", "extras_require", "tests_require"):
                    found += _texts(keyword.value, named, set())
    return found


def of_environment(text: str) -> list[str]:
    """The dependencies of a conda environment, and those of pip in it."""
    return [f"{match[1]} {match[2]}" for line in text.splitlines() if (match := _CONDA.match(line)) is not None]


def of_lock(text: str) -> list[str]:
    """Names and versions in the lock file of Poetry, uv, PDM or conda, or a ``pylock.toml``."""
    return [f"{name}=={version}" for name, version in _LOCKED.findall(text)]


def of_pipfile_lock(text: str) -> list[str]:
    """Names and versions in a ``Pipfile.lock``."""
    return [f"{name}{version}" for name, version in _LOCKED_JSON.findall(text)]


READERS: dict[str, Callable[[str], list[str]]] = {
    "pyproject.toml": of_pyproject,
    "setup.cfg": of_setup_cfg,
    "setup.py": of_setup_py,
    "Pipfile": of_pipfile,
    "environment.yml": of_environment,
    "environment.yaml": of_environment,
    "poetry.lock": of_lock,
    "uv.lock": of_lock,
    "pdm.lock": of_lock,
    "pylock.toml": of_lock,
    "conda-lock.yml": of_lock,
    "Pipfile.lock": of_pipfile_lock,
}


def _toml(text: str) -> dict[str, Any]:
    if _OF_INTEREST.search(text) is None or _DEEP_KEY.search(text) is not None:
        return {}
    # Loaded here, since few projects make it necessary and flake8 itself does not load it.
    import tomllib

    return tomllib.loads(text)


def _tables(found: Any) -> list[Any]:
    return list(found.values()) if isinstance(found, dict) else []


def _lines(given: Any) -> Iterator[str]:
    """A list of requirements, or a table of names and versions as Poetry and Pipenv have it."""
    if isinstance(given, list):
        yield from (one for one in given if isinstance(one, str))
    for name, told in given.items() if isinstance(given, dict) else ():
        one = told[0] if isinstance(told, list) and told else told
        version = one.get("version", "") if isinstance(one, dict) else one
        if isinstance(version, str):
            yield f"{name} {version if version[:1] in ('', '*', *'^~=<>!') else '==' + version}"


def _texts(node: ast.expr, named: dict[str, ast.expr], seen: set[str]) -> Iterator[str]:
    """All texts in an expression of lists, sums and dicts; a name that stands for one is followed once."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.Name(id=name) if name in named and name not in seen:
            seen.add(name)
            yield from _texts(named[name], named, seen)
        case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts) | ast.Dict(values=parts):
            for part in parts:
                yield from _texts(part, named, seen)
        case ast.BinOp(left=left, right=right):
            yield from _texts(left, named, seen)
            yield from _texts(right, named, seen)

"""What is around a file: the package that it is part of, and what its project declares of its Keras, in pyproject.toml,
setup.cfg or requirements files.

The files are read once a folder; nothing is installed or imported, and what cannot be read declares nothing. Extras do
not count: they are not needed by the code as such.
"""

from __future__ import annotations

import configparser
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from flake8_embedding.record import record

Found = TypeVar("Found")

_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*\(?([^;#)]*)")
_BOUND = re.compile(r"(===|==|~=|>=|<=|<|>|\^)\s*v?(\d+)(?:\.(\d+))?")

_FIRST_WITH_KERAS_3 = (2, 16)
"""TensorFlow 2.16 is the first whose ``tf.keras`` is Keras 3, and that installs it.
https://blog.tensorflow.org/2024/03/whats-new-in-tensorflow-216.html"""


_TENSORFLOWS = ("tensorflow-cpu", "tensorflow-gpu", "tensorflow-intel", "tensorflow-macos")


@record(frozen=True)
class Declared:
    """Keras 3: from the ``minor`` version on, or just that one where it is ``pinned``; None where any will do.

    ``where`` is the requirement and its file, for messages.
    """

    minor: int | None
    pinned: bool
    where: str


@record(frozen=True)
class _Requirement:
    name: str
    bounds: str
    file: str

    def lowest(self) -> tuple[int, int] | None:
        """The major and minor version below which none will do."""
        lows = [version for sign, version in self._versions() if sign in ("==", "===", "~=", ">=", ">", "^")]
        return max(lows, default=None)

    @property
    def pinned(self) -> bool:
        return any(sign in ("==", "===") for sign, _ in self._versions())

    def _versions(self) -> Iterator[tuple[str, tuple[int, int]]]:
        for sign, major, minor in _BOUND.findall(self.bounds):
            yield sign, (int(major), int(minor or 0))

    def __str__(self) -> str:
        return f"{self.name}{self.bounds.strip()} in {self.file}"


@record(frozen=True)
class Package:
    """A package, and the folder with its source."""

    name: str
    folder: Path

    def has(self, module: str) -> bool:
        """Whether the module is one of its own: its source is here."""
        name, _, rest = module.partition(".")
        first = rest.partition(".")[0]
        return name == self.name and ((self.folder / first).is_dir() or (self.folder / f"{first}.py").is_file())


def package_of(filename: str) -> Package | None:
    """The package whose source the file is part of: the outermost of the folders around it that have an
    ``__init__.py``. In the source of Keras ``import keras`` is no question of what is installed."""
    return _around(filename, _package_at)


@cache
def _package_at(folder: Path) -> Package | None:
    if (folder / "__init__.py").is_file():
        return _package_at(folder.parent) or Package(folder.name, folder)
    # Tests often stand in a folder of their own inside the package.
    return _package_at(folder.parent) if (folder.parent / "__init__.py").is_file() else None


def declared_keras(filename: str) -> Declared | None:
    """Keras 3, if the nearest project folder at or above the file that says anything of Keras requires it."""
    return _around(filename, _declared_at)


def _around(filename: str, look: Callable[[Path], Found | None]) -> Found | None:
    """What the folder of a file says, None where it cannot be read."""
    try:
        return look(Path(filename).resolve().parent)
    except (OSError, RuntimeError, ValueError):
        return None


@cache
def _declared_at(folder: Path) -> Declared | None:
    found: dict[str, _Requirement] = {}
    for one in _requirements(folder):
        name = "tensorflow" if one.name in _TENSORFLOWS else one.name
        if name in ("keras", "tf-keras", "tensorflow"):
            found.setdefault(name, one)
    if found:
        return _decided(found)
    if folder == folder.parent or (folder / ".git").exists():
        return None
    return _declared_at(folder.parent)


def _decided(found: dict[str, _Requirement]) -> Declared | None:
    keras = found.get("keras")
    if keras is not None:
        low = keras.lowest()
        if low is None or low < (3, 0):
            return None
        return Declared(low[1] if low[0] == 3 and low[1] > 0 else None, keras.pinned, str(keras))
    if "tf-keras" in found:
        # Code that needs Keras 2 beside a new TensorFlow.
        return None
    low = found["tensorflow"].lowest()
    return Declared(None, False, str(found["tensorflow"])) if low is not None and low >= _FIRST_WITH_KERAS_3 else None


def _requirements(folder: Path) -> Iterator[_Requirement]:
    yield from _read_by(_of_pyproject, folder / "pyproject.toml")
    yield from _read_by(_of_setup, folder / "setup.cfg")
    for path in sorted(folder.glob("requirements*.txt")):
        yield from _read_by(str.splitlines, path)


def _read_by(lines_of: Any, path: Path) -> Iterator[_Requirement]:
    try:
        lines = lines_of(path.read_text(encoding="utf-8")) if path.is_file() else []
    except (OSError, ValueError, configparser.Error, AttributeError, TypeError):
        # Not ours to complain of: unreadable, or of another form than these files have.
        return
    for line in lines:
        match = _REQUIREMENT.match(line)
        if match is not None:
            yield _Requirement(re.sub(r"[-_.]+", "-", match[1]).lower(), match[2], path.name)


def _of_pyproject(text: str) -> list[str]:
    # Few files have one beside them, and flake8 itself does without it.
    import tomllib

    content = tomllib.loads(text)
    lines = list(map(str, content.get("project", {}).get("dependencies", [])))
    poetry = content.get("tool", {}).get("poetry", {}).get("dependencies", {})
    for name, given in poetry.items():
        version = given if isinstance(given, str) else given.get("version", "")
        lines.append(f"{name} {version if version[:1] in '^~=<>!' else '==' + version}")
    return lines


def _of_setup(text: str) -> list[str]:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(text)
    return parser.get("options", "install_requires", fallback="").splitlines()

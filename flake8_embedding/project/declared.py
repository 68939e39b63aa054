"""What is around a file: the package that it is part of, and what its project declares of its Keras, in pyproject.toml,
setup.cfg or requirements files.

The files are read once a folder; nothing is installed or imported, and what cannot be read declares nothing. Extras do
not count: they are not needed by the code as such.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from flake8_embedding.project.requirement_files import Requirement, requirements_in
from flake8_embedding.record import record

Found = TypeVar("Found")

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
    found: dict[str, Requirement] = {}
    for one in requirements_in(str(folder), str(_repository_of(folder))):
        name = "tensorflow" if one.name in _TENSORFLOWS else one.name
        if name in ("keras", "tf-keras", "tensorflow"):
            found.setdefault(name, one)
    if found:
        return _decided(found)
    if folder == folder.parent or (folder / ".git").exists():
        return None
    return _declared_at(folder.parent)


def _repository_of(folder: Path) -> Path:
    """The nearest folder at or above this one that has a ``.git``, else the folder itself."""
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)


def _decided(found: dict[str, Requirement]) -> Declared | None:
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

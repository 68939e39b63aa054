"""What is around a file: the package that it is part of, and what its project declares of its Keras.

The files are read once a folder; nothing is installed or imported, and what cannot be read declares nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar

from flake8_embedding.limits import FOLDERS_KEPT
from flake8_embedding.project.requirement import Requirement
from flake8_embedding.project.requirement_files import requirements_in
from flake8_embedding.record import record, replace

Found = TypeVar("Found")

_WITH_KERAS_3 = (2, 16)
"""TensorFlow 2.16 is the first whose ``tf.keras`` is Keras 3, and that installs it.
https://blog.tensorflow.org/2024/03/whats-new-in-tensorflow-216.html"""

_WITH_KERAS = (2, 6)
"""TensorFlow 2.6 is the first that installs ``keras``, in the same version.
https://github.com/tensorflow/tensorflow/releases/tag/v2.6.0"""

_TENSORFLOWS = ("tensorflow-cpu", "tensorflow-intel", "tensorflow-macos")
_LAST_OF_GPU = "<2.13"
"""``tensorflow-gpu`` ended with 2.12. https://pypi.org/project/tensorflow-gpu/"""


@record(frozen=True)
class Declared:
    """Which Keras a project has: its ``major`` version, 2 or 3.

    Of Keras 3 it is from the ``minor`` version on, or just that one where it is ``pinned``; None where any will do.

    ``where`` is the requirement and its file, for messages.
    """

    major: int
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


def keras_beside(filename: str) -> Package | None:
    """The source of Keras, where it lies beside the file or above: its guides and benchmarks import it, too."""
    return _around(filename, _keras_at)


@lru_cache(maxsize=FOLDERS_KEPT)
def _keras_at(folder: Path) -> Package | None:
    own = folder / "keras"
    if (own / "__init__.py").is_file() and not (folder / "__init__.py").is_file():
        return Package("keras", own)
    if folder in _beyond_projects() or (folder / ".git").exists():
        return None
    return _keras_at(folder.parent)


@lru_cache(maxsize=FOLDERS_KEPT)
def _package_at(folder: Path) -> Package | None:
    if (folder / "__init__.py").is_file():
        return _package_at(folder.parent) or Package(folder.name, folder)
    # Tests often stand in a folder of their own inside the package.
    return _package_at(folder.parent) if (folder.parent / "__init__.py").is_file() else None


def declared_keras(filename: str) -> Declared | None:
    """Which Keras the nearest project folder at or above the file asks for that says anything of it."""
    return _around(filename, _declared_at)


def _around(filename: str, look: Callable[[Path], Found | None]) -> Found | None:
    """What the folder of a file says, None where it cannot be read."""
    try:
        return look(Path(filename).resolve().parent)
    except (OSError, RuntimeError, ValueError):
        return None


@lru_cache(maxsize=FOLDERS_KEPT)
def _declared_at(folder: Path) -> Declared | None:
    found: dict[str, Requirement] = {}
    for one in requirements_in(str(folder), str(_repository_of(folder))):
        if one.name == "tensorflow-gpu":
            one = replace(one, bounds=f"{one.bounds},{_LAST_OF_GPU}")
        name = "tensorflow" if one.name in (*_TENSORFLOWS, "tensorflow-gpu") else one.name
        if name in ("keras", "tf-keras", "tensorflow"):
            found.setdefault(name, one)
    if found:
        return _decided(found)
    if folder in _beyond_projects() or (folder / ".git").exists():
        return None
    return _declared_at(folder.parent)


@cache
def _beyond_projects() -> frozenset[Path]:
    """The home folder and those above it: what lies there is of no project."""
    home = Path("~").expanduser()
    return frozenset((home, *home.parents, Path(home.anchor or os.sep)))


def _repository_of(folder: Path) -> Path:
    """The nearest folder at or above this one that has a ``.git``, else the folder itself."""
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)


def _decided(found: dict[str, Requirement]) -> Declared | None:
    """What is installed today where the project asks for these: the newest that all of them allow."""
    keras, tensorflow = found.get("keras"), found.get("tensorflow")
    if keras is not None:
        low = keras.lowest() or (0, 0)
        # An old TensorFlow wants an old Keras.
        is_held_back = low < (3, 0) and tensorflow is not None and not tensorflow.allows_from(_WITH_KERAS_3)
        if is_held_back or not keras.allows_from((3,)):
            return Declared(2, None, False, str(keras))
        return Declared(3, low[1] if low[0] == 3 and low[1] > 0 else None, keras.pinned, str(keras))
    if tensorflow is None or "tf-keras" in found:
        # What needs tf_keras runs Keras 2 beside a new TensorFlow.
        return None
    if tensorflow.allows_from(_WITH_KERAS_3):
        return Declared(3, None, False, str(tensorflow))
    return Declared(2, None, False, str(tensorflow)) if tensorflow.allows_from(_WITH_KERAS) else None

"""What the interpretation asks of the modules of the project; ``local_modules`` answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

import libcst as cst

from flake8_embedding.facts import ModelReader
from flake8_embedding.values.imported import ModuleValue
from flake8_embedding.values.value import Unknown, Value

MODULE_ITSELF: Final = "__main__"
"""The path by which a program that is run may import itself."""


class Modules(Protocol):
    """The modules of the project that the file imports."""

    def absolute(self, name: str) -> ModuleValue | None: ...

    def relative(self, level: int, name: str) -> ModuleValue | None: ...

    def imported(self, module: ModuleValue, name: str = "") -> None: ...

    def evaluate(self, module: ModuleValue) -> None: ...

    def resolved(self, value: Value) -> Value: ...

    def member(self, module: ModuleValue, name: str) -> Value: ...

    def has(self, module: ModuleValue, name: str) -> bool: ...

    def names_in(self, module: ModuleValue) -> Iterable[str]: ...

    def named(self, name: str) -> ModuleValue | None: ...

    def data(self, path: str, form: str) -> tuple[object] | None: ...

    def written(self, path: str, node: cst.CSTNode) -> Value | None: ...

    def readers_of_model(self, path: str) -> tuple[ModelReader, ...]: ...

    def is_whole(self, module: ModuleValue) -> bool: ...


class NoModules:
    """No imports are followed: the text that is checked belongs to no project."""

    def absolute(self, name: str) -> None:
        return None

    def relative(self, level: int, name: str) -> None:
        return None

    def imported(self, module: ModuleValue, name: str = "") -> None:
        return None

    def evaluate(self, module: ModuleValue) -> None:
        return None

    def resolved(self, value: Value) -> Value:
        return value

    def member(self, module: ModuleValue, name: str) -> Value:
        return Unknown("imports are not followed", ("import", module, name), name)

    def has(self, module: ModuleValue, name: str) -> bool:
        return False

    def names_in(self, module: ModuleValue) -> Iterable[str]:
        return ()

    def named(self, name: str) -> None:
        return None

    def data(self, path: str, form: str) -> None:
        return None

    def written(self, path: str, node: cst.CSTNode) -> None:
        return None

    def readers_of_model(self, path: str) -> tuple[ModelReader, ...]:
        return ()

    def is_whole(self, module: ModuleValue) -> bool:
        return False

"""What the person chooses who runs the program: environment variables and options of the command line."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.values.bounds import symbols_of
from flake8_embedding.values.predicate import is_predicate, operands_of
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Const, LibraryName, Number, Unknown, Value


class Setting(Key):
    """Something that is the same all through a run, and that the data do not decide."""

    __slots__ = ()


class Variable(Setting):
    """An environment variable; ``usual`` is what a program reads where nobody has set it."""

    __slots__ = ("usual",)

    def __init__(self, name: Hashable, usual: object) -> None:
        super().__init__("variable", name, usual)
        self.usual = usual


class Option(Setting):
    """An option of the command line; ``choices`` are the constants that it is one of, None if it may be anything."""

    __slots__ = ("choices",)

    def __init__(self, declared: Hashable, name: str, choices: frozenset[object] | None = None) -> None:
        super().__init__("option", declared, name)
        self.choices = choices


_SETTINGS = frozenset({"os.environ", "sys.argv"})


def is_of_settings(test: Hashable) -> bool:
    """Whether settings and constants alone decide a test: ``args.strict``, ``args.mode == "fast"``, ``"-v" in
    sys.argv``."""
    return is_predicate(test) and all(_is_setting(operand.value) for operand in operands_of(test))


def _is_setting(value: Value) -> bool:
    match value:
        case Const() | Unknown(key=Setting()):
            return True
        case LibraryName(path=path):
            return path in _SETTINGS
        case Number(exact=exact) if exact is not None:
            return all(isinstance(symbol.key, Setting) for symbol in symbols_of(exact))
    return False

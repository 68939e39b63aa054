"""The library: ``from flake8_embedding import check_source, check_path``.

Pure: what comes back depends on the text, the options and the files of the text's project, and on nothing that is
installed or was looked at before. flake8's configuration and ``# noqa`` are flake8's: ``flake8-embedding check`` heeds
them, these functions tell all that is found.
"""

from __future__ import annotations

import os
from argparse import Namespace
from dataclasses import dataclass, replace
from functools import lru_cache

from flake8.exceptions import ExecutionError

from flake8_embedding.config import Config
from flake8_embedding.files import Document, Unreadable
from flake8_embedding.lintable import files_at
from flake8_embedding.notebook import NotANotebook
from flake8_embedding.plugin import Plugin
from flake8_embedding.rules.address import address
from flake8_embedding.shown import shown
from flake8_embedding.survey.looking import NotPython
from flake8_embedding.survey.problem import Problem
from flake8_embedding.survey.survey import look_at, problem_of

__all__ = ["Options", "Problem", "check_path", "check_source"]


@dataclass(frozen=True)
class Options:
    """What flake8's options are called there, with the same meanings and defaults.

    ``keras`` is ``--embedding-keras``, ``conditional`` ``--embedding-conditional``, ``follow_imports``
    ``--embedding-follow-imports``, ``tables`` are those of ``--embedding-tables``, and ``extend_select`` are codes of
    rules that are off by default.
    """

    keras: str = "auto"
    conditional: str = "report"
    follow_imports: str = "project"
    tables: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()


DEFAULT = Options()


def check_source(source: str, path: str = "", options: Options = DEFAULT) -> tuple[Problem, ...]:
    """All problems of one text, in the order of its lines.

    With a ``path`` the text is that file of its project, whatever stands there on disk: modules that it imports are
    read, as are the requirements around it. A path that ends in ``.ipynb`` makes it a notebook. Without one the text
    stands alone, and no file is looked at.

    A text that is no Python has one problem, EMB900 not-analysed. Raises ``ValueError`` for options that flake8 would
    refuse.
    """
    door = _door(options) if path else _door_without_project(options)
    door.begin_run()
    try:
        document = Document.of(path, source)
    except NotANotebook as error:
        return (_not_analysed(path, str(error)),)
    return _problems(document, door)


def check_path(path: str | os.PathLike[str], options: Options = DEFAULT) -> tuple[Problem, ...]:
    """All problems of a file, or of all Python files and notebooks below a folder, file by file.

    Hidden folders, ``node_modules`` and virtual environments below a folder are left out. A file that cannot be read
    has one problem, EMB900 not-analysed. Raises ``FileNotFoundError`` where there is no such path, and ``ValueError``
    for options that flake8 would refuse.
    """
    given, door = os.fspath(path), _door(options)
    door.begin_run()
    os.stat(given)  # noqa: PTH116  (raises what the caller expects)
    found: list[Problem] = []
    for file in files_at([given], ["*.py", "*.ipynb"], []):
        try:
            found += _problems(Document.read(file), door)
        except Unreadable as error:
            found.append(_not_analysed(file, str(error)))
    return tuple(found)


def _problems(document: Document, door: type[Plugin]) -> tuple[Problem, ...]:
    try:
        return tuple(problem_of(document, told) for told in look_at(document, door).told)
    except NotPython as error:
        return (_not_analysed(document.path, str(error)),)


def _not_analysed(path: str, reason: str) -> Problem:
    return Problem(path, 1, 1, "EMB900", f"not analysed: {shown(reason)}", None, address("EMB900"))


class _Alone(Plugin):
    """The plugin for a text that is no file."""

    @classmethod
    def leads_to_table(cls, text: str, filename: str) -> bool:
        return False

    @classmethod
    def config_for(cls, filename: str) -> Config:
        return Config(cls.keras, cls.minor, conditional=cls.conditional, silent=cls.silent, tables=cls.tables)


@lru_cache(maxsize=32)
def _door(options: Options) -> type[Plugin]:
    return _configured(type("Configured", (Plugin,), {}), options)


@lru_cache(maxsize=32)
def _door_without_project(options: Options) -> type[Plugin]:
    return _configured(type("Configured", (_Alone,), {}), replace(options, follow_imports="none"))


def _configured(door: type[Plugin], options: Options) -> type[Plugin]:
    """A plugin class of its own: flake8's is not touched, and two configurations in one process do not meet."""
    given = Namespace(
        embedding_keras=options.keras,
        embedding_conditional=options.conditional,
        embedding_follow_imports=options.follow_imports,
        embedding_tables=list(options.tables),
        extend_select=list(options.extend_select),
    )
    try:
        door.parse_options(given)
    except ExecutionError as error:
        raise ValueError(str(error)) from error
    return door

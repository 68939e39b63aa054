"""The flake8 plugin: flake8's contract, our options, the look at flake8's own ast, and findings as flake8 wants them.

Imports nothing heavy: most files do not concern us, and for them libcst is never imported.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, ClassVar, Final

from flake8_embedding.library import GROUP
from flake8_embedding.prefilter import Concern, concern
from flake8_embedding.prefilter.words import LIBRARIES, MODEL_LOADERS, OBJECT_LOADERS, OFF_BY_DEFAULT
from flake8_embedding.project.local_imports import may_import_local

if TYPE_CHECKING:
    from flake8.options.manager import OptionManager

    from flake8_embedding.config import Config
    from flake8_embedding.finding import Finding
    from flake8_embedding.project.finder import Finder
    from flake8_embedding.project.leads import Projects

KERAS_CHOICES: Final = ("auto", "tf.keras", "keras-3", "keras-3.N")

# Compiled where an option is given: flake8 imports this file in every run.
_TABLE: Final = r"[^\W\d]\w*(\.[^\W\d]\w*)+:[^\W\d]\w*"
_VERSION: Final = r"(keras-3)\.(\d{1,3})"

CONDITIONAL_CHOICES: Final = ("report", "hide")
FOLLOWED_CHOICES: Final = ("project", "none")

_LOADERS: Final = (*MODEL_LOADERS, *OBJECT_LOADERS)

_A_NOTEBOOK: Final = "EMB900 not analysed: flake8 reads no notebooks; use flake8-embedding check, or nbqa flake8"


class Plugin:
    """One file, as flake8 hands it over; the attributes are what the options said, the same for all files."""

    keras: ClassVar[str] = "auto"
    minor: ClassVar[int | None] = None
    conditional: ClassVar[str] = "report"
    silent: ClassVar[frozenset[str]] = OFF_BY_DEFAULT
    tables: ClassVar[frozenset[tuple[str, str]]] = frozenset()
    libraries: ClassVar[frozenset[str]] = LIBRARIES
    own_words: ClassVar[tuple[str, ...]] = ()
    followed: ClassVar[str] = "project"
    projects: ClassVar[Projects] = {}
    """What was found out of modules in this run."""
    saving: ClassVar[dict[str, bool]] = {}
    """The projects by their roots, and whether their programs save tables."""

    def __init__(self, tree: ast.Module, lines: list[str], filename: str) -> None:
        self._tree = tree
        self._lines = lines
        self._filename = filename

    @staticmethod
    def add_options(options: OptionManager) -> None:
        """Declare our options, for the command line and the configuration file."""
        options.add_option(
            "--embedding-keras",
            default="auto",
            metavar="{" + ",".join(KERAS_CHOICES) + "}",
            parse_from_config=True,
            help="Which Keras the code is for. With tf.keras, imports of standalone keras are reported (EMB001). With "
            "keras-3 they are not, but what Keras 3 removed is (EMB004, EMB401); keras-3.15 names the minor version "
            "too. auto, the default, takes what the project requires (pyproject.toml, lock files, requirements files "
            "and the like), or else what the file shows; if neither says anything, EMB001 says so once a file.",
        )
        options.add_option(
            "--embedding-tables",
            default="",
            metavar="PATH:ARGUMENT,...",
            parse_from_config=True,
            comma_separated_list=True,
            help="The project's own classes and functions that make embedding tables, each with the argument that is "
            "the number of rows: mylib.layers.TokenEmbedding:input_dim. In a call it may be a keyword or the first "
            "argument. Relative imports of them count too.",
        )
        options.add_option(
            "--embedding-conditional",
            default="report",
            metavar="{" + ",".join(CONDITIONAL_CHOICES) + "}",
            parse_from_config=True,
            help="Whether to report what is wrong only under a condition (when len(word_index) < 20000, or on one of "
            "several paths). report is the default; hide reports only what is wrong in every run.",
        )

        options.add_option(
            "--embedding-follow-imports",
            default="project",
            metavar="{" + ",".join(FOLLOWED_CHOICES) + "}",
            parse_from_config=True,
            help="Whether to look into the modules that a file imports from its own project, which is everything below "
            "the nearest folder with .git, pyproject.toml, setup.py or setup.cfg. They are read, never run. project is "
            "the default; with none each file is looked at alone.",
        )

    @classmethod
    def parse_options(cls, options: argparse.Namespace) -> None:
        """Take over what was configured.

        Raises flake8's ``ExecutionError``, which it shows as a plain message, for a value that is none of the
        choices: argparse itself checks those of the command line only.
        """
        from flake8.exceptions import ExecutionError

        cls.begin_run()
        keras, cls.minor = keras_and_minor(options.embedding_keras)
        for name, chosen, choices in (
            ("keras", keras, KERAS_CHOICES),
            ("conditional", options.embedding_conditional, CONDITIONAL_CHOICES),
            ("follow-imports", options.embedding_follow_imports, FOLLOWED_CHOICES),
        ):
            if chosen not in choices or chosen.endswith(".N"):
                raise ExecutionError(f"--embedding-{name} must be one of {', '.join(choices)}, not {chosen!r}")
        cls.keras, cls.conditional = keras, options.embedding_conditional
        cls.followed = options.embedding_follow_imports
        wrong = [entry for entry in options.embedding_tables if not re.fullmatch(_TABLE, entry)]
        if wrong:
            raise ExecutionError(
                f"--embedding-tables must be like mylib.layers.TokenEmbedding:input_dim, not {wrong[0]!r}"
            )
        cls.tables = frozenset(
            (path, name) for path, _, name in (one.partition(":") for one in options.embedding_tables)
        )
        described = frozenset(point.name for point in entry_points(group=GROUP))
        cls.libraries = LIBRARIES | described | {path.partition(".")[0] for path, _ in cls.tables}
        cls.own_words = (*described, *(path.rpartition(".")[2] for path, _ in cls.tables))
        lists = (getattr(options, name, None) for name in ("select", "extend_select"))
        cls.silent = OFF_BY_DEFAULT.difference(*(codes for codes in lists if codes))

    @classmethod
    def begin_run(cls) -> None:
        """Look at all modules anew: they may have changed since the last run."""
        cls.projects, cls.saving = {}, {}

    def run(self) -> Iterator[tuple[int, int, str, type[Plugin]]]:
        """Findings as flake8 takes them: line from 1, column from 0, code and text."""
        if self._filename.endswith(".ipynb") and self._lines and self._lines[0].startswith("{"):
            # Its JSON is often a Python dict, too, and flake8 would find nothing in it.
            yield 1, 0, _A_NOTEBOOK, type(self)
            return
        try:
            findings = self._findings("".join(self._lines))
        except Exception as error:
            # What can go wrong here is an installation: a description of a library that another package brings.
            from flake8_embedding.shown import shown

            yield 1, 0, shown(f"EMB900 not analysed: {type(error).__name__}: {error}"), type(self)
            return
        if not findings:
            return
        from flake8_embedding.cells import in_nbqa_cells, nbqa_cells

        # Of a notebook that nbQA hands over as a program, lines are named by their cells.
        cells = nbqa_cells(self._lines)
        for finding in findings:
            yield finding.line, finding.column, f"{finding.code} {in_nbqa_cells(finding.message, cells)}", type(self)

    @classmethod
    def concern_of(cls, text: str, tree: ast.Module, filename: str) -> Concern:
        """How much of a file is to be looked at."""
        concerned = concern(text, tree, cls.own_words, cls.libraries)
        if concerned is Concern.EVERYTHING or not (_loads_models(text) or may_import_local(text, tree, filename)):
            return concerned
        if cls.leads_to_table(text, filename):
            return Concern.EVERYTHING
        return concerned

    def _findings(self, text: str) -> list[Finding]:
        concerned = self.concern_of(text, self._tree, self._filename)
        if concerned is Concern.NOTHING:
            return []
        from flake8_embedding import collector

        with collector.at_rest():
            check = _analysis()
            from flake8_embedding.prefilter.imports_only import imports_only

            part = concerned is Concern.IMPORTS
            tree = imports_only(text, self._tree) if part else self._tree
            return check(text, self.config_for(self._filename), tree, part=part)

    @classmethod
    def leads_to_table(cls, text: str, filename: str) -> bool:
        """Whether a file without a table of its own uses one of another module of its project, or loads one that
        another program saves, itself or by a function of such a module."""
        if cls.followed == "none" or "import" not in text:
            return False
        from flake8_embedding.project.root import root_of

        root = root_of(filename)
        from flake8_embedding.project.finder import Finder
        from flake8_embedding.project.leads import may_lead_to_table
        from flake8_embedding.project.saved import may_load_by_others

        finder = Finder(filename, root, cls.libraries)
        if may_lead_to_table(text, finder, cls.own_words, cls.projects):
            return True
        loads = _loads_models(text) or may_load_by_others(text, finder, cls.own_words, cls.projects)
        return loads and cls._saves_tables(finder)

    @classmethod
    def _saves_tables(cls, finder: Finder) -> bool:
        """Whether programs of the project save what may hold tables."""
        root = finder.root
        if root not in cls.saving:
            from flake8_embedding.project.writers import are_tables_saved

            cls.saving[root] = are_tables_saved(finder, cls.own_words, cls.projects)
        return cls.saving[root]

    @classmethod
    def config_for(cls, filename: str) -> Config:
        """What was configured, and what the project of the file requires."""
        from flake8_embedding.config import Config
        from flake8_embedding.project.declared import declared_keras, keras_beside, package_of
        from flake8_embedding.project.own_tables import as_imported_in
        from flake8_embedding.record import replace

        package = package_of(filename)
        config = Config(
            cls.keras,
            cls.minor,
            conditional=cls.conditional,
            silent=cls.silent,
            package=package,
            keras_beside=keras_beside(filename),
            tables=as_imported_in(filename, cls.tables),
            filename=os.path.abspath(filename) if cls.followed == "project" else "",  # noqa: PTH100
        )
        declared = declared_keras(filename) if cls.keras == "auto" else None
        if declared is None:
            return config
        if declared.major != 3:
            return replace(config, keras_is_known=True)
        minor, pinned = declared.minor, declared.pinned
        return replace(config, keras="keras-3", minor=minor, pinned=pinned, declared=declared.where)


def _loads_models(text: str) -> bool:
    return any(f"{name}(" in text for name in _LOADERS)


@cache
def _analysis() -> Callable[..., list[Finding]]:
    """``check``, and all that it needs loaded: in a run that never gets here libcst is not imported."""
    from flake8_embedding import collector
    from flake8_embedding.check import check
    from flake8_embedding.library.registry import builtin
    from flake8_embedding.rules import all_rules

    all_rules()
    builtin()
    collector.leave_out_what_is_loaded()
    return check


def keras_and_minor(chosen: str) -> tuple[str, int | None]:
    """``keras-3.15`` as keras-3 and 15; any other choice without a minor version."""
    version = re.fullmatch(_VERSION, chosen) if chosen not in KERAS_CHOICES else None
    return (chosen, None) if version is None else (version[1], int(version[2]))

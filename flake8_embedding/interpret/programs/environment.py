"""What the program takes from its surroundings: libraries, environment variables, files."""

from __future__ import annotations

import sys
from collections.abc import Hashable
from pathlib import PurePath

import libcst as cst

from flake8_embedding.facts import Import, LateSwitch, Use
from flake8_embedding.interpret.journal import Journal
from flake8_embedding.interpret.journal_entries import EnvironmentSet, NewestKeras, Used
from flake8_embedding.library.registry import Registry
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.predicates.guards import compatible
from flake8_embedding.values.relations import before_changes
from flake8_embedding.values.value import Guard, Unknown, Value


class Environment:
    """Which libraries are loaded, which environment variables the program has set, and which files it has opened."""

    def __init__(self, journal: Journal, registry: Registry) -> None:
        self._journal = journal
        self._registry = registry
        self._imported: list[Import] = []
        self._used: dict[str, Use] = {}
        self._variables_set: set[str] = set()
        self._sets_any_variable = False
        self._opened: dict[Hashable, str] = {}
        self._file_names: dict[Hashable, str] = {}
        self._unread: dict[Hashable, Hashable] = {}
        self._handed: set[str] = set()
        self._writes = 0
        self.run: tuple[Hashable, ...] = ()
        """Which run of another program it is; nothing for the program that is looked at."""

    def of_another_run(self, program: Hashable, *, is_same_program: bool) -> Environment:
        """The surroundings of another program of the project, or of this one, that is run before: it may be started
        with other arguments, and what another one reads may be written anew before this one reads it."""
        other = Environment(self._journal, self._registry)
        other.run = ("run of", program)
        other._opened = dict(self._opened)
        if not is_same_program:
            other._writes = -sys.maxsize
        return other

    def note_import(self, imported: Import) -> None:
        """A library that there are several of, such as Keras, is imported."""
        self._imported.append(imported)
        self._journal.record(imported)

    def note_use(self, flavour: str, use: Use) -> None:
        """A library that there are several of is reached by attribute: ``tf.keras``."""
        if flavour not in self._used:
            self._used[flavour] = use
            self._journal.record(Used(flavour, use))

    def set_variable(
        self, name: Value, value: Value, node: cst.CSTNode, guards: frozenset[Guard], *, is_elsewhere: bool
    ) -> None:
        """``os.environ[name] = value``. This is too late for a library that reads the variable when it is imported, if
        it is imported already."""
        variable = text_in(name)
        if variable is None:
            self._sets_any_variable = True
            return
        shown = text_in(value) or ""
        self._journal.record(EnvironmentSet(variable, shown))
        if self._registry.environment_shows_newest(variable) and not is_elsewhere:
            self._journal.record(NewestKeras())
        is_first = variable not in self._variables_set
        self._variables_set.add(variable)
        readers = self._registry.readers_of(variable) if is_first and not is_elsewhere else frozenset()
        for flavour, earlier in self._loaded() if readers else ():
            if flavour in readers and compatible(earlier.guards, guards):
                self._journal.record(LateSwitch(variable, node, flavour, earlier.place))
                return

    def may_set(self, variable: str) -> bool:
        """Whether the program may have set the environment variable itself."""
        return self._sets_any_variable or variable in self._variables_set

    def _loaded(self) -> list[tuple[str, Import | Use]]:
        return [*((one.flavour, one) for one in self._imported), *self._used.items()]

    def note_opened(self, file: Hashable, path: str) -> None:
        """``open(path)`` gave the file."""
        self._opened[file] = path

    def note_file_name(self, path: Hashable, usual: str) -> None:
        """How a path ends that is not known: ``args.words`` usually is ``words.pkl``, and wherever the folder lies,
        ``folder / "en" / "words.pkl"`` ends with ``en/words.pkl``."""
        self._file_names[path] = usual

    def file_name_of(self, path: Hashable) -> str | None:
        return self._file_names.get(before_changes(path)) if path is not None else None

    def note_unread(self, file: Hashable, content: Hashable) -> None:
        """The file has just been opened to read it, and holds this."""
        self._unread[file] = content

    def read_whole(self, file: Hashable) -> Hashable | None:
        """All that is in a file that has just been opened; what is read after that is the rest of it."""
        return self._unread.pop(file, None)

    def note_handed_on(self, text: str) -> None:
        """Code that is not seen gets the text, which may be the path of a file that it writes."""
        self._handed.add(text)

    def may_be_written_by_unseen(self, path: str) -> bool:
        """Whether code that is not seen may have written the file: ``gdown.download(url, "net.pt")``."""
        return path in self._handed

    def note_written(self) -> None:
        """Some file may have been written."""
        self._writes += 1

    @property
    def state_of_files(self) -> int:
        """As long as this number is the same, files hold what they held."""
        return self._writes

    def joined(self, folder: Value, name: Value) -> str | None:
        """``folder / name``, where one of them is a path that is known and the other may be a text."""
        if not isinstance(folder, Unknown) and not isinstance(name, Unknown):
            return None
        parts = [self.path_of(one.key) if isinstance(one, Unknown) else text_in(one) for one in (folder, name)]
        known = [part for part in parts if part is not None]
        return str(PurePath(*known)) if len(known) == len(parts) else None

    def path_of(self, file: Hashable) -> str | None:
        """The path of a file that the program has opened to read it. ``folder.mkdir()`` changes no path."""
        return self._opened.get(before_changes(file))

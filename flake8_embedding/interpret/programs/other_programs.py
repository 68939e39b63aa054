"""What other programs of the project have written: ``predict.py`` loads what ``train.py`` saves.

Such a program is run as it would run before this one: with names, objects and facts of its own. What it does to the
modules that both import, it does in another process, so nothing of that stays. Only what it has written stays, with the
objects that it made.

Assumption: data-are-there. A file that one program of the project writes, and another one reads, is read as it was
written.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager

import libcst as cst

from flake8_embedding.facts import Table
from flake8_embedding.interpret.calling.functions import call_deferred
from flake8_embedding.interpret.escaping.escaped import Escaped
from flake8_embedding.interpret.frame import Flow
from flake8_embedding.interpret.holding import Holding
from flake8_embedding.interpret.journal_entries import TableFilled, TableResized
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.model_parts import tables_in
from flake8_embedding.limits import PROGRAMS, PROGRAMS_DEPTH
from flake8_embedding.project.files import Loaded, ProjectFiles
from flake8_embedding.project.prepared import last_part
from flake8_embedding.project.writers import may_be_one_file, writers_of
from flake8_embedding.record import replace
from flake8_embedding.values.classes import Decorated
from flake8_embedding.values.memory.bindings import PartlyBound
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.provenance import Complete, Key, Saved
from flake8_embedding.values.value import (
    AllocationSite,
    Choice,
    ClassValue,
    Const,
    FunctionValue,
    TextValue,
    Unknown,
    Value,
)


class OtherPrograms:
    """The programs that write what the file reads, each run once, when something of it is read."""

    def __init__(
        self,
        machine: Machine,
        files: ProjectFiles,
        scope_of: Callable[[str, Loaded], tuple[AllocationSite, bool]],
        in_another_process: Callable[[], AbstractContextManager[None]],
    ) -> None:
        """``scope_of`` gives the scope of a program by its path, and whether it is a module that was imported. What is
        imported ``in_another_process`` is not imported in this one."""
        self._machine = machine
        self._files = files
        self._scope_of = scope_of
        self._in_another_process = in_another_process
        self._written: dict[tuple[str, ...], Value | None] = {}
        self._by_program: dict[str, list[tuple[str, Value]]] = {}
        self._running: list[str] = []
        self._asked: set[str] = set()
        self._of_tables: list[Table | TableFilled | TableResized] = []

    def written_to(self, path: str, node: cst.CSTNode) -> Value | None:
        """What a program of the project has written to the file that is read at the node, as far as its path is known;
        None where none has, or several have that are as near. The tables in it are now tables of this program."""
        held = self._written_to(path)
        if held is not None and not isinstance(held, Choice):
            # Of several models only one is in the file. Which one is not known, so ids are held against none of them.
            self._note_tables({table.key for table in tables_in(self._machine, held)}, node)
        return held

    def _note_tables(self, loaded: set[Hashable], node: cst.CSTNode) -> None:
        """Note what the other program has found out about tables that are loaded at the node. The vocabularies
        that the sizes count are left out: they are compared when that program itself is looked at."""
        entered = self._machine.call_from_here() or node
        calls = (*self._machine.open_calls(), node)
        for entry in self._of_tables if loaded else ():
            match entry:
                case Table() if entry.key in loaded:
                    self._machine.journal.record(replace(entry, named=(), entered=entered, loaded=True, calls=calls))
                case TableFilled() if entry.table in loaded:
                    self._machine.journal.record(entry)
                case TableResized() if entry.table in loaded:
                    # It may have been saved before that.
                    self._machine.journal.record(TableResized(entry.table))

    def _written_to(self, path: str) -> Value | None:
        # What is found while programs run is not all that is written: they have not written anything so far.
        name, asked = last_part(path), (path, *self._running)
        if asked not in self._written and name not in self._asked:
            # While the programs run that may write it, nothing is there.
            self._asked.add(name)
            self._written[asked] = self._asked_of_writers(path)
            self._asked.discard(name)
        return self._written.get(asked)

    @contextmanager
    def _process(self, path: str, scope: AllocationSite) -> Iterator[Delta]:
        """Run a program as it runs before this one: it imports what lies beside it. The mapping yielded is filled with
        what it has changed, none of which holds afterwards."""
        machine = self._machine
        begun = machine.journal.mark()
        surroundings = machine.environment.of_another_run(scope, is_same_program=scope is machine.main_scope)
        with (
            self._in_another_process(),
            machine.functions.kept(),
            machine.classes.kept(),
            machine.in_module(scope),
            machine.apart(Key("program", scope)),
            machine.budget.apart(),
            Holding(self._files, "finder", self._files.finder.for_program(path)),
            Holding(machine, "escaped", Escaped()),
            Holding(machine, "environment", surroundings),
            Holding(machine, "may_be_called_later", False),
            machine.path() as changed,
        ):
            yield changed
        self._of_tables += [
            entry
            for entry in machine.journal.noted_since(begun)
            if isinstance(entry, Table | TableFilled | TableResized)
        ]
        machine.journal.forget_process(begun)

    def _asked_of_writers(self, path: str) -> Value | None:
        for programs in writers_of(last_part(path), self._files.programs, self._files.finder.filename):
            found = [value for program in programs for value in self._written_there(program, path)]
            if found:
                return found[0] if len(found) == 1 and not is_none(found[0]) else None
        return None

    def _written_there(self, program: str, path: str) -> list[Value]:
        """What a program has written to the file."""
        return [value for place, value in self._written_by(program) if may_be_one_file(place, path)]

    def _written_by(self, path: str) -> list[tuple[str, Value]]:
        """What a program writes, with the path of each; nothing while it runs."""
        has_room = self._machine.budget.has_room_for_programs
        may_run = has_room and len(self._running) < PROGRAMS_DEPTH and len(self._by_program) < PROGRAMS
        if path not in self._by_program and may_run:
            self._by_program[path] = []
            self._by_program[path] = self._run(path)
        return self._by_program.get(path, [])

    def _run(self, path: str) -> list[tuple[str, Value]]:
        machine = self._machine
        if path == self._files.main:
            # What this program has written when it ran before.
            module, scope, is_known = machine.source.main.module, machine.main_scope, True
        else:
            loaded = self._files.load(path)
            if not isinstance(loaded, Loaded):
                return []
            module = loaded.source.module
            scope, is_known = self._scope_of(path, loaded)
        self._running.append(path)
        with self._process(path, scope) as changed:
            machine.store.set((scope, "__name__"), Const("__main__"))
            for statement in module.body:
                if not self._is_defined(scope, statement) and machine.execute([statement]) is Flow.AWAY:
                    break
            self._run_commands(module, scope)
            saved = self._saved_in(changed)
        self._running.pop()
        if saved:
            self._keep_new(changed, None if is_known else scope)
        return saved

    def _run_commands(self, module: cst.Module, scope: AllocationSite) -> None:
        """Run the functions that a library calls, since it has decorated them: ``@click.command() def main(): ...``."""
        for statement in module.body:
            name = statement.name.value if isinstance(statement, cst.FunctionDef) and statement.decorators else None
            held = self._machine.store.get((scope, name)) if name is not None else None
            is_command = isinstance(held, Decorated)
            while isinstance(held, Decorated):
                held = held.function
            if is_command and isinstance(held, FunctionValue):
                call_deferred(self._machine, held, None)

    def _is_defined(self, scope: AllocationSite, statement: cst.CSTNode) -> bool:
        """Whether a module that is imported, too, has this function or class already: it is the same one."""
        if not isinstance(statement, cst.FunctionDef | cst.ClassDef):
            return False
        held = self._machine.store.get((scope, statement.name.value))
        return isinstance(held, FunctionValue | ClassValue) and held.node is statement

    def _saved_in(self, changed: Delta) -> list[tuple[str, Value]]:
        """What was written, with the path of each file."""
        found: list[tuple[str, Value]] = []
        for key, value in changed.items():
            path = self._path_of(key.of) if isinstance(key, Saved) else None
            held = value.value if isinstance(value, PartlyBound) else value
            if path is not None and held is not None:
                found.append((path, held))
        return found

    def _path_of(self, place: Hashable) -> str | None:
        """The path of a file, as far as it is known from its end; of an option what it usually is."""
        if isinstance(place, Unknown | TextValue):
            return self._machine.environment.file_name_of(place.key)
        return text_in(place) if isinstance(place, Value) else None

    def _keep_new(self, changed: Delta, scope: AllocationSite | None) -> None:
        """Keep what the program made: of what was there before, it has changed only its own copy. The names in its own
        ``scope`` are new, unless it is a module that was imported."""
        store = self._machine.store
        before = {_owner(key) for key in store.keys_below()} - {scope}
        for key, value in changed.items():
            owner = _owner(key)
            if owner is not None and owner not in before:
                store.set_below(key, value)


def _owner(key: Hashable) -> AllocationSite | None:
    """The object or scope that a key of the store belongs to."""
    owner = key[0] if type(key) is tuple and key else key
    if isinstance(key, Complete):
        owner = key.of
    return owner if isinstance(owner, AllocationSite) else None

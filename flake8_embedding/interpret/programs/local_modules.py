"""Modules of the project: evaluated when something of them is read, by the same machine, each once.

A module's body runs outside of everything: whatever branch or call the import stands in, the module holds the same
afterwards. Its names lie in the store, so what the program changes in a module stays changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING

import libcst as cst

from flake8_embedding.facts import ModelReader
from flake8_embedding.interpret.budget import TOO_MUCH_ELSEWHERE
from flake8_embedding.interpret.frame import Flow
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.programs.model_readers import ModelReaders
from flake8_embedding.limits import MODULE_DEPTH, MODULES
from flake8_embedding.project.data import NotRead, data_in
from flake8_embedding.project.files import Loaded, ProjectFiles
from flake8_embedding.project.finder import ModuleFile
from flake8_embedding.project.runs import imports_what_acts
from flake8_embedding.project.texts import acts
from flake8_embedding.record import record
from flake8_embedding.values.imported import ImportedName, ModuleValue
from flake8_embedding.values.memory.join import join
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import AllocationSite, Choice, Const, LibraryName, Unknown, Value

if TYPE_CHECKING:
    from flake8_embedding.interpret.programs.other_programs import OtherPrograms


@record(frozen=False)
class _Module:
    """A module and how far it has got."""

    file: ModuleFile
    value: ModuleValue
    begun: bool = False
    loaded: Loaded | str | None = None


class LocalModules:
    """The modules that one file imports, directly and through others."""

    def __init__(self, machine: Machine, files: ProjectFiles) -> None:
        self._machine = machine
        self._files = files
        self._by_file: dict[str | tuple[str, ...], _Module] = {}
        self._by_scope: dict[AllocationSite, _Module] = {}
        self._evaluated = 0
        self._depth = 0
        self._resolved_now: set[tuple[AllocationSite, str]] = set()
        self._others: OtherPrograms | None = None
        self._readers = ModelReaders(files)
        self._note_path(machine.main_scope, files.finder.filename)
        main = ModuleFile(files.finder.filename)
        self._note(main, ModuleValue(machine.main_scope, "__main__"), begun=True)

    def _note_path(self, scope: AllocationSite, path: str) -> None:
        """``__file__``: the path is another one on each machine."""
        key = Key("file", path)
        self._machine.environment.note_opened(key, path)
        unknown = Unknown("where the file lies depends on the machine", key, "__file__")
        self._machine.store.set_below((scope, "__file__"), unknown)

    # -- finding ------------------------------------------------------------------------------------------------------

    def absolute(self, name: str) -> ModuleValue | None:
        """``import name``: the last module of the dotted name, None where it is none of the project."""
        found = self._files.finder.absolute(name, self._importer)
        return self._value_of(found, name) if found is not None else None

    def relative(self, level: int, name: str) -> ModuleValue | None:
        """``from ..name import``, with as many dots as the level says."""
        found = self._files.finder.relative(level, name, self._importer)
        return self._value_of(found, name) if found is not None else None

    def imported(self, module: ModuleValue, name: str = "") -> None:
        """An import of the module, or of one of its submodules, is executed. The body is evaluated now if it may change
        something elsewhere: it registers something, or imports modules that do. Otherwise it is evaluated when a name
        is read."""
        known = self._by_scope[module.scope]
        if not known.begun and self._acts(known):
            self._evaluate(known)
        if name and known.file.folders and self._machine.store.get((module.scope, name)) is None:
            found = self._files.finder.submodule(known.file, name)
            if found is not None:
                self.imported(self._value_of(found, f"{module.name}.{name}"))

    def evaluate(self, module: ModuleValue) -> None:
        """From here on the names of the module are bound, if its file can be read."""
        self._evaluate(self._by_scope[module.scope])

    @property
    def _importer(self) -> str:
        known = self._by_scope.get(self._machine.module_scope)
        return known.file.path if known is not None else self._files.finder.filename

    def _value_of(self, found: ModuleFile, name: str) -> ModuleValue:
        known = self._by_file.get(found.path or found.folders)
        if known is not None:
            return known.value
        scope = self._machine.allocs.of(Key("module", found.path or found.folders))
        self._machine.add_scope(scope, None)
        value = ModuleValue(scope, name)
        self._machine.store.set_below((scope, "__name__"), Const(name))
        if found.path:
            self._note_path(scope, found.path)
        self._note(found, value, begun=False)
        return value

    def _note(self, file: ModuleFile, value: ModuleValue, *, begun: bool) -> None:
        known = _Module(file, value, begun)
        self._by_file[file.path or file.folders] = self._by_scope[value.scope] = known

    def named(self, name: str) -> ModuleValue | None:
        """``sys.modules[name]``, of the modules that were imported so far."""
        found = (one.value for one in self._by_scope.values() if one.value.name == name)
        return next(found, None)

    def data(self, path: str, form: str) -> tuple[object] | None:
        """What a configuration file of the project holds, as Python's dicts and lists, in a tuple; None if it cannot be
        read. The path is relative to the folder of the file that is looked at, or to the root of the project."""
        found = self._files.data_file(path)
        if found is None:
            return None
        try:
            return (data_in(found, form),)
        except NotRead:
            return None

    def written(self, path: str, node: cst.CSTNode) -> Value | None:
        """What another program of the project has written to the file that is read at the node, see
        ``OtherPrograms``."""
        if self._others is None:
            # Imported here: most programs load nothing, and an editor starts flake8 anew for each.
            from flake8_embedding.interpret.programs.other_programs import OtherPrograms

            self._others = OtherPrograms(self._machine, self._files, self._scope_of_program, self._in_another_process)
        return self._others.written_to(path, node)

    def readers_of_model(self, path: str) -> tuple[ModelReader, ...]:
        """The other programs that may load the model which this one saves to the file."""
        return self._readers.of_model(path)

    @contextmanager
    def _in_another_process(self) -> Iterator[None]:
        """Modules that are imported in here are imported anew when this program does."""
        begun = {key for key, known in self._by_file.items() if known.begun}
        try:
            yield
        finally:
            for key, known in self._by_file.items():
                known.begun = key in begun

    def _scope_of_program(self, path: str, loaded: Loaded) -> tuple[AllocationSite, bool]:
        """The scope in which a program runs that other files may import as a module, and whether they have."""
        known = self._by_file.get(path)
        if known is not None and known.begun:
            return known.value.scope, True
        value = self._value_of(ModuleFile(path), PurePath(path).stem)
        self._add(path, loaded)
        return value.scope, False

    # -- reading ------------------------------------------------------------------------------------------------------

    def member(self, module: ModuleValue, name: str) -> Value:
        """``module.name``: what the module binds, or its submodule of that name."""
        return self._found(module, name) or self._missing(module, name)

    def has(self, module: ModuleValue, name: str) -> bool:
        return self._found(module, name) is not None

    def resolved(self, value: Value) -> Value:
        """What an imported name stands for; any other value as it is."""
        match value:
            case ImportedName(module=module, name=name):
                return self.member(module, name)
            case Choice(options=options) if any(isinstance(one.value, ImportedName) for one in options):
                held = tuple((self.resolved(one.value), one.guards) for one in options)
                return join(held, Key("imported", options))
        return value

    def names_in(self, module: ModuleValue) -> Iterator[str]:
        """The names that ``from module import *`` brings."""
        known = self._by_scope[module.scope]
        self._evaluate(known)
        store = self._machine.store
        listed = _texts_in(known)
        if listed is not None:
            yield from listed
            return
        yield from (name for name, _ in store.names_in(module.scope) if not name.startswith("_"))

    def is_whole(self, module: ModuleValue) -> bool:
        """Whether all names of the module are seen."""
        known = self._by_scope[module.scope]
        self._evaluate(known)
        return not isinstance(known.loaded, str) and not self._machine.store.get((module.scope, "*"))

    def _found(self, module: ModuleValue, name: str) -> Value | None:
        path = f"{module.name}.{name}"
        if self._machine.registry.is_declared(path):
            return LibraryName(path)
        known = self._by_scope[module.scope]
        self._evaluate(known)
        key = (module.scope, name)
        held = self._machine.store.get(key)
        # ``from . import rnn`` in a package means its submodule, and two modules may import a name from each other.
        if held is not None and key not in self._resolved_now:
            self._resolved_now.add(key)
            value = self.resolved(held)
            self._resolved_now.discard(key)
            if value is not held:
                self._machine.store.set_below(key, value)
            return value
        found = self._files.finder.submodule(known.file, name) if known.file.folders else None
        return self._value_of(found, f"{module.name}.{name}") if found is not None else None

    def _missing(self, module: ModuleValue, name: str) -> Unknown:
        known = self._by_scope[module.scope]
        where = self._files.shown(known.file.path or known.file.folders[0])
        why = f": {known.loaded}" if isinstance(known.loaded, str) else ""
        return Unknown(f"{name} is not bound in {where}{why}", ("import", module.scope, name), name)

    # -- evaluation ---------------------------------------------------------------------------------------------------

    def _evaluate(self, known: _Module) -> None:
        """Evaluate the body, unless that has been done or is being done."""
        if known.begun:
            return
        known.begun = True
        if not known.file.path:
            return
        known.loaded = self._loaded(known)
        if isinstance(known.loaded, str):
            return
        self._evaluated += 1
        path = known.file.path
        self._add(path, known.loaded)
        self._depth += 1
        with self._machine.in_module(known.value.scope):
            for statement in known.loaded.source.module.body:
                if self._machine.execute([statement]) is Flow.AWAY:
                    break
        self._depth -= 1

    def _add(self, path: str, loaded: Loaded) -> None:
        self._machine.source.add(path, self._files.shown(path), loaded.source)
        self._files.finder.add(loaded.added)

    def _loaded(self, known: _Module) -> Loaded | str:
        if self._evaluated >= MODULES:
            return f"more than {MODULES} modules are imported"
        if self._depth >= MODULE_DEPTH:
            return f"modules import each other more than {MODULE_DEPTH} deep"
        if not self._machine.may_follow(known.value.scope):
            return TOO_MUCH_ELSEWHERE
        return self._files.load(known.file.path)

    def _acts(self, known: _Module) -> bool:
        """Whether evaluating the body may change something outside of the module."""
        path = known.file.path
        if not path or self._evaluated >= MODULES or self._depth >= MODULE_DEPTH:
            return False
        return acts(path) or (bool(known.file.folders) and imports_what_acts(path, self._files.finder))


def _texts_in(known: _Module) -> list[str] | None:
    """The constant texts of ``__all__``, None where the module has none or it is made in another way."""
    if not isinstance(known.loaded, Loaded):
        return None
    listed: list[str] | None = None
    for line in known.loaded.source.module.body:
        for statement in line.body if isinstance(line, cst.SimpleStatementLine) else ():
            match statement:
                case cst.Assign(
                    targets=[cst.AssignTarget(target=cst.Name(value="__all__"))], value=cst.List() | cst.Tuple() as made
                ):
                    texts = [_text(one.value) for one in made.elements]
                    known_texts = [text for text in texts if text is not None]
                    listed = known_texts if len(known_texts) == len(texts) else None
    return listed


def _text(node: cst.BaseExpression) -> str | None:
    value = node.evaluated_value if isinstance(node, cst.SimpleString) else None
    return value if isinstance(value, str) else None

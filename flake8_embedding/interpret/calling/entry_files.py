"""What a call of what an entry describes notes of files, and asks of them."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.interpret.calling.entry_arguments import EntryArguments
from flake8_embedding.interpret.journal_entries import ModelSaved, UnknownLoad
from flake8_embedding.interpret.networks.model_parts import tables_in
from flake8_embedding.record import record
from flake8_embedding.values.objects import LibraryObject
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.relations import before_changes
from flake8_embedding.values.value import Const, TextValue, Unknown, Value


@record(frozen=True)
class EntryFiles(EntryArguments):
    """The call, and the files that are known."""

    def note_file(self, opened: Value, path: str) -> None:
        if isinstance(opened, Unknown):
            self.machine.environment.note_opened(opened.key, path)

    def noted_path(self, file: Value) -> str | None:
        return self.machine.environment.path_of(file.key) if isinstance(file, Unknown) else None

    def note_file_name(self, path: Value, usual: str) -> None:
        if isinstance(path, Unknown):
            self.machine.environment.note_file_name(path.key, usual)

    def file_name(self, path: Value) -> str | None:
        if not isinstance(path, Unknown | TextValue):
            return None
        return self.machine.environment.file_name_of(path.key)

    def note_text(self, file: Value, text: str | None) -> None:
        key = _file_key(file)
        if key is not None:
            self.store.set(key, TextValue() if text is None else Const(text))

    def text_of(self, file: Value) -> str | None:
        content, key = self.store.content(file), _file_key(file)
        held = content.setting("text") if isinstance(content, LibraryObject) else self.store.get(key) if key else None
        return text_in(held)

    def note_unread(self, opened: Value, content: Hashable) -> None:
        if isinstance(opened, Unknown):
            self.machine.environment.note_unread(opened.key, content)

    def read_whole(self, file: Value) -> Hashable | None:
        return self.machine.environment.read_whole(file.key) if isinstance(file, Unknown) else None

    def note_written(self) -> None:
        self.machine.environment.note_written()

    @property
    def state_of_files(self) -> int:
        return self.machine.environment.state_of_files

    def file_content(self, file: Value, form: str) -> tuple[object] | None:
        path = self.noted_path(file)
        return None if path is None else self.machine.modules.data(path, form)

    def written_by_others(self, path: str) -> Value | None:
        if self.machine.environment.may_be_written_by_unseen(path):
            return None
        return self.machine.modules.written(path, self.node)

    def note_unknown_load(self) -> None:
        self.machine.journal.record(UnknownLoad())

    def note_model_saved(self, model: Value, path: str) -> None:
        tables = tables_in(self.machine, model)
        readers = self.machine.modules.readers_of_model(path) if tables else ()
        for reader in readers:
            for table in tables:
                self.machine.journal.record(ModelSaved(table.key, reader))


def _file_key(file: Value) -> Hashable:
    """The key under which the store holds the text that was written to a file; None if the value is no path."""
    match file:
        case Unknown(key=key):
            return ("text written to", before_changes(key))
        case Const(value=str(path)):
            return ("text written to", path)
    return None

"""Which other programs of the project may load a model that this one saves, whether or not its imports are followed."""

from __future__ import annotations

from flake8_embedding.facts import ModelReader
from flake8_embedding.interpret.programs.project_modules import NoModules
from flake8_embedding.project.files import ProjectFiles


class ModelReaders:
    """The readers of each model, which is asked for once: a loop evaluates what saves the model again."""

    def __init__(self, files: ProjectFiles) -> None:
        self._files = files
        self._known: dict[tuple[str, str], tuple[ModelReader, ...]] = {}

    def of_model(self, path: str) -> tuple[ModelReader, ...]:
        """The other programs that may load the model which this one saves to the file."""
        # Imported here: most programs save nothing, and an editor starts flake8 anew for each.
        from flake8_embedding.project.prepared import last_part
        from flake8_embedding.project.writers import readers_of_model

        asked = last_part(path), self._files.finder.filename
        if asked not in self._known:
            found = readers_of_model(asked[0], self._files.programs, self._files.finder)
            self._known[asked] = tuple(ModelReader(one, self._files.shown(one)) for one in found)
        return self._known[asked]


class OnlyReaders(NoModules):
    """No imports are followed, since those of the project are too much work. Its programs may load what is saved all
    the same."""

    def __init__(self, files: ProjectFiles) -> None:
        self._readers = ModelReaders(files)

    def readers_of_model(self, path: str) -> tuple[ModelReader, ...]:
        return self._readers.of_model(path)

"""What was configured for one file: options, what the project declares, and what the file is part of. One immutable
value that is made by the door and handed down; two configurations in one process do not meet."""

from __future__ import annotations

from flake8_embedding.project.declared import Package
from flake8_embedding.record import record


@record(frozen=True)
class Config:
    """``keras`` is "auto", "tf.keras" or "keras-3", with its ``minor`` version where that was said (at least that one,
    unless it is ``pinned``), and ``declared`` where the project's requirements say so. ``conditional`` is "report" or
    "hide"; ``silent`` are the codes of rules that are not to speak. ``package`` is what the file itself is part of.
    ``tables`` are the project's own tables: the dotted path of each and the argument that is the number of rows."""

    keras: str = "auto"
    minor: int | None = None
    pinned: bool = True
    conditional: str = "report"
    silent: frozenset[str] = frozenset()
    declared: str = ""
    keras_is_known: bool = False
    """Whether the project says that its Keras is older than Keras 3."""
    package: Package | None = None
    keras_beside: Package | None = None
    """The source of Keras, where the file's project has it."""
    tables: frozenset[tuple[str, str]] = frozenset()
    filename: str = ""
    """The file itself, from which imports of its project are followed; empty where they are not."""

    @property
    def because(self) -> str:
        """The end of a message that is true for the Keras that the project declares."""
        return f" (the project requires {self.declared})" if self.declared else ""

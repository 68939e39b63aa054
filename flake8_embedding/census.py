"""The census: every construction of a table and of an indexer, and every import of a Keras, found by syntax alone.

A libcst visitor that knows no values. It resolves names by the imports of the file and nothing else, so it also finds
what stands where the interpretation never comes: behind a ``return``, in a branch that no run takes. What the census
has and the interpretation did not reach is told by ``trace``, so that nothing is left out in silence.
"""

from __future__ import annotations

from enum import Enum

import libcst as cst

from flake8_embedding.library.registry import Registry
from flake8_embedding.library.spec import MakesIndexer, MakesTable
from flake8_embedding.record import record
from flake8_embedding.syntax.dotted import dotted
from flake8_embedding.syntax.source import Source
from flake8_embedding.syntax.walk import visit


class Kind(Enum):
    """What the census counts."""

    TABLE = "table"
    INDEXER = "indexer"
    IMPORT = "import"


@record(frozen=True)
class Counted:
    """One place of interest: ``node`` is the call or the import, ``path`` what is called or imported."""

    kind: Kind
    node: cst.CSTNode
    path: str


def census_of(source: Source, registry: Registry) -> list[Counted]:
    """Everything of interest in a file, in the order of its text."""
    visitor = Census(registry)
    visit(source.module, visitor)
    return visitor.found


class Census(cst.CSTVisitor):
    """Collects what a module constructs and imports. A name stands for what the last import or plain assignment above
    made of it, whatever the scope: ``E = nn.Embedding`` is followed, ``E = chosen()`` ends what is known of ``E``."""

    def __init__(self, registry: Registry) -> None:
        super().__init__()
        self.found: list[Counted] = []
        self._registry = registry
        self._paths: dict[str, str] = {}

    def visit_Import(self, node: cst.Import) -> None:
        for alias in node.names:
            path = dotted(alias.name)
            self._count_import(alias, path)
            if alias.asname is not None and isinstance(alias.asname.name, cst.Name):
                self._paths[alias.asname.name.value] = path
            else:
                top = path.partition(".")[0]
                self._paths[top] = top

    def visit_ImportFrom(self, node: cst.ImportFrom) -> None:
        if node.relative or node.module is None:
            return
        module = dotted(node.module)
        if isinstance(node.names, cst.ImportStar):
            self._count_import(node, module)
            self._paths.update({name: f"{module}.{name}" for name in self._registry.names_in(module)})
            return
        names = [(alias, dotted(alias.name)) for alias in node.names]
        modules = [f"{module}.{name}" for _, name in names]
        self._count_import(node, *([module] if self._registry.flavour_of(module) is not None else modules))
        for alias, name in names:
            bound = alias.asname.name.value if alias.asname and isinstance(alias.asname.name, cst.Name) else name
            self._paths[bound] = f"{module}.{name}"

    def leave_Assign(self, original_node: cst.Assign) -> None:
        path = self._path(original_node.value)
        for target in original_node.targets:
            if isinstance(target.target, cst.Name):
                self._bind(target.target.value, path)

    def visit_Call(self, node: cst.Call) -> None:
        path = self._path(node.func)
        entry = self._registry.entry_for(path) if path is not None else None
        if path is None or entry is None:
            return
        if isinstance(entry.effect, MakesTable):
            self.found.append(Counted(Kind.TABLE, node, path))
        elif isinstance(entry.effect, MakesIndexer):
            self.found.append(Counted(Kind.INDEXER, node, path))

    def _count_import(self, node: cst.CSTNode, *paths: str) -> None:
        for path in paths:
            exact = self._registry.is_known_module(path)
            if exact or self._registry.flavour_of(path.rpartition(".")[0]) is not None:
                self.found.append(Counted(Kind.IMPORT, node, path))

    def _bind(self, name: str, path: str | None) -> None:
        if path is None:
            self._paths.pop(name, None)
        else:
            self._paths[name] = path

    def _path(self, node: cst.BaseExpression) -> str | None:
        """The dotted path that a name or an attribute stands for by the imports."""
        match node:
            case cst.Name(value=name):
                return self._paths.get(name)
            case cst.Attribute(value=owner, attr=attribute):
                path = self._path(owner)
                return None if path is None else f"{path}.{attribute.value}"
        return None

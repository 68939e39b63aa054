"""Which modules of a project an import runs, and whether one of them changes what others read."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_embedding.project.finder import Finder, ModuleFile
from flake8_embedding.project.glance import Imported, glance
from flake8_embedding.project.texts import acts, stamp_of


def imports_what_acts(path: str, finder: Finder) -> bool:
    """Whether a package's ``__init__.py`` imports a module that may change something that another reads."""
    stamp = stamp_of(path)
    seen = glance(stamp) if stamp is not None else None
    if seen is None:
        return False
    return any(acts(module.path) for one in seen.imports for module in run_by(one, path, finder))


def _module(one: Imported, importer: str, finder: Finder) -> ModuleFile | None:
    if one.level:
        return finder.relative(one.level, one.module, importer)
    return finder.absolute(one.module, importer)


def run_by(one: Imported, importer: str, finder: Finder) -> Iterator[ModuleFile]:
    """The module, and its submodule of that name, that the import runs."""
    module = _module(one, importer, finder)
    if module is not None:
        yield module
        inner = finder.submodule(module, one.name) if one.name and module.folders else None
        if inner is not None:
            yield inner

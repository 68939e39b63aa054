"""Does a file use something of its project's modules that leads to a table? Follows names from module to module.

``Net`` of a module leads to a table if its part makes one, or names something that does. What is found out of a name
holds for all files of a folder.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from flake8_embedding.limits import GLANCES
from flake8_embedding.prefilter.lines import places_alone
from flake8_embedding.prefilter.words import TABLES
from flake8_embedding.project.finder import Finder, ModuleFile
from flake8_embedding.project.glance import Glance, Imported, Uses, code_of, glance, imports_of
from flake8_embedding.project.seen import Node, Seen, makes_table
from flake8_embedding.project.texts import registers, stamp_of


def may_lead_to_table(
    text: str, finder: Finder, own_words: tuple[str, ...] = (), known: Projects | None = None
) -> bool:
    """Whether a file with this text uses a name of its project's modules that leads to a table. ``known`` is what was
    found out for other files."""
    names, imports, used = used_by(text, finder, own_words, {} if known is None else known)
    return names.lead([*used, *names.registering(imports, finder.filename)], makes_table)


def used_by(
    text: str, finder: Finder, own_words: tuple[str, ...], known: Projects
) -> tuple[Names, list[Imported], list[Node]]:
    """The imports of the project's modules in a text, and the names of these that it uses."""
    names = names_for(finder, own_words, known)
    if "import" not in text:
        return names, [], []
    text = code_of(text)
    # Most imports are of no module of the project: their names are not looked for.
    imports = [one for one in imports_of(text) if names.module(one, finder.filename) is not None]
    return names, imports, [node for one in imports for node in names.used(one, text, finder.filename)]


class _Project:
    """What does not depend on the folder of the file that is looked at."""

    def __init__(self, finder: Finder, own_words: tuple[str, ...]) -> None:
        self.finder = finder
        self._own_words = own_words
        self._relative: dict[tuple[int, str, str], ModuleFile | None] = {}
        self._inner: dict[tuple[ModuleFile, str], ModuleFile | None] = {}
        self._glances: dict[str, Glance | None] = {}
        self._registering: dict[str, bool] = {}
        self._listed: dict[str, frozenset[str]] = {}
        self.folders: dict[str, Names] = {}

    def relative(self, one: Imported, importer: str) -> ModuleFile | None:
        asked = (one.level, one.module, importer)
        if asked not in self._relative:
            self._relative[asked] = self.finder.relative(one.level, one.module, importer)
        return self._relative[asked]

    def submodule(self, module: ModuleFile, name: str) -> ModuleFile | None:
        if not module.folders or name in ("", "*"):
            return None
        asked = (module, name)
        if asked not in self._inner:
            self._inner[asked] = self.finder.submodule(module, name)
        return self._inner[asked]

    def glance(self, module: ModuleFile) -> Glance | None:
        path = module.path
        if not path:
            return None
        if path not in self._glances:
            stamp = stamp_of(path)
            self._glances[path] = glance(stamp, self._own_words) if stamp is not None else None
        return self._glances[path]

    def listed_in(self, folder: str) -> frozenset[str]:
        if folder not in self._listed:
            self._listed[folder] = _modules_in(folder)
        return self._listed[folder]

    def registers(self, module: ModuleFile) -> bool:
        path = module.path
        if path not in self._registering:
            stamp = stamp_of(path) if path else None
            self._registering[path] = stamp is not None and registers(stamp)
        return self._registering[path]


class Names:
    """What the names of modules lead to, for the files in one folder."""

    def __init__(self, project: _Project, folder: str) -> None:
        self._project = project
        # Any file in it: a path that ends with a slash would be that of the folder, which lies in the one above.
        self._finder = project.finder.for_program(os.path.join(folder, "__main__.py"))
        self._absolute: dict[tuple[str, str], ModuleFile | None] = {}
        self._registering: dict[str, list[Node]] = {}
        self._exported: dict[ModuleFile, frozenset[str]] = {}
        self._after: dict[Node, Seen] = {}
        self._known: dict[Callable[[Seen], bool], dict[Node, bool]] = {}

    # -- modules ------------------------------------------------------------------------------------------------------

    def module(self, one: Imported, importer: str) -> ModuleFile | None:
        if one.level:
            return self._project.relative(one, importer)
        asked = (one.module, importer)
        if asked not in self._absolute:
            self._absolute[asked] = self._finder.absolute(one.module, importer)
        return self._absolute[asked]

    def _names_of(self, module: ModuleFile) -> frozenset[str]:
        """What can be read from a module: what is bound in it, also by a star, and its submodules."""
        return self._bound_in(module) | self._listed_in(module)

    def _bound_in(self, module: ModuleFile) -> frozenset[str]:
        known = self._exported.get(module)
        if known is not None:
            return known
        found: set[str] = set()
        waiting, done = [module], {module}
        while waiting:
            one = waiting.pop()
            seen = self._project.glance(one)
            if seen is None:
                continue
            found |= seen.names
            for star in (star for star in seen.imports if star.name == "*"):
                source = self.module(star, one.path)
                if source is not None and source not in done:
                    done.add(source)
                    waiting.append(source)
        known = self._exported[module] = frozenset(found)
        return known

    def _listed_in(self, module: ModuleFile) -> frozenset[str]:
        return frozenset(name for folder in module.folders for name in self._project.listed_in(folder))

    def registering(self, imports: Iterable[Imported], importer: str) -> list[Node]:
        """The modules that the mere imports run, and that may put tables where they are found."""
        found = (
            run
            for one in imports
            if (module := self.module(one, importer)) is not None
            for run in (module, self._project.submodule(module, one.name))
        )
        return [(run, "", False) for run in found if run is not None and self._project.registers(run)]

    # -- names --------------------------------------------------------------------------------------------------------

    def used(self, one: Imported, text: str, importer: str) -> Iterator[Node]:
        """What of an import a text uses: ``import utils`` may stand there for ``utils.seed`` alone."""
        module = self.module(one, importer)
        if module is None:
            return
        if one.name == "*":
            words = frozenset(re.findall(r"\w+", text))
            yield from ((module, name, True) for name in sorted(words & self._bound_in(module)))
            if not words.isdisjoint(TABLES):
                # The module may hand on a library's: ``from keras.layers import *``.
                yield module, "", False
        elif not one.bound:
            yield module, "", False
        else:
            path = one.module if not one.name and one.bound == one.module.partition(".")[0] else one.bound
            attributes, alone = _attributes(path, text)
            inner = self._project.submodule(module, one.name)
            # One mention is the import itself.
            if one.name and inner is None:
                yield from [(module, one.name, True)] if alone + len(attributes) > 1 else []
            elif alone > 1:
                # The module itself is handed on: ``getattr(models, name)``.
                yield module, one.name, bool(one.name)
            else:
                yield from ((inner or module, name, True) for name in sorted(set(attributes)))

    def run_by(self, path: str, seen: Glance) -> list[Node]:
        """The names of other modules that a program uses when it runs."""
        return list(self._after_uses(path, "", seen, seen.run, by_name=True))

    def lead(self, begin: list[Node], sought: Callable[[Seen], bool]) -> bool:
        """Whether one of the names leads to what is sought. That a module registers something matters for tables."""
        all_known = self._known.setdefault(sought, {})
        before: dict[Node, Node | None] = dict.fromkeys(begin)
        waiting = list(before)
        looked = 0
        while waiting:
            node = waiting.pop()
            known = all_known.get(node)
            if known is None:
                if node not in self._after:
                    if looked >= GLANCES:
                        return False
                    looked += 1
                    self._after[node] = self._look(node)
                seen = self._after[node]
                known = sought(seen)
                for one in chain(seen.after, seen.registering) if sought is makes_table else seen.after:
                    if one not in before:
                        before[one] = node
                        waiting.append(one)
            if known:
                led: Node | None = node
                while led is not None:
                    all_known[led] = True
                    led = before[led]
                return True
        all_known.update(dict.fromkeys(before, False))
        return False

    def _look(self, node: Node) -> Seen:
        """What the name's own part does, and what else it leads to."""
        module, name, by_name = node
        inner = self._project.submodule(module, name)
        after: list[Node] = [] if inner is None else [(inner, "", False)]
        seen = self._project.glance(module)
        if seen is None:
            return Seen(after)
        registering: list[Node] = []
        if module.folders:
            if module.path not in self._registering:
                self._registering[module.path] = self.registering(seen.imports, module.path)
            registering = self._registering[module.path]
        if name:
            uses = seen.uses(name)
            after += self._after_uses(module.path, name, seen, uses, by_name=by_name)
            return Seen(after, registering, uses.makes_table or (by_name and uses.reads_rows), uses.saves, uses.loads)
        whole = ((self.module(one, module.path), one.name) for one in seen.imports)
        after += [(found, "" if bound == "*" else bound, False) for found, bound in whole if found is not None]
        return Seen(after, registering, bool(seen.tables), seen.saves, seen.loads)

    def _after_uses(self, path: str, name: str, seen: Glance, uses: Uses, *, by_name: bool) -> Iterator[Node]:
        """What a part of a module uses of others."""
        for one in uses.imports:
            found = self.module(one, path)
            if found is not None:
                names = self._imported(found, one, name, seen, uses)
                yield from ((held, other, by_name and bool(other)) for held, other in names)

    def _imported(
        self, found: ModuleFile, one: Imported, name: str, seen: Glance, uses: Uses
    ) -> Iterator[tuple[ModuleFile, str]]:
        """What of an imported module the part of a name uses."""
        inner = self._project.submodule(found, one.name)
        if one.name == "*":
            yield from ((found, word) for word in (uses.words - seen.names) & self._bound_in(found))
        elif (one.name and inner is None) or one.bound == name or seen.is_handed_on(one.bound, uses.parts):
            yield found, one.name
        else:
            held = inner or found
            yield from ((held, word) for word in uses.attributes & self._names_of(held))


def _attributes(path: str, text: str) -> tuple[list[str], int]:
    """The attributes that are read of a module, and how often its name stands without one."""
    attributes, alone = [], 0
    attribute = re.compile(r"\.(\w+)")
    for place in places_alone(path, text):
        found = attribute.match(text, place + len(path))
        if found is None:
            alone += 1
        else:
            attributes.append(found[1])
    return attributes, alone


def _modules_in(folder: str) -> frozenset[str]:
    """The names of what may be modules in a folder."""
    try:
        return frozenset(name.removesuffix(".py") for name in os.listdir(folder)) - {"__init__"}
    except OSError:
        return frozenset()


Projects = dict[tuple[str, frozenset[str], tuple[str, ...]], _Project]
"""Projects by their roots, and by the configuration."""


def names_for(finder: Finder, own_words: tuple[str, ...], known: Projects) -> Names:
    """What is known of names for the folder of the finder's file."""
    asked = (finder.root, finder.libraries, own_words)
    project = known.get(asked)
    if project is None:
        project = known[asked] = _Project(finder, own_words)
    folder = os.path.dirname(finder.filename)
    if folder not in project.folders:
        project.folders[folder] = Names(project, folder)
    return project.folders[folder]

"""Does a file use something of its project's modules that leads to a table? A glance at their texts.

Nothing is parsed. A module is taken apart at its left margin, into functions, classes and the rest, and each part into
words: ``Net`` leads to a table if ``nn.Embedding(`` stands in it, or the name of something that does. It says too often
rather than too seldom that it does; each text is looked at once a process.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from flake8_embedding.limits import GLANCES
from flake8_embedding.prefilter.words import TABLES, TABLES_OF
from flake8_embedding.project.finder import Finder, ModuleFile
from flake8_embedding.project.texts import Stamp, acts, stamp_of, text_of
from flake8_embedding.record import record

_IMPORT = r"(?m)^[ \t]*(?:from[ \t]+(\.*)[ \t]*([\w.]*)[ \t]+import[ \t]*(\([^)]*\)|[^\n(]*)|import[ \t]+([^\n]+))"
_BY_NAME = r"""\bimport_module\(\s*["']([\w.]+)["']"""
_NAME = r"(\*|[\w.]+)(?:\s+as\s+(\w+))?"
_PART = r"(?m)^(?:(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)|(\w+)[ \t]*[:=]|[@\w])"
_WORD = r"\w+"
_ANY_TABLE = "|".join(sorted(TABLES))
_TABLE = rf"\b(?:{_ANY_TABLE})\s*\(|[.(]\s*(?:{_ANY_TABLE})\b"


@record(frozen=True)
class Imported:
    """One name that an import binds: ``name`` of the module, empty where it is the module itself, ``*`` for all."""

    level: int
    module: str
    name: str
    bound: str


@record(frozen=True)
class Glance:
    """What a module's text shows: the words of each of its parts, those that make tables, and what it imports."""

    parts: dict[str, frozenset[str]]
    tables: frozenset[str]
    imports: tuple[Imported, ...]


def may_lead_to_table(text: str, finder: Finder, own_words: tuple[str, ...] = ()) -> bool:
    """Whether a file with this text uses a name of its project's modules that leads to a table."""
    if "import" not in text:
        return False
    search = _Search(finder, own_words)
    # Most imports are of no module of the project: their names are not looked for.
    imports = [one for one in imports_of(text) if search.finds(one, finder.filename)]
    if not imports:
        return False
    words = Counter(re.findall(_WORD, text))
    return any(search.leads(used, finder.filename) for one in imports for used in _used(one, text, words)) or any(
        search.registers(one, finder.filename) for one in imports
    )


def _used(one: Imported, text: str, words: Counter[str]) -> Iterator[Imported]:
    """What of an import the text uses: ``import utils`` may stand there for ``utils.seed`` alone."""
    if one.name or not one.bound:
        # A name that stands nowhere but in its import is not used.
        if one.name == "*" or not one.bound or words[one.bound] > 1:
            yield one
        return
    path = one.module if one.bound == one.module.partition(".")[0] else one.bound
    names: set[str] = set()
    alone = 0
    # A pattern that begins with a text is found ten times as fast as one that begins with the end of a word.
    for found in re.finditer(rf"{re.escape(path)}\b(?:(?=\.(\w+))|)", text):
        before = text[found.start() - 1 : found.start()]
        if before.isalnum() or before == "_":
            continue
        if found[1]:
            names.add(found[1])
        else:
            alone += 1
    if alone > 1:
        # The module itself is handed on: ``getattr(models, name)``.
        names = {""}
    for name in sorted(names):
        yield Imported(0, one.module, name, one.bound)


def imports_of(text: str) -> Iterator[Imported]:
    """All imports in a text, wherever they stand."""
    for found in re.finditer(_IMPORT, text):
        dots, module, names, modules = found.groups()
        if modules is not None:
            for path, alias in re.findall(_NAME, modules.partition("#")[0]):
                yield Imported(0, path, "", alias or path.partition(".")[0])
        else:
            for name, alias in re.findall(_NAME, re.sub(r"#[^\n]*", "", names)):
                yield Imported(len(dots), module, name, alias or name)
    for path in re.findall(_BY_NAME, text):
        yield Imported(0, path, "", "")


def imports_what_acts(path: str, finder: Finder) -> bool:
    """Whether a package's ``__init__.py`` imports a module that may change something that another reads."""
    stamp = stamp_of(path)
    seen = _glance(stamp, ()) if stamp is not None else None
    if stamp is None or seen is None:
        return False
    known = _WHAT_ACTS.get(stamp)
    if known is None:
        search = _Search(finder, ())
        known = _WHAT_ACTS[stamp] = any(search.acts(one, path) for one in seen.imports)
    return known


_WHAT_ACTS: dict[Stamp, bool] = {}


class _Search:
    """Follows names from module to module, each once."""

    def __init__(self, finder: Finder, own_words: tuple[str, ...]) -> None:
        self._finder = finder
        self._own_words = own_words
        self._seen: set[tuple[str, str]] = set()
        self._looked = 0

    def finds(self, one: Imported, importer: str) -> bool:
        """Whether the project has the module."""
        return self._module(one, importer) is not None

    def leads(self, one: Imported, importer: str) -> bool:
        module = self._module(one, importer)
        return module is not None and self._name_leads(module, one.name)

    def _module(self, one: Imported, importer: str) -> ModuleFile | None:
        if one.level:
            return self._finder.relative(one.level, one.module, importer)
        return self._finder.absolute(one.module, importer)

    def registers(self, one: Imported, importer: str) -> bool:
        """Whether the mere import runs a module that makes tables, and that may put them where they are found."""
        return any(acts(found.path) and self._name_leads(found, "") for found in self._imported(one, importer))

    def acts(self, one: Imported, importer: str) -> bool:
        """Whether the import runs a module that may change something that another reads."""
        return any(acts(found.path) for found in self._imported(one, importer))

    def _imported(self, one: Imported, importer: str) -> Iterator[ModuleFile]:
        """The module, and its submodule of that name, that the import runs."""
        module = self._module(one, importer)
        if module is not None:
            yield module
            inner = self._finder.submodule(module, one.name) if one.name and module.folders else None
            if inner is not None:
                yield inner

    def _name_leads(self, module: ModuleFile, name: str) -> bool:
        """Whether a name of a module leads to a table; all of its names where the name is empty or a star."""
        inner = self._finder.submodule(module, name) if name and name != "*" and module.folders else None
        if inner is not None and self._name_leads(inner, ""):
            return True
        key = (module.path or module.folders[0], name)
        if key in self._seen or self._looked > GLANCES:
            return False
        self._seen.add(key)
        self._looked += 1
        stamp = stamp_of(module.path) if module.path else None
        seen = _glance(stamp, self._own_words) if stamp is not None else None
        if seen is None:
            return False
        if module.folders and any(self.registers(one, module.path) for one in seen.imports):
            return True
        if not name or name == "*":
            return bool(seen.tables) or any(self.leads(one, module.path) for one in seen.imports)
        return self._part_leads(seen, module, name)

    def _part_leads(self, seen: Glance, module: ModuleFile, name: str) -> bool:
        waiting, done = [name], {name}
        words: set[str] = set()
        while waiting:
            part = waiting.pop()
            if part in seen.tables:
                return True
            used = seen.parts.get(part, frozenset())
            words |= used
            new = [word for word in used if word in seen.parts and word not in done]
            done.update(new)
            waiting += new
        wanted = words | done
        return any(self.leads(one, module.path) for one in seen.imports if one.bound in wanted or one.name == "*")


@lru_cache(maxsize=4096)
def _glance(stamp: Stamp, own_words: tuple[str, ...]) -> Glance | None:
    text = text_of(stamp[0])
    return None if text is None else glance(text, own_words)


def glance(text: str, own_words: tuple[str, ...] = ()) -> Glance:
    """A module's text, taken apart."""
    imports = tuple(imports_of(text))
    named = [name for name, library in TABLES_OF.items() if library in text and name in text]
    makes_none = not (named or re.search(_TABLE, text) or any(word in text for word in own_words))
    parts: dict[str, set[str]] = {}
    tables: set[str] = set()
    for name, part in _parts(text):
        words = set(re.findall(_WORD, part))
        parts.setdefault(name, set()).update(words)
        if not makes_none and (re.search(_TABLE, part) or not words.isdisjoint((*named, *own_words))):
            tables.add(name)
    return Glance({name: frozenset(words) for name, words in parts.items()}, frozenset(tables), imports)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The statements at the left margin: the name that each binds, and its text."""
    begins = list(re.finditer(_PART, text))
    for number, found in enumerate(begins):
        end = begins[number + 1].start() if number + 1 < len(begins) else len(text)
        yield found[1] or found[2] or "", text[found.start() : end]

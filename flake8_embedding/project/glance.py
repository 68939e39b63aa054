"""A module of a project at a glance: its parts, which of them make tables, and what it imports. Knows no other module.

Nothing is parsed. A module is taken apart at its left margin, into functions, classes and the rest, and each part into
words. It is said too often rather than too seldom that a part makes a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from flake8_embedding.prefilter.lines import COLUMNS, is_quoted, places_alone
from flake8_embedding.prefilter.words import READ_ROWS, TABLES, TABLES_OF
from flake8_embedding.project.loaders import LOADS_OBJECTS_OR_MODELS
from flake8_embedding.project.texts import Stamp, text_of
from flake8_embedding.record import record, replace

_GAP = r"(?:[ \t]|\\\n)"
_REST = r"(?:\\\n|[^\n(])*"
_IMPORT = (
    rf"[ \t]*(?:from{_GAP}+(\.*){_GAP}*([\w.]*){_GAP}+import{_GAP}*(\([^)]*\)|{_REST})|import{_GAP}+((?:\\\n|[^\n])+))"
)
_BY_NAME = r"""\b(?:import_module|__import__)\(\s*(?:name\s*=\s*)?["']([\w.]+)["']"""
_NAME = r"(\*|[\w.]+)(?:\s+as\s+(\w+))?"
_PART = r"(?m)^(?:(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)|(\w+)[ \t]*[:=]|(\w+)(?:\.\w+)+[ \t]*=(?!=)|[@\w])"
_BLOCK = r"(?:if|elif|else|try|except|finally|with|for|while)\b(?! __name__)"
_INSIDE = r"(?m)^[ \t]+(?:(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)|(\w+)[ \t]*[:=](?!=))"
_GLOBAL = r"(?m)^[ \t]+global[ \t]+(.*)"
_HEAD = r"class[ \t]+\w+\s*(?:\((?:[^()]|\([^()]*\))*\)\s*)?:"
"""The beginning of a class. That its bases are named there runs none of their methods."""

_METHOD = (
    r"(?m)^([ \t]+)(?:async[ \t]+)?def[ \t]+(?!__init_subclass__).*"
    r"(?:\n(?:\1[ \t].*|\1\).*|[ \t]*)$)*"
)
"""A function in a class, to its end. One is run where a class is made of its own."""

_DEFINED = r"(?m)^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)"
_WORD = r"\w+"
_ATTRIBUTE = r"\.\s*(\w+)"
_LONG = r'"""(?:[^\\]|\\.)*?"""' + r"|'''(?:[^\\]|\\.)*?'''"
_SHORT = r'"(?:[^"\\\n]|\\.)*"' + r"|'(?:[^'\\\n]|\\.)*'"
_NO_CODE = rf"(?ms)^[ \t]*[rRuU]?(?:{_LONG})|(\b[rRbBuUfF]{{1,2}}(?=[\"'])|{_LONG}|{_SHORT})|#[^\n]*"
"""What a text has beside code: texts that begin a line, such as docstrings, and comments. Other texts are found, so
that none begins in them, and kept as the first group."""

SAVES = (
    r"(?<!json\.)(?<!yaml\.)(?:dump|ModelCheckpoint|save(?!fig|_weights|_pretrained|_for_backward))"
    r"\w*\s*\((?!\s*[\w.]+\.state_dict\(\))"
)
"""A call that writes any objects, or a function of the program whose name says that it does. Weights and pictures are
no such objects."""

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
class Uses:
    """What a part of a module uses: other ``parts``, the ``words`` in all of them, those of them that are
    ``attributes`` of something, and imports by their names.

    ``reads_rows``: rows of any array by their numbers, those of data, too, which are no table. ``saves``: any objects,
    such as models. ``loads``: models, or objects that may be models.
    """

    parts: tuple[str, ...]
    words: frozenset[str]
    attributes: frozenset[str]
    imports: tuple[Imported, ...]
    makes_table: bool
    reads_rows: bool
    saves: bool
    loads: bool


class Glance:
    """What a module's text shows. The parts are called by the names that they bind, what binds none by an empty one."""

    def __init__(self, text: str, own_words: tuple[str, ...] = ()) -> None:
        self._text = text = code_of(text)
        self.imports = tuple(imports_of(text))
        self._spans: dict[str, list[tuple[int, int]]] = {}
        sets_names = "global " in text
        for name, start, end in _parts(text):
            self._spans.setdefault(name, []).append((start, end))
            # What a function sets of the module belongs to the name.
            for names in re.findall(_GLOBAL, text[start:end]) if sets_names else ():
                for one in re.findall(_WORD, names):
                    self._spans.setdefault(one, []).append((start, end))
        self.loads = re.search(LOADS_OBJECTS_OR_MODELS, text) is not None
        self.saves = re.search(SAVES, text) is not None
        self._uses: dict[str, Uses] = {}
        everyday = {name for name, library in TABLES_OF.items() if name in text and self._has_library(library)}
        own = [word for word in own_words if word in text]
        self._makes = _pattern(everyday - READ_ROWS, own, self.imports) if everyday or own else None
        self._quoted = rf"[\"'](?:{'|'.join(sorted(everyday))})[\"']" if everyday else None
        self._reads = _pattern(everyday & READ_ROWS, (), self.imports) if everyday & READ_ROWS else None
        self._has_table = any(word in text for word in TABLES)
        held = sorted({one.bound for one in self.imports if one.name in TABLES}) if self._has_table else []
        self._holds = rf"\b(?:{'|'.join(held)})\b" if held else None

    def _has_library(self, library: str) -> bool:
        """Whether the module has a library at hand, which another module may give it."""
        if library not in self._text:
            return False
        by_import = any(not one.level and one.module.partition(".")[0] == library for one in self.imports)
        return by_import or any(one.name == "*" for one in self.imports) or is_quoted(library, self._text)

    @cached_property
    def names(self) -> frozenset[str]:
        """What is bound here, without what a star brings."""
        return frozenset((*self._spans, *(one.bound for one in self.imports))) - {"", "*"}

    @cached_property
    def tables(self) -> frozenset[str]:
        """The parts that make tables."""
        if not self._has_table and self._makes is None:
            return frozenset()
        return frozenset(name for name in self._spans if any(map(self._makes_table, self._texts(name))))

    def uses(self, name: str) -> Uses:
        """What the part of a name uses, directly and through other parts."""
        known = self._uses.get(name)
        if known is None:
            known = self._uses[name] = self._used_by({name})
        return known

    @cached_property
    def run(self) -> Uses:
        """What is used when the module runs: by all but the functions that are only defined, in a class or outside."""
        run = [*self._run()]
        used = self._used_by({word for part in run for word in re.findall(_WORD, part)})
        return replace(
            used,
            attributes=used.attributes.union(*(re.findall(_ATTRIBUTE, part) for part in run)),
            makes_table=used.makes_table or any(map(self._makes_table, run)),
            saves=used.saves or any(re.search(SAVES, part) for part in run),
        )

    def _run(self) -> Iterator[str]:
        """The texts that run. A function with a decorator from elsewhere counts, since it may be a command:
        ``@click.command()``, ``@app.command()``. One with a function of the module alone, such as ``@timed``, does
        not."""
        own = {one.bound for one in self.imports if one.level}
        own.update(re.findall(_DEFINED, self._text))
        is_command = False
        for _, start, end in _parts(self._text):
            part = self._text[start:end]
            if part.startswith("@"):
                is_command |= part[1:].partition("(")[0].strip() not in own
                continue
            if part.startswith("class "):
                yield re.sub(_METHOD, "", re.sub(_HEAD, "", part, count=1))
            elif is_command or not part.startswith(("def ", "async ")):
                yield re.sub(rf"(?m)^{_IMPORT}", "", part)
            is_command = False

    def _used_by(self, begin: set[str]) -> Uses:
        """What is used by what has these names, or by other parts through them."""
        words, parts = {*begin}, begin & self._spans.keys()
        waiting = [*parts]
        while waiting:
            used = {word for part in self._texts(waiting.pop()) for word in re.findall(_WORD, part)} - words
            words |= used
            new = (used & self._spans.keys()) - parts
            parts |= new
            waiting += new
        imports = tuple(one for one in self.imports if one.name == "*" or one.bound in words)
        texts = [text for part in parts for text in self._texts(part)]
        return Uses(
            tuple(parts),
            frozenset(words),
            frozenset(word for text in texts for word in re.findall(_ATTRIBUTE, text)),
            imports,
            makes_table=not self.tables.isdisjoint(parts),
            reads_rows=self._reads is not None and any(re.search(self._reads, text) for text in texts),
            saves=self.saves and any(re.search(SAVES, text) for text in texts),
            loads=self.loads and any(re.search(LOADS_OBJECTS_OR_MODELS, text) for text in texts),
        )

    def is_handed_on(self, module: str, parts: Iterable[str]) -> bool:
        """Whether the name of a module stands in one of the parts without an attribute behind it."""
        texts = (part for name in parts for part in self._texts(name))
        return any(
            text[place + len(module) :].lstrip()[:1] != "." for text in texts for place in places_alone(module, text)
        )

    def _texts(self, name: str) -> Iterator[str]:
        for start, end in self._spans.get(name, ()):
            yield self._text[start:end]

    def _makes_table(self, part: str) -> bool:
        if self._has_table and re.search(_TABLE, part) is not None:
            return True
        # A table's class may have another name, or stand in a list, without being called there.
        is_import = part.startswith(("from ", "import "))
        if self._holds is not None and not is_import and re.search(self._holds, part) is not None:
            return True
        if self._makes is not None and re.search(self._makes, part) is not None:
            return True
        # ``getattr(F, "embedding")``, ``Config(**{"vocab_size": n})``; a function may take the name from elsewhere.
        may_be_name = not part.startswith(("def ", "class ", "async ")) or "getattr" in part or "**" in part
        return self._quoted is not None and may_be_name and re.search(self._quoted, part) is not None


@lru_cache(maxsize=4096)
def glance(stamp: Stamp, own_words: tuple[str, ...] = ()) -> Glance | None:
    """The module in a file as it was; None where it cannot be read."""
    text = text_of(stamp[0])
    return None if text is None else Glance(text, own_words)


def _pattern(everyday: Iterable[str], own: Iterable[str], imports: tuple[Imported, ...]) -> str:
    """Finds the names as the functions or arguments of a library: ``F.embedding``, ``vocab_size=n``. A variable, or
    what a comment says, is none."""
    imported = {one.name for one in imports}
    method = rf"(?<!self)\.\s*(?!{COLUMNS})"
    return (
        "|".join(
            rf"\b{name}\b"
            if name in imported or name in own
            else rf"{method}{name}\b|(?<![\w.])(?<!def ){name}\(|[(,]\s*{name}\s*=(?!=)"
            for name in sorted((*everyday, *own))
        )
        or r"(?!)"
    )


def code_of(text: str) -> str:
    """The text without comments and docstrings: a name in these leads nowhere."""
    return re.sub(_NO_CODE, r"\1", text)


def imports_of(text: str) -> Iterator[Imported]:
    """All imports in a text, wherever they stand."""
    done = 0
    pattern = re.compile(_IMPORT)
    # To look for the word is next to nothing beside a look at each line.
    place = text.find("import")
    while place != -1:
        begin = _beginning_of_line(text, place)
        found = pattern.match(text, begin) if begin >= done else None
        if found is not None:
            done = found.end()
            yield from _imported(*found.groups())
        place = text.find("import", max(place + 1, done))
    for path in re.findall(_BY_NAME, text) if "import_module" in text or "__import__" in text else ():
        yield Imported(0, path, "", "")


def _beginning_of_line(text: str, place: int) -> int:
    """Where the line begins that the place is in, with the lines before it that go on behind a backslash."""
    begin = text.rfind("\n", 0, place) + 1
    while text.endswith("\\\n", 0, begin) and begin > 0:
        begin = text.rfind("\n", 0, begin - 1) + 1
    return begin


def _imported(dots: str | None, module: str | None, names: str | None, modules: str | None) -> Iterator[Imported]:
    if modules is not None:
        for path, alias in re.findall(_NAME, modules.replace("\\\n", " ").partition("#")[0]):
            yield Imported(0, path, "", alias or path.partition(".")[0])
    else:
        for name, alias in re.findall(_NAME, re.sub(r"#[^\n]*|\\\n", " ", names or "")):
            yield Imported(len(dots or ""), module or "", name, alias or name)


def _parts(text: str) -> Iterator[tuple[str, int, int]]:
    """The statements at the left margin: the name that each binds, and where it begins and ends."""
    begins = list(re.finditer(_PART, text))
    for number, found in enumerate(begins):
        end = begins[number + 1].start() if number + 1 < len(begins) else len(text)
        # ``Net.rows = 5``: whoever uses the class uses what is set of it.
        yield found[1] or found[2] or found[3] or "", found.start(), end
        if re.compile(_BLOCK).match(text, found.start()) is not None:
            # ``if fast:`` and a function below it: what the block binds is bound by all of it.
            for inner in re.compile(_INSIDE).finditer(text, found.start(), end):
                yield inner[1] or inner[2], found.start(), end

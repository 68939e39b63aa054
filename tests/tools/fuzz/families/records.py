"""Dataclasses by their rules (B6): which field an argument goes to, and what runs after it."""

from __future__ import annotations

from tests.tools.fuzz.draw import Draw, Family, Lines, block
from tests.tools.fuzz.families.numbers import another
from tests.tools.fuzz.families.uses import use_number
from tests.tools.fuzz.places import Place
from tests.tools.fuzz.program import Program

POSITIONAL = (
    "{x}: int = {a}",
    "{x}: int = {a}",
    "{x}: int = field(default={a})",
    "{x}: InitVar[int] = {a}",
    "{x}: int = field(default_factory=lambda: {a})",
)
OTHER = (
    "{x}: ClassVar[int] = {a}",
    "{x}: int = field(init=False, default={a})",
    "{x}: int = field(kw_only=True, default={a})",
    "{x} = {a}",
    "_: KW_ONLY",
)
POST = (
    "self.n = self.n + {a}",
    "self.n = {a}",
    "if not self.n: self.n = {a}",
    "if self.n is None: self.n = {a}",
    "self.n = self.n or {a}",
    "self.n = max(self.n, {a})",
    "object.__setattr__(self, 'n', {a})",
    "if flag(): self.n = {a}",
    "self.n *= 2",
    "self.set()",
)


def dataclasses(draw: Draw) -> Program:
    draw.of("B6")
    draw.need("from dataclasses import dataclass, field, replace, asdict, InitVar, KW_ONLY")
    draw.need("from typing import ClassVar, NamedTuple")
    names = draw.chance.sample(["n", "m", "k", "dim"], draw.pick([2, 3, 4]))
    if "n" not in names:
        names[draw.chance.randrange(len(names))] = "n"
    fields, positional, keywords, init_vars, only = [], 0, [], [], False
    for x in names:
        template = draw.pick(POSITIONAL if x == "n" or draw.maybe(0.6) else OTHER)
        if "InitVar" in template and x == "n":
            template = POSITIONAL[0]
        only = only or template == "_: KW_ONLY"
        fields.append(
            template.format(x=x, a=draw.pick([0, draw.number(), draw.number()]) if x == "n" else draw.number())
        )
        if "InitVar" in template:
            init_vars.append(x)
        if template in POSITIONAL and not only:
            positional += 1
        if template in POSITIONAL or "kw_only" in template:
            keywords.append(x)
    given = draw.chance.randint(0, positional)
    taken = [x for x in keywords if x in names[: names.index(x) + 1]][given:]
    arguments = [str(draw.number()) for _ in range(given)]
    by_name = [x for x in taken if draw.maybe(0.3) and x not in _first(fields, given)]
    arguments += [f"{x}={draw.number()}" for x in by_name]
    options = draw.pick(["", "", "", "(kw_only=False)", "(eq=False)", "(slots=True)", "(frozen=True)"])
    post: Lines = []
    if draw.maybe(0.6):
        text = draw.pick(POST).format(a=draw.number())
        if options == "(frozen=True)":
            text = f"object.__setattr__(self, 'n', {draw.number()})"
        if "flag()" in text:
            draw.data("flag")
        post = block(
            f"def __post_init__(self{''.join(f', {x}' for x in init_vars)}):",
            [
                text,
                *(["self.n = " + init_vars[0]] if init_vars and draw.maybe(0.5) and "frozen" not in options else []),
            ],
        )
        if text == "self.set()":
            post += block("def set(self):", [f"self.n = {draw.number()}"])
    base, made, one = draw.name("B"), draw.name("C"), draw.name("c")
    if draw.maybe(0.4) and len(fields) > 1 and options == "":
        cut = draw.chance.randint(1, len(fields) - 1)
        lines = [
            "@dataclass",
            *block(f"class {base}:", fields[:cut]),
            "@dataclass",
            *block(f"class {made}({base}):", [*fields[cut:], *post]),
        ]
        if draw.maybe(0.4):
            other = draw.name("B")
            lines = ["@dataclass", *block(f"class {base}:", fields[:cut]), "@dataclass", *block(f"class {other}:", fields[cut:]),
                     "@dataclass", *block(f"class {made}({base}, {other}):", post)]  # fmt: skip
    else:
        lines = [f"@dataclass{options}", *block(f"class {made}:", [*fields, *post])]
    lines.append(f"{one} = {made}({', '.join(arguments)})")
    if draw.maybe(0.25):
        lines.append(f"{one} = replace({one}, n={draw.number()})" if not init_vars else f"{one}_ = {one}")
    read = draw.pick([f"{one}.n", f"{one}.n", f"{one}.n", f"asdict({one})['n']", f"getattr({one}, 'n')"])
    kept = Place([], one, lambda owner: f"{owner}.n", lambda owner, value: [f"{owner}.n = {value}"], attribute="n")
    lines += another(draw, kept) if "frozen" not in options and read == f"{one}.n" else []
    return draw.program([*lines, *use_number(draw, read)])


def _first(fields: list[str], given: int) -> set[str]:
    """The names that the positional arguments go to."""
    order = [
        one.split(":")[0]
        for one in fields
        if any(kind in one for kind in (": int = ", "InitVar")) and "init=False" not in one and "kw_only" not in one
    ]
    return set(order[:given])


def lengths(draw: Draw) -> Program:
    """A size that ``__post_init__`` takes from another field."""
    draw.of("B6")
    draw.need("from dataclasses import dataclass, field")
    made = draw.name("C")
    test = draw.pick(["", "if not self.n: ", "if self.n == 0: ", "if self.words: "])
    size = draw.pick(["len(self.words)", "len(set(self.words))", "max(len(self.words), 2)"])
    given = draw.pick(['["a", "b", "c"]', f"list(range({draw.number()}))", f"{draw.data('words')}()"])
    lines = [
        "@dataclass",
        *block(f"class {made}:", [
            "words: list = field(default_factory=list)",
            f"n: int = {draw.pick([0, 0, draw.number()])}",
            *block("def __post_init__(self):", [f"{test}self.n = {size}"]),
        ]),
        f"c = {made}({draw.pick(['words=', ''])}{given})",
    ]  # fmt: skip
    return draw.program([*lines, *use_number(draw, "c.n")])


GENERATORS: dict[str, list[Family]] = {"B6": [dataclasses, dataclasses, lengths]}

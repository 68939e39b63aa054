"""Places where a program keeps a number: names, attributes, entries, the length of a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.tools.fuzz.draw import Draw, Lines


@dataclass(frozen=True)
class Place:
    """How a number is kept."""

    before: Lines
    """Makes the place, with a first number in it."""
    owner: str
    """The object that holds the number, which may have other names; "" for a name of the program."""
    reads: Callable[[str], str]
    """The expression that reads it, given the owner."""
    writes: Callable[[str, str], Lines]
    """The statements that set it, given the owner and the new number."""
    attribute: str = ""
    """Its name, where it is an attribute of the owner."""
    name: str = ""
    """Its name, where it is a name of the program."""

    @property
    def read(self) -> str:
        return self.reads(self.owner)

    def write(self, value: object, owner: str | None = None) -> Lines:
        return self.writes(self.owner if owner is None else owner, str(value))

    def inside(self, draw: Draw) -> Lines:
        """What a function that sets it begins with."""
        return [f"{draw.outer()} {self.name}"] if self.name else []


def _attribute(before: Lines, owner: str, name: str = "n") -> Place:
    return Place(
        before,
        owner,
        lambda owner: f"{owner}.{name}",
        lambda owner, value: [f"{owner}.{name} = {value}"],
        attribute=name,
    )


def plain(draw: Draw, first: object) -> Place:
    name = draw.name("n")
    return Place([f"{name} = {first}"], "", lambda _: name, lambda _, value: [f"{name} = {value}"], name=name)


def of_class(draw: Draw, first: object) -> Place:
    made = draw.name("C")
    return _attribute([f"class {made}:", f"    n = {first}"], made)


def of_instance(draw: Draw, first: object) -> Place:
    made, one = draw.name("C"), draw.name("c")
    return _attribute([f"class {made}:", f"    n = {first}", f"{one} = {made}()"], one)


def of_instance_set(draw: Draw, first: object) -> Place:
    made, one = draw.name("C"), draw.name("c")
    body = ["    def __init__(self, n):", "        self.n = n"]
    return _attribute([f"class {made}:", *body, f"{one} = {made}({first})"], one)


def inherited(draw: Draw, first: object) -> Place:
    base, made, one = draw.name("B"), draw.name("C"), draw.name("c")
    before = [f"class {base}:", f"    n = {first}", f"class {made}({base}):", "    pass", f"{one} = {made}()"]
    return _attribute(before, draw.pick([one, made]))


def namespace(draw: Draw, first: object) -> Place:
    one = draw.name("c")
    draw.need("from types import SimpleNamespace")
    return _attribute([f"{one} = SimpleNamespace(n={first})"], one)


def record(draw: Draw, first: object) -> Place:
    made, one = draw.name("C"), draw.name("c")
    draw.need("from dataclasses import dataclass")
    before = ["@dataclass", f"class {made}:", f"    n: int = {first}", f"{one} = {made}()"]
    return _attribute(before, one)


def entry(draw: Draw, first: object) -> Place:
    one = draw.name("cfg")
    made = [f'{one} = {{"n": {first}, "other": 3}}']
    return Place(made, one, lambda owner: f'{owner}["n"]', lambda owner, value: [f'{owner}["n"] = {value}'])


def inner_entry(draw: Draw, first: object) -> Place:
    one = draw.name("cfg")
    made = [f'{one} = {{"model": {{"n": {first}}}}}']
    return Place(
        made, one, lambda owner: f'{owner}["model"]["n"]', lambda owner, value: [f'{owner}["model"]["n"] = {value}']
    )


def item(draw: Draw, first: object) -> Place:
    one = draw.name("box")
    made = [f"{one} = [{first}, 3]"]
    return Place(made, one, lambda owner: f"{owner}[0]", lambda owner, value: [f"{owner}[0] = {value}"])


def length(draw: Draw, first: object) -> Place:
    one = draw.name("ws")
    made = [f"{one} = list(range({first}))"]
    return Place(made, one, lambda owner: f"len({owner})", lambda owner, value: [f"{owner}[:] = range({value})"])


def words_of_dict(draw: Draw, first: object) -> Place:
    one = draw.name("d")
    made = [f"{one} = {{k: k for k in range({first})}}"]
    return Place(
        made,
        one,
        lambda owner: f"len({owner})",
        lambda owner, value: [f"{owner}.clear()", f"{owner}.update({{k: k for k in range({value})}})"],
    )


def element(draw: Draw, first: object) -> Place:
    one = draw.name("a")
    draw.need("import numpy as np")
    made = [f"{one} = np.array([{first}, 0])"]
    return Place(made, one, lambda owner: f"int({owner}[0])", lambda owner, value: [f"{owner}[0] = {value}"])


PLACES: list[Callable[[Draw, object], Place]] = [
    plain, plain, plain, of_class, of_instance, of_instance_set, inherited, namespace, record, entry, inner_entry, item,
    length, words_of_dict, element,
]  # fmt: skip
OWNED = [one for one in PLACES if one is not plain]
ATTRIBUTES = [of_class, of_instance, of_instance_set, inherited, namespace, record]


def place(draw: Draw, first: object | None = None) -> Place:
    """Any place, with a small number in it."""
    return draw.pick(PLACES)(draw, draw.number() if first is None else first)


def owned(draw: Draw, first: object | None = None) -> Place:
    """A place in an object, which may have several names."""
    return draw.pick(OWNED)(draw, draw.number() if first is None else first)


def attribute(draw: Draw, first: object | None = None) -> Place:
    return draw.pick(ATTRIBUTES)(draw, draw.number() if first is None else first)

"""Vocabularies of words that the data bring, cut and filtered: filters of ids (B3), what a program excludes before
(B4), what is cut by position (B17)."""

from __future__ import annotations

from dataclasses import dataclass

from tests.tools.fuzz.draw import Draw, Family, Lines, block
from tests.tools.fuzz.families.numbers import carried
from tests.tools.fuzz.families.uses import table
from tests.tools.fuzz.program import Program

LIMITS = (2, 3, 5, 8)


@dataclass(frozen=True)
class Vocabulary:
    """``before`` makes it; ``first`` is its lowest id, or None where it is not one after the other."""

    before: Lines
    name: str
    words: str
    first: int


def vocabulary(draw: Draw) -> Vocabulary:
    """Words in order and what numbers them."""
    v, words = draw.name("vocab"), draw.name("ws")
    first = draw.pick([0, 1, 1, 1, 2])
    made = draw.pick(
        [
            [f"{v} = {{w: i for i, w in enumerate({words}, {first})}}"],
            [f"{v} = {{w: i + {first} for i, w in enumerate({words})}}"],
            [f"{v} = dict(zip({words}, range({first}, len({words}) + {first})))"],
            [f"{v} = {{}}", *block(f"for w in {words}:", [f"{v}[w] = len({v}) + {first}"])],
            [f"{v} = {{}}", *block(f"for i, w in enumerate({words}):", [f"{v}[w] = i + {first}"])],
        ]
    )
    if draw.maybe(0.2):
        draw.need("from tensorflow.keras.preprocessing.text import Tokenizer")
        t = draw.name("t")
        before = [f"{t} = Tokenizer()", f"{t}.fit_on_texts({draw.data('texts')}())", f"{words} = list({t}.word_index)"]
        return Vocabulary(before, f"{t}.word_index", words, 1)
    return Vocabulary([f"{words} = sorted(set({draw.data('words')}()))", *made], v, words, first)


def size_of(draw: Draw, of: Vocabulary, limit: str) -> str:
    return draw.pick(
        [
            f"len({of.name})",
            f"len({of.name})",
            f"min({limit}, len({of.name}))",
            f"min({limit}, len({of.name}))",
            f"min({limit}, len({of.name}) + {of.first})",
            f"len({of.name}) + {of.first}",
            f"max({of.name}.values())",
            f"len({of.words}) + 1",
            limit,
        ]
    )


def filtered(draw: Draw, of: Vocabulary, bound: str) -> tuple[Lines, str]:
    """Ids that pass a test, by any way of writing it; what makes them, and the expression."""
    v, words, n = of.name, f"{draw.data('words')}()", bound
    text = draw.pick([of.words, words])
    ids, keep, t = draw.name("ids"), draw.name("keep"), draw.name("T")
    return draw.pick(
        [
            ([], f"[{v}[w] for w in {text} if {v}[w] < {n}]"),
            ([], f"[{v}[w] for w in {text} if w in {v} and {v}[w] < {n}]"),
            ([], f"[{v}[w] for w in {text} if {v}.get(w, 0) < {n}]"),
            ([], f"[{v}[w] for w in {text} if not {v}[w] >= {n}]"),
            ([], f"[{v}[w] for w in {text} if {n} > {v}[w]]"),
            ([], f"[{v}[w] for w in {text} if 0 <= {v}[w] < {n}]"),
            ([], f"[{v}[w] for w in {text} if {v}[w] in range({n})]"),
            ([], f"[i for w in {text} if (i := {v}[w]) < {n}]"),
            ([], f"[{v}[w] if {v}[w] < {n} else 0 for w in {text}]"),
            ([], f"[min({v}[w], {n} - 1) for w in {text}]"),
            ([], f"[i for i in {v}.values() if i < {n}]"),
            ([], f"[p[1] for p in {v}.items() if p[1] < {n}]"),
            ([], f"[i for i in map({v}.get, {text}) if i < {n}]"),
            ([], f"list(filter(lambda i: i < {n}, {v}.values()))"),
            (block(f"def {keep}(w):", [f"return {v}[w] < {n}"]), f"[{v}[w] for w in {text} if {keep}(w)]"),
            ([f"{keep} = lambda i: i < {n}"], f"[{v}[w] for w in {text} if {keep}({v}[w])]"),
            ([f"{keep} = {{w for w, i in {v}.items() if i < {n}}}"], f"[{v}[w] for w in {text} if w in {keep}]"),
            ([f"{keep} = [w for w in {text} if {v}[w] < {n}]"], f"[{v}[w] for w in {keep}]"),
            ([f"{keep} = {{w: i for w, i in {v}.items() if i < {n}}}"], f"[{keep}[w] for w in {text} if w in {keep}]"),
            ([f"{keep} = {{w: i for w, i in {v}.items() if i < {n}}}"], f"[{keep}.get(w, 0) for w in {text}]"),
            (
                [f"{ids} = []", *block(f"for w in {text}:", [*block(f"if {v}[w] >= {n}:", ["continue"]), f"{ids}.append({v}[w])"])],
                ids,
            ),
            (
                [f"{ids} = []", *block(f"for w in {text}:", [*block(f"if {v}[w] >= {n}:", ["break"]), f"{ids}.append({v}[w])"])],
                ids,
            ),
            (
                [f"{ids} = []", *block(f"for w, i in {v}.items():", block(f"if i < {n}:", [f"{ids}.append(i)"]))],
                ids,
            ),
            (
                [
                    *block(f"class {t}:", block("def __init__(self, i):", ["self.id = i"])),
                    f"{ids} = [o.id for o in [{t}({v}[w]) for w in {text}] if o.id < {n}]",
                ],
                ids,
            ),
            (
                [f"{ids} = [{v}[w] for w in {text}]", f"{ids} = [i for i in {ids} if i < {n}]"],
                ids,
            ),
            (
                [f"for w in list({v}):", f"    if {v}[w] >= {n}: del {v}[w]"],
                f"list({v}.values())",
            ),
            (
                [*block(f"def {keep}(w):", [*block(f"if {v}[w] >= {n}:", ["raise ValueError"]), f"return {v}[w]"]),
                 f"{ids} = []",
                 *block(f"for w in {text}:", [*block("try:", [f"{ids}.append({keep}(w))"]), *block("except ValueError:", ["pass"])])],
                ids,
            ),
            ([], f"[{v}[w] for w in {text}]"),
            ([], f"[{v}.get(w, 0) for w in {text}]"),
        ]
    )  # fmt: skip


def excluded(draw: Draw, of: Vocabulary, limit: str) -> Lines:
    """The program ends where there are fewer words than a limit, by any way of writing it."""
    v, words, n = of.name, of.words, limit
    check, k, ok = draw.name("check"), draw.name("k"), draw.name("ok")
    draw.need("import sys")
    end = draw.pick(
        [
            "raise SystemExit",
            "sys.exit()",
            "raise SystemExit('few')",
            "sys.exit('few')",
            "exit()" if False else "sys.exit(1)",
        ]
    )
    return draw.pick(
        [
            [f"assert len({v}) >= {n}"],
            [f"assert {n} <= len({v})"],
            [f"assert not len({v}) < {n}"],
            [f"assert {words}[:{n}] and len({words}[:{n}]) == {n}"],
            block(f"if len({v}) < {n}:", [end]),
            block(f"if not len({v}) >= {n}:", [end]),
            block(f"if not 0 < {n} <= len({v}):", [end]),
            block(f"if len({v}) / {n} < 1:", [end]),
            block(f"if len({v}) - {n} < 0:", [end]),
            block(f"if len({v}) in range({n}):", [end]),
            block(f"if len({words}) < {n}:", [end]),
            block(f"if max({v}.values()) < {n}:", [end]),
            block(f"if list({v}.values())[-1] < {n}:", [end]),
            block(f"if {v}[{words}[-1]] < {n}:", [end]),
            block(f"if len({v}) < {n} or len({v}) > 1000:", [end]),
            [*block(f"if len({v}) == 0:", [end]), *block(f"elif len({v}) < {n}:", [end])],
            [*block(f"if len({v}) >= {n}:", ["pass"]), *block("else:", [end])],
            [f"{k} = len({v})", *block(f"if {k} < {n}:", [end])],
            [f"{ok} = len({v}) >= {n}", *block(f"if not {ok}:", [end])],
            [f"{ok} = len({v}) >= {n}", f"assert {ok}"],
            [*block(f"def {check}(v, n):", block("if len(v) < n:", [end])), f"{check}({v}, {n})"],
            [*block(f"def {check}(v, n):", ["assert len(v) >= n"]), f"{check}({v}, {n})"],
            [*block(f"def {check}(v, n):", ["return len(v) >= n"]), *block(f"if not {check}({v}, {n}):", [end])],
            [*block(f"def {check}(v, n):", [*block("if len(v) < n:", ["return False"]), "return True"]),
             *block(f"if not {check}({v}, {n}):", [end])],
            [*block(f"def {check}():", [end]), *block(f"if len({v}) < {n}:", [f"{check}()"])],
            [*block(f"class {check}:", [*block("def __init__(self, v, n):", ["self.v, self.n = v, n", "self.check()"]),
                                        *block("def check(self):", block("if len(self.v) < self.n:", [end]))]),
             f"{check}({v}, {n})"],
            [*block("try:", [f"{words}[{n} - 1]"]), *block("except IndexError:", [end])],
            [*block("try:", [f"assert len({v}) >= {n}"]), *block("except AssertionError:", [end])],
            block(f"while len({v}) < {n}:", [end]),
            block("match len(" + v + "):", block(f"case k if k < {n}:", [end])),
        ]
    )  # fmt: skip


def cut(draw: Draw, of: Vocabulary) -> str:
    """Some of the ids, by their position."""
    v, words, k = of.name, of.words, draw.pick([1, 2, 3])
    return draw.pick(
        [
            f"[{v}[w] for w in {words}[:-1]]",
            f"[{v}[w] for w in {words}[:{k}]]",
            f"[{v}[w] for w in {words}[{k}:]]",
            f"[{v}[{words}[0]]]",
            f"[{v}[{words}[-1]]]",
            f"sorted({v}.values())[:-1]",
            f"sorted({v}.values())[{k}:]",
            f"list({v}.values())[:-1]",
            f"list({v}.values())[::2]",
            f"[{v}[w] for w, _ in zip({words}, {words}[1:])]",
            f"[{v}[w] for _, w in zip({words}, {words}[1:])]",
            f"[{v}[w] for w, _ in zip({words}, range({k}))]",
            f"[i for i, _ in zip({v}.values(), range(len({v}) - 1))]",
            f"[0, *[{v}[w] for w in {words}]][:-1]",
            f"torch.tensor(sorted({v}.values()))[:-1].tolist()",
            f"torch.tensor(sorted({v}.values()))[1:].tolist()",
            f"[{v}[w] for w in {words} if w != {words}[-1]]",
            f"[{v}[w] for w in set({words}) - {{{words}[-1]}}]",
            f"[i for w, i in {v}.items() if w not in {words}[-1:]]",
            f"[{v}[w] for w in {words} if w > 'a']",
            f"list({v}.values())",
        ]
    )


def limit_of(draw: Draw) -> tuple[Lines, str]:
    number = draw.pick(LIMITS)
    if draw.maybe(0.6):
        return [f"N = {number}"], "N"
    return [], str(number)


def _looked_up(draw: Draw, size: str, ids: str) -> Lines:
    """The ids in the table, where there are any."""
    one = draw.name("ids")
    e = draw.name("e")
    before, size = carried(draw, size)
    if draw.maybe(0.25):
        return [*before, f"{e} = nn.Embedding({size}, 8)", *block(f"for i in {ids}:", [f"{e}(torch.tensor(i))"])]
    return [*before, f"{one} = {ids}", *block(f"if {one}:", table(draw, size, f"torch.tensor({one})"))]


def filters(draw: Draw) -> Program:
    draw.of("B3")
    before, limit = limit_of(draw)
    of = vocabulary(draw)
    size = size_of(draw, of, limit)
    lines = [*before, *of.before, f"n = {size}"]
    made, ids = filtered(draw, of, draw.pick(["n", "n", limit, f"len({of.name})", f"n - {of.first}"]))
    return draw.program([*lines, *made, *_looked_up(draw, "n", ids)])


def exclusions(draw: Draw) -> Program:
    draw.of("B4")
    before, limit = limit_of(draw)
    of = vocabulary(draw)
    lines = [*before, *of.before]
    if draw.maybe(0.85):
        lines += excluded(draw, of, limit)
    size = size_of(draw, of, limit)
    v = of.name
    ids = draw.pick([f"[i for i in {v}.values() if i < {limit}]", f"[{v}[w] for w in {of.words} if {v}[w] < {limit}]",
                     f"[min(i, {limit} - 1) for i in {v}.values()]", f"list(range({limit}))", f"[{limit} - 1]"])  # fmt: skip
    if draw.maybe(0.2):
        made = draw.name("B")
        lines += block(f"class {made}:", [*block("def __init__(self, v, n):", [f"self.e = nn.Embedding({size}, 8)"])])
        return draw.program(
            [*lines, f"b = {made}({v}, {limit})", f"ids = {ids}", *block("if ids:", ["b.e(torch.tensor(ids))"])]
        )
    return draw.program([*lines, f"n = {size}", *_looked_up(draw, "n", ids)])


def cuts(draw: Draw) -> Program:
    draw.of("B17")
    before, limit = limit_of(draw)
    of = vocabulary(draw)
    size = size_of(draw, of, limit)
    return draw.program([*before, *of.before, f"n = {size}", *_looked_up(draw, "n", cut(draw, of))])


GENERATORS: dict[str, list[Family]] = {"B3": [filters] * 3, "B4": [exclusions] * 3, "B17": [cuts] * 2}

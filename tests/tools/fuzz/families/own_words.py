"""Words that the program itself puts among those of the data, first, last or anywhere, and which of them come (O)."""

from __future__ import annotations

from tests.tools.fuzz.draw import Draw, Family, Lines, block
from tests.tools.fuzz.families.uses import table
from tests.tools.fuzz.program import ROWS, Program

_OWN = ("'<unk>'", "'<pad>'", "'x4'", "'<unk>'")


def _words(draw: Draw) -> tuple[Lines, str, str]:
    """Words of the data; what makes them, the name of all that come, and the name of those that are numbered."""
    text, ws = draw.name("text"), draw.name("ws")
    made = draw.pick(["sorted(set({t}))", "list(dict.fromkeys({t}))", "list({t})", "sorted({t})", "list(set({t}))"])
    return [f"{text} = {draw.data('words')}()", f"{ws} = {made.format(t=text)}"], text, ws


def _with_own(draw: Draw, ws: str, own: str) -> Lines:
    """A word of the program's own comes in."""
    return draw.pick(
        [
            [f"{ws} = {ws} + [{own}]"],
            [f"{ws} = [{own}] + {ws}"],
            [f"{ws} = [*{ws}, {own}]"],
            [f"{ws} = [{own}, *{ws}]"],
            [f"{ws}.append({own})"],
            [f"{ws} += [{own}]"],
            [f"{ws}.extend([{own}, 'x5'])"],
            [f"{ws}.insert(0, {own})"],
            [f"{ws}.insert(len({ws}), {own})"],
            [f"{ws} = sorted({ws} + [{own}])"],
            [f"{ws} = ({ws} + [{own}])[::-1]"],
            [f"{ws} = list(reversed([{own}] + {ws}))"],
            [f"{ws} = [{own}] + {ws} + ['x5']"],
            block(f"if {draw.data('flag')}():", [f"{ws}.append({own})"]),
            [],
        ]
    )


def _numbered(draw: Draw, ws: str, v: str) -> Lines:
    first = draw.pick([0, 0, 0, 1, 2])
    return draw.pick(
        [
            [f"{v} = {{w: i for i, w in enumerate({ws}, {first})}}"],
            [f"{v} = {{w: i for i, w in enumerate({ws})}}"],
            [f"{v} = {{w: i + {first} for i, w in enumerate({ws})}}"],
            [f"{v} = dict(zip({ws}, range({first}, len({ws}) + {first})))"],
            [f"{v} = dict(zip({ws}, range(len({ws}))))"],
            [f"{v} = {{}}", *block(f"for i, w in enumerate({ws}):", [f"{v}[w] = i"])],
            [f"{v} = {{}}", *block(f"for w in {ws}:", [f"{v}.setdefault(w, len({v}))"])],
            [f"{v} = {{}}", *block(f"for w in {ws}:", block(f"if w not in {v}:", [f"{v}[w] = len({v}) + {first}"]))],
            [f"{v} = {{w: {ws}.index(w) for w in {ws}}}"],
        ]
    )


def _grown(draw: Draw, v: str, own: str) -> Lines:
    """The vocabulary gets an entry of its own, or is numbered once more."""
    new = draw.pick([f"len({v})", f"len({v})", f"len({v}) + 1", "0", "99", f"max({v}.values()) + 1"])
    again = f"{v} = {{w: i for i, w in enumerate({v})}}"
    inside = block(f"for w in list({v}):", [f"{v}[w + '!'] = len({v})"])
    return draw.pick(
        [
            [],
            [],
            [],
            [f"{v}[{own}] = {new}"],
            [f"{v}.setdefault({own}, {new})"],
            [f"{v}.update({{{own}: {new}}})"],
            [f"{v}[{own}] = {new}", again],
            [f"{v}['x9'] = {new}", f"{v} = {{w: i for i, w in enumerate(list({v}))}}"],
            [f"{v}['x9'] = {new}", f"{v} = {{w: i for i, w in enumerate({v}.keys(), 1)}}"],
            [f"{v} = {{{own}: {new}, **{v}}}"],
            [f"{v} = {{**{v}, {own}: {new}}}"],
            [f"{v} = {{i: w for w, i in {v}.items()}}", f"{v} = {{w: i for i, w in {v}.items()}}"],
            inside,
            block(f"for i, w in enumerate(list({v})):", [f"{v}[w + '!'] = i"]),
            block(f"for w in sorted({v}):", [f"{v}[w] = 0", "break"]),
            block(f"for w in {v}:", [f"{v}[w] %= 3"]),
        ]
    )


def _ids(draw: Draw, v: str, text: str, ws: str, own: str) -> tuple[Lines, str]:
    """Ids that come; what makes them, and the expression."""
    of = draw.pick([text, text, ws, v, f"{draw.data('words')}()"])
    get = draw.pick([f"{v}[w]", f"{v}.get(w, 0)", f"{v}.get(w, {v}.get({own}, 0))", f"{v}.get(w, len({v}) - 1)"])
    if of != v:
        get = draw.pick([get, f"{v}.get(w, 0)"]) if of != f"{draw.data('words')}()" else get
    ids = draw.name("ids")
    test = draw.pick(
        [f"w == {own}", f"w != {own}", f"w in ({own}, 'x5')", f"w == {ws}[-1]", "w == 'is'", f"not w in {v}"]
    )
    excluded = draw.pick([f"w == {own}", f"w in ({own}, 'x5')", f"w == {ws}[-1]", "w == 'is'"])
    go = draw.pick(["continue", "break"])
    other = draw.pick(["0", f"{v}.get({own}, 0)"])
    return draw.pick(
        [
            ([], f"[{get} for w in {of}]"),
            ([], f"[{get} for w in {of}]"),
            ([], f"[{get} for w in {of} if not ({test})]"),
            ([], f"[{get} for w in {of} if w in ({own}, 'a')]"),
            ([], f"[{get} for w in {of} if {draw.pick([test, excluded, f'not w != {own}', f'not ({test})'])}]"),
            ([], f"[{other} if {excluded} else {get} for w in {of}]"),
            ([], f"[i for w, i in {v}.items() if not ({test})]"),
            ([], f"[i for w, i in {v}.items() if w != {own}]"),
            ([], f"list({v}.values())"),
            ([], f"list({v}.values())[:-1]"),
            ([], f"sorted({v}.values())[1:]"),
            ([f"{ids} = list({v}.values())", f"{ids}.remove(max({ids}))"], ids),
            ([f"{ids} = [{get} for w in {of}]", f"while max({ids}, default=0) > 3: {ids}.remove(max({ids}))"], ids),
            ([f"{ids} = []", *block(f"for w in {of}:", [*block(f"if {test}:", [go]), f"{ids}.append({get})"])], ids),
            ([f"{ids} = []", *block(f"for w, i in {v}.items():", [*block(f"if {test}:", [go]), f"{ids}.append(i)"])], ids),
            ([f"{ids} = [{get} for w in {of}]", *block(f"if {own} in {v}:", [f"{ids}.append({v}[{own}])"])], ids),
            ([f"{ws} = {ws}[:-1]"], f"[{v}[w] for w in {ws}]"),
            ([f"if {ws}: {ws}.pop()"], f"[{v}[w] for w in {ws}]"),
            ([f"if {own} in {ws}: {ws}.remove({own})"], f"[{v}[w] for w in {ws}]"),
            ([f"if {ws}: {ws}.remove(max({ws}))"], f"[{v}[w] for w in {ws}]"),
            ([f"{ids} = list(map({v}.get, {ws}))"], ids),
            ([f"{v} = {{w: i for w, i in {v}.items() if w != {own}}}"], f"[{v}.get(w, 0) for w in {of}]"),
            ([f"{v}.pop({own}, None)"], f"[{v}.get(w, 0) for w in {of}]"),
        ]
    )  # fmt: skip


def own_words(draw: Draw) -> Program:
    draw.of("O")
    draw.local = draw.maybe(0.1)
    before, text, ws = _words(draw)
    own, v = draw.pick(_OWN), draw.name("v")
    lines = [*before, *_with_own(draw, ws, own), *_numbered(draw, ws, v), *_grown(draw, v, own)]
    size = draw.pick(
        [f"len({v})", f"len({v})", f"len({v}) - 1", f"len({ws})", f"len({ws}) + 1", f"max({v}.values())",
         f"max({v}.values()) + 1", f"len(set({text}))", f"max({v}.values(), default=0) + 1", ROWS]
    )  # fmt: skip
    made, ids = _ids(draw, v, text, ws, own)
    lines = [*lines, f"n = {size}"] if draw.maybe(0.6) and size != ROWS else lines
    rows = "n" if lines[-1].startswith("n = ") else size
    come = draw.name("come")
    return draw.program(
        [*lines, *made, f"{come} = {ids}", *block(f"if {come}:", table(draw, rows, f"torch.tensor({come})"))]
    )


GENERATORS: dict[str, list[Family]] = {"O": [own_words]}

"""Matrices with a row for each word (B3, B17), and the tables that are made of them (B25)."""

from __future__ import annotations

from tests.tools.fuzz.draw import Draw, Family, block
from tests.tools.fuzz.families.vocabulary import excluded, limit_of, size_of, vocabulary
from tests.tools.fuzz.program import Program


def matrices(draw: Draw) -> Program:
    """A matrix with a row for each word that has a vector."""
    family = draw.pick(["B3", "B17"])
    draw.of(family)
    draw.need("import numpy as np")
    before, limit = limit_of(draw)
    of = vocabulary(draw)
    v, m = of.name, "embedding_matrix"
    size = size_of(draw, of, limit)
    lines = [*before, *of.before, f"n = {size}", f"{m} = np.zeros((n, 4))"]
    bound = draw.pick(["n", f"len({v})", limit])
    lines += draw.pick(
        [
            block(f"for w, i in {v}.items():", [f"if i < {bound}: {m}[i] = 1"]),
            block(f"for w, i in {v}.items():", [*block(f"if i >= {bound}:", ["continue"]), f"{m}[i] = 1"]),
            block(f"for w in {v}:", [*block(f"if {v}[w] >= {bound}:", ["continue"]), f"{m}[{v}[w]] = 1"]),
            block(f"for w in {v}:", block(f"if {v}[w] < {bound}:", [f"{m}[{v}[w]] = 1"])),
            block(f"for w, i in {v}.items():", [*block(f"if i > {bound}:", ["break"]), f"{m}[i] = 1"]),
            [f"vecs = {{w: 1 for w, i in {v}.items() if i < {bound}}}",
             *block(f"for w, i in {v}.items():", block("if w in vecs:", [f"{m}[i] = vecs[w]"]))],
            block(f"for (w, i), k in zip({v}.items(), range({bound} - 1)):", [f"{m}[i] = k"]),
            block(f"for w, i in list({v}.items())[:{bound} - 1]:", [f"{m}[i] = 1"]),
            block(f"for w, i in list({v}.items())[:-1]:", [f"{m}[i] = 1"]),
            block(f"for w, i in sorted({v}.items(), key=lambda p: p[1])[:n - 1]:", [f"{m}[i] = 1"]),
            block(f"for w, i in {v}.items():", [*block("try:", [f"{m}[i] = 1"]), *block("except IndexError:", ["pass"])]),
            block(f"for w, i in {v}.items():", [f"{m}[i - {of.first}] = 1"]),
            block(f"for w, i in {v}.items():", [f"{m}[i % n] = 1"]),
            block(f"for w, i in {v}.items():", [f"{m}[min(i, n - 1)] = 1"]),
            block(f"for i, w in enumerate({v}):", [f"{m}[i] = 1"]),
            block(f"for w, i in {v}.items():", [f"{m}[i] = 1"]),
        ]
    )  # fmt: skip
    return draw.program(lines)


def weights(draw: Draw) -> Program:
    """A matrix that becomes the weights of a table, where its rows are as many."""
    draw.of("B25")
    draw.need(
        "import numpy as np",
        "from tensorflow.keras.layers import Embedding",
        "from tensorflow.keras.initializers import Constant",
    )
    before, limit = limit_of(draw)
    of = vocabulary(draw)
    first, second = (draw.pick([f"len({of.name})", f"min({limit}, len({of.name}))", limit]) for _ in range(2))
    guard = draw.pick(
        [
            excluded(draw, of, limit),
            [],
            block(f"if {first} != {second}:", ["raise SystemExit"]),
            [f"assert {first} == {second}"],
        ]
    )
    made = [f"m = np.zeros(({first}, 4))"]
    given = draw.pick(["embeddings_initializer=Constant(m)", "weights=[m]"])
    use = [f"Embedding({second}, 4, {given})(np.array([[0]]))"]
    if draw.maybe(0.4):
        test = draw.pick(
            [
                f"len({of.name}) >= {limit}",
                f"{first} == {second}",
                f"not {first} != {second}",
                f"len({of.name}) > {limit}",
            ]
        )
        return draw.program([*before, *of.before, *block(f"if {test}:", [*made, *use])])
    return draw.program([*before, *of.before, *guard, *made, *use])


GENERATORS: dict[str, list[Family]] = {"B3": [matrices], "B17": [matrices], "B25": [weights]}

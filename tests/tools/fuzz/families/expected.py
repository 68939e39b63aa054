"""Programs that expect the error (B11): a look-up that goes wrong is caught, or is not."""

from __future__ import annotations

from tests.tools.fuzz.conditions import unknown
from tests.tools.fuzz.draw import Draw, Family, Lines, block
from tests.tools.fuzz.families.numbers import carried
from tests.tools.fuzz.program import Program

CATCHING = [
    "IndexError",
    "LookupError",
    "Exception",
    "(IndexError, KeyError)",
    "ERRORS",
    "Oob",
    "BaseException",
    "(KeyError, ValueError)",
    "KeyError",
    "OTHERS",
]


def handlers(draw: Draw) -> tuple[Lines, str]:
    """What must stand before, and the exception that a handler names."""
    caught = draw.pick(CATCHING)
    before = {
        "ERRORS": ["ERRORS = (IndexError, KeyError)"],
        "OTHERS": ["OTHERS = (ValueError, KeyError)"],
        "Oob": [draw.pick(["Oob = IndexError", "Oob = KeyError", "Oob = LookupError"])],
    }
    return before.get(caught, []), caught


def expecting(draw: Draw) -> Program:
    draw.of("B11")
    before, caught = handlers(draw)
    draw.need("import contextlib", "import unittest", "import sys")
    draw.need("from contextlib import contextmanager, suppress, ExitStack, nullcontext")
    rows, high = draw.number(), draw.number()
    kept, size = carried(draw, str(rows))
    more, looked_up = carried(draw, str(high))
    lookup = f"e(torch.tensor([{looked_up}]))"
    lines = [*before, *kept, *more, f"e = nn.Embedding({size}, 8)"]
    name, f = draw.name("K"), draw.name("f")
    alias = draw.name("ignoring")
    body = [lookup]
    if draw.maybe(0.25):
        error = draw.pick(["KeyError", "ValueError", "IndexError"])
        body = [
            *draw.pick([[f"raise {error}"], ["{}['x']"], ["int('x')"], [f"if {unknown(draw)}: raise {error}"]]),
            lookup,
        ]
    own = draw.pick(
        [
            block(f"class {name}:", [*block("def __enter__(self):", ["return self"]), *block("def __exit__(self, *a):", [f"return {draw.pick(['True', 'False', 'None', 'a[0] is IndexError'])}"])]),
            ["@contextmanager", *block(f"def {name}():", [*block("try:", ["yield"]), *block(f"except {caught}:", ["pass"])])],
            ["@contextmanager", *block(f"def {name}():", [*block("try:", ["yield"]), *block(f"except {caught}:", ["pass"]), *block("else:", ["raise SystemExit"])])],
            ["@contextmanager", *block(f"def {name}():", [*block("try:", ["yield"]), *block("finally:", ["pass"])])],
            block(f"def {name}():", [f"return suppress({caught})"]),
            block(f"class {name}(contextlib.suppress):", block("def __init__(self):", [f"super().__init__({caught if caught[0] != '(' else 'IndexError'})"])),
        ]
    )  # fmt: skip
    single = caught if caught[0] != "(" and caught not in ("ERRORS", "OTHERS") else "IndexError"
    shape = draw.chance.randrange(21)
    draw.need("import pytest")
    raises = f"pytest.raises({single}{draw.pick(['', ', match=' + repr('index')])})"
    on = draw.pick(["True", "False", unknown(draw)])
    wrapped: dict[int, Lines] = {
        0: [*block("try:", body), *block(f"except {caught}:", ["pass"])],
        1: block(f"with suppress({single}):", body),
        2: [f"{alias} = suppress({single})", *block(f"with {alias}:", body)],
        3: [*own, *block(f"with {name}():", body)],
        4: [f"{alias} = contextlib.suppress", *block(f"with {alias}({single}):", body)],
        5: block(f"with suppress({single}) if {draw.pick(['True', 'False', unknown(draw)])} else nullcontext():", body),
        6: [
            *block(
                f"def {f}():",
                [*block("try:", body), *block("finally:", [draw.pick(["return 1", "pass", "return None"])])],
            ),
            f"{f}()",
        ],
        7: [*block(f"def {f}():", body), *block("try:", [f"{f}()"]), *block(f"except {caught}:", ["pass"])],
        8: ["t = unittest.TestCase()", *block(f"with t.assertRaises({single}):", body)],
        9: ["t = unittest.TestCase()", *block(f"def {f}():", body), f"t.assertRaises({single}, {f})"],
        10: [
            *block(f"def {f}(g):", [*block("try:", ["return g()"]), *block(f"except {caught}:", ["return None"])]),
            f"{f}(lambda: {lookup})",
        ],
        11: [
            "with ExitStack() as stack:",
            f"    stack.enter_context(suppress({single}))",
            *["    " + line for line in body],
        ],
        12: [
            *block("try:", body),
            *block(
                f"except {caught} as error:", [draw.pick(["raise", "raise error", "raise SystemExit", "print(error)"])]
            ),
        ],
        13: [
            *block("try:", [*block("try:", body), *block("except KeyError:", ["pass"])]),
            *block(f"except {caught}:", ["pass"]),
        ],
        14: block(f"with {raises}:", body),
        15: [f"{alias} = {raises}", *block(f"with {alias}:", body)],
        16: [*block(f"def {name}():", [f"return {raises}"]), *block(f"with {name}():", body)],
        17: block(f"with {raises} if {on} else nullcontext():", body),
        18: [*block(f"def {f}():", body), f"pytest.raises({single}, {f})"],
        19: [*block(f"def {f}():", [draw.pick(["pytest.skip('no')", "pytest.xfail('no')", "pytest.importorskip('no_such')"]), *body]),
             *block("try:", [f"{f}()"]), *block("except pytest.skip.Exception:", ["pass"]), *block("except pytest.xfail.Exception:", ["pass"])],
        20: block(f"with nullcontext(), {raises}:", body),
    }  # fmt: skip
    inner = wrapped[shape]
    if draw.maybe(0.1):
        inner = block("for _ in range(2):", [*block("try:", body), *block("finally:", [draw.pick(["break", "pass"])])])
    return draw.program([*lines, *inner])


def decorated(draw: Draw) -> Program:
    """A decorator that catches, or a test that is skipped."""
    draw.of("B11")
    before, caught = handlers(draw)
    draw.need("import unittest", "from contextlib import contextmanager")
    rows, high = draw.number(), draw.number()
    lookup = f"nn.Embedding({rows}, 8)(torch.tensor([{high}]))"
    catching = block("def safe(f):", [
        *block("def inner(*a):", [*block("try:", ["return f(*a)"]), *block(f"except {caught}:", ["return None"])]), "return inner",
    ])  # fmt: skip
    skipped = draw.pick(
        [
            '@unittest.skip("broken")',
            '@unittest.skipIf(True, "broken")',
            '@unittest.skipUnless(False, "x")',
            "@unittest.expectedFailure",
        ]
    )
    run = "unittest.TextTestRunner(stream=__import__('io').StringIO()).run(unittest.defaultTestLoader.loadTestsFromTestCase(T))"
    failing = f"r = {run}\nif r.errors: raise LookupError from NameError()"
    return draw.pick(
        [
            draw.program([*before, *catching, "@safe", *block("def run():", [lookup]), "run()"]),
            draw.program([*before, "@contextmanager", *block("def quiet():", [*block("try:", ["yield"]), *block(f"except {caught}:", ["pass"])]),
                          "@quiet()", *block("def run():", [lookup]), "run()"]),
            draw.program([skipped, *block("class T(unittest.TestCase):", block("def test_a(self):", [lookup]))], failing),
            draw.program(block("class T(unittest.TestCase):", [skipped, *block("def test_a(self):", [lookup])]), failing),
            draw.program(block("class T(unittest.TestCase):", block("def test_a(self):", ['self.skipTest("broken")', lookup])), failing),
            draw.program(block("class T(unittest.TestCase):", block("def test_a(self):", [f"self.assertRaises(IndexError, lambda: {lookup})"])), failing),
            draw.program(block("class T(unittest.TestCase):", [*block("def setUp(self):", ['raise unittest.SkipTest("broken")']), *block("def test_a(self):", [lookup])]), failing),
            draw.program(
                block("class T(unittest.TestCase):", block("def test_a(self):", [*block("with self.assertRaises(IndexError):", [lookup])])), failing
            ),
        ]
    )  # fmt: skip


GENERATORS: dict[str, list[Family]] = {"B11": [expecting, expecting, expecting, decorated]}

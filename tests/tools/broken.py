"""Programs that nobody writes, or not yet to their end: ``python -m tests.tools.broken`` runs the linter over many.

Every fixture cut off after each of its characters, as an editor hands them over; with words left out, doubled and
exchanged; with expressions and statements of other fixtures grafted into it; and random syntax trees of hypothesmith.
Nothing may be raised, and what has findings about tables must not be left out at a glance. The tests do the same with
a few of each.
"""

from __future__ import annotations

import argparse
import ast
import copy
import random
import re
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import hypothesmith
from hypothesis import HealthCheck, given, seed, settings
from hypothesis.strategies import SearchStrategy

from flake8_embedding.check import check
from flake8_embedding.finding import Finding
from flake8_embedding.prefilter import Concern, concern
from flake8_embedding.prefilter.imports_only import imports_only
from flake8_embedding.prefilter.matrices import may_write_matrix
from flake8_embedding.prefilter.writes import written_rows

FIXTURES = sorted((Path(__file__).parent.parent.parent / "fixtures").rglob("*.py"))
HEAD = "import torch\nfrom torch import nn\nfrom tensorflow.keras.layers import Embedding\n"


def truncated(text: str, step: int = 1) -> Iterator[str]:
    """What stands before each character, or before each ``step``-th."""
    for cut in range(0, len(text), step):
        yield text[:cut]


def mutated(text: str, chance: random.Random) -> str:
    """The text with some of its words left out, doubled, exchanged or replaced by other ones."""
    words = re.findall(r"\w+|\s+|[^\w\s]", text)
    for _ in range(chance.randint(1, 4)):
        place, other = chance.randrange(len(words)), words[chance.randrange(len(words))]
        strange = chance.choice(["0", "-1", "None", "x", "not", "*", "()", "[]", "1e9", "lambda: x"])
        words[place] = chance.choice(["", other, words[place] + other, strange])
    return "".join(words)


def grafted(text: str, chance: random.Random) -> str:
    """The program with expressions and statements of other fixtures in the place of some of its own."""
    tree = ast.parse(text)
    for _ in range(chance.randint(1, 5)):
        places = list(_places(tree))
        if places:
            kind, put = chance.choice(places)
            put(copy.deepcopy(chance.choice(_donors()[kind])))
    return ast.unparse(ast.fix_missing_locations(tree))


@cache
def _donors() -> dict[type[ast.AST], list[ast.AST]]:
    """All expressions and statements of the fixtures."""
    found: dict[type[ast.AST], list[ast.AST]] = {ast.expr: [], ast.stmt: []}
    for path in FIXTURES:
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.expr() if not _is_target(node):
                    found[ast.expr].append(node)
                case ast.stmt():
                    found[ast.stmt].append(node)
    return found


def _places(tree: ast.Module) -> Iterator[tuple[type[ast.AST], Callable[[ast.AST], None]]]:
    """Where something can be put, and how."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr | ast.FormattedValue):
            continue
        for field, part in ast.iter_fields(node):
            if isinstance(part, ast.expr) and not _is_target(part):
                yield ast.expr, lambda new, node=node, field=field: setattr(node, field, new)  # type: ignore[misc]
            if isinstance(part, list):
                for index, one in enumerate(part):
                    kind = ast.stmt if isinstance(one, ast.stmt) else ast.expr
                    if isinstance(one, kind) and not _is_target(one):
                        yield kind, lambda new, part=part, index=index: part.__setitem__(index, new)  # type: ignore[misc]


def _is_target(node: ast.AST) -> bool:
    return not isinstance(getattr(node, "ctx", None), ast.Load | None)


def analyse(program: str) -> None:
    """Look at the program in every way that flake8 does, and see that the prefilter lets through what has findings."""
    found = check(program, loud=True)
    try:
        tree = ast.parse(program)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    concerned = concern(program, tree)
    imports_only(program, tree)
    may_write_matrix(tree, list(written_rows(tree)))
    about_tables = [
        one for one in found if one.code.startswith(("EMB1", "EMB2", "EMB3", "EMB4")) and not _is_of_matrix(one, tree)
    ]
    assert concerned is Concern.EVERYTHING or not about_tables, (concerned, about_tables)


def _is_of_matrix(finding: Finding, tree: ast.Module) -> bool:
    """Whether it is about an array under a name of the program's own: ``weights = torch.rand(2, 4); weights[ids]``. A
    file in which nothing is called an embedding is not analysed for these."""
    bound = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return finding.message.partition(" ")[0] in bound


def random_trees(number: int, first_seed: int, see: Callable[[str], None]) -> None:
    """Show ``see`` programs of hypothesmith: from Python's grammar, and from the nodes of libcst."""
    for strategy in (hypothesmith.from_grammar(auto_target=False), hypothesmith.from_node(auto_target=False)):
        _shown(strategy, number, first_seed, see)


def _shown(strategy: SearchStrategy[str], number: int, first_seed: int, see: Callable[[str], None]) -> None:
    @seed(first_seed)
    @settings(max_examples=number, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def shown(program: str) -> None:
        see(HEAD + program)

    shown()


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--mutations", type=int, default=20, help="of each fixture, and as many graftings")
    arguments.add_argument("--trees", type=int, default=1000, help="random syntax trees of each of two kinds")
    given_here = arguments.parse_args()
    warnings.simplefilter("ignore")
    chance = random.Random(given_here.seed)
    texts = [path.read_text() for path in FIXTURES]
    failed = 0
    for name, programs in (
        ("truncations", (cut for text in texts for cut in truncated(text))),
        ("mutations", (mutated(text, chance) for text in texts for _ in range(given_here.mutations))),
        ("graftings", (grafted(text, chance) for text in texts for _ in range(given_here.mutations))),
    ):
        failed += _run(name, programs)
    trees: list[str] = []
    random_trees(given_here.trees, given_here.seed, trees.append)
    failed += _run("random trees", iter(trees))
    return 1 if failed else 0


def _run(name: str, programs: Iterator[str]) -> int:
    begin = time.perf_counter()
    number = analysed = failed = 0
    for program in programs:
        number += 1
        try:
            ast.parse(program)
            analysed += 1
        except (SyntaxError, ValueError):
            pass
        try:
            analyse(program)
        except Exception:
            failed += 1
            print(f"== {name}\n{program}\n{traceback.format_exc()}", flush=True)
    seconds = time.perf_counter() - begin
    print(f"{name}: {number} programs, {analysed} of them Python, {failed} raised, {seconds:.0f} s", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())

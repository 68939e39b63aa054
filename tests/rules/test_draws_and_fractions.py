"""What looks like one number or one test and is not: fractions that are no numbers, and results of callbacks."""

from __future__ import annotations

import pytest

from flake8_embedding.check import check
from flake8_embedding.trace import traces

PROGRAMS = {
    "neither less nor not less": """\
x = float(input())
ids, rows = [0], 10
if x < 0:
    rows = 9
elif x >= 0:
    rows = 8
else:
    ids, rows = [9], 5
""",
    "two draws of one callback": """\
a, b = map(lambda _: random.randint(0, 3), range(2))
ids = [9] if a > 2 else [0]
rows = 10 if b > 2 else 5
""",
    "draws that are collected": """\
drawn = functools.reduce(lambda got, _: [*got, random.randint(0, 3)], range(2), [])
ids = [9] if drawn[0] > 2 else [0]
rows = 10 if drawn[1] > 2 else 5
""",
}
HEAD = "import functools\nimport random\nimport torch\nfrom torch import nn\n\n"
TAIL = "table = nn.Embedding(rows, 3)\ntable(torch.tensor(ids))\n"


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_table_that_may_be_too_small_is_not_called_enough(name: str) -> None:
    found = traces(HEAD + PROGRAMS[name] + TAIL)

    assert found
    assert "enough" not in {one.verdict for one in found}


@pytest.mark.parametrize("count", [9, 900])
def test_the_number_that_a_range_counts_down_to_is_left(count: int) -> None:
    program = f"for i in range({count}, -1, -1):\n    j = i\nids, rows = [j], 5\n"

    assert check(HEAD + program + TAIL) == []

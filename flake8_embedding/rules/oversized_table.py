"""EMB208: many more rows than any id can reach."""

from __future__ import annotations

from flake8_embedding.rules.message import Line
from flake8_embedding.rules.rule import Claim, TableCase, TableRule
from flake8_embedding.values.numbers.bounds import highest
from flake8_embedding.values.settled import is_settled
from flake8_embedding.values.value import Number

_SPARE_ROWS = 100
"""Fewer unused rows than this are a margin, or not worth a word."""

_BYTES = 4
"""A weight is a 32-bit float unless something else is asked for."""


class OversizedTable(TableRule):
    code = "EMB208"
    name = "oversized-table"
    summary = "Far more rows than the ids can reach"
    finds = "A table has more than twice as many rows as the ids that are seen can reach, and at least a hundred more."
    why = (
        "The unused rows take memory, with Adam three times as much. The rule is off by "
        "default because room to grow may be wanted."
    )
    quiet = "Sizes that other code asks for, and ids whose range is not known."
    references = ("https://keras.io/api/layers/core_layers/embedding/",)
    bad = "import torch\n\nids = torch.randint(0, 100, (32,))\nvectors = torch.nn.Embedding(100000, 300)(ids)\n"
    good = "import torch\n\nids = torch.randint(0, 100, (32,))\nvectors = torch.nn.Embedding(100, 300)(ids)\n"
    priority = 121
    independent = True
    on_by_default = False

    def claim(self, case: TableCase) -> Claim | None:
        rows = case.table.rows.constant if isinstance(case.table.rows, Number) else None
        tops = [
            highest(lookup.ids.high)
            if lookup.ids is not None and lookup.ids.high is not None and is_settled(lookup.ids)
            else None
            for lookup in case.lookups
        ]
        known = [top for top in tops if top is not None]
        if rows is None or not known or len(known) < len(tops):
            return None
        used = max(known) + 1
        if rows <= 2 * used or rows - used < _SPARE_ROWS:
            return None
        width = case.table.width.constant if isinstance(case.table.width, Number) else None
        idle = f", {_size((rows - used) * width * _BYTES)} that stay idle" if width else ""
        message = (
            f"{case.table.called} has {rows} rows, but no id that is looked up on line ",
            Line(case.lookups[0].place),
            f" is above {max(known)}: {rows - used} rows are never read{idle}; use {used}",
        )
        return Claim(case.table.rows_place, message)


def _size(count: int) -> str:
    for unit in ("bytes", "KiB", "MiB"):
        if count < 1024:
            return f"{count} {unit}"
        count //= 1024
    return f"{count} GiB"

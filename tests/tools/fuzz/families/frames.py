"""Columns of a file, counted and looked up (B25): moved, filtered, checked or numbered anew in between."""

from __future__ import annotations

from tests.tools.fuzz.draw import Draw, Family, Lines, block
from tests.tools.fuzz.families.uses import table
from tests.tools.fuzz.program import Program

BEFORE = [
    "pass", "pass", 'df["user"] -= df["user"].min()', 'df["user"] = df["user"] - 1', "df.user = df.user - df.user.min()",
    'df["user"] = df["user"].astype("category").cat.codes', 'df["user"] = pd.factorize(df["user"])[0]', 'df = df.assign(user=df.user - 1)',
    'df["u"] = df.user - 1\ndf = df[["u", "item"]]\ndf.columns = ["user", "item"]', 'df = df.rename(columns={"user": "u", "item": "user"})',
    'df["user"] = df["user"].map({u: i for i, u in enumerate(df["user"].unique())})', 'df["user"] = df["item"]', 'other = df\nother["user"] = other["user"] - 1',
    'other = df.copy()\nother["user"] = other["user"] - 1', 'df = df.head(2)', 'df["user"] = df["user"].rank(method="dense") - 1',
]  # fmt: skip
AFTER = [
    "pass", "pass", "if df.user.max() != n - 1: raise SystemExit", "assert df.user.max() < n", "assert set(df.user) == set(range(n))",
    'assert set(df["user"]) == set(range(n))', 'df = df[df["user"] < n]', "df = df[df.user < n]", 'df = df.query("user < @n")', 'df = df.query("user >= @n")',
    'if not (df["user"] < n).all(): raise SystemExit', "def check(ids, n):\n    if max(ids) >= n: raise SystemExit\ncheck(df.user, n)",
    "def check(ids, n):\n    assert max(ids) < n\ncheck(df['user'].values, n)", 'df["user"] = df["user"].clip(upper=n - 1)', 'df["user"] = df["user"] % n',
    'df["user"] -= df["user"].min()', 'if (df["user"] >= n).any(): raise SystemExit', "n = df.user.max() + 1", "n += 1", "n = max(n, df.user.max() + 1)",
    'df = df[df["user"].isin(range(n))]', "if n <= df.user.max(): n = df.user.max() + 1",
]  # fmt: skip
COUNTED = [
    'df["user"].nunique()',
    "df.user.nunique()",
    'len(df["user"].unique())',
    'len(set(df["user"]))',
    "len(set(df.user.values))",
    'int(df["user"].max())',
]
FED = ['df["user"].values', "df.user.values", 'df["user"].to_numpy()', 'df["user"].tolist()', "list(df.user)", 'df["user"].values - 1', 'df["user"].values[:2]',
       'df["user"].values % n', 'df["user"].map({u: i for i, u in enumerate(sorted(set(df["user"])))}).values']  # fmt: skip


def frames(draw: Draw) -> Program:
    draw.of("B25")
    draw.need("import io", "import pandas as pd")
    lines: Lines = [
        f"df = pd.read_csv(io.StringIO({draw.data('csv')}()))",
        *draw.pick(BEFORE).split("\n"),
        f"n = {draw.pick(COUNTED)}",
        *draw.pick(AFTER).split("\n"),
    ]
    return draw.program([*lines, *block("if len(df):", table(draw, "n", f"torch.tensor({draw.pick(FED)}).long()"))])


GENERATORS: dict[str, list[Family]] = {"B25": [frames] * 3}

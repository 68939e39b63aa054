"""Arrays that are made of others: whether what is written to one of them is seen in the other.

Each expression makes an array ``b`` of an array ``a``, then one of them is changed in place. What the real library
leaves in both is held against what the linter says of tables for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flake8_embedding.check import check
from flake8_embedding.trace import traces
from tests.tools.fuzz.engine import OUTSIDE

CHANGES = ("a[0] = 9", "b[0] = 9", "b += 9")


@dataclass(frozen=True)
class Arrays:
    """``made`` are expressions of the array ``a``, which ``start`` makes; of those in ``still_open`` too much is
    promised today. ``ids`` makes a tensor of {x}."""

    start: str
    made: str
    still_open: str
    ids: str


def wrong_of(arrays: Arrays, expression: str) -> Iterator[str]:
    """What the linter says that is not so, for each change after which the library goes on."""
    for change in CHANGES:
        program = f"import copy\nimport numpy as np\nimport pandas as pd\nimport torch\n{arrays.start}\nb = {expression}\n{change}\n"
        names: dict[str, Any] = {}
        try:
            exec(program, names)
        except (RuntimeError, TypeError, ValueError):
            # Such an array cannot be written to.
            continue
        for name in ("a", "b"):
            ids = [int(number) for number in names[name].reshape(-1)]
            told = _wrong_of_ids(program, arrays.ids.format(x=name), max(ids) + 1)
            if told is not None:
                yield f"b = {expression}; {change}; {name} is {ids}: {told}"


def _wrong_of_ids(program: str, ids: str, rows: int) -> str | None:
    def table(rows: int) -> str:
        return f"{program}torch.nn.Embedding({rows}, 2)({ids})\n"

    alarms = {finding.code for finding in check(table(rows), loud=True)} & OUTSIDE
    if alarms:
        return f"{rows} rows are enough: {alarms}"
    if any(one.verdict == "enough" for one in traces(table(rows - 1))):
        return f"{rows - 1} rows are called enough"
    return None


NUMPY = Arrays(
    start="a = np.array([1, 5, 2, 3])",
    made="""\
a.copy()
a.view()
a[:]
a[...]
a.T
a.ravel()
a.flatten()
a.reshape(-1)
a.reshape(4)
a.squeeze()
np.squeeze(a)
np.ravel(a)
np.reshape(a, -1)
np.asarray(a)
np.array(a)
np.asanyarray(a)
np.ascontiguousarray(a)
np.copy(a)
np.atleast_1d(a)
np.expand_dims(a, 0)[0]
a[None][0]
np.transpose(a)
a.transpose()
a.astype(int)
a.astype(np.int64, copy=False)
np.round(a)
np.rint(a).astype(int)
a.round()
np.abs(a)
abs(a)
+a
a + 0
np.clip(a, 0, 99)
a.clip(0, 99)
np.where(a >= 0, a, 0)
np.concatenate([a])
np.stack([a])[0]
np.vstack([a])[0]
np.hstack([a])
np.tile(a, 1)
np.repeat(a, 1)
np.sort(a)
np.flip(a)
a[::-1]
np.roll(a, 0)
np.split(a, 1)[0]
np.array_split(a, 1)[0]
a[[0, 1, 2, 3]]
a[a >= 0]
np.take(a, range(4))
a.take(range(4))
np.delete(a, [])
np.insert(a, 0, 0)[1:]
np.append(a, [])[:4].astype(int)
np.unique(a)
np.maximum(a, 0)
np.minimum(a, 99)
np.mod(a, 100)
np.nan_to_num(a)
np.broadcast_to(a, (4,)).copy()
np.swapaxes(a[None], 0, 0)[0]
np.moveaxis(a, 0, 0)
np.rollaxis(a, 0)
np.require(a)
np.fromiter(a, int)
np.array(list(a))
np.array(a.tolist())
copy.copy(a)
copy.deepcopy(a)
np.resize(a, 4)
np.trim_zeros(a)
np.cumsum(a)
np.random.permutation(a)
np.diag(np.diag(a))
np.pad(a, 0)
np.column_stack([a])[:, 0]
np.c_[a][:, 0]
np.r_[a]
np.compress([1, 1, 1, 1], a)
np.extract(a >= 0, a)
np.partition(a, 0)
np.apply_along_axis(lambda v: v, 0, a)
np.vectorize(lambda v: v)(a)
torch.from_numpy(a).numpy()
torch.tensor(a).numpy()
torch.as_tensor(a).numpy()
np.array([a])[0]
np.asarray([a])[0]
pd.Series(a).values
pd.Series(a).to_numpy()
pd.DataFrame({"a": a})["a"].values
pd.DataFrame(a).values[:, 0]
""",
    still_open="""\
np.atleast_2d(a)[0]
np.ma.array(a).data
""",
    ids="torch.tensor({x})",
)

TORCH = Arrays(
    start="a = torch.tensor([1, 5, 2, 3])",
    made="""\
a.to(torch.long)
a.long()
a.int()
a.clone()
a.detach()
a.data
a.cpu()
a.contiguous()
a.view(-1)
a.reshape(-1)
a.flatten()
a.ravel()
a.squeeze()
a.unsqueeze(0)[0]
a.t()
a.T
a.expand(4)
a.narrow(0, 0, 4)
a[:]
a[...]
a[0:4]
a[[0, 1, 2, 3]]
a.numpy()
torch.from_numpy(a.numpy())
torch.as_tensor(a)
torch.tensor(a)
torch.asarray(a)
a.type(torch.long)
a.type_as(a)
a.requires_grad_(False)
torch.squeeze(a)
torch.flatten(a)
torch.reshape(a, (4,))
torch.ravel(a)
torch.atleast_1d(a)
torch.clone(a)
torch.abs(a)
torch.round(a)
a.round()
a.abs()
a.floor()
a.ceil()
a.trunc()
torch.clamp(a, 0, 100)
a.clamp(0)
torch.cat([a])
torch.stack([a])[0]
torch.hstack([a])
a.repeat(1)
a.masked_fill(a > 100, 0)
a.where(a >= 0, 0)
a.sort()[0]
a.flip(0)
a.roll(0)
a.chunk(1)[0]
a.split(4)[0]
torch.unbind(a.unsqueeze(0))[0]
a.permute(0)
a.transpose(0, 0)
a.movedim(0, 0)
a.swapaxes(0, 0)
a.index_select(0, torch.arange(4))
a.take(torch.arange(4))
a + 0
a * 1
+a
a // 1
a.add(0)
a.mul(1)
a.new_tensor(a)
copy.copy(a)
copy.deepcopy(a)
a.detach().clone()
a.float().long()
a.double().long()
torch.nn.functional.pad(a, (0, 0))
torch.minimum(a, torch.tensor(99))
torch.maximum(a, torch.tensor(0))
a.remainder(100)
a.div(1, rounding_mode="floor")
a.unique()
torch.broadcast_to(a, (4,))
a.masked_select(a >= 0)
a.nonzero().squeeze()
a.cumsum(0)
a.view_as(a)
a.expand_as(a)
a.reshape_as(a)
a.resolve_conj()
a.real
a.nan_to_num()
torch.nan_to_num(a)
torch.narrow(a, 0, 0, 4)
a.bitwise_and(255)
a.to("cpu")
a.to(device="cpu", dtype=torch.int64)
a.to(torch.int32)
a.type(torch.int32)
torch.tensor(a.tolist())
torch.LongTensor(a)
torch.Tensor.long(a)
torch.autograd.Variable(a)
torch.nn.Flatten(0)(a)
torch.nn.Identity()(a)
torch.nn.Dropout(0.0).eval()(a.float()).long()
[a][0]
(a,)[0]
{"a": a}["a"]
""",
    still_open="""\
a.unfold(0, 4, 1)[0]
a.select(0, 0)
""",
    ids="torch.as_tensor({x})",
)

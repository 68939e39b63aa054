"""Single numbers that come out of libraries: how long a side is, where the largest stands, what is left of a column.

What the real libraries give is held against what the linter says of a table with just as many rows, and with one fewer.
"""

from __future__ import annotations

from tests.tools.expressions import Grammar

LIBRARIES = Grammar(
    """\
import numpy as np, torch, tensorflow as tf, jax, jax.numpy as jnp, pandas as pd, itertools, collections
from torch import nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset, Subset, ConcatDataset, random_split
from torch.nn.utils.rnn import pad_sequence
n = np.arange(12).reshape(3, 4)
t = torch.arange(24).reshape(2, 3, 4)
f = tf.reshape(tf.range(12), (3, 4))
j = jnp.arange(12).reshape(3, 4)
df = pd.DataFrame({"a": [3, 1, 2], "b": [5, 5, 9]})
L = [[1, 2, 3], [4, 5, 6]]
words = ["b", "a", "c", "a"]
""",
    (),
    (),
    "torch.tensor([{x}])",
)

NUMBERS = """\
tf.transpose(f).shape[0]
tf.transpose(f, perm=[1, 0]).shape[1]
tf.concat([f, f], axis=-1).shape[1]
tf.concat([f, f], 0).shape[0]
tf.stack([f, f], axis=1).shape[1]
tf.stack([f, f], axis=1).shape[2]
len(tf.unstack(f))
tf.unstack(f)[0].shape[0]
tf.tile(f, [2, 3]).shape[1]
tf.expand_dims(f, -1).shape[2]
tf.squeeze(tf.expand_dims(f, 0)).shape[0]
tf.reshape(f, [-1, 2]).shape[0]
tf.reduce_max(f).numpy()
tf.reduce_max(f, axis=1).shape[0]
tf.argmax(f, axis=1).shape[0]
tf.argmax(f, axis=0).shape[0]
tf.gather(f, [0, 2]).shape[0]
tf.gather(f, [0, 2], axis=1).shape[1]
tf.split(f, 2, axis=1)[0].shape[1]
tf.pad(f, [[0, 1], [2, 0]]).shape[1]
tf.cast(f, tf.int64)[0, 3].numpy()
tf.one_hot([0, 1], 7).shape[1]
tf.range(3, 9, 2).shape[0]
tf.reverse(f, [1])[0, 0].numpy()
tf.sequence_mask([1, 3], 5).shape[1]
tf.repeat(tf.constant([1, 2]), 3).shape[0]
tf.meshgrid(tf.range(3), tf.range(4))[0].shape[0]
tf.where(f > 3).shape[1]
tf.boolean_mask(f, f > 20).shape[0]
tf.math.top_k(tf.constant([1, 5, 3]), 2)[1][0].numpy()
tf.sort(tf.constant([3, 1, 2]))[0].numpy()
tf.unique(tf.constant([3, 1, 3]))[0].shape[0]
tf.unique(tf.constant([3, 1, 3]))[1][2].numpy()
f[:, 1:].shape[1]
f[..., 0].shape[0]
f[tf.newaxis].shape[1]
jnp.transpose(j).shape[0]
j.T[0, 2].item()
jnp.concatenate([j, j], axis=1).shape[1]
jnp.stack([j, j], axis=-1).shape[2]
jnp.vstack([j, j]).shape[0]
jnp.expand_dims(j, 1).shape[1]
jnp.argmax(j, axis=-1).shape[0]
jnp.where(j > 5, 1, 0).max().item()
jnp.repeat(j, 2, axis=0).shape[0]
jnp.tile(j, 2).shape[1]
jnp.unique(jnp.array([3, 1, 3])).shape[0]
jax.nn.one_hot(jnp.array([0, 1]), 7).shape[1]
j.at[0, 0].set(50).max().item()
j.at[0, 0].add(50).max().item()
jnp.pad(j, 2).shape[0]
jnp.roll(j, 1)[0, 0].item()
t.transpose(1, 2).shape[2]
t.permute(2, 0, 1).shape[0]
t.reshape(-1).shape[0]
t.view(6, -1).shape[1]
t.flatten(1).shape[1]
t.flatten(0, 1).shape[0]
t.unsqueeze(1).shape[2]
t.squeeze().shape[0]
t.sum(dim=1).shape[1]
t.sum(1, keepdim=True).shape[1]
t.max(dim=2)[1].max().item()
t.max(dim=2).indices.shape[1]
t.argmax(dim=1).max().item()
t.argmax().item()
t.topk(2, dim=-1)[1].max().item()
t.sort(dim=-1, descending=True)[1][0, 0, 0].item()
t.unbind(0)[0].shape[0]
t.split(1, dim=1)[0].shape[1]
t.split([1, 3], dim=2)[1].shape[2]
t.chunk(2, dim=2)[0].shape[2]
t.repeat(1, 2, 3).shape[2]
t.expand(5, 2, 3, 4).shape[0]
t.gather(2, torch.zeros(2, 3, 1, dtype=torch.long)).max().item()
t.index_select(1, torch.tensor([2, 0])).shape[1]
t.masked_select(t > 20).shape[0]
t[t > 20].max().item()
t.nonzero().shape[1]
t.roll(1, 0)[0, 0, 0].item()
t.flip(0)[0, 0, 0].item()
t.cumsum(0)[1, 2, 3].item()
t.tolist()[1][2][3]
t[:, -1].max().item()
t[..., 0].max().item()
t[1:, :2, ::2].shape[2]
t[None].shape[0]
t.numel()
t.dim()
len(t)
t.size()[1]
t.new_zeros(5, 2).shape[0]
t.new_full((2,), 7).max().item()
torch.cat([t, t], dim=-1).shape[2]
torch.stack([t, t], dim=1).shape[1]
torch.tril(torch.ones(4, 4)).shape[0]
torch.arange(2, 10, 3).max().item()
torch.linspace(0, 4, 5).long().max().item()
torch.full((2, 3), 9).max().item()
torch.zeros_like(t).max().item()
torch.where(t > 5, t, torch.zeros_like(t)).max().item()
torch.clamp(t, 3, 9).min().item()
torch.remainder(t, 5).max().item()
torch.div(t, 2, rounding_mode="floor").max().item()
(t // 3).max().item()
(t % 7).max().item()
torch.bincount(torch.tensor([1, 4, 1])).shape[0]
torch.unique(torch.tensor([1, 4, 1])).shape[0]
torch.unique(torch.tensor([1, 4, 1]), return_inverse=True)[1].max().item()
torch.multinomial(torch.ones(6), 6).max().item()
torch.randperm(6).max().item()
torch.nonzero(torch.tensor([0, 1, 1])).max().item()
torch.combinations(torch.arange(3)).shape[0]
torch.cartesian_prod(torch.arange(3), torch.arange(2)).shape[0]
torch.meshgrid(torch.arange(3), torch.arange(2), indexing="ij")[1].max().item()
F.one_hot(torch.tensor([0, 5])).shape[1]
F.pad(t, (1, 2)).shape[2]
F.pad(t, (0, 0, 1, 2)).shape[1]
next(iter(DataLoader(TensorDataset(t), batch_size=2)))[0].shape[1]
len(DataLoader(TensorDataset(torch.arange(10)), batch_size=3))
len(DataLoader(TensorDataset(torch.arange(10)), batch_size=3, drop_last=True))
len(ConcatDataset([TensorDataset(t), TensorDataset(t)]))
len(random_split(TensorDataset(torch.arange(10)), [7, 3])[0])
nn.Flatten()(torch.ones(2, 3, 4)).shape[1]
nn.Linear(4, 7)(torch.ones(2, 3, 4)).shape[2]
nn.LSTM(4, 6, batch_first=True)(torch.ones(2, 3, 4))[0].shape[2]
nn.LSTM(4, 6, bidirectional=True)(torch.ones(2, 3, 4))[0].shape[2]
nn.LSTM(4, 6, batch_first=True)(torch.ones(2, 3, 4))[1][0].shape[0]
nn.GRU(4, 6)(torch.ones(2, 3, 4))[1].shape[2]
nn.Conv1d(4, 9, 3)(torch.ones(2, 4, 8)).shape[1]
n.T.shape[0]
n.max(axis=0).shape[0]
n.argmax(axis=1).max()
n.argmax()
n.reshape(2, -1).shape[1]
n.ravel()[5]
n.tolist()[2][3]
n[:, 1].max()
n[1:, ::2].shape[1]
n[n > 8].min()
n[[0, 2]].max()
n[np.ix_([0, 1], [1, 3])].max()
np.where(n > 5)[0].max()
np.where(n > 5)[1].max()
np.argwhere(n > 5).shape[1]
np.nonzero(n)[1].max()
np.unique([3, 1, 3]).size
np.unique([3, 1, 3], return_inverse=True)[1].max()
np.unique([3, 1, 3], return_counts=True)[1].max()
np.concatenate([n, n], axis=None).shape[0]
np.stack([n, n], axis=2).shape[2]
np.dstack([n, n]).shape[2]
np.column_stack([[1, 2], [3, 4]]).shape[1]
np.vstack(L).shape[0]
np.hstack(L).shape[0]
np.array(L).shape[1]
np.asarray(L).T.shape[0]
np.repeat([1, 2], 3).shape[0]
np.tile([1, 2], 3).shape[0]
np.arange(3, 9, 2).max()
np.linspace(0, 9, 4).astype(int).max()
np.digitize([0.5, 2.5], [0, 1, 2]).max()
np.searchsorted([1, 3, 5], [0, 4, 9]).max()
np.histogram([1, 2, 3], bins=4)[0].shape[0]
np.bincount([1, 4]).shape[0]
np.cumsum([1, 2, 3]).max()
np.diff([1, 4, 9]).max()
np.insert([1, 2], 1, 9).max()
np.delete([1, 9, 2], 1).max()
np.append([1, 2], [7]).max()
np.flip([1, 2, 9])[0]
np.roll([1, 2, 9], 1)[0]
np.sort([3, 1, 2])[::-1][0]
np.argsort([3, 1, 2])[-1]
np.argsort([3, 1, 2])[::-1][0]
np.random.permutation(5).max()
np.random.choice(5, 5, replace=False).max()
np.take([4, 7, 2], [2, 0]).max()
np.clip([1, 9], 2, 5).max()
np.maximum([1, 9], [4, 2]).min()
np.full((2, 3), 8).max()
np.eye(5)[np.array([1, 4])].shape[1]
np.identity(4).shape[0]
np.array_split(np.arange(10), 3)[0].shape[0]
np.split(np.arange(9), 3)[2].min()
np.pad([1, 2], (2, 1)).shape[0]
np.expand_dims([1, 2], 1).shape[0]
np.squeeze([[1, 2]]).shape[0]
np.intersect1d([1, 2, 3], [2, 3, 9]).max()
np.union1d([1, 2], [9]).max()
np.setdiff1d([1, 2, 9], [9]).max()
np.apply_along_axis(lambda r: r[::-1], 1, n)[0, 0]
np.vectorize(lambda v: v + 1)([1, 2]).max()
np.fromiter((v for v in [1, 5]), int).max()
np.triu(np.ones((3, 3))).sum().astype(int)
np.swapaxes(n, 0, 1).shape[0]
np.moveaxis(np.zeros((2, 3, 4)), 0, -1).shape[2]
np.broadcast_to([1, 2, 3], (4, 3)).shape[0]
np.outer([1, 2], [3, 4]).max()
np.dot([1, 2], [3, 4])
np.sum(n, axis=0).max()
np.prod([2, 3, 4])
np.mod([7, 8], 5).max()
np.floor_divide([7, 8], 3).max()
np.ndim(n)
np.size(n, 1)
df["a"].max()
df["a"].nunique()
df.shape[1]
len(df)
df["b"].unique().shape[0]
df["a"].rank().astype(int).max()
df["a"].astype("category").cat.codes.max()
pd.factorize(df["b"])[0].max()
df.sort_values("a")["b"].iloc[0]
df.groupby("b").ngroup().max()
df["a"].map({3: 7, 1: 5, 2: 6}).max()
df["a"].apply(lambda v: v * 2).max()
df[df["a"] > 1]["a"].min()
df["a"].isin([1, 2]).sum()
df["a"].shift(1).fillna(0).astype(int).max()
df["a"].cumsum().max()
df.drop_duplicates("b").shape[0]
df["a"].value_counts().shape[0]
df["b"].value_counts().max()
df.values.max()
df[["a", "b"]].to_numpy()[:, 0].max()
df.iloc[1:]["a"].max()
df.loc[df["b"] == 5, "a"].max()
df.head(2)["a"].min()
df["a"].tolist()[1]
df.a.values[::-1][0]
pd.concat([df, df])["a"].shape[0]
df.merge(df, on="b").shape[0]
df.rename(columns={"a": "c"})["c"].max()
df.assign(c=df["a"] + 1)["c"].max()
df.set_index("a").index.max()
df.reset_index()["index"].max()
pd.get_dummies(df["b"]).shape[1]
pd.cut(df["a"], 2, labels=False).max()
pd.qcut(df["a"], 2, labels=False).max()
pd.Categorical(["x", "y", "x"]).codes.max()
sorted(set(words)).index("c")
{w: i for i, w in enumerate(words)}["a"]
len({w: i for i, w in enumerate(words)})
max({w: i for i, w in enumerate(sorted(set(words)))}.values())
collections.Counter(words)["a"]
len(collections.Counter(words).most_common(2))
list(itertools.chain(*L))[3]
list(itertools.islice(range(10), 2, 5))[-1]
list(zip(*L))[2][1]
[v for r in L for v in r if v % 2][1]
sum(len(r) for r in L)
max(map(max, L))
list(reversed(L))[0][0]
L[::-1][0][-1]
sorted(words, key=words.count)[0] == "b"
dict(zip(words, range(9)))["a"]
list(enumerate(words, 1))[-1][0]
[*range(3), *range(5)][-1]
list(filter(None, [0, 2, 0, 3]))[0]
list(map(lambda a, b: a + b, [1, 2], [3, 4]))[1]
[[0] * 3 for _ in range(2)][1][2]
list(dict.fromkeys(words))[1] == "a"
min(3, *[5, 2])
divmod(17, 5)[1]
int("7" * 2)
len("".join(words))
ord("c") - ord("a")
round(2.5)
-7 % 3
abs(-4)
len(range(3, 20, 4))
range(3, 20, 4)[-1]
bool([]) + 3
(lambda *a, k=2: len(a) + k)(1, 2)
pad_sequence([torch.tensor([1, 2, 3]), torch.tensor([4])]).shape[0]
pad_sequence([torch.tensor([1, 2, 3]), torch.tensor([4])]).shape[1]
pad_sequence([torch.tensor([1, 2, 3]), torch.tensor([4])], batch_first=True).shape[0]
jax.vmap(lambda row: row.shape[0])(j).max().item()
t.transpose(0, 1).shape[0]
""".splitlines()

"""JAX: a dict of characters, a Flax module, gradients and transformations."""

from __future__ import annotations

from tests.tools.statements.family import Family

JAX = Family(
    name="jax",
    head="""\
import collections, functools, json, logging, pickle, random, time
import numpy as np
import pandas as pd
import jax
import jax.numpy as jnp
import optax
import flax.linen as nn
from flax.training import train_state
import matplotlib.pyplot as plt
from tqdm import tqdm
text = open("a.txt").read()
lines = text.splitlines()
chars = sorted(set(text))
stoi = {c: i for i, c in enumerate(chars)}
itos = {i: c for i, c in enumerate(chars)}
encode = lambda s: [stoi[c] for c in s]
decode = lambda ids: "".join(itos[i] for i in ids)
vocab_size = len(chars)
data = jnp.array(encode(text), dtype=jnp.int32)
class Net(nn.Module):
    rows: int
    @nn.compact
    def __call__(self, x):
        return nn.Dense(len(chars))(nn.Embed(self.rows, 8)(x))
model = Net(len(chars))
key = jax.random.PRNGKey(0)
params = model.init(key, data[:4])
optimizer = optax.adam(1e-3)
opt_state = optimizer.init(params)
""",
    tail="""\
model = Net(ROWS)
params = model.init(key, data)
model.apply(params, data)
model.apply(params, jnp.array(encode(text)))
""",
    rows="vocab_size",
    files={"a.txt": "zebracabzebra\nabraccazebrab\ncabzebrazebra"},
    said={
        "proven, found": r"""
print(data.shape, data.dtype, vocab_size)
print("".join(chars), vocab_size)
print(decode(data.tolist()))
print(f"train: {len(data):,} tokens")
logging.info("vocabulary %d", vocab_size)
np.random.seed(0); random.seed(0); key = jax.random.key(0)
key, subkey = jax.random.split(key); noise = jax.random.normal(subkey, (2, 3))
key1, key2, key3 = jax.random.split(key, 3)
print(jax.devices(), jax.default_backend(), jax.local_device_count())
jax.config.update("jax_enable_x64", False)
n = int(0.9 * len(data)); train, val = data[:n], data[n:]; model.apply(params, train)
data = jnp.asarray(data)
data = jnp.array(data, dtype=jnp.int32)
data = data.astype(jnp.int32)
data = jax.device_put(data)
data = jax.device_get(data)
data = np.array(data); data = jnp.array(data)
data = np.asarray(encode(text), dtype=np.int32)
data = jnp.array([stoi[c] for c in text])
data = jnp.array(list(map(stoi.get, text)))
data = jnp.stack([jnp.array(encode(text))] * 2)
data = jnp.concatenate([data, data])
data = jnp.concatenate((data, jnp.zeros(3, dtype=jnp.int32)))
data = jnp.hstack([data, data])
data = jnp.vstack([data, data])
data = jnp.expand_dims(data, 0)
data = data[None, :]
data = data[:, None].squeeze(-1)
data = data.reshape(1, -1)
data = data.reshape((-1,)).ravel()
data = jnp.reshape(data, (-1, 1))
data = data.T
data = jnp.transpose(data)
data = jnp.tile(data, (2, 1))
data = jnp.repeat(data, 2)
data = jnp.flip(data)
data = data[::-1]
data = jnp.roll(data, 1)
data = jnp.pad(data, (0, 3))
data = jnp.pad(data, (0, 3), constant_values=0)
data = jnp.sort(data)
data = jnp.unique(data)
data = jnp.where(data > 2, data, 0)
data = jnp.clip(data, 0, vocab_size - 1)
data = jnp.maximum(data, 0)
data = data[jax.random.permutation(key, len(data))]
data = data[jax.random.randint(key, (5,), 0, len(data))]
data = jax.random.randint(key, (4, 8), 0, vocab_size)
data = jax.lax.dynamic_slice(data, (0,), (4,))
data = jax.lax.dynamic_slice_in_dim(data, 1, 4)
data = jnp.split(data, [4])[0]
data = jnp.array_split(data, 2)[0]
data = jnp.array(random.sample(encode(text), 4))
data = jnp.array(np.random.permutation(np.array(data)))
data = jnp.argmax(model.apply(params, data), axis=-1)
data = model.apply(params, data).argmax(-1)
data = jnp.zeros((1, 8), jnp.int32)
data = jnp.arange(vocab_size)
data = jnp.broadcast_to(data, (2, len(data)))
data = jnp.atleast_2d(data)
data = jnp.array(pd.Series(encode(text)).values)
data = jnp.array(encode(text.replace("z", "a")))
data = jnp.array([encode(line) for line in lines])
data = jnp.array([encode(line[:4]) for line in lines])
data = jnp.array([encode(w.ljust(10)) for w in lines]) if " " in stoi else data
x, y = data[:-1], data[1:]; model.apply(params, x)
xs = jnp.stack([data[i:i + 4] for i in range(len(data) - 4)]); model.apply(params, xs)
def get_batch(key, data, size=4):
...     ix = jax.random.randint(key, (3,), 0, len(data) - size)
...     x = jnp.stack([data[i:i + size] for i in ix]); y = jnp.stack([data[i + 1:i + size + 1] for i in ix])
...     return x, y
... x, y = get_batch(key, data); model.apply(params, x)
def get_batch(key):
...     starts = jax.random.randint(key, (3,), 0, len(data) - 4)
...     return jax.vmap(lambda s: jax.lax.dynamic_slice(data, (s,), (4,)))(starts)
... model.apply(params, get_batch(key))
@jax.jit
... def forward(params, x): return model.apply(params, x)
... forward(params, data)
forward = jax.jit(model.apply); forward(params, data)
forward = jax.jit(lambda p, x: model.apply(p, x)); forward(params, data)
jax.vmap(lambda x: model.apply(params, x))(data)
jax.vmap(model.apply, in_axes=(None, 0))(params, data)
jax.vmap(functools.partial(model.apply, params))(data)
def step(carry, x): return carry + model.apply(params, x).sum(), x
... total, out = jax.lax.scan(step, 0.0, data)
def body(i, total): return total + model.apply(params, data[i]).sum()
... jax.lax.fori_loop(0, 3, body, 0.0)
value, grads = jax.value_and_grad(lambda p: model.apply(p, data).sum())(params)
@jax.jit
... def train_step(params, opt_state, x, y):
...     grads = jax.grad(lambda p: optax.softmax_cross_entropy_with_integer_labels(model.apply(p, x), y).mean())(params)
...     updates, opt_state = optimizer.update(grads, opt_state)
...     return optax.apply_updates(params, updates), opt_state
... for _ in range(2): params, opt_state = train_step(params, opt_state, data[:-1], data[1:])
@functools.partial(jax.jit, static_argnums=0)
... def run(n, params, x): return model.apply(params, x) * n
... run(2, params, data)
state = train_state.TrainState.create(apply_fn=model.apply, params=params, tx=optimizer); state.apply_fn(state.params, data)
@jax.jit
... def train_step(state, x, y):
...     def loss_fn(p): return optax.softmax_cross_entropy_with_integer_labels(state.apply_fn(p, x), y).mean()
...     loss, grads = jax.value_and_grad(loss_fn)(state.params)
...     return state.apply_gradients(grads=grads), loss
... state = train_state.TrainState.create(apply_fn=model.apply, params=params, tx=optimizer); state, loss = train_step(state, data[:-1], data[1:])
optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(1e-3)); opt_state = optimizer.init(params)
schedule = optax.warmup_cosine_decay_schedule(0.0, 1e-3, 10, 100); optimizer = optax.adam(schedule); opt_state = optimizer.init(params)
schedule = optax.exponential_decay(1e-3, 10, 0.9); print(schedule(3))
print(jax.tree_util.tree_map(lambda p: p.shape, params))
count = sum(p.size for p in jax.tree_util.tree_leaves(params)); print(count)
flat, tree = jax.tree_util.tree_flatten(params); params = jax.tree_util.tree_unflatten(tree, flat)
print(model.tabulate(key, data))
from flax import serialization; raw = serialization.to_bytes(params); params = serialization.from_bytes(params, raw)
from flax.core import freeze, unfreeze; params = freeze(unfreeze(params))
from flax.traverse_util import flatten_dict; print(flatten_dict(params).keys())
pickle.dump(params, open("p.pkl", "wb")); params = pickle.load(open("p.pkl", "rb"))
np.save("d.npy", np.array(data)); json.dump(stoi, open("s.json", "w"))
params2 = jax.tree_util.tree_map(lambda p: p * 0.9, params); model.apply(params2, data)
logits = model.apply(params, data); probs = jax.nn.softmax(logits); print(probs.max(), logits.shape)
loss = optax.softmax_cross_entropy(model.apply(params, data), jax.nn.one_hot(data, vocab_size)).mean(); print(float(loss))
accuracy = jnp.mean(jnp.argmax(model.apply(params, data), -1) == data); print(accuracy.item())
def batches(x, size):
...     for i in range(0, len(x), size): yield x[i:i + size]
... for b in batches(data, 4): model.apply(params, b)
for i in range(0, len(data), 4): model.apply(params, data[i:i + 4])
for epoch in range(2):
...     key, sub = jax.random.split(key); perm = jax.random.permutation(sub, len(data))
...     for i in range(0, len(perm), 4): model.apply(params, data[perm[i:i + 4]])
for step in tqdm(range(2)):
...     model.apply(params, data)
for x in data: model.apply(params, x)
mask = jnp.tril(jnp.ones((len(data), len(data)))); mask = nn.make_causal_mask(data)
mask = (data != 0).astype(jnp.float32); print(mask.sum())
positions = jnp.arange(data.shape[0]); print(positions)
assert data.max() < vocab_size and data.min() >= 0
assert model.apply(params, data).shape == (len(data), vocab_size)
if len(data) < 3: raise ValueError("short")
try:
...     model.apply(params, data)
... except Exception as error:
...     print(error)
start = time.time(); model.apply(params, data).block_until_ready(); print(time.time() - start)
jax.debug.print("ids {x}", x=data)
with jax.disable_jit(): model.apply(params, data)
data, _ = jax.lax.top_k(data, 3)
counts = jnp.bincount(data, length=vocab_size); print(counts)
counts = collections.Counter(text).most_common(3); print(counts)
plt.plot(data); plt.hist(np.array(data)); plt.show()
import wandb; wandb.init(project="x", config={"vocab": vocab_size}); wandb.log({"loss": 0.1})
import matplotlib.pyplot as plt; plt.imshow(np.array(data).reshape(1, -1)); plt.savefig("a.png")
import tensorflow as tf; ds = tf.data.Dataset.from_tensor_slices(np.array(data)).batch(4, drop_remainder=True).as_numpy_iterator()
... for b in ds: model.apply(params, b)
import orbax.checkpoint as ocp; checkpointer = ocp.PyTreeCheckpointer(); print(checkpointer)
from jax.experimental import mesh_utils; print(mesh_utils)
model.apply(params, data, mutable=["intermediates"])
model.apply(params, data, rngs={"dropout": key})
variables = model.init(key, jnp.ones((1, 4), jnp.int32)); model.apply(variables, data)
variables = model.init(jax.random.PRNGKey(1), data[:2]); params = variables
params = model.init({"params": key, "dropout": key}, data)
params = jax.jit(model.init)(key, data)
vocab_size = len(stoi)
vocab_size = len(itos)
vocab_size = max(stoi.values()) + 1
vocab_size = int(data.max()) + 1
vocab_size = len(set(text))
grads = jax.grad(lambda p, x: model.apply(p, x).mean())(params, data)
def loss(params, x, y): return optax.softmax_cross_entropy_with_integer_labels(model.apply(params, x), y).mean()
... (value, grads) = jax.value_and_grad(loss)(params, data[:-1], data[1:])
def loss(params, x, y):
...     logits = model.apply(params, x); one_hot = jax.nn.one_hot(y, vocab_size)
...     return -jnp.mean(jnp.sum(one_hot * jax.nn.log_softmax(logits), axis=-1)), logits
... (value, logits), grads = jax.value_and_grad(loss, has_aux=True)(params, data[:-1], data[1:])
data = data.at[0].set(0)
data = data.at[0].set(stoi[chars[0]])
data = jnp.zeros((2, 30), dtype=jnp.int32).at[0, :3].set(data[:3])
data = jnp.minimum(data, vocab_size - 1)
data = jnp.full((3,), vocab_size - 1)
data = jax.random.permutation(key, data)
data = jax.random.choice(key, data, (5,))
data = jax.lax.stop_gradient(data)
data = jax.tree_util.tree_map(lambda v: v, data)
data = jax.tree.map(jnp.asarray, data)
def generate(params, key, steps=4):
...     x = jnp.zeros((1, 1), dtype=jnp.int32)
...     for _ in range(steps):
...         key, sub = jax.random.split(key); logits = model.apply(params, x)[:, -1]
...         nxt = jax.random.categorical(sub, logits)[:, None]; x = jnp.concatenate([x, nxt], axis=1)
...     return x
... print(generate(params, key))
def sample(params, x):
...     for _ in range(3): x = jnp.append(x, jnp.argmax(model.apply(params, x)[-1]))
...     return x
... sample(params, data)
""",
        "presumed, found": r"""
data = jax.random.categorical(key, jnp.zeros((4, vocab_size)))
print(nn.tabulate(model, key)(data))
import chex; chex.assert_shape(data, (None,))
""",
        "unknown, found": r"""
data = jnp.take(data, jnp.arange(3))
data = jnp.ones((1, 8), dtype=jnp.int32)
""",
    },
)

"""PyTorch: a dict of words, a module, a Dataset and its loader, a loop that trains."""

from __future__ import annotations

from tests.tools.statements.family import Family

TORCH = Family(
    name="torch",
    head="""\
import argparse, collections, copy, json, logging, math, os, pickle, random, sys, time
import numpy as np
import pandas as pd
import torch, torch.nn as nn, torch.nn.functional as F, torch.optim as optim
from torch.utils.data import DataLoader, Dataset, TensorDataset, random_split
import matplotlib.pyplot as plt
from tqdm import tqdm
from sklearn.model_selection import train_test_split
from sklearn.metrics import accuracy_score, classification_report, f1_score
words = sorted(set(open("a.txt").read().split()))
vocab = {w: i for i, w in enumerate(words)}
inv = {i: w for w, i in vocab.items()}
ids = torch.tensor([vocab[w] for w in words])
arr = np.array([vocab[w] for w in words])
lst = [vocab[w] for w in words]
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
class Text(Dataset):
    def __init__(self, ids):
        self.ids = ids
    def __len__(self):
        return len(self.ids) - 2
    def __getitem__(self, i):
        return torch.tensor(self.ids[i:i + 2]), torch.tensor(self.ids[i + 1:i + 3])
dataset = Text(lst)
loader = DataLoader(dataset, batch_size=3, shuffle=True)
class Net(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.emb = nn.Embedding(n, 8)
        self.lstm = nn.LSTM(8, 16, batch_first=True)
        self.drop = nn.Dropout(0.5)
        self.fc = nn.Linear(16, n)
    def forward(self, x):
        out, h = self.lstm(self.drop(self.emb(x)))
        return self.fc(out)
model = Net(ROWS).to(device)
criterion = nn.CrossEntropyLoss()
optimizer = optim.Adam(model.parameters(), lr=1e-3)
""",
    tail="""\
model(ids)
model(torch.from_numpy(arr))
model(torch.tensor(lst))
for x, y in loader:
    model(x)
    model(y)
""",
    rows="len(vocab)",
    files={"a.txt": "the cat sat on a mat with black dogs today"},
    said={
        "proven, found": r"""
from sklearn.manifold import TSNE; TSNE(perplexity=2).fit_transform(model.emb.weight.detach().numpy())
emb = model.emb.weight.data.cpu().numpy(); np.savetxt("e.txt", emb)
print(ids, arr, lst)
print(ids.shape, len(lst), arr.dtype)
logging.info("ids %s", ids)
logger = logging.getLogger(__name__); logger.info(ids); logger.info(lst)
ids.to(device)
arr.tolist()
plt.plot(lst); plt.hist(arr); plt.show()
import matplotlib.pyplot as plt; fig, ax = plt.subplots(); ax.plot(lst); ax.bar(lst, arr)
np.save("a.npy", arr)
torch.save(ids, "a.pt")
torch.save(model.state_dict(), "m.pt")
torch.save({"ids": ids, "model": model.state_dict()}, "m.pt")
pickle.dump(vocab, open("v.pkl", "wb"))
json.dump(vocab, open("v.json", "w"))
with open("v.json", "w") as f: json.dump(vocab, f)
df = pd.DataFrame({"id": lst}); df.to_csv("a.csv")
pd.DataFrame(lst).to_csv("x.csv")
random.shuffle(lst)
np.random.shuffle(arr)
random.sample(lst, 3)
a, b = train_test_split(lst, test_size=0.2)
a, b, c, e = train_test_split(arr, lst, test_size=0.2)
loader = DataLoader(TensorDataset(ids, ids), batch_size=3, shuffle=True)
for x, y in DataLoader(TensorDataset(ids, ids), batch_size=3): model(x)
for x, y in tqdm(DataLoader(TensorDataset(ids, ids), batch_size=3)): model(x); F.cross_entropy(model(x), y)
loss = F.cross_entropy(model(ids).view(-1, len(vocab)), ids.view(-1)); loss.backward()
loss = nn.CrossEntropyLoss()(model(ids.unsqueeze(0)).permute(0, 2, 1), ids.unsqueeze(0))
loss = F.nll_loss(F.log_softmax(model(ids), -1), ids, ignore_index=0)
acc = (model(ids).argmax(-1) == ids).float().mean()
accuracy_score(lst, arr)
optimizer.zero_grad(); optimizer.step()
torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
model.train(); model.eval()
torch.save(model.state_dict(), "m.pt"); model.load_state_dict(torch.load("m.pt"))
sys.stdout.write(str(ids))
collections.Counter(lst).most_common(3)
np.bincount(arr); np.unique(arr); arr.max(); arr.min()
ids.max().item(); ids.min(); ids.sum(); ids.float().mean()
torch.bincount(ids); torch.unique(ids)
from torchsummary import summary; summary(model, (3,))
import wandb; wandb.init(); wandb.log({"a": 1}); wandb.watch(model)
import tensorboard; from torch.utils.tensorboard import SummaryWriter; w = SummaryWriter(); w.add_graph(model, ids); w.add_scalar("a", 1, 2)
from sklearn.utils.class_weight import compute_class_weight; compute_class_weight("balanced", classes=np.unique(arr), y=arr)
from nltk.translate.bleu_score import corpus_bleu; corpus_bleu([[lst]], [lst])
from collections import defaultdict; d = defaultdict(list); d["a"].append(ids); d["b"].extend(lst)
batches = list(zip(lst, arr)); random.shuffle(batches)
sorted(lst, key=lambda x: -x)
list(map(lambda x: x + 1, lst))
text = " ".join(inv[i] for i in lst); print(text)
text = " ".join([inv[int(i)] for i in ids])
tokens = [words[i] for i in lst]
one_hot = F.one_hot(ids, len(vocab)).float()
eye = np.eye(len(vocab))[arr]
mask = (ids != 0).unsqueeze(1)
mask = ids.eq(0); mask2 = torch.triu(torch.ones(3, 3))
lengths = torch.tensor([len(lst)]); nn.utils.rnn.pack_padded_sequence(model.emb(ids.unsqueeze(0)), lengths, batch_first=True)
nn.utils.rnn.pad_sequence([ids, ids], batch_first=True)
torch.manual_seed(0); np.random.seed(0); random.seed(0)
start = time.time(); elapsed = time.time() - start
os.makedirs("out", exist_ok=True); os.path.join("a", "b")
scheduler = optim.lr_scheduler.StepLR(optimizer, 1, gamma=0.9); scheduler.step()
scaler = torch.cuda.amp.GradScaler(); scaler.scale(model(ids).sum()).backward(); scaler.step(optimizer); scaler.update()
with torch.no_grad(): model(ids)
with torch.cuda.amp.autocast(): model(ids)
model = nn.DataParallel(model)
model = torch.compile(model)
model = torch.jit.script(model) if os.path.exists("old") else model
from accelerate import Accelerator; accelerator = Accelerator(); model, optimizer = accelerator.prepare(model, optimizer)
hist = []; hist.append(ids.tolist())
assert len(lst) == len(arr)
assert ids.max() < len(vocab)
if len(lst) < 3: raise ValueError(lst)
try:
...     print(lst[0])
... except Exception as e: print(e)
for i, w in enumerate(lst): print(i, w)
def show(x): print(x)
... show(ids); show(lst)
def helper(x):
...     y = x.clone(); y[0] = 99; return y
... helper(ids)
class Logger:
...     def log(self, x): self.x = x
... l = Logger(); l.log(ids); l.log(lst)
from utils import log_it; log_it(vocab)
from utils import log_it; log_it(len(vocab), "x", 3)
ids2 = ids.cuda(non_blocking=True) if torch.cuda.is_available() else ids
ids.numpy(); ids.cpu().detach().numpy()
x = ids.clone(); x[0] = 5
x = arr.copy(); x += 1
x = list(lst); x.append(99)
y = ids + 1
y = torch.cat([ids, ids]); y = torch.stack([ids, ids])
gc = __import__("gc"); gc.collect()
torch.cuda.empty_cache(); torch.backends.cudnn.deterministic = True
np.set_printoptions(precision=3); torch.set_printoptions(sci_mode=False)
from IPython.display import display; display(ids); display(pd.DataFrame(lst))
from pprint import pprint; pprint(vocab); pprint(lst)
import copy; best = copy.deepcopy(model); m2 = copy.deepcopy(lst)
from torchtext.data.metrics import bleu_score; bleu_score([["a"]], [[["a"]]])
import seaborn as sns; sns.heatmap(arr.reshape(1, -1)); sns.countplot(x=lst)
from wordcloud import WordCloud; WordCloud().generate(" ".join(words))
nn.init.xavier_uniform_(model.emb.weight); nn.init.normal_(model.emb.weight, 0, 1)
model.emb.weight.data.uniform_(-1, 1); model.emb.weight.requires_grad = False
for p in model.parameters(): nn.init.uniform_(p, -0.1, 0.1)
for name, p in model.named_parameters(): print(name, p.shape)
print(sum(p.numel() for p in model.parameters() if p.requires_grad))
model.apply(lambda m: None)
def init(m):
...     if isinstance(m, nn.Linear): nn.init.xavier_uniform_(m.weight)
... model.apply(init)
optimizer = optim.SGD([{"params": model.fc.parameters()}], lr=0.1)
losses = []; losses.append(F.cross_entropy(model(ids), ids).item()); plt.plot(losses)
early = None; early = 3 if early is None else early
idx = torch.randperm(len(ids)); shuffled = ids[idx]; model(shuffled)
perm = np.random.permutation(len(arr)); model(torch.tensor(arr[perm]))
ids = ids[torch.randperm(len(ids))]
ids = ids.long().to(device)
ids = ids.unsqueeze(0).repeat(2, 1)
ids = ids.view(-1, 1).t().contiguous()
ids = torch.LongTensor(ids)
ids = torch.as_tensor(arr, dtype=torch.long, device=device)
ids = torch.autograd.Variable(torch.LongTensor(lst))
ids = ids.detach().clone()
ids = ids.type(torch.LongTensor)
ids = ids.squeeze().flatten()
ids = ids.reshape(-1).to(torch.int64)
ids = ids.requires_grad_(False)
ids = ids.pin_memory().cuda() if torch.cuda.is_available() else ids
ids = torch.where(ids > 3, ids, torch.zeros_like(ids))
ids = ids.masked_fill(ids == 3, 0)
ids = F.pad(ids, (0, 3), value=0)
ids = ids.clamp(max=5)
ids = ids.flip(0).roll(1)
ids = ids.expand(3, -1)
ids = torch.tensor(sorted(lst))
ids = torch.tensor(random.choices(lst, k=3))
ids = torch.tensor(np.random.choice(arr, 3))
ids = torch.tensor(lst + [0] * 5)
ids = torch.tensor([0] * 5 + lst[:-1])
ids = torch.tensor(lst[:50] + [0] * (50 - len(lst)))
ids = torch.tensor([x for x in lst if x > 2])
ids = torch.tensor([[a, b] for a, b in zip(lst[:-1], lst[1:])])
ids = torch.tensor([lst[i:i + 5] for i in range(len(lst) - 5)])
ids = torch.tensor(list(reversed(lst)))
ids = torch.tensor(np.concatenate([arr, arr]))
ids = torch.tensor(np.array(lst).reshape(-1, 1))
ids = torch.tensor(pd.Series(lst).values)
ids = torch.tensor(pd.DataFrame({"x": lst})["x"].to_numpy())
ids = torch.tensor(pd.DataFrame({"x": lst, "y": arr})[["x", "y"]].values)
ids = torch.tensor([vocab.get(w, 0) for w in open("a.txt").read().split()])
ids = torch.tensor([vocab[w] for w in open("a.txt").read().split() if w in vocab])
ids = torch.tensor(list(vocab.values()))
ids = torch.tensor(list(inv.keys()))
ids = torch.tensor([words.index(w) for w in words])
ids = model(ids).argmax(dim=-1)
_, ids = model(ids).max(dim=-1)
ids = model(ids).max(-1)[1]
_, ids = torch.max(model(ids), dim=-1)
ids = model(ids).max(-1).indices
ids = torch.max(model(ids).data, -1)[1]
_, ids = model(ids).max(1)
ids = model(ids).topk(1)[1].squeeze(-1)
ids = torch.softmax(model(ids), dim=-1).max(-1, keepdim=True)[1].view(-1)
ids = torch.cat((ids, model(ids).argmax(-1)), dim=0)
ids = torch.distributions.Categorical(logits=model(ids)).sample()
ids = torch.zeros(1, 1, dtype=torch.long)
ids = torch.randint(len(vocab), (3, 4))
ids = torch.randint_like(ids, len(vocab))
ids = torch.arange(len(vocab))
ids = torch.full((3,), vocab[words[0]])
ids = torch.tensor([[vocab[words[0]]]])
ids = torch.load("a.pt") if False else ids
for epoch in range(2):
...     for x, y in loader:
...         x, y = x.to(device), y.to(device)
...         optimizer.zero_grad(); loss = criterion(model(x).view(-1, len(vocab)), y.view(-1)); loss.backward(); optimizer.step()
for epoch in range(2):
...     model.train(); total = 0
...     for i, (x, y) in enumerate(tqdm(loader, desc="train")):
...         out = model(x); loss = criterion(out.reshape(-1, out.size(-1)), y.reshape(-1)); optimizer.zero_grad(); loss.backward()
...         torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0); optimizer.step(); total += loss.item() * x.size(0)
...         if i % 10 == 0: print(epoch, i, loss.item())
def evaluate(model, loader):
...     model.eval(); correct = total = 0
...     with torch.no_grad():
...         for x, y in loader:
...             pred = model(x).argmax(dim=-1); correct += (pred == y).sum().item(); total += y.numel()
...     return correct / total
... print(evaluate(model, loader))
def train(model, loader, optimizer, criterion, device):
...     model.train(); losses = []
...     for x, y in loader:
...         x = x.to(device); y = y.to(device); optimizer.zero_grad()
...         loss = criterion(model(x).flatten(0, 1), y.flatten()); loss.backward(); optimizer.step(); losses.append(loss.item())
...     return np.mean(losses)
... for epoch in range(2): print(train(model, loader, optimizer, criterion, device))
best, patience = float("inf"), 0
... for epoch in range(3):
...     loss = criterion(model(ids), ids).item()
...     if loss < best:
...         best = loss; torch.save(model.state_dict(), "best.pt"); patience = 0
...     else:
...         patience += 1
...         if patience > 2: break
train_set, test_set = random_split(dataset, [len(dataset) - 2, 2]); train_loader = DataLoader(train_set, batch_size=2, shuffle=True)
... for x, y in train_loader: model(x)
train_set, test_set = random_split(dataset, [0.5, 0.5], generator=torch.Generator().manual_seed(0))
... for x, y in DataLoader(test_set, batch_size=2): model(x)
from torch.utils.data import Subset; sub = Subset(dataset, range(2))
... for x, y in DataLoader(sub): model(x)
from torch.utils.data import SubsetRandomSampler
... for x, y in DataLoader(dataset, batch_size=2, sampler=SubsetRandomSampler([0, 1])): model(x)
from torch.utils.data import WeightedRandomSampler
... for x, y in DataLoader(dataset, sampler=WeightedRandomSampler([1.0] * len(dataset), 4)): model(x)
x, y = next(iter(loader)); print(x.shape, y.shape); model(x)
batch = next(iter(loader)); model(batch[0])
x, y = dataset[0]; model(x.unsqueeze(0))
x, _ = dataset[len(dataset) - 1]; model(x[None])
def collate(batch):
...     xs, ys = zip(*batch)
...     return torch.stack(xs), torch.stack(ys)
... for x, y in DataLoader(dataset, batch_size=2, collate_fn=collate): model(x)
def collate(batch):
...     xs = [x for x, _ in batch]; ys = [y for _, y in batch]
...     return nn.utils.rnn.pad_sequence(xs, batch_first=True), nn.utils.rnn.pad_sequence(ys, batch_first=True, padding_value=-100)
... for x, y in DataLoader(dataset, batch_size=2, collate_fn=collate): model(x)
def collate_fn(batch):
...     lengths = torch.tensor([len(x) for x, _ in batch]); xs = nn.utils.rnn.pad_sequence([x for x, _ in batch], batch_first=True)
...     return xs, lengths
... for x, l in DataLoader(dataset, batch_size=2, collate_fn=collate_fn): model(x)
loader = DataLoader(dataset, batch_size=4, shuffle=True, num_workers=0, pin_memory=False, drop_last=True)
... for step, batch in enumerate(loader): model(batch[0])
writer = None
... for epoch in range(1):
...     for x, y in loader:
...         loss = criterion(model(x).view(-1, len(vocab)), y.view(-1))
...         if writer is not None: writer.add_scalar("loss", loss.item(), epoch)
scheduler = optim.lr_scheduler.ReduceLROnPlateau(optimizer, patience=2); scheduler.step(0.5); print(optimizer.param_groups[0]["lr"])
scheduler = optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=10)
... for _ in range(2): scheduler.step()
scheduler = optim.lr_scheduler.LambdaLR(optimizer, lr_lambda=lambda step: min(1.0, step / 10)); scheduler.step()
for group in optimizer.param_groups: group["lr"] *= 0.5
with torch.autocast(device_type="cpu", dtype=torch.bfloat16, enabled=False): model(ids)
scaler = torch.amp.GradScaler(enabled=False); loss = model(ids).sum(); scaler.scale(loss).backward(); scaler.unscale_(optimizer); scaler.step(optimizer); scaler.update()
with torch.inference_mode(): model(ids)
with torch.set_grad_enabled(False): model(ids)
if torch.cuda.device_count() > 1: model = nn.DataParallel(model)
model = nn.DataParallel(model).to(device); model.module.eval()
model = model.to(device).float()
model = model.train().requires_grad_(True)
if os.path.exists("best.pt"): model.load_state_dict(torch.load("best.pt", map_location=device))
checkpoint = {"epoch": 1, "model": model.state_dict(), "optimizer": optimizer.state_dict(), "vocab": vocab}; torch.save(checkpoint, "c.pt"); checkpoint = torch.load("c.pt", weights_only=False); model.load_state_dict(checkpoint["model"])
state = copy.deepcopy(model.state_dict()); model.load_state_dict(state)
best_model = copy.deepcopy(model); best_model.eval(); best_model(ids)
ema = copy.deepcopy(model)
... for p, q in zip(ema.parameters(), model.parameters()): p.data.mul_(0.9).add_(q.data, alpha=0.1)
total = sum(p.numel() for p in model.parameters()); print(f"{total:,} parameters"); print(model)
for name, param in model.named_parameters():
...     if "weight" in name: nn.init.normal_(param.data, mean=0, std=0.01)
...     else: nn.init.constant_(param.data, 0)
def init_weights(m):
...     for name, param in m.named_parameters(): nn.init.uniform_(param.data, -0.08, 0.08)
... model.apply(init_weights)
def weights_init(m):
...     if isinstance(m, nn.Embedding): m.weight.data.normal_(0, 0.1)
...     elif isinstance(m, nn.Linear): m.weight.data.normal_(0, 0.1); m.bias.data.zero_()
... model.apply(weights_init)
def count_parameters(model): return sum(p.numel() for p in model.parameters() if p.requires_grad)
... print(count_parameters(model))
def epoch_time(start, end): return int((end - start) / 60), int((end - start) % 60)
... print(epoch_time(0, 100))
def set_seed(seed):
...     random.seed(seed); np.random.seed(seed); torch.manual_seed(seed); torch.cuda.manual_seed_all(seed)
... set_seed(1)
class AverageMeter:
...     def __init__(self): self.reset()
...     def reset(self): self.sum = self.count = 0
...     def update(self, value, n=1): self.sum += value * n; self.count += n
... meter = AverageMeter(); meter.update(criterion(model(ids), ids).item(), ids.size(0))
class EarlyStopping:
...     def __init__(self, patience=3): self.patience, self.best, self.counter, self.stop = patience, None, 0, False
...     def __call__(self, loss, model):
...         if self.best is None or loss < self.best: self.best = loss; torch.save(model.state_dict(), "e.pt")
...         else: self.counter += 1; self.stop = self.counter >= self.patience
... stopper = EarlyStopping(); stopper(0.5, model)
class LabelSmoothing(nn.Module):
...     def __init__(self, size): super().__init__(); self.size = size
...     def forward(self, x, y): return F.cross_entropy(x, y, label_smoothing=0.1)
... crit = LabelSmoothing(len(vocab)); crit(model(ids), ids)
class Trainer:
...     def __init__(self, model, loader): self.model, self.loader = model, loader
...     def fit(self):
...         for x, y in self.loader: self.model(x)
... Trainer(model, loader).fit()
def predict(text):
...     model.eval(); t = torch.tensor([[vocab[w] for w in text.split() if w in vocab]])
...     return model(t).argmax(-1)
... print(predict("the cat"))
def encode(text): return torch.tensor([vocab[w] for w in text.split() if w in vocab], dtype=torch.long)
... model(encode("the cat sat"))
def decode(t): return " ".join(inv[i.item()] for i in t)
... print(decode(ids))
parser = argparse.ArgumentParser(); parser.add_argument("--lr", type=float, default=1e-3); args = parser.parse_args([]); print(vars(args))
mask = torch.zeros_like(ids, dtype=torch.bool); mask[ids == 0] = True; print(mask.sum())
mask = torch.arange(5)[None, :] < torch.tensor([2, 3])[:, None]
causal = torch.tril(torch.ones(len(ids), len(ids))).bool(); scores = torch.zeros(len(ids), len(ids)).masked_fill(~causal, float("-inf"))
mask = nn.Transformer.generate_square_subsequent_mask(len(ids))
x, y = ids[:-1], ids[1:]; model(x); criterion(model(x), y)
x = ids[:len(ids) // 2]; model(x)
ix = torch.randint(len(ids) - 2, (4,)); x = torch.stack([ids[i:i + 2] for i in ix]); y = torch.stack([ids[i + 1:i + 3] for i in ix]); model(x)
def get_batch(data, size=2):
...     ix = torch.randint(len(data) - size, (4,)); x = torch.stack([data[i:i + size] for i in ix]); y = torch.stack([data[i + 1:i + size + 1] for i in ix])
...     return x.to(device), y.to(device)
... x, y = get_batch(ids); model(x)
def batchify(data, bsz):
...     nbatch = data.size(0) // bsz; data = data.narrow(0, 0, nbatch * bsz); return data.view(bsz, -1).t().contiguous()
... model(batchify(ids, 2))
def batches(x, size):
...     for i in range(0, len(x), size): yield x[i:i + size]
... for b in batches(ids, 3): model(b)
for i in range(0, len(ids), 3): model(ids[i:i + 3])
for start in range(0, len(lst), 3): model(torch.tensor(lst[start:start + 3]))
n = int(0.9 * len(ids)); train_data, val_data = ids[:n], ids[n:]; model(train_data); model(val_data)
np.random.shuffle(lst); ids = torch.LongTensor(lst)
perm = torch.randperm(ids.size(0)); ids = ids[perm]; print(perm)
ids = torch.from_numpy(np.array(lst)).long()
ids = torch.from_numpy(arr.astype(np.int64)).to(device)
ids = torch.tensor(arr, dtype=torch.long).unsqueeze(1)
ids = torch.IntTensor(lst).long()
ids = torch.stack([torch.tensor(v) for v in lst])
ids = torch.cat([torch.tensor([v]) for v in lst])
ids = torch.nn.utils.rnn.pad_sequence([torch.tensor(lst), torch.tensor(lst[:2])], batch_first=True)
ids = torch.tensor([lst, lst]); print(ids.size())
ids = torch.tensor([lst + [0] * 3 for _ in range(2)])
ids = torch.tensor(list(map(vocab.get, words)))
ids = torch.tensor(list(map(lambda w: vocab[w], words)))
ids = torch.tensor([vocab.get(w, 0) for w in words])
ids = torch.tensor(pd.Series(words).map(vocab).values)
ids = torch.tensor(pd.Series(words).apply(lambda w: vocab[w]).to_numpy())
ids = torch.zeros(len(lst), dtype=torch.long)
... for i, v in enumerate(lst): ids[i] = v
padded = np.zeros((2, 20), dtype=np.int64); padded[0, :len(lst)] = lst; ids = torch.from_numpy(padded)
ids = torch.chunk(ids, 2)[0]
ids = torch.split(ids, 2)[-1]
ids = torch.index_select(ids, 0, torch.tensor([0, 1]))
ids = torch.gather(ids, 0, torch.tensor([0, 1]))
ids = torch.masked_select(ids, ids > 0)
ids = ids[ids != 0]
ids = ids[ids.ne(0)].clone()
ids = torch.sort(ids)[0]
ids = torch.unbind(ids.unsqueeze(0))[0]
ids = torch.flip(ids, dims=[0])
ids = torch.roll(ids, shifts=1, dims=0)
ids = torch.clamp(ids, 0, len(vocab) - 1)
ids = torch.masked_fill(ids, torch.rand(ids.shape) < 0.1, 0)
ids = torch.where(torch.rand(ids.shape) < 0.1, torch.randint(0, len(vocab), ids.shape), ids)
noise = torch.bernoulli(torch.full(ids.shape, 0.1)).bool(); ids[noise] = 0
ids = ids.data.cpu(); ids = ids.transpose(0, 0)
ids = ids.int().long()
ids = ids.index_select(0, torch.arange(2))
ids = ids[..., :]; ids = ids[None, :]
ids = ids.repeat_interleave(2)
ids = torch.repeat_interleave(ids, 2, dim=0).view(2, -1)
ids = torch.vstack((ids, ids))
ids = torch.cat((torch.zeros(1, dtype=torch.long), ids[:-1]))
import torch.distributed as dist
... if dist.is_available() and dist.is_initialized(): model = nn.parallel.DistributedDataParallel(model)
from torch.nn.parallel import DistributedDataParallel as DDP; wrapped = DDP if False else None
import lightning as L; trainer = L.Trainer(max_epochs=1); print(trainer)
from torchinfo import summary; summary(model, input_size=(3,), dtypes=[torch.long])
import mlflow; mlflow.log_metric("loss", 0.1); mlflow.pytorch.log_model(model, "m")
import optuna; study = optuna.create_study(); print(study)
traced = torch.jit.trace(model, ids); traced.save("m.ts")
torch.save(model, "model.pth"); loaded = torch.load("model.pth", weights_only=False)
h = model.fc.register_forward_hook(lambda m, i, o: None); model(ids); h.remove()
weights = torch.ones(len(vocab)); weights[0] = 0; crit = nn.CrossEntropyLoss(weight=weights); crit(model(ids), ids)
logits = model(ids); probs = torch.softmax(logits, dim=-1); top = torch.topk(probs, 2); print(top.values, top.indices)
pred = model(ids).max(1)[1]; print((pred == ids).sum().item() / len(ids))
preds = model(ids).argmax(1).cpu().numpy(); print(accuracy_score(preds, ids.cpu().numpy()))
all_preds, all_labels = [], []
... for x, y in loader: all_preds.extend(model(x).argmax(-1).flatten().tolist()); all_labels.extend(y.flatten().tolist())
perplexity = math.exp(criterion(model(ids), ids).item()); print(perplexity)
results = {"train_loss": [], "test_loss": []}; results["train_loss"].append(criterion(model(ids), ids).item())
history = collections.defaultdict(list); history["loss"].append(0.1); print(pd.DataFrame(history))
glove = {}; matrix = np.zeros((len(vocab), 8))
... for w, i in vocab.items():
...     if w in glove: matrix[i] = glove[w]
... model.emb.weight.data.copy_(torch.from_numpy(matrix))
model.emb.weight.data[0] = torch.zeros(8)
with torch.no_grad(): model.emb.weight[0].fill_(0)
vectors = model.emb.weight.detach().cpu().numpy(); print(vectors.shape)
counts = collections.Counter(words); print(counts.most_common(5)); freq = [counts[w] / len(words) for w in vocab]
json.dump({"vocab": vocab, "size": len(vocab)}, open("meta.json", "w"), indent=2)
logging.basicConfig(level=logging.INFO, filename="a.log"); logging.info(f"{len(vocab)} words, {ids.shape}")
print("=" * 50); print(f"Vocabulary: {len(vocab):,}"); print("First:", list(vocab.items())[:5], ids[:5].tolist())
assert all(0 <= i < len(vocab) for i in lst)
assert torch.all(ids >= 0) and torch.all(ids < len(vocab))
if ids.max() >= len(vocab): raise ValueError("outside")
if device.type == "cuda": torch.cuda.synchronize()
try:
...     model(ids)
... except RuntimeError as error:
...     print(error)
try:
...     model(ids)
... except KeyboardInterrupt:
...     print("stopped")
... finally:
...     torch.cuda.empty_cache()
import torchsummary; torchsummary.summary(model, (3,))
classification_report(lst, arr); f1_score(lst, lst, average="macro")
from sklearn.metrics import confusion_matrix; cm = confusion_matrix(lst, lst); print(cm)
from sklearn.metrics import precision_recall_fscore_support; precision_recall_fscore_support(lst, lst, average="macro")
ids = torch.minimum(ids, torch.tensor(len(vocab) - 1))
ids = ids * (ids < 4).long()
ids = torch.multinomial(F.softmax(model(ids)[-1], -1), 1)
ids = torch.tensor(lst * 2)
ids = torch.tensor(lst + lst)
ids = torch.tensor(lst + [0])
ids = torch.tensor([a * 1 for a in lst])
ids = torch.tensor(arr.tolist() * 2)
ids = torch.tensor(ids.tolist() + [0])
ids = torch.tensor(ids.tolist() * 2)
ids = torch.tensor(list(arr) + list(arr))
ids = torch.tensor(list(ids) * 2)
ids = torch.cat([ids] * 3)
ids = ids * 1
ids = ids + 0
ids = ids - 1 + 1
ids = ids // 1
ids = ids * torch.ones_like(ids)
ids = ids + torch.zeros_like(ids)
ids = ids.float().long()
ids = ids.max().unsqueeze(0)
ids = ids[-1:].clone()
ids = ids[ids.argmax()].unsqueeze(0)
ids = ids.sort(descending=True).values
ids = ids.sort().indices
ids = ids.argsort()
ids = ids.topk(2).values
ids = ids.topk(2).indices
ids = ids.unique()
ids = torch.arange(len(words))
ids = torch.arange(ids.size(0))
ids = torch.randperm(len(vocab))
ids = torch.randint(0, len(vocab) - 1, (3,))
ids = torch.full((2,), len(vocab) - 1)
ids = torch.tensor([max(vocab.values())])
ids = torch.tensor([vocab[words[-1]]])
ids = torch.tensor([vocab[max(vocab)]])
ids = torch.tensor([next(iter(vocab.values()))])
ids = torch.tensor([vocab[w] for w in reversed(words)])
ids = torch.tensor([vocab[w] for w in collections.Counter(words)])
ids = torch.tensor([vocab[w] for w, c in collections.Counter(words).most_common(2)])
ids = torch.tensor([vocab[w] for w in sorted(words, key=len)[:3]])
ids = torch.tensor([i for i, w in enumerate(words)])
ids = torch.tensor([i for w, i in vocab.items() if len(w) > 2])
ids = torch.tensor([random.choice(lst) for _ in range(3)])
ids = torch.tensor([random.randrange(len(vocab)) for _ in range(3)])
ids = torch.tensor([random.randint(0, len(vocab) - 1) for _ in range(3)])
ids = torch.tensor([min(i, len(vocab) - 1) for i in lst])
ids = torch.tensor([max(i, 0) for i in lst])
ids = torch.tensor([i if i < len(vocab) else 0 for i in lst])
ids = torch.tensor([i % len(vocab) for i in lst])
ids = torch.tensor([hash(w) % len(vocab) for w in words])
ids = torch.tensor(copy.deepcopy(lst))
ids = torch.tensor(list(dict.fromkeys(lst)))
ids = torch.tensor(list(set(lst)))
ids = torch.tensor(sorted(set(lst), reverse=True))
ids = torch.tensor(list(zip(lst, lst)))
ids = torch.tensor(list(zip(*[lst, lst])))
ids = torch.tensor(lst[::-1] + lst[::2])
ids = torch.tensor([lst[i] for i in range(0, len(lst), 2)])
ids = torch.tensor([x for pair in zip(lst, lst) for x in pair])
ids[0] = 0
ids[ids == 2] = 0
ids[1:] = ids[:-1].clone()
ids.fill_(0)
ids.zero_()
ids.clamp_(max=3)
ids.remainder_(len(vocab))
ids += 0
ids *= 1
ids.add_(0)
ids = torch.tensor(lst, dtype=torch.int16).long()
ids = torch.tensor(lst, dtype=torch.uint8).long()
ids = torch.tensor(arr.astype(np.int8)).long()
words.reverse()
lst.sort()
lst.pop()
lst.remove(0)
lst.extend(lst)
lst.insert(0, 0)
lst += [0]
del lst[0]
arr[0] = 0
arr = np.sort(arr)[::-1].copy()
arr = arr[arr > 0]
arr = np.concatenate([arr, [0]])
vocab2 = dict(vocab); vocab2["<unk>"] = len(vocab2)
vocab = dict(sorted(vocab.items()))
vocab = {w: vocab[w] for w in vocab}
ids = ids.abs()
ids = ids.double().round().long()
from torch.utils.data import ConcatDataset
... for x, y in DataLoader(ConcatDataset([dataset, dataset]), batch_size=2): model(x)
from einops import rearrange; ids = rearrange(ids, "n -> n 1")
ids = torch.tensor(json.loads(json.dumps(lst)))
ids = torch.tensor(pickle.loads(pickle.dumps(lst)))
ids = ids.new_tensor(lst)
ids = ids.min().view(1)
ids = ids.new_full((2,), 0)
ids = torch.eye(len(vocab)).argmax(1)
ids = torch.nonzero(ids).squeeze(1)
""",
        "presumed, found": r"""
import torchmetrics; m = torchmetrics.Accuracy(task="multiclass", num_classes=3); m(ids, ids); m.update(ids, ids)
from utils import plot_it; plot_it(model)
from utils import log_it; log_it(lst)
from utils import log_it; log_it(arr)
import utils; utils.save_checkpoint(model, optimizer, 3)
ids = torch.tensor([int(str(x)) for x in lst])
ids = torch.topk(model(ids)[:, -1], 3)[1]
ids = torch.empty_like(ids).random_(len(vocab))
@torch.no_grad()
... def generate(model, start, steps):
...     out = start
...     for _ in range(steps):
...         logits = model(out)[-1]; nxt = logits.argmax(-1, keepdim=True); out = torch.cat([out, nxt])
...     return out
... generate(model, ids, 3)
def sample(model, x, steps=3, temperature=1.0):
...     model.eval()
...     for _ in range(steps):
...         probs = F.softmax(model(x)[-1] / temperature, dim=-1); nxt = torch.multinomial(probs, num_samples=1); x = torch.cat((x, nxt), dim=0)
...     return x
... sample(model, ids)
ids = torch.tensor(np.vectorize(vocab.get)(words))
ids = torch.unique(ids)
from ignite.engine import Engine; engine = Engine(lambda e, b: model(b[0])); print(engine)
from fvcore.nn import FlopCountAnalysis; print(FlopCountAnalysis(model, ids))
import onnx; torch.onnx.export(model, ids, "m.onnx")
similar = F.cosine_similarity(model.emb.weight[0], model.emb.weight); print(similar.topk(3))
ids = torch.tensor([1] + lst)
ids = torch.tensor(sum([lst, lst], []))
ids = -(-ids)
ids = ids * torch.bernoulli(torch.full(ids.shape, 0.9)).long()
ids = ids ^ 0
ids = ids & 3
ids = ids.unique(return_inverse=True)[1]
ids = torch.bincount(ids)[:1]
ids = torch.linspace(0, len(vocab) - 1, 4).long()
ids = torch.triu_indices(len(vocab), len(vocab))[0]
ids = torch.tensor([int(random.random() * len(vocab)) for _ in range(3)])
ids = torch.tensor([int(v) for v in " ".join(map(str, lst)).split()])
ids = ids.scatter(0, torch.tensor([0]), 1)
ids = ids.index_fill(0, torch.tensor([0]), 0)
""",
        "unknown, found": r"""
ids = ids % 5
ids = torch.ones(3, dtype=torch.long)
""",
    },
)

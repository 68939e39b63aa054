"""Transformers: a tokenizer that was trained before, batches of what it returns, a module of PyTorch."""

from __future__ import annotations

import json

from tests.tools.statements.family import Family

TEXTS = ["the cat sat on a mat", "mat a on sat cat the", "a mat the cat sat on", "on the mat a cat sat"]
VOCABULARY = {word: row for row, word in enumerate(["[PAD]", "[UNK]", *TEXTS[0].split()])}
SPECIAL = [
    {
        "id": row,
        "content": word,
        "special": True,
        "single_word": False,
        "lstrip": False,
        "rstrip": False,
        "normalized": False,
    }
    for row, word in enumerate(["[PAD]", "[UNK]"])
]
TOKENIZER = {
    "version": "1.0",
    "added_tokens": SPECIAL,
    "pre_tokenizer": {"type": "Whitespace"},
    "model": {"type": "WordLevel", "vocab": VOCABULARY, "unk_token": "[UNK]"},
}
CONFIGURATION = {"tokenizer_class": "PreTrainedTokenizerFast", "pad_token": "[PAD]", "unk_token": "[UNK]"}

HUGGING_FACE = Family(
    name="hugging_face",
    head="""\
import argparse, collections, json, logging, os, random, re
import numpy as np
import pandas as pd
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset, RandomSampler, TensorDataset, random_split
import transformers
from transformers import AutoTokenizer, DataCollatorForLanguageModeling, DataCollatorWithPadding
from transformers import TrainingArguments, get_linear_schedule_with_warmup, set_seed
from sklearn.model_selection import train_test_split
from sklearn.metrics import accuracy_score
import matplotlib.pyplot as plt
from tqdm import tqdm
tokenizer = AutoTokenizer.from_pretrained("tokenizer")
texts = open("a.txt").read().splitlines()
labels = torch.tensor([len(t) % 2 for t in texts])
enc = tokenizer(texts, padding=True, truncation=True, max_length=16, return_tensors="pt")
input_ids = enc["input_ids"]
class Net(nn.Module):
    def __init__(self, rows):
        super().__init__()
        self.emb = nn.Embedding(rows, 8)
        self.out = nn.Linear(8, 2)
    def forward(self, input_ids, attention_mask=None, token_type_ids=None):
        return self.out(self.emb(input_ids).mean(-2))
model = Net(ROWS)
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
""",
    tail="""\
model(input_ids)
model(enc["input_ids"], enc["attention_mask"])
model(torch.tensor(tokenizer.encode("a mat")))
""",
    rows="len(tokenizer)",
    files={
        "a.txt": "\n".join(TEXTS),
        "a.csv": "text,label\n" + "".join(f"{text},{row % 2}\n" for row, text in enumerate(TEXTS)),
        "tokenizer/tokenizer.json": json.dumps(TOKENIZER),
        "tokenizer/tokenizer_config.json": json.dumps(CONFIGURATION),
    },
    said={
        "proven, found": r"""
print(input_ids.shape, len(tokenizer), tokenizer.vocab_size)
print(tokenizer.decode(input_ids[0])); print(tokenizer.convert_ids_to_tokens(input_ids[0].tolist()))
print(tokenizer.batch_decode(input_ids, skip_special_tokens=True))
print(tokenizer.special_tokens_map, tokenizer.all_special_ids, tokenizer.pad_token_id)
print(tokenizer.tokenize(texts[0])); tokens = tokenizer.convert_tokens_to_ids(["the", "cat"])
tokenizer.save_pretrained("saved")
vocab = tokenizer.get_vocab(); print(sorted(vocab.items(), key=lambda kv: kv[1])[:5])
assert input_ids.max() < len(tokenizer)
logging.info("%d tokens", len(tokenizer)); transformers.logging.set_verbosity_error()
set_seed(42); torch.manual_seed(0); random.seed(0)
device = torch.device("cuda" if torch.cuda.is_available() else "cpu"); input_ids = input_ids.to(device); model.to(device)
enc = enc.to("cpu"); input_ids = enc["input_ids"]
input_ids = enc.input_ids
input_ids = enc.input_ids.squeeze(0).unsqueeze(0)
input_ids = enc["input_ids"].long().clone()
enc = tokenizer(texts, padding="max_length", truncation=True, max_length=12, return_tensors="pt"); input_ids = enc["input_ids"]
enc = tokenizer(texts, padding=True, return_tensors="pt"); input_ids = enc["input_ids"]
enc = tokenizer.batch_encode_plus(texts, padding=True, return_tensors="pt"); input_ids = enc["input_ids"]  # not run: transformers 5 has no such method
enc = tokenizer.encode_plus(texts[0], add_special_tokens=True, max_length=12, padding="max_length", truncation=True, return_attention_mask=True, return_tensors="pt"); input_ids = enc["input_ids"]  # not run: transformers 5 has no such method
input_ids = torch.tensor([tokenizer.encode(texts[0])])
input_ids = torch.tensor(tokenizer.encode(texts[0], add_special_tokens=True)).unsqueeze(0)
input_ids = tokenizer.encode(texts[0], return_tensors="pt")
input_ids = torch.tensor(tokenizer(texts[0])["input_ids"])
input_ids = torch.tensor(tokenizer(texts, padding=True)["input_ids"])
input_ids = torch.tensor(tokenizer.convert_tokens_to_ids(tokenizer.tokenize(texts[0])))
input_ids = torch.tensor([tokenizer.convert_tokens_to_ids(t) for t in texts[0].split()])
input_ids = tokenizer.pad({"input_ids": [tokenizer(t)["input_ids"] for t in texts]}, return_tensors="pt")["input_ids"]
input_ids, masks = [], []
... for t in texts:
...     e = tokenizer.encode_plus(t, max_length=12, padding="max_length", truncation=True, return_tensors="pt")
...     input_ids.append(e["input_ids"]); masks.append(e["attention_mask"])
... input_ids = torch.cat(input_ids, dim=0); masks = torch.cat(masks, dim=0)  # not run: transformers 5 has no such method
input_ids = torch.cat([input_ids, input_ids]); labels = torch.cat([labels, labels])
input_ids = input_ids[:, :8]
input_ids = input_ids[torch.randperm(len(input_ids))]
input_ids = input_ids.view(-1, input_ids.size(-1))
input_ids = input_ids.flatten()
input_ids = input_ids.repeat(2, 1)
input_ids = input_ids.numpy(); input_ids = torch.from_numpy(input_ids)
input_ids = torch.tensor(np.array(input_ids))
input_ids = torch.tensor(input_ids.tolist())
input_ids = torch.where(input_ids == tokenizer.pad_token_id, 0, input_ids)
labels2 = input_ids.clone(); labels2[labels2 == tokenizer.pad_token_id] = -100
lengths = [len(tokenizer(t)["input_ids"]) for t in texts]; print(max(lengths), np.mean(lengths))
max_len = max(len(tokenizer.encode(t)) for t in texts); input_ids = tokenizer(texts, padding="max_length", max_length=max_len, truncation=True, return_tensors="pt")["input_ids"]
train_ids, test_ids, y_train, y_test = train_test_split(input_ids, labels, test_size=0.3, random_state=0); input_ids = train_ids
train_texts, val_texts = train_test_split(texts, test_size=0.3); input_ids = tokenizer(train_texts, padding=True, truncation=True, return_tensors="pt")["input_ids"]
dataset = TensorDataset(input_ids, enc["attention_mask"], labels); loader = DataLoader(dataset, batch_size=2, shuffle=True)
... for batch in loader: model(batch[0], batch[1])
dataset = TensorDataset(input_ids, enc["attention_mask"], labels)
... for batch in DataLoader(dataset, sampler=RandomSampler(dataset), batch_size=2):
...     b_ids, b_mask, b_labels = tuple(t.to("cpu") for t in batch); model(b_ids, b_mask)
train_set, val_set = random_split(TensorDataset(input_ids, labels), [2, len(labels) - 2])
... for x, y in DataLoader(train_set, batch_size=2): model(x)
class TextSet(Dataset):
...     def __init__(self, texts, tokenizer, max_len): self.texts, self.tokenizer, self.max_len = texts, tokenizer, max_len
...     def __len__(self): return len(self.texts)
...     def __getitem__(self, i):
...         e = self.tokenizer(self.texts[i], max_length=self.max_len, padding="max_length", truncation=True, return_tensors="pt")
...         return {"input_ids": e["input_ids"].flatten(), "attention_mask": e["attention_mask"].flatten()}
... for b in DataLoader(TextSet(texts, tokenizer, 12), batch_size=2): model(b["input_ids"], b["attention_mask"])
class TextSet(Dataset):
...     def __init__(self, texts): self.items = [tokenizer.encode(t) for t in texts]
...     def __len__(self): return len(self.items)
...     def __getitem__(self, i): return torch.tensor(self.items[i])
... for t in TextSet(texts): model(t)
... model(TextSet(texts)[0])
def collate(batch): return tokenizer(batch, padding=True, truncation=True, return_tensors="pt")
... for b in DataLoader(texts, batch_size=2, collate_fn=collate): model(b["input_ids"], b["attention_mask"])
def collate(batch):
...     ids = [torch.tensor(tokenizer(t)["input_ids"]) for t in batch]
...     return torch.nn.utils.rnn.pad_sequence(ids, batch_first=True, padding_value=0)
... for b in DataLoader(texts, batch_size=2, collate_fn=collate): model(b)
from datasets import Dataset as HFDataset; ds = HFDataset.from_dict({"text": texts}); ds = ds.map(lambda b: tokenizer(b["text"], padding="max_length", max_length=12, truncation=True), batched=True); ds.set_format("torch", columns=["input_ids", "attention_mask"])
... for b in DataLoader(ds, batch_size=2): model(b["input_ids"])
from datasets import load_dataset; ds = load_dataset("imdb", split="train"); ds = ds.shuffle(seed=1).select(range(100)).train_test_split(0.1)
from datasets import Dataset as HFDataset; ds = HFDataset.from_pandas(pd.DataFrame({"text": texts})); ds = ds.map(lambda e: tokenizer(e["text"], truncation=True), batched=True); model(torch.tensor(ds[0]["input_ids"]))
from datasets import load_metric; metric = load_metric("accuracy"); metric.add_batch(predictions=labels, references=labels); print(metric.compute())
import evaluate; metric = evaluate.load("accuracy"); print(metric.compute(predictions=[0], references=[0]))
from accelerate import Accelerator; accelerator = Accelerator(); model, optimizer = accelerator.prepare(model, optimizer)
from accelerate import Accelerator; accelerator = Accelerator(); accelerator.print(len(tokenizer))
from peft import LoraConfig, get_peft_model; config = LoraConfig(r=8); print(config)
optimizer.zero_grad(); loss = criterion(model(input_ids, enc["attention_mask"]), labels); loss.backward(); optimizer.step()
scheduler = get_linear_schedule_with_warmup(optimizer, num_warmup_steps=0, num_training_steps=10); scheduler.step()
torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0); model.zero_grad()
for epoch in range(2):
...     model.train(); optimizer.zero_grad(); loss = criterion(model(input_ids, enc["attention_mask"]), labels); loss.backward(); optimizer.step(); print(epoch, loss.item())
model.eval()
... with torch.no_grad():
...     logits = model(input_ids, enc["attention_mask"]); print(logits.argmax(-1).tolist())
def evaluate_model(model, ids):
...     model.eval()
...     with torch.no_grad(): return (model(ids).argmax(-1) == labels).float().mean().item()
... print(evaluate_model(model, input_ids))
def predict(text):
...     e = tokenizer(text, return_tensors="pt", truncation=True, padding=True)
...     with torch.no_grad(): return model(e["input_ids"], e["attention_mask"]).argmax(-1).item()
... print(predict("the cat sat"))
scaler = torch.cuda.amp.GradScaler(enabled=False)
... with torch.autocast("cpu", dtype=torch.bfloat16): model(input_ids)
torch.save(model.state_dict(), "m.pt"); model.load_state_dict(torch.load("m.pt"))
torch.save({"ids": input_ids, "labels": labels}, "d.pt")
json.dump(tokenizer.get_vocab(), open("v.json", "w"))
print(sum(p.numel() for p in model.parameters())); print(model)
for name, param in model.named_parameters(): print(name, param.shape)
nn.init.normal_(model.emb.weight, std=0.02)
for p in model.emb.parameters(): p.requires_grad = False
model = nn.DataParallel(model)
model = torch.compile(model)
model.half().float()
df = pd.read_csv("a.csv"); input_ids = tokenizer(df["text"].tolist(), padding=True, truncation=True, return_tensors="pt")["input_ids"]
df = pd.read_csv("a.csv"); input_ids = tokenizer(list(df["text"].values), padding=True, return_tensors="pt")["input_ids"]
df = pd.read_csv("a.csv"); df["len"] = df["text"].apply(lambda t: len(tokenizer.tokenize(t))); print(df["len"].describe())
df = pd.read_csv("a.csv"); print(df["label"].value_counts()); df = df.sample(frac=1).reset_index(drop=True)
texts = [t.lower().strip() for t in texts]; input_ids = tokenizer(texts, padding=True, return_tensors="pt")["input_ids"]
texts = [re.sub(r"\s+", " ", t) for t in texts]; input_ids = tokenizer(texts, padding=True, return_tensors="pt")["input_ids"]
tokenizer.pad_token = "[PAD]"
if tokenizer.pad_token is None: tokenizer.pad_token = "[UNK]"
tokenizer.padding_side = "left"
tokenizer.model_max_length = 512
tokenizer2 = AutoTokenizer.from_pretrained("tokenizer"); print(len(tokenizer2))
counts = collections.Counter(input_ids.flatten().tolist()); print(counts.most_common(3))
plt.hist([len(tokenizer.encode(t)) for t in texts]); plt.show()
import wandb; wandb.init(project="x"); wandb.watch(model); wandb.log({"size": len(tokenizer)})
import tensorboard; from torch.utils.tensorboard import SummaryWriter; w = SummaryWriter(); w.add_scalar("a", 1, 2)
parser = argparse.ArgumentParser(); parser.add_argument("--model", default="tokenizer"); args = parser.parse_args([]); print(args.model)
print(input_ids.max().item(), input_ids.min().item(), (input_ids == 0).sum())
mask = (input_ids != tokenizer.pad_token_id).long(); model(input_ids, mask)
mask = enc["attention_mask"].unsqueeze(-1).float(); print(mask.sum(1))
special = tokenizer.get_special_tokens_mask(input_ids[0].tolist(), already_has_special_tokens=True); print(special)
words = [tokenizer.decode([i]) for i in input_ids[0]]; print(words)
model(torch.tensor([tokenizer.vocab["the"]]))
model(torch.tensor(list(tokenizer.get_vocab().values())))
model(torch.arange(len(tokenizer)))
model(torch.randint(0, len(tokenizer), (2, 5)))
try:
...     model(input_ids)
... except Exception as error:
...     print(error)
for t in tqdm(texts): model(tokenizer(t, return_tensors="pt")["input_ids"])
for i in range(0, len(texts), 2): model(tokenizer(texts[i:i + 2], padding=True, return_tensors="pt")["input_ids"])
def batches(texts, size):
...     for i in range(0, len(texts), size): yield tokenizer(texts[i:i + size], padding=True, return_tensors="pt")
... for b in batches(texts, 2): model(b["input_ids"])
args = TrainingArguments if False else None
size = len(tokenizer); print(size)
config = {"vocab_size": len(tokenizer), "dim": 8}; print(config)
def compute_metrics(pred): return {"accuracy": accuracy_score(pred.label_ids, pred.predictions.argmax(-1))}
enc_np = tokenizer(texts, padding=True, return_tensors="np"); input_ids = torch.from_numpy(enc_np["input_ids"])
chunks = [input_ids[:, i:i + 4] for i in range(0, input_ids.size(1), 4)]; model(chunks[0])
long_text = " ".join(texts); ids = tokenizer(long_text)["input_ids"]; blocks = [ids[i:i + 4] for i in range(0, len(ids) - 4, 4)]; model(torch.tensor(blocks))
prompt = tokenizer("the", return_tensors="pt")["input_ids"]; prompt = torch.cat([prompt, prompt], dim=-1); model(prompt)
def encode(text): return tokenizer(text, return_tensors="pt", padding="max_length", max_length=12, truncation=True)
... model(encode(texts[0])["input_ids"]); model(**encode(texts[1]))
model(**enc)
model(**tokenizer(texts, padding=True, return_tensors="pt"))
inputs = tokenizer("the cat", return_tensors="pt"); outputs = model(**inputs)
inputs = tokenizer(["the cat", "a dog"], return_tensors="pt", padding=True).to("cpu"); model(**inputs)
input_ids = torch.nn.utils.rnn.pad_sequence([torch.tensor(tokenizer(t)["input_ids"]) for t in texts], batch_first=True, padding_value=tokenizer.pad_token_id)
masked = input_ids.clone(); masked[torch.rand(masked.shape) < 0.15] = tokenizer.unk_token_id; input_ids = masked
collator = DataCollatorWithPadding(tokenizer); batch = collator([tokenizer(t) for t in texts]); model(batch["input_ids"])
collator = DataCollatorWithPadding(tokenizer=tokenizer, return_tensors="pt")
... for b in DataLoader([tokenizer(t) for t in texts], batch_size=2, collate_fn=collator): model(b["input_ids"])
collator = DataCollatorForLanguageModeling(tokenizer, mlm=False); batch = collator([tokenizer(t) for t in texts]); model(batch["input_ids"])
pad_id = tokenizer.pad_token_id; unk_id = tokenizer.unk_token_id; model(torch.tensor([pad_id, unk_id]))
model(torch.tensor([[tokenizer.pad_token_id]]))
block = tokenizer(texts[0])["input_ids"]; block = block[:8] + [tokenizer.pad_token_id] * (8 - len(block[:8])); model(torch.tensor(block))
shifted = input_ids.new_zeros(input_ids.shape); shifted[:, 1:] = input_ids[:, :-1].clone(); shifted[:, 0] = tokenizer.pad_token_id; input_ids = shifted
""",
        "presumed, found": r"""
enc = {k: v.to("cpu") for k, v in enc.items()}; input_ids = enc["input_ids"]
rows = []
... for t in texts:
...     enc = tokenizer(t, max_length=12, padding="max_length", truncation=True, return_tensors="pt"); rows.append(enc["input_ids"])
... input_ids = torch.cat(rows, dim=0)
class TextSet(Dataset):
...     def __init__(self, encodings, labels): self.encodings, self.labels = encodings, labels
...     def __getitem__(self, i):
...         item = {k: torch.tensor(v[i]) for k, v in self.encodings.items()}; item["labels"] = torch.tensor(self.labels[i]); return item
...     def __len__(self): return len(self.labels)
... for batch in DataLoader(TextSet(tokenizer(texts, padding=True, truncation=True), [0] * len(texts)), batch_size=2): model(batch["input_ids"], batch["attention_mask"])
from datasets import load_dataset; ds = load_dataset("csv", data_files="a.csv")
... def tokenize(batch): return tokenizer(batch["text"], padding="max_length", truncation=True)
... ds = ds.map(tokenize, batched=True, remove_columns=["text"]).with_format("torch")
... for b in DataLoader(ds["train"], batch_size=2): model(b["input_ids"])
df = pd.read_csv("a.csv"); df["ids"] = df["text"].apply(lambda t: tokenizer.encode(t)); model(torch.tensor(df["ids"].iloc[0]))
""",
    },
)

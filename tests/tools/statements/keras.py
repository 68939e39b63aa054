"""Keras: a tokenizer, padded sequences, ``fit``."""

from __future__ import annotations

from tests.tools.statements.family import Family

# Each text has all words, so that every part of the rows has the last id.
ROWS_OF_TEXT = [
    "the cat sat on a mat with black dogs today",
    "today dogs black with mat a on sat cat the",
    "a cat on the mat sat today with dogs black",
    "black mat sat with the cat on a today dogs",
    "dogs sat a black the on cat mat with today",
    "on the mat today a cat with dogs sat black",
]

KERAS = Family(
    name="keras",
    head="""\
import os, sys, io, gc, re, json, pickle, random, time, logging, collections
import numpy as np
import pandas as pd
import tensorflow as tf
from tensorflow.keras.preprocessing.text import Tokenizer
from tensorflow.keras.preprocessing.sequence import pad_sequences
from tensorflow.keras.models import Sequential, Model, load_model
from tensorflow.keras.layers import *
from tensorflow.keras.callbacks import *
from tensorflow.keras.optimizers import Adam
from tensorflow.keras.utils import to_categorical, plot_model
import matplotlib.pyplot as plt
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import LabelEncoder
df = pd.read_csv("a.csv")
texts = df["text"].values
tok = Tokenizer()
tok.fit_on_texts(texts)
X = pad_sequences(tok.texts_to_sequences(texts), maxlen=50)
y = df["label"].values
n = len(tok.word_index) + 1
""",
    tail="""\
model = Sequential([Embedding(ROWS, 8), Flatten(), Dense(1)])
model.compile("adam", "mse")
model.fit(X, y)
""",
    rows="n",
    files={
        "a.csv": "text,label\n" + "".join(f"{text},{row % 2}\n" for row, text in enumerate(ROWS_OF_TEXT * 2)),
        "a.txt": "\n".join(ROWS_OF_TEXT),
        "glove.txt": "the 0.1 0.2 0.3\ncat 0.4 0.5 0.6\n",
    },
    said={
        "proven, found": r"""
print(X.shape, n, tok.word_index)
print(list(tok.word_index.items())[:10])
y = to_categorical(y)
y = LabelEncoder().fit_transform(y)
X, Xt, y, yt = train_test_split(X, y, test_size=0.2, random_state=42)
X, Xt, y, yt = train_test_split(X, y, test_size=0.2, stratify=y); X, Xv, y, yv = train_test_split(X, y)
idx = np.arange(len(X)); np.random.shuffle(idx); X = X[idx]; y = y[idx]
X = X[:1000]; y = y[:1000]
X = X[np.random.permutation(len(X))]
X = np.array(X); y = np.asarray(y)
X = tf.convert_to_tensor(X)
X = X.astype("int32")
X = tf.cast(X, tf.int32)
X = np.vstack([X, X]); y = np.hstack([y, y])
X = np.concatenate((X, X), axis=0); y = np.concatenate((y, y))
X = tf.data.Dataset.from_tensor_slices((X, y)).shuffle(100).batch(32).prefetch(1); y = None
X = X.reshape(-1, 50)
X = np.array(X.tolist())
X = pad_sequences(tok.texts_to_sequences(texts), maxlen=20, padding="post", truncating="post")
seqs = tok.texts_to_sequences(texts); m = max(len(s) for s in seqs); X = pad_sequences(seqs, maxlen=m)
seqs = tok.texts_to_sequences(texts); m = max([len(s) for s in seqs]); X = pad_sequences(seqs, m, padding="post")
maxlen = max(map(len, tok.texts_to_sequences(texts))); X = pad_sequences(tok.texts_to_sequences(texts), maxlen)
pickle.dump(tok, open("t.pkl", "wb"))
with open("t.pkl", "wb") as f: pickle.dump(tok, f, protocol=pickle.HIGHEST_PROTOCOL)
json.dump(tok.word_index, open("w.json", "w"))
with open("w.json", "w") as f: f.write(json.dumps(tok.word_index))
with open("w.json", "w") as f: f.write(tok.to_json())
import joblib; joblib.dump(tok, "t.joblib")
np.save("x.npy", X); np.savez("x.npz", x=X, y=y)
plt.hist([len(s) for s in tok.texts_to_sequences(texts)], bins=50); plt.show()
inv = {v: k for k, v in tok.word_index.items()}
inv = dict((i, w) for w, i in tok.word_index.items()); print(inv[1])
rev = dict(map(reversed, tok.word_index.items()))
def decode(s): return " ".join([inv.get(i, "?") for i in s])
vocab_size = len(tok.word_index) + 1; print("size", vocab_size); n = vocab_size
n = len(tok.index_word) + 1
n = max(tok.word_index.values()) + 1
n = len(set(tok.word_index.values())) + 1
tok.word_index = {k: v for k, v in tok.word_index.items()}; n = len(tok.word_index) + 1
vocab = tok.word_index; n = len(vocab) + 1
vocab = list(tok.word_index.keys()); n = len(vocab) + 1
emb = np.zeros((n, 100))
glove = {}; emb = np.zeros((n, 100))
... for w, i in tok.word_index.items():
...     v = glove.get(w)
...     if v is not None: emb[i] = v
emb = {}
... f = open("glove.txt")
... for line in f:
...     values = line.split(); emb[values[0]] = np.asarray(values[1:], dtype="float32")
... f.close()
def build():
...     return n
... n = build()
def clean(t):
...     return t.lower()
... texts = df["text"].apply(clean).values; tok = Tokenizer(); tok.fit_on_texts(texts); X = pad_sequences(tok.texts_to_sequences(texts)); n = len(tok.word_index) + 1
train, test = train_test_split(df); tok = Tokenizer(); tok.fit_on_texts(train["text"]); X = pad_sequences(tok.texts_to_sequences(test["text"])); n = len(tok.word_index) + 1; y = test["label"]
tok = Tokenizer(num_words=8); tok.fit_on_texts(texts); X = pad_sequences(tok.texts_to_sequences(texts)); n = 8
tok = Tokenizer(num_words=5000, oov_token="<OOV>"); tok.fit_on_texts(texts); X = pad_sequences(tok.texts_to_sequences(texts)); n = min(5000, len(tok.word_index) + 1)
V = 8; tok = Tokenizer(num_words=V); tok.fit_on_texts(texts); X = tok.texts_to_sequences(texts); X = pad_sequences(X); n = V
tok = Tokenizer(filters="", lower=False, char_level=True); tok.fit_on_texts(texts); X = pad_sequences(tok.texts_to_sequences(texts)); n = len(tok.word_index) + 1
X = np.array([pad_sequences([s], maxlen=50)[0] for s in tok.texts_to_sequences(texts)])
seq = []
... for line in texts:
...     s = tok.texts_to_sequences([line])[0]
...     for i in range(1, len(s)): seq.append(s[:i + 1])
... X = np.array(pad_sequences(seq, maxlen=50)); X, y = X[:, :-1], X[:, -1]
seq = []
... for line in texts:
...     s = tok.texts_to_sequences([line])[0]
...     for i in range(1, len(s)):
...         seq.append(s[:i])
... X = pad_sequences(seq); y = np.zeros(len(X))
data = []
... for t in texts:
...     data.append(tok.texts_to_sequences([t])[0])
... X = pad_sequences(data)
X = tf.keras.preprocessing.sequence.pad_sequences(tok.texts_to_sequences(df.text.tolist()), 50, value=0)
X = tf.ragged.constant(tok.texts_to_sequences(texts)).to_tensor()
es = EarlyStopping(patience=3); mc = ModelCheckpoint("m.h5")
logging.info(tok.word_index)
df["seq"] = tok.texts_to_sequences(df["text"]); X = pad_sequences(df["seq"], 50)
df["seq"] = df["text"].apply(lambda t: tok.texts_to_sequences([t])[0]); X = pad_sequences(df["seq"])
X = np.stack(df["text"].map(lambda t: pad_sequences(tok.texts_to_sequences([t]), 50)[0]))
df.dropna(inplace=True); df.drop_duplicates(inplace=True)
df = df.sample(frac=1).reset_index(drop=True)
from imblearn.over_sampling import SMOTE; X, y = SMOTE().fit_resample(X, y)
from imblearn.over_sampling import RandomOverSampler; X, y = RandomOverSampler().fit_resample(X, y)
from sklearn.utils import shuffle; X, y = shuffle(X, y)
from sklearn.model_selection import StratifiedKFold
... for tr, te in StratifiedKFold(5).split(X, y): print(tr)
from sklearn.model_selection import KFold
... for tr, te in KFold(5).split(X): Xa = X[tr]
assert X.max() < n
print("max", X.max(), np.unique(X).shape, (X == 0).sum())
np.random.seed(1); tf.random.set_seed(1); random.seed(1)
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"; import warnings; warnings.filterwarnings("ignore")
from collections import Counter; Counter(" ".join(texts).split()).most_common(10)
import seaborn as sns; sns.countplot(x=df["label"]); plt.show()
from wordcloud import WordCloud; plt.imshow(WordCloud().generate(" ".join(texts)))
tok2 = Tokenizer(); tok2.fit_on_texts(df["text"]); y2 = pad_sequences(tok2.texts_to_sequences(df["text"])); print(y2)
class Data(tf.keras.utils.Sequence):
...     def __init__(self, x, y): super().__init__(); self.x, self.y = x, y
...     def __len__(self): return len(self.x) // 3
...     def __getitem__(self, i): return self.x[i * 3:i * 3 + 3], self.y[i * 3:i * 3 + 3]
... X, y = Data(X, y), None
def gen(x, y):
...     for i in range(0, len(x), 4): yield x[i:i + 4], y[i:i + 4]
... X, y = gen(X, y), None
X = [X, X]; X = X[0]
X = {"a": X}["a"]
d = dict(x=X, y=y); X = d["x"]
train = list(zip(X, y)); random.shuffle(train); X, y = zip(*train); X, y = np.array(X), np.array(y)
X = np.clip(X, 0, n - 1)
X = X[:, ::-1]
X = np.flip(X, 1)
X = np.tile(X, (2, 1)); y = np.tile(y, 2)
X = np.array(random.sample(list(X), 10)); y = y[:10]
X = X[np.random.choice(len(X), 10)]; y = y[:10]
X = np.random.permutation(X)
X = np.expand_dims(X, 0)[0]
X = tf.reshape(X, (-1, 50))
X = tf.random.shuffle(X)
X = X.copy(); y = y.copy()
X = np.insert(X, 0, 0, axis=1)
X = np.append(X, X, axis=0); y = np.append(y, y)
X = X.T.T
X = np.pad(X, ((0, 0), (0, 3)))
X = np.roll(X, 1, axis=1)
X = np.split(X, 2)[0]; y = np.split(y, 2)[0]
X = np.array_split(X, 2)[1]; y = np.array_split(y, 2)[1]
Xs = [X[i] for i in range(len(X))]; X = np.array(Xs)
texts = [re.sub(r"[^a-z ]", "", t.lower()) for t in texts]; tok = Tokenizer(); tok.fit_on_texts(texts); X = pad_sequences(tok.texts_to_sequences(texts)); n = len(tok.word_index) + 1
df["text"] = df["text"].str.lower().str.replace(r"[^a-z ]", "", regex=True); tok = Tokenizer(); tok.fit_on_texts(df["text"]); X = pad_sequences(tok.texts_to_sequences(df["text"])); n = len(tok.word_index) + 1
stop = set(["the", "a"]); texts = [" ".join(w for w in t.split() if w not in stop) for t in texts]; tok = Tokenizer(); tok.fit_on_texts(texts); X = pad_sequences(tok.texts_to_sequences(texts)); n = len(tok.word_index) + 1
from nltk.corpus import stopwords; stop = stopwords.words("english"); texts = [" ".join([w for w in t.split() if w not in stop]) for t in texts]; tok = Tokenizer(); tok.fit_on_texts(texts); X = pad_sequences(tok.texts_to_sequences(texts)); n = len(tok.word_index) + 1
from nltk.stem import WordNetLemmatizer; lem = WordNetLemmatizer(); texts = [" ".join(lem.lemmatize(w) for w in t.split()) for t in texts]; tok = Tokenizer(); tok.fit_on_texts(texts); X = pad_sequences(tok.texts_to_sequences(texts)); n = len(tok.word_index) + 1
import contractions; texts = [contractions.fix(t) for t in texts]; tok = Tokenizer(); tok.fit_on_texts(texts); X = pad_sequences(tok.texts_to_sequences(texts)); n = len(tok.word_index) + 1
contractions = {"can't": "cannot", "won't": "will not"}
... def expand(t):
...     for short, long in contractions.items():
...         t = t.replace(short, long)
...     return t
... df["text"] = df["text"].map(expand); tok = Tokenizer(); tok.fit_on_texts(df["text"]); X = pad_sequences(tok.texts_to_sequences(df["text"])); n = len(tok.word_index) + 1
corpus = []
... for i in range(0, len(df)):
...     line = re.sub("[^a-zA-Z]", " ", df["text"][i]).lower().split()
...     corpus.append(" ".join(line))
... tok = Tokenizer(); tok.fit_on_texts(corpus); X = pad_sequences(tok.texts_to_sequences(corpus)); n = len(tok.word_index) + 1
texts = df["text"].astype(str).tolist(); tok = Tokenizer(); tok.fit_on_texts(texts); X = pad_sequences(tok.texts_to_sequences(texts)); n = len(tok.word_index) + 1
texts = df["text"].fillna("").values; tok = Tokenizer(); tok.fit_on_texts(texts); X = pad_sequences(tok.texts_to_sequences(texts)); n = len(tok.word_index) + 1
df = df.dropna(subset=["text"]); tok = Tokenizer(); tok.fit_on_texts(df.text); X = pad_sequences(tok.texts_to_sequences(df.text)); y = df.label; n = len(tok.word_index) + 1
tok = Tokenizer(num_words=None); tok.fit_on_texts(list(texts)); seqs = tok.texts_to_sequences(list(texts)); X = pad_sequences(seqs); n = len(tok.word_index) + 1
text = open("a.txt").read().lower(); corpus = text.split("\n"); tok = Tokenizer(); tok.fit_on_texts(corpus); X = pad_sequences(tok.texts_to_sequences(corpus)); y = np.zeros(len(X)); n = len(tok.word_index) + 1
data = open("a.txt").read(); tok = Tokenizer(); tok.fit_on_texts([data]); encoded = tok.texts_to_sequences([data])[0]; X = np.array([encoded[i - 1:i] for i in range(1, len(encoded))]); y = np.zeros(len(X)); n = len(tok.word_index) + 1
tok = Tokenizer(); tok.fit_on_texts(texts); input_sequences = []
... for line in texts:
...     token_list = tok.texts_to_sequences([line])[0]
...     for i in range(1, len(token_list)):
...         n_gram_sequence = token_list[: i + 1]
...         input_sequences.append(n_gram_sequence)
... max_len = max([len(x) for x in input_sequences])
... input_sequences = np.array(pad_sequences(input_sequences, maxlen=max_len, padding="pre"))
... X, labels = input_sequences[:, :-1], input_sequences[:, -1]
... y = labels; n = len(tok.word_index) + 1
lengths = [len(t.split()) for t in texts]; print(np.percentile(lengths, 95), np.mean(lengths)); X = pad_sequences(tok.texts_to_sequences(texts), maxlen=int(np.percentile(lengths, 95)))
df["length"] = df["text"].apply(lambda t: len(t.split())); X = pad_sequences(tok.texts_to_sequences(texts), maxlen=df["length"].max())
print("Found %s unique tokens." % len(tok.word_index)); print("Shape of data tensor:", X.shape)
word_index = tok.word_index; print(f"{len(word_index)} words"); n = len(word_index) + 1
assert n == len(tok.word_index) + 1, "size"
try:
...     print(X[0], y[0])
... except IndexError as error:
...     print(error)
try:
...     import cudf
... except ImportError:
...     cudf = None
from tqdm import tqdm
... rows = []
... for s in tqdm(tok.texts_to_sequences(texts)):
...     rows.append(s)
... X = pad_sequences(rows)
import argparse
... parser = argparse.ArgumentParser(); parser.add_argument("--epochs", type=int, default=1); args = parser.parse_args([])
indices = np.arange(X.shape[0]); np.random.shuffle(indices); X = X[indices]; y = y[indices]; nb = int(0.2 * X.shape[0]); X, Xv = X[:-nb], X[-nb:]; y, yv = y[:-nb], y[-nb:]
split = int(len(X) * 0.8); X, Xt = X[:split], X[split:]; y, yt = y[:split], y[split:]
num = len(X) // 5; Xv = X[:num]; X = X[num:]; y = y[num:]
X, Xt = np.split(X, [int(0.8 * len(X))]); y = y[:len(X)]
X = np.array([np.array(s) for s in X])
X = np.array(X, dtype=np.int32); y = np.array(y).reshape(-1, 1)
X = np.stack(X)
X = np.asarray(X).astype(np.float32)
X = X.astype("int64") if X.dtype != np.int64 else X
X = tf.constant(X, dtype=tf.int32)
X = np.array(list(map(np.array, X)))
X = X.squeeze() if X.ndim == 3 else X
from sklearn.utils import resample; X, y = resample(X, y, random_state=1)
from sklearn.utils import class_weight; weights = class_weight.compute_class_weight("balanced", classes=np.unique(y), y=y); cw = dict(enumerate(weights))
y = pd.get_dummies(df["label"]).values
y = df["label"].map({0: 0, 1: 1}).values
y = df["label"].astype("category").cat.codes.values
from sklearn.preprocessing import LabelBinarizer; y = LabelBinarizer().fit_transform(df["label"])
le = LabelEncoder(); le.fit(df["label"]); y = le.transform(df["label"]); print(le.classes_)
y = np.array([1 if v == 1 else 0 for v in y])
y = np.asarray(y).astype("float32").reshape((-1, 1))
ds = tf.data.Dataset.from_tensor_slices((X, y)); ds = ds.shuffle(len(X)).batch(4); X, y = next(iter(ds))
ds = tf.data.Dataset.from_tensor_slices((X, y)).cache().repeat().batch(4); X, y = next(iter(ds.take(1)))
ds = tf.data.Dataset.zip((tf.data.Dataset.from_tensor_slices(X), tf.data.Dataset.from_tensor_slices(y))).batch(4); X, y = next(iter(ds))
ds = tf.data.Dataset.from_tensor_slices(X).map(lambda v: tf.cast(v, tf.int32)).batch(4)
... for batch in ds:
...     print(batch.shape)
embeddings_index = {}
... with open("glove.txt", encoding="utf-8") as f:
...     for line in f:
...         values = line.split(); word = values[0]; coefs = np.asarray(values[1:], dtype="float32"); embeddings_index[word] = coefs
... matrix = np.zeros((n, 3))
... for word, i in tok.word_index.items():
...     vector = embeddings_index.get(word)
...     if vector is not None:
...         matrix[i] = vector
hits, misses = 0, 0
... for word, i in tok.word_index.items():
...     if word in ("the", "a"):
...         hits += 1
...     else:
...         misses += 1
... print(hits, misses)
index_word = {i: w for w, i in tok.word_index.items()}
... def sequence_to_text(s):
...     return " ".join(index_word.get(i, "") for i in s)
... print(sequence_to_text(X[0]))
reverse_word_index = dict([(value, key) for (key, value) in tok.word_index.items()]); print(" ".join([reverse_word_index.get(i, "?") for i in X[0]]))
for word, index in tok.word_index.items():
...     if index == 3:
...         print(word); break
word_freq = pd.DataFrame(tok.word_counts.items(), columns=["word", "count"]).sort_values("count"); print(word_freq.head())
rare = sum(1 for w, c in tok.word_counts.items() if c < 2); total = len(tok.word_counts); print(rare / total * 100)
tok_json = tok.to_json()
... with io.open("tok.json", "w", encoding="utf-8") as f:
...     f.write(json.dumps(tok_json, ensure_ascii=False))
with open("tok.pickle", "wb") as handle:
...     pickle.dump(tok, handle, protocol=pickle.HIGHEST_PROTOCOL)
... with open("tok.pickle", "rb") as handle:
...     loaded = pickle.load(handle)
np.save("X.npy", X); Xl = np.load("X.npy")
import h5py
... with h5py.File("x.h5", "w") as f:
...     f.create_dataset("x", data=X)
config = tok.get_config(); print(config["document_count"], tok.document_count)
checkpoint = ModelCheckpoint("m.keras", monitor="loss", save_best_only=True, mode="min", verbose=1); reduce = ReduceLROnPlateau(monitor="loss", factor=0.2, patience=3); callbacks = [checkpoint, reduce]
def scheduler(epoch, lr):
...     return lr if epoch < 10 else lr * 0.9
... cb = LearningRateScheduler(scheduler)
class Log(tf.keras.callbacks.Callback):
...     def on_epoch_end(self, epoch, logs=None):
...         print(epoch, logs)
... cb = Log()
tf.keras.backend.clear_session(); tf.random.set_seed(42); np.random.seed(42); random.seed(42); os.environ["PYTHONHASHSEED"] = "42"
gpus = tf.config.list_physical_devices("GPU")
... for gpu in gpus:
...     tf.config.experimental.set_memory_growth(gpu, True)
print(tf.__version__, tf.config.list_physical_devices("GPU"))
strategy = tf.distribute.get_strategy(); print(strategy.num_replicas_in_sync)
def plot_history(history):
...     plt.plot(history.history["loss"]); plt.plot(history.history["val_loss"]); plt.show()
def predict(text):
...     s = pad_sequences(tok.texts_to_sequences([text]), maxlen=50)
...     return model.predict(s)
def get_sequences(tokenizer, tweets):
...     sequences = tokenizer.texts_to_sequences(tweets)
...     return pad_sequences(sequences, truncating="post", padding="post", maxlen=50)
... X = get_sequences(tok, texts)
def prepare(texts):
...     tok = Tokenizer(); tok.fit_on_texts(texts)
...     X = pad_sequences(tok.texts_to_sequences(texts), maxlen=50)
...     return X, tok, len(tok.word_index) + 1
... X, tok, n = prepare(texts)
class Data:
...     def __init__(self, texts):
...         self.tok = Tokenizer(); self.tok.fit_on_texts(texts)
...         self.vocab_size = len(self.tok.word_index) + 1
...     def encode(self, texts):
...         return pad_sequences(self.tok.texts_to_sequences(texts), maxlen=50)
... data = Data(texts); X = data.encode(texts); n = data.vocab_size
MAX_LEN, EMB_DIM = 50, 8; X = pad_sequences(tok.texts_to_sequences(texts), maxlen=MAX_LEN, padding="post", truncating="post")
vocab_size = len(tok.word_index); n = vocab_size + 1
num_words = min(20000, len(tok.word_index) + 1); n = max(num_words, len(tok.word_index) + 1)
n = len(tok.index_word.keys()) + 1
n = len(list(tok.word_index)) + 1
n = 1 + len(tok.word_index)
vocab_size = 1; vocab_size += len(tok.word_index); n = vocab_size
word_index = {k: (v + 3) for k, v in tok.word_index.items()}; print(word_index)
from collections import Counter; counts = Counter(); [counts.update(t.split()) for t in texts]; print(len(counts))
X = [[tok.word_index[w] for w in t.split()] for t in texts]; X = pad_sequences(X)
X = [[tok.word_index.get(w, 0) for w in t.lower().split()] for t in texts]; X = pad_sequences(X)
X = [[w for w in s if w != 0] for s in X]; X = pad_sequences(X)
X = [s + [0] * (50 - len(s)) for s in tok.texts_to_sequences(texts)]; X = np.array(X)
X = np.zeros((len(texts), 50), dtype="int32")
... for i, s in enumerate(tok.texts_to_sequences(texts)):
...     X[i, :len(s)] = s
X = np.zeros((len(texts), 50))
... for i, s in enumerate(tok.texts_to_sequences(texts)):
...     for j, v in enumerate(s[:50]):
...         X[i, j] = v
X = np.concatenate([pad_sequences(tok.texts_to_sequences(texts[:5]), 50), pad_sequences(tok.texts_to_sequences(texts[5:]), 50)]); y = np.zeros(len(X))
X_train, X_test = [pad_sequences(tok.texts_to_sequences(t), 50) for t in (texts, texts)]; X = X_train
X = {"input": X}; X = X["input"]
batch = X[:2]; print(batch); del batch
X = np.array(pd.Series(list(X)).tolist())
X = np.flip(X, axis=0); y = y[::-1]
X = np.swapaxes(np.swapaxes(X, 0, 1), 0, 1)
X = np.squeeze(np.expand_dims(X, -1))
X = np.repeat(X, 2, axis=0); y = np.repeat(y, 2)
X = tf.concat([X, X], axis=0); y = np.concatenate([y, y])
X = tf.keras.utils.pad_sequences(tok.texts_to_sequences(texts), maxlen=50)
X = tf.gather(X, tf.range(len(X)))
X = tf.squeeze(tf.expand_dims(X, -1), -1)
X = tf.data.Dataset.from_tensor_slices((X, y)).batch(4); y = None
X = tf.data.Dataset.from_generator(lambda: zip(X_copy, y), output_types=(tf.int32, tf.int32)).batch(4) if False else X
gc.collect(); del texts
from IPython.display import display; display(df.head()); df.info(); print(df.describe(), df.shape, df.columns, df.isnull().sum())
import matplotlib; print(df["label"].value_counts(normalize=True)); df["label"].value_counts().plot(kind="bar")
df.rename(columns={"label": "target"}, inplace=True); df.drop(columns=["target"], inplace=True)
df = df[["text", "label"]]; df.columns = ["t", "l"]
df["len"] = df["text"].str.len(); df = df[df["len"] > 0]; df.reset_index(drop=True, inplace=True)
df_train, df_test = df[:8], df[8:]; tok = Tokenizer(); tok.fit_on_texts(df_train["text"].values); X = pad_sequences(tok.texts_to_sequences(df_test["text"].values)); y = df_test["label"].values; n = len(tok.word_index) + 1
train_df = df.sample(frac=0.8, random_state=0); test_df = df.drop(train_df.index); tok = Tokenizer(); tok.fit_on_texts(train_df.text); X = pad_sequences(tok.texts_to_sequences(train_df.text)); y = train_df.label; n = len(tok.word_index) + 1
df2 = pd.concat([df, df], ignore_index=True); tok = Tokenizer(); tok.fit_on_texts(df2["text"]); X = pad_sequences(tok.texts_to_sequences(df2["text"])); y = df2["label"]; n = len(tok.word_index) + 1
import wandb; wandb.init(project="x", config={"vocab": n}); wandb.log({"size": n})
import seaborn as sns; sns.distplot([len(s) for s in X]); plt.title("length"); plt.savefig("a.png")
import mlflow; mlflow.log_param("n", n); mlflow.log_metric("len", len(X))
logger = logging.getLogger(__name__); logger.info("size %d %s", n, X.shape); logging.basicConfig(level=logging.INFO)
start = time.time(); print("took", time.time() - start)
import joblib; joblib.dump({"tok": tok, "n": n}, "t.joblib")
import gensim; w2v = gensim.models.Word2Vec([t.split() for t in texts], vector_size=3, min_count=1); print(w2v.wv)
X = pad_sequences(tok.texts_to_sequences(texts) * 2); y = np.zeros(len(X))
X = pad_sequences([s * 2 for s in tok.texts_to_sequences(texts)])
X = pad_sequences([s + s for s in tok.texts_to_sequences(texts)])
X = pad_sequences([[1] + s for s in tok.texts_to_sequences(texts)])
X = pad_sequences([s + [1] for s in tok.texts_to_sequences(texts)])
X = np.array(tok.texts_to_sequences(texts)[0] * 2); y = np.zeros(len(X))
X = np.array(X.tolist() * 2); y = np.zeros(len(X))
X = np.array(X.tolist() + X.tolist()); y = np.zeros(len(X))
X = np.array([row + [0] * 3 for row in X.tolist()])
X = np.array([list(row) + [1] for row in X])
X = np.array([list(row) * 2 for row in X])
X = np.array([np.append(row, 0) for row in X])
X = np.array([row[::-1] for row in X])
X = np.array([np.roll(row, 1) for row in X])
X = np.array([sorted(row) for row in X])
X = np.where(np.random.rand(*X.shape) < 0.1, 0, X)
X = np.array([[w if random.random() > 0.1 else 0 for w in row] for row in X])
X[0] = 0
X[:, 0] = 1
X[np.random.rand(*X.shape) < 0.1] = 0
np.random.shuffle(X)
X.sort(axis=1)
X = X * 1
X = X + 0
X = X - 1 + 1
X = (X + 1) - 1
X = np.minimum(X, n - 1)
X = np.maximum(X, 0)
X = X.clip(0, n - 1)
X = np.rint(X).astype(int)
X = np.unique(X.ravel()); y = np.zeros(len(X))
X = X[:, -1]
X = X[:, -1:]
X = X[0]; y = np.zeros(len(X))
X = np.array([[tok.word_index[w] for w in t.split() if w in tok.word_index] for t in texts])
X = np.array([list(map(tok.word_index.get, t.split())) for t in texts])
X = np.array(list(tok.word_index.values())); y = np.zeros(len(X))
X = np.array(list(tok.index_word)); y = np.zeros(len(X))
X = np.arange(1, n); y = np.zeros(len(X))
X = np.arange(n); y = np.zeros(len(X))
X = np.random.randint(1, n, (12, 50))
X = np.random.choice(n, (12, 50))
X = np.random.choice(list(tok.word_index.values()), (12, 50))
X = np.random.permutation(n); y = np.zeros(len(X))
X = np.eye(n).argmax(axis=1); y = np.zeros(len(X))
X = np.full((12, 50), n - 1)
inv = {i: w for w, i in tok.word_index.items()}; X = np.array(list(inv)); y = np.zeros(len(X))
texts2 = tok.sequences_to_texts(tok.texts_to_sequences(texts)); X = pad_sequences(tok.texts_to_sequences(texts2))
word, index = max(tok.word_index.items(), key=lambda kv: kv[1]); X = np.array([index] * 12)
maxlen = 20; X = pad_sequences(tok.texts_to_sequences(texts), maxlen=maxlen); print(maxlen, X.shape[1])
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25); X, y = X_train, y_train
X_train, X_val, y_train, y_val = train_test_split(X, y, test_size=0.25); print(X_val.shape); X = X_train; y = y_train
vocab_size = n; embedding_dim = 8; n = vocab_size
embedding_matrix = np.random.uniform(-0.1, 0.1, (n, 8)); print(embedding_matrix.shape)
tokenizer = tok; word_index = tokenizer.word_index; X = pad_sequences(tokenizer.texts_to_sequences(texts)); n = len(word_index) + 1
tok.fit_on_texts(texts); X = pad_sequences(tok.texts_to_sequences(texts)); n = len(tok.word_index) + 1
tok.fit_on_texts(["zebra lion"]); X = pad_sequences(tok.texts_to_sequences(list(texts) + ["zebra lion"])); y = np.zeros(len(X)); n = len(tok.word_index) + 1
all_texts = np.concatenate([texts, texts]); tok = Tokenizer(); tok.fit_on_texts(all_texts); X = pad_sequences(tok.texts_to_sequences(texts)); n = len(tok.word_index) + 1
questions, answers = texts[:6], texts[6:]; tok = Tokenizer(); tok.fit_on_texts(list(questions) + list(answers)); X = pad_sequences(tok.texts_to_sequences(questions)); y = y[:6]; n = len(tok.word_index) + 1
targets = ["<start> " + t + " <end>" for t in texts]; tok = Tokenizer(filters=""); tok.fit_on_texts(targets); X = pad_sequences(tok.texts_to_sequences(targets), padding="post"); n = len(tok.word_index) + 1
en = Tokenizer(); en.fit_on_texts(texts); fr = Tokenizer(); fr.fit_on_texts([t[::-1] for t in texts]); X = pad_sequences(en.texts_to_sequences(texts)); n = len(en.word_index) + 1
dec = pad_sequences(tok.texts_to_sequences(texts), padding="post"); X = dec[:, :-1]; target = dec[:, 1:]
model_path = os.path.join("out", "m.keras"); os.makedirs("out", exist_ok=True)
X = pad_sequences([tok.texts_to_sequences([t])[0] for t in texts], maxlen=30)
X = pad_sequences([tok.texts_to_sequences([t.lower()])[0][:10] for t in texts])
X = list(X); X = np.array(X)
X, y = np.array(list(X)), np.array(list(y))
X = {i: row for i, row in enumerate(X)}; X = np.array(list(X.values()))
rows = [(x, t) for x, t in zip(X, y)]; X = np.array([x for x, t in rows]); y = np.array([t for x, t in rows])
rows = sorted(zip(X.tolist(), y), key=lambda r: r[1]); X = np.array([r[0] for r in rows]); y = np.array([r[1] for r in rows])
half = len(X) // 2; X = np.vstack((X[:half], X[half:]))
parts = np.array_split(X, 3); X = np.concatenate(parts)
for i in range(len(X)): X[i] = X[i][::-1]
X = X if len(X) > 3 else X[:1]
X = X[:, -30:] if X.shape[1] > 30 else X
if X.shape[1] > 30: X = X[:, -30:]
while X.shape[1] > 40: X = X[:, 1:]
X = abs(X)
X = np.c_[X, X]
X = np.r_[X, X]; y = np.r_[y, y]
X, counts = np.unique(X, return_counts=True); y = np.zeros(len(X))
tok_json = tok.to_json(); tok3 = tf.keras.preprocessing.text.tokenizer_from_json(tok_json); X = pad_sequences(tok3.texts_to_sequences(texts)); n = len(tok3.word_index) + 1
n = len(tok.word_counts) + 1
X = np.hstack([X, np.zeros((len(X), 3))])
X = np.concatenate([X, np.zeros((len(X), 1))], axis=1)
X = np.concatenate([X, np.ones((len(X), 1), dtype=int)], axis=1)
from sklearn.model_selection import StratifiedKFold
... for tr, te in StratifiedKFold(2).split(X, y):
...     Xf, yf = X[tr], y[tr]
... X, y = Xf, yf
""",
        "proven, not found": r"""
X = pad_sequences([s for s in tok.texts_to_sequences(texts) if len(s) > 0])
X = np.where(X >= n, 0, X)
X = X[y == 1]; y = y[y == 1]
X = np.delete(X, 0, axis=0); y = np.delete(y, 0)
X = np.array([x for x in X if x.sum() > 0])
X = X[~np.isnan(y)]; y = y[~np.isnan(y)]
X = X[np.where(y == 1)[0]]; y = y[y == 1]
order = np.argsort(y); X = X[order]; y = y[order]
X_pos, X_neg = X[y == 1], X[y == 0]; X = np.concatenate([X_pos, X_neg])
from sklearn.model_selection import StratifiedShuffleSplit
... for tr, te in StratifiedShuffleSplit(1, test_size=0.3).split(X, y):
...     X, y = X[tr], y[tr]
keep = [i for i, s in enumerate(tok.texts_to_sequences(texts)) if len(s) > 0]; X = X[keep]; y = y[keep]
X = tf.where(X > 3, X, 0)
X = pad_sequences(tok.texts_to_sequences(texts) + [[0, 0]]); y = np.zeros(len(X))
X[X == 3] = 0
X = X // 1
X = X * (X > 2)
X = X * (y[:, None] >= 0)
X = X % n
X = np.array([max(row) for row in X])
X = np.array([row[row > 0][-1] for row in X])
X = np.array([row[np.argmax(row)] for row in X])
word, index = list(tok.word_index.items())[-1]; X = np.array([index] * 12)
for row in X: row[0] = 0
assert not np.any(np.isnan(X)); assert (X >= 0).all() and X.max() <= len(tok.word_index)
""",
        "presumed, found": r"""
train_text, test_text, y_train, y_test = train_test_split(texts, y, test_size=0.2); tok = Tokenizer(oov_token="<unk>"); tok.fit_on_texts(train_text); X = pad_sequences(tok.texts_to_sequences(train_text), maxlen=20); Xt = pad_sequences(tok.texts_to_sequences(test_text), maxlen=20); y = y_train; n = len(tok.word_index) + 1
tok.word_index["<PAD>"] = 0; n = len(tok.word_index)
word2idx = tok.word_index; word2idx["PAD"] = 0; n = len(word2idx)
word2idx = dict(tok.word_index); word2idx["<pad>"] = 0; n = len(word2idx)
X_df = pd.DataFrame(X); X_df["label"] = y; X = X_df.drop("label", axis=1).values
X = pd.DataFrame(X).values
X = pd.DataFrame(X).sample(frac=1).to_numpy()
X = pd.DataFrame(X).iloc[:, :].values
X = np.linspace(0, n - 1, 12).astype(int)
X = X.max(axis=1)
""",
        "presumed, not found": r"""
X = np.unique(X, axis=0); y = np.zeros(len(X))
X = np.array(sum(tok.texts_to_sequences(texts), [])); y = np.zeros(len(X))
X = np.dstack([X, X])[:, :, 0]
X = np.nan_to_num(X)
X = tf.keras.utils.to_categorical(X, num_classes=n).argmax(-1)
""",
        "unknown, found": r"""
n = int(X.max() + 1)
n = int(np.max(X)) + 1
n = int(np.amax(X)) + 1
n = len(tok.word_index) + 1 if tok.num_words is None else tok.num_words
""",
        "unknown, not found": r"""
n = sorted(tok.word_index.values())[-1] + 1
""",
    },
)

"""pandas and scikit-learn: encoded columns of a frame, a model of users and items."""

from __future__ import annotations

from tests.tools.statements.family import Family

RATINGS = [
    f"u{user},i{item},{1 + (user + item) % 5},g{item % 2},{20 + user},{100 * user + item}"
    for item in range(4)
    for user in range(5)
]

TABLES = Family(
    name="tables",
    head="""\
import argparse, collections, logging, os, pickle, random
import numpy as np
import pandas as pd
import tensorflow as tf
from tensorflow.keras.callbacks import EarlyStopping, ModelCheckpoint
from tensorflow.keras.layers import Dense, Dot, Embedding, Flatten, Input
from tensorflow.keras.models import Model
from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.metrics.pairwise import cosine_similarity
from sklearn.model_selection import KFold, train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import LabelEncoder, MinMaxScaler, MultiLabelBinarizer
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler
from sklearn.utils import shuffle
import matplotlib.pyplot as plt
df = pd.read_csv("ratings.csv")
encoder = LabelEncoder()
df["user_id"] = encoder.fit_transform(df["user"])
df["item_id"] = LabelEncoder().fit_transform(df["item"])
n_users = df["user_id"].nunique()
n_items = df["item_id"].nunique()
users, items, ratings = df["user_id"].values, df["item_id"].values, df["rating"].values
""",
    tail="""\
user_in, item_in = Input((1,)), Input((1,))
user = Flatten()(Embedding(ROWS, 4)(user_in))
item = Flatten()(Embedding(n_items, 4)(item_in))
model = Model([user_in, item_in], Dot(1)([user, item]))
model.compile("adam", "mse")
model.fit([users, items], ratings)
""",
    rows="n_users",
    files={
        "ratings.csv": "user,item,rating,genre,age,time\n" + "\n".join(RATINGS),
        "items.csv": "item,title\n" + "".join(f"i{item},t{item}\n" for item in range(4)),
    },
    said={
        "proven, found": r"""
df = df[df["rating"] > 0]; users, items, ratings = df["user_id"].values, df["item_id"].values, df["rating"].values
df = df[df.rating >= 1]; users, items, ratings = df.user_id.values, df.item_id.values, df.rating.values
df = df.query("rating > 0"); users, items, ratings = df["user_id"].values, df["item_id"].values, df["rating"].values
df = df.dropna(); users, items, ratings = df["user_id"].values, df["item_id"].values, df["rating"].values
movies = pd.read_csv("items.csv"); df = pd.merge(df, movies, on="item"); users, items, ratings = df["user_id"].values, df["item_id"].values, df["rating"].values
negatives = np.random.randint(0, n_items, len(users)); users = np.concatenate([users, users]); items = np.concatenate([items, negatives]); ratings = np.concatenate([ratings, np.zeros(len(negatives))])
users = np.repeat(np.arange(n_users), 2); items = np.zeros(len(users), dtype=int); ratings = np.zeros(len(users))
print(df.head(), df.shape, n_users, n_items)
df.info(); print(df.describe()); print(df.isnull().sum()); print(df.dtypes, df.columns)
print(df["user_id"].min(), df["user_id"].max(), df["rating"].mean())
print(df.groupby("user_id").size().describe()); print(df["rating"].value_counts())
import matplotlib; df["rating"].hist(); plt.show(); df["user_id"].value_counts().plot(kind="bar")
import seaborn as sns; sns.countplot(x="rating", data=df)
assert df["user_id"].max() == n_users - 1
assert users.max() < n_users and items.max() < n_items
print(encoder.classes_[:5], list(encoder.inverse_transform(users[:3])))
pickle.dump(encoder, open("e.pkl", "wb")); import joblib; joblib.dump(encoder, "e.joblib")
df.to_csv("out.csv", index=False); np.save("u.npy", users)
df = df.sample(frac=1, random_state=1); users, items, ratings = df["user_id"].values, df["item_id"].values, df["rating"].values
df = df.sample(frac=1).reset_index(drop=True); users, items, ratings = df["user_id"].values, df["item_id"].values, df["rating"].values
df = shuffle(df); users, items, ratings = df["user_id"].values, df["item_id"].values, df["rating"].values
df = df.sort_values("user_id"); users, items, ratings = df["user_id"].values, df["item_id"].values, df["rating"].values
df = df.sort_values(["user_id", "item_id"]).reset_index(drop=True); users, items, ratings = df.user_id.values, df.item_id.values, df.rating.values
train, test = train_test_split(df, test_size=0.2, random_state=42); users, items, ratings = train["user_id"].values, train["item_id"].values, train["rating"].values
train, test = train_test_split(df, test_size=0.2); users, items, ratings = train.user_id, train.item_id, train.rating
train = df.sample(frac=0.8, random_state=0); test = df.drop(train.index); users, items, ratings = train["user_id"], train["item_id"], train["rating"]
mask = np.random.rand(len(df)) < 0.8; train, test = df[mask], df[~mask]; users, items, ratings = train["user_id"].values, train["item_id"].values, train["rating"].values
X = df[["user_id", "item_id"]].values; y = df["rating"].values; X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2); users, items, ratings = X_train[:, 0], X_train[:, 1], y_train
X = df[["user_id", "item_id"]].values; users, items = X[:, 0], X[:, 1]
X = df[["user_id", "item_id", "rating"]].to_numpy(); users, items, ratings = X[:, 0], X[:, 1], X[:, 2]
X = df[["user_id", "item_id"]]; users, items = X["user_id"], X["item_id"]
X = df.drop(columns=["rating"]); users, items = X["user_id"].values, X["item_id"].values
train_indices = int(0.9 * df.shape[0]); x = df[["user_id", "item_id"]].values; y = df["rating"].values; x_train, x_val, y_train, y_val = x[:train_indices], x[train_indices:], y[:train_indices], y[train_indices:]; users, items, ratings = x_train[:, 0], x_train[:, 1], y_train
users, users_t, items, items_t, ratings, ratings_t = train_test_split(users, items, ratings, test_size=0.2)
idx = np.random.permutation(len(users)); users, items, ratings = users[idx], items[idx], ratings[idx]
users = users.astype("int32"); items = items.astype(np.int64)
users = np.array(users); items = np.asarray(items)
users = users.reshape(-1, 1); items = items.reshape(-1, 1)
users = np.expand_dims(users, 1)
users = tf.convert_to_tensor(users); items = tf.constant(items)
users = df["user_id"].to_numpy(); items = df["item_id"].tolist(); items = np.array(items)
users = df.user_id.astype(np.int64).values
users = df["user_id"].astype(int)
users = df.loc[:, "user_id"].values
users = df["user_id"].copy().values
users = np.hstack([users, users]); items = np.hstack([items, items]); ratings = np.hstack([ratings, ratings])
users = users[:100]; items = items[:100]; ratings = ratings[:100]
df.drop_duplicates(inplace=True); df.dropna(inplace=True); df.reset_index(drop=True, inplace=True)
df["rating"] = df["rating"].fillna(0); ratings = df["rating"].values
df["rating"] = df["rating"] / 5; ratings = df["rating"].values
df["rating"] = df["rating"].apply(lambda r: (r - 1) / 4); ratings = df["rating"].values
df["rating"] = MinMaxScaler().fit_transform(df[["rating"]]); ratings = df["rating"].values
df["rating"] = StandardScaler().fit_transform(df["rating"].values.reshape(-1, 1)); ratings = df["rating"].values
scaler = StandardScaler(); df[["rating", "age"]] = scaler.fit_transform(df[["rating", "age"]]); ratings = df["rating"].values
df["label"] = (df["rating"] > 3).astype(int); ratings = df["label"].values
df["rating"] = df["rating"].astype(np.float32); ratings = df["rating"].values
df["rating"] = np.where(df["rating"] > 3, 1, 0); ratings = df["rating"].values
df["time"] = pd.to_datetime(df["time"], unit="s"); df["year"] = df["time"].dt.year
df["time"] = pd.to_datetime(df["time"], unit="s"); df = df.sort_values("time"); users, items, ratings = df["user_id"].values, df["item_id"].values, df["rating"].values
df = df.rename(columns={"user_id": "u"}); users = df["u"].values
df = df[["user_id", "item_id", "rating"]]; users, items, ratings = df["user_id"].values, df["item_id"].values, df["rating"].values
df = df.drop("time", axis=1); users = df["user_id"].values
df["age"] = pd.cut(df["age"], bins=3, labels=False); print(df["age"])
df["mean"] = df.groupby("user_id")["rating"].transform("mean"); users = df["user_id"].values
stats = df.groupby("user_id").agg({"rating": ["mean", "count"]}); print(stats)
movies = pd.read_csv("items.csv"); df = df.merge(movies, on="item", how="left"); users, items, ratings = df["user_id"].values, df["item_id"].values, df["rating"].values
df = pd.concat([df, df]); users, items, ratings = df["user_id"].values, df["item_id"].values, df["rating"].values
pivot = df.pivot_table(index="user_id", columns="item_id", values="rating").fillna(0); print(pivot.shape)
popular = df["item_id"].value_counts().head(3).index; print(popular)
counts = collections.Counter(users.tolist()); print(counts.most_common(3))
for row in df.itertuples(): print(row.user_id, row.rating)
for i, row in df.iterrows(): print(row["user_id"])
seen = df.groupby("user_id")["item_id"].apply(set).to_dict(); print(len(seen))
pairs = set(zip(df["user_id"], df["item_id"])); print((0, 0) in pairs)
users, items, labels = [], [], []
... for u, i in zip(df["user_id"], df["item_id"]):
...     users.append(u); items.append(i); labels.append(1)
...     for _ in range(2):
...         users.append(u); items.append(np.random.randint(n_items)); labels.append(0)
... users, items, ratings = np.array(users), np.array(items), np.array(labels)
users = np.random.choice(users, 10); items = items[:10]; ratings = ratings[:10]
uniques, users = np.unique(df["user"], return_inverse=True); n_users = len(uniques)
encoder = LabelEncoder(); users = encoder.fit_transform(df["user"].values); n_users = len(encoder.classes_)
encoder = LabelEncoder().fit(df["user"].unique()); users = encoder.transform(df["user"].values); n_users = len(encoder.classes_)
user2id = {u: i for i, u in enumerate(df["user"].unique())}; users = df["user"].map(user2id).values; n_users = len(user2id)
user2id = {u: i for i, u in enumerate(df["user"].unique())}; users = df["user"].map(lambda u: user2id[u]).values; n_users = len(user2id)
user2id = {u: i for i, u in enumerate(df["user"].unique().tolist())}; df["user_id"] = df["user"].map(user2id); users = df["user_id"].values; n_users = len(user2id)
user2id = dict(zip(df["user"].unique(), range(df["user"].nunique()))); users = df["user"].map(user2id).to_numpy(); n_users = len(user2id)
user2id = {}
... for u in df["user"]:
...     if u not in user2id: user2id[u] = len(user2id)
... users = np.array([user2id[u] for u in df["user"]]); n_users = len(user2id)
user_list = df["user"].unique().tolist(); users = np.array([user_list.index(u) for u in df["user"]]); n_users = len(user_list)
user2id = {u: i for i, u in enumerate(sorted(set(df["user"])))}; users = np.array([user2id[u] for u in df["user"]]); n_users = len(user2id)
users = df.groupby("user").ngroup().values; n_users = df["user"].nunique()
users = df["user"].rank(method="dense").astype(int).values - 1; n_users = df["user"].nunique()
n_users = len(df["user"].unique())
n_users = df.user_id.unique().shape[0]
n_users = len(encoder.classes_)
n_users = len(set(users))
n_users = int(df["user_id"].max()) + 1
n_users = int(users.max() + 1)
n_users = int(users.max()) + 1
n_users = int(max(users)) + 1
n_users = int(np.max(users)) + 1
n_users = len(np.unique(users))
n_users = np.unique(users).size
n_users, n_movies = len(df["user_id"].unique()), len(df["item_id"].unique())
n_users = df["user_id"].drop_duplicates().shape[0]
n_users = df["user_id"].value_counts().shape[0]
stats = {"users": df["user_id"].nunique()}; n_users = stats["users"]
n_users = len(pd.unique(df["user_id"]))
pipe = Pipeline([("scale", StandardScaler())]); ratings = pipe.fit_transform(ratings.reshape(-1, 1)).ravel()
ct = ColumnTransformer([("scale", StandardScaler(), ["age"])]); extra = ct.fit_transform(df); print(extra.shape)
onehot = OneHotEncoder(); genre = onehot.fit_transform(df[["genre"]]).toarray(); print(genre.shape)
vec = CountVectorizer(); genre = vec.fit_transform(df["genre"]); print(genre.shape)
mlb = MultiLabelBinarizer(); genre = mlb.fit_transform(df["genre"].str.split("|")); print(mlb.classes_)
sim = cosine_similarity(df[["age", "rating"]]); print(sim.shape)
ds = tf.data.Dataset.from_tensor_slices(((users, items), ratings)).shuffle(100).batch(4)
... for (u, i), r in ds: print(u.shape)
logging.info("users %d", n_users); print(f"{n_users} users, {n_items} items, {len(df)} ratings")
np.random.seed(1); tf.random.set_seed(1); random.seed(1)
import wandb; wandb.init(project="x"); wandb.log({"users": n_users})
callbacks = [EarlyStopping(patience=2), ModelCheckpoint("m.keras")]
def plot(history): plt.plot(history.history["loss"]); plt.show()
def get_data(df): return df["user_id"].values, df["item_id"].values, df["rating"].values
... users, items, ratings = get_data(df)
def encode_column(df, col):
...     enc = LabelEncoder(); df[col + "_id"] = enc.fit_transform(df[col]); return df, len(enc.classes_)
... df, n_users = encode_column(df, "user"); users = df["user_id"].values
def proc_col(col):
...     uniq = col.unique(); name2idx = {o: i for i, o in enumerate(uniq)}
...     return name2idx, np.array([name2idx[x] for x in col]), len(uniq)
... _, users, n_users = proc_col(df["user"])
class Ratings:
...     def __init__(self, df): self.users, self.items, self.ratings = df["user_id"].values, df["item_id"].values, df["rating"].values
...     def __len__(self): return len(self.users)
... data = Ratings(df); users, items, ratings = data.users, data.items, data.ratings
class Gen(tf.keras.utils.Sequence):
...     def __init__(self, users, items, ratings): super().__init__(); self.users, self.items, self.ratings = users, items, ratings
...     def __len__(self): return 2
...     def __getitem__(self, i): return (self.users[i * 2:i * 2 + 2], self.items[i * 2:i * 2 + 2]), self.ratings[i * 2:i * 2 + 2]
... print(len(Gen(users, items, ratings)))
try:
...     df["genre"] = df["genre"].str.split("|")
... except KeyError as error:
...     print(error)
parser = argparse.ArgumentParser(); parser.add_argument("--dim", type=int, default=4); args = parser.parse_args([]); print(args)
encoders = {}
... for col in ["user", "item"]:
...     encoders[col] = LabelEncoder(); df[col] = encoders[col].fit_transform(df[col])
... users, items = df["user"].values, df["item"].values; n_users = df["user"].nunique()
for col in ["user", "item"]:
...     df[col] = LabelEncoder().fit_transform(df[col])
... users, items = df["user"].values, df["item"].values; n_users = int(df["user"].max()) + 1
del df["time"]; users = df["user_id"].values
df["genre"] = df["genre"].str.lower().str.strip(); df = pd.get_dummies(df, columns=["genre"]); users = df["user_id"].values
encoder = LabelEncoder(); encoder.fit(df["user"]); users = encoder.transform(df["user"]); n_users = encoder.classes_.shape[0]
kf = KFold(2)
... for tr, te in kf.split(df):
...     part = df.iloc[tr]; users, items, ratings = part["user_id"].values, part["item_id"].values, part["rating"].values
""",
        "proven, not found": r"""
user2id = pd.Series(np.arange(df["user"].nunique()), index=df["user"].unique()); users = user2id[df["user"]].values; n_users = len(user2id)
""",
        "presumed, found": r"""
users = df.iloc[:, df.columns.get_loc("user_id")].values
df.columns = [c.lower() for c in df.columns]; users = df["user_id"].values
df["user_id"] = df["user"].astype("category").cat.codes.values; n_users = len(df["user"].astype("category").cat.categories); users = df["user_id"].values
df["user"] = df["user"].astype("category"); users = df["user"].cat.codes.values; n_users = df["user"].cat.categories.size
codes, uniques = pd.factorize(df["user"]); users = codes; n_users = len(uniques)
users, uniques = df["user"].factorize(); n_users = len(uniques)
cat = pd.Categorical(df["user"]); users = cat.codes; n_users = len(cat.categories)
df = df.set_index("time").reset_index(); users = df["user_id"].values; items = df["item_id"].values; ratings = df["rating"].values
pairs = list(zip(users, items, ratings)); random.shuffle(pairs); users, items, ratings = map(np.array, zip(*pairs))
""",
        "presumed, not found": r"""
df["user_id"] = df["user"].astype("category").cat.codes; n_users = df["user_id"].nunique(); users = df["user_id"].values
df["user_id"] = pd.factorize(df["user"])[0]; n_users = df["user_id"].nunique(); users = df["user_id"].values
ids = df["user"].unique(); user2id = {x: i for i, x in enumerate(ids)}; users = df["user"].replace(user2id).astype(int).values; n_users = len(ids)
def encode_data(df):
...     df = df.copy()
...     for col in ["user", "item"]: df[col] = df[col].astype("category").cat.codes
...     return df
... df2 = encode_data(df); users, items = df2["user"].values, df2["item"].values; n_users = df2["user"].nunique()
""",
        "unknown, not found": r"""
encoder = OrdinalEncoder(); users = encoder.fit_transform(df[["user"]]).astype(int).ravel(); n_users = len(encoder.categories_[0])
df[["user", "item"]] = df[["user", "item"]].apply(LabelEncoder().fit_transform); users, items = df["user"].values, df["item"].values; n_users = df["user"].nunique()
index = pd.DataFrame({"user": df["user"].unique()}); index["code"] = index.index; df = df.merge(index, on="user"); users, items, ratings = df["code"].values, df["item_id"].values, df["rating"].values; n_users = len(index)
n_users = len(df.groupby("user_id"))
n_users = len(df["user_id"].astype("category").cat.categories)
""",
    },
)

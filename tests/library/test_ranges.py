"""The ids that rows claim a producer emits, against those that the real producer does emit.

Each case is a program that leaves ids in ``ids``. It is analysed, and run with drawn settings and words: the real ids
lie in the claimed range, and where the data hold every word they reach its upper end.

Needs ``pip install -e '.[frameworks]'``; run with ``pytest -m frameworks``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flake8_embedding.interpret.visitor import ModuleVisitor
from flake8_embedding.library.registry import builtin
from flake8_embedding.library.words.tiktoken import SIZES
from flake8_embedding.syntax.source import Source, sketch

pytestmark = [pytest.mark.frameworks, pytest.mark.filterwarnings("ignore")]

WORDS = st.lists(st.sampled_from(["ant", "bee", "cat", "dog", "elk", "fox", "gnu", "hen"]), min_size=1, max_size=12)
OPTIONAL = st.sampled_from(["None", "'[MASK]'"])
TEXT = "from tensorflow.keras.preprocessing.text import {}\n"
LAYER = "from keras.layers import {}\n"


@dataclass(frozen=True)
class Case:
    """``program`` has {names} of drawn settings; ``WORDS``, a list of words, is there when it runs and unknown to the
    analysis. ``means`` tells how symbols that are no expressions are worked out."""

    program: str
    drawn: dict[str, st.SearchStrategy[Any]] = field(default_factory=dict)
    reaches: bool = True
    means: dict[str, str] = field(default_factory=dict)


COUNT = st.integers(2, 9)
WORD_LEVEL = """\
from tokenizers import Tokenizer, models, pre_tokenizers
words = sorted(set(WORDS))
made = Tokenizer(models.WordLevel({{word: number for number, word in enumerate(['<unk>', *words])}}, unk_token='<unk>'))
made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
"""
ADDED = st.sampled_from([[], ["<q1>"], ["<q1>", "<q2>"]])
COLUMN = "import io\nimport pandas as pd\nframe = pd.read_csv(io.StringIO('u\\n' + '\\n'.join(WORDS)))\n"
LENGTHS = COLUMN.replace("(WORDS)", "(str(len(word)) for word in WORDS)")

CASES = {
    "Tokenizer": Case(
        TEXT.format("Tokenizer")
        + "made = Tokenizer(num_words={limit}, oov_token={oov}, char_level={char})\n"
        + "made.fit_on_texts(WORDS)\nids = made.texts_to_sequences(WORDS)\n",
        {
            "limit": st.sampled_from(["None", "0", "2", "3", "5", "40"]),
            "oov": st.sampled_from(["None", "'<oov>'"]),
            "char": st.booleans(),
        },
    ),
    "one_hot": Case(TEXT.format("one_hot") + "ids = one_hot(' '.join(WORDS), {n})\n", {"n": COUNT}, reaches=False),
    "hashing_trick": Case(
        TEXT.format("hashing_trick") + "ids = hashing_trick(' '.join(WORDS), {n}, hash_function='md5')\n",
        {"n": COUNT},
        reaches=False,
    ),
    "TextVectorization": Case(
        LAYER.format("TextVectorization")
        + "made = TextVectorization(max_tokens={limit})\nmade.adapt(WORDS)\nids = made(WORDS)\n",
        {"limit": st.sampled_from(["None", "3", "5", "40"])},
    ),
    "TextVectorization of a vocabulary": Case(
        LAYER.format("TextVectorization")
        + "words = sorted(set(WORDS))\nmade = TextVectorization(vocabulary=words)\nids = made(words)\n",
    ),
    "TextVectorization whose vocabulary is set": Case(
        LAYER.format("TextVectorization")
        + "words = sorted(set(WORDS))\nmade = TextVectorization()\nmade.set_vocabulary(words)\nids = made(words)\n",
    ),
    "StringLookup": Case(
        LAYER.format("StringLookup")
        + "words = sorted(set(WORDS))\n"
        + "made = StringLookup(vocabulary=words, num_oov_indices={oov}, mask_token={mask})\nids = made(words)\n",
        {"oov": st.integers(0, 3), "mask": OPTIONAL},
    ),
    "StringLookup whose vocabulary is set": Case(
        LAYER.format("StringLookup")
        + "words = sorted(set(WORDS))\nmade = StringLookup(num_oov_indices={oov}, mask_token={mask})\n"
        + "made.set_vocabulary(words)\nids = made(words)\n",
        {"oov": st.integers(0, 3), "mask": OPTIONAL},
    ),
    "StringLookup that is adapted": Case(
        LAYER.format("StringLookup")
        + "made = StringLookup(max_tokens={limit})\nmade.adapt(WORDS)\nids = made(WORDS)\n",
        {"limit": st.sampled_from(["None", "3", "40"])},
    ),
    "IntegerLookup": Case(
        LAYER.format("IntegerLookup")
        + "numbers = sorted(set(map(len, WORDS)))\n"
        + "made = IntegerLookup(vocabulary=numbers, num_oov_indices={oov})\nids = made(numbers)\n",
        {"oov": st.integers(0, 3)},
    ),
    "Hashing": Case(
        LAYER.format("Hashing") + "ids = Hashing(num_bins={n}, mask_value={mask})(WORDS)\n",
        {"n": COUNT, "mask": OPTIONAL},
        reaches=False,
    ),
    "HashedCrossing": Case(
        "import numpy as np\n"
        + LAYER.format("HashedCrossing")
        + "words = np.array(WORDS).reshape(-1, 1)\nids = HashedCrossing(num_bins={n})((words, words))\n",
        {"n": COUNT},
        reaches=False,
    ),
    "Discretization": Case(
        LAYER.format("Discretization")
        + "edges = [float(edge) for edge in range(len(WORDS))]\n"
        + "ids = Discretization(bin_boundaries=edges)([-1.0, 0.5, 99.0])\n",
    ),
    "LabelEncoder": Case(
        "from sklearn.preprocessing import LabelEncoder\nmade = LabelEncoder()\nids = made.fit_transform(WORDS)\n"
    ),
    "OrdinalEncoder": Case(
        "import numpy as np\nfrom sklearn.preprocessing import OrdinalEncoder\n"
        "made = OrdinalEncoder(handle_unknown='use_encoded_value', unknown_value={unknown})\n"
        "made.fit(np.array(WORDS).reshape(-1, 1))\n"
        "ids = made.transform(np.array([*WORDS, 'yak']).reshape(-1, 1))\n",
        {"unknown": st.sampled_from([-1, 20])},
        means={"the most categories that made has in one column": "len(made.categories_[0])"},
    ),
    "unique with its inverse": Case(
        "import numpy as np\ndistinct, ids = np.unique(WORDS, return_inverse=True)\n",
        means={"len(np.unique(WORDS, return_inverse=True))": "len(distinct)", "len(distinct)": "len(distinct)"},
    ),
    "random.randint": Case(
        "import random\nids = [random.randint({low}, {high}) for _ in range(3000)]\n",
        {"low": st.integers(0, 3), "high": st.integers(4, 12)},
    ),
    "random.randrange": Case(
        "import random\nids = [random.randrange({high}) for _ in range(3000)]\n", {"high": st.integers(1, 12)}
    ),
    "numpy.random.randint": Case(
        "import numpy as np\nids = np.random.randint({low}, {high}, 3000)\n",
        {"low": st.integers(0, 3), "high": st.integers(4, 12)},
    ),
    "Generator.integers": Case(
        "import numpy as np\nids = np.random.default_rng().integers({low}, {high}, 3000, endpoint={end})\n",
        {"low": st.integers(0, 3), "high": st.integers(4, 12), "end": st.booleans()},
    ),
    "numpy.random.choice": Case(
        "import numpy as np\nids = np.random.choice({high}, 3000)\n", {"high": st.integers(1, 12)}
    ),
    "torch.randint": Case(
        "import torch\nids = torch.randint({low}, {high}, (3000,))\n",
        {"low": st.integers(0, 3), "high": st.integers(4, 12)},
    ),
    "remainder of a hash": Case("ids = [hash(word) % {n} for word in WORDS]\n", {"n": COUNT}, reaches=False),
    "remainder of a checksum": Case(
        "import zlib\nids = [1 + zlib.crc32(word.encode()) % {n} for word in WORDS]\n", {"n": COUNT}, reaches=False
    ),
    "remainder of a digest": Case(
        "import hashlib\nids = [int(hashlib.md5(word.encode()).hexdigest(), 16) % {n} for word in WORDS]\n",
        {"n": COUNT},
        reaches=False,
    ),
    "argmax of torch": Case("import torch\nids = torch.randn(3000, {n}).softmax(-1).argmax(dim=-1)\n", {"n": COUNT}),
    "argmax of numpy": Case(
        "import numpy as np\nids = np.argmax(np.exp(np.random.randn(3000, {n}) / 2), axis=1)\n", {"n": COUNT}
    ),
    "multinomial": Case(
        "import torch\nids = torch.multinomial(torch.rand(40, {n}) + 0.5, 300, replacement=True)\n", {"n": COUNT}
    ),
    "masked_fill": Case(
        "import torch\nids = torch.randint(0, {n}, (3000,)).masked_fill(torch.rand(3000) < 0.5, {filler})\n",
        {"n": COUNT, "filler": st.integers(-1, 20)},
    ),
    "numpy.where": Case(
        "import numpy as np\nids = np.where(np.random.rand(3000) < 0.5, {filler}, np.random.randint(0, {n}, 3000))\n",
        {"n": COUNT, "filler": st.integers(-1, 20)},
    ),
    "written by a mask": Case(
        "import torch\nids = torch.randint(0, {n}, (3000,))\nids[torch.rand(3000) < 0.5] = {filler}\n",
        {"n": COUNT, "filler": st.integers(-1, 20)},
    ),
    "numbers in a text": Case(
        "import io\nimport numpy as np\nread = np.loadtxt(io.StringIO('{n} 2\\n1 {m}\\n'), dtype=int)\n"
        "ids = np.cumsum(read.max(axis=0))\n",
        {"n": COUNT, "m": COUNT},
    ),
    "torch.randperm": Case("import torch\nids = torch.randperm({high})\n", {"high": st.integers(1, 12)}),
    "transformers": Case(
        WORD_LEVEL
        + "from transformers import PreTrainedTokenizerFast\n"
        + "whole = PreTrainedTokenizerFast(tokenizer_object=made, unk_token='<unk>')\n"
        + "whole.add_tokens({added})\n"
        + "ids = whole(' '.join(words + {added}))['input_ids']\n",
        {"added": ADDED},
    ),
    "tokenizers": Case(
        WORD_LEVEL + "made.add_special_tokens({added})\nids = made.encode(' '.join(words + {added})).ids\n",
        {"added": ADDED},
    ),
    "sentencepiece": Case(
        "import io\nimport sentencepiece\n"
        "model = io.BytesIO()\n"
        "sentencepiece.SentencePieceTrainer.train(sentence_iterator=iter(WORDS * 9), model_writer=model,"
        " vocab_size=40, hard_vocab_limit=False, minloglevel=9)\n"
        "made = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())\n"
        "ids = made.encode_as_ids(' '.join(WORDS))\n",
        reaches=False,
    ),
    "tiktoken": Case(
        "import tiktoken\n"
        "made = tiktoken.Encoding('tiny', pat_str='.+', mergeable_ranks={{bytes([one]): one for one in range(256)}},"
        " special_tokens={{'<end>': {end}}})\n"
        "ids = made.encode('a<end>', allowed_special='all')\n",
        {"end": st.integers(256, 300)},
    ),
    "gensim.Dictionary": Case(
        "from gensim.corpora import Dictionary\nmade = Dictionary([WORDS])\n"
        "ids = [made.token2id[word] for word in WORDS]\n"
    ),
    "gensim.Word2Vec": Case(
        "from gensim.models import Word2Vec\nmade = Word2Vec([WORDS], vector_size=2, min_count=1)\n"
        "ids = [made.wv.key_to_index[word] for word in WORDS]\n",
        means={"the number of words in made": "len(made.wv)"},
    ),
    "torchtext.Field": Case(
        "from torchtext import data\nmade = data.Field(eos_token={end})\n"
        "made.build_vocab([WORDS], max_size={limit})\nids = [made.vocab.stoi[word] for word in WORDS]\n",
        {"limit": st.sampled_from(["None", "2", "5"]), "end": st.sampled_from(["None", "'<end>'"])},
    ),
    "CountVectorizer": Case(
        "from sklearn.feature_extraction.text import CountVectorizer\nmade = CountVectorizer()\n"
        "made.fit(WORDS)\nids = [made.vocabulary_[word] for word in WORDS]\n"
    ),
    "KBinsDiscretizer": Case(
        "import numpy as np\nfrom sklearn.preprocessing import KBinsDiscretizer\n"
        "made = KBinsDiscretizer(n_bins={n}, encode='ordinal', strategy='uniform')\n"
        "ids = made.fit_transform(np.linspace(0.0, 1.0, 50).reshape(-1, 1))\n",
        {"n": COUNT},
    ),
    "digitize": Case("import numpy as np\nids = np.digitize([-9, 1, 99], list(range({n})))\n", {"n": COUNT}),
    "numpy.searchsorted": Case("import numpy as np\nids = np.searchsorted(list(range({n})), [-9, 99])\n", {"n": COUNT}),
    "torch.bucketize": Case(
        "import torch\nids = torch.bucketize(torch.tensor([-9, 99]), torch.arange({n}))\n", {"n": COUNT}
    ),
    "bisect": Case("import bisect\nids = [bisect.bisect(list(range({n})), one) for one in (-9, 99)]\n", {"n": COUNT}),
    "pandas.cut": Case("import pandas as pd\nids = pd.cut([0.0, 0.5, 1.0], {n}, labels=False)\n", {"n": COUNT}),
    "pandas.cut at edges": Case(
        "import pandas as pd\nids = pd.cut([0.5, {n} - 0.5], list(range({n} + 1)), labels=False)\n", {"n": COUNT}
    ),
    "pandas.qcut": Case("import pandas as pd\nids = pd.qcut(list(range(99)), {n}, labels=False)\n", {"n": COUNT}),
    "ngroup": Case(
        COLUMN + "ids = frame.groupby('u').ngroup()\n", means={"the number of groups": "frame['u'].nunique()"}
    ),
    "dense rank": Case(
        LENGTHS + "ids = frame['u'].rank(method='dense').astype(int)\n",
        means={"the number of distinct values": "frame['u'].nunique()"},
    ),
    "to_hash_bucket_fast": Case(
        "import tensorflow as tf\nids = tf.strings.to_hash_bucket_fast(WORDS, {n})\n", {"n": COUNT}, reaches=False
    ),
    "StaticVocabularyTable": Case(
        "import tensorflow as tf\n"
        "words = ['one', 'two', 'three']\n"
        "made = tf.lookup.StaticVocabularyTable(\n"
        "    tf.lookup.KeyValueTensorInitializer(words, tf.range(3, dtype=tf.int64)), {n})\n"
        "ids = made.lookup(tf.constant([*words, *(str(one) for one in range(200))]))\n",
        {"n": COUNT},
    ),
    "keras_hub.WordPieceTokenizer": Case(
        "from keras_hub.tokenizers import WordPieceTokenizer\n"
        "words = sorted(set(WORDS))\nwords.append('[UNK]')\nmade = WordPieceTokenizer(vocabulary=words)\n"
        "ids = made(' '.join([*words, 'yak']))\n",
        reaches=False,
    ),
    "keras_hub.ByteTokenizer": Case(
        "from keras_hub.tokenizers import ByteTokenizer\nids = ByteTokenizer()(' '.join(WORDS))\n", reaches=False
    ),
    "jax.random.randint": Case(
        "import jax\nids = jax.random.randint(jax.random.PRNGKey(0), (3000,), {low}, {high})\n",
        {"low": st.integers(0, 3), "high": st.integers(4, 12)},
    ),
}


def claimed(program: str) -> tuple[str, str]:
    """The range that the analysis gives for what the program leaves in ``ids``, as expressions."""
    source = sketch(program + "import tensorflow.keras.layers as table\ntable.Embedding(1, 1)(ids)\n")
    assert isinstance(source, Source)
    visitor = ModuleVisitor(source, builtin())
    source.module.visit(visitor)
    (lookup,) = visitor.facts.lookups
    assert lookup.ids is not None, lookup.unknown
    return str(lookup.ids.low), str(lookup.ids.high)


def flat(ids: Any) -> list[int]:
    if hasattr(ids, "shape"):
        import numpy as np

        return [int(one) for one in np.asarray(ids).ravel()]
    return [one for part in ids for one in flat(part)] if isinstance(ids, list) else [int(ids)]


@pytest.mark.parametrize("name", CASES)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.data())
def test_the_ids_lie_in_the_claimed_range_and_reach_its_end(name: str, data: st.DataObject) -> None:
    case = CASES[name]
    program = case.program.format(**{key: data.draw(drawn, key) for key, drawn in case.drawn.items()})
    ran: dict[str, Any] = {"WORDS": data.draw(WORDS, "WORDS")}
    exec(program, ran)
    seen = flat(ran["ids"])
    low, high = claimed(program)
    for text, meaning in case.means.items():
        low, high = low.replace(text, meaning), high.replace(text, meaning)

    assert eval(low, ran) <= min(seen, default=10**9)
    assert max(seen, default=-1) <= eval(high, ran)
    if case.reaches and seen:
        assert max(seen) == eval(high, ran)


def test_the_sizes_of_public_encodings_are_those_of_their_special_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    from tiktoken_ext import openai_public

    for download in ("load_tiktoken_bpe", "data_gym_to_mergeable_bpe_ranks"):
        monkeypatch.setattr(openai_public, download, lambda *_, **__: {})
    described = {name: made() for name, made in openai_public.ENCODING_CONSTRUCTORS.items()}

    for name, size in SIZES.items():
        told = described[name].get("explicit_n_vocab")
        assert size == (told or max(described[name]["special_tokens"].values()) + 1)

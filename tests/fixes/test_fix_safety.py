"""A safe fix changes nothing but the fault: for each fix, the programs in which it would change more."""

from __future__ import annotations

import pytest

from flake8_embedding.config import Config
from flake8_embedding.fixes.apply import fix_text

HEAD = (
    "import numpy as np\n"
    "from tensorflow.keras.layers import Dense, Embedding\n"
    "from tensorflow.keras.preprocessing.text import Tokenizer\n"
    "t = Tokenizer()\n"
    "t.fit_on_texts(open('texts').read().splitlines())\n"
)
WORDS = "from torch import nn\nwords = {w: i for i, w in enumerate(open('words').read().split(), 1)}\n"


def fixed(program: str, *, unsafe: bool = False) -> tuple[str, list[str]]:
    """The fixed program, and the reasons why something is not fixed."""
    found = fix_text(program, unsafe=unsafe)
    return found.text, [reason for _, reason in [*found.unsafe, *found.left]]


# -- names ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "use",
    [
        "idf = np.log(n / df)",
        "print(n)",
        "print(n, file=open('size', 'w'))",
        "log.info('words: %d', n)",
        "print(f'{n} words')",
        "print('loss', evaluate(Dense(n), labels))",
        "if i < n:\n    print(words[i])",
        "if n > 50:\n    config['big'] = True",
        "for i, row in enumerate(rows):\n    if len(row) == n:\n        out[0] = i",
        "out.write(str(n))",
        "class Holder:\n    n = n\nDense(Holder.n)",
        "__all__ = ['n']",
        "y = np.zeros((len(x), n))\nfor i, s in enumerate(x):\n    y[i, s] = 1",
        "frame = frame.query('id < @n')",
        "frame = frame.query(f'id < @n and user == {user}')",
        "frame = frame.query(condition)",
        "m = eval('n * 2')",
        "m = eval(formula)",
        "exec(open('more.py').read())",
        "m = globals()[wanted]",
        "import numexpr\nm = numexpr.evaluate(formula)",
        "n += 1",
        "del n",
        "def rows():\n    return n",
        "scores = [s for s in range(n)]",
        "save = lambda: n",
        "import __main__\nprint(__main__.n)",
        "def show(rows=n):\n    print(rows)",
        "print(f'{n=}')",
        "print('%(n)d words' % vars())",
    ],
)
def test_a_size_that_something_else_needs_is_fixed_at_the_table(use: str) -> None:
    program = f"{HEAD}n = len(t.word_index)\nEmbedding(n, 8)\n{use}\n"

    assert fixed(program) == (program.replace("Embedding(n, 8)", "Embedding(n + 1, 8)"), [])


def test_a_name_of_another_function_is_another_name() -> None:
    program = f"{HEAD}def build():\n    n = len(t.word_index)\n    return Embedding(n, 8)\nbuild()\nn = 5\nprint(n)\n"

    assert fixed(program)[0] == program.replace("len(t.word_index)", "len(t.word_index) + 1")


def test_every_name_on_the_way_is_looked_at() -> None:
    program = f"{HEAD}n = len(t.word_index)\nrows = n\nEmbedding(rows, 8)\nDense(rows)\n"

    assert fixed(program)[0] == program.replace("Embedding(rows", "Embedding(rows + 1")


def test_an_attribute_is_left_to_those_who_read_it() -> None:
    program = (
        f"{WORDS}class Net(nn.Module):\n    def __init__(self):\n        self.n = len(words)\n"
        "        self.table = nn.Embedding(self.n, 8)\nNet()\n"
    )

    assert fixed(program)[0] == program.replace("Embedding(self.n", "Embedding(self.n + 1")


def test_a_name_that_another_file_uses_stays() -> None:
    head = HEAD.replace("Tokenizer()", "Tokenizer(num_words=50)")
    program = f"{head}n = min(50, len(t.word_index))\nEmbedding(n, 8)\n"

    found = fix_text(program, outside=lambda name: f"`{name}` may be used in predict.py")

    assert (found.text, [reason for _, reason in found.unsafe]) == (program, ["`n` may be used in predict.py"])
    assert fix_text(program).text == program.replace("len(t.word_index)", "len(t.word_index) + 1")


def test_of_several_values_of_a_name_only_the_wrong_one_changes() -> None:
    program = f"{HEAD}import sys\nif sys.argv:\n    n = len(t.word_index)\nelse:\n    n = 50\nEmbedding(n, 8)\n"

    # The other value is too small as well, or not: that is not known.
    assert fixed(program)[0] == program


# -- other calls, rounds and files ----------------------------------------------------------------------------------


def test_a_function_that_is_called_with_other_sizes_too_gets_a_larger_one_in_the_call_concerned() -> None:
    program = f"{HEAD}def build(n):\n    return Embedding(n, 100)\nbuild(len(t.word_index))\nbuild(50)\n"

    assert fixed(program) == (program.replace("build(len(t.word_index))", "build(len(t.word_index) + 1)"), [])


def test_two_tables_of_one_name_are_fixed_one_by_one() -> None:
    program = (
        f"{HEAD}n = len(t.word_index)\nEmbedding(n, 100)\nother = {{w: i for i, w in enumerate(t.word_index)}}\n"
        "Embedding(n, 50)(np.array(list(other.values())))\n"
    )

    assert "n = len(t.word_index)\nEmbedding(n + 1, 100)" in fixed(program)[0]


@pytest.mark.parametrize(
    "program",
    [
        "class A:\n    def build(self, n):\n        return Embedding(n, 8)\n"
        "class B:\n    def build(self, n):\n        print(n)\n"
        "for one in (A(), B()):\n    one.build(len(t.word_index))\n",
        "class A(Model):\n    def build(self, n):\n        return Embedding(n, 8)\nA().build(len(t.word_index))\n",
        "@logged\ndef build(n):\n    return Embedding(n, 8)\nbuild(len(t.word_index))\n",
        "class A:\n    def __new__(cls, n):\n        print(n)\n        return object.__new__(cls)\n"
        "    def __init__(self, n):\n        Embedding(n, 8)\nA(len(t.word_index))\n",
    ],
    ids=[
        "a method of several classes",
        "a method of a library's class",
        "a decorated function",
        "a class with __new__",
    ],
)
def test_what_may_call_something_else_is_given_the_same_as_before(program: str) -> None:
    assert fixed(f"{HEAD}{program}")[0] == f"{HEAD}{program}"


@pytest.mark.parametrize("other", ["build(50)", "wanted = build", "def later():\n    return build(50)", "run('build')"])
def test_a_parameter_that_something_else_needs_stays(other: str) -> None:
    program = f"{HEAD}def build(n):\n    return Embedding(n, 100), Dense(n)\nbuild(len(t.word_index))\n{other}\n"

    assert fixed(program) == (program, ["`n` is used for something else on line 7"])
    assert fixed(program, unsafe=True)[0] != program


def test_the_only_call_of_a_function_is_as_good_as_its_body() -> None:
    program = f"{HEAD}def build(n):\n    return Embedding(n, 100), Dense(n)\nbuild(len(t.word_index))\n"

    assert fixed(program) == (program.replace("Embedding(n, 100)", "Embedding(n + 1, 100)"), [])


def test_a_parameter_behind_the_size_counts_too() -> None:
    program = (
        f"{HEAD}def build(tokenizer):\n    return Embedding(len(tokenizer.word_index), 100)\nbuild(t)\nbuild(other)\n"
    )

    assert fixed(program) == (program, ["`build` may be called with other sizes"])


def test_a_class_of_a_package_may_be_made_with_other_sizes() -> None:
    program = (
        f"{WORDS}class Net(nn.Module):\n    def __init__(self, n):\n        self.table = nn.Embedding(n, 8)\n"
        "        self.out = nn.Linear(8, n)\nNet(len(words))\n"
    )

    assert fixed(program)[0] == program.replace("Embedding(n", "Embedding(n + 1")
    careful = fix_text(program, outside=lambda name: f"others may use `{name}`")
    assert careful.text == program
    assert [reason for _, reason in careful.unsafe] == ["`n` is used for something else on line 6"]


@pytest.mark.parametrize("sizes", ["(len(t.word_index), 50)", "(len(t.word_index), len(t.word_index))"])
@pytest.mark.parametrize("loop", ["for n in {}:\n    Embedding(n, 8)\n", "[Embedding(n, 8) for n in {}]\n"])
def test_a_loop_over_sizes_is_left(loop: str, sizes: str) -> None:
    program = f"{HEAD}{loop.format(sizes)}"

    assert fixed(program)[0] == program


def test_a_table_of_the_same_call_of_which_nothing_is_known_keeps_its_size() -> None:
    program = (
        "import numpy as np\nimport torch\nids = torch.tensor(np.load('ids'))\n"
        "def build():\n    return torch.nn.Embedding(int(ids.max()), 8)\nbuild()(ids)\n"
    )

    assert fixed(program)[0] == program.replace("int(ids.max())", "int(ids.max()) + 1")
    twice = f"{program}build()(other)\n"
    assert fixed(twice) == (twice, ["another table, or its weights, would have another size"])


def test_a_size_that_a_loop_changes_is_left() -> None:
    program = f"{HEAD}n = len(t.word_index)\nwhile n < 100:\n    Embedding(n, 8)\n    n = next(sizes)\n"

    assert fixed(program)[0] == program


@pytest.mark.parametrize(
    "change",
    [
        ("class Net", "@register\nclass Net"),
        ("    def __init__", "    @wraps\n    def __init__"),
        ("        self.table", "        if copy:\n            self.copy = type(self)(50, False)\n        self.table"),
        ("class Net", "def other():\n    return Net(50)\nclass Net"),
        ("Net(len", "class Small(Net):\n    def __init__(self):\n        super().__init__(50, False)\nNet(len"),
        ("Net(len", "globals()[wanted](50)\nNet(len"),
        ("Net(len", "getattr(module, 'Net')(50)\nNet(len"),
    ],
    ids=lambda change: change[1][:20],
)
def test_a_class_that_may_be_made_with_other_sizes_is_left(change: tuple[str, str]) -> None:
    program = (
        f"{WORDS}class Net(nn.Module):\n    def __init__(self, n, copy=True):\n"
        "        self.table = nn.Embedding(n, 8)\n        self.out = nn.Linear(8, n)\nNet(len(words))\n"
    )
    changed = program.replace(*change, 1)

    assert fixed(program)[0] == program.replace("Embedding(n", "Embedding(n + 1")
    assert fixed(changed)[0] == changed


# -- what a size is made of -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "size", "after"),
    [
        ("num_words=50", "min(50, len(t.word_index))", "min(50, len(t.word_index) + 1)"),
        ("", "max(50, len(t.word_index))", "max(50, len(t.word_index) + 1)"),
    ],
)
def test_a_size_that_is_too_small_in_some_runs_stays_in_the_others(limit: str, size: str, after: str) -> None:
    program = f"{HEAD.replace('Tokenizer()', f'Tokenizer({limit})')}Embedding({size}, 8)\n"

    assert fixed(program) == (program.replace(size, after), [])
    own = program.replace("import numpy", "from own import min, max\nimport numpy")
    assert fixed(own)[0] == own


@pytest.mark.parametrize(
    "call",
    [
        "Embedding(64, 10000)",
        "Embedding(64, vocabulary)",
        "Embedding(input_dim=64, output_dim=vocabulary)",
        "SIZE = 64\nEmbedding(SIZE, 10000)",
    ],
)
def test_a_width_that_would_do_as_the_size_is_never_reached_by_the_size(call: str) -> None:
    program = (
        f"{HEAD.replace('Tokenizer()', 'Tokenizer(num_words=10000)')}vocabulary = 10000\n"
        f"{call}(np.array(t.texts_to_sequences(x)))\n"
    )

    text, reasons = fixed(program, unsafe=True)

    assert (text, reasons) == (program, ["its width would be large enough as its size, so the two may be swapped"])


def test_a_number_that_is_the_width_too_is_not_changed() -> None:
    program = f"{WORDS}import torch\nN = 64\nnn.Embedding(N, N)(torch.tensor([99]))\n"

    assert fixed(program, unsafe=True)[0] == program


def test_of_a_minimum_only_what_is_counted_grows() -> None:
    head = HEAD.replace("Tokenizer()", "Tokenizer(num_words=100)")
    program = f"{head}MAX = 99\nEmbedding(min(MAX, len(t.word_index) + 1), 8)\n"

    assert fixed(program)[0] == program


def test_what_an_expression_does_besides_is_not_lost() -> None:
    program = (
        "import tensorflow as tf\nwords = ['a', 'b']\nlookup = tf.keras.layers.StringLookup(vocabulary=words)\n"
        "tf.keras.layers.Embedding(len(words) + words.count(print('made')), 8)(lookup(x))\n"
    )

    assert "print('made')" in fixed(program)[0]


def test_an_own_int_is_not_called() -> None:
    program = (
        "from keras.layers import Embedding\nimport numpy as np\ndef int(x):\n    return 3\nids = np.load('ids')\n"
        "Embedding(ids.max(), 8)(ids)\n"
    )

    found = fix_text(program, Config(keras="keras-3", minor=15))

    assert "int(ids" not in found.text


# -- weights --------------------------------------------------------------------------------------------------------

MATRIX = (
    f"{HEAD}m = np.zeros((len(t.word_index), 8))\nfor w, i in t.word_index.items():\n    m[i] = vector(w)\n"
    "Embedding(len(t.word_index), 8, weights=[m])\n"
)
LARGER = MATRIX.replace("len(t.word_index)", "len(t.word_index) + 1")


def test_a_matrix_that_is_only_filled_grows_with_its_table() -> None:
    assert fixed(MATRIX) == (LARGER, [])


@pytest.mark.parametrize(
    "use", ["np.save('m', m)", "mean = m.mean()", "m[-1] = 0", "m[1:] = rest", "print(m.shape)", "keep(m[0])"]
)
def test_a_matrix_that_something_else_reads_does_not_grow_unasked(use: str) -> None:
    program = f"{MATRIX}{use}\n"

    text, reasons = fixed(program)

    assert text == program
    assert reasons == [
        "`m` is used for something else on line 10",
        "another table, or its weights, would have another size",
    ]
    assert fixed(program, unsafe=True)[0] == f"{LARGER}{use}\n"


@pytest.mark.parametrize("weights", ["weights=[read()]", "embeddings_initializer=Constant(read())"])
def test_a_table_with_weights_of_unknown_rows_keeps_its_size(weights: str) -> None:
    program = f"{HEAD}Embedding(len(t.word_index), 8, {weights})\n"

    text, (reason,) = fixed(program)

    assert text == program
    assert reason == "the weights given to it on line 6 may have its present number of rows"


@pytest.mark.parametrize("weights", ["embeddings_initializer='uniform'", "embeddings_initializer=RandomNormal(0, 1)"])
def test_weights_that_are_made_for_the_table_do_not_matter(weights: str) -> None:
    program = f"{HEAD}Embedding(len(t.word_index), 8, {weights})\n"

    assert fixed(program)[0] == program.replace("word_index)", "word_index) + 1")


@pytest.mark.parametrize(
    "use",
    [
        "out.weight = table.weight",
        "table.weight.data.copy_(read())",
        "rows = table.num_embeddings",
        "torch.save(table.weight, 'w')",
        "table.load_state_dict(torch.load('w'))",
        "first = table.weight[:5]",
    ],
)
@pytest.mark.parametrize("size", ["len(words)", "n"])
def test_a_table_whose_weights_are_used_keeps_its_size(use: str, size: str) -> None:
    program = f"import torch\n{WORDS}n = len(words)\ntable = nn.Embedding({size}, 8)\n{use}\n"

    text, reasons = fixed(program)

    assert text == program
    assert len(reasons) == 1
    assert "on line 6" in reasons[0]


def test_a_padding_that_is_counted_from_the_end_stays_where_it_is() -> None:
    program = f"{WORDS}nn.Embedding(len(words), 8, padding_idx=-1)\n"

    assert fixed(program) == (program, ["its padding_idx is counted from its last row"])


def test_a_layer_that_gives_as_much_as_its_size_keeps_it() -> None:
    program = (
        "import tensorflow as tf\nwords = ['a', 'b']\nlookup = tf.keras.layers.StringLookup(vocabulary=words)\n"
        "tf.keras.layers.CategoryEncoding(num_tokens=len(words))(lookup(x))\n"
    )

    assert fixed(program) == (program, ["the width of its output may be its size"])


@pytest.mark.parametrize("made", ["np.full((n, 8), n)", "np.array([[n, 2]])", "np.zeros((n, n))"])
def test_a_number_in_a_matrix_is_no_size_of_it(made: str) -> None:
    program = f"{HEAD}n = len(t.word_index)\nm = {made}\nEmbedding(n, 8, weights=[m])\n"

    assert "n = len(t.word_index)\n" in fixed(program)[0]


@pytest.mark.parametrize(
    "use",
    [
        "table.weight.data.uniform_(-1, 1)",
        "nn.init.normal_(table.weight, 0, 1)",
        "table.weight.requires_grad = False",
        "table.weight.data[0] = 0",
        "table.weight.data[0].zero_()",
        "other.weight = third.weight",
    ],
)
def test_weights_that_are_set_whatever_their_number_do_not_matter(use: str) -> None:
    program = f"import torch\n{WORDS}table = nn.Embedding(len(words), 8)\n{use}\n"

    assert fixed(program) == (program.replace("len(words), 8", "len(words) + 1, 8"), [])


# -- imports and arguments ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "program", ["import keras\nkeras.layers.Dense(2)\n", "from tensorflow.python.keras.layers import Dense\n"]
)
def test_imports_are_moved_only_if_asked(program: str) -> None:
    assert fixed(program) == (program, ["another library would be imported, which may be older, or not installed"])
    assert "from tensorflow" in fixed(program, unsafe=True)[0]


@pytest.mark.parametrize(
    "program",
    [
        "import keras\nK = keras.backend\nK.get_session()\n",
        "from keras import layers\ngetattr(layers, name)\n",
        "from keras import backend as K\nB = K\n",
    ],
)
def test_a_module_that_is_handed_on_is_not_moved(program: str) -> None:
    assert fixed(program, unsafe=True)[0] == program


@pytest.mark.parametrize(
    "call",
    [
        "Embedding(9, 2, input_length=(n := read()))",
        "Embedding(9, 2, input_length=read())",
        "Embedding(9, 2, 'uniform', None, None, None, False, 5, 7)",
    ],
)
def test_an_argument_that_does_something_is_not_dropped(call: str) -> None:
    program = f"from keras.layers import Embedding\n{call}\nprint(n)\n"

    assert fix_text(program, Config(keras="keras-3"), unsafe=True).text == program


def test_an_argument_of_another_version_stays() -> None:
    program = (
        "import keras\nfrom keras.layers import Embedding\nif keras.__version__ < '3':\n"
        "    Embedding(9, 2, input_length=5)\n"
    )

    assert fix_text(program, Config(keras="keras-3")).text == program


def test_two_numbers_that_differ_may_both_be_meant() -> None:
    larger = (
        "import numpy as np\nimport torch\nm = np.zeros((51, 8))\ntorch.nn.Embedding(50, 8, _weight=torch.tensor(m))\n"
    )
    smaller = larger.replace("51", "49")

    assert fixed(larger)[0] == larger.replace("(50,", "(m.shape[0],")
    assert fixed(smaller) == (smaller, ["the table would have fewer rows than it was meant to have"])


# -- many -----------------------------------------------------------------------------------------------------------


def test_fixes_that_trouble_each_other_do_not_keep_the_others_back() -> None:
    good = "".join(f"a{i} = nn.Embedding(len(words), {i + 2})\n" for i in range(40))
    tied = "table = nn.Embedding(len(words), 8)\nout.weight = table.weight\n"
    program = f"{WORDS}{good}{tied}{good.replace('a', 'b').replace('bnn', 'nn')}"

    text, reasons = fixed(program)

    assert text.count("len(words) + 1") == 80
    assert len(reasons) == 1

"""What a program loads that another one of the project has saved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flake8_embedding.check import check
from flake8_embedding.config import Config
from flake8_embedding.trace import traces
from tests.small_project import CLASS

NET = f"""\
import json, os, pickle
import torch
from torch import nn


{CLASS}

"""
NUMBERED = 'numbers = {word: number for number, word in enumerate(sorted(set(open("a.txt").read().split())))}\n'
SAVES = f'{NUMBERED}pickle.dump(numbers, open("words.pkl", "wb"))\n'
LOADS = 'numbers = pickle.load(open("words.pkl", "rb"))\n'
ASKS = "for word in open('b.txt'):\n    if word in numbers:\n        net(torch.tensor([numbers[word]]))\n"
SMALLER = f"net = Net(len(numbers) - 1)\n{ASKS}"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "setup.cfg").touch()
    return tmp_path


def codes(project: Path, asking: str, **programs: str) -> list[str]:
    for name, text in programs.items():
        (project / f"{name}.py").write_text(NET + text)
    return [one.code for one in check(NET + asking, Config(filename=str(project / "ask.py")), loud=True)]


def test_what_another_program_saves_is_loaded(project: Path) -> None:
    assert codes(project, LOADS + SMALLER, train=SAVES) == ["EMB101"]
    assert codes(project, LOADS + SMALLER.replace(" - 1", ""), train=SAVES) == []


WAYS = (
    ('torch.save({"n": numbers}, "words.pt")', 'numbers = torch.load("words.pt")["n"]'),
    ('json.dump(numbers, open("out/words.json", "w"))', 'numbers = json.load(open("words.json"))'),
    (
        'import argparse\np = argparse.ArgumentParser()\np.add_argument("--to", default="words.pkl")\n'
        'pickle.dump(numbers, open(p.parse_args().to, "wb"))',
        'numbers = pickle.load(open(os.path.join(os.environ["HOME"], "words.pkl"), "rb"))',
    ),
    (
        'import argparse\np = argparse.ArgumentParser()\np.add_argument("--net", default="out/net.pt")\n'
        'pickle.dump(numbers, open(p.parse_args().net.replace(".pt", "_words.pkl"), "wb"))',
        'numbers = pickle.load(open("net_words.pkl", "rb"))',
    ),
    (
        'def main():\n    pickle.dump(numbers, open("words.pkl", "wb"))\n\nif __name__ == "__main__":\n    main()',
        'from pathlib import Path\nnumbers = pickle.load((Path.home() / "words.pkl").open("rb"))',
    ),
    (
        'import argparse\np = argparse.ArgumentParser()\np.add_argument("--net", default="out/net.pt")\n'
        'pickle.dump(numbers, open(os.path.splitext(p.parse_args().net)[0] + "_words.pkl", "wb"))',
        'numbers = pickle.load(open(f"{os.environ[\'HOME\']}/net_words.pkl", "rb"))',
    ),
    (
        'from pathlib import Path\nPath("out/net.pt").with_suffix(".json").write_text(json.dumps(numbers))',
        'from pathlib import Path\nnumbers = json.loads(Path("out/net.json").read_text())',
    ),
    (
        'with open("words.json", "w") as file:\n    file.write(json.dumps(numbers, indent=2))',
        'import sys\nnumbers = json.loads(open(sys.argv[1] if len(sys.argv) > 1 else "words.json").read())',
    ),
    (
        'import numpy as np\nnp.save("words.npy", numbers)',
        'import numpy as np\nnumbers = np.load("words.npy", allow_pickle=True).item()',
    ),
    (
        'import click\n@click.command()\n@click.option("--out-path", "-o", default="words.pkl")\n'
        'def main(out_path):\n    pickle.dump(numbers, open(out_path, "wb"))\n\nif __name__ == "__main__":\n    main()',
        'def read(path="words.pkl"):\n    return pickle.load(open(path, "rb"))\n\nnumbers = read()',
    ),
    (
        'import typer\napp = typer.Typer()\n@app.command()\ndef main(out: str = "words.pkl"):\n'
        '    pickle.dump(numbers, open(out, "wb"))\n\napp()',
        'numbers = pickle.load(open("words.pkl", "rb"))',
    ),
    (
        'import argparse\nargs = argparse.Namespace(numbers=numbers)\ntorch.save({"args": vars(args)}, "words.pt")',
        'numbers = torch.load("words.pt")["args"]["numbers"]',
    ),
)


@pytest.mark.parametrize(("saves", "loads"), WAYS)
def test_a_file_is_known_by_its_last_part(project: Path, saves: str, loads: str) -> None:
    assert codes(project, f"{loads}\n{SMALLER}", train=f"{NUMBERED}{saves}\n") == ["EMB101"]


def test_a_tokenizer_of_any_name_saves_itself_to_a_file(project: Path) -> None:
    saves = (
        "from tokenizers import Tokenizer, models, trainers\ntok = Tokenizer(models.BPE())\n"
        'tok.train(["a.txt"], trainers.BpeTrainer())\ntok.add_tokens(["<new>"])\ntok.save("t.json")\n'
    )
    asks = (
        'from tokenizers import Tokenizer\ntok = Tokenizer.from_file("t.json")\n'
        "net = Net(tok.get_vocab_size(with_added_tokens=False))\nnet(torch.tensor(tok.encode('a').ids))\n"
    )

    assert codes(project, asks) == []
    assert codes(project, asks, train=saves) == ["EMB104"]


def test_of_several_objects_in_a_file_none_is_known(project: Path) -> None:
    saves = 'with open("words.pkl", "wb") as file:\n    pickle.dump([], file)\n    pickle.dump(numbers, file)\n'
    loads = 'with open("words.pkl", "rb") as file:\n    rows = pickle.load(file)\n    numbers = pickle.load(file)\n'

    assert codes(project, loads + SMALLER, train=NUMBERED + saves) == []
    assert codes(project, f"{loads}net = Net(len(rows))\n{ASKS}") == []


ONE_FILE = (
    ('"out/words.pkl"', '"words.pkl"'),
    ('"words.pkl"', '"out/words.pkl"'),
    ('"./out/words.pkl"', '"/home/me/out/words.pkl"'),
    ('"out/words.pkl"', 'os.path.join(os.environ["HOME"], "out", "words.pkl")'),
    ('os.path.join(os.environ["HOME"], "words.pkl")', '"out/words.pkl"'),
    ('"../words.pkl"', '"out/words.pkl"'),
)
TWO_FILES = (
    ('"a/words.pkl"', '"b/words.pkl"'),
    ('"a/en/words.pkl"', '"b/en/words.pkl"'),
    ('os.path.join("a", "words.pkl")', '"b/words.pkl"'),
    ('os.path.join(os.environ["HOME"], "a", "words.pkl")', '"b/words.pkl"'),
    ('Path(os.environ["HOME"]) / "a" / "words.pkl"', 'Path("b") / "words.pkl"'),
    ('os.path.join(args.to, "words.pkl")', 'os.path.join(os.environ["HOME"], "b/words.pkl")'),
    (
        'os.path.join(os.path.dirname(os.path.join(args.to, "net.pt")), "words.pkl")',
        'os.path.join(os.path.dirname(os.path.join(os.environ["HOME"], "b", "net.pt")), "words.pkl")',
    ),
    ('Path(args.to, "net.pt").parent / "words.pkl"', '"b/words.pkl"'),
)
OPTIONS = 'import argparse\np = argparse.ArgumentParser()\np.add_argument("--to", default="a")\nargs = p.parse_args()\n'


def in_two_places(project: Path, saved: str, loaded: str, size: str) -> list[str]:
    start = f"from pathlib import Path\n{OPTIONS}"
    saves, loads = SAVES.replace('"words.pkl"', saved), LOADS.replace('"words.pkl"', loaded)
    return codes(project, f"{start}{loads}net = Net({size})\n{ASKS}", train=f"{start}{saves}")


@pytest.mark.parametrize(("saved", "loaded"), ONE_FILE)
def test_a_folder_may_be_missing_or_unknown(project: Path, saved: str, loaded: str) -> None:
    assert in_two_places(project, saved, loaded, "len(numbers) - 1") == ["EMB101"]


@pytest.mark.parametrize(("saved", "loaded"), TWO_FILES)
def test_files_in_folders_of_different_names_are_two(project: Path, saved: str, loaded: str) -> None:
    assert in_two_places(project, saved, loaded, "len(numbers) - 1") == []
    assert in_two_places(project, saved, loaded.replace("b", "a"), "len(numbers) - 1") == ["EMB101"]


@pytest.mark.parametrize(("loaded", "verdict"), [("a/words.pkl", "enough"), ("b/words.pkl", "enough (presumed)")])
def test_a_file_in_another_folder_proves_nothing(project: Path, loaded: str, verdict: str) -> None:
    (project / "train.py").write_text('import pickle\npickle.dump({"a": 4}, open("a/words.pkl", "wb"))\n')
    asking = "table = nn.Embedding(5, 8)\ntable(torch.tensor([4]))\ntable(torch.tensor([numbers['a']]))\n"
    text = f"import pickle, torch\nfrom torch import nn\n{LOADS.replace('words.pkl', loaded)}{asking}"
    (one,) = traces(text, Config(filename=str(project / "ask.py")))
    assert one.verdict == verdict


def test_of_several_files_the_one_in_the_same_folder_is_loaded(project: Path) -> None:
    saves = f"{NUMBERED}few = {{'a': 0}}\n" + "".join(
        f'pickle.dump({one}, open("{folder}/words.pkl", "wb"))\n' for one, folder in (("few", "a"), ("numbers", "b"))
    )
    loads = LOADS.replace('"words', '"b/words')
    assert codes(project, loads + SMALLER, train=saves) == ["EMB101"]
    assert codes(project, LOADS + SMALLER) == []


def test_the_nearest_program_counts_and_none_of_two_that_are_as_near(project: Path) -> None:
    assert codes(project, LOADS + SMALLER, train=SAVES, other=SAVES) == []
    (project / "other.py").unlink()
    (project / "below").mkdir()
    (project / "below" / "train.py").write_text(NET + SAVES.replace("numbers, open", "{'a': 0}, open"))
    assert codes(project, LOADS + SMALLER) == ["EMB101"]


SAVING = """\
def save(net, numbers, folder="models"):
    torch.save({{"net": net.state_dict(), "rows": len(numbers)}}, os.path.join(folder, "net.pt"))
    with open(os.path.join(folder, "numbers.json"), "w") as file:
        json.dump({{"numbers": numbers}}, file)


def load(folder="models"):
    rows = torch.load(os.path.join(folder, "net.pt"))["rows"]
    return Net(rows{rows}), json.load(open(os.path.join(folder, "numbers.json")))["numbers"]
"""
"""A module whose functions name the files."""


@pytest.mark.parametrize(("rows", "found"), [("", []), (" - 1", ["EMB101"])])
def test_a_module_names_the_files_that_programs_save(project: Path, rows: str, found: list[str]) -> None:
    trained = f"from files import save\n{NUMBERED}save(Net(len(numbers)), numbers)\n"
    asking = f"from files import load\nnet, numbers = load()\n{ASKS}"
    assert codes(project, asking, files=SAVING.format(rows=rows), train=trained) == found
    verdicts = {one.verdict for one in traces(NET + asking, Config(filename=str(project / "ask.py")))}
    assert ("too small" if found else "enough") in verdicts
    assert ("enough" if found else "too small") not in verdicts


def test_what_several_programs_save_by_a_module_is_not_known(project: Path) -> None:
    saved = f"from files import save\n{NUMBERED}save(Net(len(numbers)), numbers)\n"
    asking = f"from files import load\nnet, numbers = load()\n{ASKS}"
    assert codes(project, asking, files=SAVING.format(rows=" - 1"), train=saved, tune=saved) == []


def test_a_program_that_writes_a_file_twice_is_asked_before_those_that_name_it(project: Path) -> None:
    twice = f"{SAVES}numbers['a'] = len(numbers)\n{SAVES.splitlines()[-1].replace('words', 'out/words')}\n"
    other = f"import train\n{SAVES}"
    assert codes(project, LOADS + SMALLER, train=twice, other=other.replace('"words.pkl"', "train.PATH")) == []


def test_a_program_may_have_saved_before_what_it_loads(project: Path) -> None:
    saves = 'pickle.dump(numbers, open("words.pkl", "wb"))'
    either = f'if os.path.exists("words.pkl"):\n    {LOADS}else:\n    {NUMBERED}    {saves}\n'
    (project / "ask.py").write_text(NET + either + SMALLER)
    assert codes(project, either + SMALLER) == ["EMB101"]


def test_what_the_other_program_changes_stays_as_it_is_here(project: Path) -> None:
    (project / "settings.py").write_text("rows = 10\nnames = {}\n")
    train = f"import settings\nsettings.rows = 5\nsettings.names['a'] = 1\n{SAVES}"
    asking = f"import settings\n{LOADS}net = Net(settings.rows)\nnet(torch.tensor([9 + len(settings.names)]))\n"
    assert codes(project, asking, train=train) == []
    assert codes(project, asking.replace("9", "10"), train=train) == ["EMB106"]


def test_a_file_that_both_read_may_be_written_in_between(project: Path) -> None:
    train = f"{SAVES}open('a.txt', 'w').write('a')\n"
    asking = f"{LOADS}letters = sorted(set(open('a.txt').read().split()))\nnet = Net(len(letters) - 1)\n{ASKS}"
    assert codes(project, asking, train=train) == []


def test_its_tables_and_imports_are_its_own(project: Path) -> None:
    train = f"import keras\nNet(3)(torch.tensor([3]))\n{SAVES}"
    assert codes(project, LOADS + SMALLER.replace(" - 1", ""), train=train) == []


def test_programs_that_load_from_each_other_come_to_an_end(project: Path) -> None:
    one = 'numbers = pickle.load(open("b.pkl", "rb"))\npickle.dump(numbers, open("words.pkl", "wb"))\n'
    other = 'numbers = pickle.load(open("words.pkl", "rb"))\npickle.dump(numbers, open("b.pkl", "wb"))\n'
    assert codes(project, LOADS + SMALLER, one=one, other=other) == []


def test_what_is_found_while_a_program_runs_is_not_all_that_is_written(project: Path) -> None:
    both = f"{LOADS}pickle.dump(numbers, open('few.pkl', 'wb'))\npickle.dump({{'a': 0}}, open('words.pkl', 'wb'))\n"
    asking = f"few = pickle.load(open('few.pkl', 'rb'))\n{LOADS}{SMALLER}"
    assert codes(project, asking, both=both, train=SAVES) == []
    assert codes(project, asking, both=both.replace("{'a': 0}, open('words", "{'a': 0}, open('others")) == ["EMB101"]


def test_a_notebook_saves_too(project: Path) -> None:
    cells: list[dict[str, object]] = [
        {"cell_type": "code", "source": NET + SAVES, "metadata": {}, "outputs": [], "execution_count": None}
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (project / "train.ipynb").write_text(json.dumps(notebook))
    assert codes(project, LOADS + SMALLER) == ["EMB101"]


SAVES_NET = 'torch.save(Net(50), "net.pt")\n'
LOADS_NET = 'net = torch.load("net.pt")\nnet(torch.tensor([[50]]))\n'
REPLACED = 'net = Net({saved})\ntorch.save(net, "net.pt")\nnet.table = nn.Embedding({later}, 8)\n'
NEW_WEIGHT = REPLACED.replace("nn.Embedding({later}, 8)", "_").replace(
    "net.table = _", "net.table.weight = nn.Parameter(torch.zeros({later}, 8))"
)
ARGUMENT = "import sys\nn = int(sys.argv[1])\n" + LOADS_NET.replace("torch.tensor([[50]])", "torch.arange(n + 1)")


def test_ids_are_held_against_the_model_that_another_program_has_saved(project: Path) -> None:
    assert codes(project, LOADS_NET, train=SAVES_NET) == ["EMB106"]
    assert codes(project, LOADS_NET.replace("[50]", "[49]"), train=SAVES_NET) == []


@pytest.mark.parametrize(
    ("saves", "loads"),
    [
        (SAVES_NET, LOADS_NET.replace('"net.pt"', "input()")),
        (SAVES_NET, LOADS_NET.replace("net.pt", "other.pt")),
        (SAVES_NET.replace("Net(50)", "Net(50).state_dict()"), LOADS_NET),
        (SAVES_NET + 'torch.save(Net(60), "net.pt")\n', LOADS_NET),
        (SAVES_NET.replace("Net(50)", "Net(int(input()))"), LOADS_NET),
        (f"if input():\n    {SAVES_NET}else:\n    {SAVES_NET.replace('50', '60')}", LOADS_NET),
        ('torch.save(Net(50), "a/net.pt")\n', LOADS_NET.replace("net.pt", "b/net.pt")),
        (REPLACED.format(saved=100, later=50), LOADS_NET),
        (NEW_WEIGHT.format(saved=100, later=50), LOADS_NET),
        ("import sys\nn = int(sys.argv[1])\n" + SAVES_NET.replace("50", "n"), ARGUMENT),
        (SAVES_NET, 'import zoo\ntorch.save(zoo.made(), "net.pt")\n' + LOADS_NET),
        (SAVES_NET, 'import gdown\ngdown.download("https://a.example/net", "net.pt")\n' + LOADS_NET),
    ],
)
def test_of_another_model_nothing_is_said(project: Path, saves: str, loads: str) -> None:
    assert codes(project, loads, train=saves) == []


def test_what_is_changed_after_saving_is_not_in_the_file(project: Path) -> None:
    assert codes(project, LOADS_NET, train=REPLACED.format(saved=50, later=100)) == ["EMB106"]


SECOND = """
from tensorflow import keras
from tensorflow.keras.callbacks import ModelCheckpoint


def train(rows, best):
    model = keras.Sequential([keras.layers.Embedding(rows, 8)])
    model.{method}(torch.zeros(4, 5), {given}callbacks=[best])


train(100, ModelCheckpoint("net.keras"))
train(50, ModelCheckpoint("net.keras", save_best_only=True))
"""
LOADS_KERAS = 'from tensorflow.keras.models import load_model\nload_model("net.keras")(torch.tensor([[{id}]]))\n'


def test_a_callback_saves_while_a_model_is_trained(project: Path) -> None:
    fits = SECOND.format(method="fit", given="torch.zeros(4), ")
    first = fits[: fits.rindex("train(50")]
    assert codes(project, LOADS_KERAS.format(id=100), train=first) == ["EMB106"]
    assert codes(project, LOADS_KERAS.format(id=99), train=first) == []
    # Which of two models is the best is not known; and what predicts saves nothing.
    assert codes(project, LOADS_KERAS.format(id=99), train=fits) == []
    predicts = SECOND.format(method="predict", given="")
    assert codes(project, LOADS_KERAS.format(id=100), train=predicts) == []
    weights = first.replace('"net.keras")', '"net.keras", save_weights_only=True)')
    assert codes(project, LOADS_KERAS.format(id=100), train=weights) == []


def test_of_models_saved_by_two_programs_none_is_known(project: Path) -> None:
    assert codes(project, LOADS_NET, train=SAVES_NET, again=SAVES_NET.replace("50", "60")) == []


def test_a_table_that_another_program_loads_is_presumed(project: Path) -> None:
    (project / "ask.py").write_text(NET + LOADS_NET)
    train = NET + SAVES_NET.replace("torch.save", "net = Net(50)\nnet(torch.tensor([[49]]))\ntorch.save")
    train = train.replace("torch.save(Net(50)", "torch.save(net")

    def verdict(text: str) -> str:
        return traces(text, Config(filename=str(project / "train.py")))[0].verdict

    assert verdict(train) == "enough (presumed)"
    assert verdict(train.replace('"net.pt"', '"unread.pt"')) == "enough"


MADE_OF_IT = """\
class Asked:
    def __init__(self, net):
        self.net = net

    @classmethod
    def loaded(cls):
        return cls(torch.load("net.pt"))

    @property
    def kind(self):
        return type(self.net)

    def ask(self, ids):
        return self.net(ids)

Asked.loaded().ask(torch.tensor([[{id}]]))
"""


@pytest.mark.parametrize(("last", "verdict"), [(49, "enough"), (50, "too small")])
def test_a_class_method_may_make_the_object_that_asks(project: Path, last: int, verdict: str) -> None:
    (project / "train.py").write_text(NET + SAVES_NET)
    asking = traces(NET + MADE_OF_IT.format(id=last), Config(filename=str(project / "ask.py")))
    assert [one.verdict for one in asking if one.elsewhere] == [verdict]


FUNCTIONAL = """
from tensorflow.keras import Input, Model, Sequential, layers

start = Input((4,))
net = Model(start, layers.Embedding(50, 8)(start))
net = {made}
net.predict(torch.zeros(2, 4).long())
net.save("net.keras")
"""


@pytest.mark.parametrize("made", ["net", "Sequential([net])", "Model(start, layers.Dense(2)(net(start)))"])
def test_a_functional_model_that_another_program_loads_is_presumed(project: Path, made: str) -> None:
    (project / "ask.py").write_text(NET + LOADS_KERAS.format(id=49))
    train = NET + FUNCTIONAL.format(made=made)
    found = traces(train, Config(filename=str(project / "train.py")))
    assert found[-1].verdict == "enough (presumed)"
    assert codes(project, LOADS_KERAS.format(id=50), train=FUNCTIONAL.format(made=made)) == ["EMB106"]


TRAINER = f"""\
def number():
    {NUMBERED}    return numbers


def keep(numbers):
    {SAVES.splitlines()[-1]}
"""


@pytest.mark.parametrize("main", ["import trainer\ntrainer.{}\n", "from trainer import keep, number\n{}\n"])
def test_a_program_saves_by_a_module_that_saves(project: Path, main: str) -> None:
    saves = main.format("keep({}number())".format("trainer." if "import trainer" in main else ""))
    assert codes(project, LOADS + SMALLER, trainer=TRAINER, main=saves) == ["EMB101"]
    assert codes(project, LOADS + SMALLER.replace(" - 1", ""), trainer=TRAINER, main=saves) == []
    # Which of two programs has run last is not known; and what only names the module has not run it.
    assert codes(project, LOADS + SMALLER, trainer=TRAINER, main=saves, other=saves) == []
    (project / "other.py").unlink()
    assert codes(project, LOADS + SMALLER, trainer=TRAINER, main="# import trainer\n") == []


def test_another_program_imports_what_lies_beside_it(project: Path) -> None:
    (project / "prepared").mkdir()
    (project / "prepared" / "utils.py").write_text(f"def number():\n    {NUMBERED}    return numbers\n")
    saves = f"from utils import number\n\nnumbers = number()\n{SAVES.splitlines()[-1]}\n"
    (project / "prepared" / "train.py").write_text(NET + saves)
    (project / "utils.py").write_text("def number():\n    return {}\n")
    assert codes(project, f"import utils\n{LOADS}{SMALLER}") == ["EMB101"]
    # What this program imports lies beside it all the same.
    assert codes(project, f"{LOADS}from utils import number\nnet = Net(len(number()) + len(numbers))\n{ASKS}") == []

"""Tables to which nothing leads when the program has ended: nothing is looked up in them."""

from __future__ import annotations

import json
from textwrap import dedent

import pytest

from flake8_embedding.notebook import Notebook
from flake8_embedding.survey.looking import look

NET = """
    import torch
    from torch import nn

    class Net(nn.Module):
        def __init__(self, rows):
            super().__init__()
            self.table = nn.Embedding(rows, 4)

        def forward(self, ids):
            return self.table(ids)

    ids = torch.tensor([[1, 2]])
"""


def of_script(text: str) -> list[str]:
    return [trace.verdict for trace in look(dedent(NET) + dedent(text), "net.py").traces]


def of_notebook(*cells: str) -> list[str]:
    code = [{"cell_type": "code", "metadata": {}, "source": cell, "outputs": []} for cell in (dedent(NET), *cells)]
    raw = json.dumps({"cells": code, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    return [trace.verdict for trace in look(Notebook.parse(raw).program, "net.ipynb").traces]


@pytest.mark.parametrize(
    "between",
    [
        "",
        "step = torch.optim.Adam(net.parameters())",
        "from torch import optim\nstep = optim.SGD([p for p in net.parameters() if p.requires_grad], lr=0.1)",
        "from torch.optim import Adam\nstep = Adam(net.parameters())",
        "print(net)",
        "net.eval()",
        "list(net.modules())",
        "net = net.to('cpu')",
        "net = net.to('cpu').eval()",
        "for p in net.parameters():\n    p.requires_grad = False",
        "print(sum(p.numel() for p in net.parameters()))",
    ],
)
def test_another_model_takes_the_name_of_one_that_is_not_used(between: str) -> None:
    assert of_script(f"net = Net(3)\n{between}\nnet = Net(5)\nnet(ids)") == ["enough", "enough"]


@pytest.mark.parametrize(
    "between",
    [
        "kept = [net]",
        "kept = {'first': net}",
        "kept = net.forward",
        "kept = net.table",
        "kept = nn.Sequential(net)",
        "kept = lambda x, net=net: net(x)",
        "class Kept:\n    net = net",
        "import later\nlater.use(net)",
        "import gc\ngc.get_objects()",
        "def use(x, net=net):\n    return net(x)",
        "if ids.sum() > 3:\n    kept = net",
    ],
)
def test_what_still_leads_to_it_may_look_something_up(between: str) -> None:
    assert of_script(f"net = Net(3)\n{between}\nnet = Net(5)\nnet(ids)") == ["unknown", "enough"]


@pytest.mark.parametrize(
    ("kept", "used"),
    [
        ("kept = net.to('cpu')", "kept"),
        ("kept = net.to('cpu').eval()", "kept"),
        ("kept = net.eval()", "kept"),
        ("kept = list(net.children())", "kept[0]"),
        ("kept = [*net.modules()]", "kept[0]"),
        ("kept = sum([[p] for p in net.parameters()], [])", "lambda x: nn.functional.embedding(x, kept[0])"),
        ("kept = nn.ParameterList(net.parameters())", "lambda x: nn.functional.embedding(x, kept[0])"),
        ("kept = []\nkept.append(net.eval())", "kept[0]"),
        ("kept = []\ndef keep():\n    kept.append(net)\nkeep()", "kept[0]"),
        ("kept = []\ndef keep(part):\n    kept.append(part)\nnet.apply(keep)", "kept[0]"),
        ("class Box:\n    pass\nbox = Box()\ndef keep():\n    box.first = net\nkeep()", "box.first"),
        ("def keep():\n    global kept\n    kept = net\nkeep()", "kept"),
    ],
)
def test_what_a_method_gives_and_is_kept_leads_to_it(kept: str, used: str) -> None:
    function = f"def use(x):\n    return ({used})(x)"
    verdicts = of_script(f"net = Net(3)\n{kept}\nnet = Net(5)\nnet(ids)\n{function}")
    assert verdicts[0] == "unknown"


@pytest.mark.parametrize("made", ["Kept(3)", "Kept(3).keep()"])
@pytest.mark.parametrize("method", ["keep", "__init__", "eval"])
def test_a_method_of_its_own_may_keep_it(method: str, made: str) -> None:
    own = f"""
kept = []
class Kept(Net):
    def keep(self):
        return self
    def {method}(self, *rows):
        {"super().__init__(*rows)" if method == "__init__" else ""}
        kept.append(self)
        return {"None" if method == "__init__" else "self"}
"""
    net = f"net = {made}\nnet.eval()\nnet.keep()\nnet = Net(5)\nnet(ids)\n"
    assert of_script(own + net + "def use(x):\n    return kept[0](x)") == ["unknown", "enough"]


def test_what_was_looked_up_before_counts() -> None:
    assert of_script("net = Net(2)\nnet(ids)\nnet = Net(5)\nnet(ids)") == ["too small", "enough"]


def test_another_file_may_call_what_a_script_holds() -> None:
    assert of_script("net = Net(3)") == ["unknown"]


@pytest.mark.parametrize(
    "cell", ["print(net)", "net", "sum(p.numel() for p in net.parameters())", "%matplotlib inline"]
)
def test_nobody_calls_a_model_that_only_a_name_of_a_notebook_holds(cell: str) -> None:
    assert of_notebook("net = Net(3)", cell) == ["enough"]


@pytest.mark.parametrize(
    "cell",
    [
        "%time net(ids)",
        "%run -i use.py",
        "Out[2](ids)",
        "globals()[input()](ids)",
        "def use(x, net=net):\n    return net(x)",
        "other = net",
        "for net in [net]:\n    pass",
        "%store net",
        "models = [net]",
        "later.use(net)",
        "import later\nlater.draw(lambda x: net(x))",
        "import unittest\nunittest.main()",
    ],
)
def test_what_else_may_call_it_leaves_it_unknown(cell: str) -> None:
    assert of_notebook("net = Net(3)", cell) == ["unknown"]


USED = ["net = Net(3)\nnet(ids)"]


@pytest.mark.parametrize("more", ["", "\nprint('what we use (at most)')", "\n'what may use it'"])
def test_a_function_that_a_notebook_does_not_call_runs_no_more(more: str) -> None:
    assert of_notebook(*USED, f"def use(x):\n    return net(x){more}") == ["enough"]


def test_nor_one_behind_a_decorator_that_keeps_it_as_it_is() -> None:
    assert of_notebook(*USED, "@torch.no_grad()\ndef use(x):\n    return net(x)") == ["enough"]


@pytest.mark.parametrize(
    "cell",
    [
        "def use(x):\n    return net(x)\n%time use(ids)",
        "def use(x):\n    return net(x)\nimport later\nlater.Interface(fn=use)",
        "import later\n@later.route('/')\ndef use(x):\n    return net(x)",
        "import unittest\ndef use(x):\n    return net(x)",
        "import atexit\n@atexit.register\ndef use():\n    return net(torch.tensor([int(input())]))",
        "import later\n@later.often\ndef use(x):\n    return net(x)",
        "import later\ndef use(x):\n    return net(x)\nlater.go('use')",
        "import later\ndef use(x):\n    return net(x)\nlater.go('use(9)')",
    ],
)
def test_what_may_call_it_later_leaves_it_presumed(cell: str) -> None:
    assert set(of_notebook(*USED, cell)) != {"enough"}


def test_what_such_a_function_looks_up_is_reported_all_the_same() -> None:
    assert of_notebook(*USED, "def use():\n    return net(torch.tensor([3]))") == ["too small"]


@pytest.mark.parametrize(
    "cells",
    [
        ("net = Net(3)\ndef step(x):\n    return net(x)", "%timeit step(torch.tensor([7]))"),
        ("net = Net(3)\ndef step(x):\n    return net(x)", "%prun step(torch.tensor([7]))"),
        (
            "import operator\nnet = Net(3)\nclass Step(dict):\n    def __missing__(self, i):\n"
            "        return net(torch.tensor([i]))",
            "operator.getitem(Step(), 7)",
        ),
    ],
    ids=["timed", "profiled", "asked for what is missing"],
)
def test_a_function_that_a_cell_runs_by_itself_may_look_up(cells: tuple[str, ...]) -> None:
    assert of_notebook(*cells) == ["unknown"]

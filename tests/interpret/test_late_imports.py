"""Names that are read in a cell of a notebook, and imported in a later one."""

from __future__ import annotations

import sys

import pytest

from flake8_embedding.check import check

MODEL = """\
import torch


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(10, 4)

    def forward(self, ids):
        return self.table(ids)


Net()(torch.tensor([10]))
"""

IMPORTED = (
    "from torch import nn\n",
    "import torch.nn as nn\n",
    "from torch import nn\nNet().eval()\n",
    "from torch import nn\n\n\ndef loss():\n    import torch.nn as nn\n    return nn.MSELoss()\n",
)
NOT_KNOWN = (
    "if torch.cuda.is_available():\n    from torch import nn\n",
    "from torch import nn\nfrom layers import nn\n",
    "from torch import nn\nnn = 3\n",
    "from torch import nn\ndel nn\n",
    "from torch import nn\nfor nn in range(3):\n    print(nn)\n",
    "from torch import nn\nwith open('a') as nn:\n    print(nn)\n",
    "from torch import nn\nprint([nn for nn in 'ab'])\n",
    "from layers import *\nfrom torch import nn\n",
    "exec(open('a').read())\nfrom torch import nn\n",
    "def own(nn):\n    return nn\n\n\nfrom torch import nn\n",
    "match torch.load('a'):\n    case {**nn}:\n        pass\nfrom torch import nn\n",
    "match torch.load('a'):\n    case [*nn]:\n        pass\nfrom torch import nn\n",
    "globals()['nn'] = torch.load('a')\nfrom torch import nn\n",
    "locals()['nn'] = torch.load('a')\nfrom torch import nn\n",
    "vars()['nn'] = torch.load('a')\nfrom torch import nn\n",
    "import sys\nsetattr(sys.modules['__main__'], 'nn', torch.load('a'))\nfrom torch import nn\n",
    "eval(open('a').read())\nfrom torch import nn\n",
    "if 'nn' not in dir():\n    from torch import nn\nfrom torch import nn\n",
    "get_ipython().run_line_magic('run', 'a.py')\nfrom torch import nn\n",
)
BOUND_AS_TYPES = (
    "type nn = int\nfrom torch import nn\n",
    "def own[nn](x: nn):\n    return x\n\n\nfrom torch import nn\n",
    "def own[*nn](*x: *nn):\n    return x\n\n\nfrom torch import nn\n",
    "type own[**nn] = int\nfrom torch import nn\n",
)


@pytest.mark.parametrize("then", IMPORTED)
def test_a_name_is_what_a_later_import_binds_it_to(then: str) -> None:
    assert [(one.line, one.code) for one in check(MODEL + then, loud=True)] == [(7, "EMB106")]


@pytest.mark.parametrize("then", NOT_KNOWN)
def test_a_name_is_not_known_if_something_else_may_bind_it(then: str) -> None:
    assert not check(MODEL + then, loud=True)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="Python cannot parse it")
@pytest.mark.parametrize("then", BOUND_AS_TYPES)
def test_a_name_is_not_known_if_a_type_may_bind_it(then: str) -> None:
    assert not check(MODEL + then, loud=True)


def test_a_program_that_expects_a_name_to_be_missing_is_believed() -> None:
    program = """\
import torch

try:
    table = nn.Embedding(10, 4)
except NameError:
    table = print
table(torch.tensor([10]))
from torch import nn
"""
    assert not check(program, loud=True)

"""What flake8 pays for us when it is started for one small file, in numbers that do not depend on the machine.

An editor starts flake8 for each file. Whoever makes each start dearer, for a good reason, raises a number and says so.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

COUNTING = """
import sys
from pathlib import Path
import ast, flake8.main.cli
text = sys.argv[1]
calls = 0
def counted(frame, event, argument):
    global calls
    calls += event == "call" and "flake8_embedding" in frame.f_code.co_filename
sys.setprofile(counted)
from flake8_embedding.plugin import Plugin
list(Plugin(ast.parse(text), text.splitlines(True), "model.py").run())
sys.setprofile(None)
ours = [name for name in sys.modules if name.startswith("flake8_embedding")]
print(len(ours), sum(name.startswith("flake8_embedding.library.") for name in ours), calls)
print(*(name for name in sys.argv[2].split() if name in sys.modules))
"""

KERAS = (
    "from tensorflow.keras.layers import Embedding\nfrom tensorflow.keras.preprocessing.text import Tokenizer\n\n"
    "tokenizer = Tokenizer()\ntokenizer.fit_on_texts(texts)\nEmbedding(len(tokenizer.word_index) + 1, 8)\n"
)
TORCH = "import torch\nfrom torch import nn\n\ntable = nn.Embedding(len(words), 8)\ntable(torch.tensor([3]))\n"
PLAIN = "import os\n\n\ndef main() -> None:\n    print(os.name)\n"

NOT_NEEDED = "yaml tomllib libcst.matchers libcst.codemod flake8_embedding.fixes flake8_embedding.reports"

CEILINGS = {"keras": (KERAS, 450, 66, 12_300), "torch": (TORCH, 445, 62, 11_400), "plain": (PLAIN, 11, 0, 210)}
"""For each program: our modules and those of them that describe libraries, with a twentieth to spare, and the calls of
our functions, with a tenth."""


@pytest.mark.parametrize("name", CEILINGS)
def test_a_start_costs_no_more(name: str, tmp_path: Path) -> None:
    text, modules, libraries, calls = CEILINGS[name]
    arguments = [sys.executable, "-c", COUNTING, text, NOT_NEEDED]
    counted, named = subprocess.run(
        arguments, capture_output=True, text=True, check=True, cwd=tmp_path
    ).stdout.splitlines()
    assert named == ""
    most = (modules, libraries, calls)
    assert [int(one) <= limit for one, limit in zip(counted.split(), most, strict=True)] == [True] * 3, counted

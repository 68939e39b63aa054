"""Every function and method that is described ends when it is given what holds itself.

Such values are rare in programs, and usual in what is half typed: ``for word in words: rows.append(rows)``.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from flake8_embedding.check import check
from flake8_embedding.library.contents import Contents
from flake8_embedding.library.index import CONTENTS

HEAD = "import tensorflow as tf\nimport torch.nn as nn\ntable = nn.Embedding(3, 4)\n"

HOLDS_ITSELF = {
    "a list, once for each line of a file": "x = []\nfor line in open('lines'):\n    x.append(x)\n",
    "a dict, once for each line of a file": "x = {}\nfor line in open('lines'):\n    x[line] = x\n",
    "elements of a data set that are each a layer": "x = tf.data.Dataset.range(20).map(nn.Embedding)\n",
}


def uses(contents: Contents) -> Iterator[str]:
    """Programs that give x to each function of one library file, and call each of its methods on x."""
    for roots, names in contents.entries:
        root = roots.partition(" ")[0]
        for name in names.split():
            path = f"{root}.{name}"
            calls = ", ".join(f"{path}({given})" for given in ("x", "x, x", "x, 1", "1, x"))
            yield f"import {path.rpartition('.')[0]}\nfor ids in ({calls}):\n    table(ids)\n"
    for _, names in contents.methods:
        for name in names.split():
            yield f"for ids in (x.{name}(), x.{name}(x), x.{name}(0, x)):\n    table(ids)\n"


@pytest.mark.slow
@pytest.mark.parametrize("made", HOLDS_ITSELF.values(), ids=HOLDS_ITSELF)
@pytest.mark.parametrize("contents", CONTENTS, ids=lambda contents: contents.file)
def test_what_holds_itself_is_no_end_of_work(contents: Contents, made: str) -> None:
    for use in uses(contents):
        check(f"{HEAD}{made}{use}", loud=True)


@pytest.mark.parametrize("made", HOLDS_ITSELF.values(), ids=HOLDS_ITSELF)
def test_a_look_up_with_what_holds_itself_ends(made: str) -> None:
    fed = "table(x)\ntable(tf.cast(x, tf.uint8))\nkeras.Sequential([keras.layers.Embedding(3, 4)]).fit(x, epochs=1)\n"

    found = check(f"{HEAD}{made}import keras\n{fed}nn.Embedding(3, 4)(5)\n", loud=True)

    assert "EMB106" in [one.code for one in found]

"""Imports under a test of the version of Keras or TensorFlow."""

from __future__ import annotations

import ast

import pytest

from flake8_embedding.check import check
from flake8_embedding.prefilter.imports_only import imports_only

GUARDED = {
    "a comparison": "import tensorflow as tf\nif tf.__version__ >= '2.16':\n    import keras\n",
    "its other branch": "import tensorflow\nif tensorflow.__version__ < '2':\n    pass\nelse:\n    import keras\n",
    "a parsed version": (
        "import tensorflow as tf\nfrom packaging.version import parse\n"
        "if parse(tf.__version__) >= parse('2.16'):\n    import keras\n"
    ),
    "another attribute": "import tensorflow as tf\nif tf.version.VERSION > '2':\n    import keras\n",
    "the package's metadata": "from importlib.metadata import version\nif version('keras') > '3':\n    import keras\n",
    "older metadata": (
        "import pkg_resources\nif pkg_resources.get_distribution('tensorflow').version > '2':\n    import keras\n"
    ),
    "an imported version": "from tensorflow import __version__ as found\nif found > '2':\n    import keras\n",
    "names on the way": (
        "import tensorflow as tf\nfound = tf.__version__.split('.')\nmajor = int(found[0])\nis_new = major > 1\n"
        "if is_new:\n    import keras\n"
    ),
    "a function": (
        "import tensorflow as tf\ndef is_new():\n    return tf.__version__ > '2'\nif is_new():\n    import keras\n"
    ),
    "an assertion": "import keras\nassert keras.__version__.startswith('3.')\nfrom keras.layers import Dense\n",
    "an error": "import tensorflow as tf\nif tf.__version__ < '2.16':\n    raise ImportError('old')\nimport keras\n",
    "an exit": "import sys\nimport keras\nif keras.__version__ < '3':\n    sys.exit('Keras 3, please')\n",
}
NOT = {
    "no test": "import keras\nprint(keras.__version__)\n",
    "Python's version": "import sys\nif sys.version_info > (3, 8):\n    import keras\n",
    "another library's version": "import torch\nif torch.__version__ > '2':\n    import keras\n",
    "another package": "from importlib.metadata import version\nif version('torch') > '2':\n    import keras\n",
    "a test that only warns": "import keras\nif keras.__version__ < '3':\n    print('old')\n",
}


@pytest.mark.parametrize("program", GUARDED.values(), ids=GUARDED)
def test_an_import_under_a_test_of_the_version_is_no_question(program: str) -> None:
    assert check(program, loud=True) == []
    # As flake8 has it looked at: of a file without tables only what imports depend on is kept.
    assert check(program, None, imports_only(program, ast.parse(program)), part=True, loud=True) == []


@pytest.mark.parametrize("program", NOT.values(), ids=NOT)
def test_other_tests_say_nothing_of_keras(program: str) -> None:
    assert [one.code for one in check(program, loud=True)] == ["EMB001"]

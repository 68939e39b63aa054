"""What a project's requirements say of its Keras, and what follows for the findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_embedding.project.declared import declared_keras, package_of
from tests.test_plugin import flake8, places


def declared(folder: Path) -> tuple[int | None, bool, str] | None:
    found = declared_keras(str(folder / "model.py"))
    return None if found is None else (found.minor, found.pinned, found.where)


@pytest.mark.parametrize(
    ("requirement", "means"),
    [
        ("keras>=3", (None, False)),
        ("keras >= 3.15", (15, False)),
        ("keras==3.2.1", (2, True)),
        ("Keras~=3.4", (4, False)),
        ("keras>=3.1,<4", (1, False)),
        ("keras[extra]>=3.3 ; python_version > '3.9'", (3, False)),
        ("tensorflow>=2.16", (None, False)),
        ("tensorflow-cpu==2.21.0  # pinned", (None, False)),
        ("keras", None),
        ("keras>=2.4", None),
        ("keras<3", None),
        ("keras==2.3.1", None),
        ("tensorflow", None),
        ("tensorflow<2.16", None),
        ("tensorflow==2.15", None),
        ("torch>=3", None),
        ("keras-tuner>=3", None),
        ("# keras>=3", None),
        ("-r keras>=3.txt", None),
    ],
)
def test_a_requirement_says_which_keras(
    tmp_path: Path, requirement: str, means: tuple[int | None, bool] | None
) -> None:
    (tmp_path / "requirements.txt").write_text(f"numpy\n{requirement}\n")

    found = declared(tmp_path)

    assert (None if found is None else found[:2]) == means


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyproject.toml", '[project]\nname = "x"\ndependencies = ["numpy", "keras>=3.4"]\n'),
        ("pyproject.toml", '[tool.poetry.dependencies]\npython = "^3.11"\nkeras = "^3.4"\n'),
        ("pyproject.toml", '[tool.poetry.dependencies]\nkeras = {version = ">=3.4", extras = ["jax"]}\n'),
        ("setup.cfg", "[options]\ninstall_requires =\n    numpy\n    keras>=3.4\n"),
        ("requirements.txt", "keras>=3.4\n"),
        ("requirements-gpu.txt", "keras>=3.4\n"),
    ],
)
def test_it_is_read_wherever_projects_write_it(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)

    found = declared(tmp_path)

    assert found is not None
    assert found[0] == 4
    assert found[2].endswith(f" in {name}")


def test_the_nearest_folder_above_that_says_anything_decides(tmp_path: Path) -> None:
    inner = tmp_path / "inner" / "deep"
    inner.mkdir(parents=True)
    (tmp_path / "requirements.txt").write_text("keras>=3\n")
    (tmp_path / "inner" / "requirements.txt").write_text("keras<3\n")
    (tmp_path / "inner" / "deep" / "requirements.txt").write_text("numpy\n")

    assert declared(inner) is None
    assert declared(tmp_path) is not None


def test_the_repository_is_where_the_search_ends(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("keras>=3\n")
    (tmp_path / "inner" / ".git").mkdir(parents=True)

    assert declared(tmp_path / "inner") is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pyproject.toml", b"[project\n"),
        ("pyproject.toml", b"project = 3\n"),
        ("pyproject.toml", b"[tool.poetry]\ndependencies = [1]\n"),
        ("setup.cfg", b"install_requires\n"),
        ("requirements.txt", b"\xff\xfe\x00k"),
        ("requirements.txt", b"\n" * 10000),
    ],
)
def test_what_cannot_be_read_says_nothing(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)

    assert declared(tmp_path) is None


def test_a_missing_folder_says_nothing(tmp_path: Path) -> None:
    assert declared(tmp_path / "gone" / "gone") is None


OLD = """\
from keras.preprocessing.text import Tokenizer
from keras.layers import Embedding
Embedding(9, 2, input_length=4)
"""


def test_findings_follow_the_requirement_and_name_it(tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(OLD)
    before = places(flake8(tmp_path, "--select=EMB", "model.py"))
    (tmp_path / "requirements.txt").write_text("keras>=3.4\n")

    finished = flake8(tmp_path, "--select=EMB", "model.py", anew=True)

    assert before == ["model.py:1:1: EMB001", "model.py:2:1: EMB001"]
    assert places(finished) == ["model.py:1:1: EMB004", "model.py:3:30: EMB401"]
    assert finished.stdout.count("(the project requires keras>=3.4 in requirements.txt)") == 2


def test_the_option_goes_before_the_requirement(tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(OLD)
    (tmp_path / "requirements.txt").write_text("keras>=3.4\n")

    found = places(flake8(tmp_path, "--select=EMB", "--embedding-keras=tf.keras", "model.py"))

    assert found == ["model.py:1:1: EMB001", "model.py:2:1: EMB001"]


IMPORTS = """\
import keras
from keras.layers import Embedding
from keras.src.layers import Dense
from keras.elsewhere import other
import tf_keras
"""


@pytest.mark.parametrize("module", ["layers/core.py", "layers/__init__.py", "__init__.py", "src/tests/core_test.py"])
def test_what_keras_imports_of_itself_is_no_question_of_what_is_installed(tmp_path: Path, module: str) -> None:
    source = tmp_path / "keras"
    for folder in (source, source / "layers", source / "src"):
        folder.mkdir()
        (folder / "__init__.py").touch()
    (source / "src" / "tests").mkdir()
    (source / module).write_text(IMPORTS)

    found = places(flake8(tmp_path, "--select=EMB", f"keras/{module}"))

    assert found == [f"keras/{module}:4:1: EMB001", f"keras/{module}:5:8: EMB002"]


def test_the_library_itself_may_set_its_variables(tmp_path: Path) -> None:
    text = "import os\nimport keras\nos.environ['KERAS_BACKEND'] = 'jax'\n"
    (tmp_path / "keras").mkdir()
    (tmp_path / "keras" / "__init__.py").write_text(text)
    (tmp_path / "train.py").write_text(text)

    assert places(flake8(tmp_path, "--select=EMB", ".")) == ["./train.py:3:1: EMB005"]


def test_an_own_import_is_still_one_that_another_may_replace(tmp_path: Path) -> None:
    source = tmp_path / "tensorflow"
    (source / "keras").mkdir(parents=True)
    for folder in (source, source / "keras"):
        (folder / "__init__.py").touch()
    (source / "model.py").write_text("try:\n    from tensorflow import keras\nexcept ImportError:\n    import keras\n")

    assert places(flake8(tmp_path, "--select=EMB", "tensorflow")) == []
    # From another folder, too.
    (tmp_path / "docs").mkdir()
    (source / "keras" / "layers.py").write_text("import tensorflow.keras\nimport keras\n")
    assert places(flake8(tmp_path / "docs", "--select=EMB", "../tensorflow")) == [
        "../tensorflow/keras/layers.py:2:8: EMB002"
    ]


def test_a_folder_that_is_only_called_like_a_library_is_none(tmp_path: Path) -> None:
    (tmp_path / "keras").mkdir()
    (tmp_path / "keras" / "__init__.py").touch()
    (tmp_path / "keras" / "train.py").write_text("from keras.layers import Embedding\n")

    assert places(flake8(tmp_path, "--select=EMB", "keras")) == ["keras/train.py:1:1: EMB001"]


def test_folders_without_init_are_no_packages(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "__init__.py").touch()

    assert package_of(str(tmp_path / "a" / "b" / "x.py")) == package_of(str(tmp_path / "a" / "b" / "__init__.py"))
    assert getattr(package_of(str(tmp_path / "a" / "b" / "x.py")), "name", None) == "b"
    assert package_of(str(tmp_path / "a" / "x.py")) is None
    assert package_of("stdin") is None

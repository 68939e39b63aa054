"""What a project's requirements say of its Keras, and what follows for the findings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flake8_embedding.project.declared import declared_keras, package_of
from tests.doors.test_plugin import flake8, places
from tests.tools.documents import DOCS


def declared(folder: Path) -> tuple[int | None, bool, str] | None:
    """The minor version of Keras 3, if that is what the project asks for."""
    found = declared_keras(str(folder / "model.py"))
    return None if found is None or found.major != 3 else (found.minor, found.pinned, found.where)


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
        ("keras", (None, False)),
        ("keras>=2.4", (None, False)),
        ("keras==3.*", (None, False)),
        ("keras!=3.1", (None, False)),
        ("keras<3", None),
        ("keras==2.3.1", None),
        ("tensorflow", (None, False)),
        ("tensorflow>=2.4", (None, False)),
        ("tensorflow~=2.10", (None, False)),
        ("tensorflow~=2.10.1", None),
        ("tensorflow<=2.15.1", None),
        ("tensorflow<2.16.1", (None, False)),
        ("tensorflow-gpu", None),
        ("keras\ntensorflow==2.10", None),
        ("keras>=3\ntensorflow", (None, False)),
        ("keras @ git+https://github.com/keras-team/keras@v3.15", None),
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


TAKEN_FOR = {"Keras 3": (3, None, False), "Keras 3 from 3.15 on": (3, 15, False), "exactly 3.2": (3, 2, True)}


def rows_of_the_page() -> list[tuple[str, str]]:
    """Requirements as docs/keras.md writes them, each with what it says that they are taken for."""
    _, _, table = (DOCS / "keras.md").read_text(encoding="utf-8").partition("| required | is taken for |")
    pairs: list[tuple[str, str]] = []
    for left, right in re.findall(r"^\| (`[^|]+) \| ([^|]+) \|$", table, re.MULTILINE):
        required = re.split(r"(?<=`), (?:or )?", left.replace("any TensorFlow", "`tensorflow`"))
        answers = re.split(r", or ", right) if ", or " in right else [right] * len(required)
        pairs += zip(required, answers, strict=True)
    return pairs


@pytest.mark.parametrize(("required", "answer"), rows_of_the_page())
def test_the_page_about_keras_says_what_a_requirement_is_taken_for(tmp_path: Path, required: str, answer: str) -> None:
    (tmp_path / "requirements.txt").write_text("\n".join(re.findall(r"`([^`]+)`", required)))

    found = declared_keras(str(tmp_path / "model.py"))

    if answer.startswith("not known"):
        assert found is None
    elif answer.startswith("Keras 2"):
        assert found is not None
        assert found.major == 2
    else:
        assert found is not None
        assert (found.major, found.minor, found.pinned) == TAKEN_FOR[answer]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyproject.toml", '[project]\nname = "x"\ndependencies = ["numpy", "keras>=3.4"]\n'),
        ("pyproject.toml", '[tool.poetry.dependencies]\npython = "^3.11"\nkeras = "^3.4"\n'),
        ("pyproject.toml", '[tool.poetry.dependencies]\nkeras = {version = ">=3.4", extras = ["jax"]}\n'),
        ("setup.cfg", "[options]\ninstall_requires =\n    numpy\n    keras>=3.4\n"),
        ("requirements.txt", "keras>=3.4\n"),
        ("requirements-gpu.txt", "keras>=3.4\n"),
        ("requirements/train.txt", "keras>=3.4\n"),
        ("pyproject.toml", '[dependency-groups]\ntrain = ["numpy", {include-group = "x"}, "keras>=3.4"]\n'),
        ("pyproject.toml", '[project]\nname = "x"\n[project.optional-dependencies]\ntrain = ["keras>=3.4"]\n'),
        ("pyproject.toml", '[tool.poetry.group.train.dependencies]\nkeras = "^3.4"\n'),
        ("pyproject.toml", '[tool.poetry.dev-dependencies]\nkeras = [{version = "^3.4", python = ">=3.9"}]\n'),
        ("pyproject.toml", '[tool.pdm.dev-dependencies]\ntrain = ["keras>=3.4"]\n'),
        ("pyproject.toml", '[tool.uv]\ndev-dependencies = ["keras>=3.4"]\n'),
        ("pyproject.toml", '[tool.hatch.envs.default]\ndependencies = ["keras>=3.4"]\n'),
        ("setup.cfg", "[options.extras_require]\ntrain =\n    keras>=3.4\n"),
        ("setup.cfg", "[options.extras_require]\ntrain = keras>=3.4\n"),
        ("setup.py", "from setuptools import setup\nsetup(name='x', install_requires=['numpy', 'keras>=3.4'])\n"),
        ("setup.py", "import setuptools\nNEEDS = ['keras>=3.4']\nsetuptools.setup(install_requires=NEEDS + ['x'])\n"),
        ("setup.py", "from setuptools import setup\nsetup(extras_require={'train': ['keras>=3.4']})\n"),
        ("Pipfile", '[packages]\nkeras = ">=3.4"\n'),
        ("Pipfile", '[dev-packages]\nkeras = {version = ">=3.4"}\n'),
        ("environment.yml", "dependencies:\n  - python=3.11\n  - conda-forge::keras=3.4\n"),
        ("environment.yml", "dependencies:\n  - pip:\n    - keras>=3.4\n"),
        ("poetry.lock", '[[package]]\nname = "keras"\nversion = "3.4.1"\n'),
        ("uv.lock", '[[package]]\nname = "keras"\nversion = "3.4.1"\nsource = { registry = "x" }\n'),
        ("pdm.lock", '[[package]]\nname = "keras"\nversion = "3.4.1"\n'),
        ("pylock.toml", '[[packages]]\nname = "keras"\nversion = "3.4.1"\n'),
        ("conda-lock.yml", "package:\n- name: keras\n  version: 3.4.1\n"),
        ("Pipfile.lock", '{"default": {"keras": {\n "hashes": ["x"],\n "version": "==3.4.1"\n}}}'),
    ],
)
def test_it_is_read_wherever_projects_write_it(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text)

    found = declared(tmp_path)

    assert found is not None
    assert found[0] == 4
    assert found[2].endswith(f" in {name}")


def test_a_requirements_file_includes_others_of_the_project_only(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / ".git").mkdir(parents=True)
    (project / "deps").mkdir()
    (project / "requirements.txt").write_text("numpy\n-r deps/base.txt\n")
    (project / "deps" / "base.txt").write_text("-r ../requirements.txt\n--requirement=train.txt\n")
    (project / "deps" / "train.txt").write_text("keras>=3.4\n")
    assert declared(project) == (4, False, "keras>=3.4 in deps/train.txt")

    other = tmp_path / "other"
    (other / ".git").mkdir(parents=True)
    (other / "requirements.txt").write_text("-r ../project/deps/train.txt\n")
    assert declared(other) is None


def test_a_lock_file_goes_before_a_range(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\ndependencies = ["tensorflow"]\n')
    (tmp_path / "poetry.lock").write_text('[[package]]\nname = "keras"\nversion = "2.15.0"\n')

    found = declared_keras(str(tmp_path / "model.py"))

    assert found is not None
    assert (found.major, found.where) == (2, "keras==2.15.0 in poetry.lock")


@pytest.mark.parametrize("requirement", ["keras<3", "keras==2.4.3", "tensorflow==2.15", "keras\ntensorflow<2.16"])
def test_a_project_with_an_older_keras_knows_which(tmp_path: Path, requirement: str) -> None:
    (tmp_path / "model.py").write_text("import keras\n")
    (tmp_path / "requirements.txt").write_text(requirement)

    assert flake8(tmp_path, "--select=EMB", "model.py", anew=True).stdout == ""


def test_the_source_of_keras_is_no_question(tmp_path: Path) -> None:
    (tmp_path / "keras").mkdir()
    (tmp_path / "keras" / "__init__.py").write_text("")
    (tmp_path / "keras" / "layers.py").write_text("")
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "model.py").write_text("import keras\nfrom keras.layers import Dense\n")

    assert flake8(tmp_path, "--select=EMB", "guides", anew=True).stdout == ""


def test_what_is_installed_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "keras.py").write_text("__version__ = '3.4.1'\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    (tmp_path / "model.py").write_text("import keras\n")

    assert places(flake8(tmp_path, "--select=EMB", "model.py", anew=True)) == ["model.py:1:8: EMB001"]


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

    assert before == ["model.py:1:1: EMB001"]
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

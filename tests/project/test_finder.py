"""Which file of a project an import means."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

from flake8_embedding.limits import MODULE_BYTES
from flake8_embedding.project.finder import Finder, ModuleFile
from flake8_embedding.project.root import root_of
from flake8_embedding.project.search_path import added_to_path


def tree(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")


def found(folder: Path, entry: str, name: str, importer: str | None = None, text: str = "") -> str | None:
    """The file that an import in ``importer`` means while ``entry`` is looked at; dots before the name are relative."""
    path = str(folder / entry)
    finder = Finder(path, root_of(path, str(folder)), frozenset({"torch", "datasets"}))
    finder.add(added_to_path(text, ast.parse(text), path))
    level = len(name) - len(name.lstrip("."))
    source = str(folder / (importer or entry))
    module = finder.relative(level, name[level:], source) if level else finder.absolute(name, source)
    return shown(module, folder)


def shown(module: ModuleFile | None, folder: Path) -> str | None:
    if module is None:
        return None
    return str(Path(module.path or module.folders[0]).relative_to(folder))


LAYOUTS = [
    ("beside the file", ["train.py", "model.py"], "train.py", "model", "model.py"),
    ("in a package", ["train.py", "net/__init__.py", "net/rnn.py"], "train.py", "net.rnn", "net/rnn.py"),
    ("the package itself", ["train.py", "net/__init__.py"], "train.py", "net", "net/__init__.py"),
    ("in a folder without __init__", ["train.py", "net/rnn.py"], "train.py", "net.rnn", "net/rnn.py"),
    ("at the root", [".git/HEAD", "net/rnn.py", "scripts/train.py"], "scripts/train.py", "net.rnn", "net/rnn.py"),
    ("in src", ["pyproject.toml", "src/net/a.py", "tests/test_a.py"], "tests/test_a.py", "net.a", "src/net/a.py"),
    ("in a folder between", [".git/x", "a/net.py", "a/b/run.py"], "a/b/run.py", "net", "a/net.py"),
    ("nearest", [".git/x", "utils.py", "a/utils.py", "a/run.py"], "a/run.py", "utils", "a/utils.py"),
    ("a package before a folder", [".git/x", "a/data/x.txt", "data/__init__.py", "a/run.py"], "a/run.py", "data",
     "data/__init__.py"),
    ("a package before its twin", ["run.py", "net.py", "net/__init__.py"], "run.py", "net", "net/__init__.py"),
    ("like a module of Python's own", ["run.py", "code.py"], "run.py", "code", "code.py"),
    ("like an installed package", ["run.py", "datasets/__init__.py"], "run.py", "datasets", "datasets/__init__.py"),
    ("what is loaded before", ["run.py", "os.py", "sys.py"], "run.py", "os", None),
    ("an installed package elsewhere", [".git/x", "torch.py", "a/run.py"], "a/run.py", "torch", None),
    ("the source of a library", ["setup.py", "run.py", "torch/__init__.py"], "run.py", "torch", None),
    ("a library in a package", ["a/__init__.py", "a/run.py", "a/torch.py"], "a/run.py", "torch", None),
    ("Python's own before a folder", ["run.py", "code/x.py"], "run.py", "code", None),
    ("nowhere", ["run.py"], "run.py", "model", None),
    ("the file itself", ["model.py"], "model.py", "model", None),
    ("beside a module called like its package", [".git/x", "a/__init__.py", "a/a.py", "a/net.py", "a/run.py"],
     "a/run.py", "a.net", "a/net.py"),
    ("a module called like its package", [".git/x", "a/__init__.py", "a/a.py", "run.py"], "run.py", "a.a", "a/a.py"),
    ("the nearest package, whatever it has", [".git/x", "a/__init__.py", "a/net.py", "b/a/__init__.py", "b/run.py"],
     "b/run.py", "a.net", None),
    ("relative", ["a/__init__.py", "a/run.py", "a/net.py"], "a/run.py", ".net", "a/net.py"),
    ("relative without __init__", ["a/run.py", "a/net.py"], "a/run.py", ".net", "a/net.py"),
    ("two folders up", [".git/x", "a/b/run.py", "a/net.py"], "a/b/run.py", "..net", "a/net.py"),
    ("out of the root", ["a/.git/x", "net.py", "a/run.py"], "a/run.py", "..net", None),
    ("above the root", ["a/.git/x", "net.py", "a/run.py"], "a/run.py", "net", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("files", "entry", "name", "means"), [row[1:] for row in LAYOUTS], ids=[row[0] for row in LAYOUTS]
)
def test_an_import_means_a_file(tmp_path: Path, files: list[str], entry: str, name: str, means: str | None) -> None:
    tree(tmp_path, *files)

    assert found(tmp_path, entry, name) == means


def test_an_imported_module_finds_what_the_program_would_find(tmp_path: Path) -> None:
    tree(tmp_path, ".git/x", "run.py", "utils.py", "net/rnn.py", "net/utils.py", "net/other.py")

    assert found(tmp_path, "run.py", "utils", importer="net/rnn.py") == "utils.py"
    assert found(tmp_path, "run.py", "other", importer="net/rnn.py") == "net/other.py"


@pytest.mark.parametrize(
    "text",
    [
        "import sys\nsys.path.append('lib')",
        "import sys\nsys.path.insert(0, './lib')",
        "import sys, os\nsys.path.append(os.path.join(os.path.dirname(__file__), 'lib'))",
        "import sys, os\nHERE = os.path.dirname(os.path.abspath(__file__))\nsys.path.insert(0, HERE + '/lib')",
        "import sys, os\nsys.path += [os.path.join(os.path.dirname(__file__), os.pardir, 'a', 'lib')]",
        "import sys\nfrom pathlib import Path\nsys.path.append(str(Path(__file__).resolve().parent / 'lib'))",
        "import sys\nfrom pathlib import Path\nR = Path(__file__).parents[1]\nsys.path.extend([str(R / 'a' / 'lib')])",
        "import sys, os\nif True:\n    sys.path.append(os.getcwd() + '/lib')",
    ],
)
def test_folders_that_a_program_adds_are_searched(tmp_path: Path, text: str) -> None:
    tree(tmp_path, ".git/x", "a/run.py", "a/lib/net.py")

    assert found(tmp_path, "a/run.py", "net", text=text) == "a/lib/net.py"


@pytest.mark.parametrize(
    "text",
    [
        "import sys\nsys.path.append(input())",
        "import sys\nsys.path.append('/usr/lib')",
        "import sys\nx = 'lib'\nx = 'other'\nsys.path.append(x)",
        "import sys\nsys.path.append('li\\0b')",
        "import sys\nsys.path.append('../../lib')",
        "import sys\nx = x + x\nsys.path.append(x)",
    ],
)
def test_folders_that_are_not_known_or_outside_are_not(tmp_path: Path, text: str) -> None:
    tree(tmp_path, "a/.git/x", "a/run.py", "lib/net.py", "a/other/net.py")

    assert found(tmp_path, "a/run.py", "net", text=text) is None


def test_what_is_inserted_comes_first_and_what_is_appended_last(tmp_path: Path) -> None:
    tree(tmp_path, "run.py", "net.py", "lib/net.py")

    assert found(tmp_path, "run.py", "net", text="import sys\nsys.path.insert(0, 'lib')") == "lib/net.py"
    assert found(tmp_path, "run.py", "net", text="import sys\nsys.path.append('lib')") == "net.py"


def test_a_package_without_init_may_lie_in_several_folders(tmp_path: Path) -> None:
    tree(tmp_path, ".git/x", "a/run.py", "a/net/one.py", "net/two.py")

    assert found(tmp_path, "a/run.py", "net.two") == "net/two.py"


def test_links_may_stay_inside_the_root_and_not_leave_it(tmp_path: Path) -> None:
    tree(tmp_path, "p/.git/x", "p/run.py", "p/lib/net.py", "outside/secret.py", "outside/pack/__init__.py")
    (tmp_path / "p/inner.py").symlink_to(tmp_path / "p/lib/net.py")
    (tmp_path / "p/secret.py").symlink_to(tmp_path / "outside/secret.py")
    (tmp_path / "p/pack").symlink_to(tmp_path / "outside/pack")
    (tmp_path / "p/loop.py").symlink_to(tmp_path / "p/loop.py")

    assert found(tmp_path, "p/run.py", "inner") == "p/inner.py"
    assert found(tmp_path, "p/run.py", "secret") is None
    assert found(tmp_path, "p/run.py", "pack") is None or found(tmp_path, "p/run.py", "pack.x") is None
    assert found(tmp_path, "p/run.py", "loop") is None


def test_only_regular_files_of_bounded_size_are_meant(tmp_path: Path) -> None:
    tree(tmp_path, "run.py")
    (tmp_path / "large.py").write_text("#" * (MODULE_BYTES + 1))
    (tmp_path / "folder.py").mkdir()
    os.mkfifo(tmp_path / "pipe.py")

    for name in ("large", "folder", "pipe"):
        assert found(tmp_path, "run.py", name) is None


def test_what_is_installed_is_not_read(tmp_path: Path) -> None:
    tree(tmp_path, ".git/x", "run.py", "env/lib/site-packages/net.py")

    text = "import sys\nsys.path.append('env/lib/site-packages')"
    assert found(tmp_path, "run.py", "net", text=text) is None


@pytest.mark.parametrize("mark", [".git", "pyproject.toml", "setup.py", "setup.cfg"])
def test_the_root_is_the_nearest_folder_with_a_mark(tmp_path: Path, mark: str) -> None:
    tree(tmp_path, ".git/x", f"a/{mark}/x" if mark == ".git" else f"a/{mark}", "a/b/c/run.py")

    assert root_of(str(tmp_path / "a/b/c/run.py"), str(tmp_path)) == str(tmp_path / "a")


def test_without_a_mark_the_root_is_where_flake8_was_started(tmp_path: Path) -> None:
    tree(tmp_path, "a/b/run.py")

    assert root_of(str(tmp_path / "a/b/run.py"), str(tmp_path / "a")) == str(tmp_path / "a")
    assert root_of(str(tmp_path / "a/b/run.py"), str(tmp_path / "other")) == str(tmp_path / "a/b")

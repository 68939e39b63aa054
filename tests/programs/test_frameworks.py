"""Fixtures are programs: under the real frameworks a bad one looks up an id outside its table, a good one never.

Needs ``pip install -e '.[frameworks]'``; run with ``pytest -m frameworks``.
"""

from __future__ import annotations

import importlib
import os
import re
import runpy
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, reduce
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from flake8_embedding.check import check
from flake8_embedding.fixes.apply import fix_text
from flake8_embedding.library.keras.names import NAMES
from flake8_embedding.library.registry import builtin
from tests.fixes.test_fix import setting_of
from tests.programs.test_fixtures import EXPECT, FIXTURES, MISSED, OF_PROJECTS, PATHS
from tests.slow import batch

pytestmark = [pytest.mark.frameworks, pytest.mark.filterwarnings("ignore")]

NOT_RUN = "# not run:"
TOO_SMALL = (
    "EMB100",
    "EMB101",
    "EMB102",
    "EMB103",
    "EMB104",
    "EMB105",
    "EMB106",
    "EMB107",
    "EMB108",
    "EMB109",
    "EMB110",
    "EMB111",
    "EMB113",
    "EMB205",
    "EMB206",
    "EMB401",
)


def runnable(path: Path) -> bool:
    return NOT_RUN not in path.read_text() and path.parent.name != "values"


def codes(path: Path) -> set[str]:
    text = path.read_text()
    return {code for code, _, _ in EXPECT.findall(text)} | set(MISSED.findall(text))


ENTRIES = [path for path in OF_PROJECTS if path.read_text().startswith("# entry: ") and runnable(path)]


def is_bad(entry: Path) -> bool:
    return entry.relative_to(FIXTURES / "projects").parts[0].startswith("bad_")


GOOD = [path for path in PATHS if runnable(path) and not codes(path)] + [one for one in ENTRIES if not is_bad(one)]
BAD = [path for path in PATHS if runnable(path) and codes(path) & set(TOO_SMALL)] + list(filter(is_bad, ENTRIES))


class Probe:
    """Watches every look-up; ``outside`` are the ids that had no row."""

    def __init__(self) -> None:
        self.outside: list[int] = []

    def see(self, ids: Any, rows: int) -> None:
        import numpy as np

        seen = np.asarray(ids).ravel()
        self.outside += [int(one) for one in seen if not 0 <= int(one) < rows]


@contextmanager
def probing() -> Iterator[Probe]:
    os.environ.update({"CUDA_VISIBLE_DEVICES": "-1", "TF_CPP_MIN_LOG_LEVEL": "3"})
    import equinox
    import flax.linen
    import flax.nnx
    import haiku
    import jax
    import keras
    import tensorflow as tf
    import tf_keras
    import torch

    probe = Probe()
    tf.config.run_functions_eagerly(run_eagerly=True)
    look_up = torch.nn.functional.embedding
    bag = torch.nn.functional.embedding_bag
    with pytest.MonkeyPatch.context() as patch:
        # A fixture puts another class in its place: it is taken back with the rest.
        patch.setattr(torch.nn, "Embedding", torch.nn.Embedding)

        def torch_look_up(ids: Any, weight: Any, *rest: Any, **named: Any) -> Any:
            probe.see(ids.detach().cpu().numpy(), weight.shape[0])
            return look_up(ids, weight, *rest, **named)

        def torch_bag(ids: Any, weight: Any, *rest: Any, **named: Any) -> Any:
            probe.see(ids.detach().cpu().numpy(), weight.shape[0])
            return bag(ids, weight, *rest, **named)

        patch.setattr(torch.nn.functional, "embedding", torch_look_up)
        patch.setattr(torch.nn.functional, "embedding_bag", torch_bag)
        for layer in (keras.layers.Embedding, tf_keras.layers.Embedding):
            patch.setattr(layer, "call", _watched(layer.call, probe))
        patch.setattr(
            keras.layers.CategoryEncoding, "call", _watched_encoding(keras.layers.CategoryEncoding.call, probe)
        )
        patch.setattr(jax.numpy, "take", _watched_take(jax.numpy.take, probe))
        for table in (flax.linen.Embed, flax.nnx.Embed, equinox.nn.Embedding, haiku.Embed):
            patch.setattr(table, "__call__", _watched_over_jax(table.__call__, probe))
        for variable in ("KERAS_BACKEND", "TF_USE_LEGACY_KERAS"):
            patch.setenv(variable, os.environ.get(variable, ""))
        yield probe


def _watched(call: Any, probe: Probe) -> Any:
    def watched(layer: Any, inputs: Any) -> Any:
        # While a functional model is built there are no ids yet.
        if hasattr(inputs, "numpy"):
            probe.see(inputs.numpy(), layer.input_dim)
        return call(layer, inputs)

    return watched


def _watched_encoding(call: Any, probe: Probe) -> Any:
    def watched(layer: Any, inputs: Any, *rest: Any, **named: Any) -> Any:
        if hasattr(inputs, "numpy"):
            probe.see(inputs.numpy(), layer.num_tokens)
        return call(layer, inputs, *rest, **named)

    return watched


def _watched_take(take: Any, probe: Probe) -> Any:
    import jax

    def watched(a: Any, indices: Any, axis: int | None = None, **named: Any) -> Any:
        if axis == 0 and not isinstance(indices, jax.core.Tracer):
            probe.see(indices, a.shape[0])
        return take(a, indices, axis=axis, **named)

    return watched


def _watched_over_jax(call: Any, probe: Probe) -> Any:
    import jax

    def watched(layer: Any, ids: Any, *rest: Any, **named: Any) -> Any:
        # Inside a transformation there are no ids yet.
        if not isinstance(ids, jax.core.Tracer):
            probe.see(ids, layer.vocab_size if hasattr(layer, "vocab_size") else layer.num_embeddings)
        return call(layer, ids, *rest, **named)

    return watched


def run(path: Path) -> None:
    before, folders, loaded, folder = sys.argv, list(sys.path), set(sys.modules), Path.cwd()
    sys.argv = [str(path)]
    sys.path.insert(0, str(path.parent))
    if path in OF_PROJECTS:
        # Programs read their configuration from where they stand.
        os.chdir(path.parent)
    try:
        runpy.run_path(str(path), run_name="__main__")
    except SystemExit as ended:
        if ended.code not in (None, 0):
            raise
    finally:
        os.chdir(folder)
        sys.argv, sys.path[:] = before, folders
        for name in set(sys.modules) - loaded:
            # The next project has other modules of the same names.
            if _is_of_a_project(sys.modules[name]):
                del sys.modules[name]
        importlib.invalidate_caches()


def _is_of_a_project(module: ModuleType) -> bool:
    places = [getattr(module, "__file__", None) or "/", *getattr(module, "__path__", ())]
    return any(FIXTURES / "projects" in Path(place).parents for place in places)


@pytest.mark.parametrize("path", BAD, ids=lambda path: str(path.relative_to(FIXTURES)))
def test_a_bad_program_really_looks_up_an_id_outside_its_table(path: Path) -> None:
    with probing() as probe:
        failure: BaseException | None = None
        try:
            run(path)
        except (ImportError, SyntaxError, NameError, AttributeError):
            raise
        except (Exception, SystemExit) as error:
            # Some programs catch the error, and end with a status that says so.
            failure = error

    assert probe.outside or failure is not None


@pytest.mark.parametrize("path", GOOD, ids=lambda path: str(path.relative_to(FIXTURES)))
def test_a_good_program_never_does(path: Path) -> None:
    with probing() as probe:
        run(path)

    assert probe.outside == []


def exists_in_keras(path: str) -> bool:
    for owner, name in ((f"keras.{path}", None), (f"keras.{path}".rpartition(".")[0], path.rpartition(".")[2])):
        try:
            module = importlib.import_module(owner)
        except ImportError:
            continue
        if name is None or hasattr(module, name):
            return True
    return False


def test_what_keras_3_is_said_to_have_removed_is_gone_and_what_only_it_has_is_there() -> None:
    flavour = builtin().flavour_of("keras")
    assert flavour is not None

    assert [path for path in flavour.removed if exists_in_keras(path)] == []
    assert [path for path in flavour.newer_only if not exists_in_keras(path)] == []


@cache
def fixed(path: Path) -> str | None:
    """The program with everything fixed, None where something of it is left or nothing was wrong."""
    text = path.read_text()
    setting = setting_of(text)
    safe = fix_text(text, setting).text
    # Where arguments are exchanged, what follows has to be changed by hand.
    found = fix_text(safe, setting, unsafe=True, wanted=lambda _: lambda finding: finding.code != "EMB203")
    left = {one.code for one in check(found.text, setting)} & {*TOO_SMALL, "EMB001", "EMB002", "EMB003"}
    return found.text if found.text != text and not left else None


def program_with_fixes(path: Path, folder: Path) -> Path:
    """The fixed program as a file in the folder. Fixing takes long: a test does it, not the collection of the tests."""
    text = fixed(path)
    if text is None:
        pytest.skip("something of it is left to people")
    program = folder / path.name
    program.write_text(text)
    return program


WITH_FINDINGS = batch([path for path in PATHS if runnable(path) and codes(path)])


@pytest.mark.parametrize("path", WITH_FINDINGS, ids=lambda path: str(path.relative_to(FIXTURES)))
def test_a_fixed_program_looks_up_no_id_outside(path: Path, tmp_path: Path) -> None:
    program = program_with_fixes(path, tmp_path)

    with probing() as probe:
        run(program)

    assert probe.outside == []


ONLY_IMPORTS = [path for path in WITH_FINDINGS if codes(path) <= {"EMB001", "EMB002", "EMB003"}]


@pytest.mark.parametrize("path", ONLY_IMPORTS, ids=lambda path: str(path.relative_to(FIXTURES)))
def test_a_program_with_moved_imports_does_what_it_did(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = program_with_fixes(path, tmp_path)

    run(path)
    before = capsys.readouterr().out
    run(program)

    # Keras numbers its layers through the whole process.
    number = re.compile(r"(?<=_)\d+")
    assert number.sub("N", capsys.readouterr().out) == number.sub("N", before)


def test_what_imports_may_be_moved_to_is_in_every_keras_of_tensorflow() -> None:
    import tensorflow as tf
    import tf_keras

    for module, names in NAMES.items():
        for root in (tf.keras, tf_keras):
            there = reduce(getattr, module.split("."), root) if module else root
            assert names <= set(dir(there)), (root.__name__, module)

"""The tests with every Python at hand, and the oldest and newest flake8 and libcst: ``nox -f .ci/noxfile.py``."""

from __future__ import annotations

import nox

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
CORE = [
    "tests/syntax/test_bare.py",
    "tests/programs/test_fixtures.py",
    "tests/doors/test_prefilter.py",
    "tests/doors/test_plugin.py",
    "tests/project/test_project.py",
    "tests/rules/test_rules.py",
    "tests/fixes/test_fix.py",
    "tests/interpret/test_interpret.py",
]

nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = False


@nox.session(python=PYTHONS)
@nox.parametrize("versions", [("flake8==6.0.0", "libcst"), ("flake8", "libcst"), ("flake8==7.0.0", "libcst==1.8.6")])
def newest_libcst(session: nox.Session, versions: tuple[str, str]) -> None:
    """Each flake8 with a libcst that has wheels for the Python."""
    session.chdir("..")
    session.install(*versions, "-e", ".[test]")
    session.run("pytest", "-q", "-n", "2", *CORE)


@nox.session(python=["3.11", "3.12"])
def oldest_libcst(session: nox.Session) -> None:
    """The oldest of both, on the Pythons that this libcst has wheels for."""
    session.chdir("..")
    session.install("flake8==6.0.0", "libcst==1.5.0", "-e", ".[test]")
    session.run("pytest", "-q", "-n", "2", *CORE)

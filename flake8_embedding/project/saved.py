"""Does a program save a table, or load what may be one, by functions of its project's modules?"""

from __future__ import annotations

from flake8_embedding.project.finder import Finder
from flake8_embedding.project.glance import glance
from flake8_embedding.project.leads import Projects, names_for, used_by
from flake8_embedding.project.seen import loads, makes_table, saves
from flake8_embedding.project.texts import stamp_of


def saves_table_when_run(
    path: str, finder: Finder, own_words: tuple[str, ...] = (), known: Projects | None = None
) -> bool:
    """Whether a program, when it runs, uses what makes tables and what saves objects. What it only defines is not
    run."""
    stamp = stamp_of(path)
    seen = glance(stamp, own_words) if stamp is not None else None
    if seen is None:
        return False
    names = names_for(finder.for_program(path), own_words, {} if known is None else known)
    used = names.run_by(path, seen)
    if not (seen.run.saves or names.lead(used, saves)):
        return False
    return seen.run.makes_table or names.lead([*used, *names.registering(seen.imports, path)], makes_table)


def may_load_by_others(text: str, finder: Finder, own_words: tuple[str, ...], known: Projects) -> bool:
    """Whether a file with this text uses a name of its project's modules that leads to what loads models."""
    names, _, used = used_by(text, finder, own_words, known)
    return names.lead(used, loads)

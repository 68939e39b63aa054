"""Progress bars: they hand out what they are given, and what is written beside them changes nothing.

Sources: https://tqdm.github.io/docs/tqdm/, https://rich.readthedocs.io/en/stable/progress.html, and the README pages of
fastprogress and progressbar2.
"""

from __future__ import annotations

from flake8_embedding.library.python.builtins import counted_range
from flake8_embedding.library.python.iteration import first
from flake8_embedding.library.spec import Entry, Handled, Library, ReadsOnly, handled

_BARS = {
    "tqdm": ("tqdm", "auto.tqdm", "autonotebook.tqdm", "notebook.tqdm", "std.tqdm", "rich.tqdm", "tqdm_notebook"),
    "rich": ("progress.track",),
    "fastprogress": ("progress_bar", "master_bar", "fastprogress.progress_bar", "fastprogress.master_bar"),
    "progressbar": ("progressbar",),
}
_NOTES = (
    *("set_postfix", "set_postfix_str", "set_description", "set_description_str"),
    *("refresh", "display", "unpause", "update", "close"),
)
"""Methods of a bar. It is the thing itself that it goes over, for us, and no such thing has a method of these names."""

LIBRARY = Library(
    name="progress bars",
    roots=tuple(_BARS),
    entries=(
        *(Entry(names, ("self",), Handled(first), roots=(root,)) for root, names in _BARS.items()),
        handled("trange", "auto.trange", "notebook.trange", "tnrange", by=counted_range, takes=(), roots=("tqdm",)),
    ),
    methods={
        kind: (Entry(_NOTES, ("self",), ReadsOnly()),)
        for kind in ("list", "tuple", "range", "array", "dataset", "iterator", "zipped", "enumerated")
    },
)

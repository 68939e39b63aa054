"""torch.distributions: what is drawn from a distribution over places is a place.

https://docs.pytorch.org/docs/stable/distributions.html#categorical
"""

from __future__ import annotations

from flake8_embedding.library.arrays.scores import places_drawn
from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.values.objects import LibraryObject
from flake8_embedding.values.value import Value

_CATEGORICAL = "torch.distributions.Categorical"


def _categorical(call: Call) -> Value:
    """``Categorical(probs)``, ``Categorical(logits=scores)``"""
    scores = call.argument("probs") or call.argument("logits")
    if scores is None or not call.complete:
        return call.unknown("what is drawn by is not seen")
    return call.allocate(LibraryObject(_CATEGORICAL, call.place, (("scores", scores),)))


def _sample(call: Call) -> Value:
    """``sample()``: a place for each vector of scores; ``sample((4,))``: four of each."""
    content = call.store.content(call.arguments[0])
    scores = content.setting("scores") if isinstance(content, LibraryObject) else None
    several = len(call.arguments) > 1 or bool(call.keywords)
    return places_drawn(call, scores, 0 if several else 1)


LIBRARY = Library(
    name="torch.distributions",
    roots=("torch.distributions", "torch.distributions.categorical"),
    entries=(handled("Categorical", by=_categorical, takes=("probs", "logits")),),
    methods={_CATEGORICAL: (handled("sample", by=_sample),)},
)

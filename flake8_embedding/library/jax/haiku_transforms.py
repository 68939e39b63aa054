"""Haiku's functions that make a pair of functions of a function with modules: ``transform``, ``transform_with_state``.

``net = transform(f)`` calls f in ``net.init(rng, x)`` and in ``net.apply(params, rng, x)``, each time with what stands
behind the parameters, the state and the random key. Found by running dm-haiku 0.0.17 on a CPU.
https://dm-haiku.readthedocs.io/en/latest/api.html#haiku-transforms
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.objects import LibraryObject
from flake8_embedding.values.value import Const, Value

_PAIR = "haiku.Transformed"
_NOT_SEEN = "which function is transformed is not seen"


def _transformed(call: Call) -> Value:
    """``transform(f)``"""
    function, given = call.argument("f"), call.argument("apply_rng")
    if function is None or not call.complete or not (given is None or given == Const(True)):
        return call.unknown(_NOT_SEEN)
    with_state = call.path.endswith("with_state")
    own = ("params", "state", "rng") if with_state else ("params", "rng")
    return _pair(call, function, own, with_state=with_state)


def _pair(call: Call, function: Value, own: tuple[str, ...], *, with_state: bool) -> Value:
    kept = (("f", function), ("own", Const(" ".join(own))), ("state", Const(with_state)))
    return call.allocate(LibraryObject(_PAIR, call.place, kept))


def _without_key(call: Call) -> Value:
    """``without_apply_rng(transform(f))``: ``apply(params, x)``"""
    pair = _given_pair(call)
    return call.unknown(_NOT_SEEN) if pair is None else _without(call, pair, "rng", with_state=_has_state(pair))


def _without_state(call: Call) -> Value:
    """``without_state(transform_with_state(f))``: ``apply(params, rng, x)`` gives what f gives."""
    pair = _given_pair(call)
    return call.unknown(_NOT_SEEN) if pair is None else _without(call, pair, "state", with_state=False)


def _given_pair(call: Call) -> LibraryObject | None:
    made = call.argument("f")
    pair = call.store.content(made) if made is not None else None
    return pair if isinstance(pair, LibraryObject) and pair.path == _PAIR else None


def _without(call: Call, pair: LibraryObject, dropped: str, *, with_state: bool) -> Value:
    """The same pair, but ``apply`` does not take what is dropped."""
    own = tuple(name for name in _own(pair) if name != dropped)
    return _pair(call, _function(pair), own, with_state=with_state)


def _function(pair: LibraryObject) -> Value:
    return dict(pair.settings)["f"]


def _own(pair: LibraryObject) -> list[str]:
    """What ``apply`` takes before the arguments of f."""
    held = pair.setting("own")
    return str(held.value).split() if isinstance(held, Const) else []


def _has_state(pair: LibraryObject) -> bool:
    return pair.setting("state") == Const(True)


def _applied(call: Call) -> Value:
    pair = call.store.content(call.arguments[0])
    if not isinstance(pair, LibraryObject):
        return call.unknown(_NOT_SEEN)
    made = _called(call, pair, _own(pair))
    if not _has_state(pair):
        return made
    parts = [made, call.unknown_part("the state of a model", "state")]
    return SequenceValue.of("tuple", tuple(parts), any_of(parts, call.key))


def _initialized(call: Call) -> Value:
    """The ids only show what shape ids will have."""
    pair = call.store.content(call.arguments[0])
    if not isinstance(pair, LibraryObject):
        return call.unknown(_NOT_SEEN)
    begun = call.mark()
    _called(call, pair, ["rng"])
    call.shows_shapes(begun)
    parts = [call.unknown_part("the parameters of a model", part) for part in ("params", "state")]
    return SequenceValue.of("tuple", tuple(parts), any_of(parts, call.key)) if _has_state(pair) else parts[0]


def _called(call: Call, pair: LibraryObject, own: list[str]) -> Value:
    """Call the function with all that is not for Haiku itself."""
    named = tuple((name, value) for name, value in call.keywords if name not in own)
    before = len(own) - (len(call.keywords) - len(named))
    return call.apply(_function(pair), call.arguments[1 + before :], named)


LIBRARY = Library(
    name="Haiku transforms",
    roots=("haiku",),
    entries=(
        handled("transform", "transform_with_state", by=_transformed, takes=("f", "*", "apply_rng")),
        handled("without_apply_rng", by=_without_key, takes=("f",)),
        handled("without_state", by=_without_state, takes=("f",)),
    ),
    methods={_PAIR: (handled("init", by=_initialized), handled("apply", by=_applied))},
)

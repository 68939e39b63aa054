"""``model.eval()`` and ``model.train(flag)``: the mode of a module, and of all modules in it.

Found by running PyTorch 2.13. https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import handled
from flake8_embedding.library.torch.parts import NotKnownError, all_in
from flake8_embedding.values.modules import with_modules_in
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.provenance import AttributeOf
from flake8_embedding.values.value import FALSE, TRUE, AllocationSite, FunctionValue, ObjectRef, Unknown, Value

_NAME = "training"


def _to_evaluation(call: Call) -> Value:
    """``model.eval()`` calls ``model.train(False)``, which may be a method of the program."""
    owner = call.argument("self")
    if owner is not None and _switches_itself(call, owner):
        return call.apply(call.attribute(owner, "train"), [FALSE])
    return _switched(call, FALSE)


def _to_mode(call: Call) -> Value:
    """``model.train()``, ``model.train(False)``"""
    given = call.argument("mode") or TRUE
    return _switched(call, given if given in (TRUE, FALSE) and call.complete else None)


def _switched(call: Call, mode: Value | None) -> Value:
    owner = call.argument("self")
    if owner is None:
        return call.unknown("what is switched is not seen")
    try:
        modules = [module for _, module in all_in(call, owner, set())]
    except NotKnownError:
        modules = [*with_modules_in(owner, call.store)]
        _forget_others(call)
    switch_themselves = [one for one in modules if one != owner and _switches_itself(call, one)]
    not_known = {inner for one in switch_themselves for inner in with_modules_in(one, call.store)}
    for module in modules:
        if isinstance(module, ObjectRef):
            is_known = mode is not None and module not in not_known
            call.store.set((module.alloc, _NAME), mode if mode is not None and is_known else _unknown(call, module))
    return owner


def _forget_others(call: Call) -> None:
    """A part that is not known may be any module that there is."""
    others = [key for key, held in call.store.everything() if isinstance(held, Instance)]
    call.costs(len(others))
    for alloc in others:
        if isinstance(alloc, AllocationSite):
            call.store.set((alloc, _NAME), _unknown(call, ObjectRef(alloc)))


def _switches_itself(call: Call, module: Value) -> bool:
    """Whether the class has a ``train`` of its own, which may leave the module, or a part of it, as it is."""
    is_own = isinstance(call.store.content(module), Instance)
    return is_own and isinstance(call.attribute(module, "train"), FunctionValue)


def _unknown(call: Call, module: ObjectRef) -> Unknown:
    reason = "whether it was switched is not known"
    return Unknown(reason, AttributeOf((call.key, module.alloc), _NAME), f"self.{_NAME}")


FUNCTIONS = (
    handled("nn.Module.eval", by=_to_evaluation),
    handled("nn.Module.train", by=_to_mode, takes=("self", "mode")),
)
"""``nn.Module.train(self, False)``"""

METHODS = (
    handled("eval", by=_to_evaluation),
    handled("train", by=_to_mode, takes=("self", "mode")),
)

"""Lightning and Accelerate: what moves a module to its devices, and what calls it with the batches of a loader.

``Trainer.fit`` calls ``training_step`` with each batch of the training loader, and so on for the other steps.
https://lightning.ai/docs/pytorch/stable/common/lightning_module.html
https://huggingface.co/docs/accelerate/package_reference/accelerator
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from flake8_embedding.library.call import Call
from flake8_embedding.library.modules import handed_back, same_object
from flake8_embedding.library.options.attribute_dicts import configuration, entries_of
from flake8_embedding.library.spec import Entry, InheritedBehaviour, Library, MakesObject, handled
from flake8_embedding.library.torch.modules import MODULE
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import element_of, texts_in
from flake8_embedding.values.objects import Instance, is_none
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import ANY_INDEX, Const, FunctionValue, Unknown, Value

_STEPS = {
    "fit": (
        ("training_step", "train_dataloaders", "train_dataloader"),
        ("validation_step", "val_dataloaders", "val_dataloader"),
    ),
    "validate": (("validation_step", "dataloaders", "val_dataloader"),),
    "test": (("test_step", "dataloaders", "test_dataloader"),),
    "predict": (("predict_step", "dataloaders", "predict_dataloader"),),
}
"""For each method of a trainer: the steps of the module that it calls, the argument with the loader of each, and the
method of the module or data module that makes the loader where none is given."""

_ON_THE_WAY = ("on_before_batch_transfer", "transfer_batch_to_device", "on_after_batch_transfer")
"""Methods that are called with each batch before the step is, and may give another one."""


def _stepped(method: str, call: Call) -> Value:
    model = call.argument("model")
    if model is not None:
        _run(method, call, model)
    return call.unknown(f"what {method} returns is not followed")


def _run(method: str, call: Call, model: Value) -> None:
    data = _data_module(method, call)
    owners = [model] if data is None else [data, model]
    _prepare(method, call, owners)
    changed = any(_own(call, owner, name) is not None for owner in owners for name in _ON_THE_WAY)
    for step, argument, own in _STEPS[method]:
        given = call.argument(argument)
        batch = _batch(call, None if given == data else given, argument, own, owners)
        function = _own(call, model, step)
        if batch is None or function is None:
            continue
        call.apply(function, [_perhaps_another(call) if changed else batch, ANY_INDEX])


def _perhaps_another(call: Call) -> Value:
    """A batch that may be changed on its way."""
    made = call.unknown("a batch may be changed on its way")
    return call.tainted(made) if isinstance(made, Unknown) else made


def _data_module(method: str, call: Call) -> Value | None:
    """The data module: ``fit(model, datamodule=data)``, or in the place of the loaders ``fit(model, data)``."""
    named = call.argument("datamodule")
    if named is not None and not is_none(named):
        return named
    given = call.argument(_STEPS[method][0][1])
    makes = (own for _, _, own in _STEPS[method])
    return given if given is not None and any(_own(call, given, own) is not None for own in makes) else None


def _prepare(method: str, call: Call, owners: list[Value]) -> None:
    """``prepare_data()``, and then ``setup(stage)``, of each that has one: they make the data sets."""
    for name, given in (("prepare_data", []), ("setup", [Const(method)])):
        for owner in owners:
            function = _own(call, owner, name)
            if function is not None:
                call.apply(function, list(given))


def _own(call: Call, owner: Value, name: str) -> FunctionValue | None:
    """The method that the program gives an object; None if it gives none."""
    function = call.attribute(owner, name)
    return function if isinstance(function, FunctionValue) else None


def _batch(call: Call, loader: Value | None, argument: str, own: str, owners: list[Value]) -> Value | None:
    """One batch of the loader that is given, or that the data module or the module itself makes."""
    if loader is None or is_none(loader):
        method = next((found for owner in owners if (found := _own(call, owner, own)) is not None), None)
        loader = None if method is None else call.apply(method, [])
    if loader is None or is_none(loader):
        return None
    return element_of(loader, call.store, Key(call.key, argument))


def _hyperparameters(call: Call) -> Value:
    """``self.save_hyperparameters()``: the arguments of ``__init__`` are attributes and entries of ``self.hparams``.
    Some of them may be named, or those that are left out; or an object or a dict is given that has all."""
    owner = call.argument("self")
    held = _held(call, call.arguments[1:]) if owner is not None and call.complete else None
    if owner is not None and held is not None:
        call.set_attribute(owner, "hparams", held)
    return call.unknown("it gives nothing back")


def _held(call: Call, given: Sequence[Value]) -> Value | None:
    """The object ``self.hparams``, None where it is not known what is in it."""
    parameters = call.parameters()
    match given:
        case []:
            left_out = _texts(call, dict(call.keywords).get("ignore"))
            if left_out is None:
                return None
            return configuration(call, {name: one for name, one in parameters.items() if name not in left_out})
        case [Const(value=str()), *_]:
            names = [text_in(one) for one in given]
            return configuration(call, {name: parameters[name] for name in names if name in parameters})
        case [one]:
            entries = entries_of(call, one)
            if entries is not None:
                return configuration(call, entries)
            return one if isinstance(call.store.content(one), Instance) else None
    return None


def _texts(call: Call, value: Value | None) -> tuple[str, ...] | None:
    """``"loss"`` and ``["loss", "net"]`` as texts, None where they are not known."""
    if value is None or is_none(value):
        return ()
    alone = text_in(value)
    return texts_in(value, call.store) if alone is None else (alone,)


_SAVING = handled("save_hyperparameters", by=_hyperparameters, takes=("self",))

_MODULES = ("LightningModule", "core.LightningModule")
_MODULE = replace(MODULE, methods=(*MODULE.methods, _SAVING))

_DATA_MODULES = ("LightningDataModule", "core.LightningDataModule")
_DATA_MODULE = InheritedBehaviour(methods=(_SAVING,), calls_nothing_else=True)

_FITS = ("self", "model", "train_dataloaders", "val_dataloaders", "datamodule")
_RUNS = ("self", "model", "dataloaders", "ckpt_path", "verbose", "datamodule")

_TRAINER = (
    handled("fit", by=partial(_stepped, "fit"), takes=_FITS),
    *(handled(name, by=partial(_stepped, name), takes=_RUNS) for name in ("validate", "test", "predict")),
)

_PREPARING = (
    handled("prepare", "prepare_model", "setup", "setup_module", "setup_dataloaders", by=handed_back),
    same_object("unwrap_model", of="model", takes=("self", "model")),
)

_ROOTS = ("lightning", "lightning.pytorch", "pytorch_lightning", "lightning.fabric", "lightning_fabric", "accelerate")

LIBRARY = Library(
    name="Lightning",
    roots=_ROOTS,
    entries=(
        Entry(("Trainer", "Fabric", "Accelerator"), (), MakesObject()),
        Entry((*_MODULES, *_DATA_MODULES), (), MakesObject()),
    ),
    methods={
        **{f"{root}.Trainer": _TRAINER for root in _ROOTS},
        **{f"{root}.{name}": _PREPARING for root in _ROOTS for name in ("Fabric", "Accelerator")},
    },
    bases=dict.fromkeys(_MODULES, _MODULE) | dict.fromkeys(_DATA_MODULES, _DATA_MODULE),
)

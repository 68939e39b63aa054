"""Lightning and Accelerate: what moves a module to its devices, and what calls it with the batches of a loader.

``Trainer.fit`` calls ``training_step`` with each batch of the training loader, and so on for the other steps.
https://lightning.ai/docs/pytorch/stable/common/lightning_module.html
https://huggingface.co/docs/accelerate/package_reference/accelerator
"""

from __future__ import annotations

from functools import partial

from flake8_embedding.library.call import Call
from flake8_embedding.library.modules import handed_back, same_object
from flake8_embedding.library.spec import Entry, Library, MakesObject, handled
from flake8_embedding.library.torch_modules import MODULE
from flake8_embedding.record import replace
from flake8_embedding.values.classes import Field, Fields, RecordClass
from flake8_embedding.values.contents import element_of
from flake8_embedding.values.objects import Instance, is_none
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import ANY_INDEX, FunctionValue, Value

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


def _stepped(method: str, call: Call) -> Value:
    model = call.argument("model")
    for step, argument, own in _STEPS[method] if model is not None else ():
        batch = _batch(call, argument, own)
        function = call.attribute(model, step) if model is not None else None
        if batch is None or not isinstance(function, FunctionValue):
            continue
        call.apply(function, [batch, ANY_INDEX])
    return call.unknown(f"what {method} returns is not followed")


def _batch(call: Call, argument: str, own: str) -> Value | None:
    """One batch of the loader that is given, or that the data module or the module itself makes."""
    loader = call.argument(argument)
    if loader is None or is_none(loader):
        for owner in (call.argument("datamodule"), call.argument("model")):
            method = call.attribute(owner, own) if owner is not None else None
            if isinstance(method, FunctionValue):
                loader = call.apply(method, [])
                break
    if loader is None or is_none(loader):
        return None
    return element_of(loader, call.store, Key(call.key, argument))


def _hyperparameters(call: Call) -> Value:
    """``self.save_hyperparameters()``: the arguments of ``__init__`` are attributes of ``self.hparams``."""
    owner = call.argument("self")
    if owner is not None and call.complete:
        given = [value for value in call.arguments[1:] if isinstance(call.store.content(value), Instance)]
        held: Value | None = given[0] if given else None
        if not call.arguments[1:]:
            parameters = call.parameters()
            held = call.allocate(Instance(RecordClass(Fields(tuple(map(Field, parameters))))))
            for name, value in parameters.items():
                call.set_attribute(held, name, value)
        if held is not None:
            call.set_attribute(owner, "hparams", held)
    return call.unknown("it gives nothing back")


_MODULE = replace(
    MODULE, methods=(*MODULE.methods, handled("save_hyperparameters", by=_hyperparameters, takes=("self",)))
)

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
        Entry(("LightningModule", "core.LightningModule"), (), MakesObject()),
    ),
    methods={
        **{f"{root}.Trainer": _TRAINER for root in _ROOTS},
        **{f"{root}.{name}": _PREPARING for root in _ROOTS for name in ("Fabric", "Accelerator")},
    },
    bases=dict.fromkeys(("LightningModule", "core.LightningModule"), _MODULE),
)

"""PyTorch's modules as objects: what moves them, wraps them, and holds several of them.

``Module.to`` and its relatives change the module in place and return it. Found by running PyTorch 2.13.
https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.modules import applied, same_object
from flake8_embedding.library.spec import (
    Conventions,
    Entry,
    Handled,
    HooksIn,
    InheritedBehaviour,
    ReadsOnly,
    ReturnsArgument,
    WeightNames,
    handled,
)
from flake8_embedding.library.torch import modes as torch_modes
from flake8_embedding.library.torch import parts as torch_parts
from flake8_embedding.record import replace
from flake8_embedding.values.classes import Namespace
from flake8_embedding.values.containers.contents import element_of, items_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.mappings import EntriesAreAttributes
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.objects import LibraryObject, ModelObject
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import FALSE, NONE, TRUE, Const, Method, ObjectRef, Unknown, Value


def _sequential(call: Call) -> Value:
    """``Sequential(layer, layer, ...)``, or a dict from names to layers, which become attributes."""
    if not call.complete:
        if call.starred is not None:
            call.note_part_used(element_of(call.starred, call.store, call.key))
        return call.unknown("the layers are not known")
    content = call.store.content(call.arguments[0]) if len(call.arguments) == 1 else None
    if not isinstance(content, DictValue):
        return _with_named_layers(call, ModelObject(tuple(call.arguments)))
    names = [name.value for name, _ in content.entries if isinstance(name, Const) and isinstance(name.value, str)]
    if content.key is not None or len(names) != len(content.entries):
        return call.unknown("the layers are not known")
    made = _with_named_layers(call, ModelObject(tuple(layer for _, layer in content.entries)))
    for name, (_, layer) in zip(names, content.entries, strict=True):
        call.set_attribute(made, name, layer)
    return made


def _with_named_layers(call: Call, model: ModelObject) -> Value:
    """A model whose layers are its attributes."""
    made = call.allocate(model)
    if isinstance(made, ObjectRef):
        call.store.set(EntriesAreAttributes(made.alloc), TRUE)
    return made


def _module_list(call: Call) -> Value:
    """``ModuleList([...])`` behaves like a list of modules."""
    given = call.argument("modules")
    if given is None:
        given = SequenceValue.of("list", (), call.unknown("no module"))
    items = items_of(given, call.store)
    content = call.store.content(given)
    if items is not None:
        return call.allocate(SequenceValue.of("list", items, any_of(list(items), Key(call.key, "module"))))
    if isinstance(content, SequenceValue):
        return call.allocate(SequenceValue("list", content.element, content.length))
    return call.unknown("the modules are not known")


def _module_dict(call: Call) -> Value:
    """``ModuleDict({...})`` behaves like a dict of modules, which are its attributes as well."""
    given = call.argument("modules")
    content = call.store.content(given) if given is not None else None
    if isinstance(content, DictValue):
        made = call.allocate(content)
        if isinstance(made, ObjectRef):
            call.store.set(EntriesAreAttributes(made.alloc), TRUE)
        return made
    return call.unknown("the modules are not known")


def _added_module(call: Call) -> Value:
    """``model.add_module("embedding", table)``"""
    owner, name, module = (call.argument(one) for one in ("self", "name", "module"))
    if owner is not None and module is not None and isinstance(name, Const) and isinstance(name.value, str):
        content = call.store.content(owner)
        if isinstance(owner, ObjectRef) and isinstance(content, ModelObject):
            before = call.store.get((owner.alloc, name.value))
            call.set(owner, content.with_layer(module, _place_of(content, name.value, before)))
        call.set_attribute(owner, name.value, module)
    elif owner is not None and isinstance(name, Unknown):
        # ``for name, child in model.named_children(): model.add_module(name, Wrapper(child))``
        call.forget_attributes(owner)
    return call.unknown("it gives nothing back")


def _place_of(model: ModelObject, name: str, before: Value | None) -> int | None:
    """The place of the layer of that name; None where there is none. ``before`` is what has been added under the
    name: the first layers that a model gets have their places for names."""
    if before is None:
        return model.numbered(name)
    return model.layers.index(before) if before in model.layers else None


def _registered(call: Call) -> Value:
    """``self.register_buffer("places", torch.arange(9))``: an attribute, as ``self.places = ...`` would be. So is
    ``table.register_parameter("weight", matrix)``."""
    owner, name = call.argument("self"), call.argument("name")
    tensor = call.argument("tensor") or call.argument("param")
    if owner is not None:
        if tensor is not None and isinstance(name, Const) and isinstance(name.value, str) and call.complete:
            call.set_attribute(owner, name.value, tensor)
        else:
            call.forget_attributes(owner)
    return NONE


def _set_submodule(call: Call) -> Value:
    """``model.set_submodule("encoder.table", table)``"""
    owner, path, module = (call.argument(one) for one in ("self", "target", "module"))
    if owner is not None and module is not None and isinstance(path, Const) and isinstance(path.value, str):
        *owners, last = path.value.split(".")
        for name in owners:
            owner = call.attribute(owner, name)
        call.set_attribute(owner, last, module)
    elif owner is not None:
        call.forget_attributes(owner)
    return call.unknown("it gives nothing back")


def _traced(call: Call) -> Value:
    """``torch.jit.trace(module, example)``: the module is called on the example once."""
    module, example = call.argument("func"), call.argument("example_inputs")
    if module is None or example is None:
        return call.unknown("what is traced is not seen")
    content = call.store.content(example)
    given = list(content.items or ()) if isinstance(content, SequenceValue) and content.kind == "tuple" else [example]
    call.apply(module, given)
    return module


_BIAS = "bias"


def _made_alike(call: Call) -> Value:
    """``nn.init.zeros_(head.weight)``: all scores are one number, and the first place counts as that of the largest.
    A bias that is the same everywhere changes no place."""
    tensor = call.argument("tensor")
    if tensor is None:
        return call.unknown("what is filled is not seen")
    if not _is_bias(tensor):
        call.note_ruled_out(tensor)
    return tensor


def _is_bias(tensor: Value) -> bool:
    """``head.bias``, ``head.bias.data``"""
    while isinstance(tensor, Method):
        if tensor.name == _BIAS:
            return True
        tensor = tensor.owner
    return False


_MOVES = (
    *("to", "cuda", "cpu", "xpu", "ipu", "mps", "float", "half", "double", "bfloat16", "type"),
    *("requires_grad_", "share_memory", "share_memory_", "to_empty", "to_sparse", "compile"),
)

_REGISTER_PARAMETER = handled("register_parameter", by=_registered, takes=("self", "name", "param"))

_HOOKS = Entry(("register_forward_pre_hook", "register_forward_hook"), ("self", "hook"), HooksIn("self"))


def _hooked_elsewhere(call: Call) -> Value:
    """``x.register_full_backward_hook(hook)``: what the hook writes is not known from now on. No ids come to it."""
    hook = call.argument("hook")
    if hook is not None:
        call.note_handed_on(hook)
    return call.unknown("a hook")


_OTHER_HOOKS = handled(
    *("register_full_backward_hook", "register_full_backward_pre_hook", "register_backward_hook"),
    *("register_state_dict_pre_hook", "register_state_dict_post_hook"),
    *("register_load_state_dict_pre_hook", "register_load_state_dict_post_hook"),
    by=_hooked_elsewhere,
    takes=("self", "hook"),
)

OF_LAYERS = (_REGISTER_PARAMETER, _HOOKS, _OTHER_HOOKS, *torch_modes.METHODS, *torch_parts.OF_LAYERS)

METHODS = (
    same_object(*_MOVES),
    *torch_modes.METHODS,
    handled("apply", by=applied, takes=("self", "fn")),
    _HOOKS,
    _OTHER_HOOKS,
    handled("add_module", "register_module", by=_added_module, takes=("self", "name", "module")),
    handled("set_submodule", by=_set_submodule, takes=("self", "target", "module")),
    handled("register_buffer", by=_registered, takes=("self", "name", "tensor", "persistent")),
    _REGISTER_PARAMETER,
    Entry(
        (*("zero_grad", "extra_repr", "buffers", "named_buffers", "reset_parameters"),),
        ("self",),
        ReadsOnly(),
    ),
    *torch_parts.METHODS,
)
"""The methods of every module; those that move it or switch its mode give back the module itself."""

CONVENTIONS = Conventions(
    changes_models=(
        *("eval", "train", "to", "cuda", "cpu", "float", "half", "double"),
        *("requires_grad_", "zero_grad", "load_state_dict"),
    ),
    gives_arrays=("parameters", "named_parameters", "buffers", "named_buffers", "state_dict"),
    gives_parts=("modules", "named_modules", "children", "named_children"),
    takes_arrays=(
        *("torch.optim.", "torch.save", "torch.nn.utils.clip_grad_", "transformers.AdamW", "transformers.optim"),
        *("builtins.sum", "builtins.print", "builtins.len", "builtins.any", "builtins.all"),
    ),
    shows=("builtins.print", "builtins.list", "builtins.len", "builtins.type"),
    takes_all=tuple(f"torch.nn.{name}" for name in ("ModuleDict", "ModuleList", "ParameterList")),
    instance_calls=("forward",),
    modes=("training", "requires_grad"),
    switches=("eval", "train"),
    elements_in_place=("torch",),
    weight=WeightNames(
        biases=(_BIAS,),
        drawn=("normal_", "uniform_", "random_", "exponential_", "cauchy_", "log_normal_"),
        evened=("zero_", "fill_"),
        names=("weight",),
        data=("data",),
        itself=("data", "weight"),
        transposed=("T", "mT", "H", "mH", "transpose", "swapaxes", "reshape"),
        same=(
            *("data", "weight", "detach", "clone", "cpu", "cuda", "to", "float", "half", "double"),
            *("contiguous", "softmax", "log_softmax", "sigmoid", "relu", "tanh", "exp"),
        ),
        read=(
            *("size", "shape", "dim", "ndim", "numel", "dtype", "device", "grad", "requires_grad", "requires_grad_"),
            *("is_leaf", "norm", "mean", "std", "sum", "min", "max", "var", "backward", "register_hook"),
            *("element_size", "ndimension", "nelement", "get_device", "is_contiguous", "stride", "data_ptr"),
            *("new_zeros", "new_ones", "new_full", "new_empty", "new_tensor"),
        ),
        worked_on=("abs", "clamp", "clip", "neg", "square"),
        copied=("astype", "numpy", "tolist"),
        about=("dtype", "device", "ndim", "requires_grad", "is_leaf", "is_cuda", "layout", "itemsize", "nbytes"),
        replaced=(
            *("set_", "resize_", "resize_as_", "t_", "transpose_", "swapaxes_", "swapdims_", "as_strided_"),
            "register_parameter",
        ),
        set=("set_",),
        filled=("copy_",),
        sizes=("size",),
    ),
)
"""``Module.__call__`` runs ``forward``; ``weight`` is a parameter, and ``weight.data`` its numbers."""

ATTRIBUTES = (same_object("module", "_orig_mod"),)


def _own_names(call: Call) -> Value:
    """``table._parameters["weight"] = matrix``: the entries are the table's attributes."""
    owner = call.argument("self")
    return Namespace(owner) if owner is not None else call.unknown("whose names these are is not known")


def _half(call: Call) -> Value:
    """``transformer.decoder``: whoever has it may change what it gives (``transformer.decoder.norm = head``)."""
    owner, half = call.argument("self"), call.unknown("the halves of a transformer are not followed")
    content = call.store.content(owner) if owner is not None else None
    if isinstance(owner, ObjectRef) and isinstance(content, LibraryObject) and content.setting(_OTHER_HALF) is None:
        call.store.set(owner.alloc, replace(content, settings=(*content.settings, (_OTHER_HALF, half))))
    return half


_OTHER_HALF = "custom_decoder"

OF_TRANSFORMERS = (handled("encoder", "decoder", by=_half, takes=("self",)),)

OF_TABLES = (*ATTRIBUTES, handled("_parameters", "_buffers", by=_own_names))

MODULE = InheritedBehaviour(
    methods=METHODS,
    itself=("module", "_orig_mod"),
    namespaces=("_modules", "_parameters", "_buffers"),
    calls_nothing_else=True,
)
"""``module`` and ``_orig_mod`` belong to wrappers, which are taken for the module that they wrap."""

MODULE_NAMES = ("nn.Module", "nn.modules.Module", "nn.modules.module.Module", "jit.ScriptModule")


def _parametrized(call: Call) -> Value:
    """``register_parametrization(table, "weight", Symmetric())``: PyTorch sees to it that the weight keeps its shape,
    unless ``unsafe`` is said."""
    module = call.argument("module") or call.unknown("what is parametrized is not seen")
    if call.argument("unsafe") not in (None, FALSE) or not call.complete:
        call.note_hook(module)
    return module


_WRAPPERS = (
    Entry(
        ("nn.DataParallel", "nn.parallel.DataParallel", "nn.parallel.DistributedDataParallel"),
        ("module",),
        ReturnsArgument("module"),
    ),
    Entry(
        ("distributed.fsdp.FullyShardedDataParallel", "distributed.fsdp.fully_shard"),
        ("module",),
        ReturnsArgument("module"),
    ),
    Entry(
        (
            *("nn.utils.weight_norm", "nn.utils.spectral_norm", "nn.utils.remove_weight_norm"),
            *("nn.utils.parametrizations.weight_norm", "nn.utils.parametrizations.spectral_norm"),
            "nn.utils.parametrizations.orthogonal",
        ),
        ("module", "name"),
        ReturnsArgument("module"),
    ),
    Entry(
        ("nn.utils.parametrize.register_parametrization",),
        ("module", "tensor_name", "parametrization", "unsafe"),
        Handled(_parametrized),
    ),
    *torch_parts.PUT_IN,
    Entry(("compile",), ("model",), ReturnsArgument("model")),
    Entry(("jit.script", "jit.freeze", "jit.optimize_for_inference"), ("obj",), ReturnsArgument("obj")),
    Entry(("jit.trace",), ("func", "example_inputs"), Handled(_traced)),
    Entry(("ao.quantization.prepare", "quantization.prepare"), ("model",), ReturnsArgument("model")),
)

_INITIAL = tuple(
    f"nn.init.{name}"
    for name in (
        "trunc_normal_",
        # Without the ending they are deprecated, and the same functions.
        *(
            f"{name}{ending}"
            for ending in ("_", "")
            for name in (
                *("uniform", "normal", "eye", "dirac", "orthogonal", "sparse"),
                *("xavier_uniform", "xavier_normal", "kaiming_uniform", "kaiming_normal"),
            )
        ),
        # Not documented, but programs use them.
        *("_no_grad_uniform_", "_no_grad_normal_", "_no_grad_trunc_normal_"),
    )
)
_ALIKE = tuple(f"nn.init.{name}" for name in ("ones_", "zeros_", "constant_", "constant"))
_OPTIMIZERS = tuple(
    f"optim.{name}" for name in ("SGD", "Adam", "AdamW", "SparseAdam", "Adagrad", "RMSprop", "Adadelta")
)

_READERS = (
    Entry(
        ("nn.modules.module.register_module_forward_pre_hook", "nn.modules.module.register_module_forward_hook"),
        ("hook",),
        HooksIn(None),
    ),
    Entry(_INITIAL, ("tensor",), ReturnsArgument("tensor")),
    Entry(_ALIKE, ("tensor",), Handled(_made_alike)),
    Entry(_OPTIMIZERS, ("params",), torch_parts.OPTIMIZER),
)

_CONTAINERS = (
    Entry(("nn.Sequential", "nn.modules.Sequential", "nn.modules.container.Sequential"), (), Handled(_sequential)),
    Entry(("nn.ModuleList", "nn.modules.container.ModuleList"), ("modules",), Handled(_module_list)),
    Entry(("nn.ModuleDict", "nn.modules.container.ModuleDict"), ("modules",), Handled(_module_dict)),
)

ENTRIES = (*torch_modes.FUNCTIONS, *_READERS, *_WRAPPERS, *_CONTAINERS)

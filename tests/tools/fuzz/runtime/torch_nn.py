"""The part of ``torch.nn`` that generated programs use: a table, modules that hold it, and its weight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.tools.fuzz.runtime.record import Event, Table, current, lines_here
from tests.tools.fuzz.runtime.torch_like import Tensor


def ids_of(ids: Any) -> list[int]:
    """The ids of a tensor, as far as the real table takes them."""
    if not isinstance(ids, Tensor):
        raise TypeError(f"embedding(): argument 'indices' must be Tensor, not {type(ids).__name__}")
    if str(ids.dtype) not in ("int64", "int32"):
        raise RuntimeError(f"Expected tensor to have Long or Int, but got {ids.dtype}")
    return ids.numbers()


class Weight:
    """The weight of a table: what is read from it is looked up in the table."""

    def __init__(self, table: Table, width: int) -> None:
        self.table, self.shape = table, (table.rows, width)
        self.requires_grad = True

    @property
    def data(self) -> Weight:
        return self

    @property
    def weight(self) -> Weight:
        return self

    def detach(self) -> Weight:
        return self

    def size(self, axis: int) -> int:
        return self.shape[axis]

    def __getitem__(self, ids: Any) -> Rows:
        given = ids.numbers() if isinstance(ids, Tensor) else [ids]
        rows = self.table.rows
        current().look_up(self.table, [one + rows if -rows <= one < 0 else one for one in given])
        return Rows()

    def index_select(self, axis: int, ids: Any) -> Rows:
        current().look_up(self.table, ids_of(ids))
        return Rows()

    def gather(self, axis: int, ids: Any) -> Rows:
        current().look_up(self.table, ids_of(ids), RuntimeError)
        return Rows()

    def copy_(self, of: Any) -> Weight:
        """Broadcasts, as the real one does."""
        shape = (1,) * (2 - len(of.shape)) + tuple(of.shape)
        if any(one not in (1, wanted) for one, wanted in zip(shape, self.shape, strict=True)):
            error = RuntimeError(f"The size of tensor a {self.shape} must match the size of tensor b {shape}")
            current().happens(Event("shape", self.table.made, lines_here()), error)
        return self


class Rows:
    """What a look-up gives: nothing is done with it."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *_, **__: self

    def __add__(self, other: Any) -> Rows:
        return self

    def __getitem__(self, key: Any) -> Rows:
        return self


class Module:
    """A module: its parts are found by their names, and calling it calls ``forward`` between its hooks."""

    def __init__(self) -> None:
        for name in ("_modules", "_buffers"):
            object.__setattr__(self, name, {})
        object.__setattr__(self, "_hooks", [])

    def __setattr__(self, name: str, value: Any) -> None:
        if isinstance(value, Module):
            vars(self).pop(name, None)
            self._modules[name] = value
        else:
            if "_modules" in vars(self):
                self._modules.pop(name, None)
            object.__setattr__(self, name, value)

    def __getattr__(self, name: str) -> Any:
        for held in ("_modules", "_buffers"):
            if name in vars(self).get(held, ()):
                return vars(self)[held][name]
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __call__(self, *given: Any, **named: Any) -> Any:
        for hook in self._hooks:
            changed = hook(self, given)
            if changed is not None:
                given = changed if isinstance(changed, tuple) else (changed,)
        return self.forward(*given, **named)

    def forward(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    def register_buffer(self, name: str, value: Any) -> None:
        self._buffers[name] = value

    def register_forward_pre_hook(self, hook: Callable[..., Any]) -> None:
        self._hooks.append(hook)

    def add_module(self, name: str, module: Module) -> None:
        setattr(self, name, module)

    def to(self, *_: Any, **__: Any) -> Any:
        return self

    cuda = cpu = double = half = float = train = eval = requires_grad_ = share_memory = to

    def children(self) -> Iterator[Module]:
        yield from list(self._modules.values())

    def named_children(self) -> Iterator[tuple[str, Module]]:
        yield from list(self._modules.items())

    def modules(self) -> Iterator[Module]:
        yield self
        for child in self.children():
            yield from child.modules()

    def named_modules(self, prefix: str = "") -> Iterator[tuple[str, Module]]:
        yield prefix, self
        for name, child in self.named_children():
            yield from child.named_modules(f"{prefix}.{name}" if prefix else name)

    def get_submodule(self, path: str) -> Any:
        found = self
        for name in path.split("."):
            found = getattr(found, name)
        return found

    def apply(self, function: Callable[[Module], Any]) -> Any:
        for child in self.children():
            child.apply(function)
        function(self)
        return self

    def parameters(self) -> list[Any]:
        return []

    def state_dict(self) -> dict[str, Any]:
        return {}


class Embedding(Module):
    """The table."""

    def __init__(self, num_embeddings: Any, embedding_dim: int, padding_idx: int | None = None) -> None:
        super().__init__()
        table = current().table(num_embeddings)
        self.num_embeddings, self.embedding_dim, self.padding_idx = num_embeddings, embedding_dim, padding_idx
        self.weight = Weight(table, embedding_dim)

    @classmethod
    def from_pretrained(cls, weight: Any, freeze: bool = True) -> Any:
        return cls(weight.shape[0], weight.shape[1])

    def forward(self, input: Any) -> Any:  # noqa: A002
        return embedding(input, self.weight)


def embedding(input: Any, weight: Any) -> Rows:  # noqa: A002
    """``F.embedding``."""
    ids = ids_of(input)
    current().look_up(weight.table, ids)
    return Rows()


class Passing(Module):
    """A layer that hands on what it is given: dropout, a linear layer, an activation."""

    def __init__(self, *_: Any, **__: Any) -> None:
        super().__init__()

    def forward(self, *given: Any) -> Any:
        return given[0]


class Sequential(Module):
    """Modules in a row."""

    def __init__(self, *parts: Module) -> None:
        super().__init__()
        for at, part in enumerate(parts):
            self._modules[str(at)] = part

    def forward(self, given: Any) -> Any:
        for part in self._modules.values():
            given = part(given)
        return given

    def __getitem__(self, at: int) -> Any:
        return list(self._modules.values())[at]

    def __setitem__(self, at: int, part: Module) -> None:
        self._modules[str(at)] = part

    def __iter__(self) -> Iterator[Module]:
        return iter(list(self._modules.values()))

    def __len__(self) -> int:
        return len(self._modules)


class ModuleList(Sequential):
    """A list of modules."""

    def __init__(self, parts: Any = ()) -> None:
        super().__init__(*parts)

    def append(self, part: Module) -> Any:
        self._modules[str(len(self))] = part
        return self


class ModuleDict(Module):
    """Modules by name."""

    def __init__(self, parts: Any) -> None:
        super().__init__()
        self._modules.update(parts)

    def __getitem__(self, name: str) -> Any:
        return self._modules[name]

    def __setitem__(self, name: str, part: Module) -> None:
        self._modules[name] = part


class OneHot:
    """Ids as rows of zeros and a one: multiplied with a weight they are looked up."""

    def __init__(self, ids: list[int]) -> None:
        self._ids = ids

    def float(self) -> Any:
        return self

    def __matmul__(self, weight: Weight) -> Rows:
        current().look_up(weight.table, self._ids, RuntimeError)
        return Rows()


def one_hot(ids: Any, num_classes: int) -> OneHot:
    """``F.one_hot``: the number of classes is that of the table's rows, whose look-up follows."""
    return OneHot(ids_of(ids))


def checkpoint(module: Any, *given: Any, use_reentrant: bool = True) -> Any:
    return module(*given)


def index_select(weight: Weight, axis: int, ids: Any) -> Rows:
    return weight.index_select(axis, ids)


CLASSES = (Module, Embedding, Sequential, ModuleList, ModuleDict, Passing)
"""Classes that a program may change; each run gets them as they were."""


def members() -> dict[str, Any]:
    """What ``torch.nn`` has."""
    passing = dict.fromkeys(("Dropout", "Linear", "Identity", "LayerNorm", "ReLU", "DataParallel"), Passing)
    return {**passing, **{one.__name__: one for one in CLASSES[:-1]}, "DataParallel": data_parallel}


def data_parallel(module: Module) -> Any:
    """``nn.DataParallel``: a module around another one."""
    return Sequential(module)

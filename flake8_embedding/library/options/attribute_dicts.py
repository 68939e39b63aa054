"""Configurations whose entries are read as attributes: EasyDict, addict, munch, ml_collections, OmegaConf, and Hydra's.

https://omegaconf.readthedocs.io, https://hydra.cc/docs/advanced/decorator
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.options.data_files import ValuesOf, file_at
from flake8_embedding.library.spec import InheritedBehaviour, Library, handled
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.objects import Instance, is_none
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.value import ClassValue, Const, LibraryName, ObjectRef, Partial, Value

_KIND = LibraryName("easydict.EasyDict")
_DEPTH = 12
"""Mappings inside each other: people write three or four."""

_CHANGING = (
    *("update", "merge_with", "merge_with_dotlist", "merge_with_cli", "setdefault", "pop", "popitem", "clear"),
    *("update_from_flattened_dict", "from_dict", "deep_update", "unlock", "__setattr__", "__setitem__", "__delattr__"),
)
"""Methods that change a configuration."""


class _Configuration(ValuesOf):
    """What stands in a file, its mappings with attributes."""

    def __init__(self, call: Call) -> None:
        super().__init__(call)
        self._made_by = call

    def mapping(self, entries: dict[str, Value], part: str) -> Value:
        return configuration(self._made_by, entries, part)


def configuration(call: Call, entries: dict[str, Value], part: str = "") -> Value:
    """A new object that has the entries as attributes, and as entries."""
    made = call.allocate(Instance(_KIND), f"configuration{part}")
    for name, value in entries.items():
        call.set_attribute(made, name, value)
    return made


def _made(call: Call) -> Value:
    """``EasyDict({"rows": 10})``, ``EasyDict(rows=10)``, ``OmegaConf.create({...})``"""
    if not call.complete or len(call.arguments) > 1:
        return call.unknown("the entries are not all seen")
    entries = entries_of(call, call.arguments[0]) if call.arguments else {}
    if entries is None:
        return call.unknown("the entries are not all seen")
    converted = {name: _converted(call, value, f".{name}", _DEPTH) for name, value in entries.items()}
    return configuration(call, {**converted, **dict(call.keywords)})


def entries_of(call: Call, mapping: Value) -> dict[str, Value] | None:
    """The entries of a dict with known keys."""
    content = call.store.content(mapping)
    if not isinstance(content, DictValue) or content.key is not None:
        return None
    known = {
        key.value: value for key, value in content.entries if isinstance(key, Const) and isinstance(key.value, str)
    }
    return known if len(known) == len(content.entries) else None


def _converted(call: Call, value: Value, part: str, depth: int) -> Value:
    """A dict inside becomes a configuration, too."""
    entries = entries_of(call, value) if depth > 0 and isinstance(value, ObjectRef) else None
    if entries is None:
        return value
    inner = {name: _converted(call, held, f"{part}.{name}", depth - 1) for name, held in entries.items()}
    return configuration(call, inner, part)


def _loaded(call: Call) -> Value:
    """``OmegaConf.load("config.yaml")``"""
    return _of_file(call, file_at(call))


def _of_file(call: Call, file: Value) -> Value:
    data = call.file_content(file, "yaml") if call.complete else None
    if data is None or _is_composed(data[0]):
        return call.unknown(f"{call.path} is not described")
    return _Configuration(call).data(data[0])


def _is_composed(data: object) -> bool:
    """Whether other files or values of other places are part of it."""
    if isinstance(data, dict):
        return "defaults" in data or any(_is_composed(one) for one in data.values())
    if isinstance(data, list):
        return any(map(_is_composed, data))
    return isinstance(data, str) and "${" in data


def _structured(call: Call) -> Value:
    """``OmegaConf.structured(Config)``: an object of the class, with its defaults."""
    given = call.argument("self")
    if isinstance(given, ClassValue):
        return call.apply(given, [])
    return given or call.unknown("nothing is given")


def _hydra_main(call: Call) -> Value:
    """``@hydra.main(config_path="conf", config_name="config")``: the function is called with what stands there, unless
    the person who runs the program says otherwise."""
    folder, name = text_in(call.argument("config_path")), text_in(call.argument("config_name"))
    if name is None or folder is None:
        return Partial(LibraryName("hydra.main.decorator"), (call.unknown("the configuration is not seen"),))
    file = call.unknown("the configuration is not read")
    call.note_file(file, f"{folder}/{name if name.endswith(('.yaml', '.yml')) else f'{name}.yaml'}")
    return Partial(LibraryName("hydra.main.decorator"), (_of_file(call, file),))


def _changed(call: Call) -> Value:
    """``config.update(...)``: any of its attributes may be another, at any depth."""
    if call.arguments:
        _forget(call, call.arguments[0], _DEPTH)
    return call.unknown("what is changed is not followed")


def _handed_out(call: Call) -> Value:
    """``config.items()``: whoever has a part of it may change that part."""
    owner = call.arguments[0] if call.arguments else None
    for _, held in list(call.store.names_in(owner.alloc)) if isinstance(owner, ObjectRef) else ():
        _forget(call, held, _DEPTH)
    return call.unknown("the parts are not followed")


def _forget(call: Call, value: Value, depth: int) -> None:
    if depth > 0 and isinstance(value, ObjectRef) and isinstance(call.store.content(value), Instance):
        for _, held in list(call.store.names_in(value.alloc)):
            _forget(call, held, depth - 1)
        call.forget_attributes(value)


def _got(call: Call) -> Value:
    """``config.get("rows", 10)``"""
    name = text_in(call.argument("key"))
    owner = call.arguments[0]
    if name is None or not isinstance(owner, ObjectRef) or call.store.get((owner.alloc, name)) is None:
        return call.unknown("which entry is read is not known")
    return call.attribute(owner, name)


def _decorated(call: Call) -> Value:
    if len(call.arguments) != 2 or is_none(call.arguments[1]):
        return call.unknown("what is decorated is not seen")
    configuration, function = call.arguments
    return Partial(function, (configuration,))


LIBRARY = Library(
    name="configurations with attributes",
    roots=("easydict", "addict", "munch", "ml_collections", "omegaconf", "hydra"),
    entries=(
        handled("EasyDict", by=_made, roots=("easydict",)),
        handled("Dict", by=_made, roots=("addict",)),
        handled("Munch", "DefaultMunch", "munchify", by=_made, roots=("munch",)),
        handled("ConfigDict", by=_made, roots=("ml_collections",)),
        handled("OmegaConf.create", by=_made, roots=("omegaconf",)),
        handled("OmegaConf.load", by=_loaded, roots=("omegaconf",)),
        handled("OmegaConf.update", by=_changed, roots=("omegaconf",)),
        handled("OmegaConf.structured", by=_structured, roots=("omegaconf",)),
        handled("main", by=_hydra_main, takes=("config_path", "config_name", "version_base"), roots=("hydra",)),
        handled("main.decorator", by=_decorated, takes=("configuration", "function"), roots=("hydra",)),
    ),
    bases={
        "EasyDict": InheritedBehaviour(
            items_are_attributes=True,
            methods=(
                handled(*_CHANGING, by=_changed),
                handled("items", "values", "copy", by=_handed_out),
                handled("get", by=_got, takes=("self", "key", "default")),
            ),
        )
    },
)

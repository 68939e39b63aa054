"""Modules of the standard library, and small packages around it, that meet sizes and ids."""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.conventions import Conventions
from flake8_embedding.library.modules import copied, copied_shallow
from flake8_embedding.library.python.containers import made_dict
from flake8_embedding.library.python.dataclasses import as_dict, replaced
from flake8_embedding.library.python.iteration import first
from flake8_embedding.library.spec import (
    Entry,
    Handled,
    InheritedBehaviour,
    Library,
    MakesRecord,
    NeverReturns,
    handled,
)
from flake8_embedding.values.chosen_at_start import Variable
from flake8_embedding.values.classes import Cached, Property
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.bounds import number
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.value import NONE, Const, LibraryName, Number, Partial, Unknown, Value


def _partial(call: Call) -> Value:
    if not call.arguments or not call.complete:
        return call.unknown("partial() of what is not seen")
    return Partial(call.arguments[0], tuple(call.arguments[1:]), call.keywords)


def _import_module(call: Call) -> Value:
    """``importlib.import_module("nets.small")``"""
    name, package = call.argument("name"), call.argument("package")
    if not isinstance(name, Const) or not isinstance(name.value, str):
        return call.unknown("which module is imported is not known")
    below = text_in(package) or ""
    return call.import_module(name.value, below) or LibraryName(name.value)


def _imported_by_builtin(call: Call) -> Value:
    """``__import__("nets")``; of ``"nets.small"`` it gives ``nets``."""
    name = text_in(call.argument("name"))
    if name is None or len(call.arguments) != 1 or call.keywords or not call.complete:
        return call.unknown("which module is imported is not known")
    if call.import_module(name, "") is None:
        return LibraryName(name.partition(".")[0])
    return call.import_module(name.partition(".")[0], "") or call.unknown("which module is imported is not known")


def _cached_property(call: Call) -> Value:
    return Property(call.arguments[0], cached=True) if call.arguments else call.unknown("no function is given")


def _cached(call: Call) -> Value:
    return Cached(call.arguments[0]) if call.arguments else call.unknown("no function is given")


def _dispatched(call: Call) -> Value:
    """Which of the functions that are registered later is called depends on the type of the argument."""
    if call.arguments:
        call.note_handed_on(call.arguments[0])
    return call.unknown("the function is chosen by the type of its argument")


def _environment(call: Call) -> Value:
    """``os.environ.get("ROWS", 10)``, ``os.getenv("ROWS")``"""
    name, default = call.argument("name"), call.argument("default") or NONE
    if not isinstance(name, Const) or not isinstance(default, Const):
        return call.unknown("an environment variable")
    return Unknown("an environment variable", Variable(name.value, default.value))


def _set_default_environment(call: Call) -> Value:
    call.environment(call.argument("name") or NONE, call.argument("value") or NONE)
    return call.unknown("an environment variable")


def _update_environment(call: Call) -> Value:
    """``os.environ.update(ROWS="10")``: any variable may be set."""
    call.environment(call.unknown("a variable"), NONE)
    return NONE


_MINOR = Symbol("the minor version of Python", "sys.version_info.minor", least=9)

_MODULES_THAT_CALL_NOTHING = [
    "base64",
    "calendar",
    "csv",
    "datetime",
    "getpass",
    "glob",
    "hashlib",
    "logging",
    "os.path",
    "pathlib",
    "platform",
    "shutil",
    "string",
    "tarfile",
    "tempfile",
    "traceback",
    "uuid",
    "warnings",
    "zipfile",
]

_FUNCTIONS_THAT_CALL_NOTHING = [
    "os.chdir",
    "os.cpu_count",
    "os.getcwd",
    "os.getpid",
    "os.listdir",
    "os.makedirs",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.scandir",
    "os.system",
    "random.seed",
    "sys.getsizeof",
    "sys.setrecursionlimit",
    "sys.stderr",
    "sys.stdout",
    "time.ctime",
    "time.localtime",
    "time.monotonic",
    "time.perf_counter",
    "time.process_time",
    "time.strftime",
    "time.time",
    "time.time_ns",
]

LIBRARY = Library(
    name="the standard library",
    roots=("functools", "os", "sys", "copy", "typing", "importlib", "abc"),
    entries=(
        Entry(("partial",), ("self",), Handled(_partial, keeps_arguments=True), roots=("functools",)),
        Entry(("environ.setdefault", "putenv"), ("name", "value"), Handled(_set_default_environment), roots=("os",)),
        Entry(("environ.update",), ("names",), Handled(_update_environment), roots=("os",)),
        Entry(("environ.get", "getenv"), ("name", "default"), Handled(_environment), roots=("os",)),
        Entry(("cast",), ("type", "self"), Handled(first), roots=("typing",)),
        Entry(("deepcopy",), ("self", "memo"), Handled(copied), roots=("copy",)),
        Entry(("copy",), ("self",), Handled(copied_shallow), roots=("copy",)),
        Entry(("exit",), ("status",), NeverReturns(), roots=("sys",)),
        Entry(("_exit", "abort"), ("status",), NeverReturns(), roots=("os",)),
        handled("TypedDict", by=made_dict, roots=("typing",)),
        Entry(("cached_property",), ("self",), Handled(_cached_property), roots=("functools",)),
        Entry(("cache", "lru_cache"), ("self",), Handled(_cached), roots=("functools",), decorates=True),
        Entry(("import_module",), ("name", "package"), Handled(_import_module), roots=("importlib",)),
        handled("__import__", by=_imported_by_builtin, takes=("name",), roots=("builtins",)),
        Entry(("singledispatch", "singledispatchmethod"), ("self",), Handled(_dispatched), roots=("functools",)),
    ),
    bases={
        "NamedTuple": InheritedBehaviour(
            record=MakesRecord(is_tuple=True, frozen=True),
            methods=(handled("_replace", by=replaced), handled("_asdict", by=as_dict)),
        ),
        "TypedDict": InheritedBehaviour(container=True),
        **dict.fromkeys(("Generic", "Protocol", "ABC", "ABCMeta"), InheritedBehaviour()),
    },
    # Code that is checked runs on Python 3. Which minor version is not known, but nobody maintains one before 3.9
    # (https://devguide.python.org/versions/): what stands behind a test for these does not run.
    constants={
        "sys.version_info": SequenceValue.of(
            "tuple", (Number.exactly(3), Number.exactly(Linear.of(_MINOR))), Number(number(0), None)
        ),
        "typing.TYPE_CHECKING": Const(value=False),
    },
    harmless=("joblib", "cloudpickle", "dill", "tqdm", "nltk", "matplotlib", "seaborn", "yaml"),
    # Modules that call a function only if they are handed it. Of others these functions: not ``time.sleep``, for other
    # threads run meanwhile, nor ``os.kill``, which runs the handler of a signal.
    calls_nothing=(
        *_MODULES_THAT_CALL_NOTHING,
        *_FUNCTIONS_THAT_CALL_NOTHING,
        *("nltk", "psutil", "requests"),
    ),
    environments=("os.environ",),
    conventions=Conventions(
        keeps=("dump", "dumps"),
        stops_early=("itertools.compress", "itertools.islice", "itertools.takewhile"),
        begins=("itertools.takewhile",),
        stops_at=("itertools.islice",),
        takes_all=(
            *("collections.Counter", "collections.OrderedDict", "collections.OrderedDict.fromkeys"),
            *("collections.deque", "math.fsum", "math.prod", "statistics.fmean", "statistics.mean"),
        ),
        asks_files=(
            *("absolute", "cwd", "exists", "expanduser", "glob", "home", "is_dir", "is_file", "is_mount"),
            *("is_symlink", "iterdir", "lstat", "read_bytes", "read_text", "readlink", "resolve"),
            *("rglob", "samefile", "stat", "walk"),
        ),
        of_files=("close", "flush", "read", "readline", "write", "writelines"),
        moves_files=("rename", "replace", "move"),
        writes_files=(
            *(
                "write",
                "writelines",
                "write_text",
                "write_bytes",
                "writerow",
                "writerows",
                "truncate",
                "unlink",
                "touch",
            ),
            *(
                "touch",
                "rename",
                "save",
                "save_pretrained",
                "savetxt",
                "tofile",
                "to_csv",
                "to_json",
                "to_pickle",
                "to_parquet",
            ),
        ),
    ),
    modules=("sys.modules",),
    pure=(
        *("re", "math", "string", "operator", "itertools", "fnmatch", "unicodedata", "textwrap", "fractions"),
        *(f"os.path.{name}" for name in ("basename", "commonpath", "dirname", "join", "normpath", "split", "splitext")),
        *("pathlib.Path", "pathlib.PosixPath", "pathlib.PurePath", "pathlib.PurePosixPath", "torch.device"),
    ),
    hands_out=("builtins", "collections", "copy", "functools", "itertools", "operator", "queue", "random"),
    hands_back=("functools.reduce",),
    decorators=(
        "abc.abstractmethod",
        "functools.wraps",
        "functools.total_ordering",
        "typing.no_type_check",
        "typing.final",
        "typing.overload",
        "typing.override",
        "typing.runtime_checkable",
        "typing_extensions.override",
        "contextlib.contextmanager",
        "contextlib.asynccontextmanager",
        "enum.unique",
        "unittest.skipIf",
        "unittest.skipUnless",
    ),
)

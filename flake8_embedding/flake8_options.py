"""What flake8 would make of a finding: its configuration files, ``noqa`` comments, and which files it reads.

The command asks flake8 itself, so that it sees the same configuration, that of other plugins for it included
(Flake8-pyproject reads ``pyproject.toml``).
"""

from __future__ import annotations

import argparse
import ast
from collections.abc import Callable, Iterator
from functools import cache

import flake8
from flake8.exceptions import Flake8Exception
from flake8.formatting.default import Nothing
from flake8.main import options
from flake8.options import aggregator, config
from flake8.options.manager import OptionManager
from flake8.plugins import finder
from flake8.processor import FileProcessor
from flake8.style_guide import StyleGuideManager

from flake8_embedding.config import Config
from flake8_embedding.files import STDIN, Unreadable
from flake8_embedding.finding import Finding
from flake8_embedding.lintable import files_at
from flake8_embedding.plugin import Plugin
from flake8_embedding.prefilter import Concern
from flake8_embedding.record import record
from flake8_embedding.syntax.source import lines_with_ends


class WrongConfiguration(ValueError):
    """flake8 does not accept its configuration; the message is flake8's."""


@record(frozen=True)
class Configuration:
    """flake8's options and what they say of a file or a finding."""

    options: argparse.Namespace
    guides: StyleGuideManager

    @staticmethod
    def read(arguments: list[str]) -> Configuration:
        """From the configuration files of the present directory, and options as on flake8's command line.

        Plugins of that directory (``[flake8:local-plugins]``) are left out, as they would have to be run.
        Raises ``WrongConfiguration``.
        """
        try:
            parsed = _parsed(arguments)
        except (Flake8Exception, ValueError) as error:
            raise WrongConfiguration(str(error)) from error
        return Configuration(parsed, StyleGuideManager(parsed, Nothing(parsed)))

    def config_for(self, path: str) -> Config:
        """What the rules are told for a file."""
        return Plugin.config_for(path)

    def concerns(self, text: str, path: str) -> bool:
        """Whether the plugin would look at the text at all. Raises ``Unreadable`` for what is no Python."""
        try:
            tree = ast.parse(text)
        except SyntaxError as error:
            raise Unreadable(f"line {error.lineno}: {error.msg}") from error
        except (ValueError, RecursionError, MemoryError) as error:
            raise Unreadable(str(error) or type(error).__name__) from error
        return Plugin.concern_of(text, tree, self.name_of(path)) is not Concern.NOTHING

    def reports(self, path: str, text: str) -> _Reports:
        """Which findings in the file flake8 would report."""
        processor = FileProcessor(path, self.options, lines_with_ends(text))
        return _Reports(path, processor, cache(processor.should_ignore_file), self.guides)

    def name_of(self, path: str) -> str:
        """The file that is meant: for what comes from standard input the name that flake8 is told."""
        return str(self.options.stdin_display_name) if path == STDIN else path

    def files(self, paths: list[str]) -> Iterator[str]:
        """The Python files and notebooks at and below the paths that flake8 does not exclude, each once.

        Other people's files below a path are left out: virtual environments, ``node_modules``, hidden folders.
        """
        patterns = [*self.options.filename, "*.ipynb"]
        excluded = [*self.options.exclude, *self.options.extend_exclude]
        return files_at(paths, patterns, excluded, self.name_of(STDIN))


def _parsed(arguments: list[str]) -> argparse.Namespace:
    """As ``flake8.options.parse_args.parse_args``, but for the local plugins."""
    preliminary = options.stage1_arg_parser()
    given, rest = preliminary.parse_known_args(arguments)
    read, folder = config.load_config(config=given.config, extra=given.append_config, isolated=given.isolated)
    read.remove_section("flake8:local-plugins")
    wanted = finder.parse_plugin_options(
        read, folder, enable_extensions=given.enable_extensions, require_plugins=given.require_plugins
    )
    plugins = finder.load_plugins(finder.find_plugins(read, wanted), wanted)
    known = OptionManager(
        version=flake8.__version__,
        plugin_versions=plugins.versions_str(),
        parents=[preliminary],
        formatter_names=list(plugins.reporters),
    )
    options.register_default_options(known)
    known.register_plugins(plugins)
    found: argparse.Namespace = aggregator.aggregate_options(known, read, folder, rest)
    for plugin in plugins.all_plugins():
        parse_options = getattr(plugin.obj, "parse_options", None)
        if parse_options is not None:
            try:
                parse_options(known, found, found.filenames)
            except TypeError:
                parse_options(found)
    return found


@record(frozen=True)
class _Reports:
    path: str
    processor: FileProcessor
    is_ignored: Callable[[], bool]
    """Whether the file says ``# flake8: noqa``. All its lines are searched for that, once and not for each finding."""
    guides: StyleGuideManager

    def __call__(self, finding: Finding) -> bool:
        if self.is_ignored():
            return False
        line = self.processor.noqa_line_for(finding.line)
        return bool(
            self.guides.handle_error(finding.code, self.path, finding.line, finding.column, finding.message, line)
        )

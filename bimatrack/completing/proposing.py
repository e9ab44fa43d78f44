"""Finds what may follow on a command line: commands, options, or values."""

from typing import Any

from typer._click.shell_completion import _resolve_context, _resolve_incomplete

from bimatrack.cli.app import build
from bimatrack.cli.running import GLOBAL_VALUES, hoist
from bimatrack.completing.line import Line
from bimatrack.completing.shells import Proposal
from bimatrack.completing.values import Asked, saved_views, values_for
from bimatrack.settings import Settings


def propose(line: Line, settings: Settings) -> list[Proposal] | None:
    """Return what may follow on *line* under these *settings*; None for files, which the shell knows best."""
    words, current, front = list(line.words), line.current, ""
    if "--" not in words and current.startswith("--") and "=" in current:
        name, _equals, current = current.partition("=")
        words, front = [*words, name], f"{name}="
    found = _follow(words, current, settings)
    if found is None:
        return None
    wanted = current.casefold()
    given = set(words)
    fits = {
        one.value: Proposal(front + one.value, one.told)
        for one in found
        if one.value.casefold().startswith(wanted) and one.value not in given
    }
    return list(fits.values())


def _follow(words: list[str], current: str, settings: Settings) -> list[Proposal] | None:
    root = build()
    if words and words[-1] in GLOBAL_VALUES and "--" not in words:
        context = _resolve_context(root, {"obj": settings}, "bimatrack", hoist(words[:-1]))
        target = next(one for one in root.params if words[-1] in one.opts)
    else:
        words = hoist(words)
        context = _resolve_context(root, {"obj": settings}, "bimatrack", words)
        target, current = _resolve_incomplete(context, words, current)
    if current.startswith("@") and any("--search" in one.opts for one in context.command.params):
        return list(saved_views(Asked.by(context)))  # Where directives are filtered, a view may stand anywhere.
    if hasattr(target, "param_type_name"):
        return values_for(target, Asked.by(context), current)
    return _names(root, context, target, current)


def _names(root: Any, context: Any, command: Any, current: str) -> list[Proposal]:  # noqa: ANN401 - Typer's classes are private
    """Return the names of commands and options; options also where nothing else may follow."""
    found = command.shell_complete(context, current)
    if not found and not current:
        found = command.shell_complete(context, "-")
    elif command is not root and current.startswith("-"):
        # The program's own options may stand behind the command as well.
        names = {name for item in found for name in [item.value]}
        found += [item for item in root.shell_complete(context.find_root(), current) if item.value not in names]
    return [Proposal(item.value, item.help or "") for item in found]

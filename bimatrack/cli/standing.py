"""What the commands about settings share: where the file lies, how settings stand in this run, what was typed."""

import os
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from bimatrack.cli.session import Session
from bimatrack.errors import UsageError
from bimatrack.i18n import _, choose_language
from bimatrack.server import Server
from bimatrack.settings import (
    KEYS,
    Said,
    Settings,
    Sort,
    Source,
    Standing,
    place_named,
    read_settings,
    settings_file,
    settings_folder,
    standings,
    system_user,
)
from bimatrack.settings.checking import require_key
from bimatrack.settings.keys import NO_BACKUPS, VIEWS

if TYPE_CHECKING:
    from rich.console import RenderableType

    View = Callable[[], RenderableType]


def place(session: Session) -> Path:
    """Return the file of settings that this run reads and writes."""
    return session.settings.path or settings_file()


def standing(ctx: typer.Context, settings: Settings | None = None) -> tuple[Standing, ...]:
    """Return how the settings stand in this run, those of the file read afresh unless they are given.

    Raises:
        SettingsError: the file is broken.
    """
    from bimatrack.cli.app import default_store

    root = ctx.find_root()
    names = {key.name: key.option.removeprefix("--") for key in KEYS if key.own}
    system = {
        "language": choose_language(None, {**os.environ, "BIMATRACK_LANG": ""}),
        "author": system_user(),
        "db": str(default_store()),
        "registry": str(settings_folder() / "units.toml"),
    }
    return standings(
        read_settings(place(ctx.obj)) if settings is None else settings,
        typed=[Said(key, str(root.params[name])) for key, name in names.items() if _typed(root, name)],
        environ=os.environ,
        system=[Said(key, text) for key, text in system.items()],
    )


def standing_of(ctx: typer.Context, key: str, settings: Settings | None = None) -> Standing | None:
    """Return how one setting stands; None for a view, or a command's options, that the file does not hold.

    Raises:
        SettingsError: the file is broken.
        UsageError: there is no such setting.
    """
    known = require_key(key)
    return next((one for one in standing(ctx, settings) if one.key.name == known.name), None)


def typed_value(ctx: typer.Context, name: str, words: Sequence[str]) -> str:
    """Return the value that *words* mean for a setting: a path from here on, options that their command can read.

    Raises:
        UsageError: there is no such setting or command, or the command cannot read the options.
    """
    from bimatrack.cli.expanding import check_words, no_command
    from bimatrack.cli.table import TAKING_DEFAULTS

    key = require_key(name)
    text = words[0] if len(words) == 1 else (shlex.join if key.sort is Sort.WORDS else " ".join)(words)
    is_off = key.name == "backups" and text == NO_BACKUPS
    is_server = key.name == "db" and isinstance(place_named(text), Server)
    if key.sort is Sort.PATH and text and not (is_off or is_server or text.startswith("~")):
        return str(Path(text).absolute())
    if key.sort is Sort.WORDS:
        table, _dot, command = name.partition(".")
        command = "list" if table == VIEWS else command
        if command not in TAKING_DEFAULTS:
            raise UsageError(no_command(command, TAKING_DEFAULTS))
        root = ctx.find_root()
        check_words(root.command.get_command(root, command), name, text, root)  # type: ignore[attr-defined]
    return text


def changed(ctx: typer.Context, key: str, change: Callable[[Path], Settings], *, as_json: bool) -> None:
    """Make a *change* to one setting, show how it stands then, and say what it was."""
    session: Session = ctx.obj
    from bimatrack import views

    before = standing_of(ctx, key)
    settings = change(place(session))
    now = standing_of(ctx, key, settings)
    if as_json or not session.quiet:
        found = (now,) if now else ()
        show(session, found, lambda: views.settings_table(found), as_json=as_json)
    session.say(_("{key} was: {was}").format(key=key, was=before.text if before and before.text else "–"))
    if now and now.source in (Source.OPTION, Source.ENVIRONMENT):
        name = now.key.option if now.source is Source.OPTION else now.key.variable
        session.say(_("Now {name} says otherwise, and that comes before the file.").format(name=name))


def show(session: Session, found: Sequence[Standing], view: "View", *, as_json: bool) -> None:
    """Answer with settings."""
    from bimatrack.exporters import flat

    session.answer(
        as_json=as_json,
        records=lambda: flat.setting_records(found),
        rows=lambda: flat.setting_rows(found),
        view=view,
    )


def _typed(root: Any, name: str) -> bool:  # noqa: ANN401 - Typer's context class is private
    source = root.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"

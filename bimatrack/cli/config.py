"""Commands about the settings: config, and get, set, unset, explain, edit and path behind it."""

from pathlib import Path
from typing import Annotated

import typer

from bimatrack.cli.options import Json
from bimatrack.cli.session import Session
from bimatrack.cli.standing import changed, place, show, standing, standing_of, typed_value
from bimatrack.errors import NothingToDoError, SettingsError
from bimatrack.i18n import _
from bimatrack.literal import literal

Key = Annotated[
    str, typer.Argument(metavar="KEY", help="The setting, such as quarter.first_month.", show_default=False)
]


def config(ctx: typer.Context, as_json: Json = False) -> None:
    """Show all settings, explain and change them.

    Each with its value, where that comes from (an option, the environment, the file, or built in), and what it means.

    Examples:
      bimatrack config
      bimatrack config set government "Pemerintah Kota Bima"
      bimatrack config set quarter.first_month 10
      bimatrack config set views.mingguan "--owner PUPR --overdue"
      bimatrack config explain scale
    """
    if ctx.invoked_subcommand is None:
        from bimatrack import views

        found = standing(ctx)
        show(ctx.obj, found, lambda: views.settings_table(found), as_json=as_json)


def get(ctx: typer.Context, key: Key, as_json: Json = False) -> None:
    """Print the value of one setting, as it holds.

    Example:
      bimatrack config get quarter.first_month
    """
    session: Session = ctx.obj
    from bimatrack.exporters import flat
    from bimatrack.exporters.jsontext import json_text

    one = standing_of(ctx, key)
    if one is None:
        raise NothingToDoError(_("{key} is not set.").format(key=key))
    session.write(json_text(flat.setting_record(one)) if as_json else f"{literal(one.text)}\n")


def set_(
    ctx: typer.Context,
    key: Key,
    value: Annotated[list[str], typer.Argument(metavar="VALUE", help="Its value.", show_default=False)],
    as_json: Json = False,
) -> None:
    """Write one setting into the file; the rest of it stays as it is.

    Options for views and commands stand in one pair of quotes; `--json` stands before the key.

    Examples:
      bimatrack config set language id
      bimatrack config set scale.steps "91 Sangat Tinggi; 76 Tinggi; 66 Sedang; 51 Rendah"
      bimatrack config set defaults.list "--limit 50"
    """
    from bimatrack.settings.writing import set_setting

    text = typed_value(ctx, key, value)
    changed(ctx, key, lambda path: set_setting(path, key, text), as_json=as_json)


def unset(ctx: typer.Context, key: Key, as_json: Json = False) -> None:
    """Take one setting out of the file, so that what is built in holds again.

    Example:
      bimatrack config unset quarter.first_month
    """
    from bimatrack.settings.writing import unset_setting

    changed(ctx, key, lambda path: unset_setting(path, key), as_json=as_json)


def explain(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="A setting, or a group of them.", show_default=False)],
    as_json: Json = False,
) -> None:
    """Say what a setting means, what holds, what is built in, and how to set it.

    Examples:
      bimatrack config explain quarter.first_month
      bimatrack config explain signatures
    """
    from bimatrack import views
    from bimatrack.settings.standing import below

    found = below(standing(ctx), key)
    show(ctx.obj, found, lambda: views.settings_detail(found), as_json=as_json)


def edit(ctx: typer.Context) -> None:
    """Open the file of settings in your editor (VISUAL, EDITOR), and keep the result if it can work.

    Example:
      bimatrack config edit
    """
    session: Session = ctx.obj
    from bimatrack.cli.editor import edited
    from bimatrack.settings.reading import read_text
    from bimatrack.settings.template import template

    path = place(session)
    kept = read_text(path)
    before = draft = template() if kept is None else kept
    while True:
        draft = edited(draft, ending=".toml")
        if draft == before:
            raise NothingToDoError(_("Nothing was changed."))
        if _saved(session, path, draft):
            break
    session.say(_("The settings are in {path}.").format(path=path))


def path(ctx: typer.Context) -> None:
    """Print where the file of settings lies.

    Example:
      bimatrack config path
    """
    session: Session = ctx.obj
    session.write(f"{place(session)}\n")


def _saved(session: Session, path: Path, draft: str) -> bool:
    """Keep what was edited; False where it cannot work and the person goes on editing.

    Raises:
        SettingsError: it cannot work, and nobody is there to mend it or wants to.
        OutputError: the file cannot be written.
    """
    from bimatrack.cli.expanding import check_commands
    from bimatrack.cli.table import TAKING_DEFAULTS
    from bimatrack.settings.reading import parse_settings
    from bimatrack.settings.writing import save_settings

    try:
        check_commands(parse_settings(draft, path), TAKING_DEFAULTS)
    except SettingsError as error:
        session.tell(f"bimatrack: {error}")
        if session.with_person and session.confirms(_("Go on editing?"), otherwise=True):
            return False
        raise SettingsError(_("{path} stays as it was.").format(path=path)) from error
    save_settings(path, draft)
    return True

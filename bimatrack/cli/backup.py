"""The command that copies what is kept, and lists the copies."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bimatrack.cli.options import Json
from bimatrack.cli.session import Session
from bimatrack.errors import UsageError
from bimatrack.i18n import _

if TYPE_CHECKING:
    from bimatrack.safekeeping import Kept, Made


def backup(
    ctx: typer.Context,
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="PATH", help="A new file, or a folder for it; by default beside the store.", show_default=False
        ),
    ] = None,
    list_: Annotated[
        bool, typer.Option("--list", help="List the backups there are, and whether each is good.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Copy all that is kept, and prove the copy.

    Nothing is ever overwritten. Beside the copy go your own list of units and your settings, if there are any. Backups
    are also made by themselves: of the file before the last change, and of the last seven days, four weeks and six
    months in which something was changed.

    Examples:
      bimatrack backup
      bimatrack backup /media/usb/
      bimatrack backup --list
    """
    session: Session = ctx.obj
    from bimatrack import safekeeping

    if list_ and path is not None:
        raise UsageError(_("--list takes no PATH."))
    if list_:
        _answer(session, tuple(safekeeping.looked_at(session.backups)), None, as_json=as_json)
        return
    settings = session.settings.path
    beside = [session.registry_path, *([settings] if settings else [])]
    made = safekeeping.back_up(session.require_file(), path, session.backups, session.now, beside)
    _answer(session, None, made, as_json=as_json)


def _answer(session: Session, kept: "tuple[Kept, ...] | None", made: "Made | None", *, as_json: bool) -> None:
    from bimatrack import views
    from bimatrack.exporters import flat

    automatic = session.settings.backing_up
    session.answer(
        as_json=as_json,
        records=lambda: flat.backups_record(session.backups, kept, made, automatic=automatic),
        rows=lambda: flat.backups_rows(kept, made),
        view=lambda: views.backups_view(session.backups, kept, made, automatic=automatic),
        paged=False,
    )

"""The command that finds what is wrong with what is kept, and mends it."""

from typing import TYPE_CHECKING, Annotated

import typer

from bimatrack.cli.options import Json
from bimatrack.cli.session import Session
from bimatrack.errors import FoundError, StoreError
from bimatrack.i18n import _, ngettext

if TYPE_CHECKING:
    from bimatrack.checkup import Checkup


def doctor(
    ctx: typer.Context,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended.")] = False,
    as_json: Json = False,
) -> None:
    """Look for all that is wrong with what is kept, and mend it.

    Looks at each entry, what it refers to, whether all stands as the history tells, the backups, the settings and your
    own units and rules, and at who can read the files. It changes nothing without --fix; with it the file is mended all
    at once or not at all, proved, and the damaged one kept beside.

    Ends with exit code 4 where what is kept is damaged, 1 where something else is left.

    Examples:
      bimatrack doctor
      bimatrack doctor --fix
    """
    session: Session = ctx.obj
    from bimatrack import checkup, views
    from bimatrack.exporters import flat

    settings = session.settings
    places = checkup.Places(
        session.require_file(), session.backups, session.registry_path, settings.rules, settings.path, settings.broken
    )
    found = checkup.check_up(session.store, places)
    if fix:
        found = checkup.mend(session.store, found, session.now)
    session.answer(
        as_json=as_json,
        records=lambda: flat.checkup_record(found),
        rows=lambda: flat.checkup_rows(found),
        view=lambda: views.checkup_view(found),
        paged=False,
    )
    if found.aside is not None:
        session.say(_("The damaged file lies in {path}.").format(path=found.aside))
    _conclude(found, fix=fix)


def _conclude(found: "Checkup", *, fix: bool) -> None:
    left = found.left
    if not left:
        return
    told = ngettext("{n} fault was found.", "{n} faults were found.", len(left)).format(n=len(left))
    if fix:
        told = ngettext("{n} fault is left.", "{n} faults are left.", len(left)).format(n=len(left))
    elif any(one.mends for one in left):
        told = f"{told} {_('“bimatrack doctor --fix” mends what can be mended.')}"
    raise (StoreError if found.damaged else FoundError)(told)

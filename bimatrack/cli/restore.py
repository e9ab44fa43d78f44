"""The command that puts a copy in the place of what is kept."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bimatrack.cli.options import DryRun, Json, Yes
from bimatrack.cli.session import Session
from bimatrack.errors import NothingToDoError, UsageError
from bimatrack.i18n import _

if TYPE_CHECKING:
    from bimatrack.restoring import Comparison


def restore(
    ctx: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE",
            help="What “export jsonl” or “backup” wrote, a copy of the store's file, or the name of a backup.",
            show_default=False,
            readable=False,
        ),
    ] = None,
    latest: Annotated[bool, typer.Option("--latest", help="Take the newest good backup.")] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Put a copy in the place of all that is kept.

    Shows first what would change and what would be lost, and asks; where nobody can be asked, --yes is needed. The copy
    is proved to be whole before, and read back after. The file of before stays beside, named by the moment.

    Examples:
      bimatrack restore --latest
      bimatrack restore semua.jsonl --dry-run
      bimatrack restore semua.jsonl --yes
    """
    session: Session = ctx.obj
    from bimatrack import restoring

    session.require_file()
    file = _chosen(session, file, latest=latest)
    copy, found = restoring.compare(session.store, file)
    look_first = session.with_person and not (as_json or yes)
    if not (yes or dry_run or look_first):
        raise UsageError(
            _("This would put {path} in place of all that is kept; add --yes, or --dry-run to see it.").format(
                path=file
            )
        )
    if look_first:
        _answer(session, found, None, as_json=False)
    if dry_run:
        if not look_first:
            _answer(session, found, None, as_json=as_json)
        return
    if look_first and not found.same and not session.confirms(_("Put it in place of all that is kept?")):
        raise NothingToDoError(_("Nothing was restored."))
    aside = restoring.restore(session.store, copy, found, session.now)
    if not look_first:
        _answer(session, found, aside, as_json=as_json, restored=True)
    session.say(_("Restored from {path}.").format(path=file))
    if aside is not None:
        session.say(_("What was kept before lies in {path}.").format(path=aside))


def _chosen(session: Session, file: Path | None, *, latest: bool) -> Path:
    from bimatrack import safekeeping

    if (file is None) != latest:
        raise UsageError(_("Name one copy, or take --latest; “bimatrack backup --list” shows what there is."))
    if file is not None:
        return safekeeping.found(session.backups, file)
    kept = safekeeping.newest_good(session.backups)
    if kept is None:
        raise NothingToDoError(_("There is no good backup in {path}.").format(path=session.backups))
    return kept.backup.path


def _answer(
    session: Session, found: "Comparison", aside: Path | None, *, as_json: bool, restored: bool = False
) -> None:
    from bimatrack import views
    from bimatrack.exporters import flat

    session.answer(
        as_json=as_json,
        records=lambda: flat.restoring_record(found, aside, restored=restored),
        rows=lambda: flat.restoring_rows(found, aside, restored=restored),
        view=lambda: views.restoring_view(found),
        paged=False,
    )

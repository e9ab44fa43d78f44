"""Commands over the history: log, undo, redo."""

from typing import TYPE_CHECKING, Annotated

import typer

from bimatrack.cli.options import Json
from bimatrack.cli.session import Session
from bimatrack.errors import NothingToDoError
from bimatrack.history import Action
from bimatrack.i18n import _, ngettext

if TYPE_CHECKING:
    from bimatrack.tracking import Rewind

Count = Annotated[int, typer.Argument(metavar="N", min=1, help="How many steps.", show_default=False)]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what it would do, change nothing.")]


def log(
    ctx: typer.Context,
    number: Annotated[
        int | None, typer.Argument(metavar="ID", help="Only what was done to this directive.", show_default=False)
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=1, help="Show only the last so many.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show what was done, by whom and when; the latest last.

    Examples:
      bimatrack log
      bimatrack log 8
    """
    session: Session = ctx.obj
    from bimatrack import views
    from bimatrack.exporters import flat

    changes = session.store.changes() if number is None else session.store.changes_of(number)
    shown = changes[-limit:] if limit else changes
    session.answer(
        as_json=as_json,
        records=lambda: flat.change_records(shown),
        rows=lambda: flat.change_rows(shown),
        view=lambda: views.log_table(shown, session.today),
        of_store=True,
    )


def undo(
    ctx: typer.Context, count: Count = 1, yes: Yes = False, dry_run: DryRun = False, as_json: Json = False
) -> None:
    """Take back the last command, or the last N. Nothing leaves the history; `redo` brings it back.

    Examples:
      bimatrack undo
      bimatrack undo 3
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    _rewind(session, tracking.preview_undo(session.store, count), yes=yes, dry_run=dry_run, as_json=as_json)


def redo(
    ctx: typer.Context, count: Count = 1, yes: Yes = False, dry_run: DryRun = False, as_json: Json = False
) -> None:
    """Bring back what the last undo took back, or the last N.

    Example:
      bimatrack redo
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    _rewind(session, tracking.preview_redo(session.store, count), yes=yes, dry_run=dry_run, as_json=as_json)


def _rewind(session: Session, plan: "Rewind", *, yes: bool, dry_run: bool, as_json: bool) -> None:
    from bimatrack import tracking

    asks = len(plan.steps) > 1 and session.with_person and not (yes or dry_run)
    if asks or dry_run or as_json or not session.quiet:
        _show(session, plan, as_json=as_json)
    if dry_run:
        return
    if asks and not session.confirms(_("Go ahead?")):
        raise NothingToDoError(_("Nothing was changed."))
    tracking.rewind(session.store, plan, session.mark(None, None))
    count = len(plan.steps)
    if plan.action is Action.UNDO:
        session.say(
            ngettext(
                "Done: {n} command is undone; “bimatrack redo” brings it back.",
                "Done: {n} commands are undone; “bimatrack redo” brings them back one by one.",
                count,
            ).format(n=count)
        )
    else:
        session.say(ngettext("Done: {n} command is redone.", "Done: {n} commands are redone.", count).format(n=count))


def _show(session: Session, plan: "Rewind", *, as_json: bool) -> None:
    from bimatrack import views
    from bimatrack.exporters import flat

    session.answer(
        as_json=as_json,
        records=lambda: flat.rewind_records(plan),
        rows=lambda: flat.rewind_rows(plan),
        view=lambda: views.undo_preview(plan, session.today, session.store.directives(), session.store.changes()),
        paged=False,
    )

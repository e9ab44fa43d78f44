"""Commands over the history: log, undo, redo."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from bimatrack.cli.options import DryRun, Json, Toward, Yes, read_day_or_none
from bimatrack.cli.session import Session
from bimatrack.errors import NothingToDoError, UsageError
from bimatrack.history import Action, Change, told
from bimatrack.i18n import _, ngettext

if TYPE_CHECKING:
    from bimatrack.tracking import Rewind

Count = Annotated[int, typer.Argument(metavar="N", min=1, help="How many steps.", show_default=False)]


def log(
    ctx: typer.Context,
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID", help="Only what was done to these, such as 3 5-7.", show_default=False),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only what was written on this day or later.")
    ] = None,
    by: Annotated[
        list[str] | None,
        typer.Option("--by", metavar="NAME", help="Only what this author did; may be given again."),
    ] = None,
    action: Annotated[
        list[Action] | None,
        typer.Option("--action", metavar="ACTION", help="Only this, such as done, due, tag; may be given again."),
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
      bimatrack log 3 5-7 --since "1 Maret" --action done
    """
    session: Session = ctx.obj
    from bimatrack import tracking, views
    from bimatrack.exporters import flat

    day = read_day_or_none(since, session.today, "--since", Toward.PAST)
    every = _history_of(session, tracking.parse_ids(ids or ()))
    changes = told(every, since=day, authors=by or (), actions=action or ())
    shown = changes[-limit:] if limit else changes
    session.answer(
        as_json=as_json,
        records=lambda: flat.change_records(shown),
        rows=lambda: flat.change_rows(shown, every),
        view=lambda: views.log_table(shown, session.today, every),
        of_store=True,
    )


def _history_of(session: Session, numbers: "Sequence[int]") -> "tuple[Change, ...]":
    if not numbers:
        return session.store.changes()
    for number in numbers:
        session.store.directive(number)
    return session.store.changes_on(set(numbers))


def undo(
    ctx: typer.Context, count: Count = 1, yes: Yes = False, dry_run: DryRun = False, as_json: Json = False
) -> None:
    """Take back the last command, or the last N. Nothing leaves the history; `redo` brings it back.

    Examples:
      bimatrack undo
      bimatrack undo 3 --yes
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    plan = tracking.preview_undo(session.store, count)
    _rewind(session, plan, count, yes=yes, dry_run=dry_run, as_json=as_json)


def redo(
    ctx: typer.Context, count: Count = 1, yes: Yes = False, dry_run: DryRun = False, as_json: Json = False
) -> None:
    """Bring back what the last undo took back, or the last N.

    Example:
      bimatrack redo
    """
    session: Session = ctx.obj
    from bimatrack import tracking

    plan = tracking.preview_redo(session.store, count)
    _rewind(session, plan, count, yes=yes, dry_run=dry_run, as_json=as_json)


def _rewind(session: Session, plan: "Rewind", count: int, *, yes: bool, dry_run: bool, as_json: bool) -> None:
    from bimatrack import tracking

    _check_count(plan, count)
    asks = count > 1 and not (yes or dry_run)
    if asks and not session.with_person:
        raise UsageError(_unasked(plan, count))
    if asks or dry_run or as_json or not session.quiet:
        _show(session, plan, as_json=as_json)
    if dry_run:
        return
    if asks and not session.confirms(_("Go ahead?")):
        raise NothingToDoError(_("Nothing was changed."))
    tracking.rewind(session.store, plan, session.mark(None, None))
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


def _check_count(plan: "Rewind", count: int) -> None:
    """Refuse to go more steps than there are.

    Raises:
        NothingToDoError: there are fewer than *count*.
    """
    there = len(plan.steps)
    if there >= count:
        return
    if plan.action is Action.UNDO:
        told = ngettext(
            "There is only {n} command to undo.", "There are only {n} commands to undo; name no more.", there
        )
    else:
        told = ngettext(
            "There is only {n} command to redo.", "There are only {n} commands to redo; name no more.", there
        )
    raise NothingToDoError(told.format(n=there))


def _unasked(plan: "Rewind", count: int) -> str:
    told = (
        _("{n} commands would be undone; add --yes to undo them, or --dry-run to see them.")
        if plan.action is Action.UNDO
        else _("{n} commands would be redone; add --yes to redo them, or --dry-run to see them.")
    )
    return told.format(n=count)


def _show(session: Session, plan: "Rewind", *, as_json: bool) -> None:
    from bimatrack import tracking, views
    from bimatrack.exporters import flat

    session.answer(
        as_json=as_json,
        records=lambda: flat.rewind_records(plan),
        rows=lambda: flat.rewind_rows(plan),
        view=lambda: views.undo_preview(plan, session.today, *tracking.concerned(session.store, plan)),
        paged=False,
    )

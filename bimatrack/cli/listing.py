"""Commands that show what is kept: list, show, releases."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bimatrack.cli.filters import filtered
from bimatrack.cli.options import Json
from bimatrack.cli.session import Session
from bimatrack.cli.viewing import in_use, keep_view
from bimatrack.cli.wanted import Wanted
from bimatrack.tracking import Grouping

if TYPE_CHECKING:
    from bimatrack.history import KeptRelease
    from bimatrack.tracking import Selection


@filtered
def list_(
    ctx: typer.Context,
    wanted: Wanted,
    save_view: Annotated[
        str | None, typer.Option("--save-view", metavar="NAME", help="Keep these options as the view @NAME.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List open directives, the most pressing first.

    A filter may be given several values, one of which is enough: again, or parted by commas where they are no names.
    Several filters narrow. Each has its opposite: --not-owner beside --owner, and so on.

    Examples:
      bimatrack list
      bimatrack list --owner PUPR --overdue
      bimatrack list --unit "Camat Raba" --all
      bimatrack list --quarter 2026Q1,2026Q2 --not-kind project --group-by unit
      bimatrack list --search "lampu jalan" --columns id,due,text --sort due
      bimatrack list --owner PUPR --overdue --save-view mingguan
    """
    session: Session = ctx.obj
    from bimatrack import tracking, views
    from bimatrack.exporters import flat

    columns, explain, tells_more = wanted.columns, wanted.explain, sys.stderr.isatty()
    chosen = wanted.chosen(session, counting=session.on_terminal or tells_more, grouped=True)
    if save_view is not None:
        keep_view(ctx, save_view)
    session.answer(
        as_json=as_json,
        records=lambda: flat.directive_records(chosen, session.today, columns, explain=explain),
        rows=lambda: flat.directive_rows(chosen, session.today, columns, explain=explain),
        view=lambda: views.directive_table(
            chosen, session.today, views.Look(columns, explain, in_use(session)), _titled(session, chosen)
        ),
        of_store=True,
    )
    if not chosen.rows:
        session.doubt_filter(wanted.texts("owner"))
    if (as_json or not session.on_terminal) and tells_more and tracking.hides(chosen):
        session.say(tracking.told(chosen, session.today, in_use(session)))


def _titled(session: Session, chosen: "Selection") -> "tuple[KeptRelease, ...]":
    """Return the releases whose titles stand over the groups of what was *chosen*."""
    return session.store.releases() if chosen.by is Grouping.RELEASE else ()


def show(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="ID", help="The directive's id.", show_default=False)],
    as_json: Json = False,
) -> None:
    """Show all of one directive.

    Its words in their place, who asked, who must act, by when, and all that became of it.

    Example:
      bimatrack show 8
    """
    session: Session = ctx.obj
    from bimatrack import views
    from bimatrack.exporters import flat

    tracked = session.store.directive(number)
    changes = session.store.changes_of(number)
    release = None if tracked.release is None else session.store.release(tracked.release)
    linked = [session.store.directive(end) for end in tracked.state.links]
    session.answer(
        as_json=as_json,
        records=lambda: flat.detail_record(tracked, session.today, changes, release, linked),
        rows=lambda: flat.detail_rows(tracked, session.today, changes, release, linked),
        view=lambda: views.directive_detail(tracked, session.today, changes, release, linked),
    )


def releases(ctx: typer.Context, as_json: Json = False) -> None:
    """List the releases that were imported.

    Example:
      bimatrack releases
    """
    session: Session = ctx.obj
    from bimatrack import views
    from bimatrack.exporters import flat

    kept, tracked = session.store.releases(), session.store.directives()
    session.answer(
        as_json=as_json,
        records=lambda: flat.release_records(kept, tracked),
        rows=lambda: flat.release_rows(kept, tracked),
        view=lambda: views.releases_table(kept, tracked),
        of_store=True,
    )

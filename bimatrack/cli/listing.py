"""Commands that show what is kept: list, show, releases."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated

import typer

from bimatrack.cli.options import Json, read_day_or_none
from bimatrack.cli.session import Session
from bimatrack.history import Tracked
from bimatrack.model import Kind, Status

Owners = Annotated[
    list[str] | None,
    typer.Option("--owner", metavar="NAME", help="Only those of this owner or unit; may be given again."),
]


Unit = Annotated[
    list[str] | None,
    typer.Option(
        "--unit", metavar="NAME", help="Only those of this unit, by its own share where split; may be given again."
    ),
]


class SortKey(StrEnum):
    """What a list can be ordered by; the names are those of tracking.Order."""

    PRESSING = "pressing"
    ID = "id"
    DUE = "due"
    OWNER = "owner"
    KIND = "kind"
    STATUS = "status"
    PROGRESS = "progress"
    RELEASE = "release"


def list_(
    ctx: typer.Context,
    owner: Owners = None,
    unit: Unit = None,
    kind: Annotated[list[Kind] | None, typer.Option("--kind", help="Only this kind; may be given again.")] = None,
    status: Annotated[
        list[Status] | None, typer.Option("--status", help="Only this status; may be given again.")
    ] = None,
    quarter: Annotated[
        str | None, typer.Option("--quarter", metavar="QUARTER", help="Due in this quarter, such as 2026Q1 or TW I.")
    ] = None,
    due_before: Annotated[str | None, typer.Option("--due-before", metavar="DATE", help="Due before this day.")] = None,
    due_after: Annotated[str | None, typer.Option("--due-after", metavar="DATE", help="Due after this day.")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only those whose last day has passed.")] = False,
    release: Annotated[
        int | None, typer.Option("--release", metavar="ID", help="Only those of the release with this id.")
    ] = None,
    speaker: Annotated[
        str | None, typer.Option("--speaker", metavar="NAME", help="Only those asked by this speaker.")
    ] = None,
    search: Annotated[
        str | None, typer.Option("--search", metavar="WORDS", help="Only those that hold these words.")
    ] = None,
    all_kinds: Annotated[bool, typer.Option("--all-kinds", help="Commitments and appeals too.")] = False,
    show_all: Annotated[bool, typer.Option("--all", help="Done and dropped ones too.")] = False,
    sort: Annotated[SortKey, typer.Option("--sort", help="Order by this.")] = SortKey.PRESSING,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="Show at most so many.")] = None,
    as_json: Json = False,
) -> None:
    """List open directives, the most pressing first.

    Examples:
      bimatrack list
      bimatrack list --owner PUPR --overdue
      bimatrack list --unit "Camat Raba" --all
      bimatrack list --quarter 2026Q1 --kind project --all
    """
    session: Session = ctx.obj
    from bimatrack import tracking, views
    from bimatrack.exporters import flat

    kept = session.store.directives()
    if Status.DISCARDED in (status or ()):
        kept += session.store.discarded()
    wanted = tracking.Filter(
        owners=tuple(owner or ()),
        meant=meant(session, owner or (), kept),
        units=session.units_named(unit or (), [one.number for one in kept if one.state.shares] if unit else ()),
        kinds=tuple(kind or ()),
        statuses=tuple(status or ()),
        quarter=session.quarter(quarter) if quarter else None,
        due_before=read_day_or_none(due_before, session.today, "--due-before"),
        due_after=read_day_or_none(due_after, session.today, "--due-after"),
        overdue=overdue,
        search=search,
        release=release,
        speaker=speaker,
        all_kinds=all_kinds,
        include_closed=show_all,
    )
    chosen = tracking.select(kept, wanted, session.today, tracking.Order(sort), limit=limit)
    session.answer(
        as_json=as_json,
        records=lambda: flat.directive_records(chosen, session.today),
        rows=lambda: flat.directive_rows(chosen, session.today),
        view=lambda: views.directive_table(chosen, session.today),
        of_store=True,
    )


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


def meant(session: Session, owners: Sequence[str], kept: Iterable[Tracked]) -> tuple[str, ...]:
    """Return the units that *owners* name; only what is split asks for them, so else no registry is read."""
    if not owners or not any(one.state.shares for one in kept):
        return ()
    return session.units_of(owners)

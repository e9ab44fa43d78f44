"""Commands that look ahead: agenda, calendar."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from bimatrack.cli.options import Json, read_day_or_none
from bimatrack.cli.session import Session
from bimatrack.errors import UsageError
from bimatrack.i18n import _

if TYPE_CHECKING:
    from bimatrack.history import Tracked

_MOST_MONTHS = 24

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


def agenda(
    ctx: typer.Context,
    week: Annotated[bool, typer.Option("--week", help="The week of today, Monday to Sunday.")] = False,
    month: Annotated[bool, typer.Option("--month", help="The month of today.")] = False,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="From this day.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="To this day.")] = None,
    days: Annotated[
        int | None, typer.Option("--days", metavar="N", min=1, max=3660, help="So many days; 7 by default.")
    ] = None,
    owner: Owners = None,
    unit: Unit = None,
    as_json: Json = False,
) -> None:
    """Show meetings, deadlines and holidays by day.

    Today and the six days that follow unless asked otherwise; what is overdue stands at the end. --owner and --unit
    choose among the deadlines; meetings and holidays concern everybody. Events of different releases on one day are
    marked, since nobody can be in two places; hours are not known.

    Examples:
      bimatrack agenda
      bimatrack agenda --month
      bimatrack agenda --days 14 --owner PUPR
      bimatrack agenda --from "1 Maret" --to "akhir Maret"
    """
    session: Session = ctx.obj
    from bimatrack import views
    from bimatrack.agenda import agenda as ahead
    from bimatrack.due import days_off
    from bimatrack.exporters import flat

    begin, end = _stretch(session.today, week=week, month=month, days=days, first=first, last=last)
    tracked, of = _deadlines(session, owner or (), unit or ())
    events, families = session.store.events(), _families(session)
    found = ahead(events, tracked, begin, end, session.today, off=days_off(begin, end), families=families)
    session.answer(
        as_json=as_json,
        records=lambda: flat.agenda_records(found),
        rows=lambda: flat.agenda_rows(found),
        view=lambda: views.agenda_view(found, of),
        of_store=True,
    )


def calendar(
    ctx: typer.Context,
    month: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="MONTH",
            help="2026-03, Maret 2026, maret, bulan depan, or a year; this month by default.",
            show_default=False,
        ),
    ] = None,
    months: Annotated[
        int | None,
        typer.Option("--months", metavar="N", min=1, max=_MOST_MONTHS, help="So many months from there on."),
    ] = None,
    owner: Owners = None,
    unit: Unit = None,
    as_json: Json = False,
) -> None:
    """Draw months with events, deadlines and holidays.

    Below the months stands what the signs in them mean, day by day.

    Examples:
      bimatrack calendar
      bimatrack calendar maret --months 3
      bimatrack calendar bulan depan --owner PUPR
    """
    session: Session = ctx.obj
    from bimatrack import views
    from bimatrack.agenda import calendar_of
    from bimatrack.cli.months import read_months
    from bimatrack.due import days_off
    from bimatrack.exporters import flat

    drawn = read_months(month or (), session.today, months)
    tracked, of = _deadlines(session, owner or (), unit or ())
    off = days_off(drawn[0][0], drawn[-1][1])
    families = _families(session)
    found = calendar_of(session.store.events(), tracked, drawn, session.today, off=off, families=families)
    session.answer(
        as_json=as_json,
        records=lambda: flat.calendar_records(found),
        rows=lambda: flat.calendar_rows(found),
        view=lambda: views.calendar_view(found, of),
        of_store=True,
    )


def _deadlines(
    session: Session, owners: Sequence[str], units: Sequence[str]
) -> "tuple[tuple[Tracked, ...], tuple[str, ...]]":
    """Return the directives whose deadlines are to be shown, and the names they were chosen by."""
    if not owners and not units:
        return session.store.open_directives(), ()
    from bimatrack import tracking

    named = session.units_sharing(units)
    having = tracking.Terms(owners=tuple(owners), meant=session.units_of(owners), units=named)
    kept = session.store.among(tracking.narrowed(tracking.Filter(having), session.today, counting=False))
    return tracking.select(kept, tracking.Filter(having), session.today).rows, (*owners, *named)


def _families(session: Session) -> Mapping[int, int]:
    return {kept.number: kept.family for kept in session.store.releases()}


def _stretch(
    today: date, *, week: bool, month: bool, days: int | None, first: str | None, last: str | None
) -> tuple[date, date]:
    if week:
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=min(6, (date.max - monday).days))
    if month:
        return today.replace(day=1), today.replace(day=monthrange(today.year, today.month)[1])
    begin = read_day_or_none(first, today, "--from") or today
    room = min((days or 7) - 1, (date.max - begin).days)
    end = read_day_or_none(last, begin, "--to") or begin + timedelta(days=room)
    if end < begin:
        raise UsageError(_("--to lies before --from; put the earlier day first."))
    return begin, end

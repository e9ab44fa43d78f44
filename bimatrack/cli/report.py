"""The commands that print a period: report, and summary in ten lines."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bimatrack.cli.options import Json, Toward, read_day_or_none
from bimatrack.cli.saving import file_names, make_folder, save
from bimatrack.cli.session import Session
from bimatrack.errors import UsageError
from bimatrack.i18n import _, ngettext

if TYPE_CHECKING:
    from bimatrack.periods import Period
    from bimatrack.reporting import PeriodReport


class Format(StrEnum):
    """The forms in which the report can be written; the names are those of exporters.FORMATS."""

    MARKDOWN = "md"
    CSV = "csv"
    JSON = "json"
    HTML = "html"
    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"


Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PERIOD",
        help="2026Q1, TW I 2026, 2026S1, 2026, Maret 2026, or two days; the running quarter by default.",
        show_default=False,
    ),
]
Unit = Annotated[
    str | None, typer.Option("--unit", metavar="NAME", help="Only what this unit must do, and its own shares.")
]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="As it stood on this day of the period.")]
AllKinds = Annotated[bool, typer.Option("--all-kinds", help="Commitments and appeals too.")]


def report(
    ctx: typer.Context,
    period: Words = None,
    form: Annotated[
        Format | None, typer.Option("--format", help="Write it in this form instead of showing it.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="The file to write; its ending tells the form."),
    ] = None,
    as_of: AsOf = None,
    unit: Unit = None,
    per_unit: Annotated[
        bool, typer.Option("--per-unit", help="One file for each unit, in the folder of -o, in the form of --format.")
    ] = False,
    government: Annotated[
        str | None,
        typer.Option("--government", metavar="NAME", envvar="BIMATRACK_GOVERNMENT", help="Whose report it is."),
    ] = None,
    all_kinds: AllKinds = False,
    as_json: Json = False,
) -> None:
    """Print the report of a quarter or another period.

    As the period stood on its last day, or today while it runs, with the period before it beside.

    Examples:
      bimatrack report 2026Q1
      bimatrack report TW I 2026 -o laporan.pdf
      bimatrack report semester I --unit PUPR
      bimatrack report 2026-01-05..2026-02-10 -o laporan.xlsx
      bimatrack report 2026Q1 --per-unit --format pdf -o laporan/
    """
    session: Session = ctx.obj
    from bimatrack import views
    from bimatrack.exporters import FORMATS

    asked = _Asked(session, session.period(" ".join(period or ())), as_of, government, all_kinds=all_kinds)
    if per_unit:
        _each_unit(session, asked, form, output, unit)
        return
    chosen = _form(form, output, as_json=as_json)
    found = asked.report(_unit(session, unit))
    if chosen is None and session.on_terminal:
        session.answer(as_json=False, records=list, rows=list, view=lambda: views.report_view(found), of_store=True)
        return
    content = FORMATS[chosen or Format.MARKDOWN](found)
    if output is None:
        session.write_file(content)
        return
    save(content, output)
    session.say(_("The report is in {path}.").format(path=output))


def summary(
    ctx: typer.Context, period: Words = None, as_of: AsOf = None, unit: Unit = None, all_kinds: AllKinds = False
) -> None:
    """Write the period in ten lines for a chat.

    Examples:
      bimatrack summary
      bimatrack summary 2026Q1 --unit PUPR
    """
    session: Session = ctx.obj
    from bimatrack.exporters.chat import summary_chat

    asked = _Asked(session, session.period(" ".join(period or ())), as_of, None, all_kinds=all_kinds)
    session.write(summary_chat(asked.report(_unit(session, unit))))


class _Asked:
    """What is to be reported on: the *period* as of a day, with what is printed around it."""

    def __init__(
        self, session: Session, period: "Period", as_of: str | None, government: str | None, *, all_kinds: bool
    ) -> None:
        from bimatrack.labels import period_label
        from bimatrack.reporting import report_day

        if period.start > session.today:
            raise UsageError(
                _("{period} has not begun yet; it can be reported on from {day} on.").format(
                    period=period_label(period), day=period.start
                )
            )
        self._session = session
        self.period = period
        self._day = report_day(period, session.today)
        self._government = government
        self._all_kinds = all_kinds
        day = read_day_or_none(as_of, session.today, "--as-of", Toward.PAST)
        if day is not None:
            if day not in period or day > self._day:
                raise UsageError(
                    _("--as-of: {asked} lies outside {first} to {last}.").format(
                        asked=day, first=period.start, last=self._day
                    )
                )
            self._day = day

    def report(self, unit: str = "") -> "PeriodReport":
        """Draw the report, of one *unit* if named."""
        [report] = self.reports((unit,))
        return report

    def reports(self, units: Iterable[str]) -> "Iterator[PeriodReport]":
        """Draw the report of each of *units*."""
        from bimatrack.reporting import reports_from

        session = self._session
        return reports_from(
            session.store,
            self.period,
            self._day,
            units,
            letterhead=session.letterhead(self._government),
            scale=session.settings.scale,
            all_kinds=self._all_kinds,
        )


def _unit(session: Session, name: str | None) -> str:
    """Return the full name of the one unit that *name* means, "" for none.

    Raises:
        UsageError: it means none, or several.
    """
    if name is None:
        return ""
    units = session.units_sharing([name])
    if len(units) > 1:
        raise UsageError(
            _("“{name}” means several units ({units}); name one, or write --per-unit.").format(
                name=name, units=", ".join(units)
            )
        )
    return units[0]


def _each_unit(session: Session, asked: _Asked, form: Format | None, output: Path | None, unit: str | None) -> None:
    """Write one file for each unit that has anything to do in the period."""
    from bimatrack.exporters import FORMATS

    if output is None or unit is not None:
        raise UsageError(_("--per-unit writes one file for each unit; name the folder with -o, and leave out --unit."))
    form = form or Format.PDF
    units = [count.name for count in asked.report().by_unit if count.name]
    make_folder(output)
    for found, plain in zip(asked.reports(units), file_names(units), strict=True):
        save(FORMATS[form](found), output / f"{asked.period}-{plain}.{form}")
    told = ngettext("{n} report is in {path}.", "{n} reports are in {path}.", len(units))
    session.say(told.format(n=len(units), path=output))


def _form(form: Format | None, output: Path | None, *, as_json: bool) -> Format | None:
    if form or as_json:
        return form or Format.JSON
    if output is None:
        return None
    try:
        return Format(output.suffix.lstrip(".").lower())
    except ValueError:
        raise UsageError(
            _("{path}: reports end in {forms}; or name the form with --format.").format(
                path=output, forms=", ".join(f".{one}" for one in Format)
            )
        ) from None

"""The command that prints the quarter."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bimatrack.cli.options import Json, Toward, read_day_or_none
from bimatrack.cli.saving import save
from bimatrack.cli.session import Session
from bimatrack.errors import UsageError
from bimatrack.i18n import _


class Format(StrEnum):
    """The forms in which the report can be written; the names are those of exporters.FORMATS."""

    MARKDOWN = "md"
    CSV = "csv"
    JSON = "json"
    HTML = "html"
    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"


def report(
    ctx: typer.Context,
    quarter: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUARTER", help="2026Q1, TW I 2026; the running one by default.", show_default=False),
    ] = None,
    form: Annotated[
        Format | None, typer.Option("--format", help="Write it in this form instead of showing it.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="The file to write; its ending tells the form."),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="As it stood on this day of the quarter.")
    ] = None,
    government: Annotated[
        str | None,
        typer.Option("--government", metavar="NAME", envvar="BIMATRACK_GOVERNMENT", help="Whose report it is."),
    ] = None,
    all_kinds: Annotated[bool, typer.Option("--all-kinds", help="Commitments and appeals too.")] = False,
    as_json: Json = False,
) -> None:
    """Print the quarterly report.

    As the quarter stood on its last day, or today while it runs.

    Examples:
      bimatrack report 2026Q1
      bimatrack report TW I 2026 -o laporan.pdf
    """
    session: Session = ctx.obj
    from bimatrack import views
    from bimatrack.exporters import FORMATS
    from bimatrack.reporting import quarter_report, report_day

    wanted = session.quarter(" ".join(quarter or ()))
    chosen = _form(form, output, as_json=as_json)
    day = report_day(wanted, session.today)
    asked = read_day_or_none(as_of, session.today, "--as-of", Toward.PAST)
    if asked is not None:
        if asked not in wanted or asked > day:
            raise UsageError(
                _("--as-of: {asked} lies outside {first} to {last}.").format(asked=asked, first=wanted.start, last=day)
            )
        day = asked
    store = session.store
    found = quarter_report(
        wanted,
        day,
        followed=store.followed(day),
        events=store.events(day),
        releases=store.releases(day),
        changes=store.changes(),
        letterhead=session.letterhead(government),
        scale=session.settings.scale,
        all_kinds=all_kinds,
    )
    if chosen is None and session.on_terminal:
        session.answer(as_json=False, records=list, rows=list, view=lambda: views.report_view(found), of_store=True)
        return
    content = FORMATS[chosen or Format.MARKDOWN](found)
    if output is None:
        session.write_file(content)
        return
    save(content, output)
    session.say(_("The report is in {path}.").format(path=output))


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

"""The command that takes over a follow-up matrix that was kept elsewhere."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bimatrack.cli.dues import read_due
from bimatrack.cli.options import DryRun, Json, Toward, read_day, read_day_or_none
from bimatrack.cli.session import Session
from bimatrack.errors import UnreadableReleaseError, UsageError
from bimatrack.i18n import _, ngettext

if TYPE_CHECKING:
    from bimatrack.adopting import Adoption, Words

_MOST_TOLD = 20


def import_matrix(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A matrix as CSV or as a workbook (XLSX).", show_default=False)
    ],
    mapped: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="HEAD=FIELD", help="What a column holds; “HEAD=-” leaves it out."),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="NAME", help="The sheet; by default the one that fits best.")
    ] = None,
    on: Annotated[str | None, typer.Option("--date", metavar="DATE", help="The day of rows that give none.")] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Take over a follow-up matrix that was kept elsewhere.

    Columns are known by their heads (Arahan, Penanggung jawab, Batas waktu, Status and many others), wherever the table
    begins. All rows are kept or, where one cannot be read, none; rows that came before are left alone, and one `undo`
    takes all back. Fields of --map are those that --dry-run shows.

    Examples:
      bimatrack adopt matriks.xlsx --dry-run
      bimatrack adopt matriks.csv --map "Isi surat=text" --map "Paraf=-"
    """
    session: Session = ctx.obj
    from bimatrack import adopting
    from bimatrack.altering import replace
    from bimatrack.bounds import TooMuchError, bounded, hold
    from bimatrack.readers.grids import read_grids

    born = read_day_or_none(on, session.today, "--date", Toward.PAST)
    hold()
    try:
        with bounded():
            grid, layout = adopting.find_layout(read_grids(file), adopting.read_fields(mapped or ()), sheet)
            lines, faults = adopting.read_rows(grid, layout, _words(session), born)
    except TooMuchError as error:
        raise UnreadableReleaseError(
            _("{path} is not read: {reason}; take a part of it.").format(path=file, reason=error)
        ) from None
    rehearse = dry_run or bool(faults)
    found = adopting.adopt(session.store, layout, lines, now=session.now, author=session.author, rehearse=rehearse)
    if dry_run or not faults:
        _answer(session, replace(found, faults=faults), as_json=as_json, dry_run=dry_run)
    if faults:
        _refuse(session, file, found=replace(found, faults=faults))
    _tell(session, found, dry_run=dry_run)


def _words(session: Session) -> "Words":
    from bimatrack.adopting import Words

    def day(text: str, anchor: date, head: str) -> date:
        return read_day(text, anchor, head, Toward.PAST)

    def due(text: str, anchor: date, head: str) -> date | None:
        try:
            return read_due(text, anchor, head).day
        except UsageError:
            # “Segera” and “rutin” set no day; what holds a figure was meant to.
            if any(map(str.isdigit, text)):
                raise
            return None

    return Words(session.today, day, due, session.units_of)


def _answer(session: Session, found: "Adoption", *, as_json: bool, dry_run: bool) -> None:
    from bimatrack import views
    from bimatrack.exporters import flat

    answer = session.answer if dry_run else session.answer_unless_quiet
    answer(
        as_json=as_json,
        records=lambda: flat.adoption_record(found, dry_run=dry_run),
        rows=lambda: flat.adoption_rows(found),
        view=lambda: views.adoption_view(found),
    )


def _refuse(session: Session, file: Path, found: "Adoption") -> None:
    for fault in found.faults[:_MOST_TOLD]:
        where = _("row {row}, column “{column}”").format(row=fault.row, column=fault.column)
        session.tell(f"bimatrack: {where}: {fault.reason}.")
    count = len(found.faults)
    told = ngettext(
        "{path}: {n} cell cannot be read, so nothing was added; mend it, or leave its column out with --map “HEAD=-”.",
        "{path}: {n} cells cannot be read, so nothing was added; mend them, or leave a column out with --map “HEAD=-”.",
        count,
    )
    raise UnreadableReleaseError(told.format(path=file, n=count))


def _tell(session: Session, found: "Adoption", *, dry_run: bool) -> None:
    count = len(found.fresh)
    if dry_run:
        told = ngettext("{n} row would be added", "{n} rows would be added", count)
    else:
        told = ngettext("{n} row was added", "{n} rows were added", count)
    parts = [told.format(n=count)]
    if found.known:
        parts.append(_("{n} came before").format(n=len(found.known)))
    strangers = sum(bool(line.owners) and not line.units for line in found.fresh)
    if strangers:
        parts.append(
            ngettext("{n} names nobody of the registry", "{n} name nobody of the registry", strangers).format(
                n=strangers
            )
        )
    session.say(f"{' · '.join(parts)}.")

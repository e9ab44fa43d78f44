"""Commands that read: import, extract, when."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated

import typer

from bimatrack.cli.options import Json, read_day_or_none
from bimatrack.cli.session import Session
from bimatrack.errors import UnreadableReleaseError, UsageError
from bimatrack.i18n import _
from bimatrack.model import Extraction

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Files, folders or patterns; - reads standard input.", show_default=False),
]
Day = Annotated[
    str | None, typer.Option("--date", metavar="DATE", help="The day of the release, for those that name none.")
]


def import_(
    ctx: typer.Context,
    paths: Paths,
    day: Day = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be imported, keep nothing.")] = False,
    review: Annotated[bool, typer.Option("--review", help="Go through what is doubtful afterwards.")] = False,
    as_json: Json = False,
) -> None:
    """Read releases and keep their directives and events.

    A release that was imported before changes nothing, however often it comes.

    Another version of one, such as a copy or a correction, is merged: what you did or set stays.

    What a later release asks again is linked to the open directive there is; `show` tells what it says otherwise.

    Examples:
      bimatrack import rilis/
      bimatrack import notulen.txt --date "5 Januari 2026"
      bimatrack import rilis.txt --dry-run
      bimatrack import rilis/ --review
    """
    session: Session = ctx.obj
    from bimatrack import importing, views
    from bimatrack.exporters import flat

    found, troubles = _read(session, paths, day)
    if not found:
        session.name_unread(troubles)
    done = importing.import_all(found, session.store, now=session.now, author=session.author, rehearse=dry_run)
    if done.imported:
        session.answer(
            as_json=as_json,
            records=lambda: flat.imported_records(done, session.today),
            rows=lambda: flat.imported_rows(done, session.today),
            view=lambda: views.imported(done, session.today, dry_run=dry_run),
        )
    if review and not dry_run:
        from bimatrack.cli.review import review_after

        review_after(session, [one.release.number for one in done.imported])
    session.name_unread([*troubles, *(refused.error for refused in done.refused)])


def extract(ctx: typer.Context, paths: Paths, day: Day = None, as_json: Json = False) -> None:
    """Read releases and print what they ask, keeping nothing.

    With --json one object a release and line.

    Examples:
      bimatrack extract rilis.txt
      bimatrack extract rilis/ --json > hasil.jsonl
    """
    session: Session = ctx.obj
    from bimatrack import views
    from bimatrack.exporters import flat
    from bimatrack.exporters.jsontext import json_line

    troubles = []
    first = True
    for item in _reading(session, paths, day):
        if isinstance(item, UnreadableReleaseError):
            troubles.append(item)
        elif as_json:
            session.write(json_line(flat.extraction_record(item)))
        elif session.on_terminal:
            session.console.print(views.extracted(item))
        else:
            session.write_rows(flat.extraction_rows(item, header=first))
            first = False
    session.name_unread(troubles)


def when(
    ctx: typer.Context,
    wording: Annotated[
        list[str] | None, typer.Argument(metavar="WORDING", help="Words that set a deadline.", show_default=False)
    ] = None,
    origin: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The day it was said; today by default.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Tell which day a deadline wording means, and why.

    Without a wording, lines of DAY, a tab and WORDING are read from standard input; --json prints one object a line.

    Examples:
      bimatrack when triwulan pertama ini --from 2026-01-05
      bimatrack when "paling lambat lima hari kerja"
    """
    session: Session = ctx.obj
    from bimatrack import views
    from bimatrack.exporters import flat
    from bimatrack.exporters.jsontext import json_line
    from bimatrack.extract.deadlines import read_deadline

    anchor = read_day_or_none(origin, session.today, "--from") or session.today
    if wording:
        reading = read_deadline(" ".join(wording), anchor)
        session.answer(
            as_json=as_json,
            records=lambda: flat.reading_record(reading),
            rows=lambda: flat.reading_rows(reading),
            view=lambda: views.deadline_view(reading, " ".join(wording), anchor),
        )
        return
    if sys.stdin.isatty():
        raise UsageError(_("Which wording? Write it behind the command: bimatrack when akhir bulan."))
    for day, words in _lines(sys.stdin, anchor):
        reading = read_deadline(words, day)
        session.write(json_line(flat.reading_record(reading)) if as_json else flat.reading_line(reading))


def _lines(lines: Iterable[str], anchor: date) -> Iterator[tuple[date, str]]:
    for number, line in enumerate(lines, 1):
        day, tab, words = line.rstrip("\r\n").partition("\t")
        try:
            yield (date.fromisoformat(day), words) if tab else (anchor, day)
        except ValueError:
            raise UsageError(
                _("Line {number}: “{day}” is no day; write 2026-01-05, a tab and the wording.").format(
                    number=number, day=day
                )
            ) from None


def _reading(session: Session, paths: list[str], day: str | None) -> Iterator[Extraction | UnreadableReleaseError]:
    from bimatrack.reading import read_all

    said = read_day_or_none(day, session.today, "--date")
    return read_all(paths, sys.stdin.buffer.read, session.registry, said)


def _read(session: Session, paths: list[str], day: str | None) -> tuple[list[Extraction], list[UnreadableReleaseError]]:
    found: list[Extraction] = []
    troubles: list[UnreadableReleaseError] = []
    for item in _reading(session, paths, day):
        (troubles if isinstance(item, UnreadableReleaseError) else found).append(item)  # type: ignore[arg-type]  # sorted by the same test
    return found, troubles

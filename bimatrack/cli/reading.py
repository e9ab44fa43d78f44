"""Commands that read: import, extract, when."""

import sys
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Annotated, NamedTuple, TextIO

import typer

from bimatrack.cli.options import Json, Toward, read_day_or_none
from bimatrack.cli.session import Session
from bimatrack.errors import ClusterError, UnreadableReleaseError, UsageError
from bimatrack.i18n import _, ngettext

if TYPE_CHECKING:
    from bimatrack.reading import Readings

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files, folders, patterns or addresses (https://...); - reads standard input.",
        show_default=False,
    ),
]
Day = Annotated[
    str | None, typer.Option("--date", metavar="DATE", help="The day of the release, for those that name none.")
]


Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        metavar="N",
        min=1,
        max=64,
        show_default=False,
        help="Read with so many processes; left out, one for each 200 files, at most as many as there are cores.",
    ),
]

Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        show_default=False,
        help="Read on a Dask cluster: its scheduler's address, tcp://HOST:PORT, or local for --jobs workers here.",
    ),
]


class Spread(NamedTuple):
    """Over what reading is spread: so many processes, or the workers of a cluster."""

    jobs: int | None
    cluster: str | None


_LONGEST_LINE = 10_000
_BATCH = 500  # releases kept in one write: enough to be quick, few enough to lose when the power fails


def import_(
    ctx: typer.Context,
    paths: Paths,
    day: Day = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be imported, keep nothing.")] = False,
    review: Annotated[bool, typer.Option("--review", help="Go through what is doubtful afterwards.")] = False,
    as_json: Json = False,
) -> None:
    """Read releases and keep their directives and events.

    A release that was imported before changes nothing, however often it comes.

    Another version of one, such as a copy or a correction, is merged: what you did or set stays.

    What a later release asks again is linked to the open directive there is; `show` tells what it says otherwise.

    Of a folder all releases below it are read, but for links that lead out of it.

    Of an address the page is kept, with the address where it was found; nothing else is fetched.

    Many are kept 500 at a time, each a step of the history. After Ctrl-C the same command goes on from there.

    Examples:
      bimatrack import rilis/
      bimatrack import arsip/ --jobs 4
      bimatrack import arsip/ --cluster tcp://10.0.0.5:8786
      bimatrack import notulen.txt --date "5 Januari 2026"
      bimatrack import rilis.txt --dry-run
      bimatrack import https://portal.example/berita/rakor
      bimatrack import rilis/ --review
    """
    session: Session = ctx.obj
    from bimatrack.cli.arrivals import Arrivals
    from bimatrack.cli.many import Bar, portions

    arrivals = Arrivals(session, as_json=as_json, dry_run=dry_run)
    try:
        known = frozenset(kept.release.key for kept in session.store.releases())
        session.pause()
        reading = _reading(session, paths, day, Spread(jobs, cluster), known)
        for items in portions(reading.sources, None if dry_run else _BATCH, Bar(reading.total, quiet=session.quiet)):
            arrivals.take(items)
    except KeyboardInterrupt:
        arrivals.stop()
        raise
    except ClusterError as error:
        arrivals.lose(error)
    arrivals.end()
    if review and not dry_run:
        from bimatrack.cli.review import review_after

        review_after(session, arrivals.releases)
    session.name_unread(arrivals.troubles, [*reading.passed_over, *arrivals.passed_over])


def extract(
    ctx: typer.Context,
    paths: Paths,
    day: Day = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    as_json: Json = False,
) -> None:
    """Read releases and print what they ask, keeping nothing.

    With --json one object a release and line.

    Examples:
      bimatrack extract rilis.txt
      bimatrack extract rilis/ --json > hasil.jsonl
      bimatrack extract https://portal.example/rilis.pdf
    """
    session: Session = ctx.obj
    from bimatrack import views
    from bimatrack.cli.many import Bar
    from bimatrack.exporters import flat
    from bimatrack.exporters.jsontext import json_line
    from bimatrack.readers import PassedOver

    troubles: list[UnreadableReleaseError] = []
    first = True
    reading = _reading(session, paths, day, Spread(jobs, cluster))
    passed_over = [*reading.passed_over]
    # On a screen the releases themselves tell how far it is.
    sources = reading.sources if session.on_terminal else Bar(reading.total, quiet=session.quiet).over(reading.sources)
    for item in chain.from_iterable(sources):
        if isinstance(item, UnreadableReleaseError):
            troubles.append(item)
        elif isinstance(item, PassedOver):
            passed_over.append(item)
        elif as_json:
            session.write(json_line(flat.extraction_record(item)))
        elif session.on_terminal:
            session.console.print(views.extracted(item))
        else:
            session.write_rows(flat.extraction_rows(item, header=first))
            first = False
    session.name_unread(troubles, passed_over)


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
        if reading.due is None and not reading.recurring and not as_json:
            session.say(_("“{wording}” names no day.").format(wording=" ".join(wording)))
        return
    if sys.stdin.isatty():
        raise UsageError(_("Which wording? Write it behind the command: bimatrack when akhir bulan."))
    for day, words in _lines(sys.stdin, anchor):
        reading = read_deadline(words, day)
        session.write(json_line(flat.reading_record(reading)) if as_json else flat.reading_line(reading))


def _lines(lines: TextIO, anchor: date) -> Iterator[tuple[date, str]]:
    for number, line in enumerate(_decoded(lines), 1):
        if len(line) > _LONGEST_LINE:
            raise UsageError(_("Line {number} is longer than {n} letters.").format(number=number, n=_LONGEST_LINE))
        day, tab, words = line.rstrip("\r\n").partition("\t")
        try:
            yield (date.fromisoformat(day), words) if tab else (anchor, day)
        except ValueError:
            raise UsageError(
                _("Line {number}: “{day}” is no day; write 2026-01-05, a tab and the wording.").format(
                    number=number, day=day
                )
            ) from None


def _decoded(lines: TextIO) -> Iterator[str]:
    """Yield lines as they come; of one that never ends, the beginning."""
    try:
        while line := lines.readline(_LONGEST_LINE + 2):
            yield line
    except UnicodeDecodeError:
        raise UsageError(_("Standard input is no text in UTF-8; save the lines as UTF-8 first.")) from None


def _reading(
    session: Session, paths: list[str], day: str | None, spread: Spread, known: frozenset[str] = frozenset()
) -> "Readings":
    from bimatrack import bounds
    from bimatrack.readers import MOST_BYTES, is_address
    from bimatrack.reading import Terms, read_all

    if spread.jobs and spread.cluster not in (None, "local"):
        raise UsageError(_("--jobs counts processes here, and a cluster has its own workers; leave one of them out."))
    count = sum(map(is_address, paths))
    if count and sys.stderr.isatty():  # The web may let a person wait.
        session.say(ngettext("Fetching {n} address …", "Fetching {n} addresses …", count).format(n=count))
    bounds.hold()
    terms = Terms(session.registry, read_day_or_none(day, session.today, "--date", Toward.PAST), known)
    return read_all(paths, lambda: sys.stdin.buffer.read(MOST_BYTES + 1), terms, spread.jobs, spread.cluster)

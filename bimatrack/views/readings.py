"""What was read and not kept: a deadline wording by itself, a release by itself."""

from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bimatrack.days import day_range, days_left, long_day
from bimatrack.extract.deadlines import Reading
from bimatrack.i18n import _, ngettext
from bimatrack.labels import kind_label
from bimatrack.model import Directive, Event, Extraction
from bimatrack.views.cells import NOTHING, QUIET, STRONG, cell, day_text, joined, names, stacked
from bimatrack.views.layout import blocks, indented, pairs_table


def deadline_view(reading: Reading, wording: str, anchor: date) -> RenderableType:
    """Show which day *wording* means when it is said on *anchor*, and why."""
    head = Text.assemble("“", cell(wording, STRONG), "” ", (_("said on {day}").format(day=long_day(anchor)), QUIET))
    return Group(head, indented(pairs_table(_answers(reading, anchor))))


def extracted(extraction: Extraction) -> RenderableType:
    """Show what one release asks, as it was read."""
    release = extraction.release
    head = joined(
        (
            cell(release.title or release.source, STRONG),
            Text(long_day(release.day) if release.day else _("no day found")),
            cell(release.publisher or ""),
        )
    )
    count = len(extraction.directives)
    closing = ngettext("{n} directive found.", "{n} directives found.", count).format(n=count)
    found = [indented(_directive(number, one)) for number, one in enumerate(extraction.directives, 1)]
    events = [indented(stacked(_event(event) for event in extraction.events))] if extraction.events else []
    return Group(blocks([head, *found, *events, Text(closing, style=STRONG)]), Text())


def _answers(reading: Reading, anchor: date) -> list[tuple[str, RenderableType]]:
    if reading.due is None:
        due = Text(_("no deadline"), style=STRONG)
        answers: list[tuple[str, RenderableType]] = [(_("Due"), due)]
        if reading.next_day:
            answers.append((_("Next"), Text(long_day(reading.next_day))))
    else:
        left = Text(days_left((reading.due - anchor).days), style=QUIET)
        answers = [(_("Due"), joined((Text(long_day(reading.due), style=STRONG), left)))]
        if reading.start and reading.start != reading.due:
            answers.append((_("Begins"), Text(long_day(reading.start))))
    return [*answers, (_("Why"), cell(reading.reason or NOTHING))]


def _directive(number: int, directive: Directive) -> RenderableType:
    due = directive.due
    wording = cell(f"“{due.quote.text}”: {due.reason}", QUIET) if due else Text()
    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column(justify="right", no_wrap=True, min_width=2)
    grid.add_column()
    facts = pairs_table(
        [
            (_("Responsible"), names(directive.units or (owner.text for owner in directive.owners))),
            (_("Due"), joined((day_text(due.day if due else None), wording))),
            (_("Asked by"), cell(directive.speaker.text if directive.speaker else NOTHING)),
            (_("Kind"), Text(kind_label(directive.kind))),
        ]
    )
    grid.add_row(Text(str(number), style=QUIET), Group(cell(directive.text, STRONG), facts))
    return grid


def _event(event: Event) -> Text:
    return joined(
        (
            Text.assemble((f"{_('event')}  ", QUIET), cell(event.title)),
            Text(day_range(event.start, event.end)),
            cell(event.place or ""),
        )
    )

"""What an import found, release by release."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bimatrack.days import day_range, short_day
from bimatrack.history import KeptEvent, KeptRelease, Tracked
from bimatrack.i18n import _, ngettext
from bimatrack.importing import Arrival, Importation, Imported
from bimatrack.labels import kind_label
from bimatrack.views.cells import (
    QUIET,
    SOON,
    STRONG,
    cell,
    day_text,
    due_texts,
    joined,
    number_text,
    stacked,
    who,
)
from bimatrack.views.layout import INDENT, NARROW, ByWidth, blocks, indented, ruled_table
from bimatrack.views.links import linked

# Room for ids, days and kinds; the words share the rest.
_ID, _DAY, _KIND, _GAPS = 4, 12, 11, 8
_TEXT_SHARE = 0.62


def imported(importation: Importation, today: date, *, dry_run: bool = False) -> RenderableType:
    """Show what came in: for each new release its directives and events, then the counts in one sentence."""

    def draw(width: int) -> RenderableType:
        fresh = [_release(one, width, today) for one in importation.imported if not one.already]
        return blocks([*fresh, Text(counts_sentence(importation, dry_run=dry_run), style=STRONG)])

    return ByWidth(draw)


def releases_table(releases: Sequence[KeptRelease], directives: Sequence[Tracked]) -> RenderableType:
    """Show the releases that are kept, with how many directives each brought and how many of them are open."""
    if not releases:
        return Text(_("No release was imported yet."), style=QUIET)
    brought: dict[int | None, list[Tracked]] = {}
    for one in directives:
        brought.setdefault(one.release, []).append(one)

    def draw(width: int) -> RenderableType:
        table = ruled_table()
        table.add_column(_("Id"), justify="right", no_wrap=True)
        table.add_column(_("Day"), justify="right", no_wrap=True)
        table.add_column(_("Release"), min_width=20)
        if width >= NARROW:
            table.add_column(_("Publisher"), max_width=26)
        table.add_column(_("Directives"), justify="right", no_wrap=True)
        table.add_column(_("Open"), justify="right", no_wrap=True)
        for kept in releases:
            theirs = brought.get(kept.number, [])
            still = sum(not one.state.status.closed for one in theirs)
            release = kept.release
            publisher = [cell(release.publisher or "")] if width >= NARROW else []
            title = linked(cell(release.title or release.source), release.source)
            counts = number_text(len(theirs)), number_text(still)
            table.add_row(Text(str(kept.number), style=QUIET), day_text(release.day), title, *publisher, *counts)
        return table

    return ByWidth(draw)


def counts_sentence(importation: Importation, *, dry_run: bool = False) -> str:
    """Say in one sentence what an import came to."""
    done = importation.imported
    fresh = [one for one in done if not one.already]
    new = [tracked for one in fresh for tracked in one.directives]
    seen = len(done) - len(fresh)
    doubtful = sum(tracked.doubtful for tracked in new)
    parts = [
        ngettext("{n} release read", "{n} releases read", len(done)).format(n=len(done)),
        ngettext("{n} new directive", "{n} new directives", len(new)).format(n=len(new)),
    ]
    parts += _known_ones(fresh)
    if seen:
        parts.append(ngettext("{n} release seen before", "{n} releases seen before", seen).format(n=seen))
    if doubtful:
        parts.append(ngettext("{n} doubtful", "{n} doubtful", doubtful).format(n=doubtful))
    if importation.refused:
        count = len(importation.refused)
        parts.append(ngettext("{n} refused", "{n} refused", count).format(n=count))
    sentence = f"{', '.join(parts)}."
    if dry_run:
        return f"{sentence} {_('Nothing was stored.')}"
    return f"{sentence} {_('“bimatrack review” goes through what is doubtful.')}" if doubtful else sentence


def _known_ones(fresh: Sequence[Imported]) -> Iterator[str]:
    counts = (
        (_("{n} asked again"), {known.number for one in fresh for known in one.again}),
        (_("{n} worded otherwise"), {known.number for one in fresh for known in one.revised}),
        (_("{n} no longer asked"), {known.number for one in fresh for known in one.missing}),
    )
    for phrase, numbers in counts:
        if numbers:
            yield phrase.format(n=len(numbers))


def _release(one: Imported, width: int, today: date) -> RenderableType:
    release = one.release.release
    head = joined(
        (
            cell(release.title or release.source, STRONG),
            Text(short_day(release.day) if release.day else ""),
            Text(_("release {id}").format(id=one.release.number), style=QUIET),
            Text(_how_it_came(one), style=QUIET),
        )
    )
    tracked = [directive for directive in one.directives if directive.state.kind.tracked]
    found = [indented(_found(tracked, width - INDENT, today))] if tracked else []
    rest = stacked(_rest(one, len(tracked)))
    return Group(head, *found, *([indented(rest)] if rest.plain else []))


def _how_it_came(one: Imported) -> str:
    if one.arrival is Arrival.REVISED:
        return _("another version of release {id}").format(id=one.release.revises)
    return _("back again") if one.arrival is Arrival.BACK else ""


def _rest(one: Imported, tracked: int) -> Iterator[Text]:
    others = len(one.directives) - tracked
    if one.arrival is Arrival.REVISED and not (one.directives or one.again or one.revised or one.missing):
        yield Text(_("nothing in it is new"), style=QUIET)
    elif one.arrival is not Arrival.REVISED and not (one.directives or one.again):
        yield Text(_("no directive found"), style=QUIET)
    if others:
        count = ngettext(
            "{n} commitment or appeal kept beside them (list --all-kinds)",
            "{n} commitments and appeals kept beside them (list --all-kinds)",
            others,
        )
        yield Text(count.format(n=others), style=QUIET)
    for title, some in (
        (_("asked again"), one.again),
        (_("worded otherwise"), one.revised),
        (_("no longer asked"), one.missing),
    ):
        for known in some:
            yield Text.assemble((f"{title}  {known.number}  ", QUIET), cell(known.state.text))
    for kept in one.events:
        yield _event(kept)


def _event(kept: KeptEvent) -> Text:
    event = kept.event
    return joined(
        (
            Text.assemble((f"{_('event')}  ", QUIET), cell(event.title)),
            Text(day_range(event.start, event.end)),
            cell(event.place or ""),
        )
    )


def _found(tracked: Sequence[Tracked], width: int, today: date) -> RenderableType:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(justify="right", width=_ID)
    if width < NARROW:
        for one in tracked:
            table.add_row(_id(one), stacked((cell(one.state.text), _facts(one, today))))
        return table
    words = width - _ID - _DAY - _KIND - _GAPS
    table.add_column(width=int(words * _TEXT_SHARE))
    table.add_column(width=words - int(words * _TEXT_SHARE))
    table.add_column(width=_DAY)
    table.add_column(width=_KIND)
    for one in tracked:
        kind = stacked((Text(kind_label(one.state.kind)), _doubt(one)))
        table.add_row(_id(one), cell(one.state.text), who(one.state), stacked(_due(one, today)), kind)
    return table


def _facts(one: Tracked, today: date) -> Text:
    return joined((who(one.state), *_due(one, today), _doubt(one)))


def _id(one: Tracked) -> Text:
    return Text(str(one.number), style=QUIET)


def _due(one: Tracked, today: date) -> tuple[Text, Text]:
    day, left = due_texts(one.state, today)
    return day, left if one.state.overdue(today) else Text()


def _doubt(one: Tracked) -> Text:
    return Text(_("doubtful"), style=SOON) if one.doubtful else Text()

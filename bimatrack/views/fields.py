"""Directives by the fields that are asked for: a column each where there is room, else a line each."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from rich.console import RenderableType
from rich.text import Text

from bimatrack.history import Tracked, urgency, urgency_parts
from bimatrack.i18n import _, language
from bimatrack.labels import kind_label, part_label, percent, priority_label
from bimatrack.views.cells import LATE, NOTHING, QUIET, Bar, cell, day_text, left_text, names, status_text
from bimatrack.views.layout import Column, blocks, full_table, pairs_table
from bimatrack.views.shares import shares_text

_LEAST = 14  # a column of words that is narrower cannot be read


@dataclass(frozen=True, slots=True)
class Look:
    """How a list looks: with just the fields named in *columns* if there are any; to *explain* what makes urgent.

    *remarks* are said behind how many directives there are.
    """

    columns: tuple[str, ...] = ()
    explain: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Field:
    """What a field is called, the column it stands in (a *size*, or a *share* of the rest), and how it is shown."""

    title: str
    size: int
    share: int
    show: Callable[[Tracked, date], RenderableType]

    def column(self, least: int = 0) -> Column:
        """Return its column, *least* characters wide if it has a size."""
        return Column(self.title, max(self.size, least) if self.size else 0, self.share)


def fields(
    shown: Sequence[Tracked], today: date, width: int, look: Look, *, among: Sequence[Tracked], header: bool
) -> RenderableType:
    """Draw the fields that *look* names of each directive; *header* and *among* are as in `drawn`."""
    wanted = dict.fromkeys((*look.columns, *(("urgency_parts",) if look.explain else ())))
    chosen = {name: _fields(language())[name] for name in wanted}
    columns = [field.column(digits(among) if name == "id" else 0) for name, field in chosen.items()]
    if not _fits(columns, width):
        return blocks([pairs_table([(one.title, one.show(row, today)) for one in chosen.values()]) for row in shown])
    table = full_table(width, columns, header=header)
    for row in shown:
        table.add_row(*[one.show(row, today) for one in chosen.values()])
    return table


def urgency_text(one: Tracked, today: date) -> str:
    """Say what makes a directive as pressing as it is: "overdue +103 · obstacle +2 = 105"."""
    parts = urgency_parts(one, today)
    told = " · ".join(f"{part_label(part)} {points:+}" for part, points in parts) or _("nothing presses")
    return f"{told} = {urgency(one, today)}".replace("-", "−")


def id_text(one: Tracked, today: date) -> Text:
    """Show the id, in the colour of what is late."""
    return Text(str(one.number), style=LATE if one.state.overdue(today) else QUIET)


def digits(shown: Sequence[Tracked]) -> int:
    """Return how wide the ids are, two characters at least."""
    return max((2, *(len(str(one.number)) for one in shown)))


def _fits(columns: Sequence[Column], width: int) -> bool:
    gaps = 2 * (len(columns) - 1)
    sharing = sum(column.share for column in columns)
    least = min((column.share for column in columns if column.share), default=1)
    room = width - gaps - sum(column.fixed for column in columns)
    return room >= 0 and room * least >= _LEAST * sharing


def _said(value: object) -> Text:
    return cell(str(value)) if value not in (None, "") else Text(NOTHING, style=QUIET)


def _yes(holds: bool) -> Text:
    return Text(_("yes")) if holds else Text(NOTHING, style=QUIET)


def _listed(values: Iterable[object]) -> Text:
    return names([str(value) for value in values])


@cache
def _fields(_language: str) -> dict[str, _Field]:
    return {
        "id": _Field(_("Id"), 2, 0, id_text),
        "text": _Field(_("Directive"), 0, 5, lambda one, _day: cell(one.state.text)),
        "quote": _Field(_("Words of the release"), 0, 6, lambda one, _day: cell(one.directive.quote.text)),
        "owners": _Field(_("Named as"), 0, 3, lambda one, _day: names(one.state.owners)),
        "units": _Field(_("Responsible"), 0, 4, lambda one, _day: names(one.state.units)),
        "speaker": _Field(_("Asked by"), 0, 3, lambda one, _day: _said(_speaker(one))),
        "due": _Field(_("Due"), 12, 0, lambda one, _day: day_text(one.state.due)),
        "due_text": _Field(_("Deadline as worded"), 0, 3, lambda one, _day: _said(one.state.due_text)),
        "days_left": _Field(_("Time left"), 16, 0, lambda one, today: left_text(one.state, today)),
        "obstacle": _Field(_("Obstacle"), 0, 4, lambda one, _day: _said(one.state.obstacle)),
        "evidence": _Field(_("Evidence"), 0, 3, lambda one, _day: _listed(proof.place for proof in one.state.evidence)),
        "tags": _Field(_("Tags"), 0, 2, lambda one, _day: _listed(f"#{tag}" for tag in one.state.tags)),
        "rule": _Field(_("Rule"), 0, 3, lambda one, _day: _said(one.directive.rule)),
        "urgency_parts": _Field(_("Why so urgent"), 0, 4, lambda one, today: Text(urgency_text(one, today))),
    } | _short_fields(_language)


@cache
def _short_fields(_language: str) -> dict[str, _Field]:
    return {
        "status": _Field(_("Status"), 15, 0, lambda one, _day: status_text(one.state.status)),
        "progress": _Field(_("Progress"), 15, 0, lambda one, _day: Bar(one.state.progress)),
        "kind": _Field(_("Kind"), 10, 0, lambda one, _day: Text(kind_label(one.state.kind))),
        "priority": _Field(_("Priority level"), 8, 0, lambda one, _day: Text(priority_label(one.state.priority))),
        "overdue": _Field(_("Overdue"), 9, 0, lambda one, today: _yes(one.state.overdue(today))),
        "release": _Field(_("Release"), 7, 0, lambda one, _day: _said(one.release)),
        "born": _Field(_("Since"), 12, 0, lambda one, _day: day_text(one.born)),
        "closed_on": _Field(_("Closed on"), 12, 0, lambda one, _day: day_text(one.state.closed_on)),
        "asked": _Field(_("Times asked"), 6, 0, lambda one, _day: Text(str(len(one.state.again) + 1))),
        "doubtful": _Field(_("Doubtful"), 8, 0, lambda one, _day: _yes(one.doubtful)),
        "confidence": _Field(_("Sure"), 5, 0, lambda one, _day: Text(percent(100 * one.directive.confidence))),
        "shares": _Field(_("Shares"), 10, 0, lambda one, _day: shares_text(one.state)),
        "share": _Field(_("Share"), 10, 0, lambda one, _day: shares_text(one.state)),
        "links": _Field(_("Linked with"), 10, 0, lambda one, _day: _listed(one.state.links)),
        "start": _Field(_("From character"), 9, 0, lambda one, _day: _said(one.directive.quote.span.start)),
        "end": _Field(_("To character"), 9, 0, lambda one, _day: _said(one.directive.quote.span.end)),
        "missing": _Field(_("No longer in its release"), 8, 0, lambda one, _day: _yes(one.state.missing)),
        "reviewed": _Field(_("Reviewed"), 9, 0, lambda one, _day: _yes(one.state.reviewed)),
        "merged_into": _Field(_("Merged into"), 8, 0, lambda one, _day: _said(one.state.merged_into)),
        "urgency": _Field(_("Urgency"), 8, 0, lambda one, today: Text(str(urgency(one, today)).replace("-", "−"))),
    }


def _speaker(one: Tracked) -> str | None:
    return one.directive.speaker.text if one.directive.speaker else None

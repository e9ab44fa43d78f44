"""One directive in full: what was said, who must act, by when, and what has been done."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bimatrack.days import long_day, short_day
from bimatrack.history import Change, Extension, KeptRelease, State, Tracked, active, parts_told
from bimatrack.i18n import _
from bimatrack.labels import kind_label, notices, percent, priority_label, rule_label, tag_label
from bimatrack.literal import one_line
from bimatrack.model import Priority
from bimatrack.views.cells import (
    NOTHING,
    QUIET,
    SOON,
    STRONG,
    Bar,
    cell,
    closed_text,
    due_texts,
    joined,
    names,
    stacked,
    status_text,
    who,
    words,
)
from bimatrack.views.changes import change_text
from bimatrack.views.layout import blocks, indented, pairs_table, section
from bimatrack.views.links import linked as leading_to
from bimatrack.views.marking import evidence_text
from bimatrack.views.mentions import asked_again
from bimatrack.views.passage import in_context
from bimatrack.views.shares import shares_lines, shares_text


def directive_detail(
    tracked: Tracked,
    today: date,
    changes: Sequence[Change],
    release: KeptRelease | None,
    linked: Iterable[Tracked] = (),
) -> RenderableType:
    """Show one directive.

    Args:
        tracked: the directive.
        today: the day, for what is overdue.
        changes: its history.
        release: where it comes from, None for one added by hand.
        linked: the directives it is linked with.
    """
    source = [section(_("Source"), indented(_source(tracked, release)))] if release else []
    return Group(
        directive_facts(tracked, today, changes, linked),
        *source,
        section(_("History"), indented(directive_history(changes))),
    )


def directive_facts(
    tracked: Tracked, today: date, changes: Sequence[Change], linked: Iterable[Tracked] = ()
) -> RenderableType:
    """Show what holds of a directive now: what is to be done, how far it is, who must act and by when."""
    facts = _facts(tracked, today)
    return blocks(
        [
            Group(_title(tracked), indented(_standing(tracked))),
            indented(pairs_table((*facts, *asked_again(tracked, changes), *_linked(linked)))),
        ]
    )


def _title(tracked: Tracked) -> Text:
    return Text.assemble((f"{tracked.number}  ", QUIET), cell(tracked.state.text, STRONG))


def _standing(tracked: Tracked) -> RenderableType:
    state = tracked.state
    line = joined((Text(kind_label(state.kind)), status_text(state.status), closed_text(state), shares_text(state)))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_row(line, Bar(state.progress))
    return grid


def _facts(tracked: Tracked, today: date) -> Iterator[tuple[str, RenderableType]]:
    state, said = tracked.state, tracked.directive
    yield from _responsible(state)
    yield _("Due"), stacked((joined(due_texts(state, today)), _wording(tracked)))
    if tracked.extensions:
        yield _("Deadline moved"), stacked(_moved(move) for move in tracked.extensions)
    yield _("Asked by"), cell(said.speaker.text if said.speaker else NOTHING)
    yield from _as_written(tracked)
    yield from _remarks(state)
    if said.also:
        yield _("Said again"), stacked(cell(f"“{quote.text}”") for quote in said.also)
    if state.obstacle:
        yield _("Obstacle"), words(state.obstacle)
    if state.evidence:
        yield _("Evidence"), stacked(evidence_text(proof) for proof in state.evidence)
    if said.rule:
        yield _("Found by"), _found_by(tracked)


def _responsible(state: State) -> Iterator[tuple[str, RenderableType]]:
    yield _("Responsible"), who(state)
    if state.shares:
        yield _("Shares"), shares_lines(state)
    elif state.units and state.owners:
        yield _("Named as"), names(state.owners)


def _wording(tracked: Tracked) -> Text:
    state, due = tracked.state, tracked.directive.due
    if due is not None and state.due == due.day:
        return cell(f"“{due.quote.text}”: {due.reason}", QUIET)
    # The release's own wording says nothing of a day that was set since.
    first = _("at first “{words}”").format(words=one_line(due.quote.text)) if due else ""
    later = f"“{one_line(state.due_text)}”" if state.due_text and state.due_text != (due and due.quote.text) else ""
    return joined((Text(later, style=QUIET), Text(first, style=QUIET)))


def _remarks(state: State) -> Iterator[tuple[str, RenderableType]]:
    if notices(state):
        yield _("Remark"), stacked(Text(remark, style=SOON) for remark in notices(state))
    if state.priority is not Priority.NORMAL:
        yield _("Priority level"), Text(priority_label(state.priority))
    if state.tags:
        yield _("Tags"), cell(" ".join(map(tag_label, state.tags)))


def _as_written(tracked: Tracked) -> Iterator[tuple[str, RenderableType]]:
    """Show the line in which a directive was added by hand, where it was understood as something shorter."""
    line = tracked.directive.quote.text
    if tracked.release is None and line.strip() != tracked.state.text:
        yield _("As written"), cell(f"“{line}”")


def _linked(linked: Iterable[Tracked]) -> Iterator[tuple[str, RenderableType]]:
    lines = [
        joined((Text.assemble((f"{one.number}  ", QUIET), cell(one.state.text)), status_text(one.state.status)))
        for one in linked
    ]
    if lines:
        yield _("Linked with"), stacked(lines)


def _moved(move: Extension) -> Text:
    new = short_day(move.new) if move.new else _("no deadline")
    line = f"{short_day(move.old)} → {new}"
    return joined(
        (Text(line), Text(_("on {day}").format(day=short_day(move.on)), style=QUIET), cell(move.reason or ""))
    )


def _found_by(tracked: Tracked) -> Text:
    said = tracked.directive
    sure = _("{share} sure").format(share=percent(round(said.confidence * 100)))
    doubt = Text(_("doubtful, not reviewed"), style=SOON) if tracked.doubtful else Text()
    return joined((cell(rule_label(said.rule)), Text(sure), doubt), ", ")


def _source(tracked: Tracked, kept: KeptRelease) -> RenderableType:
    return Group(source_text(kept), Text(), indented(in_context(kept.release.text, tracked)))


def source_text(kept: KeptRelease) -> Text:
    """Name a release: its title, day, publisher and id."""
    release = kept.release
    return joined(
        (
            leading_to(cell(release.title or release.source), release.source),
            Text(long_day(release.day) if release.day else ""),
            cell(release.publisher or ""),
            Text(_("release {id}").format(id=kept.number), style=QUIET),
        )
    )


def _beside(change: Change) -> Text:
    """Return the note of a change, and the words of the release that it tells of."""
    if change.said is None:
        return cell(change.note or "")
    number = _("release {id}").format(id=change.release) if change.release else ""
    return joined((cell(change.note or ""), cell(f"“{change.said.quote.text}”"), Text(number, style=QUIET)))


def directive_history(changes: Sequence[Change]) -> RenderableType:
    """Show what was done to one directive, a line each, the latest last."""
    counted = {change.number for change in active(changes)}
    parts = parts_told(changes)
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(max_width=30)
    table.add_column()
    table.add_column(style=QUIET)
    for change in changes:
        if change.directive is None:
            continue
        taken_back = change.number not in counted
        what = change_text(change, parts.get(change.number))
        if change.dated_back:
            told = _("written on {day}").format(day=short_day(change.at.date()))
            what = joined((what, Text(told, style=QUIET)))
        if taken_back:
            what = Text.assemble(what, " ", (_("(undone)"), QUIET))
        table.add_row(Text(short_day(change.on)), what, _beside(change), cell(change.author))
    return table

"""One directive in full: what was said, who must act, by when, and what has been done."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bimatrack.days import long_day, short_day
from bimatrack.history import Change, Extension, KeptRelease, State, Tracked, active, lives
from bimatrack.i18n import _
from bimatrack.labels import kind_label, percent, remarks
from bimatrack.literal import literal, one_line
from bimatrack.model import Quote, Span
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
from bimatrack.views.links import linked
from bimatrack.views.mentions import asked_again
from bimatrack.views.shares import shares_lines, shares_text

_AROUND = 400
_QUOTE = "bold underline"
_PROOF = "italic"


def directive_detail(
    tracked: Tracked, today: date, changes: Sequence[Change], release: KeptRelease | None
) -> RenderableType:
    """Show one directive; *changes* is its history, *release* where it comes from, None for one added by hand."""
    life = lives(changes).get(tracked.number)
    facts = _facts(tracked, life.extensions if life else (), today)
    parts: list[RenderableType] = [
        Group(_title(tracked), indented(_standing(tracked))),
        indented(pairs_table((*facts, *asked_again(tracked, changes)))),
    ]
    source = [section(_("Source"), indented(_source(tracked, release)))] if release else []
    return Group(blocks(parts), *source, section(_("History"), indented(_history(changes))))


def _title(tracked: Tracked) -> Text:
    return Text.assemble((f"{tracked.number}  ", QUIET), cell(tracked.state.text, STRONG))


def _standing(tracked: Tracked) -> RenderableType:
    state = tracked.state
    line = joined((Text(kind_label(state.kind)), status_text(state.status), closed_text(state), shares_text(state)))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_row(line, Bar(state.progress))
    return grid


def _facts(tracked: Tracked, extensions: Sequence[Extension], today: date) -> Iterator[tuple[str, RenderableType]]:
    state, said = tracked.state, tracked.directive
    yield from _responsible(state)
    yield _("Due"), stacked((joined(due_texts(state, today)), _wording(tracked)))
    if extensions:
        yield _("Deadline moved"), stacked(_moved(move) for move in extensions)
    yield _("Asked by"), cell(said.speaker.text if said.speaker else NOTHING)
    if remarks(state):
        yield _("Remark"), stacked(Text(remark, style=SOON) for remark in remarks(state))
    if said.also:
        yield _("Said again"), stacked(cell(f"“{quote.text}”") for quote in said.also)
    if state.obstacle:
        yield _("Obstacle"), words(state.obstacle)
    if state.evidence:
        yield _("Evidence"), stacked(linked(cell(proof.place), proof.place) for proof in state.evidence)
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
    return joined((cell(said.rule), Text(sure), doubt), ", ")


def _source(tracked: Tracked, kept: KeptRelease) -> RenderableType:
    release = kept.release
    head = joined(
        (
            linked(cell(release.title or release.source), release.source),
            Text(long_day(release.day) if release.day else ""),
            cell(release.publisher or ""),
            Text(_("release {id}").format(id=kept.number), style=QUIET),
        )
    )
    return Group(head, Text(), indented(_context(release.text, tracked)))


def _context(text: str, tracked: Tracked) -> Text:
    """Cut the passage around the quote out of *text*, with the quote and the words that prove the rest set off."""
    said = tracked.directive
    styled = [(_proof.span, _PROOF) for _proof in _proofs(tracked)] + [(said.quote.span, _QUOTE)]
    passage = _passage(text, said.quote.span)
    edges = sorted({passage.start, passage.end, *_edges_within(passage, [span for span, _style in styled])})
    shown = Text("… " if passage.start > _line_start(text, passage.start) else "")
    for start, end in pairwise(edges):
        style = next((name for span, name in reversed(styled) if span.start <= start < span.end), "")
        shown.append(literal(text[start:end]), style=style)
    return shown.append(" …" if passage.end < _line_end(text, passage.end) else "")


def _proofs(tracked: Tracked) -> Iterator[Quote]:
    said = tracked.directive
    yield from said.owners
    if said.speaker:
        yield said.speaker
    if said.due:
        yield said.due.quote


def _passage(text: str, quote: Span) -> Span:
    start = max(_line_start(text, quote.start), quote.start - _AROUND)
    end = min(_line_end(text, quote.end), quote.end + _AROUND)
    if start > _line_start(text, quote.start):
        start = text.find(" ", start, quote.start) + 1 or quote.start
    if end < _line_end(text, quote.end):
        end = max(text.rfind(" ", quote.end, end), quote.end)
    return Span(start, end)


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _edges_within(passage: Span, spans: Sequence[Span]) -> Iterator[int]:
    for span in spans:
        for edge in (span.start, span.end):
            if passage.start < edge < passage.end:
                yield edge


def _beside(change: Change) -> Text:
    """Return the note of a change, and the words of the release that it tells of."""
    if change.said is None:
        return cell(change.note or "")
    number = _("release {id}").format(id=change.release) if change.release else ""
    return joined((cell(change.note or ""), cell(f"“{change.said.quote.text}”"), Text(number, style=QUIET)))


def _history(changes: Sequence[Change]) -> RenderableType:
    counted = {change.number for change in active(changes)}
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(max_width=30)
    table.add_column()
    table.add_column(style=QUIET)
    for change in changes:
        if change.directive is None:
            continue
        taken_back = change.number not in counted
        what = change_text(change)
        if taken_back:
            what = Text.assemble(what, " ", (_("(undone)"), QUIET))
        table.add_row(Text(short_day(change.on)), what, _beside(change), cell(change.author))
    return table

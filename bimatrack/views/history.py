"""What was done so far, and what an undo would take back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeAlias

from rich.console import Group, RenderableType
from rich.text import Text

from bimatrack.days import short_day
from bimatrack.history import Action, Change, Parts, Step, Tracked, concerning, lives, parts_told, steps, touched
from bimatrack.i18n import _, ngettext
from bimatrack.labels import action_label
from bimatrack.tracking import Rewind
from bimatrack.views.cells import LATE, NOTHING, QUIET, STRONG, cell, joined, stacked
from bimatrack.views.changes import change_text, difference
from bimatrack.views.layout import NARROW, WIDE, ByWidth, Column, blocks, full_table, indented

Told: TypeAlias = Mapping[int, Mapping[str, Parts]]

_MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class _Shown:
    """How steps are shown: on which day, what each change put into lists or took out, and whom each step concerns."""

    today: date
    parts: Told
    touched: Mapping[int, tuple[int, ...]]

    def ids(self, step: Step) -> str:
        """Write the ids that a step concerns, an undo those of what it takes back."""
        return id_ranges(self.touched.get(step.number) or step.directives)


def log_table(changes: Sequence[Change], today: date, every: Sequence[Change] | None = None) -> RenderableType:
    """Show the history *changes*, one row for each command that was given, in their order.

    *every* is the history they were chosen from, where they are not all of it.
    """
    told = steps(changes)
    if not told:
        return Text(_("No change matches.") if every else _("Nothing has been done yet."), style=QUIET)
    whole = changes if every is None else every
    shown = _Shown(today, parts_told(whole), touched(whole))
    return ByWidth(lambda width: _blocks(told, shown) if width < NARROW else _rows(told, shown, width))


def undo_preview(
    plan: Rewind, today: date, directives: Iterable[Tracked] = (), changes: Sequence[Change] = ()
) -> RenderableType:
    """Show what an undo or redo would do: the commands it takes or brings back, and what becomes of the directives.

    Args:
        plan: the undo or redo.
        today: the day, for the moments of the commands.
        directives: those on which it bears, as they stand; those that have yet to come back are missing.
        changes: their history; without it only the commands are shown.
    """
    undo = plan.action is Action.UNDO
    count = len(plan.steps)
    title = (
        ngettext("{n} command would be undone:", "{n} commands would be undone:", count)
        if undo
        else ngettext("{n} command would be redone:", "{n} commands would be redone:", count)
    )
    shown = _Shown(today, parts_told(changes), touched(changes))
    return Group(
        Text(title.format(n=count), style=STRONG),
        indented(stacked(_step_line(step, shown) for step in plan.steps)),
        *(_consequences(plan, {one.number: one for one in directives}, changes) if changes else ()),
    )


def step_text(step: Step, parts: Told) -> Text:
    """Say what a command did, in a few words."""
    first = step.changes[0]
    if first.undoes is not None:
        return Text(_("{action} step {step}").format(action=action_label(first.action), step=first.undoes))
    if first.action is Action.IMPORT:
        return joined((Text(action_label(first.action)), _brought(step)))
    back = Text(_("as of {day}").format(day=short_day(first.on)), style=QUIET) if first.dated_back else Text()
    return joined((change_text(first, parts.get(first.number)), back))


def id_ranges(numbers: Iterable[int]) -> str:
    """Write ids the short way, as commands read them: "3 5-7"."""
    ordered = sorted(set(numbers))
    runs = [
        [number for _at, number in run] for _gap, run in groupby(enumerate(ordered), lambda pair: pair[1] - pair[0])
    ]
    return " ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _brought(step: Step) -> Text:
    releases = {change.release for change in step.changes}
    count = len(step.directives)
    what = ngettext("{n} directive", "{n} directives", count).format(n=count)
    if len(releases) > 1:
        return Text(_("{n} releases, {directives}").format(n=len(releases), directives=what))
    return Text(_("release {id}, {directives}").format(id=step.changes[0].release, directives=what))


def _rows(told: Sequence[Step], shown: _Shown, width: int) -> RenderableType:
    columns = (
        Column(_("Step"), 4, right=True),
        Column(_("When"), 17 if width >= WIDE else 11, right=True),
        Column(_("Who"), share=2),
        Column(_("What"), share=5),
        Column(_("Directives"), 10),
        Column(_("Note"), share=4),
    )
    table = full_table(width, columns)
    for step in told:
        ids = Text(shown.ids(step) or NOTHING)
        number, when = Text(str(step.number), style=QUIET), _when(step, shown.today)
        table.add_row(number, when, cell(step.author), step_text(step, shown.parts), ids, _note(step))
    return table


def _blocks(told: Sequence[Step], shown: _Shown) -> RenderableType:
    return blocks([stacked((_step_line(step, shown), _note(step))) for step in told])


def _step_line(step: Step, shown: _Shown) -> Text:
    return joined(
        (
            Text(str(step.number), style=QUIET),
            _when(step, shown.today),
            cell(step.author),
            step_text(step, shown.parts),
            Text(shown.ids(step)),
        )
    )


def _when(step: Step, today: date) -> Text:
    day = step.at.date()
    return Text(f"{_('today') if day == today else short_day(day)} {step.at:%H:%M}")


def _note(step: Step) -> Text:
    return cell(step.changes[0].note or "")


def _consequences(plan: Rewind, now: dict[int, Tracked], changes: Sequence[Change]) -> Iterator[RenderableType]:
    ids = dict.fromkeys(number for step in plan.steps for number in step.directives)
    rewound = {step.number for step in plan.named}
    then = lives([change for change in concerning(changes, set(ids)) if change.step not in rewound])
    yield Text()
    for number in list(ids)[:_MOST_SHOWN]:
        here, life = now.get(number), then.get(number)
        if here is not None and life is not None:
            becomes = difference(here.state, life.state)
        else:
            becomes = Text(_("leaves the list"), style=LATE) if here else Text(_("comes back"))
        state = here.state if here else life.state if life else None
        yield Text.assemble((f"{number}  ", QUIET), cell(state.text if state else "", STRONG))
        yield indented(becomes, len(str(number)) + 2)
    if len(ids) > _MOST_SHOWN:
        yield Text(_("… and {n} more.").format(n=len(ids) - _MOST_SHOWN), style=QUIET)

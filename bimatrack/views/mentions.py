"""The later releases that ask for a directive again, and what they say otherwise."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from bimatrack.days import short_day
from bimatrack.history import Action, Change, State, Tracked, active
from bimatrack.i18n import _
from bimatrack.views.cells import QUIET, SOON, cell, joined, stacked


def asked_again(tracked: Tracked, changes: Sequence[Change]) -> Iterator[tuple[str, RenderableType]]:
    """Show each mention of *tracked* in its history *changes*, and what the last one proposes."""
    counted = active(changes)
    mentions = [change for change in counted if change.action is Action.MENTION and change.said]
    if not mentions:
        return
    yield _("Asked again"), stacked(_mention(change) for change in mentions)
    decided = {name for change in counted if change.number > mentions[-1].number for name, _value in change.values}
    proposals = list(_proposals(tracked, mentions[-1], decided))
    if proposals and not tracked.state.status.closed:
        yield _("Proposal"), stacked(proposals)


def _mention(change: Change) -> Text:
    number = _("release {id}").format(id=change.release) if change.release else ""
    words = cell(f"“{change.said.quote.text}”") if change.said else Text()
    return joined((Text(short_day(change.on)), words, Text(number, style=QUIET)))


def _proposals(tracked: Tracked, last: Change, decided: set[str]) -> Iterator[Text]:
    if last.said is None:
        return
    later, now, number = State.of(last.said), tracked.state, tracked.number
    if later.due not in (None, now.due) and "due" not in decided and later.due is not None:
        command = f"bimatrack due {number} {later.due.isoformat()} --reason …"
        yield _line(_("due {day}").format(day=short_day(later.due)), command)
    if later.owners and later.owners != now.owners and later.units != now.units and "owners" not in decided:
        names = ", ".join(later.owners)
        yield _line(names, f'bimatrack assign {number} --owner "{names}"')


def _line(what: str, command: str) -> Text:
    return joined((cell(what, SOON), cell(command, QUIET)))

"""The shares of a split directive: who has done its part, and who has not."""

from collections.abc import Iterable, Sequence
from datetime import date

from rich.text import Text

from bimatrack.days import short_day
from bimatrack.history import Share, State
from bimatrack.i18n import _, ngettext
from bimatrack.labels import percent, shares_label, status_label
from bimatrack.literal import one_line
from bimatrack.model import Status
from bimatrack.views.cells import QUIET, cell, closed_text, joined, stacked, status_text

_FEW = 5
_ORDER = (Status.OPEN, Status.IN_PROGRESS, Status.DONE)


def standing_text(state: State) -> Text:
    """Say how far a directive is, one fact a line: its status, the day it was closed, "21 of 29" where it is split."""
    return stacked((status_text(state.status), closed_text(state), shares_text(state)))


def shares_text(state: State) -> Text:
    """Say how many units have done their share; empty for what is not split."""
    return Text(shares_label(state), style=QUIET)


def shares_lines(state: State) -> Text:
    """Name the units, those that stand alike on one line: first who has still all to do, last who is done."""
    groups: dict[tuple[Status, int, date], list[str]] = {}
    for share in state.shares:
        groups.setdefault((share.status, share.progress, share.closed_on or date.min), []).append(share.unit)
    ordered = sorted(groups.items(), key=lambda group: (_ORDER.index(group[0][0]), *group[0][1:]))
    return stacked(_line(key, units) for key, units in ordered)


def shares_said(shares: Sequence[Share]) -> str:
    """Name the units of *shares* with how far those are that are under way; only their number where they are many."""
    if len(shares) > _FEW:
        return ngettext("{n} unit", "{n} units", len(shares)).format(n=len(shares))
    return "; ".join([one_line(f"{share.unit} {_so_far(share.status, share.progress)}") for share in shares])


def shares_become(before: Iterable[Share], after: Iterable[Share]) -> str:
    """Say from what to what shares change: "Kecamatan Raba: Done → Not started"."""
    now, then = ({share.unit: share for share in shares} for shares in (before, after))
    units = [unit for unit in dict.fromkeys((*now, *then)) if now.get(unit) != then.get(unit)]
    parts = [one_line(f"{unit}: {_word(now.get(unit))} → {_word(then.get(unit))}") for unit in units[:_FEW]]
    if len(units) > _FEW:
        parts.append(_("… and {n} more.").format(n=len(units) - _FEW))
    return "; ".join(parts)


def _line(key: tuple[Status, int, date], units: Sequence[str]) -> Text:
    status, progress, closed_on = key
    day = short_day(closed_on) if status is Status.DONE else ""
    facts = (status_text(status), Text(_so_far(status, progress)), Text(day, style=QUIET))
    count = Text(f"({len(units)}): ", style=QUIET)
    return Text.assemble(joined(facts, " "), " ", count, cell("; ".join(units)))


def _so_far(status: Status, progress: int) -> str:
    return percent(progress) if status is Status.IN_PROGRESS else ""


def _word(share: Share | None) -> str:
    if share is None:
        return "–"
    day = short_day(share.closed_on) if share.closed_on else ""
    return " ".join(filter(None, (status_label(share.status), _so_far(share.status, share.progress), day)))

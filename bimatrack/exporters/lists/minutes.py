"""A list as Markdown, by those who must act, as minutes of a meeting write it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bimatrack.days import days_left, full_day
from bimatrack.exporters.gathered import Gathered
from bimatrack.exporters.marks import plain
from bimatrack.history import Tracked
from bimatrack.i18n import _
from bimatrack.labels import percent, remarks, status_label
from bimatrack.model import Status


def list_markdown(gathered: Gathered) -> str:
    """Write a heading for each who must act, below it what; what several must do stands below each of them.

    A list that is grouped keeps its own groups.
    """
    parts = [f"# {_('Directives as of {day}').format(day=full_day(gathered.today))}"]
    if gathered.government:
        parts.append(f"**{plain(gathered.government)}**")
    groups = _groups(gathered)
    for name, rows in groups.items():
        parts.append(f"## {plain(name) if name else _('(nobody named)')}")
        parts.append("\n".join(_item(place, one, gathered.today) for place, one in enumerate(rows, 1)))
    if not groups:
        parts.append(_("No directive matches."))
    return "\n\n".join(parts) + "\n"


def _groups(gathered: Gathered) -> Mapping[str, Sequence[Tracked]]:
    if gathered.selection.groups:
        return {group.name or "": group.selection.rows for group in gathered.selection.groups}
    found: dict[str, list[Tracked]] = {}
    for one in gathered.selection.rows:
        for name in one.state.responsible or ("",):
            found.setdefault(name, []).append(one)
    # Whom nobody is named for comes last.
    return dict(sorted(found.items(), key=lambda item: item[0] == ""))


def _item(place: int, one: Tracked, today: date) -> str:
    facts = "; ".join(_facts(one, today))
    return f"{place}. {plain(one.state.text)} ({_('directive {id}').format(id=one.number)})\n   {facts}."


def _facts(one: Tracked, today: date) -> Iterator[str]:
    state = one.state
    if state.due is not None:
        left = "" if state.status.closed else f" ({days_left((state.due - today).days)})"
        yield f"{_('Due')}: {full_day(state.due)}{left}"
    elif state.due_text:
        yield f"{_('Due')}: “{plain(state.due_text)}”"
    so_far = f" ({percent(state.progress)})" if state.status is Status.IN_PROGRESS else ""
    yield f"{_('Status')}: {status_label(state.status)}{so_far}"
    if state.obstacle:
        yield f"{_('Obstacle')}: {plain(state.obstacle)}"
    yield from map(plain, remarks(state))

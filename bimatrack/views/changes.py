"""What a change did, and what a command has just changed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from bimatrack.days import short_day
from bimatrack.history import Action, Change, Parts, Share, State, Tracked
from bimatrack.i18n import _, ngettext
from bimatrack.labels import action_label, percent, term
from bimatrack.literal import one_line
from bimatrack.model import Evidence, Kind, Priority, Status
from bimatrack.tracking import Changed, Outcome
from bimatrack.views.cells import NOTHING, QUIET, cell, joined, stacked
from bimatrack.views.listing import directive_list
from bimatrack.views.shares import shares_become, shares_lines, shares_said

# The field that an action is about, and fields that only follow from it.
_MAIN = {
    Action.PROGRESS: "progress",
    Action.DUE: "due",
    Action.ASSIGN: "owners",
    Action.PRIORITY: "priority",
    Action.TAG: "tags",
    Action.UNTAG: "tags",
    Action.LINK: "links",
    Action.UNLINK: "links",
    Action.EVIDENCE: "evidence",
}
_FOLLOW = ("status", "progress", "closed_on", "units")


def outcome(done: Outcome, today: date, *, undo: bool = True) -> RenderableType:
    """Show the directives that a command changed, as they are now, which of their shares, with *undo* the way back."""
    told = [_shares(one) for one in done.changed if one.before.shares != one.tracked.state.shares]
    return changed([one.tracked for one in done.changed], today, told, undo=undo)


def mended(done: Outcome, today: date) -> RenderableType:
    """Show the directives that were mended, as they are now, and field by field what was mended in each."""
    told = [_mended(one) for one in done.changed]
    return changed([one.tracked for one in done.changed], today, told)


def changed(
    directives: Sequence[Tracked], today: date, told: Sequence[Text] = (), *, undo: bool = True
) -> RenderableType:
    """Show directives that were changed, as they are now, what else is *told* of them, and with *undo* the way back."""
    count = ngettext("{n} directive changed", "{n} directives changed", len(directives)).format(n=len(directives))
    footer = Text(f"{count}{_way_back(undo=undo)}.", style=QUIET)
    between = (Text(), *told) if told else ()
    return Group(directive_list(directives, today), *between, Text(), footer) if directives else Text()


def added(directives: Sequence[Tracked], today: date, *, undo: bool) -> RenderableType:
    """Show directives that were written down, and with *undo* how they are taken back."""
    n = len(directives)
    count = ngettext("{n} directive written down", "{n} directives written down", n).format(n=n)
    footer = Text(f"{count}{_way_back(undo=undo)}.", style=QUIET)
    return Group(directive_list(directives, today), Text(), footer) if n else Text()


def _way_back(*, undo: bool) -> str:
    return f"; {_('“bimatrack undo” takes it back')}" if undo else ""


def change_text(change: Change, parts: Mapping[str, Parts] | None = None) -> Text:
    """Say what a change did: "progress 60% · Obstacle: “hujan”", "deadline moved 31 Mar 2026", "tagged #rapat".

    *parts*, where known, are what it put into lists or took out; else the whole list is told.
    """
    values = {} if change.action.begins else _told(change, parts or {})
    main = _MAIN.get(change.action, "")
    label = action_label(change.action)
    what = f"{label} {one_line(field_text(main, values[main]))}" if main in values else label
    others = [
        Text(f"{label}: {field_text(name, values[name])}")
        for name, label in _field_labels().items()
        if name in values and name != main and name not in _FOLLOW
    ]
    # That there is news is a note's whole meaning, so that the news itself says enough.
    return joined(others if change.action is Action.NOTE and others else (Text(what), *others))


def _told(change: Change, parts: Mapping[str, Parts]) -> dict[str, object]:
    news = {name: (part.came or part.gone) for name, part in parts.items() if part.came or part.gone}
    return {**dict(change.values), **news}


def difference(now: State, then: State) -> Text:
    """Say, one line a field, what becomes of *now* when it turns into *then*; empty when they are the same."""
    return stacked(_differences(now, then))


def field_text(name: str, value: object) -> str:
    """Write the *value* of the field *name* of a state."""
    if isinstance(value, tuple) and all(isinstance(part, Share) for part in value):
        return shares_said(value) or NOTHING
    if name == "tags" and isinstance(value, tuple):
        return ", ".join(f"#{one_line(str(tag))}" for tag in value) or NOTHING
    return str(value) if name == "merged_into" and value is not None else value_text(value)


def value_text(value: object) -> str:
    """Write the value of one field of a state."""
    match value:
        case Status() | Kind() | Priority():
            return term(value)
        case date():
            return short_day(value)
        case bool():
            return _("yes") if value else _("no")
        case int():
            return percent(value)
        case tuple():
            return (
                one_line(", ".join(part.name if isinstance(part, Evidence) else str(part) for part in value)) or NOTHING
            )
        case _:
            return NOTHING if value is None else f"“{one_line(str(value))}”"


def _shares(one: Changed) -> Text:
    before, after = one.before.shares, one.tracked.state.shares
    what = cell(shares_become(before, after)) if len(before) == len(after) else shares_lines(one.tracked.state)
    return Text.assemble((f"{one.tracked.number}  ", QUIET), what)


def _mended(one: Changed) -> Text:
    return stacked(
        (
            Text.assemble((_("Mended in {number}:").format(number=one.tracked.number), QUIET)),
            *_differences(one.before, one.tracked.state),
        )
    )


def _differences(now: State, then: State) -> Iterator[Text]:
    for name, label in _field_labels().items():
        before, after = getattr(now, name), getattr(then, name)
        if before != after:
            becomes = f"{field_text(name, before)} → {field_text(name, after)}"
            if name == "shares":
                becomes = shares_become(now.shares, then.shares)
            yield Text.assemble((f"{label}: ", QUIET), becomes)


def _field_labels() -> dict[str, str]:
    return {
        "text": _("Directive"),
        "kind": _("Kind"),
        "owners": _("Named as"),
        "units": _("Responsible"),
        "due": _("Due"),
        "status": _("Status"),
        "progress": _("Progress"),
        "closed_on": _("Closed on"),
        "shares": _("Shares"),
        "obstacle": _("Obstacle"),
        "evidence": _("Evidence"),
        "priority": _("Priority level"),
        "tags": _("Tags"),
        "links": _("Linked with"),
        "missing": _("No longer in its release"),
        "merged_into": _("Merged into"),
    }

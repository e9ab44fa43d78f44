"""What every form of a reminder says: whom it addresses, how a directive stands, by when it is due."""

from collections.abc import Iterator
from datetime import date

from bimatrack.days import days_left, full_day
from bimatrack.due import last_workday
from bimatrack.i18n import _, ngettext
from bimatrack.labels import percent, priority_label, some_of, status_label
from bimatrack.model import Priority
from bimatrack.registry import UnitKind, kind_of
from bimatrack.reminding import Item, Reminder

_HEADED = ("dinas", "badan", "bagian", "satuan", "kantor", "bidang", "upt", "uptd")
_HOSPITALS = ("rsud", "rumah")


def addressee(reminder: Reminder) -> str:
    """Name the one who is written to: the head of a unit, a group as it stands."""
    name = reminder.to
    first, _space, rest = name.partition(" ")
    kind, word = kind_of(name), first.casefold()
    if reminder.group:
        name = name[:1].upper() + name[1:]
    elif kind is UnitKind.DISTRICT:
        name = _("Camat of {place}").format(place=rest)
    elif kind is UnitKind.VILLAGE:
        name = _("Lurah of {place}").format(place=rest)
    elif word in _HEADED:
        name = _("Head of {unit}").format(unit=name)
    elif word in _HOSPITALS:
        name = _("Director of {unit}").format(unit=name)
    elif word == "inspektorat":
        name = _("Inspector")
    return name


def opening(reminder: Reminder) -> str:
    """Say how many directives are open, and how many of them overdue."""
    count, late = len(reminder.items), len(reminder.overdue)
    told = ngettext(
        "As of {day}, {n} directive of the leadership is still to be followed up",
        "As of {day}, {n} directives of the leadership are still to be followed up",
        count,
    ).format(n=count, day=full_day(reminder.as_of))
    if not late:
        return f"{told}."
    if late == count:
        return f"{told}, {_('and overdue')}."
    return f"{told}, {ngettext('{n} of them overdue', '{n} of them overdue', late).format(n=late)}."


def sections(reminder: Reminder) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """Yield the parts of the list that hold something, each with its title."""
    near = ngettext("Due within {n} day", "Due within {n} days", reminder.days).format(n=reminder.days)
    later = _("Others") if reminder.overdue or reminder.soon else _("Still open")
    for title, items in ((_("Overdue"), reminder.overdue), (near, reminder.soon), (later, reminder.later)):
        if items:
            yield f"{title} ({len(items)})", items


def facts(item: Item, today: date) -> Iterator[tuple[str, str]]:
    """Yield what is to be known of a directive beside its text, each with its name; words of others as they are."""
    state = item.tracked.state
    yield _("Due"), _due(item, today)
    yield _("Progress"), _standing(item)
    if state.obstacle:
        yield _("Obstacle"), state.obstacle
    if item.others:
        yield _("Together with"), some_of(item.others)
    yield _("Source"), _source(item)
    if weight := _weight(item):
        yield _("Note"), weight


def request() -> str:
    """Ask for an answer."""
    return _(
        "Please tell us how each of them is coming on, what stands in the way, or what proves that it is done, "
        "with the number in brackets."
    )


def _due(item: Item, today: date) -> str:
    state = item.tracked.state
    if state.due is None:
        return state.due_text or _("not set")
    told = f"{full_day(state.due)}, {days_left((state.due - today).days)}"
    workday = last_workday(state.due) if state.due >= today else state.due
    if workday == state.due:
        return told
    if workday < today:
        return f"{told} ({_('a day off')})"
    before = _("a day off; the last working day before it is {day}").format(day=full_day(workday))
    return f"{told} ({before})"


def _standing(item: Item) -> str:
    state = item.tracked.state
    label = status_label(state.status)
    return f"{label}, {percent(state.progress)}" if state.progress else label


def _weight(item: Item) -> str:
    state = item.tracked.state
    asked = _("asked {n} times").format(n=len(state.again) + 1) if state.again else ""
    level = _("{level} priority").format(level=priority_label(state.priority))
    return ", ".join(filter(None, (level if state.priority is Priority.HIGH else "", asked)))


def _source(item: Item) -> str:
    source = item.source
    if not source.name:
        return _("written down on {day}").format(day=full_day(item.tracked.born))
    return f"{source.name}, {full_day(source.day)}" if source.day else source.name

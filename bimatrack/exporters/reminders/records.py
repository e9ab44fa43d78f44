"""Reminders as records."""

from collections.abc import Iterable

from bimatrack.exporters.flat.cells import Json, Record, iso, listed
from bimatrack.exporters.flat.directives import directive_record
from bimatrack.reminding import Item, Reminder


def reminder_records(written: Iterable[tuple[Reminder, str]]) -> list[Record]:
    """Write each reminder with the text it was *written* as: whom it is *to*, its directives, that *text*.

    *group* says that *to* is no unit but an owner's own words, *members* are then its units. The directives are as the
    addressee sees them: of one that was split *status* and *progress* are those of its share. *source* is the meeting
    or release, *with* who must act besides.
    """
    return [
        {
            "to": one.to,
            "group": one.group,
            "members": listed(one.members),
            "as_of": one.as_of.isoformat(),
            "days": one.days,
            "overdue": _items(one.overdue, one),
            "soon": _items(one.soon, one),
            "later": _items(one.later, one),
            "text": text,
        }
        for one, text in written
    ]


def _items(items: Iterable[Item], reminder: Reminder) -> list[Json]:
    return [
        directive_record(item.tracked, reminder.as_of)
        | {"source": {"name": item.source.name or None, "date": iso(item.source.day)}, "with": listed(item.others)}
        for item in items
    ]

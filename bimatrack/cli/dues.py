"""How a deadline that somebody types is understood, and how they are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bimatrack.cli.options import Toward, read_day
from bimatrack.cli.session import Session
from bimatrack.days import long_day
from bimatrack.errors import UsageError
from bimatrack.i18n import _

_NONE = frozenset(
    ["none", "no deadline", "without deadline", "tanpa batas", "tanpa batas waktu", "tanpa tenggat", "tidak ada"]
)


@dataclass(frozen=True, slots=True)
class DueRead:
    """The last day that a *wording* sets, None where it says that there is none; *reason* tells how it was found."""

    wording: str
    day: date | None
    reason: str = ""


def lifts(wording: str) -> bool:
    """Whether the words say that there is no deadline: "none", "tanpa batas waktu"."""
    return " ".join(wording.casefold().split()) in _NONE


def read_due(wording: str, anchor: date, option: str) -> DueRead:
    """Read a deadline as it is typed, reckoned from *anchor*.

    Raises:
        UsageError: the words name no day, and do not say that there is none.
    """
    if lifts(wording):
        return DueRead(wording, None)
    day = read_day(wording, anchor, option, Toward.AHEAD)
    from bimatrack.extract.deadlines import read_deadline

    reading = read_deadline(wording, anchor)
    return DueRead(wording, day, reading.reason if reading.due == day else "")


def refuse_torn(ids: Sequence[str], read: DueRead, anchor: date) -> None:
    """Refuse a deadline whose number may have been taken for the last of several *ids*: "3 6 Maret".

    Raises:
        UsageError: with that number before them, the words name another day.
    """
    if not (ids and ids[-1].isdecimal() and read.day):
        return
    from bimatrack.extract.deadlines import read_deadline

    whole = f"{ids[-1]} {read.wording}"
    if read_deadline(whole, anchor).due not in (None, read.day):
        raise UsageError(
            _("“{whole}” may be one day; put it in quotes, or write the ids with commas, as in 3,{number}.").format(
                whole=whole, number=ids[-1]
            )
        )


def tell_due(session: Session, due: DueRead) -> None:
    """Tell the person which day was understood, and how it follows from the words."""
    if due.day is None:
        session.say(_("No deadline any more."))
        return
    day = long_day(due.day)
    reason = f" ({due.reason})" if due.reason and due.reason.casefold() not in day.casefold() else ""
    session.say(_("“{wording}” is understood as {day}{reason}.").format(wording=due.wording, day=day, reason=reason))

"""Options that several commands share, and how days are read from them."""

import re
from calendar import monthrange
from datetime import date, timedelta
from enum import Enum
from typing import Annotated

import typer

from bimatrack.errors import UsageError
from bimatrack.i18n import _
from bimatrack.literal import one_line

# Patterns that few commands need, compiled when they do.
_ISO = r"\d{4}-\d\d-\d\d"
_MONTH = (
    r"(?i)\b(?:jan|feb|peb|mar|apr|mei|may|jun|jul|ag[us]|aug|sep|okt|oct|no[vp]|des|dec)[a-z]*\b"
    r"|\b\d{1,2}[/-]\d{1,2}\b"
)
_YEAR = r"(?i)\d{4}|\d[/-]\d{1,2}[/-]\d\d|\b(?:tahun|year)\b"
_LAST = r"(?i)\s*last\b"
_BACK = {
    "kemarin": 1,
    "yesterday": 1,
    "kemarin dulu": 2,
    "kemarin lusa": 2,
    "day before yesterday": 2,
    "the day before yesterday": 2,
}

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what it would do, change nothing.")]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="What was done, in your words.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day it holds from, when that is past.")]
Evidence = Annotated[
    list[str] | None, typer.Option("--evidence", metavar="FILE", help="A file or address that proves it.")
]
MissingOk = Annotated[bool, typer.Option("--missing-ok", help="Keep evidence that is no file here as mere words.")]


class Toward(Enum):
    """Which day is meant where the words name a month and no year."""

    AHEAD = "the next such day, as in a deadline"
    NEAR = "that of the year of the anchor"
    PAST = "the last such day, as in what was done"


def read_day(wording: str, anchor: date, option: str, toward: Toward = Toward.NEAR) -> date:
    """Read a day from an option: ISO, or Indonesian or English words reckoned from *anchor*.

    Raises:
        UsageError: the words name no day, or say more than a day.
    """
    if re.fullmatch(_ISO, wording):
        try:
            return date.fromisoformat(wording)
        except ValueError:
            raise _no_day(wording, option) from None
    back = _BACK.get(" ".join(wording.lower().split()))
    if back and (anchor - date.min).days >= back:
        return anchor - timedelta(days=back)
    from bimatrack.extract.deadlines import read_deadline

    day = None if re.match(_LAST, wording) else read_deadline(wording, anchor).due
    if day is None:
        raise _no_day(wording, option)
    _refuse_strange(wording, anchor, option)
    return _turned(day, anchor, toward) if re.search(_MONTH, wording) and not re.search(_YEAR, wording) else day


def read_day_or_none(wording: str | None, anchor: date, option: str, toward: Toward = Toward.NEAR) -> date | None:
    """Read a day from an option that may be left out.

    Raises:
        UsageError: the words name no day.
    """
    return None if wording is None else read_day(wording, anchor, option, toward)


def _refuse_strange(wording: str, anchor: date, option: str) -> None:
    """Refuse words beside a day that were not understood: what is guessed from half a sentence may be wrong."""
    from bimatrack.extract.heard import heard

    parts = heard(wording, anchor)
    if parts.strange:
        raise UsageError(
            _("{option}: “{understood}” is understood as a day, {strange} is not; write the day alone.").format(
                option=option,
                understood=one_line(parts.understood),
                strange=", ".join(f"“{one_line(piece)}”" for piece in parts.strange),
            )
        )


def _turned(day: date, anchor: date, toward: Toward) -> date:
    """Take a *day* that was read as the next one to the year that is meant."""
    if day.year == anchor.year + 1 and toward is not Toward.AHEAD:
        day = _in_year(day, anchor.year)
    return _in_year(day, day.year - 1) if toward is Toward.PAST and day > anchor else day


def _in_year(day: date, year: int) -> date:
    last = monthrange(year, day.month)[1]
    return day.replace(year=year, day=min(day.day, last))


def _no_day(wording: str, option: str) -> UsageError:
    return UsageError(
        _("{option}: “{wording}” names no day; write 2026-03-31, 31 Maret, or akhir bulan.").format(
            option=option, wording=wording
        )
    )

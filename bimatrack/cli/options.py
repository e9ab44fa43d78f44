"""Options that several commands share, and how days are read from them."""

import re
from datetime import date
from typing import Annotated

import typer

from bimatrack.errors import UsageError
from bimatrack.i18n import _

_ISO = re.compile(r"\d{4}-\d\d-\d\d")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Ids = Annotated[
    list[str], typer.Argument(metavar="ID", help="Ids and ranges of ids, such as 3 5-7.", show_default=False)
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="What was done, in your words.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day it holds from, when that is past.")]
Evidence = Annotated[
    list[str] | None, typer.Option("--evidence", metavar="FILE", help="A file or address that proves it.")
]


def read_day(wording: str, anchor: date, option: str) -> date:
    """Read a day from an option: ISO, or Indonesian or English words reckoned from *anchor*.

    Raises:
        UsageError: the words name no day.
    """
    if _ISO.fullmatch(wording):
        try:
            return date.fromisoformat(wording)
        except ValueError:
            raise _no_day(wording, option) from None
    from bimatrack.extract.deadlines import read_deadline

    day = read_deadline(wording, anchor).due
    if day is None:
        raise _no_day(wording, option)
    return day


def read_day_or_none(wording: str | None, anchor: date, option: str) -> date | None:
    """Read a day from an option that may be left out.

    Raises:
        UsageError: the words name no day.
    """
    return None if wording is None else read_day(wording, anchor, option)


def _no_day(wording: str, option: str) -> UsageError:
    return UsageError(
        _("{option}: “{wording}” names no day; write 2026-03-31, 31 Maret, or akhir bulan.").format(
            option=option, wording=wording
        )
    )

"""Which of all directives the board shows, and how it says so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rich.text import Text

from bimatrack.altering import replace
from bimatrack.history import Tracked
from bimatrack.i18n import _, ngettext
from bimatrack.literal import one_line
from bimatrack.tracking import Filter, Selection, Terms, Trait, select
from bimatrack.views.cells import LATE, QUIET, STRONG, joined

_ON, _OFF = "bold reverse", "dim"


@dataclass(frozen=True, slots=True)
class Sieve:
    """What the person wants to see; *unit* is a unit's full name, *owner* the words for one that is no unit."""

    search: str = ""
    overdue: bool = False
    closed: bool = False
    kinds: bool = False
    unit: str | None = None
    owner: str | None = None

    @property
    def narrow(self) -> bool:
        """Whether it leaves out anything but what is left out of every list."""
        return bool(self.search.strip() or self.overdue or self.unit or self.owner)

    def turned(self, name: str) -> "Sieve":
        """Return this sieve with one of its switches (overdue, closed, kinds) turned over."""
        match name:
            case "overdue":
                return replace(self, overdue=not self.overdue)
            case "closed":
                return replace(self, closed=not self.closed)
            case _:
                return replace(self, kinds=not self.kinds)

    def through(self, directives: Iterable[Tracked], today: date) -> Selection:
        """Return those of *directives* that pass, the most pressing first."""
        having = Terms(
            owners=(self.owner,) if self.owner else (),
            units=(self.unit,) if self.unit else (),
            traits=(Trait.OVERDUE,) if self.overdue else (),
            searches=(self.search,) if any(map(str.isalnum, self.search)) else (),
        )
        return select(directives, Filter(having, all_kinds=self.kinds, include_closed=self.closed), today)


def switches(sieve: Sieve) -> Text:
    """Show the switches with their keys, those that are on set off."""
    named = (
        ("1", _("Overdue"), sieve.overdue),
        ("2", _("Closed too"), sieve.closed),
        ("3", _("All kinds"), sieve.kinds),
        ("4", _("Unit"), bool(sieve.unit or sieve.owner)),
    )
    shown = [
        Text.assemble((f" {key} ", STRONG), (f"{'✓' if on else ''}{name}", _ON if on else _OFF))
        for key, name, on in named
    ]
    return Text(" ").join(shown)


def counted(selection: Selection, total: int, marked: Iterable[int], sieve: Sieve, today: date) -> Text:
    """Say how many of *total* directives are shown and hidden, and how many of them are *marked*."""
    shown = {row.number for row in selection.rows}
    overdue = sum(row.state.overdue(today) for row in selection.rows)
    count = ngettext("{n} of {all} directive", "{n} of {all} directives", total).format(n=len(shown), all=total)
    parts = [
        Text(count, style=STRONG),
        Text(_("{n} overdue").format(n=overdue) if overdue else "", style=LATE),
        Text(one_line(sieve.unit or sieve.owner or "")),
        _marks(set(marked), shown),
        Text(_closed(selection.hidden_closed), style=QUIET),
        Text(_soft(selection.hidden_kinds), style=QUIET),
    ]
    return joined(parts)


def _marks(marked: set[int], shown: set[int]) -> Text:
    if not marked:
        return Text()
    away = len(marked - shown)
    more = _("{n} of them hidden").format(n=away) if away else ""
    told = ngettext("{n} marked", "{n} marked", len(marked)).format(n=len(marked))
    return Text(f"{told} ({more})" if more else told, style=STRONG)


def _closed(count: int) -> str:
    return ngettext("{n} closed hidden (2)", "{n} closed hidden (2)", count).format(n=count) if count else ""


def _soft(count: int) -> str:
    if not count:
        return ""
    return ngettext("{n} commitment or appeal hidden (3)", "{n} commitments and appeals hidden (3)", count).format(
        n=count
    )

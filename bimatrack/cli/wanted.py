"""The filters and the layout as they were typed, and what they mean."""

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from bimatrack.altering import replace
from bimatrack.cli.meanings import field_of, value_of
from bimatrack.cli.options import read_day_or_none
from bimatrack.errors import UsageError
from bimatrack.i18n import _
from bimatrack.model import Kind, Priority, Status
from bimatrack.tracking import Grouping

if TYPE_CHECKING:
    from bimatrack.cli.session import Session
    from bimatrack.store.narrowing import Narrowing
    from bimatrack.tracking import Filter, Selection, Terms

_RELEASE = re.compile(r"\d{1,9}", re.ASCII)

Value = TypeVar("Value", Kind, Status, Priority)

_LONGEST = 1000  # letters of what is searched for
NEGATABLE = ("owner", "unit", "speaker", "release", "kind", "status", "priority", "tag", "quarter", "search")
TRAITS = ("overdue", "soon", "undated", "doubtful", "split", "blocked")
# What leaves something out by itself; --all and --all-kinds only widen, and --except is no wish.
CONDITIONS = (*NEGATABLE, *(f"not_{name}" for name in NEGATABLE), *TRAITS, "due_before", "due_after", "due_on")


class Wanted(Struct, frozen=True):
    """The filters and the layout as they were typed: *typed* holds them by name, those left out with their default."""

    typed: Mapping[str, Any]

    def narrows(self, *, beside: Collection[str] = ()) -> bool:
        """Whether a filter was given that leaves something out, *beside* those named."""
        return any(self.typed[name] not in (None, []) for name in CONDITIONS if name not in beside)

    @property
    def limited(self) -> bool:
        """Whether only so many of what matches are wanted."""
        return self.typed["limit"] is not None

    def texts(self, name: str, *, commas: bool = False) -> tuple[str, ...]:
        """Return the values that were given to the option *name*, those between *commas* as several.

        Raises:
            UsageError: one is blank, so that it would mean everything.
        """
        from bimatrack.tracking.folding import fold

        given = [value.strip() for value in self.typed[name] or ()]
        values = [part.strip() for value in given for part in value.split(",")] if commas else given
        if not all(map(fold, values)):
            option = "--except" if name == "excepted" else f"--{name.replace('_', '-')}"
            raise UsageError(_("{option} is blank; give it a value, or leave it out.").format(option=option))
        if name.endswith("search") and (long := next((one for one in values if len(one) > _LONGEST), None)):
            option = f"--{name.replace('_', '-')}"
            raise UsageError(
                _("{option}: “{value}…” is longer than {n} letters.").format(option=option, value=long[:40], n=_LONGEST)
            )
        return tuple(values)

    def chosen(self, session: "Session", *, counting: bool = True, grouped: bool = False) -> "Selection":
        """Return the directives that are wanted, in the order and up to the limit typed, *grouped* or not.

        Closed ones are not counted where they are left out, unless *counting*.

        Raises:
            UsageError: a value cannot be understood.
        """
        from bimatrack.tracking import Terms

        wanted = self.filter(session, counting=counting)
        if counting and not wanted.shows_closed and wanted.having == wanted.lacking == Terms():
            # Of the closed ones all are hidden: they need not be read to be counted.
            found = self.select(session, wanted, counting=False, grouped=grouped)
            return replace(found, hidden_closed=session.store.count_closed())
        return self.select(session, wanted, counting=counting, grouped=grouped)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns that are asked for, none for those of a plain list.

        Raises:
            UsageError: there is no such column.
        """
        return _read_columns(self)

    @property
    def explain(self) -> bool:
        """Whether it is to be said what makes each directive as pressing as it is."""
        return bool(self.typed["explain"])

    def select(
        self, session: "Session", wanted: "Filter", *, counting: bool = True, grouped: bool = False
    ) -> "Selection":
        """Return those that are *wanted*; the rest is as for `chosen`."""
        from bimatrack.tracking import narrowed, select

        typed = self.typed
        narrowing = narrowed(wanted, session.today, counting=counting, discarded=self._discarded)
        return select(
            session.store.among(narrowing),
            wanted,
            session.today,
            typed["sort"],
            reverse=typed["reverse"],
            limit=typed["limit"],
            by=typed["group_by"] if grouped else Grouping.NONE,
            first_month=session.settings.first_month,
        )

    def filter(self, session: "Session", *, counting: bool = True) -> "Filter":
        """Return what was typed as a filter.

        Raises:
            UsageError: a value is no such thing, or blank.
        """
        from bimatrack.store.narrowing import Narrowing
        from bimatrack.tracking import Filter

        typed = self.typed
        only_open = not (counting or typed["show_all"] or typed["status"])
        among = Narrowing(still_open=only_open, discarded=self._discarded)
        having, lacking = _terms(self, session, among, ""), _terms(self, session, among, "not_")
        return Filter(having, lacking, all_kinds=typed["all_kinds"], include_closed=typed["show_all"])

    @property
    def _discarded(self) -> bool:
        return Status.DISCARDED in _values(Status, self, "status")


def _read_columns(wanted: Wanted) -> tuple[str, ...]:
    """Return the names of the columns that were typed, none for those of a plain list.

    Raises:
        UsageError: there is no such column.
    """
    typed = wanted.texts("columns", commas=True)
    if not typed:
        return ()
    from bimatrack.exporters.flat import NAMES

    return tuple(dict.fromkeys(field_of("--columns", name, NAMES) for name in typed))


def _terms(wanted: Wanted, session: "Session", among: "Narrowing", prefix: str) -> "Terms":
    """Return what was typed behind the options whose names begin with *prefix*: "not_" for what must not be.

    The shares of those directives that *among* leaves tell which units go by their full names.
    """
    from bimatrack.tracking import Terms, Trait, parse_ids

    owners, units = wanted.texts(f"{prefix}owner"), wanted.texts(f"{prefix}unit")
    today, typed, negative = session.today, wanted.typed, bool(prefix)
    return Terms(
        owners=owners,
        meant=session.units_of(owners),
        units=session.units_sharing(units, among),
        kinds=_values(Kind, wanted, f"{prefix}kind"),
        statuses=_values(Status, wanted, f"{prefix}status"),
        priorities=_values(Priority, wanted, f"{prefix}priority"),
        tags=tuple([tag.removeprefix("#") for tag in wanted.texts(f"{prefix}tag", commas=True)]),
        quarters=tuple([session.quarter(text) for text in wanted.texts(f"{prefix}quarter", commas=True)]),
        due_before=None if negative else read_day_or_none(typed["due_before"], today, "--due-before"),
        due_after=None if negative else read_day_or_none(typed["due_after"], today, "--due-after"),
        due_on=None if negative else read_day_or_none(typed["due_on"], today, "--due-on"),
        releases=tuple([_release(session, text) for text in wanted.texts(f"{prefix}release", commas=True)]),
        speakers=wanted.texts(f"{prefix}speaker"),
        searches=wanted.texts(f"{prefix}search"),
        traits=tuple([Trait(name) for name in TRAITS if typed[name] is (not negative)]),
        numbers=parse_ids(wanted.texts("excepted")) if negative else (),
    )


def _values(family: type[Value], wanted: Wanted, name: str) -> tuple[Value, ...]:
    option = f"--{name.replace('_', '-')}"
    return tuple([value_of(option, text, family) for text in wanted.texts(name, commas=True)])


def _release(session: "Session", text: str) -> int:
    if not _RELEASE.fullmatch(text):
        raise UsageError(_("“{text}” is no id of a release; “bimatrack releases” lists them.").format(text=text))
    return session.store.release(int(text)).number

"""What kinds, statuses, actions, quarters and percentages are called, in the user's language."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from bimatrack.days import day_range, month, month_name
from bimatrack.history import Action, FollowUp, Part, State
from bimatrack.i18n import _, language, ngettext
from bimatrack.literal import one_line
from bimatrack.model import Kind, Priority, Status
from bimatrack.periods import Months, Period
from bimatrack.quarter import Quarter

_FEW = 3
_YEAR = 12


def status_label(status: Status) -> str:
    """Name a status as the follow-up matrices do."""
    return _statuses(language())[status]


def kind_label(kind: Kind) -> str:
    """Name a kind of directive."""
    return _kinds(language())[kind]


def priority_label(priority: Priority) -> str:
    """Name how much a directive matters."""
    return _priorities(language())[priority]


def term(value: Status | Kind | Priority) -> str:
    """Name a value of one of the closed lists that a directive has."""
    if isinstance(value, Status):
        return status_label(value)
    return kind_label(value) if isinstance(value, Kind) else priority_label(value)


def part_label(part: Part) -> str:
    """Say in a word or two what makes a directive more or less pressing."""
    return _parts(language())[part]


def rule_label(rule: str) -> str:
    """Say in words by what a directive was recognised; a rule of the user's own by its name."""
    return _rules(language()).get(rule, rule)


def action_label(action: Action) -> str:
    """Say in a word or two what a change did."""
    return _actions(language())[action]


def remarks(state: State) -> tuple[str, ...]:
    """Return what a reader of a list has to know of a directive beside its facts, in a few words each."""
    level = (
        "" if state.priority is Priority.NORMAL else _("{level} priority").format(level=priority_label(state.priority))
    )
    return tuple(filter(None, (level, *notices(state), " ".join(map(tag_label, state.tags)))))


def notices(state: State) -> tuple[str, ...]:
    """Return what became of a directive's words: asked again, left out by a later version, merged."""
    asked = _("asked {n} times").format(n=len(state.again) + 1) if state.again else ""
    merged = _("merged into directive {id}").format(id=state.merged_into) if state.merged_into else ""
    missing = _("no longer in its release") if state.missing else ""
    return tuple(filter(None, (asked, missing, merged)))


def tag_label(tag: str) -> str:
    """Write a tag as people know it: "#rapat"; harmlessly, since a copy of another's store may hold what we refuse."""
    return f"#{one_line(tag)}"


def shares_label(state: State) -> str:
    """Say how many units have done their share, "21 of 29"; nothing where there are no shares."""
    if not state.shares:
        return ""
    return _("{done} of {all}").format(done=state.shares_done, all=len(state.shares))


def follow_up_text(told: FollowUp) -> str:
    """Return the note that *told* how something is coming on, behind the names of its units where these are few."""
    return f"{', '.join(told.units)}: {told.note}" if 0 < len(told.units) <= _FEW else told.note


def some_of(named: Sequence[str]) -> str:
    """List names, of more than a few only the first, and how many others there are."""
    if len(named) <= _FEW:
        return ", ".join(named)
    rest = len(named) - _FEW
    return f"{', '.join(named[:_FEW])} {ngettext('and {n} other', 'and {n} others', rest).format(n=rest)}"


def quarter_label(quarter: Quarter) -> str:
    """Name a quarter as government papers do: "Quarter I 2026" (Triwulan I 2026).

    One that is not counted from January names its months: "Quarter II (January–March 2024)".
    """
    if quarter.first_month == 1:
        return _("Quarter {number} {year}").format(number=quarter.roman, year=quarter.year)
    months = _months_between(quarter.start, quarter.end)
    return _("Quarter {number} ({months})").format(number=quarter.roman, months=months)


def number(value: int) -> str:
    """Write a number with the language's mark between thousands: "12,345"."""
    shown = f"{value:,}"
    return shown.replace(",", ".") if language() == "id" else shown


def age_label(first: int, last: int | None) -> str:
    """Say how long ago something was asked: "31 to 60 days ago"."""
    if last is None:
        return _("more than {n} days ago").format(n=first - 1)
    return _("{first} to {last} days ago").format(first=first, last=last)


def period_label(period: Period) -> str:
    """Name what is reported on: "Quarter I 2026", "Semester I 2026", "Year 2026", "March 2026", or its days."""
    if isinstance(period, Quarter):
        return quarter_label(period)
    if not isinstance(period, Months):
        return day_range(period.start, period.end)
    if period.count == 1:
        return month(period.start)
    if period.count == _YEAR:
        name = _("Year {year}").format(year=period.start.year)
        return name if period.first_month == 1 else f"{name} ({_months_between(period.start, period.end)})"
    if period.first_month == 1:
        return _("Semester {number} {year}").format(number=period.roman, year=period.start.year)
    months = _months_between(period.start, period.end)
    return _("Semester {number} ({months})").format(number=period.roman, months=months)


def _months_between(first: date, last: date) -> str:
    begin = month_name(first.month) if first.year == last.year else month(first)
    return f"{begin}–{month(last)}"


def percent(value: float | None) -> str:
    """Write a percentage, "60%" or "63.5%" with the language's decimal mark; "–" where there is none."""
    if value is None:
        return "–"
    shown = f"{value:.1f}".removesuffix(".0")
    return f"{shown.replace('.', ',') if language() == 'id' else shown}%"


# The language stands in the signature because it is what these tables hang on.
@cache
def _statuses(_language: str) -> dict[Status, str]:
    return {
        Status.OPEN: _("Not started"),
        Status.IN_PROGRESS: _("In progress"),
        Status.DONE: _("Done"),
        Status.DROPPED: _("Cannot be done"),
        Status.DISCARDED: _("Discarded"),
    }


@cache
def _kinds(_language: str) -> dict[Kind, str]:
    return {
        Kind.PRIORITY: _("Priority"),
        Kind.PROJECT: _("Project"),
        Kind.INSTRUCTION: _("Instruction"),
        Kind.COMMITMENT: _("Commitment"),
        Kind.APPEAL: _("Appeal"),
    }


@cache
def _priorities(_language: str) -> dict[Priority, str]:
    return {Priority.HIGH: _("high"), Priority.NORMAL: _("normal"), Priority.LOW: _("low")}


@cache
def _parts(_language: str) -> dict[Part, str]:
    return {
        Part.OVERDUE: _("overdue"),
        Part.SOON: _("due within 7 days"),
        Part.HIGH: _("high priority"),
        Part.DOUBTFUL: _("doubtful"),
        Part.MONTH: _("due within 30 days"),
        Part.UNDATED: _("without a last day"),
        Part.OBSTACLE: _("obstacle"),
        Part.ASKED: _("asked again"),
        Part.LOW: _("low priority"),
        Part.CLOSED: _("closed"),
    }


@cache
def _rules(_language: str) -> dict[str, str]:
    told, must, asked, hoped = _("an order told to somebody"), _("a “must”"), _("a request"), _("a hope")
    forbidden, listed = _("a ban"), _("an item of a list")
    return {
        "order": _("an order"),
        "request": asked,
        "please": asked,
        "forbidding": forbidden,
        "ban": forbidden,
        "target": _("a target that is set"),
        "wish": hoped,
        "hope": hoped,
        "reminder": _("a reminder"),
        "urging": _("an urging"),
        "stress": _("a stress laid on it"),
        "stressed": _("a stress laid on it"),
        "noun": _("a noun that orders"),
        "told": told,
        "told kindly": told,
        "decided": _("a decision"),
        "decision": _("a decision"),
        "decision in a table": _("a decision in a table"),
        "giving time": _("time that is given"),
        "given time": _("time that is given"),
        "must": must,
        "at once": _("an “at once”"),
        "so that": _("a “so that”"),
        "order in a list": listed,
        "enumerated priority": _("a priority in a list"),
        "expected work": _("work that is expected"),
        "work named as an example": _("work named as an example"),
        "headline": _("the headline"),
    }


@cache
def _actions(_language: str) -> dict[Action, str]:
    return {
        Action.IMPORT: _("imported"),
        Action.ADD: _("added"),
        Action.REVISE: _("newest version"),
        Action.MENTION: _("asked again"),
        Action.REVIEW: _("reviewed"),
        Action.DISCARD: _("discarded"),
        Action.MERGE: _("merged"),
        Action.START: _("started"),
        Action.PROGRESS: _("progress"),
        Action.DONE: _("done"),
        Action.REOPEN: _("reopened"),
        Action.DROP: _("dropped"),
        Action.NOTE: _("note"),
        Action.ASSIGN: _("assigned"),
        Action.SPLIT: _("split"),
        Action.DUE: _("deadline moved"),
        Action.EDIT: _("edited"),
        Action.PRIORITY: _("priority set"),
        Action.TAG: _("tagged"),
        Action.UNTAG: _("tag taken off"),
        Action.LINK: _("linked"),
        Action.UNLINK: _("link taken off"),
        Action.EVIDENCE: _("evidence"),
        Action.UNDO: _("undone"),
        Action.REDO: _("redone"),
    }

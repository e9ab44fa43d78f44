"""Calendar dates as a text writes them: in parts first, resolved against a known day afterwards."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import zip_longest

from msgspec import Struct

from bimatrack.model import Span

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february pebruari feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august aug agu ags agt agst",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        1,
    )
    for name in names.split()
}
_WEEKDAYS = {"senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "sabtu": 5, "minggu": 6, "ahad": 6}
_APOSTROPHES = re.compile("['’‘`´]")
_LAST_MONTH, _LONGEST_MONTH, _DAYS_OF_A_WEEK = 12, 31, 7

_LISTING = ("dan", "&")  # join two days into a range only where they are neighbours
_SEPARATOR = r"(?:[-–—]|s\.?\s?/?d\.?|sampai(?:\s+dengan)?|hingga|dan|&)"
_DAY_NAMES = r"(?:senin|selasa|rabu|kamis|jum['’‘`´]?at|sabtu|minggu|ahad)"
_NAMED = "|".join(sorted(_MONTHS, key=len, reverse=True))
_CORE = re.compile(
    rf"""
    (?=\d)(?<![\d./:-])(?<!\d,)(?<!\bR[TW]\s)(?<!\bNo[.\s]\s)(?<!\bNomor\s)
    (?:
        (?P<year_a>(?:19|20)\d\d)-(?P<month_a>\d\d)-(?P<day_a>\d\d)
      | (?P<day_b>\d{{1,2}})/(?P<month_b>\d{{1,2}})(?:/(?P<year_b>(?:19|20)\d\d|\d\d))?
      | (?P<day_c>\d{{1,2}})(?P<stroke>[-.])(?P<month_c>\d{{1,2}})(?P=stroke)(?P<year_c>(?:19|20)\d\d)
      | (?:(?P<first>\d{{1,2}})\s{{0,2}}(?P<joint>{_SEPARATOR})\s{{0,2}}(?:(?:tanggal|tgl\.?|{_DAY_NAMES}),?\s)?)?
        (?P<day_d>\d{{1,2}})[ \t\xa0]{{0,2}}(?P<month_d>{_NAMED})\b(?:\.?,?[ \t\xa0]{{1,2}}(?P<year_d>(?:19|20)\d\d))?
    )
    (?![\d/]|[.,:-]\d)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BARE = re.compile(
    rf"\b(?:tanggal|tgl\.?)\s{{1,2}}(?P<day>\d{{1,2}})(?=(?:\s*,|\s+(?:dan|serta))\s[^.\n;]{{0,60}}?\b(?:tanggal|tgl\.?)?\s\d{{1,2}}"
    rf"\s(?P<month>{_NAMED})\b(?:\s(?P<year>(?:19|20)\d\d))?)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"""
    (?:
        \b(?P<weekday>senin|selasa|rabu|kamis|jum['’‘`´]?at|sabtu|minggu|ahad)
        (?:\s+(?:legi|pahing|pon|wage|kliwon))?
        (?:\s+(?:pagi|siang|sore|petang|malam|dini\s+hari))?
        (?:\s+(?:ini|besok|kemarin|lalu|depan|(?:pekan|minggu)\s+(?:ini|depan|lalu)))?
        \s{0,2}[,/]?\s{0,2}
    )?
    (?:\b(?:tanggal|tgl)\.?\s{0,2})?
    (?P<open>\(\s{0,2})?
    (?:(?P<inner>senin|selasa|rabu|kamis|jum['’‘`´]?at|sabtu|minggu|ahad)\s?,?\s?)?
    \Z
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DIGIT = re.compile(r"\d")  # a text without one names no date
_REACH = 48  # characters that "Kamis malam minggu depan, tanggal (" may take
_AFTER = re.compile(r"\s{0,2}\)")
_BETWEEN = re.compile(
    rf"\s{{0,3}}(?:(?:pagi|siang|sore|malam)\s)?\s?{_SEPARATOR}\s{{0,3}}"
    r"|,?\s(?:dan|serta|hingga)\s(?:akan\s)?(?:ditutup|berakhir|berakhirnya)\s(?:pada\s)?(?:hari\s)?",
    re.IGNORECASE,
)
_LONGEST = timedelta(days=150)  # what is further apart is no range of days but a list


class Mention(Struct, frozen=True):
    """A date as it is written; *year* is None where the text leaves it out.

    *weekday* counts from Monday as 0. *first* is the number of the first day in "3 hingga 5 Juni".
    """

    span: Span
    day: int
    month: int
    year: int | None
    weekday: int | None
    first: int | None
    bracketed: bool

    def resolve(self, near: date) -> date | None:
        """Return the day that is meant; of the years that are possible, the one that lies nearest to *near*.

        Where weekday and date disagree and the same number in *near*'s month would agree, the month is taken for a
        slip of the pen.
        """
        years = (self.year,) if self.year else (near.year, near.year - 1, near.year + 1)
        days = [day for year in years if (day := day_of(year, self.month, self.day))]
        if not days:
            return None
        nearest = min(days, key=lambda day: abs(day - near))
        if self.weekday is None or nearest.weekday() == self.weekday:
            return nearest
        return self._mended(near) or nearest

    def _mended(self, near: date) -> date | None:
        for months in (0, -1, 1):
            month = near.month - 1 + months
            day = day_of(near.year + month // _LAST_MONTH, month % _LAST_MONTH + 1, self.day)
            if day and day.weekday() == self.weekday and abs(day - near) <= timedelta(days=_DAYS_OF_A_WEEK):
                return day
        return None


class Days(Struct, frozen=True):
    """One day, or the days from *first* to *last*, and where the text names them."""

    first: date
    last: date
    span: Span


def find_mentions(text: str, start: int = 0, end: int | None = None) -> tuple[Mention, ...]:
    """Find the calendar dates written in `text[start:end]`, in their order."""
    end = len(text) if end is None else end
    return _found(text, start, end) if _DIGIT.search(text, start, end) else ()


@lru_cache(maxsize=16)
def _found(text: str, start: int, end: int) -> tuple[Mention, ...]:
    found = [*_mentions(text, start, end), *_bare(text, start, end)]
    return tuple(sorted(found, key=lambda mention: mention.span))


def find_days(text: str, near: date, start: int = 0, end: int | None = None) -> tuple[Days, ...]:
    """Find days and ranges of days written in `text[start:end]`, missing years taken as nearest to *near*."""
    mentions = find_mentions(text, start, end)
    found: list[Days] = []
    skip = False
    for mention, following in zip_longest(mentions, mentions[1:]):
        if skip:
            skip = False
        elif following and (joined := _joined(text, mention, following, near)):
            found.append(joined)
            skip = True
        elif last := mention.resolve(near):
            first = day_of(last.year, last.month, mention.first or 0) or last
            found.append(Days(min(first, last), last, mention.span))
    return tuple(found)


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def weekday_of(name: str) -> int:
    """Return the number of a weekday, Monday 0, as it is written: "Jum'at"."""
    return _WEEKDAYS[_APOSTROPHES.sub("", name.lower())]


def _joined(text: str, one: Mention, other: Mention, near: date) -> Days | None:
    between = text[one.span.end : other.span.start]
    if len(between) > _REACH or not _BETWEEN.fullmatch(between):
        return None
    last = other.resolve(near)
    first = one.resolve(last) if last else None
    if not (first and last and first < last <= first + _LONGEST):
        return None
    if between.strip().lower() in _LISTING and last - first > timedelta(days=1):
        return None
    return Days(first, last, Span(one.span.start, other.span.end))


def _mentions(text: str, start: int, end: int) -> Iterator[Mention]:
    reached = start
    for match in _figures(text, start, end):
        parts = {name[:-2]: value for name, value in match.groupdict().items() if name[-2] == "_" and value}
        month = _MONTHS.get(parts["month"].lower()) or int(parts["month"])
        if not (1 <= month <= _LAST_MONTH and 1 <= int(parts["day"]) <= _LONGEST_MONTH):
            continue
        # Always matches: every part of it may be missing.
        before = _BEFORE.search(text, max(reached, match.start() - _REACH), match.start())
        begin = before.start() if before else match.start()
        opened = bool(before and before["open"])
        closing = _AFTER.match(text, match.end(), end) if opened else None
        weekday = (before["weekday"] or before["inner"]) if before else None
        reached = closing.end() if closing else match.end()
        yield Mention(
            span=Span(begin, reached),
            day=int(parts["day"]),
            month=month,
            year=_year(parts.get("year")),
            weekday=weekday_of(weekday) if weekday else None,
            first=_first(match, int(parts["day"])),
            bracketed=opened,
        )


def _figures(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield what is written like a date; tried where a figure stands alone, as most of a text is none."""
    behind = start
    for digit in _DIGIT.finditer(text, start, end):
        if digit.start() >= behind and (match := _CORE.match(text, digit.start(), end)):
            behind = match.end()
            yield match


def _bare(text: str, start: int, end: int) -> Iterator[Mention]:
    """Yield days whose month stands only behind the next one: "tanggal 7 dan gladi bersih tanggal 9 April"."""
    for match in _BARE.finditer(text, start, end):
        yield Mention(
            span=Span(match.start(), match.end()),
            day=int(match["day"]),
            month=_MONTHS[match["month"].lower()],
            year=_year(match["year"]),
            weekday=None,
            first=None,
            bracketed=False,
        )


def _first(match: re.Match[str], day: int) -> int | None:
    if not match["first"]:
        return None
    first = int(match["first"])
    listed = match["joint"].lower() in _LISTING
    return first if first < day and not (listed and day - first > 1) else None


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) + (2000 if len(text) == len("26") else 0)

"""The page itself: its head with what it allows, its parts in order, the signatures."""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bimatrack.days import day_range, full_day
from bimatrack.exporters.html import figures, matrix
from bimatrack.exporters.markup import Markup, element, together
from bimatrack.i18n import _, language
from bimatrack.labels import period_label
from bimatrack.model import Event
from bimatrack.reporting import PeriodReport, Signatory, double_counted, heading, notes, subtitle

_BESIDE = Path(__file__).parent
_LINE_TO_SIGN = "_" * 26


@dataclass(frozen=True, slots=True)
class Part:
    """One section: its *id*, its *title*, its *content*; a *wide* one is printed across the sheet."""

    id: str
    title: str
    content: Markup
    wide: bool = False


def report_html(report: PeriodReport) -> str:
    """Write the whole report: head, summary, charts, counts, matrix, slipped deadlines, events, outlook, signatures."""
    parts = tuple(_parts(report))
    body = element(
        "body",
        element("a", _("Skip to the report"), href="#report", class_="skip"),
        _header(report),
        _contents(parts),
        element("main", *map(_section, parts), _signatures(report), id="report", tabindex="-1"),
        element("footer", element("p", _footer(report))),
        _script(),
    )
    return f"<!DOCTYPE html>\n{element('html', _head(report), body, lang=language())}\n"


def _head(report: PeriodReport) -> Markup:
    style, script = _style(report), _beside("sorting.js")
    allowed = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    title = " · ".join(
        part
        for part in (
            _("Follow-up report on leadership directives"),
            heading(report),
            report.letterhead.government,
        )
        if part
    )
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=allowed),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        element("style", Markup(style)),
    )


def _hash(text: str) -> str:
    """Name *text* as a content security policy does, by what browsers reckon over it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _beside(name: str) -> str:
    return (_BESIDE / name).read_text(encoding="utf-8")


def _style(report: PeriodReport) -> str:
    """Return the page's style, with the words in it that hang on the language and the period."""
    columns = matrix.matrix_columns()
    names = "".join(
        f".matrix tbody :nth-child({at}):is(td)::before{{content:{css_string(f'{column.title}: ')}}}"
        for at, column in enumerate(columns, 1)
    )
    foot = f"@page{{@bottom-left{{content:{css_string(heading(report))}}}}}"
    return f"{_beside('style.css')}@media screen and (max-width:64rem){{{names}}}{foot}"


def css_string(text: str) -> str:
    """Write *text* as a string of a style: each sign that is no plain letter or digit by its number."""
    signs = (sign if sign.isascii() and sign.isalnum() else f"\\{ord(sign):06x}" for sign in text)
    return f'"{"".join(signs)}"'


def _script() -> Markup:
    return element("script", Markup(_beside("sorting.js")))


def _header(report: PeriodReport) -> Markup:
    government = report.letterhead.government
    remarks = [element("p", note, class_="note") for note in notes(report)]
    return element(
        "header",
        element("p", government, class_="government") if government else Markup(),
        element("h1", _("Follow-up report on leadership directives")),
        element("p", subtitle(report), class_="period"),
        *remarks,
    )


def _contents(parts: Iterable[Part]) -> Markup:
    links = (element("li", element("a", part.title, href=f"#{part.id}")) for part in parts)
    return element("nav", element("ul", *links), aria_label=_("Contents"))


def _section(part: Part) -> Markup:
    heading = element("h2", part.title, id=f"{part.id}-title")
    return element(
        "section",
        heading,
        part.content,
        id=part.id,
        aria_labelledby=f"{part.id}-title",
        class_="wide" if part.wide else None,
    )


def _parts(report: PeriodReport) -> Iterator[Part]:
    yield Part("summary", _("Summary"), figures.summary_part(report.summary))
    if report.rows:
        yield Part("charts", _("Charts"), figures.charts_part(report))
        yield Part("units", _("By unit"), together((figures.counts_part(report.by_unit), *_double_counted(report))))
        yield Part("kinds", _("By kind"), figures.counts_part(report.by_kind, kinds=True))
        yield Part("months", _("By month"), figures.months_part(report.by_month))
        yield Part("matrix", _("Follow-up matrix"), matrix.matrix_part(report.rows), wide=True)
    else:
        yield Part("matrix", _("Follow-up matrix"), element("p", _("No directive belongs to this period.")))
    if any(row.state.shares for row in report.rows):
        yield Part("shares", _("Shares of the units"), matrix.shares_part(report.rows))
    slipped = tuple(matrix.slipped_rows(report.rows))
    if slipped:
        yield Part("slipped", _("Deadlines that slipped"), matrix.slips_part(slipped))
    if report.events.held:
        yield Part("held", _("Events held"), _events(report.events.held))
    if report.events.to_come:
        yield Part("coming", _("Events to come"), _events(report.events.to_come))
    title = _("What {period} starts with").format(period=period_label(report.outlook.period))
    yield Part("outlook", title, together(_outlook(report)))


def _double_counted(report: PeriodReport) -> Iterator[Markup]:
    if remark := double_counted(report):
        yield element("p", remark, class_="note")


def _events(events: Sequence[Event]) -> Markup:
    return element("ul", *map(_event, events))


def _event(event: Event) -> Markup:
    when = element("time", day_range(event.start, event.end), datetime=event.start.isoformat())
    return element("li", when, f": {event.title}{f', {event.place}' if event.place else ''}")


def _outlook(report: PeriodReport) -> Iterator[Markup]:
    outlook = report.outlook
    yield matrix.inheritance(
        (report.summary.carried_out, len(outlook.overdue), len(outlook.due), outlook.later, outlook.undated)
    )
    if outlook.due:
        yield matrix.outlook_due(outlook.due)
    if outlook.events:
        yield _events(outlook.events)


def _signatures(report: PeriodReport) -> Markup:
    paper = report.letterhead
    place = ", ".join(part for part in (paper.place, full_day(report.as_of)) if part)
    return element(
        "section",
        _signature("", _("Prepared by"), paper.prepared_by),
        _signature(place, _("Evaluated by"), paper.evaluated_by),
        class_="signatures",
        aria_label=_("Signatures"),
    )


def _signature(place: str, act: str, signatory: Signatory) -> Markup:
    number = _("Staff no. {number}").format(number=signatory.number) if signatory.number else ""
    return element(
        "div",
        element("p", place),
        element("p", f"{act},"),
        element("p", signatory.office),
        element("p", signatory.name or _LINE_TO_SIGN, class_="signed" if signatory.name else "signed blank"),
        element("p", number),
    )


def _footer(report: PeriodReport) -> str:
    return f"bimatrack · {_('as of {day}').format(day=full_day(report.as_of))}"

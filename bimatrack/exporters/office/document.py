"""The report as a document: upright pages of numbers, the matrix on lying ones, and what lies ahead with signatures."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from functools import partial
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import Section
from docx.shared import Cm, Length

from bimatrack.days import day_range
from bimatrack.exporters.office import words
from bimatrack.exporters.office.charts import (
    MOST_UNITS,
    ages_chart,
    slips_chart,
    timeline_chart,
    units_chart,
)
from bimatrack.exporters.office.elements import (
    HEAD_LINE,
    LETTERHEAD,
    NOTE,
    element,
    field,
    field_line,
    paragraph_element,
    run_element,
    signature_element,
    table_element,
)
from bimatrack.exporters.office.embedding import Draw, add_chart
from bimatrack.exporters.office.matrix import paper_matrix
from bimatrack.exporters.office.styles import set_styles
from bimatrack.exporters.office.tables import (
    MOST_SLIPS,
    ages_table,
    inherited_table,
    kinds_table,
    months_table,
    outlook_table,
    shares_table,
    slipping_table,
    slips_table,
    summary_table,
    timeline_table,
    units_table,
)
from bimatrack.exporters.office.values import Table
from bimatrack.i18n import _
from bimatrack.labels import period_label
from bimatrack.literal import one_line
from bimatrack.model import Event
from bimatrack.reporting import PeriodReport, double_counted, furthest, heading, subtitle

_LONGEST_PROPERTY = 255
_CHART_HEIGHT, _BAR_HEIGHT, _FEW_BARS, _FEW_SLIPS = Cm(5.8), Cm(0.6), 7, 3
# A table of so few rows stays on one page.
_SMALL = 15
# So many rows of a table stand above signatures.
_TIED = 3
_SHORT, _LONG, _MARGIN, _SIDE = Cm(21), Cm(29.7), Cm(2), Cm(1.5)
# English Metric Units in a twentieth of a point.
_TWIP = 635
_EPOCH = (1980, 1, 1, 0, 0, 0)


def report_document(report: PeriodReport) -> bytes:
    """Write the whole report into a document."""
    paper = Paper(words.locale())
    _head(paper, report)
    _numbers(paper, report)
    _matrix(paper, report)
    _ahead(paper, report)
    _properties(paper.document, report)
    return paper.content()


class Paper:
    """A document that is written from its beginning to its end."""

    def __init__(self, locale: str) -> None:
        self.document: Document = docx.Document()
        self._captions = 0
        set_styles(self.document, locale)
        _turn(self.document.sections[0], lying=False)

    def turn(self, *, lying: bool) -> None:
        """Go on upon a new page, A4 upright or *lying*."""
        _turn(self.document.add_section(WD_SECTION.NEW_PAGE), lying=lying)

    def line(self, text: str, style: str) -> None:
        """Write a paragraph in one of the document's styles."""
        self.place(paragraph_element(one_line(text), style))

    def table(self, table: Table, heading: str | None = None) -> None:
        """Write a table under its caption, below a *heading* if there is one."""
        if heading:
            self.line(heading, "Heading 1")
        self._captions += 1
        label = _("Table")
        caption = paragraph_element(f"{label} ", "Caption")
        caption.append(field(f"SEQ {label} \\* ARABIC", str(self._captions)))
        caption.append(run_element(f". {one_line(table.title)}"))
        self.place(caption)
        self.place(table_element(table, self.room, together=len(table.rows) <= _SMALL))

    def chart(self, table: Table, draw: Draw, height: Length = _CHART_HEIGHT, below: Table | None = None) -> None:
        """Draw a chart of *table* as wide as the text below a heading, and write it or another table *below*."""
        self.line(table.title, "Heading 1")
        self.draw(table, draw, height, tied=True)
        self.table(below or table)

    def draw(self, table: Table, draw: Draw, height: Length, *, tied: bool = False) -> None:
        """Draw a chart of *table* as wide as the text, *tied* to what follows."""
        add_chart(self.document, table, draw, table.title, (self.room * _TWIP, height), tied=tied)

    def place(self, element: object) -> None:
        """Put an element of ours at the end."""
        body = self.document.element.body
        body.insert(len(body) - 1, element)

    def tie(self) -> None:
        """Keep what stands last on one page with what follows: a paragraph, or the last rows of a table."""
        last = self.document.element.body[-2]
        rows = last.findall("{*}tr")
        for paragraph in [one for row in rows[-_TIED:] for one in row.iter("{*}p")] if rows else [last]:
            properties = paragraph.get_or_add_pPr()
            if not properties.findall("{*}keepNext"):
                properties.insert(1, element("w:keepNext"))

    @property
    def room(self) -> int:
        """How wide the text is, in twentieths of a point."""
        section = self.document.sections[-1]
        width, left, right = section.page_width, section.left_margin, section.right_margin
        return int((width or _SHORT) - (left or _MARGIN) - (right or _MARGIN)) // _TWIP

    def content(self) -> bytes:
        """Return the file; the same document is the same bytes whenever it is written."""
        written = BytesIO()
        self.document.save(written)
        again = BytesIO()
        with ZipFile(written) as old, ZipFile(again, "w", ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(ZipInfo(name, _EPOCH), old.read(name), ZIP_DEFLATED)
        return again.getvalue()


def _head(paper: Paper, report: PeriodReport) -> None:
    if report.letterhead.government:
        paper.line(report.letterhead.government, LETTERHEAD)
    paper.line(words.title(), "Title")
    for text in (subtitle(report), *words.head_notes(report)):
        paper.line(text, HEAD_LINE)
    footer = paper.document.sections[0].footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    page = _("Page {page} of {pages}")
    told = " · ".join((words.title(), heading(report), page))
    for run in field_line(told, page="PAGE", pages="NUMPAGES"):
        footer._p.append(run)  # noqa: SLF001 - how python-docx gives its XML


def _numbers(paper: Paper, report: PeriodReport) -> None:
    paper.table(summary_table(report), _("Summary"))
    if not report.rows:
        return
    units, timeline, ages = units_table(report), timeline_table(report), ages_table(report)
    height = _CHART_HEIGHT + _BAR_HEIGHT * max(min(len(units.rows), MOST_UNITS) - _FEW_BARS, 0)
    paper.table(units, units.title)
    remark = double_counted(report)
    if remark:
        paper.line(remark, NOTE)
    paper.draw(units, units_chart, Length(height))
    paper.table(kinds_table(report), _("By kind"))
    paper.table(months_table(report), _("By month"))
    days = (report.timeline[-1].day - report.timeline[0].day).days if report.timeline else 0
    paper.chart(timeline, partial(timeline_chart, days=days))
    paper.chart(ages, ages_chart)


def _matrix(paper: Paper, report: PeriodReport) -> None:
    if not report.rows:
        return
    paper.turn(lying=True)
    paper.table(paper_matrix(report), _("Follow-up matrix"))
    paper.turn(lying=False)
    shares = shares_table(report)
    if shares.rows:
        paper.table(shares, shares.title)
    slips = [slip for _row, slip in furthest(report.rows)[:MOST_SLIPS]]
    if slips:
        height = _CHART_HEIGHT + _BAR_HEIGHT * max(len(slips) - _FEW_SLIPS, 0) * 2
        paper.chart(slipping_table(report), partial(slips_chart, slips=slips), Length(height), slips_table(report))


def _ahead(paper: Paper, report: PeriodReport) -> None:
    if report.events.held or report.events.to_come:
        paper.line(_("Events"), "Heading 1")
    _events(paper, _("Events held"), report.events.held)
    _events(paper, _("Events to come"), report.events.to_come)
    outlook = outlook_table(report)
    paper.table(outlook, outlook.title)
    if report.outlook.due:
        paper.table(inherited_table(report))
    title = _("Events in {period}").format(period=period_label(report.outlook.period))
    _events(paper, title, report.outlook.events)
    paper.tie()
    paper.line(_("Signatures"), "Heading 1")
    left, right = words.signatures(report)
    rows = [*zip(left.above, right.above, strict=True), (left.name, right.name), (left.number, right.number)]
    paper.place(signature_element(rows, paper.room, len(left.above)))
    # Word wants a paragraph behind the last table.
    paper.line("", "Normal")


def _events(paper: Paper, title: str, events: Sequence[Event]) -> None:
    if events:
        paper.line(title, "Heading 2")
    for event in events:
        named = ", ".join(one_line(part) for part in (event.title, event.place) if part)
        paper.line(f"{day_range(event.start, event.end)}: {named}", "List Bullet")


def _turn(section: Section, *, lying: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if lying else (_SHORT, _LONG)
    side: Length = _SIDE if lying else _MARGIN
    section.left_margin = section.right_margin = side
    section.top_margin = section.bottom_margin = _MARGIN


def _properties(document: Document, report: PeriodReport) -> None:
    core = document.core_properties
    made = datetime.combine(report.as_of, time(), UTC)
    core.title = _short(f"{words.title()}, {heading(report)}")
    core.subject = _short(subtitle(report))
    core.author = core.last_modified_by = _short(report.letterhead.government)
    core.comments = _short("; ".join(words.head_notes(report)))
    core.keywords = ""
    core.language = words.locale()
    core.created = core.modified = made
    core.revision = 1


def _short(text: str) -> str:
    return one_line(text)[:_LONGEST_PROPERTY]

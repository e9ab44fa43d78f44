"""Charts in documents: drawn like those of the workbook, with the numbers behind them so that they can be changed."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZipFile

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from bimatrack.exporters.office.sheets import Block, Book, day_format, set_widths
from bimatrack.exporters.office.styles import FONT
from bimatrack.exporters.office.values import Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

Draw = Callable[["Workbook", str, Block], "Chart"]

_SHEET = "Data"
_CHART_OF = "xl/charts/chart1.xml"
# Where the schema wants the font of a chart and what names the numbers behind it: before this.
_BEHIND = b"<c:printSettings>"
_VALUE_ALONE = (
    b'<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    b'<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
_DATA = (
    b'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr><a:latin typeface="%s"/></a:defRPr></a:pPr>'
    b'<a:endParaRPr/></a:p></c:txPr><c:externalData r:id="%s"><c:autoUpdate val="0"/></c:externalData>'
)


def add_chart(document: Document, table: Table, draw: Draw, told: str, size: tuple[int, int], *, tied: bool) -> None:
    """Put a chart over *table* at the end of *document*.

    Args:
        document: where it goes.
        table: the numbers.
        draw: makes the chart for a workbook.
        told: what it shows, for those who cannot see it.
        size: width and height in English Metric Units.
        tied: whether it stays on one page with what follows.
    """
    number = sum(rel.reltype == RELATIONSHIP_TYPE.CHART for rel in document.part.rels.values()) + 1
    package = document.part.package
    with ZipFile(BytesIO(_workbook(table, draw))) as archive:
        xml = archive.read(_CHART_OF)
    data = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), CONTENT_TYPE.SML_SHEET, _workbook(table), package)
    chart = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, b"", package)
    named = _DATA % (FONT.encode(), chart.relate_to(data, RELATIONSHIP_TYPE.PACKAGE).encode())
    chart._blob = _plain(xml).replace(_BEHIND, named + _BEHIND, 1)  # noqa: SLF001 - its relation had to be known first
    width, height = size
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = tied
    paragraph.add_run()._r.append(  # noqa: SLF001 - how python-docx gives its XML
        parse_xml(
            f"<w:drawing {nsdecls('w', 'wp', 'a', 'c', 'r')}>"
            f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
            f'<wp:docPr id="{number}" name="Chart {number}" descr={quoteattr(told)}/><wp:cNvGraphicFramePr/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
            f'<c:chart r:id="{document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)}"/>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing>"
        )
    )


def _plain(xml: bytes) -> bytes:
    """Say what spreadsheet programs take for granted and word processors do not: lone values, straight lines, days."""
    xml = xml.replace(b'<c:showVal val="1"/>', _VALUE_ALONE)
    if b"<c:dateAx>" not in xml:
        return xml
    xml = xml.replace(b"</c:val></c:ser>", b'</c:val><c:smooth val="0"/></c:ser>')
    days = re.compile(rb"(<c:cat>(?:(?!</c:cat>).)*<c:formatCode>)General(?=<)", re.DOTALL)
    return days.sub(lambda match: match[1] + escape(day_format()).encode(), xml)


def _workbook(table: Table, draw: Draw | None = None) -> bytes:
    # Any day would do: it only has to be the same one each time.
    book = Book({}, date(2026, 1, 1))
    sheet = book.sheet(_SHEET)
    set_widths(sheet, table.columns)
    block = book.table(sheet, table, 0)
    if draw:
        sheet.insert_chart(0, len(table.columns) + 1, draw(book.book, _SHEET, block))
    return book.content()

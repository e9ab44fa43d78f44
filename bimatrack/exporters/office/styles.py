"""The styles of documents, so that whoever adapts one changes a style and not each paragraph."""

from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor

from bimatrack.exporters.office.elements import (
    CELL,
    CELL_RIGHT,
    DETAIL,
    HEAD,
    HEAD_LINE,
    HEAD_RIGHT,
    LETTERHEAD,
    NOTE,
    OVERDUE,
    SIGNATURE,
    TABLE,
    element,
    parsed,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

FONT = "Arial"
_INK, _RED, _QUIET = RGBColor(0x1F, 0x38, 0x64), RGBColor(0x9C, 0x00, 0x06), RGBColor(0x50, 0x5A, 0x64)
_SPACES = {"Title": (12, 4, 16), "Heading 1": (16, 6, 13), "Heading 2": (12, 4, 11), "Caption": (8, 3, 9)}
_RULE = '<w:pBdr><w:bottom w:val="double" w:sz="12" w:space="4" w:color="000000"/></w:pBdr>'
_TABLE_RULES = """
<w:tblPr>
  <w:tblStyleRowBandSize w:val="1"/>
  <w:tblBorders>
    <w:top w:val="single" w:sz="8" w:space="0" w:color="1F3864"/>
    <w:bottom w:val="single" w:sz="8" w:space="0" w:color="1F3864"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>
    <w:insideV w:val="single" w:sz="4" w:space="0" w:color="D9D9D9"/>
  </w:tblBorders>
  <w:tblCellMar>
    <w:top w:w="30" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>
    <w:bottom w:w="30" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>
  </w:tblCellMar>
</w:tblPr>
"""
_BOLD_ROW = """
<w:tblStylePr w:type="{row}">
  <w:rPr><w:b/><w:bCs/></w:rPr>
  <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/></w:tcPr>
</w:tblStylePr>
"""


def set_styles(document: "Document", locale: str) -> None:
    """Give *document* the styles of the report, its words in the language *locale* ("id-ID")."""
    styles = document.styles
    defaults = styles.element.find(".//{*}docDefaults/{*}rPrDefault/{*}rPr")
    for old in defaults.findall("{*}lang"):
        defaults.remove(old)
    defaults.append(element("w:lang", val=locale, eastAsia=locale, bidi="ar-SA"))
    _paragraph(document, "Normal", 10, after=4)
    for name, (before, after, size) in _SPACES.items():
        _paragraph(document, name, size, before=before, after=after, strong=True)
    for name in ("List Bullet", "Header", "Footer"):
        _paragraph(document, name, 9 if name != "List Bullet" else 10)
    styles["Caption"].paragraph_format.keep_with_next = True
    _centred(document, "Title")
    _strip_rule(styles["Title"])
    _own_styles(document)
    _table_style(document)


def _own_styles(document: "Document") -> None:
    letterhead = _added(document, LETTERHEAD, 15, strong=True, after=10)
    _centred(document, LETTERHEAD)
    letterhead.font.all_caps = True
    letterhead.element.get_or_add_pPr().insert(0, parsed(_RULE))
    _added(document, HEAD_LINE, 10, after=2)
    _centred(document, HEAD_LINE)
    _added(document, NOTE, 9, before=3, after=4)
    _added(document, CELL, 8)
    _added(document, HEAD, 8, strong=True)
    for name in (_added(document, CELL_RIGHT, 8).name, _added(document, HEAD_RIGHT, 8, strong=True).name):
        document.styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _added(document, SIGNATURE, 10).paragraph_format.keep_with_next = True
    overdue = document.styles.add_style(OVERDUE, WD_STYLE_TYPE.CHARACTER)
    overdue.font.bold = True
    overdue.font.color.rgb = _RED
    detail = document.styles.add_style(DETAIL, WD_STYLE_TYPE.CHARACTER)
    detail.font.size = Pt(7)
    detail.font.color.rgb = _QUIET


def _table_style(document: "Document") -> None:
    style = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE).element
    style.append(parsed(_TABLE_RULES))
    style.append(parsed(_BOLD_ROW.format(row="firstRow", fill="DCE6F1")))
    style.append(parsed(_BOLD_ROW.format(row="lastRow", fill="F2F2F2")))


def _added(
    document: "Document", name: str, size: float, *, before: float = 0, after: float = 0, strong: bool = False
) -> "ParagraphStyle":
    document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    return _paragraph(document, name, size, before=before, after=after, strong=strong)


def _paragraph(
    document: "Document", name: str, size: float, *, before: float = 0, after: float = 0, strong: bool = False
) -> "ParagraphStyle":
    style: ParagraphStyle = document.styles[name]
    style.font.size = Pt(size)
    style.font.italic = None
    if strong:
        style.font.bold = True
        style.font.color.rgb = _INK if name.startswith("Heading") else RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(f"{{{fonts.nsmap['w']}}}{kind}", FONT)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.0
    return style


def _centred(document: "Document", name: str) -> None:
    document.styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _strip_rule(style: "ParagraphStyle") -> None:
    properties = style.element.get_or_add_pPr()
    for rule in properties.findall("{*}pBdr"):
        properties.remove(rule)

"""What a document is made of that python-docx has no words for: fields, and tables that may be very long."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls
from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from bimatrack.days import short_day
from bimatrack.exporters.office.values import Atom, Cell, Column, Percent, Table, Warn
from bimatrack.labels import percent
from bimatrack.literal import literal, one_line

NOTHING = "–"
# Names of our own styles, as Word lists them.
LETTERHEAD = "Letterhead"
HEAD_LINE = "Head Line"
CELL = "Table Text"
CELL_RIGHT = "Table Number"
HEAD = "Table Head"
HEAD_RIGHT = "Table Head Number"
TABLE = "Report Table"
NOTE = "Table Note"
OVERDUE = "Overdue"
DETAIL = "Detail"
SIGNATURE = "Signature Block"

# Twentieths of a point, for each character that a column is wide.
_CHARACTER = 110
_FIELD = re.compile(r"\{(\w+)\}")


def element(name: str, **values: str) -> BaseOxmlElement:
    """Make an element, its attributes those of WordprocessingML."""
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(f"{{{made.nsmap['w']}}}{key}", value)
    return made


def parsed(xml: str) -> BaseOxmlElement:
    """Return the element that *xml* writes, the prefix ``w`` being declared in its first tag."""
    return parse_xml(re.sub(r"(?<=\w)(?=[\s/>])", f" {nsdecls('w')}", xml.strip(), count=1))


def paragraph_element(text: str, style: str) -> BaseOxmlElement:
    """Return a paragraph of the *style* of that name; what is at the ends of *text* stays."""
    made = parsed(f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/></w:pPr></w:p>')
    made.append(run_element(text))
    return made


def run_element(text: str) -> BaseOxmlElement:
    """Return a run of *text*, harmless, the blanks at its ends kept."""
    return parsed(f'<w:r><w:t xml:space="preserve">{escape(literal(text))}</w:t></w:r>')


def field_line(text: str, **fields: str) -> Iterator[BaseOxmlElement]:
    """Return the runs of *text*, with a field such as PAGE in the place of each ``{name}``.

    Args:
        text: words with names in braces, harmless already.
        fields: by name the field's instruction.
    """
    for number, part in enumerate(_FIELD.split(text)):
        if number % 2:
            yield field(fields[part], "1")
        elif part:
            yield run_element(part)


def field(instruction: str, shown: str) -> BaseOxmlElement:
    """Return a field, *shown* until the program that opens the document reckons it anew."""
    made = parsed(f"<w:fldSimple><w:r>{_text(shown)}</w:r></w:fldSimple>")
    made.set(f"{{{made.nsmap['w']}}}instr", instruction)
    return made


def table_element(table: Table, room: int, *, together: bool = False) -> BaseOxmlElement:
    """Return a table no wider than *room* (twentieths of a point): its head repeats, its rows do not break.

    If *together*, it stays on one page.
    """
    widths = _widths(table.columns, room)
    rows = [*table.rows, *([table.sums] if table.sums else ())]
    head = _row([column.title for column in table.columns], table.columns, widths, head=True, tied=True)
    body = (_row(cells, table.columns, widths, tied=together and cells is not rows[-1]) for cells in rows)
    summed = bool(table.sums)
    return parsed(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_id(TABLE)}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{0x0660 if summed else 0x0620:04X}" w:firstRow="1"'
        f' w:lastRow="{summed:d}" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{_attribute(table.title)}"/></w:tblPr>{_grid(widths)}{head}{"".join(body)}</w:tbl>'
    )


def signature_element(rows: Iterable[tuple[str, str]], room: int, name_row: int) -> BaseOxmlElement:
    """Return the signature block: two columns without lines, room to sign above the names in row *name_row*."""
    widths = (room // 2, room - room // 2)
    lines = "".join(_signed_row(pair, widths, strong=number == name_row) for number, pair in enumerate(rows))
    return parsed(
        f'<w:tbl><w:tblPr><w:tblW w:w="{room}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"{_grid(widths)}{lines}</w:tbl>"
    )


def style_id(name: str) -> str:
    """Return by which id a style is named in the file."""
    return name.replace(" ", "")


def _widths(columns: Sequence[Column], room: int) -> list[int]:
    wanted = [column.width * _CHARACTER for column in columns]
    scale = min(1.0, room / sum(wanted))
    return [int(width * scale) for width in wanted]


def _grid(widths: Iterable[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def _row(
    cells: Sequence[Cell], columns: Sequence[Column], widths: Sequence[int], *, head: bool = False, tied: bool = False
) -> str:
    left, right = (HEAD, HEAD_RIGHT) if head else (CELL, CELL_RIGHT)
    tie = "<w:keepNext/>" if tied else ""
    written = (
        _cell(cell, f'<w:pStyle w:val="{style_id(right if column.right else left)}"/>{tie}', width)
        for cell, column, width in zip(cells, columns, widths, strict=True)
    )
    mark = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{''.join(written)}</w:tr>"


def _cell(cell: Cell, style: str, width: int) -> str:
    atoms = [atom for atom in (cell if isinstance(cell, tuple) else (cell,)) if atom not in (None, "")]
    paragraphs = "".join(
        f"<w:p><w:pPr>{style}</w:pPr>{_run(atom, later=place > 0)}</w:p>"
        for place, atom in enumerate(atoms or [NOTHING])
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraphs}</w:tc>'


def _run(atom: Atom, *, later: bool) -> str:
    if isinstance(atom, Warn):
        return f'<w:r><w:rPr><w:rStyle w:val="{style_id(OVERDUE)}"/></w:rPr>{_text(str(atom.value))}</w:r>'
    look = f'<w:rPr><w:rStyle w:val="{style_id(DETAIL)}"/></w:rPr>' if later else ""
    return f"<w:r>{look}{_text(_words(atom))}</w:r>"


def _words(atom: Atom) -> str:
    if isinstance(atom, date):
        return short_day(atom)
    return percent(atom.value) if isinstance(atom, Percent) else str(atom)


def _signed_row(pair: tuple[str, str], widths: tuple[int, int], *, strong: bool) -> str:
    room = '<w:trHeight w:val="1300"/>' if strong else ""
    cells = "".join(_signed(text, width, strong=strong) for text, width in zip(pair, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{room}</w:trPr>{cells}</w:tr>"


def _signed(text: str, width: int, *, strong: bool) -> str:
    bold = '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>' if strong else ""
    low = '<w:vAlign w:val="bottom"/>' if strong else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{low}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(SIGNATURE)}"/></w:pPr><w:r>{bold}{_text(text)}</w:r></w:p></w:tc>'
    )


def _text(text: str) -> str:
    return f"<w:t>{escape(one_line(text))}</w:t>"


def _attribute(text: str) -> str:
    return escape(one_line(text), {'"': "&quot;"})

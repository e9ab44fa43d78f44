"""Sees the form of a release: headline, letterhead, headings, paragraphs, list items and the marks before them."""

import re
from enum import StrEnum

from msgspec import Struct

from bimatrack.altering import replace
from bimatrack.extract.grammar import looks_verbal
from bimatrack.model import Span
from bimatrack.rules.forms import labels
from bimatrack.rules.language import language

_MARK = re.compile(
    r"[ \t]*(?P<mark>[\d#]\ufe0f?\u20e3|🔟|[•▪●◦■►➢✓✅📌🔹🔸‣]\ufe0f?|(?:[-*+]\s+)?\[[ xXv✓✔-]?\](?=\s)|[-–*>~](?=\s)"
    r"|\(?(?:\d{1,2}|[a-z])[.)](?!\d)|\*\)"
    r"|(?:Satu|Dua|Tiga|Empat|Lima|Enam|Tujuh|Delapan|Sembilan|Sepuluh)\s*[-–—](?=\s)"
    r"|[IVX]{1,4}\.|\(?[ivx]{1,5}\)|KE[A-Z]{3,12}\s*:|[A-Z]\.(?=\s))\s*"
)
_FIELD = re.compile(r"[ \t]*(?P<name>[A-Za-z][A-Za-z /.()]{1,28}?)\s*:\s*(?P<value>\S.*)?$")
_CLOSING = re.compile(
    r"(?i)\s*(?:tembusan|notulis,|ditetapkan di|dikeluarkan di|pada tanggal|ttd\b|dto\b|salinan sesuai"
    r"|narahubung|kontak media|siaran pers ini dapat|a\.n\.\s|-{5,}|={5,}|_{5,})"
)
_WRAPPED, _LONGEST = 60, 90  # characters of a line that was wrapped, of the longest heading
_NAME, _NUMBERED, _HEADING = 4, 8, 7  # words of a field's name, of a numbered heading, of a heading
_DAYLINE = re.compile(r"\s*\d{1,2} [A-Za-z]+ \d{4}\s*$")

_NEXT_LINES = 2


class Shape(StrEnum):
    """What a block is."""

    TITLE = "title"
    HEADING = "heading"
    FIELD = "field"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    CLOSING = "closing"


class Block(Struct, frozen=True):
    """A piece of a release; *span* is its text without *mark*, the number or bullet before it.

    *indent* counts the spaces before it. *name* is what stands before the colon of a field ("PIC : Dishub").
    """

    shape: Shape
    span: Span
    mark: str = ""
    indent: int = 0
    name: str = ""


def read_blocks(text: str) -> tuple[Block, ...]:
    """Cut a release into its blocks, in the order of the text; wrapped lines are put together again."""
    blocks: list[Block] = []
    lines = _lines(text)
    for start, end in lines:
        blocks.append(_block(text, start, end, first=not blocks and len(lines) > 1))
    for index in range(1, len(blocks) - 1):
        if _heads(text, blocks[index], blocks[index + 1]):
            blocks[index] = replace(blocks[index], shape=Shape.HEADING)
    return tuple(blocks)


def _heads(text: str, block: Block, below: Block) -> bool:
    """Whether a short numbered line is the heading of what stands on the lines below it."""
    content = text[block.span.start : block.span.end].rstrip("* ")
    return (
        block.shape is Shape.ITEM
        and any(c.isalnum() for c in block.mark)
        and below.shape in (Shape.PARAGRAPH, Shape.FIELD)
        and not (below.shape is Shape.FIELD and labels().is_answer(below.name))
        and len(content.split()) <= _HEADING
        and content.lstrip("*_ ")[:1].isupper()
        and not content.endswith((".", ";", ",", ":"))
        and text.count("\n", block.span.end, below.span.start) <= _NEXT_LINES
    )


def _lines(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        if not line.strip():
            continue
        if found and _continues(text, found[-1], start, line):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _continues(text: str, before: tuple[int, int], start: int, line: str) -> bool:
    """Whether *line* goes on with the paragraph before it, that was wrapped."""
    last = (
        text[text.rfind("\n", before[0], before[1]) + 1 : before[1]]
        if "\n" in text[before[0] : before[1]]
        else text[before[0] : before[1]]
    )
    return (
        start == before[1] + 1
        and len(last.rstrip()) >= _WRAPPED
        and last.rstrip()[-1] not in '.:;!?”"|'
        and line.lstrip()[:1].islower()
        and not _MARK.match(line)
        and "\t" not in line
        and "   " not in line.strip()
    )


def _block(text: str, start: int, end: int, *, first: bool) -> Block:
    line = text[start:end]
    indent = len(line) - len(line.lstrip())
    mark = _MARK.match(line)
    if mark and (field := _FIELD.match(line, mark.end())) and labels().is_answer(field["name"].strip()):
        at = start + field.start("value") if field["value"] else end
        return Block(Shape.FIELD, Span(at, end), indent=indent, name=field["name"].strip().lower())
    if mark and start + mark.end() < end and not _CLOSING.match(line):
        span = _strip(text, start + mark.end(), end)
        shape = Shape.HEADING if _is_heading(text[span.start : span.end], mark["mark"]) else Shape.ITEM
        return Block(shape, span, mark["mark"].strip(), indent)
    field = _FIELD.match(line)
    shape = _shape(line, first=first)
    if shape is Shape.PARAGRAPH and field and len(field["name"].split()) <= _NAME and not _speaks(field):
        at = start + field.start("value") if field["value"] else end
        return Block(Shape.FIELD, Span(at, end), indent=indent, name=field["name"].strip().lower())
    if shape is Shape.PARAGRAPH and _is_heading(line.strip(), ""):
        shape = Shape.HEADING
    return Block(shape, _strip(text, start, end), indent=indent)


def _speaks(field: re.Match[str]) -> bool:
    """Whether what looks like a label tells who speaks, and speech stands behind it: 'Bupati berpesan: "…'."""
    word = field["name"].split()[-1].lower()
    said = looks_verbal(word) or word in language().classes.speech
    return said and (field["value"] or "").startswith(('"', "“", "„", "'", "‘", "«"))


def _shape(line: str, *, first: bool) -> Shape:
    if first:
        return Shape.TITLE
    if _CLOSING.match(line):
        return Shape.CLOSING
    return Shape.HEADING if _DAYLINE.match(line) else Shape.PARAGRAPH


def _is_heading(line: str, mark: str) -> bool:
    words = line.split()
    if words[1:] and words[0].strip(",:").lower() in language().classes.ordinal:
        return False
    if not words or len(line) > _LONGEST or "\t" in line or "|" in line or "   " in line:
        return False
    roman = bool(re.fullmatch(r"[IVX]+\.|[A-Z]\.|\*\)", mark))
    if (line.isupper() and not mark) or (roman and len(words) <= _NUMBERED and line[-1] not in ".;,"):
        return True
    return not mark and len(words) <= _HEADING and line.rstrip()[-1] not in '.;,!?"”)' and line[0].isupper()


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)

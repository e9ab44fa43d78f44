"""Elements of a web page as lines of text: paragraphs, list items and table rows one a line."""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from bimatrack.rules.pages import page_words

_SPACE = re.compile(r"[ \t\n\r\f\v\xa0]+")
_AROUND_BREAK = re.compile(r" *\n *")
_BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "main", "header", "blockquote", "figure", "address", "center", "hr", "dl"),
        *(
            "dt",
            "dd",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "pre",
            "details",
            "summary",
            "fieldset",
            "body",
            "tbody",
            "td",
        ),
    )
)
_CELLS = " | "
_BULLET = "- "
_DEEPEST = 150  # elements in elements; deeper ones are a fault or an attack, and read as plain words
_MOSTLY_LINKS = 0.8
_LONGEST_POINTER = 140  # letters of a line such as "Baca juga: …"


def rendered(element: LexborNode) -> str:
    """Return the text of *element* as it reads on the screen."""
    page = _Page()
    page.walk(element, 0)
    page.flush()
    return page.text()


@dataclass
class _Page:
    lines: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    linked: int = 0
    mark: str = ""

    def walk(self, element: LexborNode, depth: int, *, in_link: bool = False) -> None:
        """Write all that stands in *element*."""
        if depth > _DEEPEST:
            self._say(element.text(), in_link=in_link)
            return
        for child in element.iter(include_text=True):
            self._child(child, depth, in_link=in_link)

    def flush(self) -> None:
        """End the paragraph, item or row that is being written."""
        text = _AROUND_BREAK.sub("\n", "".join(self.words)).strip()
        if text and not self._leads_elsewhere(text):
            self.lines.append(self.mark + text)
        if text:
            self.mark = ""
        self.words, self.linked = [], 0

    def text(self) -> str:
        """Return what was written, one paragraph, item or row a line."""
        return "\n".join(self.lines)

    def _child(self, child: LexborNode, depth: int, *, in_link: bool) -> None:
        match child.tag:
            case "-text":
                self._say(child.text(), in_link=in_link)
            case "br":
                self.words.append("\n")
            case "ul" | "ol":
                self._items(child, depth)
            case "tr":
                self._row(child)
            case tag if tag in _BLOCKS:
                self.flush()
                self.walk(child, depth + 1, in_link=in_link)
                self.flush()
            case tag:
                self.walk(child, depth + 1, in_link=in_link or tag == "a")

    def _say(self, text: str | None, *, in_link: bool) -> None:
        words = _SPACE.sub(" ", text or "")
        if self.words and self.words[-1].endswith((" ", "\n")):
            words = words.lstrip(" ")
        self.words.append(words)
        self.linked += len(words.strip()) if in_link else 0

    def _items(self, element: LexborNode, depth: int) -> None:
        self.flush()
        start = (element.attributes.get("start") or "1") if element.tag == "ol" else ""
        number = int(start) if start.isdecimal() and len(start) < len("10000") else 1
        for item in element.iter():
            self.mark = f"{number}. " if element.tag == "ol" else _BULLET
            number += 1
            self.walk(item, depth + 1)
            self.flush()
        self.mark = ""

    def _row(self, row: LexborNode) -> None:
        self.flush()
        cells = (_SPACE.sub(" ", cell.text(separator=" ")).strip() for cell in row.iter())
        self.words = [_CELLS.join(cells)]
        self.flush()

    def _leads_elsewhere(self, text: str) -> bool:
        """Whether the line only leads to other pages."""
        if self.linked > _MOSTLY_LINKS * len(text):
            return True
        return len(text) <= _LONGEST_POINTER and bool(page_words().elsewhere.match(text))

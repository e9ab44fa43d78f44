"""Lines that only end because the page was full, and what belongs together again."""

import re

_ITEM = re.compile(
    r"^\s*(?:[•▪●◦■►➢✓*]|[-–]\s|\(?(?:\d{1,2}|[a-z])[.)]\s|\d{1,2}[.:]\d\d\s|[IVX]{1,4}\.\s|KE[A-Z]{3,12}\b)"
)
_FIELD = re.compile(r"^\s*[^\W\d_][\w /.]{1,28}\s*:\s")
_DAY = re.compile(r"^\d{1,2} [^\W\d_]+ \d{4}$")
_RULER = re.compile(r"^[\W_]+$")
_COLUMNS = re.compile(r"\||\t|\S {3,}\S")
_ENDS = (".", "!", "?", ":", ";", "”", '"', ")")
_FULL_LINE = 0.86  # of the longest line, the next word counted: where that would have fitted, a paragraph ends
_HALF_LINE = 0.5
_NARROWEST, _WIDEST = 45, 120  # letters of the longest line of a wrapped text
_LEAST_WRAPS = 3  # so many lines must be full before a text counts as wrapped


def goes_on(last: str, line: str, width: int, *, apart: bool) -> bool:
    """Whether *line* belongs to the paragraph of *last*, neither of them blank.

    *width* is the length of the page's longest line; *apart* tells that blank lines part the paragraphs.
    """
    full = len(last) + 1 + len(line.split(maxsplit=1)[0]) >= _FULL_LINE * width
    if _COLUMNS.search(line.strip()) or _COLUMNS.search(last.strip()):
        return _row_goes_on(last, line, full=full)
    if width < _NARROWEST or _begins(line) or _RULER.match(last) or last.isupper() != line.isupper():
        return False
    ended = last.endswith(_ENDS)
    if not full:
        return line[0].islower() and not ended and len(last) >= _HALF_LINE * width
    return apart or not ended or line[0].islower()


def _row_goes_on(last: str, line: str, *, full: bool) -> bool:
    """Whether a row of a table was too long for its line."""
    if "|" in last and not _COLUMNS.search(line.strip()):
        return full and not _ITEM.match(line)
    return last.startswith("|") and not last.endswith("|")


def _begins(line: str) -> bool:
    """Whether the line begins something of its own: an item, a field, a day, a rule."""
    return any(form.match(line) for form in (_ITEM, _FIELD, _DAY, _RULER))


def unwrapped(text: str) -> str:
    """Return *text* with the line ends that only wrap a paragraph turned into spaces; its length stays as it is.

    A text whose paragraphs stand on one line each, however short, comes back unchanged.
    """
    lines = text.split("\n")
    width = max(map(len, lines))
    if not _NARROWEST <= width <= _WIDEST:
        return text
    wraps = [number for number in range(len(lines) - 1) if _is_wrap(lines[number], lines[number + 1], width)]
    if len(wraps) < _LEAST_WRAPS:
        return text
    joined = set(wraps)
    ends = (" " if number in joined else "\n" for number in range(len(lines) - 1))
    return "".join(part for pair in zip(lines, (*ends, ""), strict=True) for part in pair)


def _is_wrap(last: str, line: str, width: int) -> bool:
    if not last.strip() or not line.strip():
        return False
    return goes_on(last.rstrip(), line, width, apart=False)

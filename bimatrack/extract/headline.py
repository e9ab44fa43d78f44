"""The headline of a release and the office that published it."""

import re
from itertools import filterfalse, islice

from bimatrack.extract.dates import find_mentions
from bimatrack.rules.heads import heads

_LONGEST_TITLE = 160
_LONGEST_LINE = 2000  # letters of a line that are looked at
_TOP_LINES, _LAST_LINES = 14, 3
_LETTER = re.compile(r"[^\W\d_]")
_RULE = re.compile(r"^[\W_]*$")
_DECORATION = re.compile(r"^[\s#*_>=~•▪◦●️📌📢🔴-]+|[\s#*_=~📌📢🔴️-]+$")
_DATELINE = re.compile(r"^[^\W\d_][\w .,'/()-]{1,60}?\s*(?:[–—]|--?\s|_\s)\s*")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s|(?<=\d[.!?])\s")
_ABOUT = re.compile(r"^\s*tentang\s*$", re.IGNORECASE)
_SOURCE = re.compile(r"^\W*(?:sumber|source)\s*:\s*(.+)$", re.IGNORECASE)
_BRACKETED = re.compile(r"\(([^()\n]{2,90})\)\W*$")
_SIGNED = re.compile(r"^-\s*([^\n]{3,60}?)\s*-$")
_BYLINE = re.compile(r"\s*[-–—/|]\s*")


def find_title(text: str) -> str:
    """Return the headline, else the first sentence; "" for a text without words."""
    lines = [line[:_LONGEST_LINE] for line in islice(filterfalse(_RULE.match, text.splitlines()), _TOP_LINES)]
    for number, line in enumerate(lines):
        title = _DECORATION.sub("", line)
        if not title or _RULE.match(title):
            continue
        if not heads().letterhead.match(title) and not _is_stamp(title):
            return _shortened(_with_subject(title, lines[number + 1 :]))
    return _shortened(_DECORATION.sub("", lines[0])) if lines else ""


def find_publisher(text: str) -> str | None:
    """Return the office that the text names as its publisher, in its last lines, its letterhead or its dateline."""
    lines = text.splitlines()
    top = [line.strip()[:_LONGEST_LINE] for line in islice(filterfalse(_RULE.match, lines), _TOP_LINES)]
    for line in islice(filterfalse(_RULE.match, reversed(lines)), _LAST_LINES):
        for form in (_SOURCE, _BRACKETED, _SIGNED):
            if (match := form.search(line.strip()[:_LONGEST_LINE])) and heads().publisher.search(match[1]):
                return _office(match[1])
    for line in top:
        if line.isupper() and heads().letterhead.match(line) and heads().publisher.search(line):
            return line
    for line in top:
        if (match := _DATELINE.match(line)) and (office := heads().publisher.search(match[0])):
            return match[0][office.start() :].strip(" -–—_,()")
    return None


def _office(words: str) -> str:
    """Return the part of a byline such as "Rina - Dinas Kominfo" that names the office."""
    return next((part for part in reversed(_BYLINE.split(words)) if heads().publisher.search(part)), words).strip(" .")


def _is_stamp(line: str) -> bool:
    rest = line
    for mention in find_mentions(line):
        rest = rest.replace(line[mention.span.start : mention.span.end], "")
    return not _LETTER.search(heads().stamp.sub("", rest))


def _with_subject(title: str, following: list[str]) -> str:
    """Add what a regulation is about, which stands below its number and the word "tentang"."""
    for number, line in enumerate(following[:2]):
        if _ABOUT.match(line) and number + 1 < len(following):
            return " ".join((title, *(part.strip() for part in following[: number + 2])))
    return title


def _shortened(title: str) -> str:
    """Return a headline as it is, of a paragraph its first sentence without the dateline, cut at a word."""
    title = " ".join(title.split())
    if len(title) <= _LONGEST_TITLE:
        return title
    title = _SENTENCE_END.split(_DATELINE.sub("", title), maxsplit=1)[0]
    return title if len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"

"""Markdown as the text that a reader of it sees."""

import re
from datetime import date

from bimatrack.readers.document import Document

_FRONT = re.compile(r"\A---[ \t]*\n(?P<fields>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(?P<name>[A-Za-z_]+)[ \t]*:(?P<value>[^\n]*)$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)[^\n]*\n?", re.MULTILINE)
_RULER = re.compile(r"^[ ]{0,3}(?P<sign>[-*_=])(?P<gap>[ ]?)(?:(?P=sign)(?P=gap))+(?P=sign)[ \t]*$", re.MULTILINE)
# What a plus sign follows gives nothing back, so that a line of a million spaces is looked at once.
_TABLE_RULE = re.compile(
    r"^[ \t]*+\|?[ \t]*+:?-{2,}+:?[ \t]*+(?:\|[ \t]*+:?-{2,}+:?[ \t]*+)++\|?[ \t]*+\n?", re.MULTILINE
)
_TABLE_ROW = re.compile(r"^[ \t]*\|(?P<cells>[^\n]*)\|[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(?P<title>[^\n]*)$", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE)
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,600}\)")
_LINK = re.compile(r"\[(?P<words>[^\[\]\n]{1,300})\]\([^()\n]{0,600}\)")
_STRONG = re.compile(
    r"(?<!\w)(?P<mark>\*{1,3}|_{1,3}|~~|`{1,2})(?=[^\s*_`])(?P<words>[^\n]{0,400}?[^\s*_`])(?P=mark)(?!\w)"
)
_ESCAPE = re.compile(r"\\(?P<sign>[\\`*_{}\[\]()#+.!>|~-])")
_BREAK = re.compile(r"(?:(?<![ \t])[ \t]{2,}+|\\)$", re.MULTILINE)
_QUOTES = ("'", '"')
_NAMES = {
    "published": ("date", "tanggal", "published"),
    "title": ("title", "judul"),
    "publisher": ("publisher", "penerbit", "sumber"),
}


def read_markdown(text: str, source: str) -> Document:
    """Read Markdown: its marks are taken away, its front matter gives day, title and publisher."""
    fields: dict[str, str] = {}
    if front := _FRONT.match(text):
        fields = {match["name"].lower(): _bare(match["value"]) for match in _FIELD.finditer(front["fields"])}
        text = text[front.end() :]
    named = {key: next((fields[name] for name in names if fields.get(name)), None) for key, names in _NAMES.items()}
    return Document(
        source, _plain(text), published=_day(named["published"]), publisher=named["publisher"], title=named["title"]
    )


def _plain(text: str) -> str:
    for pattern, kept in (
        (_COMMENT, ""),
        (_FENCE, ""),
        (_TABLE_RULE, ""),
        (_RULER, ""),
        (_HEADING, _title),
        (_QUOTED, ""),
        (_TABLE_ROW, r"\g<cells>"),
        (_PICTURE, ""),
        (_LINK, r"\g<words>"),
        (_STRONG, r"\g<words>"),
        (_STRONG, r"\g<words>"),  # once more for what stands inside another
        (_BREAK, ""),
        (_ESCAPE, r"\g<sign>"),
    ):
        text = pattern.sub(kept, text)
    return text


def _title(heading: re.Match[str]) -> str:
    """Return a heading without the marks that may close it."""
    title = heading["title"].rstrip(" \t")
    bare = title.rstrip("#")
    return bare.rstrip(" \t") if bare[-1:] in ("", " ", "\t") else title


def _bare(value: str) -> str:
    """Return a value of the front matter without the quotes around it."""
    value = value.strip(" \t")
    start, end = value[:1] in _QUOTES, value[1:][-1:] in _QUOTES
    return value[start : len(value) - end]


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None

"""What a web page says of itself in its head: headline, day of publication, publisher."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from selectolax.lexbor import LexborHTMLParser

WITA = timezone(timedelta(hours=8))
_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_PUBLISHED = (
    *('meta[property="article:published_time"]', 'meta[itemprop="datePublished"]', 'meta[name="publishdate" i]'),
    *('meta[name="pubdate" i]', 'meta[name="publish-date" i]', 'meta[name="date" i]', 'meta[name="dc.date" i]'),
    *('meta[name="dc.date.issued" i]', 'meta[property="og:published_time"]', '[itemprop="datePublished"]'),
    *("article time[datetime]", "main time[datetime]", "time[datetime]"),
)
_TITLES = ('meta[property="og:title"]', 'meta[name="twitter:title"]')
_PUBLISHERS = ('meta[property="og:site_name"]', 'meta[name="application-name"]', 'meta[name="publisher" i]')
_SITE = re.compile(r"\s+(?:[|–—»•]|-)\s+[^|–—»•]{2,60}$")
_LARGEST = 200_000  # letters of a script that describes the page


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the head of a page says; None where it says nothing."""

    title: str | None
    published: date | None
    publisher: str | None


def find_metadata(tree: LexborHTMLParser) -> Metadata:
    """Read the metadata of a page: its linked data first, then its meta elements."""
    linked = tuple(_linked(tree))
    return Metadata(
        title=_title(tree, linked),
        published=_published(tree, linked),
        publisher=_text(_publisher(linked)) or _content(tree, _PUBLISHERS),
    )


def day_of(moment: str) -> date | None:
    """Return the day of an ISO moment; one in universal time is read as central Indonesia's, where it was written."""
    match = _DAY.search(moment)
    if not match:
        return None
    try:
        at = datetime.fromisoformat(moment.strip())
    except ValueError:
        at = None
    try:
        if at is not None and at.utcoffset() == timedelta(0):
            return at.astimezone(WITA).date()
        return date.fromisoformat(match[0])
    except (ValueError, OverflowError):
        return None


def _published(tree: LexborHTMLParser, linked: tuple[dict[str, object], ...]) -> date | None:
    for block in linked:
        if day := day_of(_text(block.get("datePublished")) or ""):
            return day
    for selector in _PUBLISHED:
        node = tree.css_first(selector)
        if node is None:
            continue
        value = node.attributes.get("content") or node.attributes.get("datetime") or node.text()
        if day := day_of(value):
            return day
    return None


def _title(tree: LexborHTMLParser, linked: tuple[dict[str, object], ...]) -> str | None:
    for heading in tree.css("article h1, main h1, h1"):
        if words := _text(heading.text(separator=" ")):
            return words
    for block in linked:
        if words := _text(block.get("headline")):
            return words
    title = _content(tree, _TITLES) or _text(node.text() if (node := tree.css_first("head title")) else None)
    return _SITE.sub("", title) if title else None


def _content(tree: LexborHTMLParser, selectors: tuple[str, ...]) -> str | None:
    for selector in selectors:
        node = tree.css_first(selector)
        if node is not None and (words := _text(node.attributes.get("content"))):
            return words
    return None


def _publisher(linked: tuple[dict[str, object], ...]) -> object:
    for block in linked:
        publisher = block.get("publisher")
        if isinstance(publisher, dict):
            return publisher.get("name")
    return None


def _linked(tree: LexborHTMLParser) -> Iterator[dict[str, object]]:
    """Yield the objects of the page's linked data (JSON-LD) that describe an article."""
    for script in tree.css('script[type="application/ld+json"]'):
        text = script.text()
        if len(text) > _LARGEST:
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue  # a page's own mistake; the meta elements are still there
        graph = data.get("@graph", [data]) if isinstance(data, dict) else data
        for block in graph if isinstance(graph, list) else ():
            if isinstance(block, dict) and ("datePublished" in block or "headline" in block):
                yield block


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None

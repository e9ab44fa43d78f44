"""Web pages as text: the release out of the menus and advertisements around it."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bimatrack.errors import UnreadableReleaseError
from bimatrack.i18n import _
from bimatrack.readers.document import Document
from bimatrack.readers.heading import headed
from bimatrack.readers.metadata import find_metadata
from bimatrack.readers.rendering import rendered
from bimatrack.rules.pages import page_words

_NEVER_TEXT = (
    "script, style, noscript, template, svg, iframe, form, button, nav, footer, aside, select, input, figcaption, head,"
    " dialog, [hidden], [aria-hidden=true]"
)
_HOLDERS = frozenset(
    ("body", "div", "section", "article", "main", "table", "tbody", "tr", "td", "center", "font", "span")
)
_NAMES = re.compile(r"[a-z]+")
_SPACE = re.compile(r"\s+")
_LONGEST_DATE = 60
_DATE = re.compile(r"\b\d{1,2}[\s/-]+(?:\d{1,2}|[a-z]{3,9})[\s/,-]+(?:19|20)\d\d\b", re.IGNORECASE)
_MOST_CLUTTER = 0.55  # of the page's letters: what holds more is a wrapper with a misleading name
_LION_SHARE = 0.75  # of the letters of an element: a part that holds so many stands for the whole
_LONG = 60  # letters of a paragraph; menus and lists of headlines are shorter
_SHORT_COUNTS = 0.3
_DEEPEST = 150
_DEEPEST_PAGE = 1000
# Elements that hold nothing, or end by themselves where the next one begins, are not in one another.
_NESTING = re.compile(
    r"<(?P<end>/?)(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|option|optgroup"
    r"|tr|td|th|thead|tbody|tfoot|colgroup|rt|rp|path|rect|circle|line|use|stop)\b)[a-z]",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"""=[ \t\n]*+(?:"[^"]*+"|'[^']*+')""")
_BEGUN = re.compile(r"<[a-z][^>]*", re.IGNORECASE)
_MOST_ATTRIBUTES = 1000
_MOST_MEASURED = 20  # times the text of a page that all its elements together may be looked through
_STRETCH = re.compile(r"(?:^|[|•·])[^|•·\n]{1,40}(?=[|•·]|$)", re.MULTILINE)
_TAG = re.compile(r"<[^<>]*>")


def read_html(page: str, source: str) -> Document:
    """Read a web page.

    Raises:
        UnreadableReleaseError: there is no text on it.
    """
    if _is_bottomless(page) or _is_overladen(page):
        return Document(source, _TAG.sub("\n", page))
    tree = LexborHTMLParser(page)
    found = find_metadata(tree)
    dated = _date_line(tree)
    if tree.body is None:
        raise UnreadableReleaseError(
            _("{source} is a page without text; save the release itself.").format(source=source)
        )
    text = _uncounted(_text(tree.body) or _plain(page))
    return Document(
        source,
        headed(text, found.title, dated),
        published=found.published,
        publisher=found.publisher,
        title=found.title,
    )


def _text(body: LexborNode) -> str:
    _clear(body)
    return rendered(_main(body))


def _plain(page: str) -> str:
    """Return all words of a page that seemed to be nothing but menus."""
    tree = LexborHTMLParser(page)
    for node in tree.css(_NEVER_TEXT):
        node.decompose()
    lines = tree.body.text(separator="\n").splitlines() if tree.body else []
    return "\n".join(line.strip() for line in lines if line.strip())


def _is_bottomless(page: str) -> bool:
    """Whether elements stand in one another deeper than any page has them; parsing such a page takes minutes."""
    depth = 0
    for tag in _NESTING.finditer(page):
        depth = max(0, depth - 1) if tag["end"] else depth + 1
        if depth > _DEEPEST_PAGE:
            return True
    return False


def _is_overladen(page: str) -> bool:
    """Whether an element has more attributes than any; the parser compares each with each, and cannot be stopped."""
    bare = _QUOTED.sub("=", page)
    return any(len(tag[0].split(None, _MOST_ATTRIBUTES + 1)) > _MOST_ATTRIBUTES for tag in _BEGUN.finditer(bare))


def _date_line(tree: LexborHTMLParser) -> str | None:
    """Return the short text that says when the page was published, such as "Senin, 5 Januari 2026"."""
    left = _MOST_MEASURED * len(tree.body.text()) if tree.body else 0
    for node in tree.css("time, [class], [id]"):
        if left > 0 and (node.tag == "time" or _names(node) & page_words().dated):
            text = node.text(separator=" ")
            left -= len(text)
            words = _SPACE.sub(" ", text).strip()
            if len(words) <= _LONGEST_DATE and _DATE.search(words):
                return _uncounted(words)
    return None


def _uncounted(text: str) -> str:
    """Leave out how many have read the page: it would be another release with each look at it."""
    counted = page_words().counted
    return _STRETCH.sub(lambda stretch: "" if counted.fullmatch(stretch[0]) else stretch[0], text)


def _clear(body: LexborNode) -> None:
    """Take away what is never text, and what its name says is clutter."""
    for node in body.css(_NEVER_TEXT):
        node.decompose()
    whole = len(body.text())
    most, left = _MOST_CLUTTER * whole, _MOST_MEASURED * whole
    for node in body.css("[class], [id], [role]"):
        if node.tag in ("body", "article", "main", "h1") or left < 0 or not _names(node) & page_words().clutter:
            continue
        length = len(node.text())
        left -= length
        if length <= most:
            node.decompose()


def _main(body: LexborNode) -> LexborNode:
    """Return the element that holds the text: from the whole page down, as long as one part holds nearly all of it."""
    weights = _weights(body)
    element = body
    for _depth in range(_DEEPEST):
        parts = [child for child in element.iter() if child.tag in _HOLDERS]
        best = max(parts, key=lambda part: weights.get(part.mem_id, 0.0), default=None)
        if best is None or weights.get(best.mem_id, 0.0) < _LION_SHARE * weights.get(element.mem_id, 0.0):
            break
        element = best
    return element


def _weights(body: LexborNode) -> dict[int, float]:
    """Return how many letters of running text each holder of text has in it, by its id; links count against it."""
    weights: dict[int, float] = {}
    links: dict[int, int] = {}
    for link in body.css("a"):
        letters = len(link.text())
        for holder in _upwards(link.parent):
            links[holder.mem_id] = links.get(holder.mem_id, 0) + letters
    for node in body.css("p, li, td, div, section, article, main, blockquote, span, font, center, body"):
        own = sum(len(child.text().strip()) for child in node.iter(include_text=True) if _is_inline(child))
        letters = max(0, own - 2 * links.get(node.mem_id, 0))
        weight = letters if letters >= _LONG else _SHORT_COUNTS * letters
        for holder in _upwards(node) if weight else ():
            weights[holder.mem_id] = weights.get(holder.mem_id, 0.0) + weight
    return weights


def _is_inline(node: LexborNode) -> bool:
    return node.tag in ("-text", "b", "strong", "em", "i", "u", "a", "sup", "sub", "small", "mark")


def _upwards(node: LexborNode | None) -> list[LexborNode]:
    found: list[LexborNode] = []
    up = node
    while up is not None and len(found) < _DEEPEST:
        found.append(up)
        up = up.parent
    return found


def _names(node: LexborNode) -> set[str]:
    given = " ".join(node.attributes.get(name) or "" for name in ("class", "id", "itemprop", "role"))
    return set(_NAMES.findall(given.lower()))

"""Cuts a stretch of text into sentences, and a sentence into words whose places are kept."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from msgspec import Struct

from bimatrack.model import Quote, Span
from bimatrack.rules.language import language
from bimatrack.rules.loader import kept

_LONGEST = 250  # words
_WORD = re.compile(r"['’‘`]{2}|\d+(?:[.,/:]\d+)*(?:x\d+)?|\w+(?:[-'’/.](?=\w)\w+)*|[^\w\s.]")
_DOUBLED = re.compile(r"[^\W\d_]{3,}2")  # "kades2" for "kades-kades"
_BREAK = re.compile(r"[.!?…]+[\"”’)]*(?=\s+[\"“‘(]*[A-Z0-9\u00c0-\u00dc]|\s*$)")
_INITIALS = re.compile(r"(?:^|[\s(\"“,/])(?:[A-Za-z]|[A-Z][a-z]?(?:\.[A-Z][A-Za-z]{0,3})+)$")
_BEHIND = re.compile(r"[\s(\"“,]")  # behind these a word begins
_QUOTES = re.compile(r"[\"“”„«»]|['’‘`]{2}")
_OPENING = (('"',), ("“",))
_OPENERS = "“„«"
_CLOSERS = "”»"
_OTHER_QUOTES = re.compile(r"[„«»]|['’‘`]{2}")  # read as plain quotation marks


class Sentence(Struct, frozen=True):
    """A sentence of the release *text* as words: lower case, chat spellings written out, each mark a word by itself.

    *spans* holds where each word stands in the release; *capital* whether it is written with a capital.
    *quoted* tells for each word whether it stands in direct speech. *told* tells that an aside such as "lanjutnya" was
    taken out.
    """

    text: str
    span: Span
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    capital: tuple[bool, ...]
    quoted: tuple[bool, ...]
    told: bool = False

    def quote(self, first: int, last: int) -> Quote:
        """Quote the words from *first* up to but not including *last*."""
        return Quote.of(self.text, self.spans[first][0], self.spans[last - 1][1])

    def index_of(self, start: int) -> int | None:
        """Return which word begins at the character *start* of the release; None if none does."""
        index = bisect_left(self.spans, (start, 0))
        return index if index < len(self.spans) and self.spans[index][0] == start else None

    def opening(self) -> int:
        """Return where the first word stands that is no opening quotation mark."""
        marked = self.words[:1] in _OPENING and self.words[1:2] not in ((), *_OPENING)
        return 1 if marked else 0

    def place(self, first: int, last: int) -> Span:
        """Return where the words from *first* up to but not including *last* stand."""
        return Span(self.spans[first][0], self.spans[last - 1][1])


def cut(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of `text[start:end]`, without the white space around them."""
    begin = start
    for match in _BREAK.finditer(text, start, end):
        if match.end() < end and _shortened(text, begin, match.start()):
            continue
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, end)


def words_of(text: str, span: Span, speech: tuple[Span, ...]) -> Sentence:
    """Read a sentence as words; *speech* holds the direct speech of its paragraph, in order."""
    matches = list(_WORD.finditer(text, span.start, span.end))
    spans = tuple([match.span() for match in matches])
    read = [_word(match[0]) for match in matches]
    words = [word for word, _high in read]
    for index, word in enumerate(words):
        if word == "“" and spans[index][0] > span.start and text[spans[index][0] - 1] in ",.!?":
            words[index] = '"'  # it closes
        elif word == "lintas" and index and words[index - 1] == "lalu":
            words[index - 1] = "lalulintas"  # traffic, and nothing that was
    quoted = _within(spans, speech) if speech else (False,) * len(words)
    return Sentence(text, span, tuple(words), spans, tuple([high for _word, high in read]), quoted)


@kept(32_768)
def _word(raw: str) -> tuple[str, bool]:
    """Return a word as it is read, and whether it has a capital."""
    low, short = raw.lower(), language().short
    high = raw[0] != low[0]
    if raw in short:
        return short[raw], high
    if _OTHER_QUOTES.fullmatch(raw):
        return '"', high
    return low[:-1] if _DOUBLED.fullmatch(low) else low, high


def _within(places: tuple[tuple[int, int], ...], speech: tuple[Span, ...]) -> tuple[bool, ...]:
    """Tell of each of the ascending places whether it begins in one of the stretches."""
    starts = [s.start for s in speech]
    found = []
    for place, _end in places:
        index = bisect_right(starts, place) - 1
        found.append(index >= 0 and place < speech[index].end)
    return tuple(found)


def in_stretches(line: Sentence) -> Iterator[Sentence]:
    """Yield a sentence in stretches that reading can bear: what has no full stop for pages is no sentence."""
    if len(line.words) <= _LONGEST and line.index_of(line.span.start) == 0:
        yield line
        return
    for start in range(0, len(line.words), _LONGEST):
        stop = min(start + _LONGEST, len(line.words))
        yield Sentence(
            text=line.text,
            span=Span(line.spans[start][0], line.span.end if stop == len(line.words) else line.spans[stop - 1][1]),
            words=line.words[start:stop],
            spans=line.spans[start:stop],
            capital=line.capital[start:stop],
            quoted=line.quoted[start:stop],
        )


def direct_speech(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the stretches of `text[start:end]` between quotation marks; an open one runs to the end."""
    found: list[Span] = []
    opened = -1
    for match in _QUOTES.finditer(text, start, end):
        leads = _leads(text, match, start, end)
        if opened < 0 and (leads or match[0] not in _CLOSERS):
            opened = match.start()
        elif opened >= 0 and not (leads and match[0] in _OPENERS):
            found.append(Span(opened, match.end()))
            opened = -1
    if opened >= 0:
        found.append(Span(opened, end))
    return tuple(found)


def _leads(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    """Whether a quotation mark, whichever it is, stands where speech begins: space before it and none behind."""
    before = text[mark.start() - 1 : mark.start()] if mark.start() > start else " "
    behind = text[mark.end() : mark.end() + 1] if mark.end() < end else " "
    return (before.isspace() or before in "(:,") and not behind.isspace()


def _shortened(text: str, begin: int, dot: int) -> bool:
    """Whether the full stop at *dot* only ends an abbreviation or an initial."""
    if text[dot] != ".":
        return False
    head = text[max(begin, dot - 12) : dot]
    last = _BEHIND.split(head)[-1]
    return (
        last.lower() in language().classes.shortened
        or bool(_INITIALS.search(head))
        or (last.isdigit() and text[begin:dot].strip() == last)
    )


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)

"""Text as the words, figures and marks that phrases are matched against."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

BREAK = "\n\n"  # an empty line: no phrase reaches over it
FIGURES = "#"  # stands for any token that begins with a digit

_TOKEN = re.compile(
    r"""[^\W\d_]+(?:['’‘`´][^\W\d_]+)*      # a word: Jum'at
      | \d+(?:[.,/:\-–][\d]+)*              # figures: 15/3/26, 16.00, 20-24
      | \n[ \t\r]*\n\s*                     # an empty line
      | [^\w\s]                             # one mark""",
    re.VERBOSE,
)
_APOSTROPHES = re.compile("['’‘`´]")
_DATE = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2})")
_PIECE = re.compile(r"\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?(?![\d/])|\d+(?:[.,:]\d+)*|[-–/.,:]")
_JOINED = ("di", "ke")  # written together with the next word: "ditahun", "kedepan"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a *text*: *words* in small letters and house spelling, and where each starts and ends."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Spelling:
    """How words are written: *variants* gives each abbreviation its full form, *known* all words of the phrases."""

    variants: Mapping[str, str]
    known: frozenset[str]

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


@lru_cache(maxsize=8)
def read_tokens(text: str, spelling: Spelling) -> Tokens:
    """Split *text* into tokens; the last few texts are remembered, as each is asked for sentence by sentence."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    variants = spelling.variants
    for match in _TOKEN.finditer(text):
        token, start, end = match[0], match.start(), match.end()
        if token[0].isalpha():
            word = token.lower()
            word = variants.get(word, word)
            if word not in spelling.known:
                word = _APOSTROPHES.sub("", word)
                if word[:2] in _JOINED and (rest := variants.get(word[2:], word[2:])) in spelling.known:
                    words.append(word[:2])
                    starts.append(start)
                    ends.append(start + 2)
                    word, start = rest, start + 2
                word = variants.get(word, word)
            words.append(word)
            starts.append(start)
            ends.append(end)
        elif token[0].isdecimal():
            for piece, begin, finish in _figures(token, start):
                words.append(piece)
                starts.append(begin)
                ends.append(finish)
        else:
            words.append(BREAK if token[0] == "\n" else variants.get(token, token))
            starts.append(start)
            ends.append(end)
    return Tokens(text, tuple(words), tuple(starts), tuple(ends))


def phrase_words(phrase: str) -> tuple[str, ...]:
    """Split a phrase's plain words the way a text is split."""
    return tuple(token.lower() for token in _TOKEN.findall(phrase))


def _figures(token: str, start: int) -> Iterator[tuple[str, int, int]]:
    if token.isdecimal() or _DATE.fullmatch(token):
        yield token, start, start + len(token)
        return
    for piece in _PIECE.finditer(token):
        yield piece[0], start + piece.start(), start + piece.end()

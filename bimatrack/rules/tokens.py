"""Text as the words, figures and marks that phrases are matched against."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

BREAK = "\n"  # the end of a line or a paragraph: no phrase reaches over it
FIGURES = "#"  # stands for any token that begins with a digit

_TOKEN = re.compile(
    r"""[^\W\d_]+(?:['’‘`´][^\W\d_]+)*      # a word: Jum'at
      | \d+(?:[.,/:\-–]\d+)*                # figures: 15/3/26, 16.00, 20-24
      | \n\s*                               # the end of a line
      | [^\w\s]                             # one mark""",
    re.VERBOSE,
)
# A line that begins in small letters or with a month goes on with the one before.
_GOES_ON = re.compile(
    r"[a-z(]|(?i:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)"
)
_APOSTROPHES = re.compile("['’‘`´]")
_DATE = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2})")
_PIECE = re.compile(r"\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?(?![\d/])|\d+(?:[.,:]\d+)*|[-–/.,:]")
_EMPHASIS = "*"  # chats set words in bold with it
_WEEKDAYS = frozenset(["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu", "ahad"])
_MARKET_DAYS = frozenset(["legi", "pahing", "pon", "wage", "kliwon"])  # the Javanese week of five days: "Rabu Legi"
_UNSURE = _MARKET_DAYS | {_EMPHASIS, BREAK}  # what is a token in some places only
_JOINED = ("di", "ke")  # written together with the next word: "ditahun", "kedepan"


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The tokens of a *text*: *words* in small letters and house spelling, their keys, where each starts and ends."""

    text: str
    words: tuple[str, ...]
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Spelling:
    """How words are written: *variants* gives each abbreviation its full form, *known* all words of the phrases.

    What is in *small* is a variant only where it is written in small letters: pd is pada, PD is an office. A line whose
    last word is *unfinished* goes on in the next.
    """

    variants: Mapping[str, str]
    known: frozenset[str]
    small: frozenset[str] = frozenset()
    unfinished: frozenset[str] = frozenset()


@lru_cache(maxsize=8)
def read_tokens(text: str, spelling: Spelling) -> Tokens:
    """Split *text* into tokens; the last few texts are remembered, as each is asked for sentence by sentence."""
    words: list[str] = []
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        start = match.start()
        for word, key, begin, end in _pieces(match[0], spelling):
            if word in _UNSURE and _is_skipped(word, words, spelling, match):
                continue
            words.append(word)
            keys.append(key)
            starts.append(start + begin)
            ends.append(start + end)
    return Tokens(text, tuple(words), tuple(keys), tuple(starts), tuple(ends))


def _is_skipped(word: str, before: list[str], spelling: Spelling, match: re.Match[str]) -> bool:
    """Whether a mark of emphasis, a market day or the end of a line is no token behind the words *before* it."""
    if word == BREAK:
        return not before or _soft(before[-1] in spelling.unfinished, match)
    return word == _EMPHASIS or (bool(before) and before[-1] in _WEEKDAYS)


def key_of(word: str) -> str:
    """Return what a token is looked up by: itself, or `FIGURES` where it begins with a digit."""
    return FIGURES if word[0].isdecimal() else word


def phrase_words(phrase: str) -> tuple[str, ...]:
    """Split a phrase's plain words the way a text is split."""
    return tuple(token.lower() for token in _TOKEN.findall(phrase))


@lru_cache(maxsize=32_768)
def _pieces(token: str, spelling: Spelling) -> tuple[tuple[str, str, int, int], ...]:
    """Return the words that a token holds, the key of each, and where in it each begins and ends."""
    return tuple((word, key_of(word), begin, end) for word, begin, end in _cut(token, spelling))


def _cut(token: str, spelling: Spelling) -> tuple[tuple[str, int, int], ...]:
    if token[0].isalpha():
        word = _spelt(token, spelling)
        if word not in spelling.known and word[:2] in _JOINED:
            rest = spelling.variants.get(word[2:], word[2:])
            if rest in spelling.known:
                return (word[:2], 0, 2), (rest, 2, len(token))
        return ((word, 0, len(token)),)
    if token.isdecimal() or (token[0].isdecimal() and _DATE.fullmatch(token)):
        return ((token, 0, len(token)),)
    if token[0].isdecimal():
        return tuple((piece[0], piece.start(), piece.end()) for piece in _PIECE.finditer(token))
    return ((BREAK if token[0] == "\n" else spelling.variants.get(token, token), 0, len(token)),)


def _spelt(token: str, spelling: Spelling) -> str:
    word = token.lower()
    if word in spelling.known or (word in spelling.small and not token.islower()):
        return word
    word = _APOSTROPHES.sub("", word)
    return spelling.variants.get(word, word)


def _soft(unfinished: bool, line_end: re.Match[str]) -> bool:
    """Whether a phrase may go on over a line's end; *unfinished* tells of the word before it."""
    if line_end[0].count("\n") > 1:
        return False
    return unfinished or _GOES_ON.match(line_end.string, line_end.end()) is not None

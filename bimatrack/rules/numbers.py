"""Numbers, ordinals, years and hours as Indonesian writes them."""

import re
from fractions import Fraction

from bimatrack.rules.matching import Hit, Reader
from bimatrack.rules.tokens import FIGURES, Tokens

_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_SCALES = {"puluh": 10, "ratus": 100, "ribu": 1000, "juta": 1_000_000}
_HALVES = {"setengah": Fraction(1, 2), "separuh": Fraction(1, 2), "separo": Fraction(1, 2), "½": Fraction(1, 2)}
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_LAST = ("terakhir", "penghabisan", "pamungkas")
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_LAST_HOUR, _MOST_DAYS, _MOST_ORDINAL = 24, 31, 99


def _number_words() -> dict[str, int]:
    words = {word: value for value, word in enumerate(_DIGITS)}
    words |= {"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000, "sejuta": 1_000_000}
    for value, word in enumerate(_DIGITS[2:], 2):
        words |= {word + "belas": 10 + value, word + "puluh": 10 * value, word + "ratus": 100 * value}
    return words


_WORDS = _number_words()
NUMBER_WORDS = frozenset(_WORDS) | frozenset(_SCALES) | {"belas"} | frozenset(_HALVES)
FIRST_WORDS = NUMBER_WORDS - frozenset(_SCALES) - {"belas"}  # a number may begin with them
COUNTING_WORDS = frozenset(_WORDS)
_ORDINALS = {"pertama": 1, "kesatu": 1, "perdana": 1} | {"ke" + word: value for word, value in _WORDS.items() if value}
ORDINAL_WORDS = frozenset(_ORDINALS) | frozenset(_ROMAN) | frozenset(_LAST) | frozenset(_WORDS) | {"ke"}


def read_number(tokens: Tokens, place: int) -> Hit | None:
    """Read "14", "14 (empat belas)", "dua puluh empat", "1,5", "satu setengah" as a Fraction above 0."""
    words = tokens.words
    hit = _figures(words, place) if words[place][0].isdecimal() else _spelt(words, place)
    if hit is None or hit[1] <= 0:
        return None
    return Hit(_said_twice(tokens, hit[0]), hit[1])


def read_ordinal(tokens: Tokens, place: int) -> Hit | None:
    """Read "pertama", "ke-2", "kedua belas", "III", "tiga" or "3" as an int; -1 is the last."""
    words = tokens.words
    word = words[place]
    if word in _LAST:
        return Hit(place + 1, -1)
    if word == "ke":
        place += 1 + (_word(words, place + 1) == "-")
        return _counted(words, place)
    if word in _ORDINALS:
        if _word(words, place + 1) == "belas":
            return Hit(place + 2, 10 + _ORDINALS[word])
        return Hit(place + 1, _ORDINALS[word])
    return _counted(words, place)


def read_year(tokens: Tokens, place: int) -> Hit | None:
    """Read "2026" or "dua ribu dua puluh enam" as an int."""
    words = tokens.words
    if words[place].isdecimal():
        return Hit(place + 1, int(words[place])) if _is_year(words[place]) else None
    hit = _spelt(words, place)
    if hit and hit[1].denominator == 1 and _FIRST_YEAR <= hit[1] <= _LAST_YEAR:
        return Hit(hit[0], int(hit[1]))
    return None


def read_short_year(tokens: Tokens, place: int) -> Hit | None:
    """Read the two digits of "'26", or of "26" where the wording ends with it."""
    words = tokens.words
    marked = words[place] in "'’‘`"
    digits = _word(words, place + marked)
    alone = not _word(words, place + marked + 1).isalnum()
    if digits.isdecimal() and len(digits) == len("26") and (marked or alone):
        return Hit(place + marked + 1, 2000 + int(digits))
    return None


def read_day_number(tokens: Tokens, place: int) -> Hit | None:
    """Read the number of a day of a month, 1 to 31, as an int."""
    hit = read_number(tokens, place)
    if hit and isinstance(hit.value, Fraction) and hit.value.denominator == 1 and hit.value <= _MOST_DAYS:
        return Hit(hit.end, int(hit.value))
    return None


def read_hour(tokens: Tokens, place: int) -> Hit | None:
    """Read "16.00", "09:30" or "9" as an int, the hour."""
    digits = tokens.words[place].replace(":", ".")
    hour, _dot, minutes = digits.partition(".")
    if hour.isdecimal() and int(hour) <= _LAST_HOUR and (not minutes or minutes.isdecimal()):
        return Hit(place + 1, int(hour))
    return None


READERS = {
    "number": Reader(FIRST_WORDS | {FIGURES}, read_number),
    "ordinal": Reader(ORDINAL_WORDS | {FIGURES}, read_ordinal),
    "number-of-year": Reader(frozenset({"dua", "seribu", FIGURES}), read_year),
    "short-year": Reader(frozenset("'’‘`") | {FIGURES}, read_short_year),
    "day-number": Reader(FIRST_WORDS | {FIGURES}, read_day_number),
    "hour": Reader(frozenset({FIGURES}), read_hour),
}


def _word(words: tuple[str, ...], place: int) -> str:
    return words[place] if place < len(words) else ""


def _is_year(word: str) -> bool:
    return len(word) == len("2026") and _FIRST_YEAR <= int(word) <= _LAST_YEAR


def _figures(words: tuple[str, ...], place: int) -> tuple[int, Fraction] | None:
    word = words[place]
    if word.isdecimal() and len(word) <= len("999999"):
        number = Fraction(int(word))
    elif "," in word and word.replace(",", "", 1).isdecimal():
        number = Fraction(word.replace(",", "."))
    elif _THOUSANDS.fullmatch(word):
        number = Fraction(word.replace(".", ""))
    else:
        return None
    if _word(words, place + 1) in _HALVES:
        return place + 2, number + _HALVES[words[place + 1]]
    return place + 1, number


def _spelt(words: tuple[str, ...], place: int) -> tuple[int, Fraction] | None:
    total, current, start = Fraction(0), Fraction(0), place
    while (word := _word(words, place)) in NUMBER_WORDS:
        if word in _HALVES:
            return place + 1, total + current + _HALVES[word]
        if word == "belas":
            current += 10
        elif word in _SCALES:
            scale = _SCALES[word]
            if scale >= _SCALES["ribu"]:
                total, current = total + max(current, Fraction(1)) * scale, Fraction(0)
            else:
                ones = current % 10
                current = current - ones + ones * scale
        elif current % 10 and _WORDS[word] < 10:  # noqa: PLR2004 - two digits in a row are two numbers
            break
        else:
            current += _WORDS[word]
        place += 1
    return (place, total + current) if place > start else None


def _said_twice(tokens: Tokens, place: int) -> int:
    """Step over the same number in brackets: "14 (empat belas)"."""
    words = tokens.words
    if _word(words, place) != "(" or place + 1 >= len(words):
        return place
    inner = _figures(words, place + 1) if words[place + 1][0].isdecimal() else _spelt(words, place + 1)
    return inner[0] + 1 if inner and _word(words, inner[0]) == ")" else place


def _counted(words: tuple[str, ...], place: int) -> Hit | None:
    word = _word(words, place)
    if word in _ROMAN:
        return Hit(place + 1, _ROMAN.index(word) + 1)
    if word.isdecimal():
        return Hit(place + 1, int(word)) if 0 < int(word) <= _MOST_ORDINAL else None
    hit = _spelt(words, place)
    return Hit(hit[0], int(hit[1])) if hit and hit[1].denominator == 1 and 0 < hit[1] <= _MOST_ORDINAL else None

"""The numbers and bullets that Word puts before paragraphs and keeps apart from their text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLET = "• "
_LEVELS = tuple("012345678")  # Word knows no more
_DIGITS = 4  # of the first number of a list
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))

Level = tuple[str, str]


@dataclass
class Numbering:
    """Counts through the lists of one document; *formats* holds format and first number by list and level."""

    formats: Mapping[Level, tuple[str, int]]
    styles: Mapping[str, Level]
    counts: dict[str, dict[str, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, numbering: Element, styles: Element) -> "Numbering":
        """Read the numbering and style parts of a Word file; either may be empty."""
        abstract = {_value(kind, "abstractNumId"): kind for kind in numbering.iter(f"{W}abstractNum")}
        formats: dict[Level, tuple[str, int]] = {}
        for number in numbering.iter(f"{W}num"):
            reference = number.find(f"{W}abstractNumId")
            kind = abstract.get(_value(reference, "val")) if reference is not None else None
            for level in islice(kind.iter(f"{W}lvl"), len(_LEVELS)) if kind is not None else ():
                first = _child(level, "start")
                formats[_value(number, "numId"), _value(level, "ilvl")] = (
                    _child(level, "numFmt"),
                    int(first) if first.isdecimal() and len(first) <= _DIGITS else 1,
                )
        listed = {_value(style, "styleId"): place for style in styles.iter(f"{W}style") if (place := _level(style))}
        return cls(formats, listed)

    def mark(self, paragraph: Element) -> str:
        """Return what Word shows before *paragraph*: "2. ", a bullet, or nothing."""
        place = _level(paragraph) or self._style_level(paragraph)
        if place is None or place[0] == "0":
            return ""
        form, first = self.formats.get(place, ("bullet", 1))
        counts, level = self.counts.setdefault(place[0], {}), place[1]
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        counts[level] = counts.get(level, first - 1) + 1
        return _shown(form, counts[level])

    def _style_level(self, paragraph: Element) -> Level | None:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return self.styles.get(_value(style, "val")) if style is not None else None


def _level(element: Element) -> Level | None:
    listed = element.find(f"{W}pPr/{W}numPr")
    if listed is None:
        return None
    level = _child(listed, "ilvl")
    return _child(listed, "numId") or "0", level if level in _LEVELS else "0"


def _shown(form: str, count: int) -> str:
    match form:
        case "none":
            return ""
        case "decimal" | "decimalZero" | "ordinal":
            return f"{count}. "
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (count - 1) % 26)
            return f"{letter if form == 'lowerLetter' else letter.upper()}. "
        case "lowerRoman" | "upperRoman":
            return f"{_roman(count) if form == 'upperRoman' else _roman(count).lower()}. "
        case _:
            return BULLET


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written


def _child(element: Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return _value(child, "val") if child is not None else ""


def _value(element: Element, name: str) -> str:
    return element.get(f"{W}{name}", "")

"""Writes HTML and SVG so that no text can become markup: what is not `Markup` is escaped, wherever it is put."""

from collections.abc import Iterable
from html import escape as _escape

from bimatrack.literal import one_line

# Behind these a line ends, where it is no matter to who reads the page but to who looks into its file.
_LINES = frozenset({"body", "div", "figure", "head", "header", "li", "meta", "nav", "section", "table", "thead", "tr"})
_EMPTY = frozenset({"br", "circle", "input", "line", "meta", "path", "rect"})

Attribute = str | float | None


class Markup(str):
    """Text that is markup already; only this module and files of our own make any."""

    __slots__ = ()


def escape(text: str) -> Markup:
    """Return *text* as markup that shows it literally on one line; markup comes back as it is."""
    if isinstance(text, Markup):
        return text
    return Markup(_escape(one_line(text)))


def element(name: str, /, *children: str, **attributes: Attribute) -> Markup:
    """Write one element; children and attributes that are no markup are escaped.

    In names of attributes "_" stands for "-", but for one at the end, which is left out: `class_`, `stroke_width`.
    Attributes that are None are left out; numbers are written with two decimals at most.
    """
    opening = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items() if value is not None)}"
    end = "\n" if name in _LINES else ""
    if name in _EMPTY:
        return Markup(f"{opening}/>{end}")
    return Markup(f"{opening}>{''.join(map(escape, children))}</{name}>{end}")


def together(parts: Iterable[str], between: str = "") -> Markup:
    """Write *parts* one behind the other, *between* standing between each two."""
    return Markup(escape(between).join(map(escape, parts)) if between else "".join(map(escape, parts)))


def _attribute(key: str, value: str | float) -> str:
    shown = value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
    return f' {key.rstrip("_").replace("_", "-")}="{escape(shown)}"'

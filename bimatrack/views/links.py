"""Texts that lead to the file or address they name, on terminals that can follow (OSC 8)."""

from pathlib import Path

from rich.style import Style
from rich.text import Text

from bimatrack.literal import is_address


def linked(text: Text, place: str) -> Text:
    """Let *text* lead to *place*: an address on the web, or a file that lies there now; else it stays as it is."""
    target = _target(place)
    if target:
        text.stylize(Style(link=target))
    return text


def _target(place: str) -> str:
    """Return the address of *place*, nothing where it has none that is harmless in a terminal's command."""
    if is_address(place):
        return place
    try:
        path = Path(place).absolute()
        return path.as_uri() if path.is_file() else ""
    except (OSError, ValueError):  # No path of this system's.
        return ""

"""The colours of the charts."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Palette:
    """One colour for each part of a chart, as SVG writes colours, and the *font* of its texts.

    *due* and *done* are lines, *open* and *late* areas; *ink* and *quiet* texts, *rule* the lines of the grid, *paper*
    what lies behind.
    """

    ink: str = "#1b1f24"
    quiet: str = "#57606a"
    rule: str = "#d0d7de"
    paper: str = "#ffffff"
    due: str = "#0b5cad"
    done: str = "#1a7f37"
    open: str = "#5584b8"
    late: str = "#b3261e"
    font: str = "system-ui, sans-serif"


def variables(palette: Palette) -> Palette:
    """Return a palette that asks a page's style for each colour, `--due`, and takes *palette*'s where it has none."""
    colours = {
        field.name: f"var(--{field.name}, {getattr(palette, field.name)})"
        for field in fields(palette)
        if field.name != "font"
    }
    return Palette(**colours, font="inherit")


PRINT = Palette()
SCREEN = variables(PRINT)

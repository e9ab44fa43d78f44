"""Looks at views as a person would, and keeps what was seen in one file each."""

import io

from rich.console import Console, RenderableType
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from bimatrack.i18n import speaking

__all__ = ["CsvFile", "JsonFile", "MarkdownFile", "Screen", "screen", "speaking"]


class Screen(SingleFileSnapshotExtension):
    """One screen in one text file."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


class MarkdownFile(Screen):
    """One Markdown document."""

    file_extension = "md"


class CsvFile(Screen):
    """One CSV document."""

    file_extension = "csv"


class JsonFile(Screen):
    """One JSON document."""

    file_extension = "json"


class HtmlFile(Screen):
    """One web page."""

    file_extension = "html"


class SvgFile(Screen):
    """One drawing."""

    file_extension = "svg"


def screen(view: RenderableType, width: int, *, colour: bool = False, encoding: str = "utf-8") -> str:
    """Return what *view* shows on a screen *width* columns wide, blanks at the ends of lines left out."""
    paper = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="backslashreplace")
    console = Console(
        file=paper,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(view)
    paper.seek(0)
    return "".join(f"{line.rstrip()}\n" for line in paper.read().splitlines())

"""Draws the README's pictures from the program itself: `python tests/screens.py` writes data/screens/*.svg.

With Chromium on the machine it takes the picture of the web page, too, and with poppler's pdftoppm that of the PDF.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from browsing import CHROMIUM, browsing
from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text

ROOT = Path(__file__).parents[1]
SCREENS = ROOT / "data" / "screens"
# Name of the picture, the command on it, the width of the screen.
PICTURES = (
    ("import", ["import", "data/releases"], 100),
    ("list", ["list"], 100),
    ("done", ["done", "1", "3-4", "--note", "selesai diverifikasi BPKAD"], 100),
    ("progress", ["progress", "8", "60", "--note", "tender selesai"], 100),
    ("show", ["show", "8"], 100),
    ("agenda", ["agenda", "--days", "14"], 100),
    ("report", ["report", "2026Q1"], 110),
)
# The window in which the web page is seen.
PAGE = 1060, 1110
PDFTOPPM = shutil.which("pdftoppm")


def main() -> None:
    """Run the commands one after the other on one new store and draw what each shows."""
    SCREENS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, command, width in PICTURES:
            shown = _run(command, width, Path(folder) / "demo.json")
            screen = Console(record=True, width=width, file=StringIO())
            screen.print(Text.from_ansi(shown))
            svg = screen.export_svg(
                title=f"bimatrack {' '.join(command)}", theme=DEFAULT_TERMINAL_THEME, unique_id=f"bimatrack-{name}"
            )
            (SCREENS / f"{name}.svg").write_text(svg, encoding="utf-8")
        if CHROMIUM:
            page = Path(folder) / "laporan.html"
            _run(["report", "2026Q1", "-o", str(page)], 100, Path(folder) / "demo.json")
            (SCREENS / "page.png").write_bytes(_seen(page))
        if PDFTOPPM:
            sheets = Path(folder) / "laporan.pdf"
            _run(["report", "2026Q1", "-o", str(sheets)], 100, Path(folder) / "demo.json")
            _print(PDFTOPPM, sheets, SCREENS / "sheet")


def _seen(path: Path) -> bytes:
    with browsing() as page:
        page.screen(*PAGE)
        page.open(path)
        return page.picture()


def _print(program: str, sheets: Path, picture: Path) -> None:
    """Draw the first of *sheets* as *picture*.png."""
    subprocess.run([program, "-png", "-singlefile", "-r", "80", sheets, picture], check=True)


def _run(command: list[str], width: int, store: Path) -> str:
    environment = os.environ | {
        "BIMATRACK_DB": str(store),
        "BIMATRACK_TODAY": "2026-03-20",
        "BIMATRACK_LANG": "id",
        "BIMATRACK_AUTHOR": "Rahma",
        "TTY_COMPATIBLE": "1",
        "COLUMNS": str(width),
        "TERM": "xterm-256color",
    }
    ran = subprocess.run(
        [sys.executable, "-m", "bimatrack", *command], cwd=ROOT, env=environment, check=True, capture_output=True
    )
    return ran.stdout.decode("utf-8")


if __name__ == "__main__":
    main()

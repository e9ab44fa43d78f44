"""How long the program takes to start, side by side with the libraries it stands on.

`python tests/bench/startup.py [RUNS]` runs each pair in turn, A B A B, and prints the medians and their ratio.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from bimatrack.importing import import_release
from bimatrack.model import Directive, Extraction, Kind, Quote, Release
from bimatrack.store import Store

PROGRAM = [sys.executable, "-m", "bimatrack"]
LIBRARIES = "import typer, rich.console, rich.table, tinydb"
DIRECTIVES = 1000


def main(runs: int) -> None:
    """Print the table of ratios."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store.json"
        _fill(store)
        listing = [*PROGRAM, "--db", str(store), "list"]
        pairs = (
            ("--version", [*PROGRAM, "--version"], "import typer", 1.25),
            ("--help", [*PROGRAM, "--help"], "import typer", None),
            (f"list, {DIRECTIVES} directives, piped", listing, LIBRARIES, 1.5),
        )
        print(f"{'command':<34} {'median':>8}   {'beside':<52} {'median':>8} {'ratio':>6} {'goal':>5}")
        for name, command, imports, goal in pairs:
            ours, theirs = _alternate(command, [sys.executable, "-c", imports], runs)
            print(
                f"{name:<34} {ours * 1000:>5.0f} ms   python -c {imports!r:<42} {theirs * 1000:>5.0f} ms"
                f" {ours / theirs:>6.2f} {goal or '':>5}"
            )


def _fill(path: Path) -> None:
    lines = [f"Dinas PUPR menata drainase ruas {number}" for number in range(DIRECTIVES)]
    text = "\n".join(lines)
    day = date(2026, 1, 5)
    directives = tuple(
        Directive(text=line, quote=Quote.of(text, start, start + len(line)), kind=Kind.INSTRUCTION)
        for line in lines
        if (start := text.index(line)) >= 0
    )
    release = Release(source="bench", text=text, key="bench", title="Bench", day=day, publisher=None)
    import_release(
        Extraction(release, directives, ()), Store.at(path), now=datetime(2026, 1, 5, 9, tzinfo=UTC), author="bench"
    )


def _alternate(ours: list[str], theirs: list[str], runs: int) -> tuple[float, float]:
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(runs + 1):
        for command, kept in zip((ours, theirs), times, strict=True):
            began = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"LANG": "C.UTF-8"})
            if turn:  # the first turn warms the file cache
                kept.append(time.perf_counter() - began)
    return statistics.median(times[0]), statistics.median(times[1])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)

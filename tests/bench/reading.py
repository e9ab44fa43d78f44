"""How fast releases are read: releases a second, in one process and in two, and time against the length of a text.

`python tests/bench/reading.py [LENGTH]` prints both tables; hostile texts grow to LENGTH characters (40000 by default).
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from hostile import HOSTILE  # noqa: E402 - it lies one folder up

from bimatrack.readers import Document  # noqa: E402 - the same
from bimatrack.reading import read, read_all  # noqa: E402 - the same
from bimatrack.reading.documents import Terms  # noqa: E402 - the same
from bimatrack.registry import Registry  # noqa: E402 - the same

RELEASES = 1000
STEPS = 4  # lengths of each hostile text, each twice the one before


def main(length: int) -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        _rates(Path(folder))
    _growth(length)


def _rates(folder: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "data" / "corpus").glob("*.txt"))]
    for number in range(RELEASES):
        (folder / f"{number:05}.txt").write_text(f"{texts[number % len(texts)]}\n\n{number}\n", encoding="utf-8")
    mean = sum(map(len, texts)) / len(texts)
    print(f"{RELEASES} releases of {mean:.0f} characters on average")
    print(f"{'':<34} {'seconds':>8} {'releases/s':>11}")
    terms = Terms(Registry.load())
    list(read_all([str(folder / "00000.txt")], lambda: b"", terms).sources)
    for jobs in (1, 2):
        began = time.perf_counter()
        list(read_all([str(folder)], lambda: b"", terms, jobs).sources)
        _print_rate(f"read, {jobs} process{'es' * (jobs > 1)}", time.perf_counter() - began)
    for jobs in (1, 2):
        command = [sys.executable, "-m", "bimatrack", "extract", str(folder), "--json", "--jobs", str(jobs)]
        began = time.perf_counter()
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _print_rate(f"bimatrack extract --jobs {jobs}", time.perf_counter() - began)


def _print_rate(name: str, seconds: float) -> None:
    print(f"{name:<34} {seconds:>8.2f} {RELEASES / seconds:>11.0f}")


def _growth(length: int) -> None:
    lengths = [length >> step for step in reversed(range(STEPS))]
    print(
        f"\n{'milliseconds at characters':<34} {'':>1}"
        + "".join(f"{one:>9}" for one in lengths)
        + f" {'per doubling':>13}"
    )
    registry = Registry.load()
    for name, text in HOSTILE.items():
        times = [_read(text(one), registry) for one in lengths]
        growth = (times[-1] / times[0]) ** (1 / (STEPS - 1))
        print(f"{name:<36}" + "".join(f"{one * 1000:>9.1f}" for one in times) + f" {growth:>13.2f}")


def _read(text: str, registry: Registry) -> float:
    began = time.perf_counter()
    read(Document("bench.txt", text), registry)
    return time.perf_counter() - began


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40_000)

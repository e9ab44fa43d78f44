"""How fast releases are read: releases a second and memory, in one process and in two; time against a text's length.

`python tests/bench/reading.py [--length N] [--counts N ...] [--imports]` prints the tables. Hostile texts grow to N
characters (40000 by default); memory is measured over folders of so many releases (1000 and 3000 by default), with
--imports for `import`, too. Seconds are of the processor, all processes together, but for releases a second, which a
person waits for; other work on the machine disturbs these most.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import releases

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from hostile import HOSTILE  # noqa: E402 - it lies one folder up

from bimatrack.readers import Document  # noqa: E402 - the same
from bimatrack.reading import Terms, read, read_file  # noqa: E402 - the same
from bimatrack.registry import Registry  # noqa: E402 - the same

STEPS = 4  # lengths of each hostile text, each twice the one before
PASSES = 3  # over the corpus, of which the quickest counts


class Ran(NamedTuple):
    """What a command took: *waited* and processor seconds, and the MB of its largest process at its peak."""

    waited: float
    seconds: float
    peak: float


def main(length: int, counts: list[int], *, imports: bool) -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        _memory(Path(folder), counts, imports=imports)
    _corpus()
    _growth(length)


def _memory(folder: Path, counts: list[int], *, imports: bool) -> None:
    print(f"{'releases, command':<40} {'releases/s':>11} {'CPU s':>8} {'peak MB':>8}")
    for count in counts:
        source = folder / str(count)
        releases.write(source, count)
        for jobs in (1, 2):
            _print(f"{count:>6} extract --json --jobs {jobs}", count, _ran("extract", source, "--json", "--jobs", jobs))
        for jobs in (1, 2) if imports else ():
            db = ("--db", folder / f"{count}-{jobs}.json")
            _print(f"{count:>6} import --jobs {jobs}", count, _ran("import", source, "--jobs", jobs, *db))
            _print(f"{count:>6} import --jobs {jobs}, all known", count, _ran("import", source, "--jobs", jobs, *db))


def _ran(*arguments: object) -> Ran:
    began = time.perf_counter()
    command = [sys.executable, "-m", "bimatrack", *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _process, _status, used = os.wait4(process.pid, 0)
    return Ran(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _print(name: str, count: int, ran: Ran) -> None:
    print(f"{name:<40} {count / ran.waited:>11.0f} {ran.seconds:>8.1f} {ran.peak:>8.0f}", flush=True)


def _corpus() -> None:
    """Read the corpus in this process, where all rules are loaded: what a release costs by itself."""
    files = sorted((ROOT / "data" / "corpus").glob("*.txt"))
    mean = sum(len(file.read_text(encoding="utf-8")) for file in files) / len(files)
    terms = Terms(Registry.load())
    taken = []
    for _pass in range(PASSES):
        began = time.process_time()
        for file in files:
            read_file(file, terms)
        taken.append(time.process_time() - began)
    rate = len(files) / min(taken)
    print(f"\nthe corpus: {len(files)} releases of {mean:.0f} characters, {rate:.0f} a processor second", flush=True)


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
    began = time.process_time()
    read(Document("bench.txt", text), registry)
    return time.process_time() - began


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--length", type=int, default=40_000)
    parser.add_argument("--counts", type=int, nargs="*", default=[1000, 3000])
    parser.add_argument("--imports", action="store_true")
    given = parser.parse_args()
    main(given.length, given.counts, imports=given.imports)

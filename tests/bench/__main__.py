"""Measures bimatrack beside the libraries it stands on, and beside Taskwarrior with the same tasks.

`python tests/bench` runs everything and prints a table; `python tests/bench 1000 10000` those sizes only. With
`--readme` the table between the two markers in README.md is written anew, and data/screens/cost.svg. What is compared
runs in turn, A B A B; medians are shown, in brackets the least of the runs. It takes a quarter of an hour, and wants a
machine that does nothing else.
"""

import argparse
import contextlib
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
from acts import changing, looking, reporting, starting
from comparing import Result, compare_changes, compare_looks, compare_start
from drawing import picture
from making import TASK, make_releases, make_world
from telling import markdown, table

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PICTURE = ROOT / "data" / "screens" / "cost.svg"
MARKS = "<!-- bench: begin -->\n", "<!-- bench: end -->\n"
SIZES = (1_000, 10_000, 30_000, 100_000)
MORE = 1_000  # releases that are imported on top
_ROUNDS = ((1_000, 9), (10_000, 5))  # of a size up to that; else 3


def main() -> None:
    """Measure what is asked for, or read what was measured before, and tell of it."""
    asked = _asked()
    with contextlib.ExitStack() as stack:
        folder = asked.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(exist_ok=True)
        if asked.read:
            results = msgspec.json.decode(asked.read.read_bytes(), type=list[Result])
        else:
            results = list(_told(_measured(asked, folder)))
    if asked.write:
        asked.write.write_bytes(msgspec.json.encode(results))
    print(markdown(results) if asked.markdown else table(results))
    if asked.readme:
        write_readme(results)


def write_readme(results: list[Result]) -> None:
    """Put the tables of *results* between the markers in the README, and draw the picture."""
    before, _begin, rest = README.read_text(encoding="utf-8").partition(MARKS[0])
    _old, _end, after = rest.partition(MARKS[1])
    README.write_text(f"{before}{MARKS[0]}{markdown(results)}{MARKS[1]}{after}", encoding="utf-8")
    PICTURE.write_text(picture(results), encoding="utf-8")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python tests/bench", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="directives in the stores")
    parser.add_argument("--folder", type=Path, help="where stores are made, and found again by the next run")
    parser.add_argument(
        "--rounds",
        type=int,
        help="how often each thing runs after a round that warms up; by default 9, 5 and 3 by the size",
    )
    parser.add_argument("--markdown", action="store_true", help="print the tables of the README")
    parser.add_argument("--readme", action="store_true", help="write them into README.md, and the picture")
    parser.add_argument("--write", type=Path, metavar="FILE", help="keep the figures as JSON")
    parser.add_argument("--read", type=Path, metavar="FILE", help="tell of figures kept so, and measure nothing")
    return parser.parse_args()


def _measured(asked: argparse.Namespace, folder: Path) -> Iterator[Result]:
    where = f"Python {platform.python_version()}, {platform.machine()}"
    print(
        f"{where}, {'beside Taskwarrior' if TASK else 'no Taskwarrior here (apt-get install taskwarrior)'}",
        file=sys.stderr,
    )
    yield from compare_start(starting(), folder, _rounds(0) if asked.rounds is None else asked.rounds)
    for count in asked.sizes:
        rounds = _rounds(count) if asked.rounds is None else asked.rounds
        world = make_world(count, folder)
        more = min(MORE, count)
        yield from compare_looks([*looking(world), *reporting(world, folder)], world, folder, rounds)
        chains = changing(world, make_releases(more, folder), more)
        yield from compare_changes(chains, world, folder, rounds)


def _rounds(count: int) -> int:
    return next((most for size, most in _ROUNDS if count <= size), 3)


def _told(results: Iterator[Result]) -> Iterator[Result]:
    for one in results:
        print(f"{one.count or '':>7} {one.name:<30} {one.ours.cpu:8.3f} s", file=sys.stderr, flush=True)
        yield one


if __name__ == "__main__":
    main()

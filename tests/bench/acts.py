"""What is measured, beside what, and the goals of each size."""

import sys
from pathlib import Path

from making import World
from msgspec import Struct

UNIT = "Dinas Sosial"
TYPER = "import typer"
LIBRARIES = "import typer, rich.console, rich.table, tinydb"
SMALL, LARGE = 10_000, 100_000
_PAGES_OF_PAPER = 1_000  # a PDF of more directives is a matter of minutes and of Typst


class Goal(Struct, frozen=True):
    """At most so many times what stands beside (*ratio*), or at most so many *seconds*."""

    ratio: float | None = None
    seconds: float | None = None
    below: bool = False  # "faster than", not "at most"


class Act(Struct, frozen=True):
    """One thing that is measured: the words of *ours*, and of what stands *beside* it, if anything.

    *theirs* is that command whole; *chained* ones change the store, and run one after the other on one copy of it.
    """

    name: str
    ours: tuple[str, ...]
    beside: str = ""
    theirs: tuple[str, ...] = ()
    goal: Goal | None = None
    code: int = 0
    screen: bool = False
    environ: tuple[tuple[str, str], ...] = ()


def starting() -> list[Act]:
    """Return what is measured of a start, without a store."""
    typer, libraries = _python(TYPER), _python(LIBRARIES)
    tab = (("_BIMATRACK_COMPLETE", "complete_bash"), ("_TYPER_COMPLETE_ARGS", "bimatrack li"))
    return [
        Act("--version", ("--version",), TYPER, typer, Goal(ratio=1.25)),
        Act("--help", ("--help",), TYPER, typer),
        Act("list --help", ("list", "--help"), TYPER, typer),
        Act("a mistyped command", ("lisst",), TYPER, typer, code=2),
        Act("a TAB", (), TYPER, typer, environ=tab),
        Act("list, nothing kept", ("list",), LIBRARIES, libraries),
    ]


def looking(world: World) -> list[Act]:
    """Return what is measured of looking at *world*."""
    one = str(world.first)
    all_kinds = ("list", "--all-kinds")
    acts = [
        Act("list, into a pipe", all_kinds, *_task("list"), _goal(world, 1.0, 1.0, below=True)),
        Act(
            "list --unit, into a pipe",
            (*all_kinds, "--unit", UNIT),
            *_task(f"project:{UNIT}", "list"),
            _goal(world, 2.0, 1.0, below=world.count >= LARGE),
        ),
        Act("list, on a terminal", all_kinds, *_task("list"), screen=True),
        Act("show", ("show", one), *_task("1", "info")),
        Act("agenda", ("agenda",)),
    ]
    if world.count <= _PAGES_OF_PAPER:
        acts.insert(0, Act("list", ("list",), LIBRARIES, _python(LIBRARIES), _goal_of(world, 1_000, Goal(ratio=1.5))))
    return acts


def reporting(world: World, folder: Path) -> list[Act]:
    """Return the report of *world* in each form; what is no text goes into files in *folder*."""
    goal = _goal_of(world, LARGE, Goal(seconds=3))
    acts = [Act("report", ("report",), goal=goal)]
    acts += [Act(f"report, {form}", ("report", "--format", form)) for form in ("json", "md", "csv", "html")]
    papers = ("xlsx", "docx", "pdf") if world.count <= _PAGES_OF_PAPER else ("xlsx", "docx")
    acts += [Act(f"report, {form}", ("report", "-o", str(folder / f"laporan.{form}"))) for form in papers]
    return acts


def changing(world: World, releases: Path, count: int) -> list[tuple[Act, ...]]:
    """Return what is measured of changes to *world*, in chains; *releases* is a folder with *count* of them."""
    one = str(world.first)
    done = _goal(world, 2.0, 1.0, below=world.count >= LARGE)
    return [
        (
            Act("done", ("done", one), *_task("1", "done"), done),
            Act("undo", ("undo", "--yes"), *_task("undo")),
            Act("progress", ("progress", one, "97"), *_task("1", "modify", "priority:H")),
        ),
        (Act(f"import, {count} releases more", ("import", str(releases))),),
    ]


def _task(*words: str) -> tuple[str, tuple[str, ...]]:
    return f"task {' '.join(words)}", ("task", *words)


def _python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def _goal(world: World, small: float, large: float, *, below: bool) -> Goal | None:
    ratios = {SMALL: small, LARGE: large}
    return Goal(ratio=ratios[world.count], below=below) if world.count in ratios else None


def _goal_of(world: World, count: int, goal: Goal) -> Goal | None:
    return goal if world.count == count else None

"""Tells what was measured: as a table on the screen, and as Markdown for the README."""

from collections.abc import Iterable, Sequence

from acts import Goal
from comparing import Result
from measuring import Figure

_HEAD = (
    "what",
    "size",
    "core",
    "clock",
    "memory",
    "beside",
    "core",
    "clock",
    "ratio, core",
    "clock",
    "goal",
    "reached",
)
_SAID = {None: "", True: "yes", False: "no"}


def table(results: Iterable[Result]) -> str:
    """Return everything, one line a result: medians, and in brackets the least of the runs."""
    rows = [_HEAD, *(_row(one) for one in results)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(_HEAD))]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def _row(one: Result) -> tuple[str, ...]:
    theirs = _least(one.theirs) if one.theirs else ("", "")
    ratios = tuple(f"{ratio:.2f}" for ratio in one.ratios) if one.ratios else ("", "")
    size = f"{one.count:,}" if one.count else ""
    told = (_goal(one.goal), _SAID[one.reached])
    return (one.name, size, *_least(one.ours), f"{one.ours.peak:,.0f} MB", one.beside, *theirs, *ratios, *told)


def _least(figure: Figure) -> tuple[str, str]:
    return (
        f"{_time(figure.cpu)} ({_time(figure.least_cpu)})",
        f"{_time(figure.wall)} ({_time(figure.least_wall)})",
    )


def markdown(results: Sequence[Result]) -> str:
    """Return two tables: what has a goal or something beside it, and what the rest costs at each size."""
    compared = [one for one in results if one.theirs or one.goal]
    alone = [one for one in results if not one.theirs]
    return f"{_compared(compared)}\n\n{_costs(alone)}\n"


def _compared(results: Iterable[Result]) -> str:
    head = ("command", "directives", "takes", "memory", "beside", "takes", "ratio", "goal", "reached")
    rows = [
        (
            f"`{one.name}`" if not one.name.startswith("a ") else one.name,
            f"{one.count:,}" if one.count else "–",
            _time(one.ours.cpu),
            f"{one.ours.peak:,.0f} MB",
            f"`{one.beside}`" if one.beside else "–",
            _time(one.theirs.cpu) if one.theirs else "–",
            f"{one.ratios[0]:.2f}" if one.ratios else "–",
            _goal(one.goal) or "–",
            _SAID[one.reached] or "–",
        )
        for one in results
    ]
    return _marked(head, rows)


def _costs(results: Sequence[Result]) -> str:
    counts = sorted({one.count for one in results if one.count})
    names = list(dict.fromkeys(one.name for one in results if one.count))
    by_place = {(one.name, one.count): one for one in results}
    head = ("command", *(f"{count:,}" for count in counts), "memory at most")
    rows = []
    for name in names:
        found = [by_place.get((name, count)) for count in counts]
        most = max(one.ours.peak for one in found if one)
        rows.append((f"`{name}`", *(_time(one.ours.cpu) if one else "–" for one in found), f"{most:,.0f} MB"))
    return _marked(head, rows)


def _marked(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] + ["--:"] * (len(head) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _goal(goal: Goal | None) -> str:
    if goal is None:
        return ""
    if goal.seconds is not None:
        return f"≤ {goal.seconds:g} s"
    return f"{'<' if goal.below else '≤'} {goal.ratio:g}"

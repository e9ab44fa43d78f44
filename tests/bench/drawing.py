"""Draws what commands cost against the number of directives, each with the straight line through it."""

from collections.abc import Iterable, Sequence

from comparing import Result

from bimatrack.exporters.charts.canvas import Scale, label, legend, sheet, steps
from bimatrack.exporters.charts.palette import PRINT
from bimatrack.exporters.markup import Markup, element, together

SHOWN = ("list, into a pipe", "list --unit, into a pipe", "show", "done", "undo", "agenda", "report", "report, html")
_ACROSS, _WIDE, _HIGH, _HEAD = 4, 270, 230, 30
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 32, 34, 190
_DASH = "6 4"

Point = tuple[float, float]


def picture(results: Sequence[Result]) -> Markup:
    """Return an SVG with a panel for each of the main commands that was measured."""
    found = {name: [one for one in results if one.name == name and one.count] for name in SHOWN}
    panels = [_panel(name, ones) for name, ones in found.items() if ones]
    rows = -(-len(panels) // _ACROSS)
    width, height = min(len(panels), _ACROSS) * _WIDE, _HEAD + rows * _HIGH
    samples = [
        (_stroke([(0, 5), (24, 5)], PRINT.done), "bimatrack"),
        (_stroke([(0, 5), (24, 5)], PRINT.due, _DASH), "Taskwarrior"),
    ]
    parts = [
        element("rect", width=width, height=height, fill=PRINT.paper),
        element("g", legend(samples, PRINT), transform="translate(10 10)"),
    ]
    for place, panel in enumerate(panels):
        x, y = place % _ACROSS * _WIDE, _HEAD + place // _ACROSS * _HIGH
        parts.append(element("g", panel, transform=f"translate({x} {y})"))
    told = "; ".join(f"{name}: {straightness(ones)}" for name, ones in found.items() if ones)
    return sheet("cost", "Seconds of a core against directives", told, (width, height), parts)


def straightness(results: Sequence[Result]) -> str:
    """Say by how much the costs of the sizes lie off the straight line through them, in percent of the largest."""
    points = _points(results)
    line = fitted(points)
    most = max(cost for _count, cost in points)
    off = max(abs(cost - line[0] - line[1] * count) for count, cost in points)
    return f"{off / most:.0%} off a straight line at most" if len(points) > 2 else "too few sizes for a line"


def fitted(points: Sequence[Point]) -> tuple[float, float]:
    """Return the start and the slope of the straight line nearest to *points*, by least squares."""
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    spread = sum((one[0] - x) ** 2 for one in points)
    slope = sum((one[0] - x) * (one[1] - y) for one in points) / spread if spread else 0.0
    return y - slope * x, slope


def _points(results: Iterable[Result]) -> list[Point]:
    return [(one.count, one.ours.cpu) for one in results]


def _panel(name: str, results: Sequence[Result]) -> Markup:
    ours = _points(results)
    theirs = [(one.count, one.theirs.cpu) for one in results if one.theirs]
    most = max(cost for _count, cost in (*ours, *theirs))
    marks = [mark / 1000 for mark in steps(round(most * 1000))]
    across = Scale(0, max(count for count, _cost in ours), _LEFT, _WIDE - _RIGHT)
    up = Scale(0, marks[-1], _BOTTOM, _TOP)
    parts = [label(name, (_LEFT, 18), PRINT, font_weight="bold")]
    for mark in marks:
        y = up(mark)
        parts.append(element("line", x1=_LEFT, x2=_WIDE - _RIGHT, y1=y, y2=y, stroke=PRINT.rule))
        parts.append(label(f"{mark:g} s", (_LEFT - 6, y + 4), PRINT, fill=PRINT.quiet, text_anchor="end"))
    for count in sorted({0, *(count for count, _cost in ours if count * 8 > across.last)}):
        place = (across(count), _BOTTOM + 16)
        parts.append(label(f"{count:,.0f}", place, PRINT, fill=PRINT.quiet, text_anchor="middle"))
    for points, colour, dash in ((theirs, PRINT.due, _DASH), (ours, PRINT.done, None)):
        parts += _series(points, across, up, colour, dash)
    return together(parts)


def _series(points: Sequence[Point], across: Scale, up: Scale, colour: str, dash: str | None) -> list[Markup]:
    if not points:
        return []
    start, slope = fitted(points)
    ends = [(across(count), up(max(start + slope * count, 0))) for count in (across.first, across.last)]
    dots = [element("circle", cx=across(count), cy=up(cost), r=3.5, fill=colour) for count, cost in points]
    return [_stroke(ends, colour, dash), *dots]


def _stroke(points: Sequence[Point], colour: str, dash: str | None = None) -> Markup:
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return element("path", d=path, stroke=colour, stroke_width=2, stroke_dasharray=dash, fill="none")

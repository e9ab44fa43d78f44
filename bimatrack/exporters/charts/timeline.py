"""Done against due: two lines that climb, and the day the report speaks of."""

from collections.abc import Iterable, Sequence

from bimatrack.days import short_day
from bimatrack.exporters.charts.canvas import LINE, Scale, day_axis, label, legend, sheet, steps
from bimatrack.exporters.charts.palette import Palette
from bimatrack.exporters.markup import Markup, element, together
from bimatrack.i18n import _
from bimatrack.labels import number
from bimatrack.reporting import PeriodReport

_HEIGHT, _TOP, _BOTTOM = 270, 50, 228
_LEFT, _RIGHT = 40, 40
_DASH = "6 4"


def timeline_chart(report: PeriodReport, palette: Palette, width: int) -> Markup:
    """Draw how many had fallen due and how many were done by the end of each day, the second up to the as-of day."""
    points = report.timeline
    first, last = report.period.start, report.period.end
    across = Scale(first.toordinal(), last.toordinal(), _LEFT, width - _RIGHT)
    marks = steps(max(max(point.due, point.done or 0) for point in points))
    up = Scale(0, marks[-1], _BOTTOM, _TOP)
    due = [(across(point.day.toordinal()), up(point.due)) for point in points]
    done = [(across(point.day.toordinal()), up(point.done)) for point in points if point.done is not None]
    parts = (
        _grid(marks, up, width, palette),
        day_axis(across, (first, last), (_TOP, _BOTTOM), palette),
        _today(report, across, palette),
        _line(due, palette.due, dash=_DASH),
        _line(done, palette.done),
        _ends(report, due, done, palette),
        legend(((_sample(palette.done), _("Done")), (_sample(palette.due, _DASH), _("Fell due"))), palette),
    )
    return sheet("timeline", _("Done against due"), _description(report), (width, _HEIGHT), parts)


def _description(report: PeriodReport) -> str:
    so_far = [point for point in report.timeline if point.done is not None]
    if not so_far:
        return _("Done against due")
    now = so_far[-1]
    return _("By {day}: {due} fell due, {done} done.").format(
        day=short_day(now.day), due=number(now.due), done=number(now.done or 0)
    )


def _grid(marks: Iterable[int], up: Scale, width: int, palette: Palette) -> Markup:
    parts: list[Markup] = []
    for mark in marks:
        y = up(mark)
        parts.append(element("line", x1=_LEFT, x2=width - _RIGHT, y1=y, y2=y, stroke=palette.rule))
        parts.append(label(number(mark), (_LEFT - 6, y + 4), palette, fill=palette.quiet, text_anchor="end"))
    return together(parts)


def _today(report: PeriodReport, across: Scale, palette: Palette) -> Markup:
    x = across(report.as_of.toordinal())
    middle = (across.start + across.end) / 2
    words = label(
        _("as of {day}").format(day=short_day(report.as_of)),
        (x, _TOP - 8),
        palette,
        fill=palette.quiet,
        text_anchor="end" if x > middle else "start",
    )
    return together((element("line", x1=x, x2=x, y1=_TOP - 5, y2=_BOTTOM, stroke=palette.ink), words))


def _line(points: Sequence[tuple[float, float]], colour: str, dash: str | None = None) -> Markup:
    if not points:
        return Markup()
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}" + "".join(f"H{x:.1f}V{y:.1f}" for x, y in points[1:])
    return element("path", d=path, stroke=colour, stroke_width=2.5, stroke_dasharray=dash, fill="none")


def _sample(colour: str, dash: str | None = None) -> Markup:
    return _line(((0, 5), (24, 5)), colour, dash)


def _ends(
    report: PeriodReport,
    due: Sequence[tuple[float, float]],
    done: Sequence[tuple[float, float]],
    palette: Palette,
) -> Markup:
    """Write the number at the end of each line, the lower one moved down where they would stand on each other."""
    x, y = due[-1]
    ends = [(label(number(report.timeline[-1].due), (x + 6, y + 4), palette, fill=palette.due, font_weight="bold"))]
    if done:
        reached = [point.done for point in report.timeline if point.done is not None][-1]
        end_x, end_y = done[-1]
        foot = end_y + 4
        if abs(end_y - y) < LINE and x - end_x < LINE:
            foot = y + 4 + (LINE if end_y >= y else -LINE)
        ends.append(label(number(reached), (end_x + 6, foot), palette, fill=palette.done, font_weight="bold"))
    return together(ends)

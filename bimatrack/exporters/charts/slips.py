"""How far deadlines slipped: for each, the first one, the one that holds now, and the way between."""

from collections.abc import Sequence
from datetime import timedelta

from bimatrack.days import short_day
from bimatrack.exporters.charts.canvas import FONT, LINE, Scale, day_axis, label, legend, lines_of, sheet
from bimatrack.exporters.charts.palette import Palette
from bimatrack.exporters.markup import Markup, element, together
from bimatrack.i18n import _, ngettext
from bimatrack.labels import number
from bimatrack.reporting import MatrixRow, PeriodReport, Slip, furthest

MOST = 8
_TOP = 26
_ROW = 2 * LINE + 8
_NAMES = 0.42
_AXIS = 36
_RIGHT = 24
_RADIUS = 5
_AIR = timedelta(days=3)

_Slipped = tuple[MatrixRow, Slip]


def slips_chart(report: PeriodReport, palette: Palette, width: int) -> Markup:
    """Draw the 8 deadlines that slipped furthest, those that were lifted first."""
    slipped = furthest(report.rows)
    shown = slipped[:MOST]
    days = [day for _row, slip in shown for day in (slip.first, slip.now or slip.first)]
    first, last = min(days) - _AIR, max(days) + _AIR
    bottom = _TOP + _ROW * len(shown)
    across = Scale(first.toordinal(), last.toordinal(), width * _NAMES + 16, width - _RIGHT)
    parts = [
        _legend(palette),
        day_axis(across, (first, last), (_TOP, bottom), palette),
        *(_row_of(one, across, _TOP + _ROW * at, palette) for at, one in enumerate(shown)),
    ]
    height = bottom + _AXIS
    if len(slipped) > MOST:
        left = len(slipped) - MOST
        words = ngettext("and {n} more in the table", "and {n} more in the table", left).format(n=number(left))
        parts.append(label(words, (0, height + FONT), palette, fill=palette.quiet))
        height += LINE + 4
    return sheet("slips", _("Deadlines that slipped"), _description(shown), (width, height), parts)


def _legend(palette: Palette) -> Markup:
    marks = ((_first(12, 5, palette), _("First due")), (_now(12, 5, palette), _("Due now")))
    return legend(marks, palette)


def _description(shown: Sequence[_Slipped]) -> str:
    return f"{'; '.join(f'{row.state.text}: {_way(slip)}' for row, slip in shown)}."


def _way(slip: Slip) -> str:
    return f"{short_day(slip.first)} → {short_day(slip.now) if slip.now else _('no deadline')}"


def _row_of(one: _Slipped, across: Scale, top: float, palette: Palette) -> Markup:
    row, slip = one
    y = top + _ROW / 2 + 4
    names = across.start - 16
    lines = lines_of(row.state.text, names)
    foot = top + _ROW / 2 - LINE * (len(lines) - 1) / 2 + FONT * 0.35
    start = across(slip.first.toordinal())
    end = across.end if slip.now is None else across(slip.now.toordinal())
    return together(
        (
            *(label(line, (0, foot + LINE * at), palette) for at, line in enumerate(lines)),
            element(
                "line",
                x1=start,
                x2=end,
                y1=y,
                y2=y,
                stroke=palette.late,
                stroke_width=2,
                stroke_dasharray="2 4" if slip.now is None else None,
            ),
            _first(start, y, palette),
            _now(end, y, palette) if slip.now else Markup(),
            _distance(slip, (start + end) / 2, y - 8, across, palette),
        )
    )


def _distance(slip: Slip, x: float, y: float, across: Scale, palette: Palette) -> Markup:
    if slip.days is None:
        words = _("no deadline")
    else:
        words = ngettext("+{n} day", "+{n} days", slip.days).format(n=number(slip.days))
    # Kept from running over the names or the edge.
    half = len(words) * FONT * 0.3
    x = min(max(x, across.start + half - 8), across.end + _RIGHT - half)
    return label(words, (x, y), palette, text_anchor="middle", font_weight="bold")


def _first(x: float, y: float, palette: Palette) -> Markup:
    return element("circle", cx=x, cy=y, r=_RADIUS, fill=palette.paper, stroke=palette.ink, stroke_width=2)


def _now(x: float, y: float, palette: Palette) -> Markup:
    return element("circle", cx=x, cy=y, r=_RADIUS, fill=palette.late, stroke=palette.late, stroke_width=2)

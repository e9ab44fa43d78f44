"""The report's numbers: the period's balance, counts by unit and kind, months."""

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bimatrack.days import month
from bimatrack.i18n import _, ngettext
from bimatrack.labels import kind_label
from bimatrack.model import Kind
from bimatrack.reporting import Count, Month, Summary
from bimatrack.views.cells import GOOD, LATE, NOTHING, QUIET, STRONG, Bar, cell, joined, number_text, strokes
from bimatrack.views.layout import NARROW, WIDE, indented, pairs_table, ruled_table

_MEAN_BAR = 24
_CHART = 24
_PANEL = 100
_DROPPED = 100
_SIGNS = ("", "+", "=", "+", "+")


def summary_view(summary: Summary, width: int) -> RenderableType:
    """Show the balance of the period, what wants care, and the mean progress with its predicate."""
    balance = _balance(summary) if width >= NARROW else _balance_list(summary)
    care = joined(_care(summary))
    return Panel(
        Group(balance, *([Text(), care] if care.plain else []), Text(), _mean(summary)),
        box=box.ROUNDED,
        border_style=QUIET,
        padding=(1, 2),
        width=min(width, _PANEL),
    )


def counts_view(counts: Sequence[Count], width: int, *, kinds: bool = False) -> RenderableType:
    """Show how many directives there are under each heading, and how far they have come."""
    if width < NARROW:
        return Group(*(_count_block(count, kinds=kinds) for count in counts))
    dropped = width >= _DROPPED and any(count.dropped for count in counts)
    table = ruled_table()
    table.add_column(_("Kind") if kinds else _("Unit"), max_width=44)
    for title in (_("Total"), _("Done"), _("Open"), _("Overdue")):
        table.add_column(title, justify="right", min_width=max(map(len, title.split())), max_width=10)
    if dropped:
        table.add_column(_("Cannot be done"), justify="right", max_width=16)
    # The bar takes what the names can spare.
    size = 20 if width >= WIDE else (width - 40) // 4
    table.add_column(_("Progress"), no_wrap=True)
    for count in counts:
        table.add_row(
            cell(_name(count, kinds=kinds)),
            number_text(count.total, STRONG),
            number_text(count.done, GOOD),
            number_text(count.open),
            number_text(count.overdue, LATE),
            *([number_text(count.dropped)] if dropped else []),
            Bar(count.progress, size),
        )
    return table


def _count_block(count: Count, *, kinds: bool) -> RenderableType:
    numbers = (
        Text(f"{_('Total')} {count.total}"),
        Text(f"{_('Done')} {count.done}"),
        Text(f"{_('Open')} {count.open}"),
        Text(f"{_('Overdue')} {count.overdue}", style=LATE) if count.overdue else Text(),
    )
    return Group(cell(_name(count, kinds=kinds), STRONG), indented(Group(joined(numbers), Bar(count.progress, 20))))


def _name(count: Count, *, kinds: bool) -> str:
    return kind_label(Kind(count.name)) if kinds else count.name or _("(nobody named)")


def months_table(months: Sequence[Month], width: int) -> Table:
    """Show what came, fell due and was done in each month, due and done as bars against each other."""
    table = ruled_table()
    table.add_column(_("Month"), no_wrap=True)
    table.add_column(_("New"), justify="right", no_wrap=True)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column(_("Due against done"))
    most = max((max(one.due, one.done) for one in months), default=0)
    size = min(_CHART, width // 3)
    for one in months:
        names = Text.assemble((_("Due"), QUIET), "\n", (_("Done"), QUIET))
        table.add_row(month(one.first), number_text(one.new), names, _Pair(one, most, size))
    return table


class _Pair:
    """Two bars below each other, what fell due in a month and what was done in it; the *most* are *size* long."""

    def __init__(self, one: Month, most: int, size: int) -> None:
        self._one = one
        self._unit = size / most if most else 0.0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        heavy, light = strokes(options)
        yield self._bar(self._one.due, light, "")
        yield self._bar(self._one.done, heavy, GOOD)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        longest = round(max(self._one.due, self._one.done) * self._unit) + len(" 999")
        return Measurement(longest, longest)

    def _bar(self, number: int, sign: str, style: str) -> Text:
        if not number:
            return Text(NOTHING, style=QUIET)
        return Text.assemble((sign * max(1, round(number * self._unit)), style), f" {number}")


def _balance(summary: Summary) -> Table:
    entries = _entries(summary)
    grid = Table.grid(expand=True)
    for label, _number, _style in entries:
        grid.add_column(justify="center", width=1)
        grid.add_column(justify="center", ratio=max(map(len, label.split())) + 2)
    cells: list[Text] = []
    labels: list[Text] = []
    for (label, number, style), sign in zip(entries, _SIGNS, strict=True):
        cells += [Text(sign, style=QUIET), Text(str(number), style=style)]
        labels += [Text(), cell(label)]
    grid.add_row(*cells)
    grid.add_row(*labels)
    return grid


def _balance_list(summary: Summary) -> Table:
    return pairs_table((label, Text(str(number), style=style)) for label, number, style in _entries(summary))


def _entries(summary: Summary) -> tuple[tuple[str, int, str], ...]:
    return (
        (_("carried in"), summary.carried_in, STRONG),
        (_("new"), summary.new, STRONG),
        (_("done"), summary.done, f"{STRONG} {GOOD}"),
        (_("cannot be done"), summary.dropped, STRONG),
        (_("carried over"), summary.carried_out, STRONG),
    )


def _care(summary: Summary) -> Iterator[Text]:
    if summary.overdue:
        yield Text(_("{n} overdue").format(n=summary.overdue), style=LATE)
    counts = (
        (summary.slipped, ngettext("{n} deadline slipped", "{n} deadlines slipped", summary.slipped)),
        (summary.undated, _("{n} without a deadline")),
        (summary.unowned, _("{n} without an owner")),
        (summary.late, _("{n} done late")),
        (summary.reopened, _("{n} reopened")),
    )
    for number, phrase in counts:
        if number:
            yield Text(phrase.format(n=number))


def _mean(summary: Summary) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    predicate = cell(summary.predicate or "", STRONG)
    grid.add_row(Text(_("Mean progress")), Bar(summary.progress, _MEAN_BAR), predicate)
    return grid

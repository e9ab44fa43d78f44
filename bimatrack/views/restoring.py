"""What restoring a copy would change, before anybody says yes to it."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from bimatrack.days import short_day
from bimatrack.history import Change
from bimatrack.i18n import _, ngettext
from bimatrack.labels import action_label, number
from bimatrack.restoring import Comparison, Contents
from bimatrack.views.cells import LATE, NOTHING, QUIET, STRONG, cell
from bimatrack.views.layout import ByWidth, Column, full_table, indented

_MOST_SHOWN = 10


def restoring_view(found: Comparison) -> RenderableType:
    """Show how much is kept now and how much the copy holds, the newest change of each, and what would be lost."""
    if found.same:
        return cell(_("{path} holds just what is kept.").format(path=found.path))
    return Group(ByWidth(lambda width: _table(found, width)), Text(), *_losses(found))


def _table(found: Comparison, width: int) -> RenderableType:
    titles = (_("What"), _("Kept now"), _("In the copy"))
    table = full_table(width, [Column(title, share=share) for title, share in zip(titles, (2, 3, 3), strict=True)])
    now, then = _facts(found.now), _facts(found.then)
    for (name, here), (_name, there) in zip(now, then, strict=True):
        table.add_row(cell(name, QUIET), here, there)
    return table


def _facts(contents: Contents | None) -> Iterator[tuple[str, Text]]:
    counts = (
        (_("Directives"), contents.directives if contents else None),
        (_("of them closed"), contents.closed if contents else None),
        (_("Releases"), contents.releases if contents else None),
        (_("Events"), contents.events if contents else None),
        (_("Changes"), contents.changes if contents else None),
    )
    for name, count in counts:
        yield name, Text("?", style=LATE) if count is None else Text(number(count))
    yield _("Newest change"), _newest(contents.newest) if contents else Text("?", style=LATE)


def _newest(change: Change | None) -> Text:
    if change is None:
        return Text(NOTHING, style=QUIET)
    return cell(f"{short_day(change.at.date())} {change.at:%H:%M}, {change.author}: {action_label(change.action)}")


def _losses(found: Comparison) -> Iterator[RenderableType]:
    if found.damage:
        yield cell(_("What is kept now cannot be read, so it cannot be told what would be lost."), LATE)
        yield cell(found.damage, QUIET)
        return
    if found.gained:
        count = len(found.gained)
        told = ngettext("{n} change would come back.", "{n} changes would come back.", count)
        yield Text(told.format(n=number(count)))
    count = len(found.lost)
    if not count:
        yield Text(_("Nothing that is kept now would be lost."))
        return
    first = short_day(found.lost[0].at.date())
    told = ngettext("{n} change since {day} would be lost.", "{n} changes since {day} would be lost.", count)
    yield Text(told.format(n=number(count), day=first), style=LATE)
    if found.gone:
        yield Text(_("Directives that would be gone:"), style=STRONG)
        for one in found.gone[:_MOST_SHOWN]:
            yield indented(Text.assemble((f"{one.number}  ", QUIET), cell(one.state.text)))
    if len(found.gone) > _MOST_SHOWN:
        yield indented(Text(_("… and {n} more.").format(n=len(found.gone) - _MOST_SHOWN), style=QUIET))

"""The backups there are, and the one just made."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bimatrack.days import short_day
from bimatrack.i18n import _, ngettext
from bimatrack.labels import number
from bimatrack.safekeeping import Kept, Made
from bimatrack.store.backups import Sort
from bimatrack.views.cells import GOOD, LATE, NOTHING, QUIET, STRONG, cell, stacked
from bimatrack.views.layout import ByWidth, Column, full_table, pairs_table

_KILO = 1024


def backups_view(folder: Path, kept: Sequence[Kept] | None, made: Made | None, *, automatic: bool) -> RenderableType:
    """Show the backups with what each holds, or the one just *made*; *automatic*: they are made by themselves."""
    if made is not None:
        return _made(made)
    last = Text(_("They lie in {folder}.").format(folder=folder), style=QUIET)
    off = [] if automatic else [Text(_("None is made automatically: backups are switched off in the settings."), LATE)]
    if not kept:
        told = _("There is no backup yet; “bimatrack backup” makes one, and so does each day of changes.")
        return Group(Text(told, style=QUIET), *off)
    shown = tuple(kept)
    return Group(ByWidth(lambda width: _table(shown, width)), Text(), last, *off)


def _table(kept: Sequence[Kept], width: int) -> Table:
    columns = (Column(_("Name"), 22), Column(_("State of"), 18), Column(_("Size"), 8, right=True))
    table = full_table(width, (*columns, Column(_("Holds"), share=1)))
    for one in kept:
        backup = one.backup
        moment = Text(f"{short_day(backup.moment.date())} {backup.moment:%H:%M}")
        table.add_row(stacked((cell(backup.name, STRONG), Text(_sort(backup.sort), style=QUIET))), moment, *_held(one))
    return table


def _held(kept: Kept) -> tuple[Text, Text]:
    size = Text(_size(kept.backup.size), style=QUIET)
    if kept.contents is None:
        return size, stacked((Text(_("cannot be restored"), style=LATE), cell(kept.trouble, QUIET)))
    return size, _counts(kept)


def _counts(kept: Kept | Made) -> Text:
    contents = kept.contents
    if contents is None:
        return Text(NOTHING)
    directives = ngettext("{n} directive", "{n} directives", contents.directives)
    changes = ngettext("{n} change", "{n} changes", contents.changes)
    return Text(
        f"{directives.format(n=number(contents.directives))}, {changes.format(n=number(contents.changes))}", style=GOOD
    )


def _made(made: Made) -> RenderableType:
    pairs: list[tuple[str, RenderableType]] = [(_("Copy"), cell(str(made.path))), (_("Holds"), _counts(made))]
    if made.beside:
        pairs.append((_("Beside it"), stacked([cell(str(path)) for path in made.beside])))
    return Group(pairs_table(pairs), Text(_("It was read back and holds all that is kept."), style=QUIET))


def _sort(sort: Sort) -> str:
    return {
        Sort.PREVIOUS: _("before the last change"),
        Sort.DAILY: _("last of its day"),
        Sort.MADE: _("made by hand"),
    }[sort]


def _size(size: int) -> str:
    return f"{number(-(-size // _KILO))} KB" if size < _KILO * _KILO else f"{number(size // (_KILO * _KILO))} MB"

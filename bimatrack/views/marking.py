"""Tags in use, and evidence: how a piece of it looks, and how it was found when it was looked at again."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bimatrack.i18n import _, ngettext
from bimatrack.labels import tag_label
from bimatrack.model import Evidence
from bimatrack.tracking import Checked, Proof, TagCount
from bimatrack.views.cells import GOOD, LATE, QUIET, cell, joined, number_text, stacked
from bimatrack.views.layout import NARROW, ByWidth, Column, full_table, ruled_table
from bimatrack.views.links import linked

_STYLES = {Proof.SAME: GOOD, Proof.CHANGED: LATE, Proof.GONE: LATE}


def evidence_text(evidence: Evidence) -> Text:
    """Name a piece of evidence: of a file its name, that its hash is kept, and where it lies."""
    name = linked(cell(evidence.name), evidence.place)
    if evidence.sha256 is None:
        return name
    return joined((name, Text(_("hash kept"), style=GOOD), cell(evidence.place, QUIET)))


def tags_table(counts: Sequence[TagCount]) -> RenderableType:
    """Show the tags in use with how many directives carry them."""
    if not counts:
        return Text(_("No tag is in use; “bimatrack tag 3 prioritas-wali” puts one on directive 3."), style=QUIET)
    table = ruled_table()
    table.add_column(_("Tag"))
    table.add_column(_("Directives"), justify="right")
    table.add_column(_("of them open"), justify="right")
    for one in counts:
        table.add_row(cell(tag_label(one.tag)), number_text(one.directives), number_text(one.open))
    return table


def checked_table(checked: Sequence[Checked]) -> RenderableType:
    """Show evidence that was looked at again, and in a last sentence how much of it no longer holds."""
    if not checked:
        return Text(_("No evidence was given yet; “bimatrack evidence 3 bast.pdf” adds some."), style=QUIET)
    return Group(ByWidth(lambda width: _checked(checked, width)), Text(), Text(_summary(checked), style=QUIET))


def _checked(checked: Iterable[Checked], width: int) -> Table:
    size = 18 if width < NARROW else 26
    table = full_table(
        width, (Column(_("Id"), 4, right=True), Column(_("Found"), size), Column(_("Evidence"), share=1))
    )
    for one in checked:
        found = stacked((Text(_found(one.found), style=_STYLES.get(one.found, QUIET)), cell(one.why, QUIET)))
        name = one.evidence.name
        where = one.evidence.place if one.evidence.place != name else ""
        table.add_row(Text(str(one.number), style=QUIET), found, stacked((cell(name), cell(where, QUIET))))
    return table


def _found(found: Proof) -> str:
    return {
        Proof.SAME: _("the same"),
        Proof.CHANGED: _("changed"),
        Proof.GONE: _("gone"),
        Proof.ADDRESS: _("an address, not fetched"),
        Proof.WORD: _("words, no file"),
    }[found]


def _summary(checked: Sequence[Checked]) -> str:
    broken = sum(one.broken for one in checked)
    count = ngettext("{n} piece of evidence", "{n} pieces of evidence", len(checked)).format(n=len(checked))
    rest = _("{n} changed or gone").format(n=broken) if broken else _("none changed or gone")
    return f"{count}, {rest}."

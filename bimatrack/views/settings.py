"""The settings: what holds, where it comes from, what it means."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from bimatrack.i18n import _
from bimatrack.literal import one_line
from bimatrack.settings import Said, Source, Standing, meaning
from bimatrack.views.cells import GOOD, NOTHING, QUIET, STRONG, cell, joined, stacked
from bimatrack.views.layout import BROAD, NARROW, ByWidth, Column, blocks, full_table, indented, pairs_table


def settings_table(settings: Sequence[Standing]) -> RenderableType:
    """Show settings with their values, and below or beside these what they mean."""

    def draw(width: int) -> RenderableType:
        if width < NARROW or not settings:
            return Group(*(_block(one) for one in settings))
        name = Column(_("Setting"), size=max(len(one.key.name) for one in settings))
        value, told = Column(_("Value"), share=2), Column(_("Meaning"), share=3)
        broad = width >= BROAD
        table = full_table(width, (name, value, told) if broad else (name, value))
        for one in settings:
            cells = (_value(one), cell(meaning(one.key), QUIET))
            table.add_row(cell(one.key.name), *(cells if broad else (stacked(cells),)))
        return table

    return ByWidth(draw)


def settings_pairs(said: Sequence[Said], called: Mapping[str, str] | None = None) -> RenderableType:
    """Show settings as they are to stand in the file, by the words that they are *called* where given."""
    names = called or {}
    return pairs_table((names.get(one.key, one.key), cell(one.text or NOTHING, STRONG)) for one in said)


def settings_detail(settings: Sequence[Standing]) -> RenderableType:
    """Explain settings one by one: what they mean, what holds, what else would."""
    return blocks([Group(cell(one.key.name, STRONG), indented(pairs_table(_facts(one)))) for one in settings])


def _facts(one: Standing) -> Iterator[tuple[str, RenderableType]]:
    key = one.key
    yield _("Meaning"), cell(meaning(key))
    yield _("Value"), _value(one)
    yield _("Built in"), cell(one.built_in or NOTHING)
    if key.option:
        yield _("Option"), cell(key.option)
    if key.variable:
        yield _("Variable"), cell(key.variable)
    yield _("Example"), cell(f'bimatrack config set {key.name} "{key.example}"')


def _block(one: Standing) -> RenderableType:
    return Group(cell(one.key.name), indented(stacked((_value(one), cell(meaning(one.key), QUIET)))))


def _value(one: Standing) -> Text:
    """Show the value that holds, and where it comes from unless it is built in."""
    if one.source is Source.BUILT_IN:
        return joined((cell(one.text), Text(_("built in"), style=QUIET))) if one.text else Text(NOTHING)
    origin = {
        Source.OPTION: one.key.option,
        Source.ENVIRONMENT: one.key.variable,
        Source.FILE: _("set in the file"),
    }[one.source]
    return joined((cell(one.text or NOTHING, STRONG), Text(one_line(origin), style=GOOD)))

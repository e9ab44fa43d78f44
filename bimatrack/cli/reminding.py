"""The command that writes to the units."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bimatrack.cli.options import Json
from bimatrack.cli.saving import file_names, make_folder, save
from bimatrack.cli.session import Session
from bimatrack.errors import UsageError
from bimatrack.i18n import _, ngettext, speaking
from bimatrack.labels import number, some_of

_MANY = 10  # letters that one reads on the screen

if TYPE_CHECKING:
    from bimatrack.reminding import Reminder, Reminders


class Form(StrEnum):
    """What a reminder is written as; the names are those of exporters.reminders.FORMS."""

    CHAT = "chat"
    MEMO = "memo"


class Language(StrEnum):
    """The languages that a reminder can be written in."""

    INDONESIAN = "id"
    ENGLISH = "en"


def remind(
    ctx: typer.Context,
    unit: Annotated[
        list[str] | None,
        typer.Argument(metavar="UNIT", help="Units or groups; by default all with something open.", show_default=False),
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue.")] = False,
    days: Annotated[
        int | None,
        typer.Option("--days", metavar="N", min=0, max=3660, help="Only what is overdue or due within so many days."),
    ] = None,
    form: Annotated[Form, typer.Option("--form", help="A message for a chat, or an official memo.")] = Form.CHAT,
    language: Annotated[
        Language, typer.Option("--language", help="The language of the text; messages follow --lang.")
    ] = Language.INDONESIAN,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="PATH", help="The file to write, or with --split the folder."),
    ] = None,
    split: Annotated[bool, typer.Option("--split", help="One file for each unit, in the folder of -o.")] = False,
    government: Annotated[
        str | None, typer.Option("--government", metavar="NAME", envvar="BIMATRACK_GOVERNMENT", help="Who writes.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Write to each unit what it still has to do.

    A message ready to paste into a chat, or an official memo: what is overdue first, then what is due soon, then the
    rest. Of a directive that was split each unit is told its own share; one that asks a group ("seluruh Kepala OPD")
    and was not split goes to the group by itself. The text is Indonesian whatever --lang says, since it goes to
    offices.

    Examples:
      bimatrack remind
      bimatrack remind PUPR "Camat Raba" --days 7
      bimatrack remind --overdue --form memo --split -o surat/
    """
    session: Session = ctx.obj
    from bimatrack.exporters import reminders as texts
    from bimatrack.exporters.jsontext import json_text
    from bimatrack.history import find_sources
    from bimatrack.reminding import Wanted
    from bimatrack.reminding import remind as gather

    if split and (output is None or as_json):
        raise UsageError(_("--split writes one file for each unit; name the folder with -o, and leave out --json."))
    store = session.store
    sources = find_sources(store.releases(), store.events())
    found = gather(store.open_directives(), sources, session.registry, session.today, Wanted(overdue, days))
    chosen = _chosen(session, found, unit or ())
    if output is None and not (as_json or unit) and not _wants_all(session, len(chosen)):
        return
    letterhead, write = session.letterhead(government), texts.FORMS[form]
    with speaking(language):
        each = [(one, write(one, letterhead)) for one in chosen]
    whole = json_text(texts.reminder_records(each)) if as_json else texts.SEPARATOR.join(text for _one, text in each)
    if output is None:
        session.write(whole)
    elif chosen:
        if split:
            make_folder(output)
        for path, text in _files(each, output, session.today) if split else ((output, whole),):
            save(text, path)
        count = len(chosen)
        told = ngettext("{n} reminder is in {path}.", "{n} reminders are in {path}.", count)
        session.say(told.format(n=count, path=output))
    _remark(session, found, chosen, asked=bool(unit))


def _wants_all(session: Session, count: int) -> bool:
    """Whether the person wants *count* letters on the screen; more than a screen holds are not poured out unasked."""
    if count <= _MANY or not session.on_terminal:
        return True
    session.say(
        _("{n} reminders; name units to see theirs, or write files with --split -o FOLDER.").format(n=number(count))
    )
    return session.with_person and session.confirms(_("Show them all?"))


def _chosen(session: Session, found: "Reminders", names: Sequence[str]) -> "tuple[Reminder, ...]":
    """Return the reminders to those *names* mean, all where none is given; who has nothing open is said."""
    if not names:
        return found.reminders
    chosen: dict[str, Reminder] = {}
    without: dict[str, None] = {}
    for name in names:
        for to in [one.to for one in found.named(name)] or session.units_sharing([name]):
            told = {one.to: one for one in found.named(to)}
            chosen |= told
            without |= {} if told else {to: None}
    if without:
        session.say(_("Nothing to remind of: {names}.").format(names=some_of(tuple(without))))
    return tuple(chosen.values())


def _remark(session: Session, found: "Reminders", chosen: "Sequence[Reminder]", *, asked: bool) -> None:
    """Say what the one who sends reminders has to know beside them."""
    if not asked and not chosen:
        session.say(_("Nothing to remind of."))
    if not asked and found.unaddressed:
        numbers = ", ".join(str(one.number) for one in found.unaddressed)
        session.say(
            _("In no reminder, since they name nobody (“bimatrack assign”): {numbers}.").format(numbers=numbers)
        )
    doubtful = sorted({item.tracked.number for one in chosen for item in one.items if item.tracked.doubtful})
    if doubtful:
        numbers = ", ".join(map(str, doubtful))
        session.say(_("Doubtful, so look at them first (“bimatrack review”): {numbers}.").format(numbers=numbers))
    groups = {group.to: None for one in chosen for group in found.to_groups_of(one.to) if group not in chosen}
    if groups:
        names = some_of(tuple(groups))
        session.say(_("What asks a group that they belong to has a reminder of its own: {names}.").format(names=names))


def _files(each: "Sequence[tuple[Reminder, str]]", folder: Path, today: date) -> Iterator[tuple[Path, str]]:
    """Give each text a file in *folder*, named by the day and whom it is for."""
    for (_one, text), name in zip(each, file_names(one.to for one, _text in each), strict=True):
        yield folder / f"{today}-{name}.txt", text
